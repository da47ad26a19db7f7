"""The decisions of a crawl, each alone: window, following, pairing, keys of papers, robots, waiting, outcomes."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from archive.meetings import KeptMeeting
from archive.papers import KeptPaper
from crawler import window
from crawler.channels import Channel
from crawler.following import followed_items, follows_file
from crawler.manners import retry_after
from crawler.outcomes import Failure, Tally, conclude, error_problem, status_problem
from crawler.pairing import merge
from crawler.parsers.problems import another_site
from crawler.robots import Refused, read_rules
from crawler.settings import scrapy_settings, user_agent
from crawler.sightings import document_key, document_paper, meeting_sightings
from crawler.task import Options
from crawler.text_papers import item_paper, item_text
from records.collected import AgendaItem, DocumentLink, Meeting
from records.papers import Paper
from records.sources import Source
from records.topics import read_topic

TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 3, tzinfo=UTC)
SITE = "https://democracy.harrowmere.example"
SOURCE = Source(slug="harrowmere", name="Harrowmere", platform="moderngov", url=SITE)
TOPIC = read_topic('id = "t"\nname = "T"\n[follow]\nbodies = ["children"]\nwords = ["foster\\\\w*"]\n', "t.toml")


def held(days: int, **more) -> Meeting:
    return Meeting(id="1", committee="Cabinet", held_on=TODAY + timedelta(days=days), **more)


def kept(meeting: Meeting, state="captured", closed=None) -> KeptMeeting:
    return KeptMeeting(
        source="harrowmere", meeting=meeting, state=state, reason=None, listed_at=NOW, captured_at=NOW, closed_at=closed
    )


WINDOWS = [
    ("three weeks ahead", held(21), False),
    ("two weeks ahead", held(14), True),
    ("today", held(0), True),
    ("drafts were seen", held(-30, minutes_final=False), True),
    ("final minutes were seen", held(-30, minutes_final=True), False),
    ("no minutes after 200 days", held(-200), True),
    ("no minutes after 201 days", held(-201), False),
    ("cancelled, still ahead", held(3, cancelled=True), True),
    ("cancelled, past", held(-3, cancelled=True), False),
    ("without a day", Meeting(id="1"), True),
]


@pytest.mark.parametrize(("meeting", "is_open"), [row[1:] for row in WINDOWS], ids=[row[0] for row in WINDOWS])
def test_a_meeting_s_window(meeting, is_open):
    assert window.is_open(meeting, TODAY) is is_open


def asking(**more) -> window.Asking:
    return window.Asking(**({"today": TODAY, "first": False} | more))


def test_the_range_is_two_years_at_first_and_the_window_later():
    assert asking(first=True).range[0] == TODAY - timedelta(days=730)
    assert asking().range == (TODAY - timedelta(days=200), TODAY + timedelta(days=400))
    assert asking(since=date(2018, 1, 1), until=date(2018, 12, 31)).range == (date(2018, 1, 1), date(2018, 12, 31))
    assert not asking().covers(date(2006, 1, 1)) and asking().covers(None)  # an ISO date is ignored and 2006 comes back


FULL = [
    ("never seen", held(-10), None, {}, True),
    ("far ahead", held(40), None, {}, False),
    ("far ahead, agenda up", held(40, agenda_published=True), None, {}, True),
    ("outside the range", held(-300), None, {}, False),
    ("captured and open", held(-10), kept(held(-10)), {}, True),
    ("captured and closed", held(-10), kept(held(-10, minutes_final=True), closed=NOW), {}, False),
    ("closed, with --full", held(-10), kept(held(-10), closed=NOW), {"full": True}, True),
    ("closed, and now cancelled", held(-10, cancelled=True), kept(held(-10), closed=NOW), {}, True),
    ("closed, and now another day", held(-9), kept(held(-10), closed=NOW), {}, True),
    ("over, not yet closed", held(-190), kept(held(-190, minutes_final=True)), {}, True),
    ("failed before", held(-10), kept(held(-10), state="failed"), {}, True),
]


@pytest.mark.parametrize(("listed", "known", "more", "wanted"), [row[1:] for row in FULL], ids=[row[0] for row in FULL])
def test_which_meetings_are_asked_in_full(listed, known, more, wanted):
    assert window.ask_in_full(listed, known, asking(**more)) is wanted


LINK = DocumentLink(
    title="Carers", url=f"{SITE}/documents/s1/Carers.pdf", published=date(2026, 6, 1), size_label="PDF 53 KB"
)
PAPER = Paper(
    id="h-1",
    source="harrowmere",
    key="document:s1",
    kind="report",
    title="Carers",
    published=date(2026, 6, 1),
    size_label="PDF 53 KB",
)
YESTERDAY = NOW - timedelta(days=1)


def paper(state="kept", fetched=YESTERDAY, validators=None, **facts) -> KeptPaper:
    return KeptPaper(
        paper=replace(PAPER, **facts),
        state=state,
        reason=None,
        validators=validators or {},
        fetched_at=fetched,
        first_seen=NOW,
        last_seen=NOW,
    )


AGAIN = [
    ("never seen", LINK, None, {}, True),
    ("merely linked before", LINK, paper("linked", None), {}, True),
    ("failed before", LINK, paper("failed"), {}, True),
    ("left by a killed run", LINK, paper("pending", None), {}, True),
    ("kept, nothing new", LINK, paper(), {}, False),
    ("another title", replace(LINK, title="Carers v2"), paper(), {}, True),
    ("another size", replace(LINK, size_label="PDF 54 KB"), paper(), {}, True),
    ("another publication date", replace(LINK, published=date(2026, 6, 2)), paper(), {}, True),
    ("no date today", replace(LINK, published=None), paper(), {}, False),
    ("the date was inferred", LINK, paper(published=date(2026, 6, 9), published_inferred=True), {}, False),
    ("no size today", replace(LINK, size_label=None), paper(), {}, False),
    ("its meeting changed", LINK, paper(), {"changed": True}, False),
    ("its meeting changed and there is a validator", LINK, paper(validators={"etag": '"x"'}), {"changed": True}, True),
    ("its meeting closes", LINK, paper(), {"closing": True}, True),
    ("its meeting closes, fetched in this run", LINK, paper(fetched=NOW), {"closing": True}, False),
    ("--full", LINK, paper(), {"full": True}, True),
    ("withdrawn, and back", LINK, paper("withdrawn"), {}, True),
    ("forgotten", LINK, paper("forgotten"), {"full": True}, False),
    ("a page came in its place", LINK, paper(validators={"instead": "text/html"}), {}, True),
]  # fmt: skip


@pytest.mark.parametrize(("link", "known", "more", "wanted"), [row[1:] for row in AGAIN], ids=[row[0] for row in AGAIN])
def test_which_documents_are_asked_again(link, known, more, wanted):
    flags = {"closing": False, "changed": False, "full": False} | more
    assert window.ask_again(link, known, started=NOW, **flags) is wanted


def test_a_limit_takes_the_meetings_nearest_to_today():
    meetings = [replace(held(days), id=str(days)) for days in (-400, -30, -2, 5, 90)]
    assert [meeting.id for meeting in window.nearest(meetings, 3, TODAY)] == ["-30", "-2", "5"]
    assert [meeting.id for meeting in window.nearest(meetings[::-1], None, TODAY)] == ["-400", "-30", "-2", "5", "90"]


def test_items_of_other_bodies_are_followed_by_title_or_minutes():
    items = (
        AgendaItem(id="1", number="1", title="Fostering strategy"),
        AgendaItem(id="2", number="2", title="Any other business", minutes="More foster carers are needed."),
        AgendaItem(id="3", number="3", title="Highways"),
        AgendaItem(id="4", number=None, title="Fostering", heading=True),
    )
    cabinet = Meeting(id="1", committee="Cabinet", items=items)
    assert [item.id for item in followed_items(TOPIC, cabinet)] == ["1", "2"]
    assert [item.id for item in followed_items(TOPIC, replace(cabinet, committee="Children Scrutiny"))] == [
        "1",
        "2",
        "3",
    ]
    assert [item.id for item in followed_items(TOPIC, cabinet, all_papers=True)] == ["1", "2", "3"]


def test_files_of_a_meeting_follow_its_items():
    pack, minutes, front = (DocumentLink(title="x", url="u", kind=kind) for kind in ("pack", "minutes", "agenda"))
    own = AgendaItem(id="1", number="1", title="Fostering", documents=(LINK,))
    bare = replace(own, documents=())
    cabinet = Meeting(id="1", committee="Cabinet")

    def followed(items, committee="Cabinet"):
        meeting = replace(cabinet, committee=committee, items=items)
        return [follows_file(TOPIC, meeting, file, followed_items(TOPIC, meeting)) for file in (pack, minutes, front)]

    assert followed((own,)) == [False, True, False]  # one file per item: the pack repeats them
    assert followed((bare,)) == [True, True, False]  # one pack per meeting
    assert followed(()) == [False, True, False]  # the minutes are all there is to tell by, and minutes are always kept
    assert followed((), "Children Scrutiny") == [True, True, True]


def test_a_meeting_seen_through_both_channels_is_one():
    service = Meeting(
        id="1", committee="Cabinet", held_on=TODAY,
        items=(
            AgendaItem(id="12", number="2.", title="Second", minutes="Noted."),
            AgendaItem(id="11", number="1.", title="First", documents=(
                DocumentLink(title="Carers' Offer", url=f"{SITE}/mgConvert2PDF.aspx?ID=9", attachment="9", published=TODAY),
                DocumentLink(title="Secret", url=None, attachment="10", restricted=True),
            )),
        ),
    )  # fmt: skip
    page = Meeting(
        id="1", committee="Cabinet", held_on=TODAY, heading="Agenda and minutes", minutes_final=True, webcast="w",
        documents=(DocumentLink(title="Printed minutes", url=f"{SITE}/documents/g1/m.pdf?T=1", kind="minutes"),),
        items=(
            AgendaItem(id="11", number="1.", title="First", issue="640", documents=(
                DocumentLink(title="First", url=f"{SITE}/documents/s301/Carers.pdf", size_label="PDF 5 KB"),
                DocumentLink(title="Secret", url=None, restricted=True),
            )),
            AgendaItem(id=None, number="2.", title="second "),
            AgendaItem(id="13", number="3.", title="Only here"),
        ),
    )  # fmt: skip
    found = merge(service, page)
    assert [item.title for item in found.items] == ["First", "Second", "Only here"]
    first = found.items[0]
    assert first.issue == "640" and len(first.documents) == 2 and first.documents[1].restricted
    carers = first.documents[0]  # the page prints the item's title over its first document
    assert (carers.attachment, carers.title, carers.size_label, carers.published) == (
        "9",
        "Carers' Offer",
        "PDF 5 KB",
        TODAY,
    )
    assert carers.url.endswith("/s301/Carers.pdf") and carers.other_urls == (f"{SITE}/mgConvert2PDF.aspx?ID=9",)
    assert found.minutes_final and found.webcast == "w" and found.documents == page.documents
    assert merge(found, page) == found


def test_documents_that_cannot_be_told_apart_are_left_as_two():
    links = [DocumentLink(title=title, url=f"{SITE}/mgConvert2PDF.aspx?ID={title}", attachment=title) for title in "ab"]
    other = [DocumentLink(title=title, url=f"{SITE}/documents/s{title}/x.pdf") for title in "cd"]
    made = [AgendaItem(id="1", number="1", title="t", documents=tuple(some)) for some in (links, other)]
    found = merge(Meeting(id="1", items=(made[0],)), Meeting(id="1", items=(made[1],)))
    assert len(found.items[0].documents) == 4


KEYS = [
    (DocumentLink(title="x", url="u", attachment="60860"), "attachment:60860"),
    (DocumentLink(title="x", url=f"{SITE}/documents/s301/A%20report.pdf"), "document:s301"),
    (DocumentLink(title="x", url=f"{SITE}/documents/s301/Another%20name.pdf"), "document:s301"),
    (DocumentLink(title="x", url=f"{SITE}/documents/g812/Printed%20minutes.pdf?T=1"), "document:g812/Printed minutes.pdf"),
    (DocumentLink(title="x", url="https://else.example/a.pdf", external=True), "url:https://else.example/a.pdf"),
    (DocumentLink(title="Exempt: Appendix 2", url=None, restricted=True), "title:5101:exemptappendix2"),
]  # fmt: skip


@pytest.mark.parametrize(("link", "key"), KEYS)
def test_keys_of_documents(link, key):
    assert document_key(link, "5101") == key


def test_a_paper_keeps_its_key_when_another_channel_shows_it():
    known = paper(url=f"{SITE}/documents/s1/Carers.pdf")
    link = replace(LINK, attachment="77", other_urls=(f"{SITE}/mgConvert2PDF.aspx?ID=77",))
    assert document_paper(SOURCE, link, [known]).key == "document:s1"
    assert document_paper(SOURCE, link, []).key == "attachment:77"


def test_a_paper_s_date_is_its_own_or_the_meeting_s_and_marked():
    meeting = held(0)
    own = document_paper(SOURCE, LINK, [], meeting=meeting)
    assert (own.published, own.published_inferred, own.meeting_date) == (date(2026, 6, 1), False, TODAY)
    other = document_paper(SOURCE, replace(LINK, published=None), [], meeting=meeting)
    assert (other.published, other.published_inferred) == (TODAY, True)
    assert document_paper(SOURCE, replace(LINK, published=None), []).published is None


def test_an_item_s_text_is_a_paper():
    item = AgendaItem(
        id="11", number="9.", title="Offer", description="To consider.", decision="Agreed.", minutes="RESOLVED so."
    )
    assert item_text(item) == "9. Offer\n\nTo consider.\n\nDecision:\n\nAgreed.\n\nMinutes:\n\nRESOLVED so.\n"
    made, _ = item_paper(SOURCE, held(0, url=f"{SITE}/ieListDocuments.aspx?MId=1"), item)
    assert (made.key, made.kind, made.url) == ("item:11", "item", f"{SITE}/ieListDocuments.aspx?MId=1#AI11")
    assert item_paper(SOURCE, held(0), AgendaItem(id="1", number="1", title="Apologies")) is None
    assert item_paper(SOURCE, held(0), replace(item, restricted=True)) is None


def test_an_unfollowed_item_s_text_is_seen_but_not_followed():
    item = AgendaItem(id="3", number="3", title="Highways", minutes="Noted.", documents=(LINK,))
    meeting = held(0, items=(item,))
    assert [sighting.followed for sighting in meeting_sightings(SOURCE, TOPIC, meeting, (), [])] == [False, False]


def test_robots():
    text = b"\xef\xbb\xbfUser-agent: *\nDisallow: /moderngov/ieDocSearch.aspx\nCrawl-delay: 7\n\nUser-agent: other\nDisallow: /\n"
    rules = read_rules("w", 200, text)
    rules.check(f"{SITE}/moderngov/ieListDocuments.aspx?MId=1")
    assert rules.delay == 7
    with pytest.raises(Refused) as refused:
        rules.check(f"{SITE}/moderngov/ieDocSearch.aspx?SS=x")
    assert refused.value.outcome == "robots"
    for status in (301, 401, 403, 404, 429):
        read_rules("w", status, b"User-agent: *\nDisallow: /").check(f"{SITE}/x")
    with pytest.raises(Refused) as refused:
        read_rules("w", 503, b"").check(f"{SITE}/x")
    assert refused.value.outcome == "server_error"


def test_a_delay_of_days_is_a_refusal():
    assert read_rules("https://morfa.example/robots.txt", 200, b"User-agent: *\nCrawl-delay: 60").delay == 60
    with pytest.raises(Refused, match="3600 s") as refused:
        read_rules("https://morfa.example/robots.txt", 200, b"User-agent: *\nCrawl-delay: 3600").check(
            "https://morfa.example/page"
        )
    assert refused.value.outcome == "robots"


def test_robots_may_speak_to_us_by_name():
    with pytest.raises(Refused):
        read_rules("w", 200, b"User-agent: councilwatch\nDisallow: /\n\nUser-agent: *\nAllow: /\n").check(f"{SITE}/x")


def test_retry_after_is_a_number_or_a_date():
    assert retry_after("120", None) == 120
    assert retry_after("Mon, 15 Jun 2026 10:02:00 GMT", "Mon, 15 Jun 2026 10:00:00 GMT") == 120
    assert retry_after("Mon, 15 Jun 2026 10:02:00 GMT", None) is None
    assert retry_after("soon", None) is None and retry_after("", None) is None


def test_settings_have_manners():
    settings = scrapy_settings(Options(delay=2, contact="mailto:watch@harrowmere.example"))
    assert settings["USER_AGENT"] == "councilwatch/0.1 (+mailto:watch@harrowmere.example)"
    assert "scrapy" not in user_agent(None).lower()
    assert settings["DOWNLOAD_DELAY"] == 2 and settings["DOWNLOAD_DELAY_JITTER"] == 0
    assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1 and settings["ROBOTSTXT_OBEY"] is True
    assert (
        not settings["COOKIES_ENABLED"]
        and not settings["TELNETCONSOLE_ENABLED"]
        and settings["DOWNLOAD_VERIFY_CERTIFICATES"]
    )


def channel(**memory) -> Channel:
    return Channel(name="service", memory=memory, today=TODAY)


def test_a_channel_that_once_worked_is_looked_at_again_sooner():
    yesterday, last_week = ((TODAY - timedelta(days=days)).isoformat() for days in (1, 7))
    assert channel().worth_a_look
    assert not channel(service_off=yesterday, service_works=True).worth_a_look
    assert channel(service_off=last_week, service_works=True).worth_a_look
    assert not channel(service_off=last_week).worth_a_look


def test_what_may_pass_switches_a_channel_off_for_the_run_alone():
    down = channel(service_works=True)
    assert [down.failed("timeout") for _ in range(3)] == [{}, {}, {}] and not down.on
    assert down.answered() == {"service_works": True, "service_off": None} and down.on
    never = channel()
    assert [never.failed("server_error") for _ in range(3)][2] == {"service_off": TODAY.isoformat()}


def test_a_refusal_is_remembered_and_a_second_one_for_longer():
    assert channel(service_works=True).failed("blocked") == {"service_off": TODAY.isoformat()}
    again = channel(service_works=True, service_off="2026-06-01").failed("blocked")
    assert again == {"service_off": TODAY.isoformat(), "service_works": None}


def failure(what, outcome="server_error", reason="r") -> Failure:
    return Failure(what=what, outcome=outcome, url="u", reason=reason)


OUTCOMES = [
    ("all well", True, 3, [], "ok"),
    ("nothing listed", True, 0, [], "empty"),
    ("optional channels failed", True, 3, [failure("optional", "blocked"), failure("entry", "not_platform")], "ok"),
    ("a paper failed", True, 3, [failure("paper")], "partial"),
    ("a meeting failed", True, 3, [failure("meeting")], "partial"),
    ("a list failed", True, 0, [failure("listing")], "partial"),
    ("service missing, pages refused", False, 0, [failure("entry", "not_platform"), failure("entry", "blocked")], "blocked"),
    ("robots before all", False, 0, [failure("entry", "timeout"), failure("entry", "robots")], "robots"),
    ("certificates", False, 0, [failure("entry", "tls"), failure("entry", "timeout")], "tls"),
    ("an empty service and no pages", False, 0, [failure("entry", "empty")], "not_platform"),
    ("stopped before anything", False, 0, [], "timeout"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("entered", "listed", "failures", "outcome"), [row[1:] for row in OUTCOMES], ids=[row[0] for row in OUTCOMES]
)
def test_outcomes(entered, listed, failures, outcome):
    tally = Tally(entered=entered, counts=Counter(meetings_listed=listed))
    for one in failures:
        tally.fail(one)
    assert conclude(tally).outcome == outcome


def test_a_site_with_kept_meetings_and_a_quiet_window_is_not_empty():
    assert conclude(Tally(entered=True), known_meetings=40).outcome == "ok"


def test_the_reason_counts_what_was_lost():
    tally = Tally(entered=True)
    for one in (failure("paper", reason="p"), failure("paper"), failure("meeting", reason="m")):
        tally.fail(one)
    conclusion = conclude(tally)
    assert conclusion.reason == "2 papers, 1 meeting not obtained: p"
    assert [entry["what"] for entry in conclusion.evidence["failures"]] == ["meeting", "paper", "paper"]


def test_statuses_and_errors():
    known = {
        200: None,
        304: None,
        301: "moved",
        401: "blocked",
        403: "blocked",
        404: "not_platform",
        429: "blocked",
        503: "server_error",
    }
    assert {status: status_problem(status) for status in known} == known

    class SSLCertVerificationError(Exception): ...

    broken = ConnectionError("refused")
    broken.__cause__ = SSLCertVerificationError()
    assert error_problem(broken) == "tls" and error_problem(TimeoutError()) == "timeout"


@pytest.mark.parametrize(
    ("other", "another"),
    [
        ("https://www.morfa.example/a", False),
        ("http://morfa.example:80/a", False),
        ("https://morfa.example:443/a", False),
        ("https://morfa.example:8443/a", True),
        ("https://elin.example/a", True),
        ("https://morfa.example:nonsense/a", True),
    ],
)
def test_another_port_is_another_site(other, another):
    assert another_site("https://morfa.example/a", other) is another
