"""Checking sources: robots.txt and one page through each channel, nothing kept but the captures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from archive.home import Archive
from crawler.outcomes import Conclusion, Failure
from crawler.parsers import moderngov_lists, moderngov_service
from crawler.parsers.moderngov_addresses import Addresses
from crawler.parsers.problems import page_problem
from crawler.run import running_clock
from crawler.side_by_side import run_tasks
from crawler.spiders.council import Answer, CouncilSpider
from crawler.task import Options, Task
from crawler.window import Asking
from records.sources import Outcome, Source
from records.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How a source answers. A channel is `ok` or the outcome that says why not; None where it was not looked at."""

    source: str
    outcome: Outcome
    reason: str | None = None
    service: Outcome | None = None
    pages: Outcome | None = None
    requests: int = 0


class CheckSpider(CouncilSpider):
    """Asks for the committees through both channels of ModernGov; elsewhere for the source's own address."""

    name = "check"

    def problem(self, answer: Answer) -> Outcome | None:
        """What the platform's spider would say."""
        if self.task.source.platform != "moderngov":
            return super().problem(answer)
        return page_problem(answer.body, answer.header("content-type"), answer.url, answer.final_url)

    async def crawl(self) -> None:
        """Two requests, or one."""
        at = Addresses(self.site)
        if self.task.source.platform != "moderngov":
            await self.look("pages", self.task.source.url or self.site, None)
            return
        await self.look("service", at.service_committees(), moderngov_service.committees)
        await self.look("pages", at.committees(), moderngov_lists.committees)

    async def look(self, channel: str, url: str, parser: object) -> None:
        """One channel, and what it says."""
        answer = await self.ask(url, f"check.{channel}", "entry")
        if isinstance(answer, Answer) and parser is not None:
            read = self.read(parser, answer, "entry", site=self.site)  # type: ignore[arg-type]
            outcome: Outcome = "ok" if read is not None else "not_platform"
        elif isinstance(answer, Failure):
            self.task.tally.fail(answer)
            outcome = answer.outcome
        else:
            outcome = "ok"
        self.task.tally.entered |= outcome == "ok"
        self.task.tally.channels[channel] = outcome


def check(archive: Archive, sources: Iterable[Source], topic: Topic, options: Options, now: datetime) -> list[Checked]:
    """Look at sources side by side; one line each, in their order. It does not count as a crawl."""
    asked = list({source.slug: source for source in sources}.values())
    run, clock = archive.runs.start("check", now, {}), running_clock(now)
    found: dict[str, Checked] = {}

    def done(task: Task, conclusion: Conclusion) -> None:
        entered = task.tally.entered
        found[task.source.slug] = Checked(
            source=task.source.slug,
            outcome="ok" if entered else conclusion.outcome,
            reason=None if entered else conclusion.reason,
            service=task.tally.channels.get("service"),
            pages=task.tally.channels.get("pages"),
            requests=task.tally.counts["requests"],
        )

    tasks = [
        Task(
            source=source,
            archive=archive,
            topic=topic,
            options=options,
            asking=Asking(today=now.date(), first=False),
            run=run,
            started=now,
            clock=clock,
            progress=lambda _source, _counts: None,
        )
        for source in asked
    ]
    run_tasks(tasks, lambda _task: CheckSpider, done)
    archive.runs.finish(run, clock(), {})
    return [found[source.slug] for source in asked]
