"""robots.txt as RFC 9309 has it: 4xx allows, 5xx or no answer forbids, and a crawl delay is kept.

Scrapy's own middleware reads rules well, but takes a server error and silence for permission, and ignores Crawl-delay.
"""

import asyncio
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.keep import Unkept
from crawler.outcomes import error_problem
from crawler.parsers.addresses import host, off_limits
from crawler.settings import NAME
from records.sources import Outcome

_LARGEST = 512 * 1024  # bytes a crawler must read, and we read no more
_LONGEST_DELAY = 60.0  # seconds: a host that wants more between two requests does not want a crawl
_MOST_REDIRECTS = 5  # to other hosts: RFC 9309, 2.3.1.2


class Refused(IgnoreRequest):
    """robots.txt does not allow an address, or could not be had. Carries the outcome and a sentence."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a host allows. `problem` is the outcome when its robots.txt could not be had: then nothing is allowed."""

    where: str
    parsed: Protego | None = None
    problem: Outcome | None = None
    reason: str | None = None

    @property
    def delay(self) -> float | None:
        """Seconds the host wants between two requests, or None."""
        return self.parsed.crawl_delay(NAME) if self.parsed else None

    def check(self, url: str) -> None:
        """Raises Refused for an address that may not be asked for."""
        if self.problem is not None:
            raise Refused(self.problem, self.reason or f"{self.where} could not be had")
        if self.parsed is not None and not self.parsed.can_fetch(url, NAME):
            raise Refused("robots", f"{self.where} does not allow {urlsplit(url).path}")


def read_rules(where: str, status: int, body: bytes) -> Rules:
    """The rules an answer means: 2xx is read, 3xx (without end) and 4xx allow everything, 5xx nothing. Nor does a
    delay allow anything that would hold the crawl for days."""
    if status >= 500:
        return Rules(where=where, problem="server_error", reason=f"{where} answered {status}: nothing may be asked")
    if not 200 <= status < 300:
        return Rules(where=where)
    rules = Rules(where=where, parsed=Protego.parse(body[:_LARGEST].decode("utf-8-sig", "ignore")))
    if rules.delay and rules.delay > _LONGEST_DELAY:
        reason = f"{where} wants {rules.delay:.0f} s between two requests, more than the {_LONGEST_DELAY:.0f} s we wait"
        return Rules(where=where, problem="robots", reason=reason)
    return rules


class Robots(RobotsTxtMiddleware):
    """Asks for robots.txt once per host and run, before anything else of that host."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Let a request through or raise Refused."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        key = host(request.url)
        if key not in self._rules:
            self._rules[key] = asyncio.ensure_future(self._ask(request, key))
        rules = await self._rules[key]
        rules.check(request.url)

    async def _ask(self, request: Request, key: str) -> Rules:
        parts = urlsplit(request.url)
        where = f"{parts.scheme}://{parts.netloc}/robots.txt"
        slot = request.meta.get("download_slot", key)
        target: str | None = None
        try:
            response = await self._get(where, slot)
            for _ in range(_MOST_REDIRECTS):
                target = _elsewhere(response)
                if target is None:
                    break
                response = await self._get(target, slot)
        except Unkept:
            raise
        except IgnoreRequest:  # a ring of redirects is no robots.txt
            return Rules(where=where)
        except Exception as error:  # whatever kept the answer away, its absence forbids
            if target is not None:
                return Rules(
                    where=where, problem="moved", reason=f"{where} has moved to {target}, which gave no answer"
                )
            problem = error_problem(error)
            return Rules(where=where, problem=problem, reason=f"{where} gave no answer: {error}")
        rules = read_rules(where, response.status, response.body)
        if rules.delay:
            self._slow_down(slot, rules.delay)
        return rules

    async def _get(self, url: str, slot: str) -> Response:
        meta = {"dont_obey_robotstxt": True, "download_slot": slot, "kind": "robots"}
        response: Response = await self.crawler.engine.download_async(Request(url, callback=NO_CALLBACK, meta=meta))
        return response

    def _slow_down(self, key: str, delay: float) -> None:
        downloader = self.crawler.engine.downloader
        known = downloader.slots.get(key)
        longer = max(delay, self.crawler.settings.getfloat("DOWNLOAD_DELAY"))
        downloader.per_slot_settings[key] = {"delay": longer, "concurrency": 1}  # for a slot made anew after a pause
        if known is not None:
            known.delay = longer


def _elsewhere(response: Response) -> str | None:
    """The other host's robots.txt an answer points to; None for any other answer. A site that is not on a private
    address itself leads to none."""
    location = (response.headers.get("Location") or b"").decode("latin-1")
    if not location or not 300 <= response.status < 400:
        return None
    target = urljoin(response.url, location)
    try:
        asked, got = host(response.url), host(target)
    except ValueError:  # a port that is no number
        return None
    return None if asked == got or off_limits(target, response.url) else target
