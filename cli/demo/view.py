"""What a visitor of the pretend council sees: the council on a day, at an address, in a language."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode, urlsplit

from cli.demo.content import Council, Document, Issue, Item, Meeting
from cli.demo.files import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One visitor's view of the site: on a day, at an address, in a language."""

    council: Council
    shelf: Shelf
    day: date
    url: str  # the base address
    welsh: bool = False
    bare: bool = False  # no <div id="modgov">
    query: dict[str, str] = field(default_factory=dict)

    @property
    def session(self) -> str:
        """The start of a link that carries a cookieless ASP.NET session in its path, as some do at York."""
        return f"{urlsplit(self.url).path}/(S(qk3vd0yjw5lmhe45n2xa1b55))/"

    @property
    def other_language(self) -> str:
        """The query that shows the same page in the other language."""
        return "?" + urlencode({**self.query, "lll": "0" if self.welsh else "1"}).replace("lll=", "LLL=")

    def listed(self) -> list[Meeting]:
        """The meetings the site lists on that day, oldest first."""
        return [meeting for meeting in self.council.meetings if meeting.listed <= self.day]

    def meeting(self, meeting_id: str) -> Meeting | None:
        """A listed meeting by id."""
        return next((meeting for meeting in self.listed() if meeting.id == meeting_id), None)

    def held_on(self, meeting: Meeting) -> date:
        """The day the site gives for a meeting that was moved: the first one until that day has come."""
        moved = meeting.moved_from
        return moved if moved and self.day < moved else meeting.held_on

    def items(self, meeting: Meeting) -> tuple[Item, ...]:
        """The agenda items published on that day."""
        return meeting.items if meeting.has_agenda(self.day) else ()

    def documents(self, item: Item) -> list[Document]:
        """The documents of an item that are up on that day."""
        return [
            document
            for document in item.documents
            if document.published <= self.day and not (document.withdrawn and document.withdrawn <= self.day)
        ]

    def minutes(self, meeting: Meeting, item: Item) -> str:
        """What the minutes published on that day say of an item: the draft's words, then the confirmed ones."""
        if not meeting.has_minutes(self.day):
            return ""
        return item.final_minutes if meeting.is_final(self.day) and item.final_minutes else item.minutes

    def issue(self, issue_id: str) -> Issue | None:
        """An issue by id."""
        return next((issue for issue in self.council.issues if issue.id == issue_id), None)

    def taken(self, issue_id: str) -> list[tuple[Meeting, Item]]:
        """The published meetings and items that took an issue, newest first."""
        return [
            (meeting, item)
            for meeting in reversed(self.listed())
            for item in self.items(meeting)
            if item.issue == issue_id
        ]

    def title(self, item: Item) -> str:
        """An item's title in the visitor's language."""
        return item.title_cy if self.welsh and item.title_cy else item.title

    def say(self, english: str, welsh: str) -> str:
        """One of two wordings."""
        return welsh if self.welsh else english
