"""Choose the time by which a promise is due: in its clause, its sentence, its lead, or the plan's own life."""

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from commitments.deadlines import FoundDeadline, find_deadlines
from commitments.pages import Page
from records.findings import Deadline

if TYPE_CHECKING:  # promises ask whether a time names its year
    from commitments.promises import Promise

_WITHIN = frozenset(
    (
        "",
        "in",
        "during",
        "over",
        "across",
        "throughout",
        "through",
        "between",
        "for",
        "from",
        "to",
        "until",
        "till",
        "on",
        "at",
        "after",
        "before",
        "by",
        "within",
        "of",
    )
)


def due(page: Page, promise: "Promise", figure: tuple[int, int] | None) -> Deadline | None:
    """The deadline of a promise; the nearest to its figure when the clause names several."""
    times = _due_times(page, promise.start, promise.end, counted=figure is not None)
    if figure and page.words("rhythm").search(page.text, figure[1], min(promise.end, figure[1] + 45)):
        times = [time for time in times if time.start < figure[1] + 45]
    if chosen := _nearest(times, figure or promise.cue):
        return _ahead(page, chosen.deadline)
    unit = promise.setting.unit
    opening = [
        time
        for time in _due_times(page, unit.start, promise.start)
        if (time.start < unit.start + 12 or promise.rule == "goes on")
    ]
    if chosen := _nearest(opening, promise.cue):
        return _ahead(page, chosen.deadline)
    for lead in unit.leads():
        later = [
            time for time in _due_times(page, lead.start, lead.end) if _is_later(page, time)
        ]  # no meeting's own day
        if chosen := _nearest(later, promise.cue):
            return _ahead(page, chosen.deadline)
    if promise.setting.part == "plan" and promise.rule == "plan line":
        return _life_of_plan(page)
    return None


def _is_later(page: Page, time: FoundDeadline) -> bool:
    return time.deadline.end is None or page.published is None or time.deadline.end > page.published


def _due_times(page: Page, start: int, end: int, *, counted: bool = True) -> list[FoundDeadline]:
    return [time for time in page.times_in(start, end) if _is_due(page, time, counted=counted)]


_LIFE = re.compile(
    r"\b(?:strategy|plan|programme|framework|policy|MTFS|MTFP|budget)\b,?\s*(?:\(|for\s+(?:the\s+)?)?$", re.IGNORECASE
)


def _is_long(time: FoundDeadline) -> bool:
    """More than a year: the life of a plan."""
    first, last = time.deadline.start, time.deadline.end
    return (first is not None and last is not None and (last - first).days > 400) or "years" in time.deadline.text


def _is_due(page: Page, time: FoundDeadline, *, counted: bool) -> bool:
    if _is_long(time) and _LIFE.search(page.text, max(0, time.start - 30), time.start):
        return False  # "a strategy for the next five years" is not due then
    if time.role == "past" or (time.role == "standard" and counted):
        return False
    end = time.deadline.end
    if not names_year(time.deadline.text):
        return time.role == "due" or end is not None
    if end is not None and page.published is not None and end < page.published:
        return False
    return time.role == "due" or end is not None


def names_year(words: str) -> bool:
    """Whether a time names its year, or says that it is gone by."""
    return _YEAR.search(words) is not None


_YEAR = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d\d/\d\d\b|['’]\d\d\b|\b(?:last|ago|previous|past|this|earlier)\b",
    re.IGNORECASE,
)


_ISSUE_DAYS = 150


def _ahead(page: Page, deadline: Deadline) -> Deadline:
    """A promise looks forward: "in May" said in June is next May."""
    if deadline.end is None or page.published is None or names_year(deadline.text):
        return deadline
    if (page.published - deadline.end).days < _ISSUE_DAYS:  # ahead, or told at an earlier meeting of the same issue
        return deadline
    return replace(deadline, end=_next_year(deadline.end), start=_next_year(deadline.start) if deadline.start else None)


def _next_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def _nearest(times: list[FoundDeadline], place: tuple[int, int]) -> FoundDeadline | None:
    """The time nearest after a place, else nearest before it."""
    after = [time for time in times if time.start >= place[0]]
    if after:
        return min(after, key=lambda time: time.start)
    return max(times, key=lambda time: time.end) if times else None


_YEARS = re.compile(r"\b20\d\d\s*(?:[-–—/]|to)\s*(?:20)?\d\d\b")


def _life_of_plan(page: Page) -> Deadline | None:
    """The years in a plan's title ("Sufficiency Strategy 2023–2026"), when the page's text repeats them."""
    named = _YEARS.search(page.title)
    place = page.text.find(named.group()) if named else -1
    if named is None or place < 0:
        return None
    found = [time for time in page.times if time.start <= place < time.end]
    found = found or find_deadlines(page.text, page.published, place, place + len(named.group()))
    return found[0].deadline if found and found[0].deadline.end else None
