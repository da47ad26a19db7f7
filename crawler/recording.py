"""Recording a few pages of a source as its parsers read them: politely, through the crawler's own machinery."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from archive.home import Archive
from crawler.look import LookSpider, look
from crawler.outcomes import Conclusion
from crawler.parsers import cmis, feeds, moderngov_lists, moderngov_meeting, moderngov_service
from crawler.parsers.moderngov_addresses import Addresses
from crawler.task import Options
from records.collected import Meeting
from records.sources import Source
from records.topics import Topic

# The pages that are recorded, by name, and what reads them.
PARSERS: dict[str, Callable[..., Any]] = {
    "service_committees": moderngov_service.committees,
    "service_meetings": moderngov_service.meetings,
    "service_meeting": moderngov_service.meeting,
    "committees": moderngov_lists.committees,
    "meetings": moderngov_lists.meetings,
    "meeting": moderngov_meeting.meeting,
    "cmis_base": cmis.module,
    "cmis_month": cmis.month,
    "cmis_meeting": cmis.meeting,
    "feed": feeds.feed_entries,
}
_BACK, _FORTH = timedelta(days=180), timedelta(days=30)
_SETTLED = timedelta(days=14)  # by then there may be minutes
_COMMITTEES = 5  # whose lists are looked through for a meeting
_MONTHS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPage:
    """One page as it came; `name` is one of PARSERS."""

    name: str
    url: str
    body: bytes


class RecordSpider(LookSpider):
    """Takes a list of committees and one past meeting, through both channels where there are two."""

    name = "record"

    async def crawl(self) -> None:
        """The pages of the source's platform."""
        ways = {"moderngov": self.moderngov, "cmis": self.cmis, "rss": self.rss}
        await ways[self.task.source.platform]()

    async def moderngov(self) -> None:
        """Committees and one meeting: by the web service, by the pages, or by whichever works."""
        at, today = Addresses(self.site), self.task.asking.today
        listed: list[Meeting] = []
        if await self.take("service_committees", at.service_committees()):
            found = await self.take("service_meetings", at.service_meetings(today - _BACK, today + _FORTH))
            listed += found.rows if found else ()
        committees = await self.take("committees", at.committees()) or ()
        for committee in [one for one in committees if one.active][:_COMMITTEES]:
            found = await self.take("meetings", at.meetings(committee.id))
            listed += found.rows if found else ()
            if past(listed, today):
                break
        meeting = past(listed, today)
        if meeting:
            await self.take("service_meeting", at.service_meeting(meeting.id))
            await self.take("meeting", at.meeting(meeting.id, meeting.committee_id))

    async def cmis(self) -> None:
        """The meetings page, the newest month with a past meeting, and that meeting."""
        module, page = None, ""
        for page in cmis.MEETING_PAGES:
            module = await self.take("cmis_base", f"{self.site}/{page}")
            if module:
                break
        first = self.task.asking.today.replace(day=1)
        for _ in range(_MONTHS if module else 0):
            found = await self.take("cmis_month", cmis.month_address(self.site, page, module, first.year, first.month))
            meeting = past(found or (), self.task.asking.today)
            if meeting and meeting.url:
                await self.take("cmis_meeting", meeting.url)
                return
            first = (first - timedelta(days=1)).replace(day=1)

    async def rss(self) -> None:
        """The feed alone: stories belong to their publishers."""
        await self.take("feed", self.task.source.url or self.site)

    async def take(self, name: str, url: str) -> Any | None:
        """What is read from one page; None, with the failure noted, when it cannot be had or read."""
        answer = await self.get(url, f"record.{name}", "entry")
        found = self.read(PARSERS[name], answer, "entry", **takes(name, self.site)) if answer else None
        self.task.tally.entered |= found is not None
        return found


def takes(name: str, site: str) -> dict[str, str]:
    """What a page's parser takes besides bytes and address: ModernGov's need the site."""
    module = PARSERS[name].__module__
    return {"site": site} if ".moderngov_" in module else {}


def past(listed: Iterable[Meeting], today: date) -> Meeting | None:
    """The newest meeting that may have minutes by now, else the newest past one."""
    held = [m for m in listed if m.held_on and m.held_on < today and not m.cancelled]
    settled = [meeting for meeting in held if meeting.held_on and meeting.held_on <= today - _SETTLED]
    return max(settled or held, key=lambda meeting: (str(meeting.held_on), meeting.id), default=None)


def record(
    archive: Archive, source: Source, topic: Topic, options: Options, now: datetime
) -> tuple[list[RecordedPage], Conclusion]:
    """A few pages of a source, of each kind the last that was asked for, and how the source answered.

    A page its parser cannot read is among them: it is what a new parser begins with. The caller holds the lock.
    """
    ends: list[Conclusion] = []
    look(
        archive, [source], topic, options, now,
        kind="record", spider=RecordSpider, done=lambda _task, end: ends.append(end),
    )  # fmt: skip
    pages = {
        name: RecordedPage(name=name, url=capture.url, body=archive.blobs.get(capture.sha256))
        for capture in archive.captures.all(source.slug, since=now)
        if capture.status == 200 and (name := capture.kind.removeprefix("record.")) in PARSERS
    }
    return list(pages.values()), ends[0]
