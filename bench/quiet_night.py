"""How many requests a night costs on which nothing is new: `python bench/quiet_night.py`.

Each pretend site is crawled whole, then again on the nights that follow; what is counted is every request the site saw.
The aim is eight and two more for each meeting whose window is open. Counts do not depend on the machine.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.bundled import load_topic
from archive.home import open_archive
from cli.demo.faults import Faults
from cli.demo.pretend_cmis import PretendCmis
from cli.demo.pretend_council import PretendCouncil
from cli.demo.pretend_paper import PretendPaper
from crawler.run import crawl
from crawler.task import Options
from records.sources import Platform, Source

Site = PretendCouncil | PretendCmis | PretendPaper
NIGHTS = (1, 2, 3, 7, 8)  # after the first crawl: what is looked at once a week falls on the seventh or eighth
DAYS = (date(2020, 8, 1), date(2021, 5, 1), date(2021, 6, 28))
SITES: list[tuple[str, Platform, Callable[[date], Site]]] = [
    ("ModernGov", "moderngov", lambda day: PretendCouncil(as_of=day)),
    ("ModernGov, service off", "moderngov", lambda day: PretendCouncil(as_of=day, faults=Faults(service="missing"))),
    ("ModernGov, pages refused", "moderngov", lambda day: PretendCouncil(as_of=day, faults=Faults(refuse_html=True))),
    ("CMIS", "cmis", lambda day: PretendCmis(as_of=day)),
    ("an outlet", "rss", lambda day: PretendPaper(as_of=day)),
]


def main() -> None:
    """One line a site and day: requests of the first crawl and of each night, against the aim."""
    print(f"{'':26}{'first':>6}  nights {', '.join(map(str, NIGHTS))} after it")
    for words, platform, make in SITES:
        for day in DAYS:
            first, nights = measure(platform, make, day)
            told = "   ".join(f"{requests} of {8 + 2 * meetings} ({meetings} open)" for requests, meetings in nights)
            print(f"{words:26}{first:6}  {told}", flush=True)


def measure(platform: Platform, make: Callable[[date], Site], day: date) -> tuple[int, list[tuple[int, int]]]:
    """Requests of the first crawl; then of each night, with the meetings that were open in it."""
    topic = load_topic()
    with make(day) as site, tempfile.TemporaryDirectory() as folder:
        url = site.feed if isinstance(site, PretendPaper) else site.url
        source = Source(slug="x", name="X", platform=platform, url=url)
        archive = open_archive(Path(folder))

        def night(number: int, options: Options) -> tuple[int, int]:
            before = len(site.requests)
            now = datetime.combine(day + timedelta(days=number), time(3), UTC)
            with archive.lock():
                (result,) = crawl(archive, [source], topic, options, now).results
            if result.outcome not in ("ok", "empty"):
                print(f"night {number}: {result.outcome}, {result.reason}", file=sys.stderr)
            return len(site.requests) - before, result.counts.get("meetings_asked", 0)

        quick = Options(delay=0, patience=0.01)
        first, _ = night(0, quick)
        nights = [night(number, quick) for number in NIGHTS]
        archive.close()
    return first, nights


if __name__ == "__main__":
    main()
