"""Real crawls of the pretend council on loopback: what is asked for, what is kept, how each fault ends."""

import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from archive.bundled import load_topic
from archive.home import open_archive
from cli.demo.faults import Faults
from cli.demo.pretend_council import PretendCouncil
from cli.demo.serve import Answer, Asked
from crawler.check import check
from crawler.run import crawl
from crawler.task import Options
from records.sources import Source

pytestmark = pytest.mark.slow

TOPIC = load_topic()
QUICK = Options(delay=0, patience=0.01, limit=3)
ALL = replace(QUICK, limit=None)
FIRST = date(2021, 6, 28)  # a week after a meeting whose minutes are drafts


def night(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


class Watcher:
    """An archive and a pretend council, crawled night after night."""

    def __init__(self, home: Path, site: PretendCouncil) -> None:
        self.archive = open_archive(home)
        self.site = site
        self.source = Source(slug="morfa-elin", name="Morfa Elin", platform="moderngov", url=site.url)

    def crawl(self, day: date = FIRST, options: Options = QUICK, sources: list[Source] | None = None):
        """One run; gives the first source's result and the paths asked for."""
        self.site.advance(day)
        before = len(self.site.requests)
        self.report = crawl(self.archive, sources or [self.source], TOPIC, options, night(day))
        self.paths = [line.path.removeprefix(self.site.prefix) for line in self.site.requests[before:]]
        return self.report.results[0]

    def papers(self, **where):
        return {
            kept.paper.key: kept
            for kept in self.archive.papers.all()
            if all(getattr(kept, name, None) == value for name, value in where.items())
        }

    def files(self):
        return [path for path in self.paths if path.startswith("/documents/") or "Convert2PDF" in path]


@pytest.fixture
def council(tmp_path):
    opened = []

    def make(faults: Faults | None = None, prefix: str = "/moderngov") -> Watcher:
        site = PretendCouncil(faults=faults or Faults(), prefix=prefix, as_of=FIRST).start()
        watcher = Watcher(tmp_path / f"home{len(opened)}", site)
        opened.append(watcher)
        return watcher

    yield make
    for watcher in opened:
        watcher.archive.close()
        watcher.site.stop()


def test_a_first_crawl_takes_two_years_and_the_next_night_asks_a_handful(council):
    watch = council()
    first = watch.crawl(options=ALL)
    assert first.outcome == "ok", first.reason
    assert watch.paths[0] == "/robots.txt"
    days = watch.archive.completeness.meeting_days("morfa-elin")
    assert min(days) >= date(2019, 6, 29) and max(days) > FIRST
    assert first.counts["meetings_captured"] == first.counts["meetings_asked"] > 5
    assert not watch.papers(state="pending") and not watch.papers(state="failed")

    second = watch.crawl(date(2021, 6, 29), ALL)
    assert second.outcome == "ok" and second.counts.get("versions", 0) == 0
    assert watch.files() == []
    assert second.counts["requests"] == len(watch.paths) <= 8 + 2 * second.counts["meetings_asked"]
    assert second.counts["meetings_asked"] < first.counts["meetings_asked"]


def test_every_answer_is_kept_before_anything_reads_it(council):
    watch = council(Faults(missing=r"documents/s633[0-9]", busy="ieListDocuments", retry_after=0))
    watch.crawl()
    answered = [line for line in watch.site.requests if line.status]
    captures = list(watch.archive.captures.all())
    assert len(captures) == len(answered)
    assert sorted(capture.status for capture in captures) == sorted(line.status for line in answered)
    assert all(watch.archive.blobs.has(capture.sha256) for capture in captures)
    assert {"robots", "ws.committees", "ws.meetings", "ws.meeting", "html.meeting", "document"} <= {
        c.kind for c in captures
    }


def test_our_own_name_and_no_library_s(council):
    watch = council(Faults(refuse_libraries=True))
    assert watch.crawl(options=replace(QUICK, contact="https://watch.example")).outcome == "ok"
    assert {line.agent for line in watch.site.requests} == {"councilwatch/0.1 (+https://watch.example)"}


ENDS = [
    ("robots refuses", Faults(robots="refuse"), "robots"),
    ("robots refuses the service alone", Faults(robots="refuse_service"), "ok"),
    ("robots answers 500", Faults(robots="error"), "server_error"),
    ("robots gives no answer", Faults(robots="silent"), "timeout"),
    ("robots is not there", Faults(robots="missing"), "ok"),
    ("robots is forbidden, which allows", Faults(robots="forbidden"), "ok"),
    ("robots refuses documents", Faults(robots_text="User-agent: *\nDisallow: /moderngov/documents/\nDisallow: /moderngov/mgConvert2PDF.aspx\n"), "partial"),
    ("everything is 403", Faults(refuse_all=True), "blocked"),
    ("pages are 403, the service works", Faults(refuse_html=True), "ok"),
    ("no wrapper around the pages", Faults(bare_html=True), "ok"),
    ("the service is not there", Faults(service="missing"), "ok"),
    ("the service answers a script", Faults(service="script"), "ok"),
    ("the service answers an empty tree", Faults(service="empty"), "ok"),
    ("the service leads to mgError.aspx", Faults(service="error_page"), "ok"),
    ("the service is broken", Faults(service="broken"), "ok"),
    ("neither channel works", Faults(service="missing", refuse_html=True), "blocked"),
    ("the site is busy, then answers", Faults(busy="GetCommittees", retry_after=0), "ok"),
    ("connections break once", Faults(reset="GetMeeting", reset_times=1), "ok"),
    ("one file never comes", Faults(reset="Printed minutes"), "partial"),
    ("one file is cut short each time", Faults(cut="Printed minutes"), "partial"),
    ("one file is missing", Faults(missing="Printed minutes"), "partial"),
    ("the meetings of both channels are broken", Faults(server_error="GetMeeting.lMeet|ieListDocuments"), "partial"),
    ("everything is 500", Faults(server_error="."), "server_error"),
    ("the site has moved", Faults(moved_to="http://localhost:9/new"), "moved"),
]  # fmt: skip


@pytest.mark.parametrize(("faults", "outcome"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_every_end_has_its_outcome(council, faults, outcome):
    watch = council(faults)
    result = watch.crawl()
    assert result.outcome == outcome, result.reason
    assert watch.archive.runs.last("morfa-elin") == result
    if outcome not in ("ok", "empty"):
        assert result.reason and result.evidence["failures"]
    if faults.robots in ("refuse", "error", "silent"):
        assert {line.path for line in watch.site.requests} == {"/robots.txt"}


def test_a_site_that_is_not_there(council):
    watch = council()
    nowhere = replace(watch.source, url="http://127.0.0.1:9/moderngov")
    assert watch.crawl(sources=[nowhere]).outcome == "timeout"
    assert watch.crawl(sources=[replace(watch.source, url=None)]).outcome == "not_platform"
    assert watch.crawl(sources=[replace(watch.source, platform="jadu")]).outcome == "not_platform"


def test_another_system_is_not_the_platform(council):
    watch = council()
    assert watch.crawl(sources=[replace(watch.source, url=f"{watch.site.root}/elsewhere")]).outcome == "not_platform"


def titles(watch: Watcher) -> set[tuple]:
    return {
        (k.paper.meeting, k.paper.kind, k.paper.title)
        for k in watch.papers().values()
        if k.paper.kind in ("item", "minutes", "pack")
    }


def test_pages_alone_find_what_the_service_finds(council):
    both, pages = council(), council(Faults(service="missing"))
    both.crawl(options=ALL)
    pages.crawl(options=ALL)
    meetings = [
        {k.meeting.id: k.meeting.held_on for k in w.archive.meetings.between("morfa-elin")} for w in (both, pages)
    ]
    assert meetings[0] == meetings[1]
    assert titles(both) == titles(pages)
    texts = [
        {key: w.archive.papers.current(k.paper.id).sha256 for key, k in w.papers().items() if key.startswith("item:")}
        for w in (both, pages)
    ]
    assert texts[0] == texts[1]
    assert {k.paper.url for k in both.papers().values() if "/documents/" in (k.paper.url or "")} == {
        k.paper.url.replace(pages.site.url, both.site.url)
        for k in pages.papers().values()
        if "/documents/" in (k.paper.url or "")
    }


def test_the_quiet_night_of_a_site_without_a_service_is_short_too(council):
    watch = council(Faults(service="missing"))
    watch.crawl(options=ALL)
    second = watch.crawl(date(2021, 6, 29), ALL)
    assert second.outcome == "ok" and watch.files() == []
    assert second.counts["requests"] <= 8 + 2 * second.counts["meetings_asked"]
    assert not [path for path in watch.paths if "WebService" in path]
    assert len([path for path in watch.paths if "ListMeetings" in path]) == 1  # a seventh of the committees a night


def test_a_document_of_both_channels_is_one_paper_with_both_addresses(council):
    watch = council()
    watch.crawl()
    addresses = [
        url
        for k in watch.papers().values()
        if k.paper.kind != "item"
        for url in {k.paper.url, *k.paper.other_urls}
        if url
    ]
    assert len(addresses) == len(set(addresses))
    paired = [k for k in watch.papers().values() if k.paper.key.startswith("attachment:") and k.paper.url]
    assert paired and all(re.search(r"/documents/s\d+/", k.paper.url) for k in paired)
    assert all(any("mgConvert2PDF" in url for url in k.paper.other_urls) for k in paired)
    assert len({path.split("?")[0] for path in watch.files()}) == len(watch.files())


def test_a_channel_that_comes_back_makes_no_second_paper(council):
    watch = council(Faults(service="missing"))
    watch.crawl()
    keys = set(watch.papers())
    watch.site.faults = Faults()
    watch.crawl(date(2021, 6, 29), replace(QUICK, full=True, since=date(2021, 6, 1)))
    assert any("WebService" in path for path in watch.paths)
    fetched = {k.paper.key for k in watch.papers().values() if k.state == "kept"}
    assert fetched == keys & fetched


def test_only_what_the_topic_follows_is_fetched_and_the_rest_is_known(council):
    watch = council()
    watch.crawl(options=ALL)
    followed = {k.paper.body for k in watch.papers(state="kept").values() if k.paper.kind == "report"}
    assert any("Children" in body for body in followed if body)
    left = watch.papers(state="linked")
    assert left and not [k for k in left.values() if TOPIC.follows(k.paper.body)]
    planning = [
        m.meeting for m in watch.archive.meetings.between("morfa-elin") if "Planning" in (m.meeting.committee or "")
    ]
    assert planning and any(item.minutes for meeting in planning for item in meeting.items)  # kept all the same

    watch.crawl(date(2021, 6, 29), replace(ALL, all_papers=True, full=True, since=date(2019, 7, 1)))
    assert not watch.papers(state="linked")


def test_off_site_links_are_recorded_and_not_followed(council):
    watch = council()
    watch.crawl(options=replace(ALL, since=date(2018, 6, 1), until=date(2018, 6, 30)))
    external = list(watch.papers(state="external").values())
    assert external and all(not k.paper.url.startswith(watch.site.root) for k in external)
    assert watch.report.results[0].outcome == "ok"


def test_restricted_papers_are_recorded_and_lower_nothing(council):
    watch = council()
    assert watch.crawl(options=ALL).outcome == "ok"
    restricted = watch.papers(state="restricted")
    assert restricted and all(k.paper.restricted or k.paper.url is None for k in restricted.values())


def test_range_and_limit(council):
    watch = council()
    watch.crawl(options=replace(ALL, since=date(2018, 6, 1), until=date(2018, 12, 31)))
    days = watch.archive.completeness.meeting_days("morfa-elin")
    assert days and min(days) >= date(2018, 6, 1) and max(days) <= date(2018, 12, 31)
    other = council()
    assert other.crawl(options=replace(QUICK, limit=2)).counts["meetings_captured"] == 2
    assert other.archive.meetings.counts("morfa-elin").get("pending", 0) == 0


def test_the_window_closes_with_the_final_minutes(council):
    watch = council()
    meeting = next(m for m in watch.site.council.meetings if m.held_on == date(2021, 6, 16))
    assert meeting.final is not None and meeting.final > FIRST
    watch.crawl(options=ALL)
    assert watch.archive.meetings.get("morfa-elin", meeting.id).closed_at is None
    watch.crawl(meeting.final, ALL)
    kept = watch.archive.meetings.get("morfa-elin", meeting.id)
    assert kept.meeting.minutes_final and kept.closed_at is not None
    assert watch.files()  # its papers were checked a last time
    watch.crawl(date.fromordinal(meeting.final.toordinal() + 1), ALL)
    assert not [path for path in watch.paths if meeting.id in path]


def test_replaced_papers_come_again_and_withdrawn_ones_are_marked(council):
    watch = council()
    watch.crawl(options=ALL)
    documents = watch.site.council.documents().values()
    replaced = next(d for d, _ in documents if d.replaced and d.replaced > FIRST)
    withdrawn = next(d for d, _ in documents if d.withdrawn and d.withdrawn > FIRST)
    watch.crawl(max(replaced.replaced, withdrawn.withdrawn), ALL)
    assert len([path for path in watch.files() if f"/s{replaced.s}/" in path]) == 1
    versions = watch.archive.papers.versions(watch.papers()[f"attachment:{replaced.attachment}"].paper.id)
    assert [version.state for version in versions] == ["replaced", "current"]
    gone = watch.papers()[f"attachment:{withdrawn.attachment}"]
    assert gone.state == "withdrawn" and watch.archive.papers.versions(gone.paper.id)


def test_a_page_in_place_of_a_file_never_replaces_it(council):
    watch = council()
    watch.crawl()
    held = {
        key: watch.archive.papers.current(k.paper.id).sha256
        for key, k in watch.papers(state="kept").items()
        if k.paper.kind != "item"
    }
    watch.site.faults = Faults(html_for_file="documents|Convert2PDF", validators=False)
    result = watch.crawl(date(2021, 6, 29), replace(QUICK, full=True))
    assert result.outcome == "partial"
    now = {key: watch.archive.papers.current(k.paper.id).sha256 for key, k in watch.papers().items() if key in held}
    assert now == held

    fresh = council(Faults(html_for_file="documents|Convert2PDF"))
    assert fresh.crawl().outcome == "ok"  # kept, and quarantined when read
    fresh.site.faults = Faults()
    fresh.crawl(date(2021, 6, 29))
    assert fresh.files()  # asked again while their meetings are open


def test_what_failed_one_night_is_asked_for_the_next(council):
    watch = council(Faults(missing="Printed minutes"))
    assert watch.crawl().outcome == "partial"
    failed = watch.papers(state="failed")
    assert failed
    watch.site.faults = Faults()
    watch.crawl(date(2021, 6, 29))
    assert not {
        key
        for key in failed
        if watch.papers()[key].state != "kept" and failed[key].paper.meeting_date > date(2021, 1, 1)
    }


def test_two_rows_with_one_site_are_crawled_once(council):
    watch = council()
    twin = replace(watch.source, slug="twin-of-elin", url=watch.source.url + "/")
    watch.crawl(sources=[watch.source, twin])
    assert len([path for path in watch.paths if "GetCommittees" in path]) == 1
    first, second = watch.report.results
    assert (first.outcome, second.outcome) == ("ok", "ok") and "morfa-elin" in second.reason
    assert second.counts == {}


def test_hosts_run_side_by_side_and_one_that_fails_spoils_no_other(council):
    good, bad = council(), council(Faults(refuse_all=True))
    report = crawl(good.archive, [good.source, replace(bad.source, slug="bad")], TOPIC, QUICK, night(FIRST))
    assert [result.outcome for result in report.results] == ["ok", "blocked"] and not report.good


def test_progress_is_told_per_source(council):
    watch, told = council(), []
    crawl(
        watch.archive,
        [watch.source],
        TOPIC,
        QUICK,
        night(FIRST),
        progress=lambda slug, counts: told.append((slug, counts)),
    )
    assert {slug for slug, _ in told} == {"morfa-elin"}
    captured = [counts.get("meetings_captured", 0) for _, counts in told]
    assert captured == sorted(captured) and captured[-1] == 3


def test_a_service_that_is_down_for_a_night_is_not_forgotten(council):
    watch = council()
    watch.crawl(options=ALL)
    states = {key: kept.state for key, kept in watch.papers().items()}
    watch.site.faults = Faults(service="broken")
    assert watch.crawl(date(2021, 6, 29), ALL).outcome == "ok"
    assert {key: kept.state for key, kept in watch.papers().items()} == states  # nothing is withdrawn, nothing doubled
    watch.site.faults = Faults()
    watch.crawl(date(2021, 6, 30), ALL)
    assert any("GetMeeting?" in path for path in watch.paths)


def test_pages_that_are_refused_for_a_night_take_no_paper_away(council):
    watch = council()
    watch.crawl(options=ALL)
    states = {key: kept.state for key, kept in watch.papers().items()}
    watch.site.faults = Faults(refuse_html=True)
    assert watch.crawl(date(2021, 6, 29), ALL).outcome == "ok"
    assert len([line for line in watch.site.requests if line.status == 403]) == 1  # asked once, then let be
    assert {key: kept.state for key, kept in watch.papers().items()} == states
    watch.site.faults = Faults()
    watch.crawl(date(2021, 7, 8), ALL)
    assert any("ieListDocuments" in path for path in watch.paths)


NO_MEETINGS = b"<getmeetings><meetingscount> 0</meetingscount><committeescount> 0</committeescount></getmeetings>"


class AllIsMinusOne(PretendCouncil):
    """As at the Senedd: committee 0 is nobody, -1 in the other method is everybody."""

    def answer(self, asked: Asked) -> Answer:
        if asked.path.endswith("/GetMeetings") and asked.query["lcommitteeid"] == "0":
            return Answer(body=NO_MEETINGS, media_type="text/xml")
        return super().answer(asked)


class EachByItself(AllIsMinusOne):
    """No method gives every committee's meetings at once."""

    def answer(self, asked: Asked) -> Answer:
        if asked.path.endswith("/GetAllMeetingsByDate"):
            return Answer(
                body=b"<getmeetingsbydate><meetings></meetings><n>0</n></getmeetingsbydate>", media_type="text/xml"
            )
        return super().answer(asked)


class IgnoresTheRange(PretendCouncil):
    """As at Lambeth: every meeting since 2006, whatever was asked."""

    def answer(self, asked: Asked) -> Answer:
        return super().answer(
            replace(asked, query=asked.query | {"sfromdate": "any"}) if "sfromdate" in asked.query else asked
        )


@pytest.mark.parametrize(("made", "way"), [(AllIsMinusOne, "by_date"), (EachByItself, "each"), (IgnoresTheRange, None)])
def test_awkward_services_list_the_same_meetings(tmp_path, made, way):
    days = []
    for n, site in enumerate((PretendCouncil, made)):
        with site(prefix="/moderngov", as_of=FIRST) as served:
            watch = Watcher(tmp_path / str(n), served)
            assert watch.crawl(options=replace(QUICK, limit=1)).outcome == "ok"
            days.append(watch.archive.completeness.meeting_days("morfa-elin"))
            memory = watch.archive.watched.memory("morfa-elin").get("meetings_by")
            watch.crawl(date(2021, 6, 29), replace(QUICK, limit=1))
            again = [path for path in watch.paths if "Meetings" in path and "WebService" in path]
            watch.archive.close()
    assert days[0] == days[1] and memory == way
    assert all(("lCommitteeId=0" in path) == (way is None) for path in again)  # what works is remembered


def test_an_answer_that_takes_too_long_is_none(council):
    watch = council(Faults(slow=".", slow_seconds=0.6))
    result = watch.crawl(options=replace(QUICK, timeout=0.2))
    assert result.outcome == "timeout" and "robots.txt" in result.reason


def test_check_looks_at_both_channels_and_counts_as_no_crawl(council):
    both, pages, none = council(), council(Faults(service="script")), council(Faults(robots="refuse"))
    sources = [replace(w.source, slug=slug) for w, slug in ((both, "both"), (pages, "pages"), (none, "none"))]
    found = check(both.archive, sources, TOPIC, QUICK, night(FIRST))
    assert [(c.source, c.outcome, c.service, c.pages) for c in found] == [
        ("both", "ok", "ok", "ok"),
        ("pages", "ok", "moved", "ok"),
        ("none", "robots", "robots", "robots"),
    ]
    assert found[2].reason and found[0].requests == 3
    assert both.archive.runs.last("both") is None


def gaps(watch: Watcher) -> list[float]:
    times = [line.at for line in watch.site.requests]
    return [after - before for before, after in pairwise(times)]


def test_the_delay_is_kept_between_all_requests_of_a_host(council):
    watch = council()
    watch.crawl(options=replace(QUICK, limit=1, delay=0.15))
    assert sum(gaps(watch)) >= 0.14 * len(gaps(watch))


def test_robots_may_ask_for_a_longer_delay(council):
    watch = council(Faults(robots_text="User-agent: *\nCrawl-delay: 0.2\n"))
    watch.crawl(options=replace(QUICK, limit=1))
    waits = gaps(watch)[1:]
    assert sum(waits) >= 0.19 * len(waits)


def test_retry_after_makes_the_whole_host_wait(council):
    watch = council(Faults(busy="GetMeeting.l", busy_times=1, retry_after=1))
    assert watch.crawl(options=replace(QUICK, limit=1)).outcome == "ok"
    lines = watch.site.requests
    busy = next(n for n, line in enumerate(lines) if line.status == 503)
    assert lines[busy + 1].at - lines[busy].at >= 0.99 and "GetMeeting?" in lines[busy + 1].path


def test_a_host_that_wants_an_hour_is_left_alone_and_its_work_stays_pending(council):
    watch = council(Faults(busy="GetMeeting.l", busy_times=9, retry_after=3600))
    result = watch.crawl()
    assert result.outcome == "partial" and "left alone" in result.reason + str(result.evidence)
    assert len([line for line in watch.site.requests if line.status == 503]) == 1
    assert watch.site.requests[-1].status == 503
    assert watch.archive.meetings.pending("morfa-elin")


def test_full_asks_for_everything_in_the_range_again(council):
    watch, recent = council(), replace(QUICK, since=date(2021, 1, 1))
    watch.crawl(options=recent)
    files, issues = set(watch.files()), {path for path in watch.paths if "ieIssueDetails" in path}
    watch.crawl(date(2021, 6, 29), replace(recent, full=True))
    assert files <= set(watch.files()) and issues <= set(watch.paths)
    assert watch.report.results[0].counts.get("papers_unchanged", 0) == 0


KILLED = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from archive.bundled import load_topic
from archive.home import open_archive
from crawler.check import check
from crawler.run import crawl
from crawler.task import Options
from records.sources import Source
source = Source(slug="morfa-elin", name="Morfa Elin", platform="moderngov", url=sys.argv[2])
now = datetime(2021, 6, 28, 3, tzinfo=UTC)
crawl(open_archive(Path(sys.argv[1])), [source], load_topic(), Options(delay=0, patience=0.01), now)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_killed_run_loses_nothing_and_nothing_kept_is_fetched_twice(council, tmp_path):
    watch = council()
    home = tmp_path / "home0"
    running = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(home), watch.site.url], cwd=Path(__file__).parent.parent
    )
    deadline = time.monotonic() + 60
    while len(watch.site.asked_for(r"/documents/")) < 12 and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait()
    kept = {k.paper.url for k in watch.papers(state="kept").values() if k.paper.kind != "item"}
    assert len(kept) >= 10 and watch.archive.meetings.pending("morfa-elin")
    assert watch.archive.runs.last("morfa-elin") is None

    assert watch.crawl(options=ALL).outcome == "ok"
    again = {watch.site.url + path for path in watch.files()}
    assert not kept & again
    assert not watch.archive.meetings.pending("morfa-elin") and not watch.papers(state="pending")

    whole = council()
    whole.crawl(options=ALL)
    assert {key: k.state for key, k in watch.papers().items()} == {key: k.state for key, k in whole.papers().items()}
