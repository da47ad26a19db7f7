"""Which meetings a ModernGov site has: through its web service, else its pages, else what its feed says is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crawler import window
from crawler.outcomes import Failure
from crawler.parsers import moderngov_feed, moderngov_lists, moderngov_service
from records.collected import Committee, Meeting

if TYPE_CHECKING:
    from crawler.spiders.moderngov import ModernGovSpider

_LONGEST_CALL = timedelta(days=600)  # the service grows heavy with the range
_CAPPED = 51  # rows: a list of meetings never shows more at the Senedd
_MOST_PAGES = 40  # of one committee's list, whatever its links say
_FULL_LISTING = timedelta(days=7)  # how long the feed alone may stand for the lists


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
    found = await _through_pages(spider)
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


async def _through_pages(spider: ModernGovSpider) -> list[Meeting] | None:
    """Every committee's list, or on a quiet night only what the feed says is new."""
    asking = spider.task.asking
    quick = not (asking.first or asking.full or asking.since or asking.until)
    if quick and not window.look_again(spider.memory.get("listed"), spider.today, _FULL_LISTING):
        told = await _through_feed(spider)
        if told is not None:
            spider.pages.on = spider.task.tally.entered = True
            return told
    answer = await spider.get(spider.at.committees(), "html.committees", "entry")
    committees = spider.read(moderngov_lists.committees, answer, "entry", site=spider.site) if answer else None
    if committees is None:
        return None
    spider.remember(**spider.pages.answered())
    spider.task.tally.entered = True
    spider.task.archive.meetings.list_committees(spider.slug, committees, spider.task.clock())
    spider.task.tally.counts["committees"] = len(committees)
    found: dict[str, Meeting] = {}
    for committee in committees:
        if committee.active or asking.first or asking.since:
            for meeting in await _of_committee(spider, committee):
                found.setdefault(meeting.id, meeting)
    spider.remember(listed=spider.today.isoformat())
    if quick or asking.first:  # what the feed says now is known from the lists
        await _through_feed(spider)
    return list(found.values())


async def _of_committee(spider: ModernGovSpider, committee: Committee) -> list[Meeting]:
    """A committee's meetings of the asked range: the list as it opens, then the years or earlier pages it needs."""
    since, until = spider.task.asking.range
    found: dict[str, Meeting] = {}
    waiting, asked = [spider.at.meetings(committee.id)], set[str]()
    while waiting and len(asked) < _MOST_PAGES:
        url = waiting.pop(0)
        if url in asked:
            continue
        asked.add(url)
        answer = await spider.get(url, "html.meetings", "listing")
        page = spider.read(moderngov_lists.meetings, answer, "listing", site=spider.site) if answer else None
        if page is None:
            continue
        fresh = {meeting.id: meeting for meeting in page.rows if meeting.id not in found}
        found |= fresh
        days = [meeting.held_on for meeting in page.rows if meeting.held_on]
        if not fresh and len(asked) > 1:
            continue
        waiting += _beside(page, days, since, until)
    named = (replace(meeting, committee=meeting.committee or committee.title) for meeting in found.values())
    return [meeting for meeting in named if spider.task.asking.covers(meeting.held_on)]


def _beside(page: moderngov_lists.MeetingList, days: list[date], since: date, until: date) -> list[str]:
    """The pages beside this one that may hold more of the range."""
    more = []
    oldest = min(days, default=None)
    whole_years = [url for year, url in page.years if since.year <= year <= until.year]
    if oldest is None or oldest > since:
        more += whole_years
        if page.earlier and (not whole_years or len(page.rows) >= _CAPPED):
            more.append(page.earlier)
    if page.later and days and max(days) < until and len(page.rows) >= _CAPPED:
        more.append(page.later)
    return more


async def _through_feed(spider: ModernGovSpider) -> list[Meeting] | None:
    """The open meetings of the archive and those the feed newly names; None when the feed cannot stand for the lists:
    it is off, or nothing in it is known from last time, so that more may have scrolled away."""
    if not spider.worth("feed_off"):
        return None
    answer = await spider.get(spider.at.feed(), "feed", "optional")
    changes = spider.read(moderngov_feed.feed, answer, "optional", site=spider.site) if answer else None
    if changes is None:
        spider.remember(feed_off=spider.today.isoformat())
        return None
    known = set(spider.memory.get("feed", []))
    marks = [f"{change.title} {change.url}" for change in changes]
    spider.remember(feed=marks)
    if marks and known.isdisjoint(marks):
        return None
    meetings = spider.task.archive.meetings
    listed = {kept.meeting.id: kept.meeting for kept in meetings.between(spider.slug, *spider.task.asking.range)}
    for change, mark in zip(changes, marks, strict=True):
        if change.meeting and mark not in known and change.meeting not in listed:
            listed[change.meeting] = Meeting(
                id=change.meeting,
                committee=change.committee,
                held_on=change.held_on,
                agenda_published=change.what in ("agenda", "minutes", "decisions"),
                url=spider.at.meeting(change.meeting),
            )
    return list(listed.values())
