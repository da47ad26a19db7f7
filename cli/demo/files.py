"""The bytes behind every link of the pretend council: made when first asked for, the same bytes every time."""

import threading
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from cli.demo.content import Council, Document, Meeting
from cli.demo.council_file import read_council
from cli.demo.papers import Sheet, make_docx, make_pdf, make_scan

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FAILED_CONVERSION = (
    "<!DOCTYPE html><html><head><title>modern.gov - Error</title></head><body><h1>Sorry</h1>"
    "<p>The document could not be converted.</p></body></html>"
)


class Shelf:
    """Makes and remembers the files of one council."""

    def __init__(self, council: Council, papers: Path) -> None:
        self._council = council
        self._papers = papers
        self._made: dict[tuple[object, ...], bytes] = {}
        self._lock = threading.RLock()

    def document(self, document: Document, meeting: Meeting | None, day: date) -> tuple[bytes, str]:
        """A document's bytes on a day and their true media type."""
        file, published = document.file_on(day), document.published_on(day)
        if file is None:
            raise KeyError(f"{document.title}: a document of the pretend council without a file")
        if document.form == "html":
            return FAILED_CONVERSION.encode(), "text/html; charset=utf-8"
        if file.startswith("minutes:"):
            earlier = next(each for each in self._council.meetings if each.id == file.partition(":")[2])
            return self.minutes(earlier, final=False), PDF
        sheet = self._sheet(file, meeting)
        if document.form == "docx":
            return self._once(("docx", file), lambda: make_docx(sheet)), DOCX
        if document.form == "scan":
            return self._once(("scan", file), lambda: make_scan(sheet, published)), PDF
        body = self._once(("pdf", file, published), lambda: make_pdf([sheet], published))
        return (body[: len(body) * 3 // 5] if document.form == "truncated" else body), PDF

    def minutes(self, meeting: Meeting, *, final: bool) -> bytes:
        """The printed minutes of a meeting."""
        sheet = self._headed(meeting, "Minutes", minutes_text(self._council, meeting, final=final))
        published = (meeting.final if final else meeting.draft) or meeting.held_on
        return self._once(("minutes", meeting.id, final), lambda: make_pdf([sheet], published))

    def frontsheet(self, meeting: Meeting) -> bytes:
        """The agenda front sheet of a meeting."""
        return self._once(("front", meeting.id), lambda: make_pdf([self._front(meeting)], meeting.agenda))

    def pack(self, meeting: Meeting) -> bytes:
        """The public reports pack: the front sheet and every public paper behind it, page numbers stamped on.

        Packs are made once, when the agenda is published: later papers and replacements are not in them.
        """
        sheets = [self._front(meeting)]
        for item in meeting.items:
            for document in item.documents:
                file = document.file
                if file is None or document.form != "pdf" or document.published > meeting.agenda:
                    continue
                if file.startswith("minutes:"):
                    earlier = next(each for each in self._council.meetings if each.id == file.partition(":")[2])
                    text = minutes_text(self._council, earlier, final=False)
                    sheets.append(self._headed(earlier, "Minutes", text))
                else:
                    sheets.append(self._sheet(file, meeting))
        return self._once(("pack", meeting.id), lambda: make_pdf(sheets, meeting.agenda, stamped=True))

    def text(self, file: str) -> str:
        """The marked-up text behind a file name."""
        return (self._papers / file).read_text(encoding="utf-8")

    def _sheet(self, file: str, meeting: Meeting | None) -> Sheet:
        text = self.text(file)
        title = next(line[2:] for line in text.splitlines() if line.startswith("# "))
        right = f"{meeting.body.title}, {_day(meeting.held_on)}" if meeting else "Delegated decision"
        return Sheet(head_left=self._council.name, head_right=right, foot=title, text=text)

    def _headed(self, meeting: Meeting, what: str, text: str) -> Sheet:
        right = f"{meeting.body.title}, {_day(meeting.held_on)}"
        return Sheet(head_left=self._council.name, head_right=right, foot=f"{what}, {_day(meeting.held_on)}", text=text)

    def _front(self, meeting: Meeting) -> Sheet:
        return self._headed(meeting, "Agenda", front_text(meeting))

    def _once(self, key: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        with self._lock:
            if key not in self._made:
                self._made[key] = make()
            return self._made[key]


@cache
def open_council(folder: Path) -> tuple[Council, Shelf]:
    """The council of a folder and its files, read and made once in a process however many servers show them."""
    council = read_council(folder)
    return council, Shelf(council, folder / "papers")


def front_text(meeting: Meeting) -> str:
    """The text of an agenda front sheet."""
    lines = ["# AGENDA", f"**{meeting.body.title}**"]
    lines.append(f"{meeting.held_on:%A}, {_day(meeting.held_on)} at {meeting.time}, {meeting.place}")
    lines.append("The use of Welsh is welcomed at this meeting.")
    for item in meeting.items:
        lines.append(f"## {item.number} {item.title}".replace("##  ", "## "))
        lines += [item.text] if item.text else []
        lines += [f"- {document.title}" for document in item.documents]
    return "\n\n".join(lines)


def minutes_text(council: Council, meeting: Meeting, *, final: bool) -> str:
    """The text of the printed minutes."""
    state = "MINUTES" if final else "DRAFT MINUTES"
    lines = [f"# {state} OF A MEETING OF THE {meeting.body.title.upper()}"]
    lines.append(f"Held at {meeting.place} on {meeting.held_on:%A}, {_day(meeting.held_on)} at {meeting.time}")
    if meeting.present:
        lines.append("**Present:** " + ", ".join(meeting.present))
    for item in meeting.items:
        lines.append(f"## {item.number} {item.title}".replace("##  ", "## "))
        minutes = item.final_minutes if final and item.final_minutes else item.minutes
        lines += [part for part in (minutes, item.decision) if part]
    lines.append(f"Chair, {council.name}")
    return "\n\n".join(lines)


def printed_name(kind: str, meeting: Meeting) -> str:
    """The last part of a meeting-level file's address: "Printed minutes 20th-Jun-2018 10.00 Cabinet.pdf"."""
    day = meeting.held_on
    suffix = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    hour = meeting.time.split()[0]
    return f"{kind} {day.day:02d}{suffix}-{day:%b}-{day.year} {hour} {meeting.body.title}.pdf"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
