"""Checking sources: robots.txt and one page through each channel, nothing kept but the captures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from archive.home import Archive
from crawler.look import LookSpider, look
from crawler.outcomes import Conclusion, Failure
from crawler.parsers import cmis, moderngov_lists, moderngov_service
from crawler.parsers.feeds import feed_entries
from crawler.parsers.moderngov_addresses import Addresses
from crawler.parsers.problems import platform_of
from crawler.robots import read_rules
from crawler.task import Options, Task
from records.sources import Outcome, Source
from records.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How a source answers. A channel is `ok` or the outcome that says why not; None where it was not looked at."""

    source: str
    outcome: Outcome
    reason: str | None = None
    service: Outcome | None = None  # ModernGov's web service
    pages: Outcome | None = None  # the pages; an outlet's feed
    robots: int | None = None  # the status robots.txt came with; None when it did not come
    delay: float | None = None  # seconds robots.txt wants between two requests
    looks_like: str | None = None  # the platform whose marks stand on what came, where it is not the row's
    requests: int = 0


class CheckSpider(LookSpider):
    """Asks for ModernGov's committees through both channels, for CMIS's meetings page, for an outlet's feed."""

    name = "check"

    async def crawl(self) -> None:
        """One request a channel; where another system answers, the site's own front page tells which."""
        await self.try_platform()
        if set(self.task.tally.channels.values()) == {"not_platform"}:
            await self.ask(f"{self.site}/", "check.front", "optional")

    async def try_platform(self) -> None:
        """The row's platform. A CMIS site has its meetings page under one of a few names."""
        at = Addresses(self.site)
        if self.task.source.platform == "moderngov":
            await self.try_channel("service", at.service_committees(), moderngov_service.committees, site=self.site)
            await self.try_channel("pages", at.committees(), moderngov_lists.committees, site=self.site)
        elif self.task.source.platform == "cmis":
            for page in cmis.MEETING_PAGES:
                if await self.try_channel("pages", f"{self.site}/{page}", cmis.module) != "not_platform":
                    return
        else:
            await self.try_channel("pages", self.task.source.url or self.site, feed_entries)

    async def try_channel(self, channel: str, url: str, parser: Callable[..., object], **more: str) -> Outcome:
        """One channel, and what it says."""
        answer = await self.ask(url, f"check.{channel}", "entry")
        outcome: Outcome = "ok"
        if isinstance(answer, Failure):
            self.task.tally.fail(answer)
            outcome = answer.outcome
        elif self.read(parser, answer, "entry", **more) is None:
            outcome = "not_platform"
        self.task.tally.entered |= outcome == "ok"
        self.task.tally.channels[channel] = outcome
        return outcome


def check(archive: Archive, sources: Iterable[Source], topic: Topic, options: Options, now: datetime) -> list[Checked]:
    """Look at sources side by side; one line each, in their order. It does not count as a crawl."""
    asked = list({source.slug: source for source in sources}.values())
    found: dict[str, Checked] = {}

    def done(task: Task, conclusion: Conclusion) -> None:
        entered = task.tally.entered
        came = list(archive.captures.all(task.source.slug, since=now))
        robots = [c for c in came if c.kind == "robots"]
        pages = [c for c in came if c.kind != "robots" and c.status == 200]
        rules = read_rules(robots[-1].url, robots[-1].status, archive.blobs.get(robots[-1].sha256)) if robots else None
        found[task.source.slug] = Checked(
            source=task.source.slug,
            outcome="ok" if entered else conclusion.outcome,
            reason=None if entered else conclusion.reason,
            service=task.tally.channels.get("service"),
            pages=task.tally.channels.get("pages"),
            robots=robots[-1].status if robots else None,
            delay=rules.delay if rules else None,
            looks_like=None if entered else _seen(archive.blobs.get(c.sha256) for c in pages),
            requests=task.tally.counts["requests"],
        )

    look(archive, asked, topic, options, now, kind="check", spider=CheckSpider, done=done)
    return [found[source.slug] for source in asked]


def _seen(bodies: Iterable[bytes]) -> str | None:
    return next((platform for body in bodies if (platform := platform_of(body))), None)
