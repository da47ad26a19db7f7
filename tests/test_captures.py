"""The ModernGov parsers on real captures, which are not in this repository: COUNCILWATCH_FIXTURES names their folder."""

import os
from datetime import date
from pathlib import Path

import pytest

from crawler.parsers import moderngov_decisions as decisions
from crawler.parsers import moderngov_service as service
from crawler.parsers.problems import page_problem

FOLDER = os.environ.get("COUNCILWATCH_FIXTURES")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="the real captures are elsewhere: set COUNCILWATCH_FIXTURES to their folder"
)
MANCHESTER = "https://democracy.manchester.gov.uk"
KIRKLEES = "https://democracy.kirklees.gov.uk"


def capture(name: str) -> bytes:
    return (Path(FOLDER or "") / "moderngov" / name).read_bytes()


def test_committees():
    listing = service.committees(capture("webservice/committees.xml"), "u", MANCHESTER)
    assert listing.warning is None and listing.expected == 3
    assert [(row.id, row.active) for row in listing.rows] == [("312", False), ("163", True), ("144", True)]


def test_meetings_grouped():
    listing = service.meetings(capture("webservice/meetings.xml"), "u", MANCHESTER)
    assert listing.warning is None
    assert [(row.id, row.committee_id, row.held_on, row.cancelled) for row in listing.rows] == [
        ("4966", "144", date(2026, 1, 13), True),
        ("4967", "144", date(2026, 2, 10), False),
    ]


def test_meeting_in_full():
    found = service.meeting(capture("webservice/meeting_with_minutes.xml"), "u", MANCHESTER)
    assert [item.number for item in found.items] == ["1.", "9."]  # not 4 and 12
    assert all(item.minutes and item.decision is None for item in found.items)
    assert found.items[0].minutes.endswith("25 November 2025 as a correct record.")
    assert found.items[0].documents[0].url == f"{MANCHESTER}/mgConvert2PDF.aspx?ID=60860"
    assert found.items[0].documents[0].published == date(2026, 2, 2)
    assert found.minutes_published is True and found.location.endswith("Town Hall Extension")


def test_decision_of_a_committee():
    url = f"{KIRKLEES}/ieDecisionDetails.aspx?AIId=3001"
    found = decisions.decision(capture("html/modgov_decision_detail.html"), url, KIRKLEES)
    assert (found.maker, found.meeting, found.issue) == ("Policy Committee", "4832", "6535")
    assert (found.decided_on, found.published) == (date(2015, 10, 19), date(2015, 10, 22))
    assert found.key is False and found.text.endswith("correct record.")
    assert [(link.title, link.size_label) for link in found.documents] == [("polc2 - 23.09.2015", "PDF 119 KB")]
    assert found.documents[0].url == f"{KIRKLEES}/documents/s7942/polc2%20-%2023.09.2015.pdf"


def test_decision_of_an_officer():
    url = f"{KIRKLEES}/ieDecisionDetails.aspx?ID=13567"
    found = decisions.decision(capture("html/modgov_decision_detail_no_documents.html"), url, KIRKLEES)
    assert found.maker == "Strategic Director for Environment" and found.key is True and found.documents == ()
    assert found.purpose.startswith("To seek approval") and found.title.startswith("To enable the Council's")


def test_register_without_the_row_that_is_an_issue():
    rows = decisions.register(
        capture("html/modgov_decisions_list.html"), f"{KIRKLEES}/mgDelegatedDecisions.aspx", KIRKLEES
    )
    assert [(row.id, row.published) for row in rows] == [("13567", date(2025, 4, 1)), ("13149", date(2025, 11, 3))]
    assert rows[0].title.endswith("Railway Street, Huddersfield")  # no hidden reference


def test_a_script_in_place_of_xml_is_a_move():
    url = "https://moderngov.denbighshire.gov.uk/mgWebService.asmx/GetCouncillorsByWard"
    body = capture("errors/denbighshire_CouncillorsByWard_redirect.xml")
    assert page_problem(body, "text/xml", url, url) == "moved"


@pytest.mark.parametrize(
    "name", ["moderngov_search_kent_substance_misuse", "moderngov_search_no_results", "moderngov_doc_search_form"]
)
def test_whole_pages_are_the_platform_s(name):
    url = "https://democracy.kent.gov.uk/ieSearchResults2.aspx?SS=x"
    assert page_problem(capture(f"search/{name}.html"), "text/html", url, url) is None
