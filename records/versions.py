"""What changed between two versions of a paper: words by page, and findings that stand otherwise."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

How = Literal["figure", "words", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedQuote:
    """A finding of the older version that the newer one words otherwise: `figure` when the words are the same and a
    number or date is another, `words` when it is reworded, `gone` when nothing like it is left."""

    type: Literal["statement", "observation"]
    how: How
    measure: str
    before: str  # the quotation
    before_page: int
    after: str | None = None
    after_page: int | None = None
    figures: tuple[tuple[str, str], ...] = ()  # for `figure`: what stood there, and what stands there now


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions of a paper that followed each other, by SHA-256, and the findings that changed."""

    paper: str
    before: str
    after: str
    seen_at: datetime  # when the later one was first seen
    rules: str
    changes: tuple[ChangedQuote, ...] = ()
    fault: str | None = None  # a sentence when they could not be compared


Side = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One unit of text (a sentence, a list item, a table row) that was reworded, removed or added. The words of both,
    in order, each told by its side; joined, those that are not `new` give the old unit."""

    before: str | None
    after: str | None
    words: tuple[tuple[Side, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """What changed on one page: its number in the older and in the newer version (None: it has no such page)."""

    before: int | None
    after: int | None
    changes: tuple[Change, ...]
