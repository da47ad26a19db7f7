"""Which meetings a ModernGov site has: through its web service, else its pages and its feed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crawler.outcomes import Failure
from crawler.parsers import moderngov_service
from crawler.spiders.moderngov_page_lists import through_pages
from records.collected import Committee, Meeting

if TYPE_CHECKING:
    from crawler.spiders.moderngov import ModernGovSpider

_LONGEST_CALL = timedelta(days=600)  # the service grows heavy with the range


async def list_meetings(spider: ModernGovSpider) -> list[Meeting] | None:
    """The meetings of the asked range as the site lists them; None when no channel could be entered."""
    failures = len(spider.task.tally.failures)
    looked = spider.asked(spider.service)
    if looked:
        found = await _through_service(spider)
        if found is not None:
            spider.remember(**spider.service.answered())
            return found
    spider.service.on = False
    found = await through_pages(spider)
    if looked and found is not None:  # a site that is down altogether has not lost its service
        first = spider.task.tally.failures[failures]
        spider.service.misses += 2  # the way in failed: no more is asked of it
        spider.remember(**spider.service.failed(first.outcome))
    return found


async def _through_service(spider: ModernGovSpider) -> list[Meeting] | None:
    answer = await spider.get(spider.at.service_committees(), "ws.committees", "entry")
    listing = spider.read(moderngov_service.committees, answer, "entry", site=spider.site) if answer else None
    if listing is None:
        return None
    if not listing.rows:
        reason = f"{spider.at.service_committees()} lists no committees"
        spider.task.tally.fail(
            Failure(what="entry", outcome="empty", url=spider.at.service_committees(), reason=reason)
        )
        return None
    _warn(spider, listing.warning, "committees")
    spider.task.archive.meetings.list_committees(spider.slug, listing.rows, spider.task.clock())
    spider.task.tally.counts["committees"] = len(listing.rows)
    found = await _service_meetings(spider, listing.rows)
    if found is not None:
        spider.task.tally.entered = True
    return found


async def _service_meetings(spider: ModernGovSpider, committees: tuple[Committee, ...]) -> list[Meeting] | None:
    """Committee 0 means all of them, or none of them; -1 likewise, in another method; else each is asked by itself."""
    ways = [spider.memory.get("meetings_by", "all"), "all", "by_date", "each"]
    answered = False
    for way in dict.fromkeys(ways):
        found: dict[str, Meeting] = {}
        for url, parser in _calls(spider, way, committees):
            answer = await spider.get(url, "ws.meetings", "optional")
            listing = spider.read(parser, answer, "optional", site=spider.site) if answer else None
            if listing is None:
                break
            answered = True
            _warn(spider, listing.warning, "meetings")
            found |= {meeting.id: meeting for meeting in listing.rows if spider.task.asking.covers(meeting.held_on)}
        else:
            if found:
                spider.remember(meetings_by=way if way != "all" else None)
                return list(found.values())
            if way == "by_date" and not spider.task.asking.first:
                break  # nothing is on: walking every committee would say no more
    return [] if answered else None


def _calls(spider: ModernGovSpider, way: str, committees: tuple[Committee, ...]) -> Iterator[tuple]:  # type: ignore[type-arg]
    since, until = spider.task.asking.range
    for first, last in _calls_of(since, until):
        if way == "by_date":
            yield spider.at.service_meetings_by_date(first, last), moderngov_service.meetings_by_date
        elif way == "all":
            yield spider.at.service_meetings(first, last), moderngov_service.meetings
        else:
            for committee in committees:
                if committee.active or spider.task.asking.first or spider.task.asking.since:
                    yield spider.at.service_meetings(first, last, committee.id), moderngov_service.meetings


def _calls_of(since: date, until: date) -> Iterator[tuple[date, date]]:
    while since <= until:
        last = min(since + _LONGEST_CALL, until)
        yield since, last
        since = last + timedelta(days=1)


def _warn(spider: ModernGovSpider, warning: str | None, what: str) -> None:
    if warning:
        spider.task.tally.warnings.append(f"{what}: {warning}")
