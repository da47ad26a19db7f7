"""The pretend council serves what sources.md says the real sites serve, on any day and with any fault."""

import http.client
import io
import re
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import date
from urllib.parse import quote, urljoin

import docx
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from cli.demo.faults import Faults
from cli.demo.files import open_council
from cli.demo.pretend_council import PretendCouncil

AGENT = "councilwatch-tests (+https://example.org/contact)"
MEETING = "ieListDocuments.aspx?CId=114&MId=4131&Ver=4"


@pytest.fixture(scope="module")
def council():
    with PretendCouncil() as served:
        yield served


def ask(site, path, **headers):
    """Status, body and headers of one request; redirects are followed, error statuses returned."""
    url = path if path.startswith("http") else f"{site.url}/{path}"
    request = urllib.request.Request(quote(url, safe=":/?&=%#()'+"), headers={"User-Agent": AGENT, **headers})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def page(site, path):
    return BeautifulSoup(ask(site, path)[1], "lxml")


def xml(site, call):
    status, body, _ = ask(site, f"mgWebService.asmx/{call}")
    assert status == 200, body
    return etree.fromstring(body)


def pdf_pages(body):
    document = pypdfium2.PdfDocument(body)
    return [one.get_textpage().get_text_range().replace("\r\n", " ") for one in document]


def linked(site, meeting, words):
    """The bytes behind the link of a meeting's page whose address holds the words."""
    url = f"{site.url}/ieListDocuments.aspx?MId={meeting}"
    hrefs = [a["href"] for a in BeautifulSoup(ask(site, url)[1], "lxml").select("#modgov a[href*='documents/']")]
    return ask(site, urljoin(url, next(href for href in hrefs if words in href)))[1]


@contextmanager
def served(**options):
    with PretendCouncil(**{"as_of": date(2021, 6, 28), **options}) as site:
        yield site


# The web service.


def test_committees_are_counted_with_a_space_and_titles_escaped_twice(council):
    tree = xml(council, "GetCommittees")
    assert tree.findtext("committeescount") == " 7"
    titles = [one.findtext("committeetitle") for one in tree.iter("committee")]
    assert "Children&#39;s Services and Learning Scrutiny Committee" in titles
    assert [one.findtext("committeeexpired") for one in tree.iter("committee")].count("True") == 2


@pytest.mark.parametrize(
    ("call", "meetings"),
    [
        ("GetMeetings?lCommitteeId=0&sFromDate=01/01/2019&sToDate=28/02/2019", ["4177", "4186"]),
        ("GetMeetings?lCommitteeId=102&sFromDate=01/01/2020&sToDate=31/12/2020", ["4234"]),
        ("GetAllMeetingsByDate?lCommitteeId=0&sFromDate=01/01/2019&sToDate=28/02/2019&bIsAscendingDateOrder=true", []),
        (
            "GetAllMeetingsByDate?lCommitteeId=-1&sFromDate=01/01/2019&sToDate=28/02/2019&bIsAscendingDateOrder=false",
            ["4186", "4177"],
        ),
    ],
)
def test_meetings_in_a_range(council, call, meetings):
    assert [one.findtext("meetingid") for one in xml(council, call).iter("meeting")] == meetings


def test_a_range_in_iso_dates_is_silently_ignored(council):
    tree = xml(council, "GetMeetings?lCommitteeId=0&sFromDate=2019-01-01&sToDate=2019-02-28")
    assert len(tree.findall(".//meeting")) == 22


@pytest.mark.parametrize("call", ["GetMeetings?lCommitteeId=0", "GetMeeting", "GetIssues?lIssueId=1"])
def test_a_missing_parameter_or_unknown_method_is_500(council, call):
    status, body, _ = ask(council, f"mgWebService.asmx/{call}")
    assert status == 500
    assert not body.startswith(b"<?xml")


def test_a_meeting_has_items_documents_and_word_minutes(council):
    tree = xml(council, "GetMeeting?lMeetingId=4131")
    items = {item.findtext("fulldisplaynumberformat"): item for item in tree.iter("agendaitem")}
    assert list(items) != sorted(items), "the service's order is not the agenda's"
    item = items["3."]
    assert item.findtext("agendaitemtitle") == "Children&#39;s Services Performance Report"
    assert item.findtext("agendaitemnumber") != "3"
    minutes = item.findtext("minutesnonemptyhtmlbody")
    assert '<div class="WordSection1">' in minutes
    assert "·<span" in minutes
    assert item.find("decisionnonemptyhtmlbody") is None
    titles = {one.findtext("title"): one for one in item.iter("linkeddoc")}
    assert titles["Inspection of children&#39;s services: letter of the inspectorate"].findtext("isurl") == "True"


