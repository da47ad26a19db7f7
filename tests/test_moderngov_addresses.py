"""One address for one page: each row is a trap met on a real site, with invented names."""

from datetime import date
from itertools import pairwise

import pytest

from crawler.parsers.addresses import canonical, host, off_site, parameter, rebased
from crawler.parsers.moderngov_addresses import Addresses, slices

SITE = "https://democracy.harrowmere.example"
PREFIXED = "https://www.harrowmere.example/moderngov"
PAGE = f"{SITE}/ieListDocuments.aspx?CId=21&MId=812&Ver=4"

CANONICAL = [
    ("relative link", "mgAi.aspx?ID=5", f"{SITE}/mgAi.aspx?ID=5"),
    ("bcr changes breadcrumbs only", "mgListCommittees.aspx?bcr=1", f"{SITE}/mgListCommittees.aspx"),
    ("bcr among others", "mgPlansHome.aspx?bcr=1&RP=4", f"{SITE}/mgPlansHome.aspx?RP=4"),
    ("fragment", "ieListDocuments.aspx?MId=3#AI44", f"{SITE}/ieListDocuments.aspx?MId=3"),
    ("session in the path", "/(S(er5fig3cbkjmjx55ekdxrgfc))/mgAi.aspx?ID=5", f"{SITE}/mgAi.aspx?ID=5"),
    ("session percent-encoded", "/%28S%28er5fig3cbkjmjx55ekdxrgfc%29%29/mgAi.aspx?ID=5", f"{SITE}/mgAi.aspx?ID=5"),
    ("session of several kinds", "/(A(abc)S(er5fig3c))/mgAi.aspx?ID=5", f"{SITE}/mgAi.aspx?ID=5"),
    ("http on an https site", "http://democracy.harrowmere.example/mgAi.aspx?ID=5", f"{SITE}/mgAi.aspx?ID=5"),
    ("internal address", "http://10.170.34.172:9071/documents/s1/A.pdf", f"{SITE}/documents/s1/A.pdf"),
    ("internal name", "http://modgov-app01/mgConvert2PDF.aspx?ID=9", f"{SITE}/mgConvert2PDF.aspx?ID=9"),
    ("parameter names in any case", "ielistdocuments.ASPX?cid=2&MID=8&ver=4", f"{SITE}/ieListDocuments.aspx?CId=2&MId=8&Ver=4"),
    ("raw spaces", "documents/s1/Annual report 2026.pdf", f"{SITE}/documents/s1/Annual%20report%202026.pdf"),
    ("encoded spaces stay once", "documents/s1/Annual%20report.pdf", f"{SITE}/documents/s1/Annual%20report.pdf"),
    ("bare percent sign", "documents/s1/50% target.pdf", f"{SITE}/documents/s1/50%25%20target.pdf"),
    ("letters outside ASCII", "documents/s1/Cofnodion ôl.pdf", f"{SITE}/documents/s1/Cofnodion%20%C3%B4l.pdf"),
    ("double slash from a base with a slash", f"{SITE}//mgAi.aspx?ID=5", f"{SITE}/mgAi.aspx?ID=5"),
    ("line break inside the attribute", "documents/s1/A\n B.pdf", f"{SITE}/documents/s1/A%20B.pdf"),
    ("encoded slash in a value", "CeListDocuments.aspx?DF=14%2f02%2f2005", f"{SITE}/CeListDocuments.aspx?DF=14/02/2005"),
    ("plus is a space in a query", "ieSearchResults2.aspx?SS=a+b", f"{SITE}/ieSearchResults2.aspx?SS=a%20b"),
    ("off-site is left where it is", "https://maps.example/x?y=1#z", "https://maps.example/x?y=1"),
    ("another port is another host", "https://democracy.harrowmere.example:8443/mgAi.aspx", "https://democracy.harrowmere.example:8443/mgAi.aspx"),
    ("no web address", "mailto:democracy@harrowmere.example", None),
    ("a script", "javascript:history.back()", None),
    ("nonsense", "http://[", None),
]  # fmt: skip


@pytest.mark.parametrize(("href", "expected"), [row[1:] for row in CANONICAL], ids=[row[0] for row in CANONICAL])
def test_canonical(href, expected):
    assert canonical(href, PAGE, SITE) == expected


PREFIXES = [
    ("relative", "mgAi.aspx?ID=5", f"{PREFIXED}/mgAi.aspx?ID=5"),
    ("without its prefix", "/mgAi.aspx?ID=5", f"{PREFIXED}/mgAi.aspx?ID=5"),
    ("prefix in another case", "/ModernGov/mgAi.aspx?ID=5", f"{PREFIXED}/mgAi.aspx?ID=5"),
    ("internal host without it", "http://10.0.0.8/documents/s1/A.pdf", f"{PREFIXED}/documents/s1/A.pdf"),
    ("session after the prefix", "/moderngov/(S(abc123))/mgAi.aspx?ID=5", f"{PREFIXED}/mgAi.aspx?ID=5"),
    ("the council's other pages", "/council-tax", "https://www.harrowmere.example/council-tax"),
]


