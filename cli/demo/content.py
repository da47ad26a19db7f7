"""What the pretend council has: committees, meetings, items, documents and decisions, read from `data/demo`.

The numbers a real site would give (agenda item, attachment and `s…` ids) are counted out in the order of the files, so
they do not depend on the day the site is looked at. Attachment ids and `s…` ids are unrelated, as on real sites.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

DATA = Path(__file__).resolve().parents[2] / "data" / "demo"
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
        """The last part of its address."""
        return f"{self.title}.{'docx' if self.form == 'docx' else 'pdf'}"


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


@dataclass(slots=True)
class _Ids:
    """Counts out the platform's ids."""

    item: int = 8100
    attachment: int = 21040
    s: int = 6310
    decision: int = 1204


def read_council(folder: Path = DATA / "council") -> Council:
    """The council described by a folder: `council.toml`, `meetings/*.toml` and the texts in `papers/`."""
    top = tomllib.loads((folder / "council.toml").read_text(encoding="utf-8"))
    bodies = {row["id"]: Body(**row) for row in top["body"]}
    ids = _Ids()
    meetings: list[Meeting] = []
    for path in sorted((folder / "meetings").glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        meetings.append(_meeting(row, bodies, ids, meetings))
    return Council(
        name=top["name"],
        name_cy=top["name_cy"],
        slug=top["slug"],
        contact=top["contact"],
        bodies=tuple(bodies.values()),
        meetings=tuple(meetings),
        issues=tuple(Issue(**row) for row in top.get("issue", [])),
        rulings=tuple(_ruling(row, ids) for row in top.get("decision", [])),
        plans=tuple(
            Plan(**{**row, "body": bodies[row["body"]], "items": tuple((i, due) for i, due in row["items"])})
            for row in top.get("plan", [])
        ),
    )


def _meeting(row: dict[str, Any], bodies: dict[str, Body], ids: _Ids, before: list[Meeting]) -> Meeting:
    held_on, body = row["held_on"], bodies[row["body"]]
    agenda = row.get("agenda", held_on - timedelta(days=7))
    rows = row.pop("item", [])
    if rows and row.pop("opening", True):
        previous = [meeting for meeting in before if meeting.body is body and meeting.items]
        rows = [*_opening(previous[-1] if previous else None), *rows]
    items = _items(rows, agenda, ids, is_cabinet=body.id == "102")
    return Meeting(
        **{
            "time": "10.00 am",
            "place": "Committee Room A, County Hall, Aberelin",
            "listed": agenda - timedelta(days=60),
            "agenda": agenda,
            **row,
            "body": body,
            "present": tuple(row.get("present", ())),
            "items": items,
        }
    )


def _opening(previous: Meeting | None) -> list[dict[str, Any]]:
    """The items every meeting begins with."""
    rows: list[dict[str, Any]] = [
        {"title": "Apologies", "text": "To receive apologies for absence.", "minutes": "No apologies were received."},
        {
            "title": "Disclosures of interest",
            "text": "To receive any disclosures of interest by Members relating to items on the agenda.",
            "minutes": "There were no disclosures of interest.",
        },
    ]
    if previous is not None:
        day = f"{previous.held_on.day} {previous.held_on:%B %Y}"
        rows.append(
            {
                "title": "Minutes of Previous Meeting",
                "text": f"To authorise the Chair to sign the minutes of the meeting held on {day} as a correct record.",
                "minutes": f"The Chair was authorised to sign the minutes of the meeting held on {day} as a correct "
                "record.",
                "document": [{"title": f"Minutes {previous.held_on:%d-%m-%Y}", "file": f"minutes:{previous.id}"}],
            }
        )
    return rows


def _items(rows: list[dict[str, Any]], agenda: date, ids: _Ids, *, is_cabinet: bool) -> tuple[Item, ...]:
    items, number = [], 0
    for row in rows:
        ids.item += 1
        heading = row.get("heading", False)
        number += 0 if heading else 1
        documents = tuple(_document(each, agenda, ids) for each in row.get("document", []))
        decision_id = None
        if is_cabinet and row.get("decision"):
            ids.decision += 1
            decision_id = str(ids.decision)
        items.append(
            Item(
                **{
                    "number": "" if heading else f"{number}.",
                    **{key: value for key, value in row.items() if key != "document"},
                    "id": str(ids.item),
                    "decision_id": decision_id,
                    "documents": documents,
                }
            )
        )
    return tuple(items)


def _document(row: dict[str, Any], published: date, ids: _Ids) -> Document:
    ids.attachment += 3
    ids.s += 1
    return Document(**{"published": published, **row, "attachment": str(ids.attachment), "s": str(ids.s)})


def _ruling(row: dict[str, Any], ids: _Ids) -> Ruling:
    ids.decision += 1
    documents = tuple(_document(each, row["published"], ids) for each in row.get("document", []))
    return Ruling(
        **{key: value for key, value in row.items() if key != "document"},
        id=str(ids.decision),
        documents=documents,
    )