def test_documents_by_id_some_named_by_an_internal_host(council):
    urls = [
        one.findtext("url")
        for meeting in ("4131", "4153", "4186", "4213")
        for one in xml(council, f"GetMeeting?lMeetingId={meeting}").iter("linkeddoc")
    ]
    assert any(url.startswith("http://10.44.") for url in urls)
    number = next(url for url in urls if url.startswith(council.url)).rpartition("=")[2]
    status, body, headers = ask(council, f"mgConvert2PDF.aspx?ID={number}")
    assert (status, headers["Content-Type"], body[:5]) == (200, "application/pdf", b"%PDF-")
    assert xml(council, f"GetAttachment?lAttachmentId={number}").findtext(".//attachmentid") == number


def test_cancelled_rescheduled_and_exempt(council):
    cancelled = xml(council, "GetMeeting?lMeetingId=4177")
    assert (cancelled.findtext("meetingstatus"), cancelled.findall(".//agendaitem")) == ("Cancelled", [])
    assert cancelled.findtext("agendapublished") == "False"
    moved = xml(council, "GetMeeting?lMeetingId=4153")
    assert moved.findtext("meetingstatus") == "Confirmed; Rescheduled from 19 September 2018"
    exempt = next(
        one
        for one in xml(council, "GetMeeting?lMeetingId=4220").iter("linkeddoc")
        if one.findtext("isrestricted") == "True"
    )
    assert (exempt.findtext("title"), exempt.findtext("url").strip()) == ("Gwernen House: valuation (Exempt)", "")


# The pages.


def test_the_committee_list_and_a_meeting_list(council):
    hrefs = page(council, "mgListCommittees.aspx?bcr=1").select("#modgov a[href*='mgCommitteeDetails.aspx?ID=']")
    assert len(hrefs) == 7
    listing = page(council, "ieListMeetings.aspx?CId=114&Year=2019")
    lines = [li.get_text() for li in listing.select("#modgov li:has(a[href*='MId='])")]
    assert [line.strip() for line in lines] == [
        "18 Sep 2019\xa010.00 am - Agenda and minutes",
        "13 Feb 2019\xa010.00 am - Agenda and minutes",
        "16 Jan 2019\xa010.00 am - CANCELLED",
    ]


def test_earlier_meetings_are_reached_by_paging(council):
    first = page(council, "ieListMeetings.aspx?CId=114&Year=0")
    earlier = first.select_one("a[href*='Act=earlier']")["href"]
    assert re.search(r"D=\d{12}&MD=ielistmeetings", earlier)
    assert page(council, earlier).select("#modgov li a[href*='MId=4213']")


def test_some_links_carry_a_session_in_their_path(council):
    hrefs = [a["href"] for a in page(council, "ieListMeetings.aspx?CId=114&Year=2019").select("li a[href*='MId=']")]
    inside = next(href for href in hrefs if "(S(" in href)
    assert page(council, urljoin(council.url, inside)).select_one("#mgItemTable, .mgSubTitleTxt")


def test_the_meeting_page(council):
    soup = page(council, MEETING)
    assert soup.select_one("#modgov h1.mgMainTitleTxt").get_text() == "Agenda and minutes"
    assert soup.select_one("h2.mgSubTitleTxt").get_text() == (
        "Children's Services and Learning Scrutiny Committee - Wednesday, 20th June, 2018 10.00 am"
    )
    kinds = [a["href"] for a in soup.select("ul.mgActionList a[href*='documents/g4131/']")]
    assert [re.search(r"T=\d+", href)[0] for href in kinds] == ["T=0", "T=10", "T=1"]
    assert all(" " in href for href in kinds), "hrefs hold raw spaces"
    row = soup.select("#mgItemTable > tr")[3]
    assert row.select_one("td.mgItemNumberCell").get_text(strip=True) == "3."
    cell = row.find_all("td", recursive=False)[1]
    glued = r"Children's Services Performance Report PDF \d+ KB"
    assert re.fullmatch(glued, cell.select_one("a.mgAiTitleLnk").get_text().strip())
    assert [p.get_text() for p in cell.select("p.mgSubItemTitleTxt")] == ["Additional documents:", "Minutes:"]
    assert cell.select_one("a[href*='mgIssueHistoryHome.aspx?IId=611']")
    assert "mgMediaPlayer" in soup.get_text() or "mgMediaPlayer" in str(soup)


