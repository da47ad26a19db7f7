"""A crawl: every source with a spider of its own, side by side, one outcome each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any

from archive.home import Archive
from archive.runs import SourceRun
from crawler.outcomes import Conclusion
from crawler.parsers.days import uk_day
from crawler.side_by_side import run_tasks
from crawler.task import OnProgress, Options, Task, running_clock
from crawler.told import Told
from crawler.window import Asking
from records.errors import BadInput
from records.sources import Source, same_sites
from records.topics import Topic

# A platform is code: the dotted name of its spider. A row's own `quirk` goes before.
SPIDERS = {
    "moderngov": "crawler.spiders.moderngov:ModernGovSpider",
    "cmis": "crawler.spiders.cmis:CmisSpider",
    "rss": "crawler.spiders.rss:RssSpider",
}
_ENTERED = ("ok", "empty", "partial")
_WHOLE = "listed_whole"  # counted 1 in a run that listed a first run's whole range: later runs ask less


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlReport:
    """How a crawl ended, source by source, in the order they were given. `unfinished`: what was counted of the sources
    that Ctrl-C stopped, or that had not begun; they have no outcome."""

    run: int
    results: tuple[SourceRun, ...]
    unfinished: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def stopped(self) -> bool:
        """Whether it was stopped before every source was done."""
        return bool(self.unfinished)

    @property
    def good(self) -> bool:
        """Whether every source was done and ended `ok` or `empty`."""
        return not self.stopped and all(result.outcome in ("ok", "empty") for result in self.results)

    @property
    def requests(self) -> int:
        """How many requests were sent."""
        counts = [*(result.counts for result in self.results), *self.unfinished.values()]
        return sum(one.get("requests", 0) for one in counts)


def crawl(
    archive: Archive,
    sources: Iterable[Source],
    topic: Topic,
    options: Options,
    now: datetime,
    *,
    progress: OnProgress = lambda _source, _counts: None,
) -> CrawlReport:
    """Crawl sources into the archive. The caller holds the archive's lock; `now` is when the run begins, UTC.

    Can be called again in the same process. Stopped (Ctrl-C) or killed at any moment, it leaves what it had fetched,
    and the rest as pending in the archive, for the next call. Rows with one site are crawled once.
    """
    clock = running_clock(now)
    asked = list({source.slug: source for source in sources}.values())
    run = archive.runs.start("crawl", now, _plain(options))
    results: dict[str, SourceRun] = {}

    def finish(source: Source, conclusion: Conclusion, counts: dict[str, int]) -> None:
        results[source.slug] = SourceRun(
            run=run,
            source=source.slug,
            outcome=conclusion.outcome,
            reason=conclusion.reason,
            evidence=conclusion.evidence,
            counts=counts,
            started_at=now,
            finished_at=clock(),
        )
        archive.runs.record(results[source.slug])

    def done(task: Task, conclusion: Conclusion) -> None:
        if _listed_whole(task, conclusion):
            task.tally.counts[_WHOLE] = 1
        finish(task.source, conclusion, dict(task.tally.counts))
        task.tell()

    twins, told = same_sites(asked), Told(archive)
    tasks = [
        Task(
            source=source,
            archive=archive,
            topic=topic,
            options=options,
            asking=_asking(archive, source, options, now),
            run=run,
            started=now,
            clock=clock,
            told=told,
            progress=progress,
        )
        for source in asked
        if source.slug not in twins
    ]
    unfinished: dict[str, dict[str, int]] = {}
    try:
        run_tasks(tasks, lambda task: spider_of(task.source), done)
    except KeyboardInterrupt:
        counted = {task.source.slug: dict(task.tally.counts) for task in tasks}
        unfinished = {slug: counts for slug, counts in counted.items() if slug not in results}
    for source in asked:  # the other rows of a site that was crawled under one of them
        twin = results.get(twins.get(source.slug, ""))
        if twin:
            reason = f"the same site as {twin.source}: crawled once, kept there"
            finish(source, Conclusion(outcome=twin.outcome, reason=reason, evidence=twin.evidence), {})
    ends = {"outcomes": {slug: result.outcome for slug, result in results.items()}, "unfinished": sorted(unfinished)}
    archive.runs.finish(run, clock(), ends)
    ended = tuple(results[source.slug] for source in asked if source.slug in results)
    return CrawlReport(run=run, results=ended, unfinished=unfinished)


def _asking(archive: Archive, source: Source, options: Options, now: datetime) -> Asking:
    first = not any(result.counts.get(_WHOLE) for result in archive.runs.history(source.slug))
    return Asking(today=uk_day(now), first=first, since=options.since, until=options.until, full=options.full)


def _listed_whole(task: Task, conclusion: Conclusion) -> bool:
    """Whether nothing of a first run's range is left to list. Meetings and papers that failed stand in the archive."""
    lost = any(failure.what == "listing" for failure in task.tally.failures)
    return conclusion.outcome in _ENTERED and task.asking.whole and task.options.limit is None and not lost


def spider_of(source: Source) -> Any | None:
    """The spider class of a source: its row's quirk, else its platform's; None where there is none. Raises BadInput for
    a quirk that is no spider."""
    named = source.quirk or SPIDERS.get(source.platform, "")
    module, _, name = named.partition(":")
    try:
        spider = getattr(import_module(module), name) if module else None
    except (ImportError, AttributeError) as error:
        raise BadInput(f"the quirk of {source.slug} cannot be loaded: {error}") from error
    if spider is not None and not hasattr(spider, "crawl"):
        raise BadInput(f"the quirk of {source.slug}, {named}, is no spider: it has no “crawl”")
    return spider


def _plain(options: Options) -> dict[str, Any]:
    values = {name: getattr(options, name) for name in options.__dataclass_fields__}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
