"""What a crawl will cost before it starts: requests, hours, size. A rough guess, said as one. Pure."""

from dataclasses import dataclass
from datetime import date

from crawler.task import Options
from crawler.window import FIRST_RUN, LONGEST

# Southwark lists 28 meetings in five weeks and Brighton 86; most councils hold fewer.
_MEETINGS_A_DAY = 0.8
_FOLLOWED = 0.2  # of the meetings: children's bodies, and others with an item that names the topic
_PAPERS = 6  # of a followed meeting
_ALL_PAPERS = 9  # of any meeting
_PAPER_MB = 0.8
_PAGE_MB = 0.06
_FIXED = 20  # robots, lists, registers, plans
_HOSTS_A_DAY_OPEN = 0.3  # share of the open window's meetings whose final minutes were not seen yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A guess for several sources: their requests in sum, megabytes in sum, and hours of the slowest host."""

    sources: int
    first_runs: int
    requests: int
    megabytes: int
    hours: float


def estimate(first_runs: int, later_runs: int, options: Options, today: date) -> Estimate:
    """The guess for so many sources crawled for the first time and so many crawled before. Hosts run side by side."""
    since_first = options.since or today - FIRST_RUN
    since_later = options.since or today - LONGEST
    first = _one(max(((options.until or today) - since_first).days, 1), 1.0, options)
    share = 1.0 if options.since or options.full else _HOSTS_A_DAY_OPEN
    later = _one(max(((options.until or today) - since_later).days, 1), share, options)
    if not (options.since or options.full):
        later = (later[0] * 2 // 5, later[1] // 5)  # pages again, few papers
    slowest = max(first[0] if first_runs else 0, later[0] if later_runs else 0)
    return Estimate(
        sources=first_runs + later_runs,
        first_runs=first_runs,
        requests=first_runs * first[0] + later_runs * later[0],
        megabytes=first_runs * first[1] + later_runs * later[1],
        hours=round(slowest * (options.delay + 0.5) / 3600, 1),
    )


def _one(days: int, share: float, options: Options) -> tuple[int, int]:
    meetings = days * _MEETINGS_A_DAY * share
    if options.limit is not None:
        meetings = min(meetings, options.limit)
    papers = meetings * (_ALL_PAPERS if options.all_papers else _FOLLOWED * _PAPERS)
    pages = _FIXED + 2 * meetings
    return round(pages + papers), round(papers * _PAPER_MB + pages * _PAGE_MB)
