"""Patience with a site that is busy, and staying on it: retries that wait, redirects that do not leave."""

import logging
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from urllib.parse import urljoin

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response
from scrapy.utils.response import response_status_message

from crawler.parsers.addresses import page_name
from crawler.parsers.problems import another_site

log = logging.getLogger(__name__)

LONGEST_WAIT = 300.0  # seconds: a site that wants more is left alone until the next run


def retry_after(value: str | None, date: str | None) -> float | None:
    """Seconds a Retry-After header asks for: a number, or a date counted from the answer's own Date. None without."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value.strip())
    until, now = _moment(value), _moment(date)
    return max((until - now).total_seconds(), 0.0) if until and now else None


def _moment(text: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if text else None
    except ValueError:
        return None


class Patience(RetryMiddleware):
    """Retries what may pass (5xx, 429, a broken connection), the whole host waiting meanwhile.

    `patience` seconds, doubled each time, or what Retry-After says, up to five minutes; a host that asks for longer is
    not asked again in this run.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request again."""
        if response.status not in self.retry_http_codes:
            return response
        after, date = (response.headers.get(name) or b"" for name in ("Retry-After", "Date"))
        wait = retry_after(after.decode("latin-1"), date.decode("latin-1"))
        if wait is not None and wait > LONGEST_WAIT:
            log.info("%s asks to wait %.0f s: not asked again in this run", request.url, wait)
            request.meta["leave_alone"] = wait
            return response
        return self._again(request, response_status_message(response.status), wait) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:  # type: ignore[override]
        """The request again, or None when it may not be retried."""
        return self._again(request, exception, None) if isinstance(exception, self.exceptions_to_retry) else None

    def _again(self, request: Request, reason: str | Exception, wait: float | None) -> Request | None:
        again = self._retry(request, reason)
        if again is not None:
            patience: float = self.crawler.spider.task.options.patience  # type: ignore[union-attr]
            self._pause(request, patience * 2 ** request.meta.get("retry_times", 0) if wait is None else wait)
        return again

    def _pause(self, request: Request, wait: float) -> None:
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:  # the slot counts its delay from `lastseen`: one in the future makes the host wait
            slot.lastseen = max(slot.lastseen, monotonic() + wait - slot.delay)


class OnSite(RedirectMiddleware):
    """Follows redirects within the site and its aliases; one that leaves, or ends at its error page, is the answer."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request it redirects to."""
        location = response.headers.get("Location")
        if location is not None and 300 <= response.status < 400:
            target = urljoin(request.url, location.decode("latin-1"))
            source = self.crawler.spider.task.source  # type: ignore[union-attr]
            leaves = another_site(request.url, target) and not source.holds(target)
            if leaves or page_name(target) == "mgerror.aspx":
                return response
        return super().process_response(request, response)
