"""A paper as the archive keeps it: identity, versions, pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

PaperKind = Literal[
    "report", "agenda", "pack", "minutes", "item", "issue", "decision", "plan", "article", "press_release", "other"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper. `key` is what makes two sightings the same paper; `id` derives from source and key, never changing.

    `published` is the document's publication date, else the meeting's or the page's own (`published_inferred`).
    """

    id: str
    source: str  # the slug of the registry row it came from ("local" for files the user added)
    key: str  # e.g. "attachment:60860", "item:18831", "https://…" for an article
    kind: PaperKind
    title: str
    council: str | None = None  # slug
    body: str | None = None  # committee, or outlet for an article
    url: str | None = None
    other_urls: tuple[str, ...] = ()
    published: date | None = None
    published_inferred: bool = False
    meeting: str | None = None  # the meeting's id at its source
    meeting_date: date | None = None
    item: str | None = None  # agenda item id at its source
    issue: str | None = None  # ModernGov issue id
    size_label: str | None = None
    author: str | None = None
    restricted: bool = False

    @property
    def said_on(self) -> date | None:
        """The day its words were said or published: the meeting's for what was said there, else its publication."""
        said = self.kind in ("item", "minutes", "issue")
        return self.date if said else self.published or self.date

    @property
    def date(self) -> date | None:
        """The day shown in results: the meeting's, else the publication date."""
        return self.meeting_date or self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of a paper's bytes, by SHA-256, and when we saw it first."""

    paper: str
    sha256: str
    seen_at: datetime
    media_type: str | None = None
    size: int = 0
    state: Literal["current", "replaced", "withdrawn", "restored"] = "current"
    headers: tuple[tuple[str, str], ...] = ()  # of the response it came in, where there was one


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table as rows of cell texts, with the page it stands on (from 1)."""

    page: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading on a page: `page.text[start:end]`. `level` counts from 1; None where only its look tells."""

    page: int
    start: int
    end: int
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of one page (from 1)."""

    number: int
    text: str
    needs_ocr: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of a paper's bytes: pages in order, tables as rows, and which reader did it."""

    pages: tuple[Page, ...]
    tables: tuple[Table, ...] = ()
    headings: tuple[Heading, ...] = ()
    reader: str = ""  # e.g. "pypdfium2/1": changes when the reader's output may change
    title: str | None = None
    warnings: tuple[str, ...] = ()
