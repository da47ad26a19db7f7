"""What the pretend council has: committees, meetings, items, documents, issues, decisions and plans."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

FileForm = Literal["pdf", "docx", "scan", "html", "truncated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A committee."""

    id: str
    title: str
    title_cy: str
    category: str = "Committees"
    expired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of an item. `file` names its text in `papers/`; "minutes:ID" is another meeting's printed minutes."""

    attachment: str
    s: str
    title: str
    published: date
    file: str | None = None
    form: FileForm = "pdf"
    extra: bool = False  # under "Additional documents:" even when it comes first
    restricted: str | None = None  # the paragraph of the access rules it is exempt under
    external: str | None = None  # an address on another site
    withdrawn: date | None = None
    replaced: date | None = None
    replacement: str | None = None  # the file that stands there from `replaced` on

    def file_on(self, day: date) -> str | None:
        """The file behind the link on a day."""
        return self.replacement if self.replaced and day >= self.replaced else self.file

    def published_on(self, day: date) -> date:
        """The publication date the site shows on a day."""
        return self.replaced if self.replaced and day >= self.replaced else self.published

    @property
    def name(self) -> str:
        """The last part of its address: the title without what Windows allows in no file name."""
        title = re.sub(r'[:/?*"<>|\\]', "", self.title)
        return f"{title}.{'docx' if self.form == 'docx' else 'pdf'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An agenda item with what the minutes say of it."""

    id: str
    number: str
    title: str
    title_cy: str | None = None
    text: str = ""
    minutes: str = ""
    final_minutes: str = ""  # when the confirmed minutes say something else
    decision: str = ""
    issue: str | None = None
    decision_id: str | None = None
    heading: bool = False
    restricted: bool = False
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting and the days on which its parts are published."""

    id: str
    body: Body
    held_on: date
    time: str
    place: str
    listed: date
    agenda: date
    draft: date | None = None  # draft minutes
    final: date | None = None  # confirmed minutes
    cancelled: date | None = None
    moved_from: date | None = None
    pack: bool = False
    webcast: str | None = None
    present: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()

    def has_agenda(self, day: date) -> bool:
        """Whether the agenda is published on a day."""
        return self.agenda <= day and not self.is_cancelled(day)

    def has_minutes(self, day: date) -> bool:
        """Whether any minutes are published on a day."""
        return self.draft is not None and self.draft <= day

    def is_final(self, day: date) -> bool:
        """Whether the minutes of that day are the confirmed ones."""
        return self.final is not None and self.final <= day

    def is_cancelled(self, day: date) -> bool:
        """Whether the meeting stands cancelled on a day."""
        return self.cancelled is not None and self.cancelled <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A matter followed through meetings and plans, with the labels of its page."""

    id: str
    title: str
    text: str = ""
    kind: str = "Non-key"
    lead: str = ""
    director: str = ""
    department: str = "Children's Services"
    contact: str = ""
    due: str = ""
    first_notice: date | None = None
    restriction: str = "Open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision of the register made outside a meeting."""

    id: str
    title: str
    maker: str
    decided: date
    published: date
    purpose: str = ""
    text: str = ""
    key: bool = False
    call_in: bool = True
    issue: str | None = None
    officer: bool = False
    author: str = ""
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A forward plan: issues with their due words."""

    id: str
    body: Body
    title: str
    published: date
    items: tuple[tuple[str, str], ...] = ()  # (issue id, "19 Nov 2019 by Cabinet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """A whole pretend council."""

    name: str
    name_cy: str
    slug: str
    contact: str
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]  # oldest first
    issues: tuple[Issue, ...]
    rulings: tuple[Ruling, ...]
    plans: tuple[Plan, ...]

    def documents(self) -> dict[str, tuple[Document, Meeting | None]]:
        """Every document by attachment id, with the meeting it belongs to."""
        found: dict[str, tuple[Document, Meeting | None]] = {
            document.attachment: (document, meeting)
            for meeting in self.meetings
            for item in meeting.items
            for document in item.documents
        }
        found.update(
            {document.attachment: (document, None) for ruling in self.rulings for document in ruling.documents}
        )
        return found
