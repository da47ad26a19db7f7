"""Real crawls of a pretend CMIS council on loopback: addresses that change, months that are slow, a kill."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from archive.bundled import load_topic
from archive.home import Archive, open_archive
from cli.demo.faults import Faults
from cli.demo.pretend_cmis import PretendCmis
from cli.demo.pretend_council import PretendCouncil
from crawler.run import CrawlReport, crawl
from crawler.task import Options
from records.sources import Source

pytestmark = pytest.mark.slow

NOW = datetime(2021, 6, 28, 20, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    held = open_archive(tmp_path)
    yield held
    held.close()


def run(archive: Archive, *sites: PretendCmis | PretendCouncil, now: datetime = NOW, **options: object) -> CrawlReport:
    sources = [
        Source(
            slug=f"s{number}", name="S", platform="cmis" if isinstance(site, PretendCmis) else "moderngov", url=site.url
        )
        for number, site in enumerate(sites)
    ]
    asked = {"since": date(2019, 9, 1), "until": date(2020, 9, 30), "delay": 0, "patience": 0.01} | options
    with archive.lock():
        return crawl(archive, sources, load_topic(), Options(**asked), now)  # type: ignore[arg-type]


def test_documents_are_kept_once_though_their_addresses_change(archive: Archive) -> None:
    with PretendCmis() as council:
        first = run(archive, council)
        assert first.results[0].outcome == "ok"
        kept = {one.paper.id: one for one in archive.papers.all(state="kept")}
        assert {"report", "minutes", "agenda"} <= {one.paper.kind for one in kept.values()}
        assert all(one.paper.body and one.paper.meeting_date for one in kept.values())
        again = run(archive, council, full=True)
        assert again.results[0].counts.get("versions", 0) == 0
        assert {one.paper.id for one in archive.papers.all(state="kept")} == set(kept)
        assert all(not one.paper.other_urls for one in archive.papers.all())


def test_a_quiet_night_lists_the_months_that_change_only(archive: Archive) -> None:
    with PretendCmis() as council:
        run(archive, council, until=None, since=None)
        before = len(council.requests)
        report = run(archive, council, until=None, since=None, now=NOW + timedelta(days=1))
        asked = [one for one in council.requests[before:] if "/Date/" in one.path]
        assert report.good and len(asked) <= 6
        assert report.results[0].counts.get("papers_fetched", 0) == 0


def test_a_slow_month_delays_no_other_host(archive: Archive) -> None:
    slow = Faults(slow="Date/2019-11", slow_seconds=3)
    with PretendCmis(faults=slow) as council, PretendCouncil() as other:
        report = run(archive, council, other)
        assert report.good
        cmis, moderngov = report.results
        assert (
            moderngov.finished_at
            and cmis.finished_at
            and moderngov.finished_at < cmis.finished_at + timedelta(seconds=60)
        )
        month = next(one.at for one in council.requests if "2019-11" in one.path)
        assert sum(month - 3 <= one.at <= month + 3 for one in other.requests) > 5, "the other host went on meanwhile"


def test_another_system_is_not_the_platform(archive: Archive) -> None:
    with PretendCouncil() as wrong:
        source = Source(slug="s", name="S", platform="cmis", url=wrong.url)
        with archive.lock():
            report = crawl(archive, [source], load_topic(), Options(delay=0, patience=0.01), NOW)
        assert report.results[0].outcome in ("not_platform", "moved", "server_error")
        assert archive.meetings.counts("s") == {}


@pytest.mark.parametrize(
    ("faults", "outcome"), [(Faults(refuse_all=True), "blocked"), (Faults(robots="refuse"), "robots")]
)
def test_refusals_have_their_outcome(archive: Archive, faults: Faults, outcome: str) -> None:
    with PretendCmis(faults=faults) as council:
        assert run(archive, council).results[0].outcome == outcome


def test_what_a_killed_run_left_is_fetched_by_way_of_its_meeting(archive: Archive) -> None:
    with PretendCmis() as council:
        run(archive, council)
        kept = next(one for one in archive.papers.all(state="kept") if one.paper.kind == "report")
        archive.papers.want(kept.paper.id)  # as a killed run leaves it: pending, under an address of yesterday
        port = int(council.url.split(":")[2].split("/")[0])
    with PretendCmis(port=port) as council:  # the site again, which knows none of its old addresses
        run(archive, council, since=date(2020, 6, 1))
        assert archive.papers.get(kept.paper.id).state == "kept"
