"""Text, days and answers that are no page, as council sites give them."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup

from crawler.parsers import selecting
from crawler.parsers.days import read_day, read_moment, read_time, split_heading, split_leading_day, uk_day
from crawler.parsers.problems import page_problem, sniffed_type
from records.errors import PageShape

DAYS = [
    ("26/05/2026", date(2026, 5, 26)),
    ("26 May 2026\xa06.00 pm", date(2026, 5, 26)),
    ("Monday, 31st March, 2025 6.30 pm", date(2025, 3, 31)),
    ("Monday 31 March 2025", date(2025, 3, 31)),
    ("19 Dec 2023 by Cabinet", date(2023, 12, 19)),
    ("Tuesday 10-Feb-2026 10.00", date(2026, 2, 10)),
    ("31st-Mar-2025", date(2025, 3, 31)),
    ("2026-06-08T10:00:00", date(2026, 6, 8)),
    ("4th of Sept. 2024", date(2024, 9, 4)),
    ("Dydd Mawrth, 4ydd Mawrth, 2025", date(2025, 3, 4)),  # Tuesday and March are one word
    ("Dydd Llun, 31ain Gorffennaf 2028", date(2028, 7, 31)),
    ("1af o Fehefin 2026", None),  # prose, not a printed date
    ("1 Fehefin 2026", date(2026, 6, 1)),
    ("30/12/1899", None),  # how the platform prints "no date"
    ("31/02/2026", None),
    ("13/13/2026", None),
    ("8 June", None),  # no year: nothing is guessed
    ("reference 1234/05/2026", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_days(text, day):
    assert read_day(text) == day


TIMES = [
    ("6.00 pm", "18:00"), ("10.00 am", "10:00"), ("12.00 noon", "12:00"), ("12.15 am", "00:15"), ("6pm", "18:00"),
    ("26 May 2026\xa06.30 pm", "18:30"), ("18:30", "18:30"), ("10.00 yb", "10:00"), ("6.30 yh", "18:30"),
    ("1.45 p.m.", "13:45"), ("26/05/2026", None), ("item 7", None), ("25.30 pm", None), (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "time"), TIMES)
def test_times(text, time):
    assert read_time(text) == time


HEADINGS = [
    ("Cabinet - Monday, 31st March, 2025 6.30 pm", ("Cabinet", date(2025, 3, 31), "18:30")),
    ("Cabinet - Monday 31 March 2025", ("Cabinet", date(2025, 3, 31), None)),
    ("Cabinet - 31st March 2025 6.30 pm", ("Cabinet", date(2025, 3, 31), "18:30")),
    ("Board (Children) - Decommissioned - Thursday, 23rd August, 2012 9.45 am", ("Board (Children) - Decommissioned", date(2012, 8, 23), "09:45")),
    ("Monday, 31st March, 2025 6.30 pm", (None, date(2025, 3, 31), "18:30")),
    ("Licensing Sub-Committee", ("Licensing Sub-Committee", None, None)),
    ("Health - Wellbeing Board", ("Health - Wellbeing Board", None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), HEADINGS)
def test_a_heading_is_split_on_the_last_dash_before_a_day(text, parts):
    assert split_heading(text) == parts


def test_a_leading_day_and_the_words_after_it():
    assert split_leading_day("26 May 2026\xa06.00 pm - Agenda and minutes") == (
        date(2026, 5, 26),
        "18:00",
        "Agenda and minutes",
    )
    assert split_leading_day("26 May 2026") == (date(2026, 5, 26), None, "")
    assert split_leading_day("Agenda of 26 May 2026") == (None, None, "Agenda of 26 May 2026")


def test_a_feed_s_moments_are_utc_or_unknown():
    assert read_moment("Mon, 05 Oct 2026 09:30:00 +0100") == datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
    assert read_moment("2026-10-05T09:30:00Z") == datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
    assert read_moment("yesterday") is None and read_moment(None) is None


def test_a_moment_without_a_zone_is_meant_as_british_clocks_show_it():
    assert read_moment("05 Oct 2026 09:30:00") == datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
    assert read_moment("Mon, 05 Oct 2026 09:30:00 BST") == datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
    assert read_moment("Mon, 05 Oct 2026 09:30:00 -0000") == datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
    assert read_moment("2026-12-05T09:30:00") == datetime(2026, 12, 5, 9, 30, tzinfo=UTC)
    assert uk_day(read_moment("2026-06-05")) == date(2026, 6, 5)
    assert uk_day(datetime(2026, 6, 5, 23, 30, tzinfo=UTC)) == date(2026, 6, 6)
    assert uk_day(datetime(2026, 12, 5, 23, 30, tzinfo=UTC)) == date(2026, 12, 5)


def tag(html):
    return BeautifulSoup(html, "lxml")


TEXTS = [
    ("entities decoded twice", "<p>Carers&amp;#39; offer &amp;amp; more</p>", "Carers' offer & more"),
    ("but a bare ampersand stays", "<p>R&amp;D &copy; AT&amp;T profit&amp;loss</p>", "R&D © AT&T profit&loss"),
    ("composed letters", "<p>cafe&#769;</p>", "café"),
    ("hard wraps within a paragraph", "<p>the service\nwould\r\n  recruit</p>", "the service would recruit"),
    ("paragraphs stay apart", "<p>One.</p><p>&nbsp;</p><p>Two.</p>", "One.\n\nTwo."),
    ("bullets typed in Word", "<p>·&nbsp;&nbsp;&nbsp; first</p><p>· second</p>", "• first\n• second"),
    ("a dash is no bullet", "<p>- 14 carers</p>", "- 14 carers"),
    ("the word o is no bullet", "<p>o dan y cynllun</p>", "o dan y cynllun"),
    ("numbered list", "<ol start='3'><li>Three</li><li><p>Four</p></li></ol>", "3. Three\n4. Four"),
    ("lettered list", "<ol type='a'><li>one</li></ol>", "(a) one"),
    ("table rows", "<table><tr><th>Measure</th><th>2025</th></tr><tr><td>Carers</td><td>173</td></tr></table>", "Measure | 2025\nCarers | 173"),
    ("a table that only lays out", "<table><tr><td><p>Votes</p><table><tr><td>For</td><td>9</td></tr></table></td></tr></table>", "Votes\n\nFor | 9"),
    ("hidden words and scripts", "<p>Title<span class='mgHide'> ref: 13</span><script>x()</script><!-- note --></p>", "Title"),
    ("line breaks", "<p>RESOLVED<br>(1) noted</p>", "RESOLVED\n(1) noted"),
    ("inline tags do not part words", "<p>fost<b>er</b>ing</p>", "fostering"),
    ("text beside blocks", "<div>Before<p>inside</p>after</div>", "Before\n\ninside\n\nafter"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "text"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_word_html_becomes_plain_text(html, text):
    assert selecting.plain_text(tag(html)) == text


def test_nothing_but_white_space_is_none():
    assert selecting.plain_text(tag("<p>&nbsp;</p>\n")) is None
    assert selecting.plain_text_of("\n   ") is None


def test_older_sites_quotes_are_windows_1252():
    assert selecting.decoded("Council’s".encode("cp1252")) == "Council’s"
    assert selecting.decoded(b"<meta charset=iso-8859-1>\x91quoted\x92") == "<meta charset=iso-8859-1>‘quoted’"
    assert selecting.decoded("\ufeffNaïve\x00".encode()) == "Naïve"


def test_a_page_is_read_inside_modgov_when_it_is_there():
    assert selecting.line(selecting.read_page(b"<h1>Council</h1><div id=modgov><h1>Agenda</h1></div>")) == "Agenda"
    assert selecting.line(selecting.read_page(b"<body><h1>Agenda</h1></body>")) == "Agenda"


def test_selectors_say_what_they_expected_and_where():
    page = tag("<p>1</p><p>2</p>")
    with pytest.raises(PageShape, match=r"^https://x\.example/a: expected one “h1”, found 0$"):
        selecting.one(page, "h1", "https://x.example/a")
    with pytest.raises(PageShape, match="expected at least one “table”, found none"):
        selecting.some(page, "table", "u")
    with pytest.raises(PageShape, match="expected at most one “p”, found 2"):
        selecting.maybe(page, "p", "u")
    assert selecting.maybe(page, "h1", "u") is None
    assert len(selecting.some(page, "p", "u")) == 2


S = "https://democracy.harrowmere.example"
SERVICE = f"{S}/mgWebService.asmx/GetCommittees"
MEETING = f"{S}/ieListDocuments.aspx?MId=1"
FILE = f"{S}/documents/s1/Report.pdf"
PROBLEMS = [
    ("a page of the platform", b'<div id="modgov"><h1>Agenda</h1></div>', MEETING, MEETING, None),
    ("a page without the wrapper", b'<a href="mgListCommittees.aspx">Committees</a>', MEETING, MEETING, None),
    ("mgError.aspx with status 200", b'<div id="modgov">Error</div>', MEETING, f"{S}/mgError.aspx?e=1", "server_error"),
    ("a script that moves readers to https", b"<script>window.location = 'https://x'</script>", SERVICE, SERVICE, "moved"),
    ("a redirect to another name", b'<div id="modgov">', MEETING, "https://harrowmere.moderngov.example/x", "moved"),
    ("a redirect to https", b'<div id="modgov">', MEETING.replace("https", "http"), MEETING, None),
    ("a redirect to www", b'<div id="modgov">', "https://a.example/mgAi.aspx", "https://www.a.example/mgAi.aspx", None),
    ("Incapsula's stub", b'<html><iframe src="/_Incapsula_Resource?SWUDNSAI=1"></html>', MEETING, MEETING, "blocked"),
    ("Cloudflare's page", b"<title>Just a moment...</title><script>x</script>", MEETING, MEETING, "blocked"),
    ("nothing at all", b"  \n", MEETING, MEETING, "server_error"),
    ("another system", b"<html><body><h1>Welcome to WordPress</h1></body></html>", MEETING, MEETING, "not_platform"),
    ("the service's tree", b"<?xml version='1.0'?><committees><committeeid>1</committeeid></committees>", SERVICE, SERVICE, None),
    ("the service's tree without a leaf", b"<?xml version='1.0'?>\n<committees>\n</committees>", SERVICE, SERVICE, "empty"),
    ("an empty tree of another name", b"<?xml version='1.0'?><wards></wards>", SERVICE, SERVICE, "empty"),
    ("SharePoint's error in place of XML", b"<html><head><title>Error</title></head><body>Sorry, something went wrong</body></html>", SERVICE, SERVICE, "not_platform"),
    ("words in place of XML", b"Web Service method name is not valid.", SERVICE, SERVICE, "not_platform"),
    ("a PDF", b"%PDF-1.7 ...", FILE, FILE, None),
    ("a PDF after white space", b"\r\n%PDF-1.7 ...", FILE, FILE, None),
    ("a page in place of a PDF", b"<!DOCTYPE html><html>Not found</html>", FILE, FILE, "server_error"),
    ("a Word file under a PDF's name", b"\xd0\xcf\x11\xe0\xa1\xb1", FILE, FILE, None),
    ("a document that is a page", b"<html><AI1>Item</AI1></html>", f"{S}/documents/s1/A.html?CT=2", f"{S}/documents/s1/A.html?CT=2", None),
    ("a feed", b'<?xml version="1.0"?><rss version="2.0"></rss>', f"{S}/mgRss.aspx?XXR=0", f"{S}/mgRss.aspx?XXR=0", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "url", "final", "problem"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS]
)
def test_answers_that_are_no_page(body, url, final, problem):
    assert page_problem(body, "text/html", url, final) == problem


def test_bytes_say_what_a_file_is():
    assert sniffed_type(b"%PDF-1.4") == "application/pdf"
    assert sniffed_type(b"{\\rtf1") == "application/rtf"
    assert sniffed_type(b"PK\x03\x04....word/document.xml").endswith("wordprocessingml.document")
    assert sniffed_type(b"<!DOCTYPE html>") == "text/html"
    assert sniffed_type(b"plain words") is None
