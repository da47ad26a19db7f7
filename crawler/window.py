"""When: which range of days is asked for, which meetings are asked in full, which documents again. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from archive.meetings import KeptMeeting
from archive.papers import KeptPaper
from records.collected import DocumentLink, Meeting

BEFORE = timedelta(days=14)  # a meeting's window opens: agendas appear five clear days ahead
LONGEST = timedelta(days=200)  # and closes at the latest: minutes are approved at the next meeting, often a quarter on
FIRST_RUN = timedelta(days=730)
AHEAD = timedelta(days=400)  # calendars of meetings are published for a council year and the next one's start
_NEW_LOOK = timedelta(days=30)  # a channel that was off, or an optional one, is looked at again


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What one run asks of one source. `first` says that the source was never listed whole before."""

    today: date
    first: bool
    since: date | None = None  # as the user gave it
    until: date | None = None
    full: bool = False

    @property
    def range(self) -> tuple[date, date]:
        """First and last day of the meetings to list: two years back at first, later the open window."""
        since = self.since or self.today - (FIRST_RUN if self.first else LONGEST)
        return since, self.until or max(self.today, since) + AHEAD

    @property
    def usual(self) -> "Asking":
        """What a run of this source asks when the user names no days."""
        return replace(self, since=None, until=None)

    @property
    def whole(self) -> bool:
        """Whether the range reaches as far as a first run's."""
        since, until = self.range
        return since <= self.today - FIRST_RUN and until >= self.today + AHEAD

    def covers(self, day: date | None) -> bool:
        """Whether a day lies in the range. Sites answer beyond what was asked; a meeting without a day is taken."""
        since, until = self.range
        return day is None or since <= day <= until


def is_open(meeting: Meeting, today: date) -> bool:
    """Whether a meeting's papers may still come or change: from two weeks before it until its final minutes were seen,
    or for 200 days. A cancelled meeting stays open until its day: it may be called again."""
    if meeting.held_on is None:
        return not meeting.minutes_final
    if meeting.cancelled and meeting.held_on < today:
        return False
    return meeting.held_on - BEFORE <= today <= meeting.held_on + LONGEST and not meeting.minutes_final


def ask_in_full(listed: Meeting, kept: KeptMeeting | None, asking: Asking) -> bool:
    """Whether a listed meeting is to be asked for in full now."""
    if not asking.covers(listed.held_on):
        return False
    published = bool(listed.agenda_published or listed.minutes_published)
    if listed.held_on is not None and listed.held_on - BEFORE > asking.today and not published:
        return False  # its agenda is not there yet; the list is all there is
    if asking.full or kept is None or kept.state != "captured":
        return True
    if kept.meeting.cancelled != listed.cancelled or kept.meeting.held_on != listed.held_on:
        return True
    return kept.closed_at is None  # still open, or closing: its papers are checked a last time


def closes(meeting: Meeting, kept: KeptMeeting | None, today: date) -> bool:
    """Whether a meeting, as just captured, is over: nothing of it is asked again but with `--full`."""
    past = meeting.held_on is None or meeting.held_on <= today
    return past and not is_open(meeting, today) and (kept is None or kept.closed_at is None)


def ask_again(
    link: DocumentLink, kept: KeptPaper | None, *, started: datetime, closing: bool, changed: bool, full: bool
) -> bool:
    """Whether a followed document is to be downloaded (again).

    Again when its publication date, title or size label changed; when its meeting changed and the site gave a
    validator to ask with; once when its meeting's window closes; and with `--full`. `started` is when this run began:
    what it fetched itself is not fetched twice.
    """
    if kept is None or kept.state in ("linked", "pending", "failed", "withdrawn", "restricted", "external"):
        return True
    if kept.state != "kept" or (kept.fetched_at is not None and kept.fetched_at >= started):
        return False
    paper = kept.paper
    known = None if paper.published_inferred else paper.published
    relabelled = (
        (link.published is not None and known is not None and link.published != known)
        or link.title != paper.title
        or (link.size_label is not None and paper.size_label is not None and link.size_label != paper.size_label)
    )
    misfit = "instead" in kept.validators  # a page came in the file's place: perhaps the file comes today
    return full or closing or relabelled or misfit or (changed and bool(kept.validators))


def retry_failed(day: date | None, today: date) -> bool:
    """Whether something that failed in an earlier run is tried again: as long as its meeting could be open."""
    return day is None or today <= day + LONGEST


def look_again(last: str | None, today: date, after: timedelta = _NEW_LOOK) -> bool:
    """Whether it is time to look again at something last looked at on a day (ISO, None: never)."""
    return last is None or date.fromisoformat(last) + after <= today


def due_tonight(lists: Sequence[str], last: Mapping[str, str], today: date, nights: int) -> list[str]:
    """Which lists are asked for, so that each comes once in so many nights and no night asks for all: those never asked
    for or longer ago than that, else the share of a night, oldest first. `last`: when each was, as ISO days."""
    share = -(-len(lists) // nights)
    oldest = sorted(lists, key=lambda name: last.get(name, ""))
    overdue = [name for name in oldest if look_again(last.get(name), today, timedelta(days=nights + 1))]
    return overdue if len(overdue) > share else oldest[:share]


def nearest(meetings: list[Meeting], limit: int | None, today: date) -> list[Meeting]:
    """At most `limit` meetings, those nearest to today; in the order of their days."""
    if limit is not None:
        far = timedelta.max
        distance = {id(m): abs(m.held_on - today) if m.held_on else far for m in meetings}
        meetings = sorted(meetings, key=lambda m: (distance[id(m)], m.id))[:limit]
    return sorted(meetings, key=lambda m: (m.held_on or date.max, m.id))
