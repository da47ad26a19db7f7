"""How a crawl of hundreds of hosts runs in one process: `python bench/crawl_hosts.py [--hosts 400] [--seconds 40]`.

Tiny ModernGov-shaped sites on loopback, a port each; the real `crawl` asks each of them one thing a second. Shown:
pages per second, the crawler's share of a core, its memory over the run. Then a few hosts are crawled to their end,
alone and beside one that never answers and one that takes two seconds for each answer: when do the healthy ones
finish? Times are this machine's; the ratios are what to trust.

Measured on two quiet cores, 400 hosts for 44 s: 2,397 pages, 54.6 a second, one whole core (18.4 ms a page, the 400
spiders' starts included); memory 227 MB after a quarter, 253 MB at the end. 400 pages a second, what politeness allows,
were not reached: a core does about 55, so a night of 20 pages from each of 400 sites takes two and a half minutes of
it. A silent and a slow host delayed the others by nothing (1.00 of the time alone).
"""

import argparse
import logging
import os
import resource
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.bundled import load_topic
from archive.home import Archive, open_archive
from bench.parts.tiny_sites import Health, served
from crawler.run import crawl
from crawler.task import Options
from records.sources import Source

NOW = datetime(2021, 6, 28, 3, tzinfo=UTC)


def main() -> None:
    """Many hosts for a while; then a few to their end."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--hosts", type=int, default=400)
    options.add_argument("--seconds", type=float, default=40, help="the many are interrupted after that long")
    options.add_argument("--meetings", type=int, default=12, help="of each of the many; five requests each")
    options.add_argument("--few", type=int, default=10, help="hosts that are crawled to their end")
    given = options.parse_args()
    logging.disable(logging.CRITICAL)  # what is said when the many are interrupted
    if given.hosts:
        with served([Health(meetings=given.meetings)] * given.hosts) as sites:
            _many(sites, given.seconds)
    if given.few:
        well = [Health(meetings=1)] * given.few
        alone = _few(well)
        beside = _few([*well, Health(meetings=1, silent=True), Health(meetings=1, wait=2.0)])
        _show_few(given.few, alone, beside)


def _many(sites: list[str], seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(Path(folder))
        watch, before = Watch(), _spent()
        threading.Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        with watch, archive.lock():
            _crawl(archive, sites, watch.told)
        cpu, wall, peak, pages = _spent() - before, watch.samples[-1][0], _peak(), archive.captures.count()
        archive.close()
    begun = len(watch.counts)
    print(f"{len(sites)} hosts, {pages} pages in {wall:.1f} s; {begun} hosts had listed their meetings")
    print(f"pages per second {pages / wall:8.1f}   of {len(sites)} that politeness allows")
    print(f"share of a core  {cpu / wall:8.2f}   {1000 * cpu / max(pages, 1):.1f} ms of it for a page")
    print(f"peak memory      {peak:8.0f} MB")
    print("memory held, MB  " + "   ".join(f"{words} {held:.0f}" for words, held in watch.memory()))


def _few(healths: list[Health]) -> dict[str, tuple[float, int, str]]:
    """Seconds until each host was done, its requests, its outcome."""
    with served(healths) as sites, tempfile.TemporaryDirectory() as folder:
        archive = open_archive(Path(folder))
        with archive.lock():
            _crawl(archive, sites, lambda _source, _counts: None)
        results = [archive.runs.last(_slug(site)) for site in sites]
        archive.close()
    return {
        result.source: ((result.finished_at - NOW).total_seconds(), result.counts.get("requests", 0), result.outcome)
        for result in results
        if result and result.finished_at
    }


def _show_few(few: int, alone: dict[str, tuple[float, int, str]], beside: dict[str, tuple[float, int, str]]) -> None:
    *well, silent, slow = beside.values()
    polite = alone[next(iter(alone))][1] - 1
    first, then = (statistics.median(taken[0] for taken in found) for found in (alone.values(), well))
    print(f"\n{few} hosts of {polite + 1} requests: politeness alone takes {polite} s")
    print(f"      alone {first:6.1f} s, {first / polite:.2f} of that")
    print(f"     beside {then:6.1f} s, {then / first:.2f} of alone; the last of them {max(well)[0]:.1f} s")
    for words, (seconds, requests, outcome) in (("silent", silent), ("slow", slow)):
        print(f"{words:>11} {seconds:6.1f} s, {outcome} after {requests} requests")


def _crawl(archive: Archive, sites: list[str], told: Callable[[str, dict[str, int]], None]) -> None:
    sources = [Source(slug=_slug(site), name=site, platform="moderngov", url=site) for site in sites]
    options = Options(delay=1.0, timeout=4, patience=0.5, side_by_side=len(sites))
    try:
        crawl(archive, sources, load_topic(), options, NOW, progress=told)
    except KeyboardInterrupt:
        print("interrupted, as asked", file=sys.stderr)


def _slug(site: str) -> str:
    return "h" + site.rpartition(":")[2]


@dataclass
class Watch:
    """Memory held and pages asked for, looked at twice a second."""

    samples: list[tuple[float, float]] = field(default_factory=list)  # seconds, MB
    counts: dict[str, int] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Watch":
        threading.Thread(target=self._look, args=(time.perf_counter(),), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()

    def told(self, source: str, counts: dict[str, int]) -> None:
        """What the crawl tells of a source."""
        self.counts[source] = counts.get("requests", 0)

    def memory(self) -> list[tuple[str, float]]:
        """Memory held from the beginning to the end, in quarters."""
        last = len(self.samples) - 1
        words = ("at first", "after a quarter", "a half", "three quarters", "at the end")
        return [(said, self.samples[last * part // 4][1]) for part, said in enumerate(words)]

    def _look(self, began: float) -> None:
        while not self.over.is_set():
            self.samples.append((time.perf_counter() - began, _held()))
            self.over.wait(0.5)


def _held() -> float:
    """MB this process holds now; where the system does not tell, the most it ever held."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return _peak()


def _peak() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
