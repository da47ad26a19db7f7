"""A crawl that is broken off: Ctrl-C ends it tidily with a summary, a full disk with one sentence; nothing is lost."""

import errno
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.bundled import load_topic
from archive.home import open_archive
from cli.demo.faults import Faults
from cli.demo.pretend_council import PretendCouncil
from cli.demo.pretend_paper import PretendPaper
from crawler.run import crawl
from crawler.task import Options
from records.sources import Source
from tests.interruptible import hears_ctrl_c

NOW = datetime(2021, 6, 28, 3, tzinfo=UTC)
SINCE = date(2021, 6, 1)
QUICK = Options(delay=0, patience=0.01, limit=1)


def council(site: PretendCouncil, slug: str = "morfa-elin") -> Source:
    return Source(slug=slug, name=slug.title(), platform="moderngov", url=site.url)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT cannot be sent to one process there")
def test_ctrl_c_ends_a_crawl_with_a_summary_and_the_next_one_goes_on(tmp_path: Path) -> None:
    with (
        PretendCouncil(prefix="/a", faults=Faults(slow="GetMeeting.l", slow_seconds=6)) as slow,
        PretendPaper() as paper,
    ):
        archive = open_archive(tmp_path)
        archive.watched.add(council(slow))
        archive.watched.add(Source(slug="journal", name="Journal", platform="rss", url=paper.feed, type="outlet"))
        archive.close()
        words = ["--home", str(tmp_path), "crawl", "journal", "morfa-elin", "--delay", "0", "--since", str(SINCE)]
        running = subprocess.Popen(
            [sys.executable, "-m", "cli.main", *words], cwd=Path(__file__).parent.parent, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hears_ctrl_c,
        )  # fmt: skip
        _wait_until(lambda: _under_way(tmp_path, done="journal", waiting="morfa-elin"), running)
        running.send_signal(signal.SIGINT)
        out, said = running.communicate(timeout=30)
        assert running.returncode == 130, said
        assert "journal" in out and "morfa-elin" not in out
        assert "morfa-elin: stopped after" in said and "1 done, 1 stopped on the way" in said
        assert "run it again" in said
        for noise in ("Traceback", "Unclosed", "never retrieved", "Error"):
            assert noise not in said, said

        slow.faults = Faults()
        archive = open_archive(tmp_path)
        assert archive.runs.last("morfa-elin") is None and archive.runs.last("journal") is not None
        assert archive.runs.latest("crawl")["report"]["unfinished"] == ["morfa-elin"]
        waiting = {left.meeting.id for left in archive.meetings.pending("morfa-elin")}
        assert waiting
        (result,) = crawl(archive, [council(slow)], load_topic(), replace(QUICK, limit=None, since=SINCE), NOW).results
        assert result.outcome == "ok" and not archive.meetings.pending("morfa-elin")
        archive.close()


def _under_way(home: Path, *, done: str, waiting: str) -> bool:
    archive = open_archive(home)
    try:
        return archive.runs.last(done) is not None and bool(archive.meetings.pending(waiting))
    finally:
        archive.close()


def _wait_until(arrived, running: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while not arrived() and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.1)


class FullDisk:
    """A store of blobs on a disk that fills up after a few files."""

    def __init__(self, blobs, room: int) -> None:
        self._blobs, self.room = blobs, room

    def put(self, body: bytes) -> str:
        if self.room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= 1
        return self._blobs.put(body)

    def __getattr__(self, name: str):
        return getattr(self._blobs, name)


@pytest.mark.parametrize("room", [0, 3])  # before robots.txt is kept, and in the midst of the pages
def test_a_full_disk_ends_the_run_and_no_site_is_blamed(tmp_path: Path, room: int) -> None:
    archive = open_archive(tmp_path)
    with PretendCouncil(prefix="/a") as one, PretendCouncil(prefix="/b") as two:
        archive.captures._blobs = FullDisk(archive.blobs, room)
        with pytest.raises(OSError, match="No space left"):
            crawl(archive, [council(one), council(two, "other")], load_topic(), QUICK, NOW)
        assert archive.runs.last("morfa-elin") is None and archive.runs.last("other") is None
    archive.close()


def test_a_fault_of_our_own_is_its_own_outcome_and_ends_one_source_alone(tmp_path: Path, caplog) -> None:
    archive = open_archive(tmp_path)
    with PretendCouncil(prefix="/a") as one, PretendCouncil(prefix="/b") as two:
        broken = replace(council(one), quirk="tests.test_broken_off:Forgetful")
        first, second = crawl(archive, [broken, council(two, "other")], load_topic(), QUICK, NOW).results
    assert (first.outcome, second.outcome) == ("fault", "ok")
    assert first.reason == "councilwatch itself failed with KeyError: 'forgotten'"
    assert "KeyError" in caplog.text
    archive.close()


def __getattr__(name: str):
    """The spider of the test above, made when it is asked for: Scrapy is not loaded before."""
    if name != "Forgetful":
        raise AttributeError(name)
    from crawler.spiders.moderngov import ModernGovSpider

    class Forgetful(ModernGovSpider):
        async def crawl(self) -> None:
            raise KeyError("forgotten")

    return Forgetful