def test_an_exempt_title_stands_without_a_link_and_a_decommissioned_body_holds_a_dash(council):
    soup = page(council, "ieListDocuments.aspx?MId=4220")
    assert "Gwernen House: valuation (Exempt)" in soup.get_text()
    assert not [a for a in soup.select("a[href*='documents/']") if "valuation" in a["href"]]
    title = page(council, "ieListDocuments.aspx?MId=4098").select_one("h2.mgSubTitleTxt").get_text()
    assert title == "Scrutiny Panel (Learning and Skills) - Decommissioned - Wednesday, 14th March, 2018 2.15 pm"


def test_welsh(council):
    soup = page(council, MEETING + "&LLL=1")
    assert soup.select_one("h1").get_text() == "Rhaglen a chofnodion"
    assert "Adroddiad Perfformiad y Gwasanaethau Plant" in soup.select("#mgItemTable > tr")[3].get_text()
    assert [p.get_text() for p in soup.select("p.mgSubItemTitleTxt")][-3:] == [
        "Cofnodion:",
        "Cofnodion:",
        "Cofnodion:",
    ]


def test_an_item_page_and_its_issue(council):
    item = xml(council, "GetMeeting?lMeetingId=4131").findtext(".//agendaitemid")
    assert "Supporting documents:" in page(council, f"mgAi.aspx?ID={item}").get_text()
    home = page(council, "mgIssueHistoryHome.aspx?IId=624&Opt=0")
    labels = [span.get_text(strip=True) for span in home.select("p > span.mgLabel")]
    assert labels[:3] == ["Decision type:", "Decision status:", "Wards affected:"]
    assert "12 Nov 2019 by Cabinet" in home.get_text()
    meetings = page(council, "ieIssueDetails.aspx?IId=624&PlanId=0&Opt=3")
    assert meetings.select_one("h1").get_text() == "Issue - meetings"
    heads = re.findall(r"Meeting: \d\d/\d\d/\d{4} - [^(]+\(Item \d+\)", meetings.get_text())
    assert heads[0] == "Meeting: 23/03/2021 - Cabinet (Item 4)"
    assert len(heads) == 4


def test_the_decision_register(council):
    found = page(council, "mgDelegatedDecisions.aspx?XXR=0&DR=01/01/2020-30/06/2020&ACT=Find&DS=2&Next=true")
    rows = found.select("table.mgTabTable tbody tr")
    dates = [row.select("td")[1].get_text() for row in rows if row.select_one("a[href*='ieDecisionDetails']")]
    assert any(day.endswith("/2020") for day in dates)
    assert not all(day.endswith("/2020") for day in dates), "one row lies outside the range"
    assert found.select("tbody a[href*='mgIssueHistoryHome']"), "one row is no decision"
    href = next(a["href"] for a in found.select("tbody a[href*='ieDecisionDetails']"))
    details = page(council, href)
    assert details.select_one("span.mgPlanItemInForce").get_text() == "Recommendations Approved"
    assert "Decided at meeting:" in details.get_text()


def test_a_delegated_decision_and_the_forward_plan(council):
    register = page(council, "mgListOfficerDecisions.aspx?FULL=1&BAM=1&ACT=Find")
    title = next(a for a in register.select("a[href*='ieDecisionDetails']") if "independent visitors" in a.get_text())
    assert title.select_one("span.mgHide")
    assert "Decision Maker: Head of Children's Services" in page(council, title["href"]).get_text()
    plan = page(council, page(council, "mgListPlans.aspx?RPId=102&RD=0").select_one("#modgov a[href*=PlanId]")["href"])
    assert "21 Sep 2021 by Cabinet" in plan.get_text()


def test_the_feed(council):
    titles = [item.findtext("title") for item in etree.fromstring(ask(council, "mgRss.aspx?XXR=0")[1]).iter("item")]
    assert titles[0].startswith("Minutes published: Meeting of Wednesday, 16th June, 2021 10.00 am, Children's")
    assert ask(council, "mgRss.aspx?bcr=1")[1].startswith(b"<!DOCTYPE html>")


