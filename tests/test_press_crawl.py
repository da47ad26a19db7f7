"""Real crawls of pretend newspapers on loopback: stories kept once, excerpts only where asked, quiet second nights."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.bundled import load_topic
from archive.home import Archive, open_archive
from cli.demo.faults import Faults
from cli.demo.pretend_paper import PretendPaper
from crawler.parsers.feeds import feed_entries
from crawler.parsers.outlet_hosts import own_hosts, plain_host
from crawler.run import CrawlReport, crawl
from crawler.task import Options
from records.collected import FeedEntry
from records.sources import Source

NOW = datetime(2021, 6, 28, 20, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    held = open_archive(tmp_path)
    yield held
    held.close()


def outlet(paper: PretendPaper, slug: str = "journal", **facts: object) -> Source:
    return Source(slug=slug, name=paper.name, platform="rss", url=paper.feed, type="outlet", **facts)  # type: ignore[arg-type]


def run(archive: Archive, *sources: Source, **options: object) -> CrawlReport:
    asked = Options(since=datetime(2018, 1, 1, tzinfo=UTC).date(), delay=0, patience=0.01, **options)  # type: ignore[arg-type]
    with archive.lock():
        return crawl(archive, sources, load_topic(), asked, NOW)


def test_one_story_in_two_papers_is_one_paper_with_two_addresses(archive: Archive) -> None:
    with PretendPaper() as journal, PretendPaper(outlet="post") as post:
        report = run(archive, outlet(journal), outlet(post, "post"))
        assert [result.outcome for result in report.results] == ["ok", "ok"]
        kept = [one for one in archive.papers.all() if one.state == "kept"]
        told = [one for one in kept if "foster carers by Christmas" in one.paper.title]
        assert len(told) == 1
        hosts = {url.split("/")[2] for url in (told[0].paper.url, *told[0].paper.other_urls) if url}
        assert hosts == {journal.root.split("/")[2], post.root.split("/")[2]}
        assert told[0].paper.author == "Elan Merrick, Local Democracy Reporter"
        assert str(told[0].paper.published) == "2018-09-13"
        assert "?ref" not in str(told[0].paper.url)


def test_a_page_that_asks_not_to_be_kept_is_not(archive: Archive) -> None:
    with PretendPaper() as journal:
        run(archive, outlet(journal), all_papers=True)
        refused = {url for url in (story.url for story in _stories(journal)) if url}
        captures = [one for one in archive.captures.all() if one.kind == "article"]
        unkept = [one for one in captures if one.size == 0]
        assert len(unkept) == len([s for s in journal.stories() if s.noarchive]) and unkept and refused
        for capture in unkept:
            held = archive.papers.at(capture.url)
            version = archive.papers.current(held.paper.id) if held else None
            assert version and b"An excerpt" in archive.blobs.get(version.sha256)


def _stories(paper: PretendPaper) -> list[FeedEntry]:
    from urllib.request import urlopen

    with urlopen(paper.feed) as answer:
        return list(feed_entries(answer.read(), paper.feed))


def test_an_outlet_kept_as_excerpts_keeps_no_page(archive: Archive) -> None:
    with PretendPaper() as journal:
        run(archive, outlet(journal, keep="excerpt", council="morfa-elin"))
        articles = [one for one in archive.captures.all() if one.kind == "article"]
        assert articles and all(one.size == 0 for one in articles)
        assert {one.paper.council for one in archive.papers.all()} == {"morfa-elin"}


def test_a_quiet_night_asks_for_the_feed_and_robots_only(archive: Archive) -> None:
    with PretendPaper() as journal:
        run(archive, outlet(journal))
        before = len(journal.requests)
        report = run(archive, outlet(journal))
        assert report.good and len(journal.requests) - before <= 2


@pytest.mark.parametrize(
    ("faults", "outcome"),
    [
        (Faults(refuse_all=True), "blocked"),
        (Faults(robots="refuse"), "robots"),
        (Faults(robots="error"), "server_error"),
    ],
)
def test_a_refusing_paper_ends_in_its_own_outcome(archive: Archive, faults: Faults, outcome: str) -> None:
    with PretendPaper(faults=faults) as journal:
        assert run(archive, outlet(journal)).results[0].outcome == outcome


def test_an_address_that_is_no_feed_is_said_to_be_none(archive: Archive) -> None:
    with PretendPaper() as journal:
        source = Source(slug="journal", name="Journal", platform="rss", url=journal.url + "/", type="outlet")
        result = run(archive, source).results[0]
        assert result.outcome == "not_platform" and "expected an RSS or Atom feed" in str(result.reason)


def test_a_limit_leaves_the_rest_for_the_next_night(archive: Archive) -> None:
    with PretendPaper() as journal:
        run(archive, outlet(journal), limit=1)
        waiting = [one for one in archive.papers.all() if one.state == "pending"]
        assert waiting
        run(archive, outlet(journal))  # the feed has not changed
        assert not [one for one in archive.papers.all() if one.state == "pending"]


def test_a_story_another_outlet_told_is_not_asked_for_again_however_often_it_is_listed(archive: Archive) -> None:
    with PretendPaper() as journal, PretendPaper(outlet="post") as post:
        run(archive, outlet(journal))
        run(archive, outlet(post, "post"))
        repeated = archive.watched.memory("post")["elsewhere"]
        assert repeated and all(url.startswith(post.root) for url in repeated)
        archive.watched.remember("post", validators=None)  # the feed came anew, its stories did not
        before = len(post.requests)
        run(archive, outlet(post, "post"))
        asked = {post.root + line.path for line in post.requests[before:]}
        assert post.feed in asked and not asked & set(repeated)


@pytest.mark.parametrize(
    ("home", "story", "own"),
    [
        (None, "https://mercury.example/a", True),
        (None, "https://www.mercury.example:443/a", True),
        (None, "https://mercury.example:8080/a", False),
        ("https://stories.mercury.example/", "https://stories.mercury.example/a", True),
        ("https://other.example/", "https://other.example/a", False),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/a", False),
        ("http://localhost/", "http://localhost/a", False),
        (None, "http://[nonsense", False),
    ],
)
def test_only_an_outlets_own_pages_are_its_own(home: str | None, story: str, own: bool) -> None:
    assert (plain_host(story) in own_hosts(("https://feeds.mercury.example/rss",), home)) is own


def test_a_name_under_co_uk_is_no_family() -> None:
    assert own_hosts(("https://feeds.mercury.co.uk/rss",), "https://other.co.uk/") == {"mercury.co.uk"}
