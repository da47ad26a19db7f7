"""A crawl killed twenty times over loses nothing, fetches no kept paper again, and leaves an archive that verifies."""

import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

from archive.bundled import load_topic
from archive.home import open_archive
from cli.demo.pretend_council import PretendCouncil
from pipeline.process import process
from pipeline.verify import verify
from records.sources import Source

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="this system has no SIGKILL and no fork server"),
]

KILLS = 20
DAY = date(2021, 6, 28)


def crawl_command(home: str) -> None:
    """`councilwatch crawl`, as a user runs it."""
    from cli.main import main

    sys.argv = ["councilwatch", "--home", home, "crawl", "x", "--delay", "0", "--json"]
    sys.argv += ["--since", "2019-09-01", "--until", "2021-12-31"]
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        main()


@pytest.fixture(scope="module")
def warm() -> BaseContext:
    """Where processes come from: one that has imported what a crawl needs. Twenty cold starts would take a minute."""
    context = multiprocessing.get_context("forkserver")
    scrapy = ["scrapy.crawler", "scrapy.core.downloader.handlers._aiohttp"]
    ours = ["cli.main", "crawler.run", "crawler.keep", "crawler.manners", "crawler.robots", "crawler.spiders.moderngov"]
    context.set_forkserver_preload([*ours, *scrapy, "alembic.command", "alembic.autogenerate"])
    return context


@pytest.fixture
def council() -> Iterator[PretendCouncil]:
    with PretendCouncil(as_of=DAY) as site:
        yield site


class Archive:
    """The killed crawl's archive, looked at between two runs."""

    def __init__(self, home: Path, site: PretendCouncil) -> None:
        self.home, self.site = home, site
        with closing(open_archive(home)) as archive:
            archive.watched.add(Source(slug="x", name="X", platform="moderngov", url=site.url))

    def states(self) -> dict[str, str]:
        """Every paper's state, by its key."""
        with closing(open_archive(self.home)) as archive:
            return {kept.paper.key: kept.state for kept in archive.papers.all()}

    def kept(self) -> set[str]:
        """The addresses of all files that are kept, as the site logs them."""
        with closing(open_archive(self.home)) as archive:
            papers = [kept.paper for kept in archive.papers.all() if kept.state == "kept" and kept.paper.kind != "item"]
        urls = {url for paper in papers for url in (paper.url, *paper.other_urls) if url}
        return {url.removeprefix(self.site.root) for url in urls}

    def pending(self) -> int:
        """How many meetings and papers wait to be fetched."""
        with closing(open_archive(self.home)) as archive:
            papers = sum(kept.state == "pending" for kept in archive.papers.all())
            return papers + len([m for m in archive.meetings.pending("x") if m.state == "pending"])


def files(site: PretendCouncil, since: int) -> list[str]:
    """The files that were asked for since a request, in their order."""
    return [line.path for line in site.requests[since:] if "/documents/" in line.path or "Convert2PDF" in line.path]


def kill_after(running: multiprocessing.Process, site: PretendCouncil, since: int, requests: int, more: float) -> bool:
    """Kill a process so many requests (and seconds) into its run; whether it was still running."""
    deadline = time.monotonic() + 60
    while len(site.requests) - since < requests and running.is_alive() and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(more)
    killed = running.is_alive()
    running.kill()
    running.join()
    return killed


def test_twenty_kills_lose_nothing_and_no_kept_paper_is_fetched_twice(
    warm: BaseContext, council: PretendCouncil, tmp_path: Path
) -> None:
    archive, chance = Archive(tmp_path / "killed", council), random.Random(20)
    killed = 0
    asked, in_flight = Counter[str](), Counter[str]()
    for _ in range(KILLS):
        before, since = archive.kept(), len(council.requests)
        running = warm.Process(target=crawl_command, args=(str(archive.home),))  # type: ignore[attr-defined]
        running.start()
        killed += kill_after(running, council, since, chance.randrange(18), chance.uniform(0, 0.02))
        fetched, after = files(council, since), archive.kept()
        assert not before & set(fetched), "a paper that was kept when the run began is not asked for in it"
        assert before <= after, "what is kept stays kept"
        asked.update(fetched)
        # Answered, and the kill came before it was kept: with one request at a time there is at most one.
        lost = [path for path in fetched if path not in after]
        assert len(lost) <= 1 and lost == fetched[len(fetched) - len(lost) :]
        in_flight.update(lost)
    assert killed == KILLS, "every run was killed before its end"
    assert archive.kept() and archive.pending(), "the kills fell amid the work"

    since = len(council.requests)
    last = warm.Process(target=crawl_command, args=(str(archive.home),))  # type: ignore[attr-defined]
    last.start()
    last.join()
    assert last.exitcode == 0
    asked.update(files(council, since))
    assert archive.pending() == 0
    assert {path: times for path, times in asked.items() if times != 1 + in_flight[path]} == {}

    with PretendCouncil(as_of=DAY) as other:
        whole = Archive(tmp_path / "whole", other)
        alone = warm.Process(target=crawl_command, args=(str(whole.home),))  # type: ignore[attr-defined]
        alone.start()
        alone.join()
        assert archive.states() == whole.states(), "as if nothing had happened"
        assert sorted(asked) == sorted(set(files(other, 0)))

    with closing(open_archive(archive.home)) as held, held.lock():
        process(held, load_topic(), engine="whoosh", now=datetime(2021, 6, 28, 20, tzinfo=UTC), workers=2)
        proof = verify(held, workers=2)
    assert proof.faults == () and proof.files > 50 and proof.quotations > 0
