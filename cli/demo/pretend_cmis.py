"""A pretend council on the CMIS layout, on loopback: months without years, document tokens that never repeat."""

import re
from calendar import monthrange
from datetime import date
from hashlib import sha256
from html import escape
from itertools import count
from pathlib import Path
from typing import Self

from cli.demo.content import Document, Meeting
from cli.demo.council_file import DATA
from cli.demo.faults import Faults
from cli.demo.files import PDF, open_council
from cli.demo.pretend_council import DEMO_DAY
from cli.demo.serve import Answer, Asked, LoopbackSite
from cli.demo.view import View

MODULE, TAB = "397", "70"
GRID = f"dnn_ctr{MODULE}_MeetingCalendarPublic"


class PretendCmis(LoopbackSite):
    """The CMIS council. A very slow month is `Faults(slow="Date/2019-11", slow_seconds=…)`."""

    closed = ("/Search.aspx",)

    def __init__(
        self,
        *,
        as_of: date = DEMO_DAY,
        faults: Faults | None = None,
        prefix: str = "/kestermere",
        port: int = 0,
        folder: Path = DATA / "cmis",
    ) -> None:
        super().__init__(self, faults=faults, prefix=prefix, port=port)
        self.council, self._shelf = open_council(folder)
        self.as_of = as_of
        self._views = count()
        self._tokens: dict[str, tuple[Meeting, Document | str]] = {}

    def advance(self, to: date) -> Self:
        """The site as it stands on another day."""
        self.as_of = to
        return self

    def answer(self, asked: Asked) -> Answer:
        """The response to one request."""
        path = asked.path.strip("/").lower()
        view = View(council=self.council, shelf=self._shelf, day=self.as_of, url=self.url)
        if path == "document.ashx":
            return self._document(view, asked.target.partition("?")[2])
        if path in ("", "meetings.aspx"):
            listing = asked.query.get("ctl") == "MeetingCalendarListView" and asked.query.get("mid") == MODULE
            return _page(self._list(view) if listing else _base())
        month = re.fullmatch(
            rf"meetings/tabid/{TAB}/ctl/meetingcalendarpublicnojava/mid/{MODULE}/date/(\d{{4}})-(\d\d)-\d\d/default.aspx",
            path,
        )
        if month:
            return _page(self._month(view, int(month[1]), int(month[2])))
        found = re.match(rf"meetings/tabid/{TAB}/ctl/viewmeetingpublic/mid/{MODULE}/meeting/(\d+)/", path)
        meeting = view.meeting(found[1]) if found else None
        if meeting is None:
            return Answer(status=404, body=b"<html><body><h1>404</h1></body></html>")
        return _page(self._meeting(view, meeting))

    def meeting_url(self, meeting: Meeting) -> str:
        """The address of a meeting's page."""
        return (
            f"{self.url}/Meetings/tabid/{TAB}/ctl/ViewMeetingPublic/mid/{MODULE}/Meeting/{meeting.id}"
            f"/Committee/{meeting.body.id}/SelectedTab/Documents/Default.aspx"
        )

    def _month(self, view: View, year: int, month: int) -> str:
        """Every day of a month, without its year; several meetings may stand on one day."""
        rows = []
        for number in range(1, monthrange(year, month)[1] + 1):
            day = date(year, month, number)
            meetings = "".join(
                f'<p class="Meeting">\n<a href="{self.meeting_url(meeting)}">{meeting.time} '
                f"{escape(meeting.body.title)}{' (Cancelled)' if meeting.is_cancelled(view.day) else ''}</a>\n</p>\n"
                for meeting in sorted(view.listed(), key=lambda meeting: meeting.time)
                if meeting.held_on == day
            )
            rows.append(
                f'<tr class="{"rgAltRow" if number % 2 else "rgRow"}" '
                f'id="{GRID}Printer_grdRadMeeting_ctl00__{number}">\n'
                f'<td class="SimpleCalendarDate">{day:%A}, {day.day} {day:%B}</td>\n<td>\n{meetings}</td>\n</tr>\n'
            )
        return (
            '<div class="DNNModuleContent ModCMISMeetingsC">\n'
            f'<table class="rgMasterTable" id="{GRID}Printer_grdRadMeeting_ctl00">\n{"".join(rows)}</table>\n</div>'
        )

    def _list(self, view: View) -> str:
        """The meetings of the current month only, with their years and venues."""
        rows = "".join(
            f'<tr class="{"rgAltRow" if place % 2 else "rgRow"}" id="{GRID}List_grdRadMeeting_ctl00__{place}">\n'
            f'<td class="DateColumn">\n<a title="Click to view: {escape(meeting.body.title)}" '
            f'href="{self.meeting_url(meeting)}">{meeting.held_on.day} {meeting.held_on:%b %Y} {meeting.time} - '
            f"{escape(meeting.body.title)}</a>\n</td><td>{escape(meeting.place)}</td>\n</tr>\n"
            for place, meeting in enumerate(view.listed())
            if (meeting.held_on.year, meeting.held_on.month) == (view.day.year, view.day.month)
        )
        return (
            '<div class="CMIS_ModuleWrapper CM_ModuleWrapper MeetingCalendarListView">\n'
            f'<table id="{GRID}List_grdRadMeeting_ctl00">\n<thead><tr><th scope="col" class="DateColumn rgHeader">'
            f'Date/Start Time</th><th scope="col" class="rgHeader">Venue</th></tr></thead>\n<tbody>\n{rows}</tbody>\n'
            "</table>\n</div>"
        )

    def _meeting(self, view: View, meeting: Meeting) -> str:
        status = "Cancelled" if meeting.is_cancelled(view.day) else "Scheduled"
        pairs = "".join(
            f'<div class="holder"><div class="DNNLabel">{label}</div>\n<div class="Value">{escape(value)}</div></div>\n'
            for label, value in (
                ("Committee:", meeting.body.title),
                ("Date:", f"{meeting.held_on:%A}, {meeting.held_on.day} {meeting.held_on:%B %Y}"),
                ("Start Time:", meeting.time),
                ("Venue:", meeting.place),
                ("Status:", status),
            )
        )
        rows = "".join(
            f'<li class="DocumentListItem">\n<img class="FileTypeImage" src="{self.prefix}/pdf.gif" alt="pdf" />\n'
            f'<a id="dnn_ctr{MODULE}_ViewMeetingPublic_cmisPdfDocuments_rptDocuments_linkTitle_{place}" '
            f'title="Click to view \'{escape(title)}\'" class="TitleLink" '
            f'href="{self.prefix}/Document.ashx?{self._token(meeting, key)}" target="_blank">{escape(title)}</a>\n'
            f'<span class="FileSize">({max(len(self._bytes(view, meeting, key)) // 1024, 1)}Kb)</span>\n</li>\n'
            for place, (title, key) in enumerate(self._files(view, meeting))
        )
        return (
            f'<div id="dnn_ContentPane">\n<div class="DNNModuleContent ModCMISMeetingsC">\n{pairs}'
            f'<div id="dnn_ctr{MODULE}_ViewMeetingPublic_cmisPdfDocuments_pnlDocuments" class="CmisDocumentList">\n'
            f'<ol class="DocumentList">\n{rows}</ol>\n</div>\n</div>\n</div>'
        )

    def _files(self, view: View, meeting: Meeting) -> list[tuple[str, Document | str]]:
        files: list[tuple[str, Document | str]] = []
        if meeting.items and meeting.has_agenda(view.day):
            files.append(("Agenda Contents", "agenda"))
            files += [
                (document.title, document)
                for item in meeting.items
                for document in view.documents(item)
                if not document.restricted
            ]
        if meeting.has_minutes(view.day):
            files.append((f"Minutes of {meeting.held_on.day} {meeting.held_on:%B %Y}", "minutes"))
        return files

    def _token(self, meeting: Meeting, key: Document | str) -> str:
        """A query for `Document.ashx` that no other view of the page will repeat."""
        token = sha256(f"{next(self._views)}".encode()).hexdigest()[:44]
        self._tokens[token] = (meeting, key)
        return f"czJKcaeAi5tUFL1DTL2UE4zNRBcoShgo={token}%3d%3d"

    def _document(self, view: View, query: str) -> Answer:
        found = re.search(r"=([0-9a-f]{44})", query)
        if found is None or found[1] not in self._tokens:
            return Answer(status=404, body=b"<html><body>The document cannot be shown.</body></html>")
        return Answer(body=self._bytes(view, *self._tokens[found[1]]), media_type=PDF)

    def _bytes(self, view: View, meeting: Meeting, key: Document | str) -> bytes:
        if isinstance(key, Document):
            return self._shelf.document(key, meeting, view.day)[0]
        return self._shelf.frontsheet(meeting) if key == "agenda" else self._shelf.minutes(meeting, final=True)


def _base() -> str:
    """The meetings page: an empty calendar whose ids hold the module's number."""
    name = f"dnn$ctr{MODULE}$MeetingCalendarPublic"
    buttons = "".join(
        f'<input type="submit" name="{name}$btnButton{button}" value="{words}" id="{GRID}_btnButton{button}" />\n'
        for button, words in (("ListView", "Meeting List View"), ("MeetingsRSS", "Meetings RSS"))
    )
    return (
        f'<div id="{GRID}_pnlViewActions">\n<div class="UserEditActions">\n{buttons}</div>\n</div>\n'
        f'<a href="Meetings/tabid/{TAB}/Default.aspx">Meetings</a>\n<div class="ModCMISSearchC"></div>'
    )


def _page(content: str) -> Answer:
    page = f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head>\n<body>\n{content}\n</body>\n</html>'
    return Answer(body=page.encode())
