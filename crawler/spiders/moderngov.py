"""ModernGov: the web service for meetings, the pages for what it lacks, the pages alone where it is off or lies."""

import re
from dataclasses import replace
from datetime import date

from crawler.channels import Channel
from crawler.following import followed_items
from crawler.outcomes import Failure
from crawler.pairing import merge
from crawler.parsers import moderngov_issues, moderngov_meeting, moderngov_old, moderngov_service
from crawler.parsers.moderngov_addresses import Addresses
from crawler.parsers.problems import page_problem
from crawler.spiders.council import Answer
from crawler.spiders.meetings import MeetingsSpider
from crawler.spiders.moderngov_decisions import take_decisions
from crawler.spiders.moderngov_listing import list_meetings
from crawler.spiders.moderngov_plans import take_plans
from crawler.task import Task
from crawler.text_papers import issue_item_papers, issue_paper
from records.collected import Issue, Meeting
from records.sources import Outcome


class ModernGovSpider(MeetingsSpider):
    """One ModernGov site."""

    name = "moderngov"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.site = re.sub(r"/[^/]*\.as[pm]x.*$", "", self.site, flags=re.IGNORECASE)  # a page of it was given
        self.service = Channel(name="service", memory=self.memory, today=self.today)
        self.pages = Channel(name="pages", memory=self.memory, today=self.today)
        self.pages.on = self.asked(self.pages)
        self.issues: set[str] = set()  # asked for in this run

    @property
    def at(self) -> Addresses:
        """The addresses of the site."""
        return Addresses(self.site)

    def problem(self, answer: Answer) -> Outcome | None:
        """ModernGov's stubs, error pages and empty trees."""
        return page_problem(answer.body, answer.header("content-type"), answer.url, self.at_home(answer.final_url))

    async def crawl(self) -> None:
        """Lists, then meetings with their papers, then what stands outside meetings, then what was left behind."""
        listed = await list_meetings(self)
        if listed is None:
            return
        for meeting in self.choose(listed):
            await self.take_meeting(meeting)
        if self.pages.on:
            await take_decisions(self)
            await take_plans(self)
        await self.take_leftovers()

    async def take_meeting(self, listed: Meeting) -> None:
        """One meeting in full, through both channels, with its papers."""
        if self.left_alone:
            return  # it stays pending
        archive, tally = self.task.archive, self.task.tally
        kept = archive.meetings.get(self.slug, listed.id)
        before = len(tally.failures)
        service, from_service = await self.ask_service(listed)
        page, from_page = await self.ask_page(listed)
        known = kept.meeting if kept and kept.captured_at else None
        # What only the page says is not forgotten on a day when the page does not come.
        said = page or known
        found = merge(service, said) if service and said else service or page
        if found is None:
            self.lose(listed, tally.failures[before:])
            return
        found = _with_listing(found, listed)
        changed = archive.meetings.capture(self.slug, found, self.task.clock())
        tally.counts["meetings_captured"] += 1
        tally.counts["meetings_changed"] += changed
        # A paper is missed only where every channel that shows papers was heard.
        complete = (service is not None or not self.service.worked) and (page is not None or not self.pages.worked)
        # Issues first: papers close the meeting, and a closed one is not asked again after a kill.
        await self.take_issues(found, again=changed or self.task.options.full)
        await self.take_papers(found, kept, changed=changed, complete=complete, capture=from_service or from_page)
        self.task.tell()

    def lose(self, listed: Meeting, failures: list[Failure]) -> None:
        """A meeting was asked for and not obtained."""
        reason = failures[-1].reason if failures else "no channel of the site works"
        self.task.archive.meetings.fail(self.slug, listed.id, reason)
        if not any(failure.what == "meeting" for failure in failures):
            outcome = failures[-1].outcome if failures else "not_platform"
            self.task.tally.fail(Failure(what="meeting", outcome=outcome, url=listed.url or self.site, reason=reason))

    async def ask_service(self, listed: Meeting) -> tuple[Meeting | None, int | None]:
        """The meeting through the web service, and its capture. No answer is the page's chance; one that cannot be
        read is a meeting lost, whatever the page says."""
        if not self.service.on or listed.id.startswith("Ce"):
            return None, None
        answer = await self.heard(self.service, self.at.service_meeting(listed.id), "ws.meeting")
        if answer is None:
            return None, None
        found = self.read(moderngov_service.meeting, answer, "meeting", site=self.site, listed=listed)
        return found, answer.capture

    async def ask_page(self, listed: Meeting) -> tuple[Meeting | None, int | None]:
        """The meeting's page and its capture: some sites refuse pages and serve the rest."""
        if not self.pages.on:
            return None, None
        old = listed.id.startswith("Ce")
        url = listed.url if old and listed.url else self.at.meeting(listed.id, listed.committee_id)
        answer = await self.heard(self.pages, url, "html.meeting")
        if answer is None:
            return None, None
        parser = moderngov_old.meeting if old else moderngov_meeting.meeting
        return self.read(parser, answer, "meeting", site=self.site), answer.capture

    async def heard(self, channel: Channel, url: str, kind: str) -> Answer | None:
        """An answer through a channel, which learns from it; the last channel of a site is never switched off."""
        answer = await self.ask(url, kind, "optional")
        if isinstance(answer, Answer):
            self.remember(**channel.answered())
            return answer
        self.task.tally.fail(answer)
        if self.service.on and self.pages.on and not self.left_alone:
            self.remember(**channel.failed(answer.outcome))
        return None

    def asked(self, channel: Channel) -> bool:
        """Whether a channel is asked in this run."""
        return self.task.options.full or channel.worth_a_look

    async def take_issues(self, meeting: Meeting, *, again: bool) -> None:
        """The whole history of each issue a followed item names: one request gives every meeting that took it.

        Histories that are held are asked for only `again`."""
        if not self.pages.on:
            return
        followed = followed_items(self.task.topic, meeting, all_papers=self.task.options.all_papers)
        for number in {item.issue: None for item in followed if item.issue and item.issue not in self.issues}:
            self.issues.add(number)
            if not again and self.has(f"issue:{number}"):
                continue
            url = self.at.issue_meetings(number)
            answer = await self.get(url, "html.issue_meetings", "optional")
            issue = self.read(moderngov_issues.issue_meetings, answer, "optional", site=self.site) if answer else None
            made = issue_paper(self.task.source, issue, url) if issue else None
            if answer is not None and issue is not None and made is not None:
                self.keep_text(*made, capture=answer.capture)
                for paper, text in issue_item_papers(self.task.source, issue, url, self._kept_days(issue)):
                    self.keep_text(paper, text, answer.capture)

    def _kept_days(self, issue: Issue) -> list[date]:
        """The days of an issue's meetings that are captured, or will be in this run or the next without days named."""
        asking, meetings = self.task.asking, self.task.archive.meetings.between(self.slug)
        captured = {held.meeting.held_on for held in meetings if held.captured_at}
        days = (met.held_on for met in issue.meetings if met.held_on)
        return [day for day in days if day in captured or asking.covers(day) or asking.usual.covers(day)]


def _with_listing(found: Meeting, listed: Meeting) -> Meeting:
    """What only the list said: a page may lack its committee or day."""
    return replace(
        found,
        committee_id=found.committee_id or listed.committee_id,
        committee=found.committee or listed.committee,
        held_on=found.held_on or listed.held_on,
        status=found.status or listed.status,
        cancelled=found.cancelled or listed.cancelled,
    )
