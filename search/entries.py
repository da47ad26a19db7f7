"""What goes into an index and what comes out: entries (one per page), hits (one per paper), facets, results."""

import datetime
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page of a paper's current version, as the index takes it. An item's minutes count as a page."""

    paper: str  # the paper's id
    page: int  # from 1
    text: str
    title: str
    kind: str  # a records.papers.PaperKind
    council: str | None = None  # slug
    body: str | None = None  # committee, or outlet for an article
    date: datetime.date | None = None  # the meeting's date, else the publication date
    url: str | None = None  # the original
    page_url: str | None = None  # the original at this page: "….pdf#page=14"
    measures: tuple[str, ...] = ()  # topic-pack ids of the measures spoken of on this page
    also_at: tuple[str, ...] = ()  # other places of the same text: the packs that contain this paper

    def shown(self) -> dict[str, Any]:
        """What a hit shows of it, in plain types an index can store: a day is text, there is no page text."""
        return {
            "paper": self.paper,
            "page": self.page,
            "title": self.title,
            "kind": self.kind,
            "council": self.council,
            "body": self.body,
            "date": self.date.isoformat() if self.date else None,
            "url": self.url,
            "page_url": self.page_url,
            "also_at": list(self.also_at),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A few words around what was found, on one line. `spans` are (start, end) into `text`, in order, for marking."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()

    def marked(self, before: str = "**", after: str = "**") -> str:
        """The text with every span between two marks. Text is not escaped: the web escapes piece by piece."""
        pieces = []
        at = 0
        for start, end in self.spans:
            pieces += [self.text[at:start], before, self.text[start:end], after]
            at = end
        return "".join([*pieces, self.text[at:]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One paper that was found, at its best page."""

    paper: str
    title: str
    kind: str
    council: str | None
    body: str | None
    date: datetime.date | None
    page: int  # the best page
    pages: int  # how many of the paper's pages match
    url: str | None
    page_url: str | None
    also_at: tuple[str, ...]
    snippet: Snippet
    score: float  # comparable within one answer only

    @classmethod
    def of(cls, shown: dict[str, Any], *, pages: int, score: float, snippet: Snippet) -> "Hit":
        """The hit for what `Entry.shown` gave."""
        day = datetime.date.fromisoformat(shown["date"]) if shown["date"] else None
        kept = {**shown, "date": day, "also_at": tuple(shown["also_at"])}
        return cls(**kept, pages=pages, score=score, snippet=snippet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many of the found papers fall under each value, most first; years newest first.

    A paper without a council, body or date is counted in no value of it.
    """

    council: tuple[tuple[str, int], ...] = ()
    body: tuple[tuple[str, int], ...] = ()
    kind: tuple[tuple[str, int], ...] = ()
    year: tuple[tuple[str, int], ...] = ()
    measure: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer to one search. `total` counts papers, `pages` counts their matching pages.

    `corrections` pairs each word no page contains with the nearest one that some do: (typed, nearest).
    `search.query.corrected` writes them into the user's own text for "did you mean".
    """

    total: int = 0
    pages: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Facets | None = None  # None when not asked for
    corrections: tuple[tuple[str, str], ...] = ()
