"""What every council's spider does: ask one thing at a time, note what fails, fetch papers."""

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit, urlunsplit

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from archive.papers import KeptPaper
from crawler.keep import Unkept
from crawler.outcomes import Failure, What, error_problem, status_problem
from crawler.parsers.addresses import host, off_site, page_name, taken_home
from crawler.parsers.problems import sniffed_type, walled
from crawler.robots import Refused
from crawler.sightings import Sighting
from crawler.task import Task
from records.errors import PageShape
from records.papers import Paper
from records.sources import Outcome

log = logging.getLogger(__name__)
T = TypeVar("T")

_PATIENCE = 5  # requests in a row without a usable answer: the host is down, and left alone until the next run
_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A usable response; its bytes are in the archive already, as capture number `capture`."""

    url: str  # as asked
    final_url: str
    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    capture: int

    def header(self, name: str) -> str | None:
        """The first header of a name, in lower case; None without one."""
        return next((value for key, value in self.headers if key == name), None)


class CouncilSpider(Spider):
    """A spider for one source. A subclass says in `crawl` what to ask for, and what is wrong with its platform's pages.

    One coroutine asks one thing after another: politeness allows no more, and the order can be read from the code.
    """

    name = "council"

    def __init__(self, task: Task, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.task = task
        self.site = task.source.site or ""
        self.slug = task.source.slug
        self.fruitless = 0  # answers in a row that were none
        self.left_alone: str | None = None  # why the host is asked no more in this run
        self.tried: set[str] = set()  # papers asked for in this run

    async def start(self) -> AsyncIterator[Any]:
        """Scrapy's way in: the whole crawl is one coroutine, nothing is queued."""
        try:
            await self.crawl()
        except Exception as error:  # a fault of our own: `side_by_side` judges whether others can go on
            self.task.tally.fault = error
        if self.left_alone:  # what was not asked for is not obtained
            lost = Failure(what="listing", outcome="timeout", url=self.site, reason=self.left_alone)
            self.task.tally.fail(lost)
        if False:
            yield  # what makes this the generator Scrapy expects

    async def crawl(self) -> None:
        """Ask for everything this run wants."""
        raise NotImplementedError

    def problem(self, answer: Answer) -> Outcome | None:
        """What is wrong with a 200 answer on this platform; None when it is what was asked for."""
        return "blocked" if walled(answer.body) else None

    def at_home(self, url: str) -> str:
        """An address under one of the source's aliases (a former host, the Welsh one) as the site itself spells it."""
        alias = off_site(url, self.site) and self.task.source.holds(url)
        return (taken_home(url, self.site) or url) if alias else url

    async def ask(self, url: str, kind: str, what: What, headers: dict[str, str] | None = None) -> Answer | Failure:
        """Ask for one address. `kind` names the parser of its capture, `what` how much a failure weighs."""
        answer = await self._send(url, kind, what, headers)
        return self._judged(answer, what) if isinstance(answer, Answer) else answer

    async def _send(self, url: str, kind: str, what: What, headers: dict[str, str] | None) -> Answer | Failure:
        if self.left_alone:
            return Failure(what=what, outcome="timeout", url=url, reason=self.left_alone)
        request = Request(
            url,
            callback=NO_CALLBACK,
            headers=headers,
            dont_filter=True,
            meta={"kind": kind, "download_slot": host(self.site), "verbatim_url": True},
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except Refused as refused:
            return Failure(what=what, outcome=refused.outcome, url=url, reason=refused.reason)
        except IgnoreRequest as ignored:  # a ring of redirects
            return Failure(what=what, outcome="moved", url=url, reason=f"{url}: {ignored}")
        except Unkept as unkept:
            raise unkept.__cause__ or unkept from None
        except Exception as error:
            self._fruitless(f"{url} gave no answer: {_said(error)}")
            return Failure(
                what=what, outcome=error_problem(error), url=url, reason=f"{url} gave no answer: {_said(error)}"
            )
        meta = response.request.meta if response.request else request.meta
        answer = Answer(
            url=url,
            final_url=response.url,
            status=response.status,
            body=response.body,
            headers=tuple(
                (name.decode("latin-1").lower(), value.decode("latin-1"))
                for name, values in response.headers.items()
                for value in values
            ),
            capture=meta["capture"],
        )
        if meta.get("leave_alone"):
            self.left_alone = f"{url} asked to be left alone for {timedelta(seconds=meta['leave_alone'])}"
        self._adopt(answer)
        return answer

    def _adopt(self, answer: Answer) -> None:
        """The site answers under another scheme or with "www.": the next addresses are spelled so from the start."""
        asked, got = urlsplit(answer.url), urlsplit(answer.final_url)
        base = urlsplit(self.site)
        moved = (asked.scheme, asked.netloc) != (got.scheme, got.netloc) and asked.path == got.path
        if moved and answer.status == 200 and (asked.scheme, asked.netloc) == (base.scheme, base.netloc):
            self.site = urlunsplit((got.scheme, got.netloc, base.path, "", ""))

    def _judged(self, answer: Answer, what: What) -> Answer | Failure:
        problem = status_problem(answer.status)
        target = urljoin(answer.final_url, answer.header("location") or "")
        reason = f"{answer.url} answered {answer.status}"
        if problem == "moved":
            error_page = page_name(target) == "mgerror.aspx"
            problem = "server_error" if error_page else "moved"
            reason = f"{answer.url} " + ("led to the site's error page" if error_page else f"has moved to {target}")
        elif problem is None and answer.status != 304:
            problem = self.problem(answer)
            reason = f"{answer.url} answered {_WORDS.get(problem or 'ok', 'something else')}"
        if problem == "server_error" and answer.status >= 500:
            self._fruitless(reason)
        else:
            self.fruitless = 0
        if problem is None:
            return answer
        shown = answer.body[:200].decode("utf-8", "replace")
        return Failure(
            what=what, outcome=problem, url=answer.url, reason=reason, status=answer.status, first_bytes=shown
        )

    def _fruitless(self, reason: str) -> None:
        self.fruitless += 1
        if self.fruitless >= _PATIENCE and self.left_alone is None:
            self.left_alone = f"nothing more was asked after {_PATIENCE} failures in a row, the last: {reason}"
            self.task.tally.warnings.append(self.left_alone)

    async def get(self, url: str, kind: str, what: What) -> Answer | None:
        """Ask for one address; None, with the failure noted, when there is no usable answer."""
        answer = await self.ask(url, kind, what)
        if isinstance(answer, Failure):
            self.task.tally.fail(answer)
            return None
        return answer

    def read(self, parser: Callable[..., T], answer: Answer, what: What, **more: Any) -> T | None:
        """What a parser reads from an answer; None, with the failure noted, for a page it cannot read."""
        try:
            return parser(answer.body, answer.url, **more)
        except PageShape as error:
            outcome: Outcome = "not_platform"
            reason = str(error)
        except Exception as error:  # a parser's own fault costs one page, and is shown
            log.exception("reading %s", answer.url)
            outcome, reason = "fault", f"{answer.url}: the parser failed with {_said(error)}"
        self.task.tally.fail(Failure(what=what, outcome=outcome, url=answer.url, reason=reason))
        return None

    def keep_text(self, paper: Paper, text: str, capture: int | None) -> None:
        """Keep a paper whose text was read from a page (an item, an issue, a decision, a plan's entry)."""
        papers, now = self.task.archive.papers, self.task.clock()
        papers.see(paper, now, "pending")
        if papers.keep(paper.id, text.encode(), now, media_type=_TEXT, capture=capture) is not None:
            self.task.tally.counts["versions"] += 1

    async def fetch(self, sighting: Sighting | KeptPaper) -> None:
        """Download one paper that is pending, from its address or else its other ones on this site."""
        papers, tally = self.task.archive.papers, self.task.tally
        kept = papers.get(sighting.paper.id)
        if kept.paper.id in self.tried or self.left_alone:
            return  # what is left alone stays pending
        self.tried.add(kept.paper.id)
        failure = Failure(what="paper", outcome="not_platform", url="", reason=f"“{kept.paper.title}” has no address")
        tally.counts["papers_asked"] += 1
        misfit: Answer | None = None
        for url in (kept.paper.url, *kept.paper.other_urls):
            if url and not off_site(url, self.site):
                answer = await self._send(url, "document", "paper", self._conditions(kept))
                if isinstance(answer, Answer):
                    misfit = misfit or (answer if self._misfit(kept, answer) else None)
                    answer = self._judged(answer, "paper")
                if isinstance(answer, Answer):
                    self._keep_file(kept, answer)
                    return
                failure = answer
        if misfit is not None:
            self._keep_file(kept, misfit, instead="text/html")
            return
        tally.fail(failure)
        papers.fail(kept.paper.id, failure.reason)

    def _conditions(self, kept: KeptPaper) -> dict[str, str]:
        if self.task.options.full or self.task.archive.papers.current(kept.paper.id) is None:
            return {}
        names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        return {names[name]: value for name, value in kept.validators.items() if name in names}

    def _keep_file(self, kept: KeptPaper, answer: Answer, **facts: str) -> None:
        papers, counts, now = self.task.archive.papers, self.task.tally.counts, self.task.clock()
        if answer.status == 304:
            papers.unchanged(kept.paper.id, now)
            counts["papers_unchanged"] += 1
            return
        validators = {name: value for name in ("etag", "last-modified") if (value := answer.header(name))}
        version = papers.keep(
            kept.paper.id,
            answer.body,
            now,
            media_type=answer.header("content-type"),
            capture=answer.capture,
            headers=answer.headers,
            validators=validators | facts,
        )
        counts["papers_fetched"] += 1
        counts["versions"] += version is not None

    def _misfit(self, kept: KeptPaper, answer: Answer) -> bool:
        """Whether a page came with status 200 in the place of a paper never fetched before.

        It is kept, quarantined when read, and asked for again. A good version is never replaced by one.
        """
        page = answer.status == 200 and sniffed_type(answer.body) == "text/html" and not walled(answer.body)
        return (
            page and self.problem(answer) == "server_error" and self.task.archive.papers.current(kept.paper.id) is None
        )


_WORDS = {
    "blocked": "with a firewall's page",
    "moved": "with a script that sends readers elsewhere",
    "server_error": "with an error page, or nothing, in place of what was asked for",
    "empty": "with an empty tree",
    "not_platform": "with a page of another system",
}


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
