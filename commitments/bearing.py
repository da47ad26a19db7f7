"""What one figure says of one goal: reached, not reached in time, on the way, or only where it stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commitments.agreement import direction, is_level, is_share
from commitments.known import Known
from records.commitments import Bearing
from records.findings import Deadline, Observation, Statement
from records.topics import Topic

_NEAR_END = 7  # days before a deadline from which a yearly figure is its outturn
_NEW_PERIOD = 45  # days after a deadline from which a count belongs to the next period
ANOTHER_TIME = 548  # days after a deadline from which a level says nothing of it
OLD_BASELINE = 400  # days before the promise from which a figure is history
_STATED_BASELINE = 120
_SMALL = 10  # levels below this may well halve or double
_FAR = 3  # times the number promised
_DONE = re.compile(r"\b(?:filled|recruited|appointed|hired|opened|created|trained)\b", re.IGNORECASE)
_NET = re.compile(
    r"\bnet\b|\bmore\b[^.;]*\bthan (?:it|we|they|there|at|now)\b|\b(?:higher|up)\b[^.;]*\bthan\b", re.IGNORECASE
)
_ON_A_DAY = re.compile(
    r"\b(?:on|at|as at|as of)\s+(?:the end of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_OVER_A_TIME = re.compile(
    r"\b(?:in|during|over|for|throughout|within) (?:the|that|this|a|its|each) "
    r"(?:\w+ )?(?:year|quarter|month|period|week)"
    r"|\b(?:since|between|so far)\b|\bin (?:19|20)\d\d|\bto date\b",
    re.IGNORECASE,
)
_EVENTS = frozenset({"cases", "visits", "nights", "reports", "assessments", "hours"})


@dataclass(frozen=True, slots=True)
class Goal:
    """A commitment as figures are held against it: its mentions, and the span its deadlines leave."""

    mentions: Sequence[Known]
    value: float | None
    level: bool
    way: int  # +1 more is kept, -1 fewer, 0 unknown
    baselines: frozenset[float]
    net: bool
    first: date
    last: date
    opens: date | None  # the first day of the span the words name
    start: date | None  # the same where the span is a year to count over
    end: date | None
    papers: frozenset[str]
    worked_out: bool  # the baseline is the level reported when it was set, not one it names
    limit: bool  # a bound to be kept under or over, rather than reached


def goal_of(topic: Topic, mentions: Sequence[Known], starts_from: frozenset[float] = frozenset()) -> Goal | None:
    """The goal of a commitment's mentions; None when no mention is dated. `starts_from` is the baseline of the
    commitment it replaced, which holds where it names none."""
    days = [place.published for known in mentions for place in known.mention.places if place.published]
    if not days:
        return None
    stated = [known.mention.statement for known in mentions]
    valued = next((s for s in stated if s.value is not None), stated[0])
    part = next((aim for s in stated if (aim := share_of_baseline(s)) is not None), None)
    ends = [s.deadline.end for s in stated if s.deadline and s.deadline.end]
    starts = [start for s in stated if (start := period_start(s.deadline))]
    ways = [direction(topic, known.mention.statement, known.subject.plain) for known in mentions]
    added = any(_must_be_added(topic, s) for s in stated)
    done = any(s.change == "reach" and s.baseline is None and _DONE.search(s.quote) for s in stated)
    levels = [is_level(s) for s in stated if s.value is not None and not added and not (done and not is_share(s.unit))]
    level = part is not None or any(levels)
    baselines = frozenset(s.baseline for s in stated if s.baseline is not None)
    return Goal(
        mentions=mentions,
        value=valued.value if part is None else part,
        level=level,
        way=1 if added else next((way for way in ways if way), 0),
        baselines=baselines or (frozenset() if level else starts_from),
        net=any(s.net or (s.change == "increase_by" and _NET.search(s.quote)) for s in stated),
        first=min(days),
        last=max(days),
        opens=min((s.deadline.start for s in stated if s.deadline and s.deadline.start), default=None),
        start=min(starts) if starts else None,
        end=max(ends) if ends else None,
        papers=frozenset(place.paper for known in mentions for place in known.mention.places),
        worked_out=False,
        limit=any(s.change in ("at_most", "at_least", "maintain") for s in stated),
    )


def aim_of(goal: Goal) -> float | None:
    """The level at which a goal is kept; None where it is of so many more and where it started is not known."""
    if goal.value is None or goal.level:
        return goal.value
    if len(goal.baselines) != 1 or not goal.way:
        return None
    return next(iter(goal.baselines)) + goal.way * goal.value


def _must_be_added(topic: Topic, statement: Statement) -> bool:
    """Whether a number to be reached can only be one to be added: where more is better, and there were far more."""
    measure = topic.measure.get(statement.measure)
    if measure is None or measure.good != "up" or is_share(statement.unit) or not statement.value:
        return False
    return is_level(statement) and statement.baseline is not None and statement.value * 2 < statement.baseline


def share_of_baseline(statement: Statement) -> float | None:
    """The level at which "halve the 14" or "a third more than 30" is kept; None where it is no share of a count."""
    if statement.unit != "percent" or statement.value is None or statement.baseline is None:
        return None
    sign = {"increase_by": 1, "decrease_by": -1}.get(statement.change)
    return None if sign is None else statement.baseline * (1 + sign * statement.value / 100)


def period_start(deadline: Deadline | None) -> date | None:
    """The first day of the period a target counts over, None when it only has an end."""
    if deadline is None or deadline.end is None:
        return None
    if deadline.precision in ("financial_year", "academic_year"):
        return deadline.start or deadline.end.replace(year=deadline.end.year - 1) + timedelta(days=1)
    if deadline.start and (deadline.end - deadline.start).days >= 300:
        return deadline.start
    return None


def bearing_of(
    goal: Goal, seen: Observation, *, paper: str, published: date, delivered: bool, part: bool
) -> tuple[Bearing, str] | None:
    """How a figure of the goal's own measure, unit and cohort bears on it, and why; None when it does not.

    `delivered` says that the words count what was done since, `part` that they count a part of the year only.
    """
    if seen.as_of is None:
        return ("context", "a figure without a day") if paper in goal.papers and seen.value in goal.baselines else None
    day = seen.as_of
    flow = seen.basis == "flow" and not (_is_level_after_all(goal, seen) or is_position(seen.quote))
    if published < goal.first or (seen.value is None and seen.rag is None):
        return None
    if goal.end and day > goal.end:
        late = (day - goal.end).days
        next_target = seen.target is not None and goal.value is not None and seen.target != goal.value
        ceased = goal.value == 0 and goal.start is None  # none from that day on
        if next_target or late > (_NEW_PERIOD if flow and not ceased else ANOTHER_TIME):
            return None
    beyond = goal.value is not None and not is_share(seen.unit) and _beyond(goal, seen.value)
    if beyond and (flow or goal.level):
        return None
    if seen.target == goal.value and goal.value and not goal.level and seen.value is not None and day > goal.first:
        reached, over = seen.value >= goal.value, goal.end is not None and day >= goal.end
        return (
            "met" if reached else "missed" if over and not part else "progress"
        ), f"{seen.value:g} of {goal.value:g}"
    if flow:
        return _flow(goal, seen, day, paper, part)
    if not is_share(seen.unit) and not _of_one_scale(goal, seen.value):
        return None
    if day <= goal.first and not _is_outturn(goal, day):
        return _baseline(goal, seen, paper, day)
    if goal.value is None:
        return None if delivered else ("progress", "a later figure of the same measure")
    if goal.level:
        return _level(goal, seen, day)
    return _added(goal, seen, day, delivered=delivered and not beyond and paper not in goal.papers)


def is_position(quote: str) -> bool:
    """Whether words count how many there are on a day, though they hold a verb of doing ("176 were registered on 31
    March")."""
    return _ON_A_DAY.search(quote) is not None and _OVER_A_TIME.search(quote) is None


def _of_one_scale(goal: Goal, value: float | None) -> bool:
    """Whether a level can be of the thing the goal is about: one far beyond the goal, or far from where it started, is
    a part of it or another thing."""
    if value is not None and goal.baselines and not goal.level:
        return min(goal.baselines) / 2 <= value <= max(goal.baselines) * 2 or max(goal.baselines) < _SMALL
    if value is None or goal.value is None or not goal.level or abs(goal.value) < _SMALL:
        return True
    known = [goal.value, *goal.baselines]
    if (goal.way < 0 or goal.baselines) and value < min(known) / 2:
        return False
    return not ((goal.way > 0 or goal.baselines) and value > max(known) * 2)


def _beyond(goal: Goal, value: float | None) -> bool:
    """Whether a count is far more than was ever to be reached, or added: then it counts another thing."""
    known = [abs(goal.value or 0), *map(abs, goal.baselines)]
    return goal.way >= 0 and value is not None and value >= _SMALL and abs(value) > _FAR * max(known)


def _is_outturn(goal: Goal, day: date) -> bool:
    """Whether a figure is of the deadline itself, where the promise is known only from a paper that came after it."""
    return goal.end is not None and goal.end < goal.first and 0 <= (day - goal.end).days <= _NEW_PERIOD


def _is_level_after_all(goal: Goal, seen: Observation) -> bool:
    """Whether a count read as one over a period is as large as the level the goal is about: 131 households are no
    quarter's approvals."""
    if not goal.level or goal.start or goal.value is None or seen.value is None or seen.unit in _EVENTS:
        return False
    known = [goal.value, *goal.baselines]
    return goal.value >= _SMALL and min(known) / 2 <= seen.value <= max(known) * 2


def _flow(goal: Goal, seen: Observation, day: date, paper: str, part: bool) -> tuple[Bearing, str] | None:
    """A count over a period, which bears on a number to be added, or on a yearly number, within its period."""
    if goal.value is not None and goal.level and not (goal.start or seen.unit in _EVENTS or seen.target == goal.value):
        return None
    opening = goal.start or goal.first
    if day <= opening or (goal.opens and day <= goal.opens):
        before = paper in goal.papers and goal.start and 0 <= (opening - day).days <= _NEW_PERIOD and not part
        return ("context", "the count before") if before or seen.value in goal.baselines else None
    if goal.value is None or seen.value is None:
        return "progress", "counted since"
    said = f"{seen.value:g} of {goal.value:g}"
    at_end = goal.end is not None and not part and (goal.end - day).days <= _NEAR_END
    if goal.level and goal.way < 0:  # a count that was not to grow beyond the goal
        over = seen.value > goal.value and goal.end is not None
        return ("missed" if over else "met" if at_end else "progress"), said
    if seen.value >= goal.value:
        return "met", said
    return ("missed", f"{said} at the end") if at_end else ("progress", said)


def _baseline(goal: Goal, seen: Observation, paper: str, day: date) -> tuple[Bearing, str] | None:
    """A level at or before the day of the promise: where it started from."""
    stated = seen.value in goal.baselines
    age = (goal.first - day).days
    own_words = any(
        known.mention.place.paper == paper
        and known.mention.statement.start <= seen.start
        and seen.end <= known.mention.statement.end
        for known in goal.mentions
    )
    if own_words and stated and age > _STATED_BASELINE:
        return None  # the promise's own words, repeated
    if stated:
        return "context", "where it started from"
    if paper not in goal.papers or age > OLD_BASELINE or seen.basis == "forecast":
        return None
    if goal.value is None or goal.level:
        return "context", "the figure when it was promised"
    if goal.net or (goal.way < 0 and seen.value == goal.value):
        return "context", "the figure when it was promised"
    return None


def _level(goal: Goal, seen: Observation, day: date) -> tuple[Bearing, str] | None:
    """A level held against a level to be at."""
    assert goal.value is not None
    if seen.value is None:
        verdict: Bearing = {"red": "missed", "green": "met"}.get(seen.rag or "", "progress")  # type: ignore[assignment]
        decided = goal.end is not None and day >= goal.end
        return (verdict if decided else "progress"), f"reported {seen.rag}"
    said = f"{seen.value:g} against {goal.value:g}"
    over = goal.end is not None and (goal.end - day).days <= 0
    if seen.basis == "forecast":
        return "progress", f"forecast {said}"
    if not goal.way:
        return ("met" if seen.value == goal.value else "progress"), said
    reached = (seen.value - goal.value) * goal.way >= 0
    if reached:
        running = goal.end is not None and not over
        kept = running and (goal.limit or (goal.start is not None and is_share(seen.unit)))
        if kept and not _came_from_worse(goal):
            return "progress", f"{said}, with time still to run"
        return "met", said
    return ("missed" if over else "progress"), said


def _came_from_worse(goal: Goal) -> bool:
    """Whether the goal was not yet reached when it was set, so that reaching it once keeps it."""
    assert goal.value is not None
    return any((value - goal.value) * goal.way < 0 for value in goal.baselines) and goal.start is None


def _added(goal: Goal, seen: Observation, day: date, *, delivered: bool) -> tuple[Bearing, str] | None:
    """A level held against a number to be added or taken away: it needs a baseline, or words that count the done."""
    assert goal.value is not None
    over = goal.end is not None and day >= goal.end
    if goal.baselines and seen.value is not None:
        start = min(goal.baselines) if goal.way >= 0 else max(goal.baselines)
        if seen.value == start:
            return "context", "where it started from"
        aim = start + goal.way * goal.value
        named = " (the level reported when it was set)" if goal.worked_out else ""
        said = f"{seen.value:g}, from {start:g}{named} towards {aim:g}"
        if (seen.value - aim) * goal.way >= 0:
            return "met", said
        return ("missed" if over else "progress"), said
    if delivered and goal.way > 0 and seen.value is not None:
        said = f"{seen.value:g} of {goal.value:g}"
        return ("met" if seen.value >= goal.value else "progress"), said
    if goal.net or goal.way < 0:
        return "context", "no baseline was given to compare it with"
    return None
