"""Running spiders: hosts side by side, the sources of one host one after the other, each spider judged at its end."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from sqlalchemy.exc import OperationalError

from crawler.outcomes import Conclusion, conclude
from crawler.settings import scrapy_settings
from crawler.task import Task

# A full disk, a database that cannot be written: no source can be crawled any more, and none has an outcome by it. What
# sites do to us never gets this far.
_NOBODY_GOES_ON = (OSError, OperationalError)

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

    Can be called again in the same process, but not from inside a running event loop. Raises KeyboardInterrupt after
    Ctrl-C, and the archive's error where nothing can be kept; whoever was still under way has no conclusion then.
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
                done(task, await _run(task, spider_of))

    try:
        async with asyncio.TaskGroup() as group:
            for place, of_host in enumerate(hosts.values()):
                group.create_task(one_host(place, of_host))
    except ExceptionGroup as faults:  # the archive cannot be written: one sentence says it for all
        raise faults.exceptions[0] from None


async def _run(task: Task, spider_of: Callable[[Task], type | None]) -> Conclusion:
    source = task.source
    if not source.site:
        return Conclusion(outcome="not_platform", reason=f"{source.slug} has no address: add one with `sources add`")
    try:
        spider = spider_of(task)
        if spider is None:
            return Conclusion(outcome="not_platform", reason=f"there is no spider for platform {source.platform!r}")
        await _crawl(task, spider)
    except Exception as error:  # before or after the spider's own part
        task.tally.fault = error
    if isinstance(task.tally.fault, _NOBODY_GOES_ON):
        raise task.tally.fault
    if task.tally.fault is not None:  # one source's fault ends that source alone, and is shown
        log.error("crawling %s", source.slug, exc_info=task.tally.fault)
    known = sum(task.archive.meetings.counts(source.slug).values())
    return conclude(task.tally, known_meetings=known)


async def _crawl(task: Task, spider: type) -> None:
    """Run a spider. Cancelled (Ctrl-C, or another source met a full disk), it lets go of what is under way and closes
    its connections."""
    from scrapy.crawler import AsyncCrawlerRunner  # takes half a second to import

    runner = AsyncCrawlerRunner(scrapy_settings(task.options))
    crawler = runner.create_crawler(spider)
    running = runner.crawl(crawler, task=task)
    try:
        await asyncio.shield(running)
    except asyncio.CancelledError:
        await crawler.stop_async()
        await running
        raise
