"""Running spiders: hosts side by side, the sources of one host one after the other, each spider judged at its end."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from crawler.outcomes import Conclusion, Failure, What, conclude
from crawler.settings import scrapy_settings
from crawler.task import Task

_APART = 0.02  # seconds between two starts: each takes as long, in which nothing else moves

log = logging.getLogger(__name__)

# Scrapy calls its asyncio-only handler experimental, once per source and run; why it is used: `scrapy_settings`.
_SAID_ONCE = logging.getLogger("scrapy.core.downloader.handlers._base_streaming")


def run_tasks(
    tasks: Sequence[Task],
    spider_of: Callable[[Task], type | None],
    done: Callable[[Task, Conclusion], None],
) -> None:
    """Run each task's spider to its end; `done` is called with its conclusion as soon as it is there.

    Can be called again in the same process, but not from inside a running event loop.
    """
    _SAID_ONCE.setLevel(logging.ERROR)
    asyncio.run(_all(tasks, spider_of, done))


async def _all(
    tasks: Sequence[Task], spider_of: Callable[[Task], type | None], done: Callable[[Task, Conclusion], None]
) -> None:
    hosts: dict[str, list[Task]] = {}
    for task in tasks:
        hosts.setdefault(task.source.host or task.source.slug, []).append(task)
    gate = asyncio.Semaphore(max((task.options.side_by_side for task in tasks), default=1))

    async def one_host(place: int, tasks: Sequence[Task]) -> None:
        await asyncio.sleep(place * _APART)
        async with gate:
            for task in tasks:
                done(task, await _run(task, spider_of(task)))

    await asyncio.gather(*(one_host(place, group) for place, group in enumerate(hosts.values())))


async def _run(task: Task, spider: type | None) -> Conclusion:
    from scrapy.crawler import AsyncCrawlerRunner  # takes half a second to import

    source = task.source
    if not source.site:
        return Conclusion(outcome="not_platform", reason=f"{source.slug} has no address: add one with `sources add`")
    if spider is None:
        return Conclusion(outcome="not_platform", reason=f"there is no spider for platform {source.platform!r}")
    try:
        await AsyncCrawlerRunner(scrapy_settings(task.options)).crawl(spider, task=task)
    except Exception as error:  # one source's fault ends that source alone, and is shown
        log.exception("crawling %s", source.slug)
        note_fault(task, error)
    known = sum(task.archive.meetings.counts(source.slug).values())
    return conclude(task.tally, known_meetings=known)


def note_fault(task: Task, error: Exception) -> None:
    """Note a fault of our own program: it lowers the source's outcome and stands in the evidence."""
    reason = f"the spider failed with {type(error).__name__}: {error}"
    what: What = "listing" if task.tally.entered else "entry"
    task.tally.fail(Failure(what=what, outcome="not_platform", url=task.source.site or "", reason=reason))
