"""CMIS: months without years, documents whose addresses change at every view, and answers that take a minute."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date, timedelta

from crawler import window
from crawler.outcomes import Failure, What
from crawler.pairing import normalised
from crawler.parsers import cmis
from crawler.spiders.council import Answer
from crawler.spiders.meetings import MeetingsSpider
from records.collected import Committee, DocumentLink, Meeting
from records.errors import PageShape
from records.sources import Outcome

_BACK, _FORTH = timedelta(days=35), timedelta(days=62)  # the months whose list still changes from night to night
_LISTED_AGAIN = timedelta(days=30)  # the others are listed once a month: each takes the server about 40 s
_EMPTY_AHEAD = 3  # months in a row without a meeting: the calendar goes no further


class CmisSpider(MeetingsSpider):
    """One CMIS site. Documents are known by their meeting and title, never by their address."""

    name = "cmis"
    lasting_addresses = False

    def problem(self, answer: Answer) -> Outcome | None:
        """A wall or another system in the place of a page."""
        if answer.body.startswith(b"%PDF") or "/Document.ashx" in answer.url:
            return super().problem(answer)
        return super().problem(answer) or (None if cmis.is_cmis(answer.body) else "not_platform")

    async def crawl(self) -> None:
        """The months, by the module as it was last time if it is still there; the meetings; what was left behind."""
        known = self.memory.get("cmis_module")
        listed = await self.list_months(self.memory["cmis_page"], cmis.Module(**known)) if known else []
        if not self.task.tally.entered:  # never seen before, or the module has another number now
            found = await self.enter()
            if found is None:
                return
            listed = await self.list_months(*found)
        for meeting in self.choose(listed):
            await self.take_meeting(meeting)
        await self.take_leftovers()

    async def enter(self) -> tuple[str, cmis.Module] | None:
        """The meetings page and its module: the remembered page first, else the names that installs give it."""
        remembered = self.memory.get("cmis_page")
        for page in dict.fromkeys(name for name in (remembered, *cmis.MEETING_PAGES) if name):
            answer = await self.get(f"{self.site}/{page}", "cmis.base", "entry")
            module = self.read(cmis.module, answer, "entry") if answer else None
            if module is not None:
                self.task.tally.entered = True
                self.remember(cmis_page=page, cmis_module=asdict(module))
                return page, module
            if self.left_alone:
                break
        return None

    async def list_months(self, page: str, module: cmis.Module) -> list[Meeting]:
        """The meetings of the asked range, month by month; months that no longer change are listed once in a while."""
        found: dict[str, Meeting] = {}
        listed: dict[str, str] = dict(self.memory.get("months", {}))
        empty = 0
        for first in _months(*self.task.asking.range):
            name = first.strftime("%Y-%m")
            ahead = first > self.today
            if (ahead and empty >= _EMPTY_AHEAD and self.task.asking.until is None) or not self._due(first, listed):
                continue
            url = cmis.month_address(self.site, page, module, first.year, first.month)
            what: What = "listing" if self.task.tally.entered else "entry"
            answer = await self.get(url, "cmis.month", what)
            meetings = self.read(cmis.month, answer, what) if answer else None
            if meetings is None and what == "entry":
                return []
            if meetings is None:
                continue
            self.task.tally.entered = True
            listed[name] = self.today.isoformat()
            empty = 0 if meetings else empty + ahead
            found |= {meeting.id: meeting for meeting in meetings}
            self.task.tell()
        bodies = {m.committee_id: m.committee for m in found.values() if m.committee_id and m.committee}
        committees = [Committee(id=id, title=title) for id, title in bodies.items()]
        self.task.archive.meetings.list_committees(self.slug, committees, self.task.clock())
        self.remember(months=listed)
        known = self.task.archive.meetings.between(self.slug, *self.task.asking.range)
        return [*found.values(), *(kept.meeting for kept in known if kept.meeting.id not in found)]

    async def take_meeting(self, listed: Meeting) -> None:
        """One meeting with its documents."""
        if self.left_alone or not listed.url:
            return  # it stays pending
        archive, tally = self.task.archive, self.task.tally
        kept = archive.meetings.get(self.slug, listed.id)
        answer = await self.ask(listed.url, "cmis.meeting", "meeting")
        if isinstance(answer, Failure):
            tally.fail(answer)
            archive.meetings.fail(self.slug, listed.id, answer.reason)
            return
        try:
            read = cmis.meeting(answer.body, answer.url)
        except PageShape as error:
            tally.fail(Failure(what="meeting", outcome="not_platform", url=answer.url, reason=str(error)))
            archive.meetings.fail(self.slug, listed.id, str(error))
            return
        found = replace(
            read,
            committee=read.committee or listed.committee,
            held_on=read.held_on or listed.held_on,
            time=read.time or listed.time,
            cancelled=read.cancelled or listed.cancelled,
            documents=tuple(_named(read)),
        )
        # Addresses change at every view: without them two views of an unchanged meeting are the same.
        changed = archive.meetings.capture(self.slug, _without_addresses(found), self.task.clock())
        tally.counts["meetings_captured"] += 1
        tally.counts["meetings_changed"] += changed
        await self.take_papers(found, kept, changed=changed, complete=True, capture=answer.capture)
        self.task.tell()

    async def take_leftovers(self) -> None:
        """Papers left pending: their old addresses lead nowhere, so their meetings are looked at again."""
        papers, meetings = self.task.archive.papers, self.task.archive.meetings
        left = [
            kept.paper.meeting
            for kept in papers.pending(self.slug)
            if kept.paper.id not in self.tried
            and (kept.state == "pending" or window.retry_failed(kept.paper.meeting_date, self.today))
        ]
        for id in dict.fromkeys(meeting for meeting in left if meeting):
            held = meetings.get(self.slug, id)
            if held is not None:
                await self.take_meeting(held.meeting)

    def _due(self, first: date, listed: dict[str, str]) -> bool:
        """Whether a month is to be listed in this run."""
        last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
        changing = last >= self.today - _BACK and first <= self.today + _FORTH
        when = listed.get(first.strftime("%Y-%m"))
        return changing or self.task.options.full or window.look_again(when, self.today, _LISTED_AGAIN)


def _months(since: date, until: date) -> Iterator[date]:
    """The first day of every month that a range touches."""
    first = since.replace(day=1)
    while first <= until:
        yield first
        first = date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _named(meeting: Meeting) -> Iterator[DocumentLink]:
    """The documents with a name that lasts: meeting, title, and a number where two share a title."""
    seen: dict[str, int] = {}
    for link in meeting.documents:
        title = normalised(link.title)
        seen[title] = seen.get(title, 0) + 1
        yield replace(link, attachment=f"{meeting.id}/{title}/{seen[title]}")


def _without_addresses(meeting: Meeting) -> Meeting:
    return replace(meeting, documents=tuple(replace(link, url=None) for link in meeting.documents))
