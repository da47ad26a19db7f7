"""CMIS pages (a DotNetNuke module): the module's number, months, the list, and a meeting with its documents.

Layout in sources.md C1. Documents have encrypted addresses that change at every view, so nothing here is keyed by them:
a document is its meeting and its title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from crawler.parsers.days import read_day, read_time
from crawler.parsers.selecting import attribute, clean, decoded, line
from records.collected import DocumentLink, Meeting
from records.errors import PageShape

_MODULE_ID = re.compile(r"dnn[_$]ctr(\d+)[_$](MeetingCalendar\w*?)[_$]")
_TAB = re.compile(r"/tabid/(\d+)/", re.IGNORECASE)
_MEETING = re.compile(r"/Meeting/(\d+)/Committee/(\d+)/", re.IGNORECASE)
_MONTH = re.compile(r"/Date/(\d{4})-(\d{2})-\d{2}/", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,2})\s+[A-Za-z]+\s*$")
_CANCELLED = re.compile(r"\b(?:cancelled|postponed|abandoned)\b", re.IGNORECASE)
_STATE = re.compile(r"\s*[-–(\[]?\s*(?:cancelled|postponed|abandoned)\s*[)\]]?\s*$", re.IGNORECASE)

# Meetings pages by the names installs give them, in the order they are tried (sources.md C1).
MEETING_PAGES = ("Meetings.aspx", "MeetingsCalendar.aspx", "CalendarofMeetings.aspx", "MeetingCalendar.aspx")

Kind = Literal["report", "agenda", "pack", "minutes", "decision", "other"]
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"\b(?:agenda|reports|document)\s+pack\b", re.IGNORECASE), "pack"),
    (re.compile(r"\bminutes\b(?!\s+silence)", re.IGNORECASE), "minutes"),
    (re.compile(r"\bdecisions?\b", re.IGNORECASE), "decision"),
    (re.compile(r"\bagenda\b", re.IGNORECASE), "agenda"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """The meetings module of an install: its number, and the number of its page when a link tells it."""

    id: str
    control: str
    tab: str | None = None


def is_cmis(body: bytes) -> bool:
    """Whether a page is CMIS's: its modules' class names or ids stand in it."""
    return b"ModCMIS" in body or b"MeetingCalendarPublic" in body or b"CMIS_" in body


def module(body: bytes, url: str) -> Module:
    """The meetings module of a base page. Raises PageShape where there is none."""
    text = decoded(body)
    found = _MODULE_ID.search(text)
    if found is None:
        raise PageShape(f"{url}: expected a CMIS meetings module (dnn_ctr…_MeetingCalendar…), found none")
    tab = _TAB.search(text)
    return Module(id=found[1], control=found[2], tab=tab[1] if tab else None)


def month_address(site: str, page: str, found: Module, year: int, month: int) -> str:
    """The address of a whole month, the view that needs no script."""
    folder = page.removesuffix(".aspx")
    tab = f"/tabid/{found.tab}" if found.tab else ""
    return (
        f"{site.rstrip('/')}/{folder}{tab}/ctl/MeetingCalendarPublicNoJava/mid/{found.id}"
        f"/Date/{year:04}-{month:02}-01/Default.aspx"
    )


def list_address(site: str, page: str, found: Module) -> str:
    """The address of the list view: the current month only."""
    return f"{site.rstrip('/')}/{page}?ctl=MeetingCalendarListView&mid={found.id}"


def month(body: bytes, url: str) -> tuple[Meeting, ...]:
    """The meetings of a month. The page's days have no year: it is the address's. Raises PageShape for another page."""
    named = _MONTH.search(url)
    page = BeautifulSoup(decoded(body), "lxml")
    days = page.select("td.SimpleCalendarDate")
    if named is None or not days:
        raise PageShape(f"{url}: expected a CMIS month (td.SimpleCalendarDate), found none")
    year, number = int(named[1]), int(named[2])
    return tuple(meeting for cell in days for meeting in _meetings_of_day(cell, year, number, url))


def listed(body: bytes, url: str) -> tuple[Meeting, ...]:
    """The meetings of the list view, with year and venue. Raises PageShape for another page."""
    page = BeautifulSoup(decoded(body), "lxml")
    if not page.select("[id*=grdRadMeeting], .MeetingCalendarListView"):
        raise PageShape(f"{url}: expected a CMIS list of meetings (grdRadMeeting), found none")
    return tuple(_rows(page, url))


def meeting(body: bytes, url: str) -> Meeting:
    """One meeting with its documents. Raises PageShape where the page is no CMIS meeting.

    Labels are found by their text; a page may hold documents only, without any label."""
    page = BeautifulSoup(decoded(body), "lxml")
    named = _MEETING.search(url)
    if named is None or not page.select(".ModCMISMeetingsC, [id*=ViewMeetingPublic], .CmisDocumentList"):
        raise PageShape(f"{url}: expected a CMIS meeting (ViewMeetingPublic), found none")
    labels = dict(_labels(page))
    status = labels.get("status")
    title = labels.get("committee") or labels.get("meeting")
    return Meeting(
        id=named[1],
        committee_id=named[2],
        committee=_STATE.sub("", title) if title else None,
        held_on=read_day(labels.get("date") or labels.get("meeting date")),
        time=read_time(labels.get("start time") or labels.get("time") or labels.get("date")),
        status=status,
        cancelled=bool(_CANCELLED.search(f"{status or ''} {title or ''}")),
        location=labels.get("venue") or labels.get("location"),
        documents=tuple(_documents(page, url)),
        url=url,
    )


def _meetings_of_day(cell: Tag, year: int, number: int, url: str) -> Iterator[Meeting]:
    day = _DAY.search(line(cell))
    row = cell.find_parent("tr")
    if row is None:
        return
    for link in row.select("a[href*='/Meeting/']"):
        named = _MEETING.search(attribute(link, "href"))
        if named is None:
            continue
        words = line(link)
        yield Meeting(
            id=named[1],
            committee_id=named[2],
            committee=_STATE.sub("", re.sub(r"^\d{1,2}[.:]\d{2}\s*", "", words)) or None,
            held_on=_date(year, number, int(day[1])) if day else None,
            time=read_time(words),
            cancelled=bool(_CANCELLED.search(words)),
            status="Cancelled" if _CANCELLED.search(words) else None,
            url=urljoin(url, attribute(link, "href")),
        )


def _rows(page: BeautifulSoup, url: str) -> Iterator[Meeting]:
    for row in page.select("tr.rgRow, tr.rgAltRow"):
        link = row.select_one("td.DateColumn a[href*='/Meeting/']")
        named = _MEETING.search(attribute(link, "href")) if link else None
        if link is None or named is None:
            continue
        words = line(link)  # "9 Jul 2026 11:00 - Planning Committee"
        cells = row.select("td")
        yield Meeting(
            id=named[1],
            committee_id=named[2],
            committee=_STATE.sub("", words.partition(" - ")[2]) or None,
            held_on=read_day(words),
            time=read_time(words),
            cancelled=bool(_CANCELLED.search(words)),
            location=line(cells[1]) or None if len(cells) > 1 else None,
            url=urljoin(url, attribute(link, "href")),
        )


def _labels(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for label in page.select(".DNNLabel"):
        holder = label.parent
        value = holder.select_one(".Value") if holder else None
        name = line(label).rstrip(": ").lower()
        if name and value is not None and line(value):
            yield name, line(value)


def _documents(page: BeautifulSoup, url: str) -> Iterator[DocumentLink]:
    for entry in page.select("li.DocumentListItem"):
        link = entry.select_one("a.TitleLink") or entry.select_one("a[href]")
        if link is None:
            continue
        title = clean(line(link))
        address = urljoin(url, attribute(link, "href"))
        size = entry.select_one("span.FileSize")
        yield DocumentLink(
            title=title,
            url=address,
            size_label=line(size).strip("()") or None if size else None,
            external=urlsplit(address).netloc != urlsplit(url).netloc,
            kind=next((kind for pattern, kind in _KINDS if pattern.search(title)), "report"),
        )


def _date(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None
