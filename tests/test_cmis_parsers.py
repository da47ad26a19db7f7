"""CMIS pages: those the pretend council serves, and the real captures."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from cli.demo.pretend_cmis import PretendCmis
from crawler.parsers import cmis
from records.errors import PageShape

URL = (
    "https://kestermere.example/k/Meetings/tabid/70/ctl/ViewMeetingPublic/mid/397/Meeting/15/Committee/6/x/Default.aspx"
)
MONTH = "https://kestermere.example/k/Meetings/tabid/70/ctl/MeetingCalendarPublicNoJava/mid/397/Date/2026-06-01/Default.aspx"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with PretendCmis() as council:
        yield council.url


def fetched(url: str) -> bytes:
    with urlopen(url) as answer:
        return bytes(answer.read())


def test_from_the_base_page_to_a_meetings_documents(site: str) -> None:
    body = fetched(f"{site}/Meetings.aspx")
    found = cmis.module(body, site)
    assert cmis.is_cmis(body) and (found.id, found.tab) == ("397", "70")
    meetings = {}
    for year in (2019, 2020, 2021):
        for number in range(1, 13):
            url = cmis.month_address(site, "Meetings.aspx", found, year, number)
            listed = cmis.month(fetched(url), url)
            assert all(m.held_on and (m.held_on.year, m.held_on.month) == (year, number) for m in listed)
            meetings |= {m.id: m for m in listed}
    assert meetings
    full = [cmis.meeting(fetched(str(m.url)), str(m.url)) for m in meetings.values()]
    for one in full:
        assert (one.held_on, one.committee) == (meetings[one.id].held_on, meetings[one.id].committee)
    documents = [document for one in full for document in one.documents]
    assert {"agenda", "minutes", "report"} <= {document.kind for document in documents}
    assert fetched(str(documents[0].url)).startswith(b"%PDF")


def test_a_documents_address_changes_at_every_view_and_its_title_does_not(site: str) -> None:
    found = cmis.module(fetched(f"{site}/Meetings.aspx"), site)
    url = cmis.list_address(site, "Meetings.aspx", found)
    assert isinstance(cmis.listed(fetched(url), url), tuple)
    month = next(
        meetings
        for number in range(1, 13)
        if (
            meetings := cmis.month(
                fetched(address := cmis.month_address(site, "Meetings.aspx", found, 2020, number)), address
            )
        )
    )
    address = str(month[0].url)
    one, other = (cmis.meeting(fetched(address), address) for _ in range(2))
    assert [d.title for d in one.documents] == [d.title for d in other.documents]
    assert not {d.url for d in one.documents} & {d.url for d in other.documents}


def test_a_cancelled_meeting_loses_the_word_from_its_committee() -> None:
    page = (
        b'<table><tr><td class="SimpleCalendarDate">Monday, 8 June</td><td><p class="Meeting">'
        b'<a href="/k/Meeting/3/Committee/9/x">10:00 Schools Panel (Cancelled)</a></p></td></tr>'
        b'<tr><td class="SimpleCalendarDate">Tuesday, 31 June</td><td><p class="Meeting">'
        b'<a href="/k/Meeting/4/Committee/9/x">14:00 Schools Panel</a></p></td></tr></table>'
    )
    cancelled, impossible = cmis.month(page, MONTH)
    assert (cancelled.committee, cancelled.cancelled, cancelled.held_on) == ("Schools Panel", True, date(2026, 6, 8))
    assert impossible.held_on is None, "a day the calendar does not have is unknown, not guessed"


@pytest.mark.parametrize(
    ("parse", "body"),
    [
        (cmis.module, b"<html>Welcome</html>"),
        (cmis.month, b"<html></html>"),
        (cmis.listed, b"<p>x</p>"),
        (cmis.meeting, b"<p>x</p>"),
    ],
)
def test_another_page_is_said_to_be_none(parse, body: bytes) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PageShape, match="expected a CMIS"):
        parse(body, URL)


CAPTURES = os.environ.get("COUNCILWATCH_FIXTURES")


@pytest.mark.skipif(not CAPTURES, reason="COUNCILWATCH_FIXTURES is not set: no real captures here")
def test_real_pages() -> None:
    folder = Path(str(CAPTURES)) / "cmis" / "html"
    assert cmis.module((folder / "cmis_base.html").read_bytes(), URL).id == "397"
    meetings = cmis.month((folder / "cmis_calendar_month.html").read_bytes(), MONTH)
    assert [(m.id, m.held_on, m.time, m.committee) for m in meetings] == [
        ("15028", date(2026, 6, 8), "10:00", "Licensing Sub-Committee A"),
        ("15029", date(2026, 6, 9), "10:00", "Licensing Sub-Committee B"),
        ("15030", date(2026, 6, 9), "12:00", "Licensing Sub-Committee B"),
        ("15099", date(2026, 6, 30), "14:00", "Planning Committee"),
    ]
    first, second = cmis.listed((folder / "cmis_listview.html").read_bytes(), URL)
    assert (first.held_on, first.time, first.committee, first.location) == (
        date(2026, 7, 9),
        "11:00",
        "Planning Committee",
        "Committee Rooms 3 & 4",
    )
    assert second.committee_id == "38"
    (agenda,) = cmis.meeting((folder / "cmis_detail_no_minutes.html").read_bytes(), URL).documents
    assert (agenda.title, agenda.kind, agenda.size_label) == ("Agenda Contents", "agenda", "50Kb")