def test_a_bad_request_is_redirected_to_an_error_page(council):
    assert ask(council, "ieListDocuments.aspx?MId=1")[0] == 200
    assert council.requests[-1].path.endswith("mgError.aspx")
    assert ask(council, "mgNoSuchPage.aspx")[0] == 404


# The files.


@pytest.mark.parametrize(
    ("meeting", "paper", "number", "words"),
    [
        ("4131", "Performance Report", 2, "net increase of 18 in-house foster carers by December 2018, from 87"),
        ("4131", "Performance Report", 2, "In-house foster carers registered 89 87 95 Red"),
        (
            "4186",
            "Performance Report",
            1,
            "a net increase of 14 in-house foster carers, from 96 to 110, by 31 December 2019",
        ),
        ("4186", "Performance Report", 1, "The target of a net increase of 18 by December 2018 was missed"),
        ("4186", "Performance Report", 1, "ten nights a year, will be in place by the end of March 2020"),
        ("4213", "Performance Report", 2, "CS12 In-house foster carers registered 98 101 110 Amber"),
        ("4220", "business case", 1, "The home will open by the end of October 2020"),
        ("4229", "Performance Report", 1, "The revised target of 110 by 31 December 2019 has been met"),
        ("4234", "Workforce Strategy 2020 to 2023.pdf", 2, "from 111 to 130 by 31 March 2022"),
        ("4234", "Workforce Strategy 2020 to 2023.pdf", 3, "no more than eight by the end of March 2021"),
        ("4267", "audit report", 1, "A register of agency workers will be kept and checked monthly"),
        ("4288", "Performance Report", 1, "The target of no more than eight was missed"),
    ],
)
def test_the_story_stands_where_the_readme_says(council, meeting, paper, number, words):
    assert words.lower() in " ".join(pdf_pages(linked(council, meeting, paper))[number - 1].split()).lower()


def test_a_pack_repeats_its_papers_and_minutes_are_printed(council):
    assert "net increase of 18 in-house foster carers" in " ".join(pdf_pages(linked(council, "4131", "reports pack")))
    assert "bring figures on the recruitment" in " ".join(pdf_pages(linked(council, "4131", "Printed minutes")))


def test_files_that_are_hard_to_read(council):
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(linked(council, "4213", "Appendix B"))
    assert linked(council, "4229", "Consultation").startswith(b"<!DOCTYPE html>")
    assert "".join(pdf_pages(linked(council, "4201", "Letter from"))).strip() == ""
    word = docx.Document(io.BytesIO(linked(council, "4131", ".docx")))
    assert word.tables[0].cell(1, 1).text == "Performance, Quarter 4; elective home education"


def test_the_same_bytes_every_time(council):
    open_council.cache_clear()
    with served() as other:
        assert linked(other, "4131", "reports pack") == linked(council, "4131", "reports pack")
        assert linked(other, "4131", ".docx") == linked(council, "4131", ".docx")


# Other days.


def test_the_site_changes_from_day_to_day():
    with served() as site:
        report, minutes = linked(site, "4288", "Performance Report"), linked(site, "4288", "Printed minutes")
        assert "survey" in str(page(site, "ieListDocuments.aspx?MId=4288"))
        assert page(site, "ieListDocuments.aspx?MId=4288").select_one("h1").get_text() == "Agenda and draft minutes"
        assert not page(site, "ieListDocuments.aspx?MId=4295").select("#mgItemTable tr")
        site.advance(date(2021, 7, 16))
        soup = page(site, "ieListDocuments.aspx?MId=4288")
        assert "Corrected 5 July 2021" in pdf_pages(linked(site, "4288", "Performance Report"))[0]
        assert linked(site, "4288", "Performance Report") != report
        assert linked(site, "4288", "Printed minutes") != minutes
        assert "survey" not in str(soup)
        assert soup.select_one("h1").get_text() == "Agenda and minutes"
        assert "end of September 2021" in xml(site, "GetMeeting?lMeetingId=4288").xpath("string()")
        assert page(site, "ieListDocuments.aspx?MId=4295").select("#mgItemTable tr")


def test_a_prefix():
    with served(prefix="/moderngov") as site:
        assert site.url.endswith("/moderngov")
        assert page(site, MEETING).select_one("#mgItemTable")
        assert ask(site, f"{site.root}/{MEETING}")[0] == 404
        assert ask(site, "ieListDocuments.aspx?MId=1")[0] == 200
        assert b"/moderngov/ieDocSearch.aspx" in ask(site, f"{site.root}/robots.txt")[1]


