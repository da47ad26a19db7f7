"""What spiders of sites with meetings share: which meetings to ask for, what becomes of their papers, what was left."""

from archive.meetings import KeptMeeting
from archive.papers import KeptPaper, State, paper_id
from crawler import window
from crawler.following import followed_items
from crawler.sightings import Sighting, meeting_sightings
from crawler.spiders.council import CouncilSpider
from crawler.task import Task
from records.collected import Meeting
from records.papers import Paper

_ELSEWHERE = ("decision:", "issue:", "plan:")  # keys of papers that name a meeting but are not linked on its page


class MeetingsSpider(CouncilSpider):
    """A spider for a site that lists meetings. A subclass lists them and reads one."""

    lasting_addresses = True  # whether a document's address is the same at every view

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.today = task.asking.today
        self.memory = task.archive.watched.memory(self.slug)

    def choose(self, listed: list[Meeting]) -> list[Meeting]:
        """The meetings to ask for in full; they stand as pending in the archive until they are captured."""
        meetings, asking, now = self.task.archive.meetings, self.task.asking, self.task.clock()
        inside = [meeting for meeting in listed if asking.covers(meeting.held_on)]
        wanted = {m.id: m for m in inside if window.ask_in_full(m, meetings.get(self.slug, m.id), asking)}
        for left in meetings.pending(self.slug):
            if left.state == "pending" or window.retry_failed(left.meeting.held_on, self.today):
                wanted.setdefault(left.meeting.id, left.meeting)
        chosen = window.nearest(list(wanted.values()), self.task.options.limit, self.today)
        ids = {meeting.id for meeting in chosen}
        meetings.list_meetings(self.slug, [m for m in inside if m.id not in ids], now, pending=False)
        meetings.list_meetings(self.slug, chosen, now, pending=True)
        self.task.tally.counts["meetings_listed"] += len(inside)
        self.task.tally.counts["meetings_asked"] += len(chosen)
        self.task.tell()
        return chosen

    async def take_papers(
        self, meeting: Meeting, kept: KeptMeeting | None, *, changed: bool, complete: bool, capture: int | None
    ) -> None:
        """See every paper of a meeting, fetch the followed ones, close the meeting when its window has."""
        archive, now = self.task.archive, self.task.clock()
        known = archive.papers.of_meeting(self.slug, meeting.id)
        by_id = {paper.paper.id: paper for paper in known}
        closing = window.closes(meeting, kept, self.today)
        followed = followed_items(self.task.topic, meeting, all_papers=self.task.options.all_papers)
        seen: set[str] = set()
        wanted: list[Sighting] = []
        every = self.task.options.all_papers
        for sighting in meeting_sightings(
            self.task.source, self.task.topic, meeting, followed, known, all_papers=every
        ):
            paper, link = sighting.paper, sighting.link
            seen.add(paper.id)
            if sighting.text is not None:
                if sighting.followed:
                    self.keep_text(paper, sighting.text, capture)
            elif link is not None and (link.restricted or link.external or not paper.url):
                self.see(paper, "external" if link.external else "restricted")
            elif link is not None and sighting.followed and window.ask_again(
                link, by_id.get(paper.id) or self.kept(paper.id), started=self.task.started, closing=closing,
                changed=changed, full=self.task.options.full,
            ):  # fmt: skip
                self.see(paper, "pending")
                wanted.append(sighting)
            else:
                self.see(paper, "linked")
        for gone in known:
            stands = gone.paper.id in seen or gone.state not in ("kept", "pending", "failed", "linked")
            if complete and not stands and not gone.paper.key.startswith(_ELSEWHERE):
                archive.papers.withdraw(gone.paper.id)
                self.task.tally.counts["papers_withdrawn"] += 1
        if closing:  # its papers stand as pending now: a kill before they come loses nothing
            archive.meetings.close(self.slug, meeting.id, now)
        for sighting in wanted:
            await self.fetch(sighting)

    async def take_leftovers(self) -> None:
        """Papers that a killed run left pending, or that failed and may come yet."""
        for kept in self.task.archive.papers.pending(self.slug):
            if kept.state == "pending" or window.retry_failed(kept.paper.meeting_date, self.today):
                await self.fetch(kept)
        self.task.tell()

    def has(self, key: str) -> bool:
        """Whether a paper with that key is in the archive."""
        return self.kept(paper_id(self.slug, key)) is not None

    def kept(self, paper: str) -> KeptPaper | None:
        """A paper of the archive by its id, which another meeting may have linked first; None when it is new."""
        return self.task.archive.papers.find(paper)

    def see(self, paper: Paper, state: State) -> None:
        """Keep a paper as linked, with its state-to-be."""
        self.task.archive.papers.see(paper, self.task.clock(), state, lasting=self.lasting_addresses)

    def remember(self, **facts: object) -> None:
        """Keep what the site taught us for the next run; None forgets."""
        changed = {name: value for name, value in facts.items() if self.memory.get(name) != value}
        if changed:
            self.task.archive.watched.remember(self.slug, **changed)
            self.memory.clear()
            self.memory.update(self.task.archive.watched.memory(self.slug))

    def worth(self, fact: str) -> bool:
        """Whether a channel that was off on a remembered day is worth another look."""
        return self.task.options.full or window.look_again(self.memory.get(fact), self.today)
