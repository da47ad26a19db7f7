"""A crawl: every source with a spider of its own, side by side, one outcome each."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from time import monotonic
from typing import Any

from archive.home import Archive
from archive.runs import SourceRun
from crawler.outcomes import Conclusion, Failure, conclude
from crawler.settings import scrapy_settings
from crawler.task import OnProgress, Options, Task
from crawler.window import Asking
from records.sources import Source
from records.topics import Topic

log = logging.getLogger(__name__)

# Scrapy calls its asyncio-only handler experimental at every start of every source; docs/decisions.md says why we use it.
_SAID_ONCE = logging.getLogger("scrapy.core.downloader.handlers._base_streaming")

# A platform is code: the dotted name of its spider. A row's own `quirk` goes before.
SPIDERS = {
    "moderngov": "crawler.spiders.moderngov:ModernGovSpider",
    "cmis": "crawler.spiders.cmis:CmisSpider",
    "rss": "crawler.spiders.rss:RssSpider",
}
_ENTERED = ("ok", "empty", "partial")


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlReport:
    """How a crawl ended, source by source, in the order they were given."""

    run: int
    results: tuple[SourceRun, ...]

    @property
    def good(self) -> bool:
        """Whether every source ended `ok` or `empty`."""
        return all(result.outcome in ("ok", "empty") for result in self.results)

    @property
    def requests(self) -> int:
        """How many requests were sent."""
        return sum(result.counts.get("requests", 0) for result in self.results)


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

    Can be called again in the same process. Killed at any moment, it leaves what it had fetched, and the rest as
    pending in the archive, for the next call. Rows with one site are crawled once.
    """
    clock = _clock(now)
    asked = list({source.slug: source for source in sources}.values())
    run = archive.runs.start("crawl", now, _plain(options))
    results: dict[str, SourceRun] = {}

    def finish(source: Source, conclusion: Conclusion, counts: dict[str, int], began: datetime) -> None:
        results[source.slug] = SourceRun(
            run=run,
            source=source.slug,
            outcome=conclusion.outcome,
            reason=conclusion.reason,
            evidence=conclusion.evidence,
            counts=counts,
            started_at=began,
            finished_at=clock(),
        )
        archive.runs.record(results[source.slug])

    async def one(source: Source) -> None:
        began = clock()
        task = Task(
            source=source,
            archive=archive,
            topic=topic,
            options=options,
            asking=_asking(archive, source, options, now),
            run=run,
            started=now,
            clock=clock,
            progress=progress,
        )
        conclusion = await _crawled(task)
        finish(source, conclusion, dict(task.tally.counts), began)
        task.tell()

    _SAID_ONCE.setLevel(logging.ERROR)
    asyncio.run(_side_by_side(_by_host(asked), one, options.side_by_side))
    for source in asked:  # the other rows of a site that was crawled under one of them
        twin = results.get(source.slug) or next(
            results[s.slug] for s in asked if s.site == source.site and s.slug in results
        )
        if source.slug not in results:
            reason = f"the same site as {twin.source}: crawled once, kept there"
            finish(source, Conclusion(outcome=twin.outcome, reason=reason, evidence=twin.evidence), {}, twin.started_at)
    archive.runs.finish(run, clock(), {"outcomes": {slug: result.outcome for slug, result in results.items()}})
    return CrawlReport(run=run, results=tuple(results[source.slug] for source in asked))


async def _crawled(task: Task) -> Conclusion:
    """Run one source's spider to its end and judge it."""
    from scrapy.crawler import AsyncCrawlerRunner

    source = task.source
    if not source.site:
        return Conclusion(outcome="not_platform", reason=f"{source.slug} has no address: add one with `sources add`")
    spider = _spider(source)
    if spider is None:
        return Conclusion(outcome="not_platform", reason=f"there is no spider for platform {source.platform!r}")
    try:
        await AsyncCrawlerRunner(scrapy_settings(task.options)).crawl(spider, task=task)
    except Exception as error:  # one source's fault ends that source alone, and is shown
        log.exception("crawling %s", source.slug)
        what = "listing" if task.tally.entered else "entry"
        reason = f"the spider failed with {type(error).__name__}: {error}"
        task.tally.fail(Failure(what=what, outcome="not_platform", url=source.site, reason=reason))
    known = sum(task.archive.meetings.counts(source.slug).values())
    return conclude(task.tally, known_meetings=known)


async def _side_by_side(groups: Sequence[Sequence[Source]], one: Callable[[Source], Any], most: int) -> None:
    gate = asyncio.Semaphore(most)

    async def group(sources: Sequence[Source]) -> None:
        async with gate:
            for source in sources:  # on one host: one after the other
                await one(source)

    await asyncio.gather(*(group(sources) for sources in groups))


def _by_host(sources: Iterable[Source]) -> list[list[Source]]:
    """Sources grouped by host, each site once."""
    groups: dict[str, dict[str, Source]] = {}
    for source in sources:
        groups.setdefault(source.host or source.slug, {}).setdefault(source.site or source.slug, source)
    return [list(group.values()) for group in groups.values()]


def _asking(archive: Archive, source: Source, options: Options, now: datetime) -> Asking:
    first = not any(result.outcome in _ENTERED for result in archive.runs.history(source.slug))
    return Asking(today=now.date(), first=first, since=options.since, until=options.until, full=options.full)


def _spider(source: Source) -> Any | None:
    module, _, name = (source.quirk or SPIDERS.get(source.platform, "")).partition(":")
    return getattr(import_module(module), name) if module else None


def _clock(now: datetime) -> Callable[[], datetime]:
    """The moment, counted on from the run's beginning: a run of the past or future keeps its own time."""
    began = monotonic()
    return lambda: now + timedelta(seconds=monotonic() - began)


def _plain(options: Options) -> dict[str, Any]:
    values = {name: getattr(options, name) for name in options.__dataclass_fields__}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
