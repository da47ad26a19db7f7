"""Which meetings a ModernGov site has, by its pages: every committee's list at first, later a few of them a night.

The feed says what is new meanwhile. Without it the lists are gone through faster.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crawler import window
from crawler.parsers import moderngov_feed, moderngov_lists
from records.collected import Committee, Meeting

if TYPE_CHECKING:
    from crawler.spiders.moderngov import ModernGovSpider

_CAPPED = 51  # rows: a list of meetings never shows more at the Senedd
_MOST_PAGES = 40  # of one committee's list, whatever its links say
_WEEK = timedelta(days=7)
_WITH_FEED, _WITHOUT, _AT_ONCE = 7, 3, 1  # nights in which every committee's list is asked for once


async def through_pages(spider: ModernGovSpider) -> list[Meeting] | None:
    """The lists of committees that are due; on a quick night beside what the archive and the feed know. None when the
    site could not be entered."""
    asking, archive = spider.task.asking, spider.task.archive
    lists: dict[str, str] = dict(spider.memory.get("lists", {}))
    quick = bool(lists) and not (asking.first or asking.full or asking.since or asking.until)
    found: dict[str, Meeting] = {}
    nights = _AT_ONCE
    if quick:
        known = archive.meetings.between(spider.slug, *asking.range)
        found = {kept.meeting.id: kept.meeting for kept in known}
        nights = await _add_news(spider, found)
    if nights == _WITH_FEED and not window.look_again(spider.memory.get("committees"), spider.today, _WEEK):
        spider.pages.on = spider.task.tally.entered = True  # the feed has answered
        committees: tuple[Committee, ...] = tuple(archive.meetings.committees(spider.slug))
    else:
        read = await _committees(spider)
        if read is None:
            return None
        committees = read
    wanted = [one for one in committees if one.active or asking.first or asking.since]
    tonight = set(window.due_tonight([one.id for one in wanted], lists, spider.today, nights))
    for committee in wanted:
        if committee.id in tonight:
            found |= {meeting.id: meeting for meeting in await _of_committee(spider, committee)}
            lists[committee.id] = spider.today.isoformat()
    spider.remember(lists={id: day for id, day in lists.items() if any(one.id == id for one in wanted)})
    if not quick and not asking.since:  # what the feed says now is known from the lists
        await _add_news(spider, {})
    return list(found.values())


async def _committees(spider: ModernGovSpider) -> tuple[Committee, ...] | None:
    answer = await spider.get(spider.at.committees(), "html.committees", "entry")
    committees = spider.read(moderngov_lists.committees, answer, "entry", site=spider.site) if answer else None
    if committees is None:
        return None
    spider.remember(**spider.pages.answered(), committees=spider.today.isoformat())
    spider.task.tally.entered = True
    spider.task.archive.meetings.list_committees(spider.slug, committees, spider.task.clock())
    spider.task.tally.counts["committees"] = len(committees)
    return committees


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


async def _add_news(spider: ModernGovSpider, found: dict[str, Meeting]) -> int:
    """Add the meetings that the feed newly names; in how many nights the lists are to be gone through.

    At once, when nothing in the feed is known from last time: more may have scrolled away."""
    if not spider.worth("feed_off"):
        return _WITHOUT
    answer = await spider.get(spider.at.feed(), "feed", "optional")
    changes = spider.read(moderngov_feed.feed, answer, "optional", site=spider.site) if answer else None
    if changes is None:
        spider.remember(feed_off=spider.today.isoformat())
        return _WITHOUT
    known = set(spider.memory.get("feed", []))
    marks = [f"{change.title} {change.url}" for change in changes]
    spider.remember(feed=marks, feed_off=None)
    for change, mark in zip(changes, marks, strict=True):
        if change.meeting and mark not in known and change.meeting not in found:
            found[change.meeting] = Meeting(
                id=change.meeting,
                committee=change.committee,
                held_on=change.held_on,
                agenda_published=change.what in ("agenda", "minutes", "decisions"),
                url=spider.at.meeting(change.meeting),
            )
    return _AT_ONCE if marks and known.isdisjoint(marks) else _WITH_FEED
