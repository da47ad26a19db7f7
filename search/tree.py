"""The query tree: what was asked for, in no engine's syntax.

Texts in it are folded (see `search.analysis`) but not stemmed, so a tree reads like what was typed. Stemming is the
engine's step, through `search.analysis.term`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

FieldName = Literal["council", "body", "kind", "title", "measure"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its inflections."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order with nothing between."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word with the same first letter at most `distance` slips (letter added, lost, changed, two swapped) away."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class And:
    """All of these on one page."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Every page but these."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class Field:
    """What is inside is looked for in this field alone.

    In `title` and `body` words are words; in `council`, `kind` and `measure` a Word is the whole value, as a slug.
    """

    name: FieldName
    part: "Query"


@dataclass(frozen=True, slots=True)
class DateRange:
    """Papers of these days, both ends included; None leaves an end open. Papers without a date are in no range."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    """Every page there is."""


Query: TypeAlias = Word | Phrase | Prefix | Fuzzy | And | Or | Not | Field | DateRange | Everything
Leaf: TypeAlias = Word | Phrase | Prefix | Fuzzy


def all_of(parts: list[Query]) -> Query:
    """And, without the needless: nested Ands are flattened, Everything falls away, one part stands alone."""
    flat: list[Query] = []
    for part in parts:
        flat += part.parts if isinstance(part, And) else [part]
    kept = tuple(part for part in flat if not isinstance(part, Everything))
    return kept[0] if len(kept) == 1 else And(kept) if kept else Everything()


def any_of(parts: list[Query]) -> Query:
    """Or, without the needless: nested Ors are flattened, repeated parts fall away, one part stands alone."""
    flat: list[Query] = []
    for part in parts:
        flat += part.parts if isinstance(part, Or) else [part]
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else Or(kept)


def wanted(query: Query) -> list[Leaf]:
    """The words asked for in a page's own text, in order: what a snippet marks and a spelling is checked for.

    What stands under NOT or in a field is left out.
    """
    match query:
        case Word() | Phrase() | Prefix() | Fuzzy():
            return [query]
        case And(parts) | Or(parts):
            return list(dict.fromkeys(leaf for part in parts for leaf in wanted(part)))
        case _:
            return []
