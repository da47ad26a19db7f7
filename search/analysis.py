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
    r"(?:(?:\s?%|\s(?i:per\s?cent|percent)\b)|(?:\s?(?i:million|billion|thousand)|(?i:bn|mn|m|k))\b)?(?![^\W_])"
)
_INITIALS = r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?"
_HYPHENED = rf"{_WORD}(?:{_HYPHEN}\n?{_WORD})*"
SURFACE = re.compile(
    r"[a-zA-Z]+(?=[\s,;:)])"  # most words of a page, found without trying the rest: twice as fast
    rf"|(?=[£€$\d]){NUMBER}|{_INITIALS}|{_HYPHENED}|(?<=\s)&(?=\s)"
)
_SPLIT = re.compile(_WORD)
_NUMBER = re.compile(NUMBER)
_NUMBER_PARTS = re.compile(r"(?P<sign>[£€$]?)(?P<figure>[\d,]+(?:\.\d+)?)\s*(?P<unit>.*)", re.DOTALL)


class Place(NamedTuple):
    """One place of a text: its forms, what a query asks first, and where it stands."""

    forms: tuple[str, ...]
    start: int
    end: int


def places(text: str) -> Iterator[Place]:
    """The places of a text in order; a hyphenated word gives one place for each part."""
    for found in SURFACE.finditer(text):
        offset = found.start()
        for forms, start, end in places_of(found.group()):
            yield Place(forms, offset + start, offset + end)


def forms_in(text: str) -> Iterator[tuple[str, ...]]:
    """The forms of every place of a text: what indexing asks, without where they stand."""
    for surface in SURFACE.findall(text):
        yield from _forms_of(surface)


def terms_in(text: str) -> Iterator[tuple[str, ...]]:
    """The terms of every place of a text, each once."""
    for surface in SURFACE.findall(text):
        yield from _terms_of(surface)


def term(form: str) -> str:
    """What the index matches for one form: its stem."""
    return stem(form)


def fold(surface: str) -> str:
    """A word as it is compared: lower case, without accents, apostrophes and invisible characters."""
    if surface.isascii() and surface.isalnum():
        return surface.lower()[:LONGEST]
    return _fold(surface)


def _fold(surface: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", surface) if not unicodedata.combining(c)).casefold()
    if plain[-1:] == "s" and plain[-2:-1] in _APOSTROPHES:
        plain = plain[:-2]
    return "".join(c for c in plain if c not in _APOSTROPHES and c not in _INVISIBLE)[:LONGEST]


@lru_cache(maxsize=1 << 17)
def places_of(surface: str) -> tuple[Place, ...]:
    """The places of one surface, a match of SURFACE, counted from its own start."""
    if surface.isascii() and surface.isalpha():
        return (Place((surface.lower()[:LONGEST],), 0, len(surface)),)
    if _NUMBER.fullmatch(surface):
        return (Place(_number_forms(surface), 0, len(surface)),)
    if surface == "&":
        return (Place(("and",), 0, 1),)
    if "." in surface:  # initials: only they and numbers hold a full stop
        return (Place((fold(surface.replace(".", "")),), 0, len(surface)),)
    return tuple(_word_places(surface))


@lru_cache(maxsize=1 << 17)
def _forms_of(surface: str) -> tuple[tuple[str, ...], ...]:
    return tuple(place.forms for place in places_of(surface))


@lru_cache(maxsize=1 << 17)
def _terms_of(surface: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(dict.fromkeys(map(term, forms))) for forms in _forms_of(surface))


def _word_places(surface: str) -> Iterator[Place]:
    parts = list(_SPLIT.finditer(surface))
    folded = [fold(part.group()) for part in parts]
    joined = "".join(folded)[:LONGEST]
    for index, (part, form) in enumerate(zip(parts, folded, strict=True)):
        last = index == len(parts) - 1
        forms = (form, joined) if last and index and not joined.isdigit() else (form,)
        yield Place(forms, part.start(), part.end())


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
