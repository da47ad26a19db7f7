"""How text becomes terms: one analysis for every engine, for queries and for snippets.

Text is a row of *places*. Each place holds one or more *forms* of what stands there, the first being what a query for
it asks: "£2.4 million" is one place with the forms £2.4m, 2.4m, £2.4, 2.4 and million; "60 per cent" is 60%, 60, per
and cent. "in-house" is two places, in and house, the second also holding inhouse. So figures written differently meet,
and a phrase matches whichever way its words were joined.

Forms are folded: lower case, no accents (tŷ is ty), no apostrophes (children's is children, o'clock is
oclock), ligatures and the invisible hyphens of PDFs undone. `term` is the stem of a form, what the index matches.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from search.stems import stem

VERSION = "1"  # part of every index: raise it whenever a term may come out differently

LONGEST = 60  # characters of one form: longer runs are rules and leaders, cut so that they cost nothing

_APOSTROPHES = "'’ʼ‘`´"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = f"\u0300-\u036f{_INVISIBLE}"
_RUN = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
_WORD = rf"{_RUN}(?:[{_APOSTROPHES}]{_RUN})*"
_HYPHEN = "[-\u2010\u2011]"
_SCALES = {"million": "m", "mn": "m", "m": "m", "billion": "bn", "bn": "bn", "thousand": "k", "k": "k"}

NUMBER = (
    r"[£€$]?\d+(?:,\d{3}(?!\d))*(?:\.\d+)?"
    r"(?:(?:\s?%|\s(?:per\s?cent|percent)\b)|(?:\s?(?:million|billion|thousand)|bn|mn|m|k)\b)?(?![^\W_])"
)
_PLACE = re.compile(
    r"(?P<plain>[A-Za-z]{2,}(?=[\s,;:)]))"  # most words of a page, found without trying the rest
    rf"|(?P<number>{NUMBER})"
    r"|(?P<initials>\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?)"
    rf"|(?P<word>{_WORD}(?:{_HYPHEN}\n?{_WORD})*)"
    r"|(?P<and>(?<=\s)&(?=\s))",
    re.IGNORECASE,
)
_SPLIT = re.compile(rf"{_WORD}")
_NUMBER_PARTS = re.compile(r"(?P<sign>[£€$]?)(?P<figure>[\d,]+(?:\.\d+)?)\s*(?P<unit>.*)", re.DOTALL)


class Place(NamedTuple):
    """One place of a text: its forms, what a query asks first, and where it stands."""

    forms: tuple[str, ...]
    start: int
    end: int


def places(text: str) -> Iterator[Place]:
    """The places of a text in order; a hyphenated word gives one place for each part."""
    for found in _PLACE.finditer(text):
        start, end = found.span()
        kind = found.lastgroup
        if kind == "plain":
            yield Place((found.group().lower()[:LONGEST],), start, end)
        elif kind == "word":
            surface = found.group()
            if surface.isalnum():
                yield Place((fold(surface),), start, end)
            else:
                yield from _word_places(surface, start)
        elif kind == "number":
            yield Place(_number_forms(found.group()), start, end)
        elif kind == "initials":
            yield Place((fold(found.group().replace(".", "")),), start, end)
        else:
            yield Place(("and",), start, end)


def fold(surface: str) -> str:
    """A word as it is compared: lower case, without accents, apostrophes and invisible characters."""
    if surface.isascii() and surface.isalnum():
        return surface.lower()[:LONGEST]
    return _fold(surface)


@lru_cache(maxsize=1 << 16)
def _fold(surface: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", surface) if not unicodedata.combining(c)).casefold()
    if plain[-1:] == "s" and plain[-2:-1] in _APOSTROPHES:
        plain = plain[:-2]
    return "".join(c for c in plain if c not in _APOSTROPHES and c not in _INVISIBLE)[:LONGEST]


def term(form: str) -> str:
    """What the index matches for one form: its stem."""
    return stem(form)


def _word_places(surface: str, offset: int) -> Iterator[Place]:
    parts = list(_SPLIT.finditer(surface))
    folded = [fold(part.group()) for part in parts]
    joined = "".join(folded)[:LONGEST]
    for index, (part, form) in enumerate(zip(parts, folded, strict=True)):
        last = index == len(parts) - 1
        forms = (form, joined) if last and index and not joined.isdigit() else (form,)
        yield Place(forms, offset + part.start(), offset + part.end())


@lru_cache(maxsize=1 << 14)
def _number_forms(surface: str) -> tuple[str, ...]:
    parts = _NUMBER_PARTS.fullmatch(surface)
    assert parts  # the pattern above found it
    sign, figure, unit = parts["sign"], parts["figure"].replace(",", ""), parts["unit"].lower()
    if not unit:
        return (sign + figure, figure) if sign else (figure,)
    if unit in _SCALES:
        scaled = figure + _SCALES[unit]
        forms = [sign + scaled, scaled, sign + figure, figure]
    else:
        forms = [f"{figure}%", figure]
    words = unit.split() if len(unit) > 2 else []
    return tuple(dict.fromkeys([*forms, *words]))


def joined(row: list[Place]) -> tuple[str, ...] | None:
    """The forms of a row with every hyphenated word written as one ("in-house carers" → inhouse, carers), or None
    when none is."""
    forms: list[str] = []
    for place in row:
        forms.append(place.forms[0])
        if len(place.forms) == 2 and place.forms[1].endswith(place.forms[0]):
            parts = next((n for n in range(2, len(forms) + 1) if "".join(forms[-n:]) == place.forms[1]), 0)
            if parts:
                forms[-parts:] = [place.forms[1]]
    return tuple(forms) if len(forms) < len(row) else None


def keyword(text: str) -> str:
    """A name compared whole, as a kind or a measure: lower case, every run of other characters a hyphen."""
    return re.sub(r"[\W_]+", "-", fold(text)).strip("-")