# Faults.


@pytest.mark.parametrize(
    ("faults", "path", "status"),
    [
        (Faults(refuse_all=True), "robots.txt", 403),
        (Faults(refuse_html=True), MEETING, 403),
        (Faults(refuse_html=True), "mgWebService.asmx/GetCommittees", 200),
        (Faults(robots="error"), "robots.txt", 500),
        (Faults(robots="missing"), "robots.txt", 404),
        (Faults(service="missing"), "mgWebService.asmx/GetCommittees", 404),
        (Faults(service="broken"), "mgWebService.asmx/GetCommittees", 500),
        (Faults(missing="MId=4131"), MEETING, 404),
        (Faults(server_error="MId=4131"), MEETING, 500),
    ],
)
def test_faults_by_status(faults, path, status):
    with served(faults=faults) as site:
        assert ask(site, path)[0] == status


@pytest.mark.parametrize(
    ("faults", "path", "words"),
    [
        (Faults(robots="refuse"), "robots.txt", b"Disallow: /\n"),
        (Faults(robots="slow"), "robots.txt", b"Crawl-delay: 2"),
        (Faults(robots_text="User-agent: *\nAllow: /"), "robots.txt", b"Allow: /"),
        (Faults(service="script"), "mgWebService.asmx/GetCommittees", b"window.location"),
        (Faults(service="empty"), "mgWebService.asmx/GetCommittees", b"<wards>"),
        (Faults(service="error_page"), "mgWebService.asmx/GetCommittees", b"An error has occurred"),
        (Faults(html_for_file="ID=21043"), "mgConvert2PDF.aspx?ID=21043", b"An error has occurred"),
        (Faults(bare_html=True), MEETING, b"<main><div"),
    ],
)
def test_faults_by_body(faults, path, words):
    with served(faults=faults) as site:
        assert words in ask(site, path)[1]


def test_busy_twice_then_the_page():
    with served(faults=Faults(busy="MId=4131", retry_after=7)) as site:
        answers = [ask(site, MEETING) for _ in range(3)]
        assert [status for status, _, _ in answers] == [503, 503, 200]
        assert answers[0][2]["Retry-After"] == "7"
        assert [line.status for line in site.asked_for("MId=4131")] == [503, 503, 200]
        assert {line.agent for line in site.requests} == {AGENT}


def test_reset_cut_and_truncated():
    with served(faults=Faults(reset="MId=4131", reset_times=1)) as site:
        with pytest.raises((urllib.error.URLError, ConnectionError)):
            ask(site, MEETING)
        assert ask(site, MEETING)[0] == 200
    with served(faults=Faults(cut="ID=21043")) as site, pytest.raises(http.client.IncompleteRead):
        ask(site, "mgConvert2PDF.aspx?ID=21043")
    with served(faults=Faults(truncated="ID=21043")) as site:
        status, body, headers = ask(site, "mgConvert2PDF.aspx?ID=21043")
        assert (status, int(headers["Content-Length"])) == (200, len(body))
        assert b"%%EOF" not in body


def test_slow_moved_and_choosy():
    with served(faults=Faults(slow="MId=4131", slow_seconds=0.2)) as site:
        start = time.monotonic()
        ask(site, MEETING)
        assert time.monotonic() - start >= 0.2  # a lower bound: no machine is too slow for it
    with served() as new, served(faults=Faults(moved_to=new.url)) as old:
        assert page(old, MEETING).select_one("#mgItemTable")
        assert new.asked_for("MId=4131")
    with served(faults=Faults(refuse_libraries=True)) as site:
        assert ask(site, MEETING)[0] == 200
        assert ask(site, MEETING, **{"User-Agent": "Scrapy/2.19 (+https://scrapy.org)"})[0] == 403


def test_validators_answer_304(council):
    tag = ask(council, "mgConvert2PDF.aspx?ID=21043")[2]["ETag"]
    assert ask(council, "mgConvert2PDF.aspx?ID=21043", **{"If-None-Match": tag})[0] == 304
    with served(faults=Faults(validators=False)) as site:
        headers = ask(site, "mgConvert2PDF.aspx?ID=21043")[2]
        assert "ETag" not in headers
        assert "Last-Modified" not in headers
