"""What one run asks, and what one source's part of it works with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from time import monotonic

from archive.home import Archive
from crawler.outcomes import Tally
from crawler.told import Told
from crawler.window import Asking
from records.sources import Source
from records.topics import Topic

# Called as a source goes on: its slug and what is counted so far (requests, meetings_listed, papers_fetched, …).
OnProgress = Callable[[str, dict[str, int]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user may ask of a crawl. Seconds throughout."""

    since: date | None = None
    until: date | None = None
    full: bool = False  # every page and paper in the range again
    limit: int | None = None  # meetings per source
    all_papers: bool = False  # also what the topic does not follow
    delay: float = 1.0  # between two requests to one host; robots.txt may ask for more
    contact: str | None = None  # a web or mail address named in the user agent
    patience: float = 5.0  # before the first retry, doubled for the next; Retry-After goes before it
    timeout: float = 120.0  # for one answer: Wiltshire's service takes up to 90
    side_by_side: int = 500  # sources crawled at once, each on a host of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One source's part of a run. `clock` gives the moment of each capture."""

    source: Source
    archive: Archive
    topic: Topic
    options: Options
    asking: Asking
    run: int
    started: datetime
    clock: Callable[[], datetime]
    told: Told  # the stories of all outlets, shared
    progress: OnProgress = lambda _source, _counts: None
    tally: Tally = field(default_factory=Tally)

    def tell(self) -> None:
        """Tell whoever watches how far this source is."""
        self.progress(self.source.slug, dict(self.tally.counts))


def running_clock(now: datetime) -> Callable[[], datetime]:
    """The moment, counted on from the run's beginning: a run of the past or future keeps its own time."""
    began = monotonic()
    return lambda: now + timedelta(seconds=monotonic() - began)
