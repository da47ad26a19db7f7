"""What a single typed word or quotation asks for: a word, a prefix, a fuzzy word, a phrase, a field's value."""

import re
from collections.abc import Callable
from typing import get_args

from records.papers import PaperKind
from records.slugs import slug
from search.analysis import Place, joined, keyword, places
from search.tree import Field, FieldName, Fuzzy, Phrase, Prefix, Query, Word, any_of

KINDS = {keyword(kind): kind for kind in get_args(PaperKind)}

_FUZZY = re.compile(r"(.+?)~([12]?)")

# Words too common to ask for, English and Welsh: dropped where something else is asked too, never from quotations.
COMMON = frozenset(
    "a about an and any are as at be been by can did do does for from had has have how i in into is it its of on or "
    "said say says since so than that the their them then there these they this to was we were what when where which "
    "who why will with would you your y yr yn ac ar".split()
)


def literal(text: str) -> Query | None:
    """Exactly these words, as a quotation asks; both spellings where there is a hyphen; None when there is no word."""
    row = list(places(text))
    if not row:
        return None
    together = joined(row)
    return any_of([_row(tuple(p.forms[0] for p in row)), *([_row(together)] if together else [])])


def loose(text: str, warn: Callable[[str], None]) -> Query | None:
    """What one typed word asks for: `recruit*` a Prefix, `fostring~` a Fuzzy, anything else its literal self."""
    if not text.strip("*"):
        return None
    if "*" in text:
        start, _, rest = text.lstrip("*").partition("*")
        meant = f"{start}*" if text[0] != "*" or rest else start
        if meant != text:
            warn(f"“*” works only at the end of a word, so “{text}” was searched as “{meant}”.")
        return _prefix(start, warn) if meant.endswith("*") else literal(start)
    if fuzzy := _FUZZY.fullmatch(text):
        row = list(places(fuzzy[1]))
        if len(row) == 1:
            return Fuzzy(row[0].forms[0], int(fuzzy[2] or 1))
        return literal(fuzzy[1])
    return literal(text)


def in_field(field: FieldName, text: str) -> Query | None:
    """A field's value: words in a title or body; the whole value, as a slug, of a council, kind or measure."""
    if field in ("title", "body"):
        return literal(text)
    value = slug(text.rstrip("*")) if field == "council" else keyword(text)
    if field == "kind" and value not in KINDS and value.removesuffix("s") in KINDS:
        value = value.removesuffix("s")
    if not value:
        return None
    return Prefix(value) if text.endswith("*") else Word(value)


def scoped(field: FieldName, part: Query | None) -> Query | None:
    """The part within the field, or None."""
    return None if part is None else Field(field, part)


def forms(word: str) -> list[str]:
    """The folded words of one typed word: in-house gives two."""
    return [place.forms[0] for place in places(word)]


def _prefix(text: str, warn: Callable[[str], None]) -> Query | None:
    row: list[Place] = list(places(text))
    if len(row) == 1 and len(row[0].forms[0]) > 1:
        return Prefix(row[0].forms[0])
    if len(row) == 1:
        warn(f"“{text}*” would find almost every word; at least two letters are needed before “*”.")
    return literal(text)


def _row(words: tuple[str, ...]) -> Query:
    return Word(words[0]) if len(words) == 1 else Phrase(words)
