"""Bytes before meaning: every response goes into the archive before anything else sees it."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.parsers.articles import refuses_keeping
from crawler.task import Task


class Unkept(Exception):
    """An answer came and the archive could not take it; the cause says why."""


class Keep:
    """A downloader middleware that counts requests and keeps responses, also those that are retried or redirected.

    The capture's number stands in `request.meta["capture"]` for whoever reads the response.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    @property
    def _task(self) -> Task:
        task: Task = self._crawler.spider.task  # type: ignore[union-attr]
        return task

    def process_request(self, request: Request) -> None:
        """Count what is really sent."""
        self._task.tally.counts["requests"] += 1
        request.meta["from"] = self._task.clock()

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the response, whatever it is."""
        try:
            self._put(request, response)
        except Exception as error:  # a full disk, a broken database: no fault of the site's, and no missing answer
            raise Unkept(f"{request.url} could not be kept") from error
        return response

    def _put(self, request: Request, response: Response) -> None:
        task = self._task
        asked = request.meta.get("redirect_urls", [request.url])[0]
        number, _ = task.archive.captures.keep(
            source=task.source.slug,
            url=asked,
            final_url=response.url,
            at=task.clock(),
            status=response.status,
            headers=[(name.decode("latin-1"), value) for name, value in _headers(response)],
            body=b"" if self._unkept(request, response) else response.body,
            kind=request.meta.get("kind", "page"),
            run=task.run,
        )
        request.meta["capture"] = number
        task.tally.counts["bytes"] += len(response.body)

    def _unkept(self, request: Request, response: Response) -> bool:
        """Whether only an excerpt of a story may be kept: the outlet's row or the page itself says so. A feed may carry
        its stories whole."""
        if request.meta.get("kind") == "feed":
            return self._task.source.keep == "excerpt"
        if request.meta.get("kind") != "article" or response.status != 200:
            return False
        return self._task.source.keep == "excerpt" or refuses_keeping(response.body)


def _headers(response: Response) -> list[tuple[bytes, str]]:
    return [(name, value.decode("latin-1")) for name, values in response.headers.items() for value in values]
