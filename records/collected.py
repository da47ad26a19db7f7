"""What spiders bring home: captures, committees, meetings, agenda items and links to documents."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One response as it came: kept before anything reads it."""

    source: str
    url: str  # the address asked for, canonical
    final_url: str  # after redirects
    at: datetime  # UTC
    status: int
    sha256: str
    size: int
    headers: tuple[tuple[str, str], ...] = ()  # the few that matter: content-type, etag, last-modified, ...
    kind: str = "page"  # which parser reads it: "ws.meeting", "html.meeting", "document", "robots", "article", ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A body of a council. `id` is the platform's own."""

    id: str
    title: str
    active: bool = True
    category: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLink:
    """A document as its page links to it. `attachment` is the platform's stable id when it gives one."""

    title: str  # without "PDF 53 KB"
    url: str | None  # canonical, rebased on the source's site; None when restricted
    other_urls: tuple[str, ...] = ()  # the same document seen elsewhere, e.g. through the web service
    attachment: str | None = None
    size_label: str | None = None
    published: date | None = None
    restricted: bool = False
    external: bool = False  # off-site: recorded, not followed
    kind: Literal["report", "agenda", "pack", "minutes", "decision", "other"] = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item of a meeting. `number` is what the reader sees ("9.", "C61/24"), as text."""

    id: str | None
    number: str | None
    title: str
    description: str | None = None  # plain text, paragraphs kept
    minutes: str | None = None
    decision: str | None = None
    documents: tuple[DocumentLink, ...] = ()
    issue: str | None = None
    restricted: bool = False
    heading: bool = False  # a section heading, not an item


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as listed or in full. `held_on` is None only where the page gives no date."""

    id: str
    committee_id: str | None = None
    committee: str | None = None
    held_on: date | None = None
    time: str | None = None
    status: str | None = None  # as printed: "Confirmed", "Cancelled", "Confirmed; Rescheduled from ..."
    cancelled: bool = False
    location: str | None = None
    heading: str | None = None  # "Agenda and draft minutes": tells draft from final
    agenda_published: bool | None = None
    minutes_published: bool | None = None
    minutes_final: bool | None = None
    items: tuple[AgendaItem, ...] = ()
    documents: tuple[DocumentLink, ...] = ()  # meeting-level: packs, front sheets, printed minutes
    webcast: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueMeeting:
    """One meeting that took an issue, from its "Issue - meetings" page."""

    held_on: date | None
    committee: str | None
    item: AgendaItem
    meeting: str | None = None  # the meeting's id when the page links to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A matter followed through meetings and plans."""

    id: str
    title: str
    labels: tuple[tuple[str, str], ...] = ()  # the page's own label/value pairs
    meetings: tuple[IssueMeeting, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of a register or its details page."""

    id: str
    title: str
    maker: str | None = None
    decided_on: date | None = None
    published: date | None = None
    status: str | None = None
    key: bool | None = None
    purpose: str | None = None
    text: str | None = None
    meeting: str | None = None  # meeting id
    issue: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One entry of a forward plan."""

    issue: str
    title: str
    due: str | None = None  # as printed: "19 Dec 2023 by Cabinet"
    due_on: date | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of an RSS or Atom feed."""

    title: str
    url: str
    published: datetime | None = None
    published_inferred: bool = False  # told by when it was last changed
    author: str | None = None
    summary: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news story, from one address."""

    url: str  # canonical
    headline: str
    outlet: str | None = None
    author: str | None = None
    published: datetime | None = None  # UTC
    published_inferred: bool = False  # told by when the page was changed, or by a time that stands on it
    published_text: str | None = None  # the page's own words
    body: str = ""
    ldrs: Literal["byline", "mention"] | None = None
    excerpt_only: bool = False
    councils: tuple[str, ...] = field(default=())  # councils it names, by slug