@pytest.mark.parametrize(("href", "expected"), [row[1:] for row in PREFIXES], ids=[row[0] for row in PREFIXES])
def test_a_site_below_a_prefix(href, expected):
    assert canonical(href, f"{PREFIXED}/ieListDocuments.aspx?MId=1", PREFIXED) == expected


def test_a_site_on_a_loopback_port_keeps_to_it():
    site = "http://127.0.0.1:8123/moderngov"
    assert canonical("mgAi.aspx?ID=5", f"{site}/x.aspx", site) == f"{site}/mgAi.aspx?ID=5"
    assert (
        canonical("http://127.0.0.1:9000/mgAi.aspx?ID=5", f"{site}/x.aspx", site)
        == "http://127.0.0.1:9000/mgAi.aspx?ID=5"
    )
    assert off_site("http://127.0.0.1:9000/mgAi.aspx", site)


def test_the_service_s_addresses_are_the_site_s_whatever_they_say():
    assert (
        rebased("http://former-name.example/mgConvert2PDF.aspx?ID=9", PREFIXED) == f"{PREFIXED}/mgConvert2PDF.aspx?ID=9"
    )
    assert rebased("mgConvert2PDF.aspx?ID=9", SITE + "/") == f"{SITE}/mgConvert2PDF.aspx?ID=9"


def test_the_same_link_twice_is_the_same_address():
    once = canonical("documents/s1/A report & more (final) 50%.pdf?T=1", PAGE, SITE)
    assert canonical(once, PAGE, SITE) == once


def test_host_is_host_and_port():
    assert host("https://Democracy.Harrowmere.example/x") == "democracy.harrowmere.example:443"
    assert host("http://127.0.0.1:8123") == "127.0.0.1:8123"


def test_parameters_are_read_without_regard_to_case():
    assert parameter("x.aspx?mid=8&CID=2", "MId") == "8"
    assert parameter("x.aspx?MeetingId=9", "MId", "MeetingId") == "9"
    assert parameter("x.aspx?MId=", "MId") is None


def test_the_web_service_is_asked_with_day_first_dates_and_every_parameter():
    at = Addresses(SITE + "/")
    assert at.service_meetings(date(2026, 9, 1), date(2026, 10, 31)) == (
        f"{SITE}/mgWebService.asmx/GetMeetings?lCommitteeId=0&sFromDate=01/09/2026&sToDate=31/10/2026"
    )
    assert at.service_meetings_by_date(date(2026, 9, 1), date(2026, 10, 31)).endswith(
        "GetAllMeetingsByDate?lCommitteeId=-1&sFromDate=01/09/2026&sToDate=31/10/2026&bIsAscendingDateOrder=true"
    )
    assert at.service_committees() == f"{SITE}/mgWebService.asmx/GetCommittees"


def test_pages_of_a_site():
    at = Addresses(PREFIXED)
    assert at.meeting("812", "21") == f"{PREFIXED}/ieListDocuments.aspx?CId=21&MId=812&Ver=4"
    assert at.meeting("812") == f"{PREFIXED}/ieListDocuments.aspx?MId=812&Ver=4"
    assert at.meetings("21", 2024) == f"{PREFIXED}/ieListMeetings.aspx?CId=21&Year=2024"
    assert at.issue_meetings("640") == f"{PREFIXED}/ieIssueDetails.aspx?IId=640&PlanId=0&Opt=3"
    assert at.decision("AI5101") == f"{PREFIXED}/ieDecisionDetails.aspx?AIId=5101"
    assert Addresses(PREFIXED, language=1).item("5") == f"{PREFIXED}/mgAi.aspx?ID=5&LLL=1"
    assert Addresses(PREFIXED, language=1).document("9") == f"{PREFIXED}/mgConvert2PDF.aspx?ID=9"
    assert at.feed() == f"{PREFIXED}/mgRss.aspx?XXR=0"


def test_built_addresses_are_canonical():
    at = Addresses(SITE)
    built = [
        at.committees(),
        at.meetings("1"),
        at.meeting("1", "2"),
        at.item("3"),
        at.issue("4"),
        at.plan("5", "6"),
        at.feed("7"),
    ]
    built += [
        *at.decisions(date(2026, 1, 1), date(2026, 2, 1)),
        *at.officer_decisions(date(2026, 1, 1), date(2026, 2, 1)),
    ]
    assert [canonical(url, SITE, SITE) for url in built] == built


def test_registers_are_asked_in_slices_of_six_months():
    pieces = list(slices(date(2024, 11, 1), date(2026, 10, 31)))
    assert pieces[0][0] == date(2024, 11, 1) and pieces[-1][1] == date(2026, 10, 31)
    assert all((last - first).days <= 183 for first, last in pieces)
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(pieces))
