"""A pretend modern.gov council on loopback: its web service, its pages, its files, on any day and with any fault."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Self

from cli.demo import decision_pages, feeds, issue_pages, meeting_pages
from cli.demo.content import Document, Meeting
from cli.demo.council_file import DATA
from cli.demo.faults import Faults
from cli.demo.files import PDF, open_council, printed_name
from cli.demo.serve import ERROR_PAGE, Answer, Asked, LoopbackSite
from cli.demo.view import View
from cli.demo.web_service import serve_method

DEMO_DAY = date(2021, 6, 28)  # the day the demo looks at the council: a meeting is due, minutes are still drafts

SCRIPT_STUB = (
    b'<!-- beginning of redirect file -->\n<script type="text/javascript">\nfunction toHttps()\n{\n'
    b'window.location = "https://" + window.location.hostname + window.location.pathname ;\n}\ntoHttps();\n</script>\n'
)

Page = Callable[[View, dict[str, str]], str | None]
PAGES: dict[str, Page] = {
    "mglistcommittees.aspx": lambda view, _: meeting_pages.committees(view),
    "iedochome.aspx": lambda view, _: meeting_pages.browse(view),
    "mgcommitteedetails.aspx": lambda view, query: meeting_pages.committee(view, query.get("id", "")),
    "ielistmeetings.aspx": meeting_pages.meeting_list,
    "ielistdocuments.aspx": lambda view, query: meeting_pages.meeting_page(
        view, query.get("mid") or query.get("meetingid", "")
    ),
    "mgai.aspx": lambda view, query: meeting_pages.item_page(view, query.get("id", "")),
    "mgcalendarmonthview.aspx": meeting_pages.calendar,
    "mgissuehistoryhome.aspx": lambda view, query: issue_pages.issue_home(view, query.get("iid", "")),
    "ieissuedetails.aspx": lambda view, query: issue_pages.issue_meetings(view, query.get("iid", "")),
    "mgdecisiondetails.aspx": lambda view, query: issue_pages.issue_decisions(view, query.get("iid", "")),
    "mgissuehistorychronology.aspx": lambda view, query: issue_pages.issue_history(view, query.get("iid", "")),
    "iedecisiondetails.aspx": lambda view, query: (
        decision_pages.decision_at_meeting(view, query["aiid"])
        if "aiid" in query
        else decision_pages.decision_by_id(view, query.get("id", ""))
    ),
    "mgdelegateddecisions.aspx": decision_pages.register,
    "mglistofficerdecisions.aspx": lambda view, query: decision_pages.register(view, query, officers_only=True),
    "mgplanshome.aspx": lambda view, _: issue_pages.plans_home(view),
    "mglistplans.aspx": lambda view, query: issue_pages.plans(view, query.get("rpid", "")),
    "mglistplanitems.aspx": lambda view, query: issue_pages.plan_items(view, query.get("planid", "")),
    "mgwhatsnew.aspx": lambda view, _: feeds.whats_new(view),
    "iedocsearch.aspx": lambda view, _: feeds.search_form(view),
    "iesearchresults2.aspx": feeds.search_results,
}


class PretendCouncil(LoopbackSite):
    """The pretend council, served while the `with` block lasts. `as_of` is the day it is looked at."""

    closed = ("/ieDocSearch.aspx", "/ieSearchResults2.aspx")

    def __init__(
        self,
        *,
        as_of: date = DEMO_DAY,
        faults: Faults | None = None,
        prefix: str = "",
        port: int = 0,
        folder: Path = DATA / "council",
    ) -> None:
        super().__init__(self, faults=faults, prefix=prefix, port=port)
        self.council, self._shelf = open_council(folder)
        self.as_of = as_of

    def advance(self, to: date) -> Self:
        """The site as it stands on another day: new minutes, replaced and withdrawn papers."""
        self.as_of = to
        return self

    def answer(self, asked: Asked) -> Answer:
        """The response to one request, before the faults of the connection."""
        path = re.sub(r"/\(S\([^)]*\)\)", "", asked.path).lstrip("/")
        view = View(
            council=self.council,
            shelf=self._shelf,
            day=self.as_of,
            url=self.url,
            welsh=asked.query.get("lll") == "1",
            bare=self.faults.bare_html,
            query=asked.query,
        )
        if path.lower().startswith("mgwebservice.asmx"):
            return self._service(view, path, asked)
        if path.lower().startswith("documents/") or path.lower() == "mgconvert2pdf.aspx":
            return self._file(view, path, asked)
        if self.faults.refuse_html:
            return Answer(status=403, body=b"<html><body><h1>403 Forbidden</h1></body></html>")
        if path.lower() == "mgrss.aspx" and "bcr" not in asked.query:
            return Answer(body=feeds.rss(view, asked.query).encode(), media_type="text/xml; charset=utf-8")
        return self._page(view, path, asked)

    def _page(self, view: View, path: str, asked: Asked) -> Answer:
        name = path.lower() or "iedochome.aspx"
        if name == "mgrss.aspx":
            return _html(meeting_pages.browse(view))
        if name == "mgerror.aspx":
            return Answer(body=ERROR_PAGE)
        if name not in PAGES:
            return Answer(status=404, body=b"<html><body>404 - File or directory not found.</body></html>")
        made = PAGES[name](view, asked.query)
        return _html(made) if made is not None else self._mg_error()

    def _service(self, view: View, path: str, asked: Asked) -> Answer:
        fault = self.faults.service
        if fault == "missing":
            return Answer(status=404, body=b"<html><body>404 - File or directory not found.</body></html>")
        if fault == "script":
            return Answer(body=SCRIPT_STUB)
        if fault == "empty":
            return Answer(body=b'<?xml version="1.0" encoding="utf-8"?>\n<wards>\n</wards>', media_type="text/xml")
        if fault == "error_page":
            return self._mg_error()
        if fault == "broken":
            return Answer(status=500, body=b"System.NullReferenceException", media_type="text/plain")
        method = path.partition("/")[2]
        if not method:
            return _html(
                "<html><body><h1>mgWebService</h1><p>The following operations are supported.</p></body></html>"
            )
        return serve_method(view, method, asked.query)

    def _file(self, view: View, path: str, asked: Asked) -> Answer:
        made = self._bytes(view, path, asked)
        if made is None:
            if path.lower() == "mgconvert2pdf.aspx":
                return self._mg_error()
            return Answer(status=404, body=b"<html><body>404 - File or directory not found.</body></html>")
        body, media_type, changed = made
        if not self.faults.validators:
            return Answer(body=body, media_type=media_type)
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        modified = datetime.combine(changed, time(9), tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
        headers = (("ETag", tag), ("Last-Modified", modified))
        if asked.headers.get("if-none-match") == tag or asked.headers.get("if-modified-since") == modified:
            return Answer(status=304, headers=headers)
        return Answer(body=body, media_type=media_type, headers=headers)

    def _bytes(self, view: View, path: str, asked: Asked) -> tuple[bytes, str, date] | None:
        if path.lower() == "mgconvert2pdf.aspx":
            found = self.council.documents().get(asked.query.get("id", ""))
            return self._document(view, found)
        _, folder, name = [*path.split("/", 2), "", ""][:3]
        if folder[:1] == "s":
            found = next((each for each in self.council.documents().values() if each[0].s == folder[1:]), None)
            if found and name.lower().endswith(".html") and found[0].file:
                page = meeting_pages.html_version(view, found[0], self._shelf.text(found[0].file))
                return page.encode(), "text/html; charset=utf-8", found[0].published
            return self._document(view, found)
        meeting = view.meeting(folder[1:])
        return self._printed(view, meeting, name) if meeting and folder[:1] == "g" else None

    def _document(self, view: View, found: tuple[Document, Meeting | None] | None) -> tuple[bytes, str, date] | None:
        if found is None:
            return None
        document, meeting = found
        gone = document.withdrawn is not None and document.withdrawn <= view.day
        if document.restricted or document.external or gone or document.published > view.day:
            return None
        body, media_type = self._shelf.document(document, meeting, view.day)
        # A conversion that failed is an HTML page, and the server calls it what the address says: a PDF.
        return body, PDF if document.form == "html" else media_type, document.published_on(view.day)

    def _printed(self, view: View, meeting: Meeting, name: str) -> tuple[bytes, str, date] | None:
        if not meeting.has_agenda(view.day):
            return None
        if name == printed_name("Agenda frontsheet", meeting):
            return self._shelf.frontsheet(meeting), PDF, meeting.agenda
        if name == printed_name("Public reports pack", meeting) and meeting.pack:
            return self._shelf.pack(meeting), PDF, meeting.agenda
        if name == printed_name("Printed minutes", meeting) and meeting.has_minutes(view.day):
            final = meeting.is_final(view.day)
            changed = (meeting.final if final else meeting.draft) or meeting.held_on
            return self._shelf.minutes(meeting, final=final), PDF, changed
        return None

    def _mg_error(self) -> Answer:
        return Answer(status=302, headers=(("Location", f"{self.prefix}/mgError.aspx"),))


def _html(page: str) -> Answer:
    return Answer(body=page.encode())
