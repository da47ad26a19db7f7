"""A look at sources, without a crawl: a few pages each, kept as captures in a run of their own kind."""

from collections.abc import Callable, Sequence
from datetime import datetime

from archive.home import Archive
from crawler.outcomes import Conclusion
from crawler.parsers.days import uk_day
from crawler.parsers.problems import page_problem
from crawler.side_by_side import run_tasks
from crawler.spiders.council import Answer, CouncilSpider
from crawler.task import Options, Task, running_clock
from crawler.told import Told
from crawler.window import Asking
from records.sources import Outcome, Source
from records.topics import Topic


class LookSpider(CouncilSpider):
    """A spider for any platform that asks for a few pages. A subclass says in `crawl` for which."""

    def problem(self, answer: Answer) -> Outcome | None:
        """What the platform's own spider would say."""
        if self.task.source.platform == "moderngov":
            return page_problem(answer.body, answer.header("content-type"), answer.url, self.at_home(answer.final_url))
        return super().problem(answer)


def look(
    archive: Archive,
    sources: Sequence[Source],
    topic: Topic,
    options: Options,
    now: datetime,
    *,
    kind: str,
    spider: type[LookSpider],
    done: Callable[[Task, Conclusion], None],
) -> None:
    """Run one spider over sources, side by side. No source gets an outcome by it. The caller holds the lock."""
    run, clock = archive.runs.start(kind, now, {}), running_clock(now)
    told = Told(archive)
    asking = Asking(today=uk_day(now), first=False)
    tasks = [
        Task(
            source=source,
            archive=archive,
            topic=topic,
            options=options,
            asking=asking,
            run=run,
            started=now,
            clock=clock,
            told=told,
        )
        for source in sources
    ]
    run_tasks(tasks, lambda _task: spider, done)
    archive.runs.finish(run, clock(), {})
