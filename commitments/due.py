"""Choose the time by which a promise is due: in its clause, its sentence, its lead, or the plan's own life."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from commitments.deadlines import FoundDeadline, find_deadlines
from commitments.decision_days import WEEKDAY, is_put_to, is_when_decided
from commitments.due_elsewhere import budget_year, budget_years, day_before, field_after, life_of_plan, own_life
from commitments.pages import Page
from commitments.periods import financial_year, financial_year_of, last_day
from records.findings import Deadline

if TYPE_CHECKING:  # promises ask whether a time names its year
    from commitments.promises import Promise


def due(page: Page, promise: "Promise", figure: tuple[int, int] | None, *, money: bool = False) -> Deadline | None:
    """The deadline of a promise; the nearest to its figure when the clause names several."""
    times = _due_times(page, promise.start, promise.end, counted=figure is not None, cue=promise.cue[1])
    if figure and page.words("rhythm").search(page.text, figure[1], min(promise.end, figure[1] + 45)):
        other = next((item.start for item in page.figures_in(figure[1], promise.end)), promise.end)
        times = [time for time in times if time.start < other]
    if figure and _is_yearly_sum(page, *figure):  # "and save £430,000 a year" is due on no day named before it
        after = [time for time in times if time.start >= figure[1]]
        return _dated(page, after[0]) if after else None
    times = _without_asides(page, promise, times)
    if chosen := _nearest(times, figure or promise.cue):
        return budget_years(page, _dated(page, chosen)) if money else _begun(page, promise, _dated(page, chosen))
    if figure and (goal := _YEARS_GOAL.search(page.text, promise.start, figure[0])) and page.published:
        year = financial_year(financial_year_of(page.published))
        return Deadline(text=goal.group("year"), start=year.start, end=year.end, precision=year.precision)
    unit = promise.setting.unit
    if (which := _WHICH_IS.match(page.text, promise.end)) and (later := _due_times(page, which.end(), unit.end)):
        return _dated(page, later[0])
    if (same := _DO_SO.search(page.text, promise.end, unit.end)) and (later := _due_times(page, same.end(), unit.end)):
        return _dated(page, later[0])
    if _THAT_DAY.search(page.text, promise.start, promise.end) and (named := day_before(page, promise.start)):
        return _dated(page, named)
    if _WHEN.match(page.text, promise.start):
        before = page.text[: promise.start].rstrip(" ,\n")
        if then := [time for time in _due_times(page, unit.start, len(before)) if time.end == len(before)]:
            return _dated(page, then[0])
    opening = [
        time
        for time in _due_times(page, unit.start, promise.start)
        if (time.start < unit.start + 12 or promise.rule == "goes on") and not is_when_decided(page, promise, time)
    ]
    if chosen := _nearest(opening, promise.cue):
        return _dated(page, chosen)
    for lead in unit.leads():
        later = [  # not the meeting's, nor that of the council which is to decide
            time
            for time in _due_times(page, lead.start, lead.end)
            if _is_later(page, time) and not is_put_to(page, time, lead.start)
        ]
        if chosen := _nearest(later, promise.cue):
            return _dated(page, chosen)
    if field := field_after(page, unit.end):
        return field.deadline
    if promise.setting.part == "plan" and promise.rule in ("plan line", "imperative"):
        return life_of_plan(page)
    if life := own_life(page, promise.start, promise.end):
        return life
    return budget_year(page, promise.start, unit) if money and figure else None


# "on course for the annual target of 20"
_YEARS_GOAL = re.compile(
    r"\b(?P<year>annual|yearly|full[\s-]year|year[\s-]end)\s+(?:target|goal|aim|ambition)\s+of\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# "two co-ordinators, who are expected to be in post by August"
_WHICH_IS = re.compile(
    r",?\s+(?:which|who|both|all|and\s+(?:building|building\s+work|construction|work|works))\s+(?:of\s+(?:which|them|these)\s+)?"
    r"(?:(?:should|will|would|is|are|was|were|has|have)\s+)?(?:now\s+)?(?:on\s+(?:schedule|course|track)\s+|(?:to\s+)?"
    r"(?:be|due|expected|planned|scheduled|hoped|set|intended|ready|likely)\b)",
    re.IGNORECASE,
)
# "the first of them by Easter and the remaining five during 2025": the whole is due with the last of it.
_FIRST_OF = re.compile(
    r",\s+(?:with\s+)?(?:the\s+first|starting|beginning|of\s+which)\b[^.;]*?"
    r"(?=$|,\s+and\b|\band\s+(?:the\s+)?(?:remaining|remainder|rest|others?|last|second)\b)",
    re.IGNORECASE,
)


_STARTING = re.compile(r"(?:starting|beginning|commencing)\b", re.IGNORECASE)


# "all will be trained by the end of March, when nine contracts are due to end"
_WHEN = re.compile(r"(?:when|by\s+which\s+(?:time|point|date)|at\s+which\s+(?:time|point))\b", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:once|as\s+soon\s+as)\b[^,;.]*$", re.IGNORECASE)  # "will drop once the panel starts in June"
# "In summer 2022 the strategy will be refreshed, ahead of the 2023/24 budget"
_AHEAD_OF = re.compile(
    r",\s+(?:well\s+|just\s+)?(?:ahead\s+of|in\s+advance\s+of|in\s+time\s+for)\s[^,.;]*$", re.IGNORECASE
)


def _without_asides(page: Page, promise: "Promise", times: list[FoundDeadline]) -> list[FoundDeadline]:
    """The times of a clause without those of a part of what is promised and of its subject ("the next report")."""
    first = _FIRST_OF.search(page.text, promise.cue[1], promise.end)
    if first is not None:
        whole = [time for time in times if not first.start() <= time.start < first.end()]
        times = whole or [time for time in times if _STARTING.match(time.deadline.text)]
    times = [time for time in times if not is_when_decided(page, promise, time)]
    times = [time for time in times if not _ONCE.search(page.text, promise.cue[1], time.start)]
    times = [time for time in times if not _AHEAD_OF.search(page.text, promise.cue[1], time.end)] or times
    dated = [time for time in times if time.deadline.end is not None or time.preposition]
    return dated or times


# "that the contract be let for three years from 1 April": it is in place when it begins.
_LET = re.compile(
    r"\b(?:award\w*|let|admit\w*|appoint\w*|enter(?:s|ed|ing)?\s+into|procur\w*|commission(?:s|ed|ing)?|contracts?\s+for|join(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
_LONGER = re.compile(r"\b(?:exten\w+|renew\w*|frozen|remain\w*|continu\w+|prolong\w*)\b", re.IGNORECASE)
_SPAN_FROM = re.compile(
    r"(?:for\s+)?(?:an?\s+)?(?:\w+\s+)*?\S+[\s-]+(?:years?|months?)\s+(?=(?:from|starting|beginning|commencing)\b)",
    re.IGNORECASE,
)


def _begun(page: Page, promise: "Promise", deadline: Deadline) -> Deadline:
    """A contract let for some years is due on the day from which it runs."""
    span = _SPAN_FROM.match(deadline.text) if deadline.precision == "relative" else None
    if span is None or not _LET.search(page.text, promise.start, promise.end):
        return deadline
    if _LONGER.search(page.text, promise.start, promise.end):
        return deadline
    first = find_deadlines(deadline.text, page.published, span.end())
    return replace(first[0].deadline, start=None) if first else deadline


def _is_later(page: Page, time: FoundDeadline) -> bool:
    return time.deadline.end is None or page.published is None or time.deadline.end > page.published


def _due_times(
    page: Page, start: int, end: int, *, counted: bool = True, cue: int | None = None
) -> list[FoundDeadline]:
    """The times of a stretch that can be when something is due; `cue` is where its words of promise end."""
    told_from = start if cue is None else cue
    return [time for time in page.times_in(start, end) if _is_due(page, time, told_from, counted=counted)]


_LIFE = re.compile(
    r"\b(?:strategy|plan|programme|framework|policy|MTFS|MTFP|budget)\b,?\s*(?:\(|for\s+(?:the\s+)?)?$", re.IGNORECASE
)


def _is_long(time: FoundDeadline) -> bool:
    """More than a year: the life of a plan."""
    first, last = time.deadline.start, time.deadline.end
    return (first is not None and last is not None and (last - first).days > 400) or "years" in time.deadline.text


def _is_due(page: Page, time: FoundDeadline, start: int, *, counted: bool) -> bool:
    if _is_long(time) and _LIFE.search(page.text, max(0, time.start - 30), time.start):
        return False  # "a strategy for the next five years" is not due then
    if time.preposition in ("by", "") and _MOVED_BY.search(page.text, max(0, time.start - 80), time.start):
        return time.deadline.precision != "relative"  # "extended by two months": so much, and not when
    clock = _OWN_CLOCK.match(page.text, time.end)
    if clock and (time.deadline.precision == "relative" or not clock.group("body")):
        return False  # "within three months of their birthday"
    if time.role == "standard" and (counted or _EVERY.search(page.text, max(0, time.start - 100), time.start)):
        return False
    if time.preposition == "after" and time.deadline.precision == "relative":  # and not "of operation": of no day told
        return _AFTER_ALL.fullmatch(time.deadline.text) is not None and _STOP.match(page.text, time.end) is not None
    if _NO_DAY.fullmatch(time.deadline.text):
        return False
    if time.role == "past":  # "in September" beside a verb of the past: of a promise it is the next one
        dated = time.preposition in _FORWARD and time.deadline.precision in _YEARLY
        return dated and not names_year(time.deadline.text) and not _TOLD.search(page.text, start, time.start)
    end = time.deadline.end
    if not names_year(time.deadline.text):
        return time.role == "due" or end is not None
    if end is not None and page.published is not None and end < page.published:
        return False
    return time.role == "due" or end is not None


# Read as gone by beside a verb of the past; in the words of a promise they lie ahead.
_FORWARD = frozenset(("in", "by", "before", "from", "until", "during", "on", "at", "for", "with effect from", "to", ""))
_YEARLY = frozenset(("day", "month", "season", "quarter"))
_EVERY = re.compile(
    r"(?<!\bthem\s)(?<!\bto\s)(?<!\bfor\s)(?<!\bby\s)(?<!\bwith\s)\b(?:every|each|all|any)\b", re.IGNORECASE
)
_MOVED_BY = re.compile(
    r"\b(?:exten\w+|reduc\w+|cut\w*|shorten\w*|delay\w*|slip\w*|lengthen\w*|increas\w+|brought\s+forward|put\s+back)\b[^.;]*$",
    re.IGNORECASE,
)
_OWN_CLOCK = re.compile(
    r"\s+(?:of|after|from)\s+(?:(?:a|the|their|his|her|each|every|any)\s+)?(?:child\w*|\w+\s+birthday|birthday|\w*\s?referral|enquir\w+"
    r"|request|receipt|becoming|starting|leaving|turning|arriv\w+|entry|entering|placement|being|birth|(?P<body>contact|panel))\b",
    re.IGNORECASE,
)
# Today is no deadline; "failed two inspections in a year" says how often.
_NO_DAY = re.compile(r"(?:than\s+)?(?:today|yesterday)|in\s+a\s+(?:single\s+)?year", re.IGNORECASE)
# "were starting in September", "was arranged for May": told of a time that then lay ahead
_TOLD = re.compile(
    r"\b(?:had|(?:was|were)(?!\s+(?:(?:not|now|still|also|then)\s+)?(?:due|arranged|scheduled|planned|expected|booked|starting|beginning"
    r"|joining|opening)\b))\b(?!\s+(?:being|to)\b)[^,;]*$",
    re.IGNORECASE,
)
_AFTER_ALL = re.compile(r"after\s+(?:an?|\d+|[a-z]+)\s+(?:months?|years?|weeks?)", re.IGNORECASE)
_STOP = re.compile(r"\s*(?:[.;:,)]|$|\band\b)", re.IGNORECASE)
_A_YEAR = re.compile(
    r"\b(?:a|per|each|every)\s+(?:full\s+)?year\b|\bannually\b|\bper\s+annum\b|\bfull[\s-]year\b", re.IGNORECASE
)
_DO_SO = re.compile(r"\b(?:do|does|done)\s+(?:so|this)\b", re.IGNORECASE)
_THAT_DAY = re.compile(
    r"\b(?:by|from|on|at|before)\s+(?:that|the\s+same)\s+(?:date|time|day|point|deadline|meeting)\b"
    r"|\bby\s+then\b|\bthen$",
    re.IGNORECASE,
)
_NEXT_MEETING = re.compile(
    r"\bnext\s+meeting\b[^.\n]{0,24}?(?=\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)", re.IGNORECASE
)


def _is_yearly_sum(page: Page, start: int, end: int) -> bool:
    """Whether a sum of money is so much a year."""
    figures = page.figures_in(start, end)
    if not figures or figures[0].form != "money":
        return False
    return _A_YEAR.search(page.text, max(0, start - 24), min(len(page.text), end + 16)) is not None


def _dated(page: Page, time: FoundDeadline) -> Deadline:
    """The deadline a time is; "the next meeting" has a day where the page gives it."""
    if time.deadline.end is None and re.search(r"\b(?:next|following)\b", time.deadline.text):
        named = _NEXT_MEETING.search(page.text)
        days = page.times_in(named.end(), min(len(page.text), named.end() + 40)) if named else []
        if days and days[0].deadline.precision == "day":
            return replace(days[0].deadline, text=time.deadline.text)
    end = time.deadline.end
    if end and page.published and end < page.published and WEEKDAY.fullmatch(time.deadline.text):
        return replace(time.deadline, start=None, end=end + timedelta(days=7))  # "a new team starts work on Monday"
    if time.role == "past" and end is not None and not names_year(time.deadline.text):
        return _year_on(time.deadline)
    return _ahead(page, time.deadline)


def names_year(words: str) -> bool:
    """Whether a time names its year, or says that it is gone by."""
    return _YEAR.search(words) is not None


_YEAR = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d\d/\d\d\b|['’]\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]\d\d$"
    r"|\b(?:last|ago|previous|past|this|earlier)\b",
    re.IGNORECASE,
)


_ISSUE_DAYS = 150


def _ahead(page: Page, deadline: Deadline) -> Deadline:
    """A promise looks forward: "in May" said in June is next May."""
    if deadline.end is None or page.published is None or names_year(deadline.text):
        return deadline
    if (page.published - deadline.end).days < _ISSUE_DAYS:  # ahead, or told at an earlier meeting of the same issue
        return deadline
    return _year_on(deadline)


def _year_on(deadline: Deadline) -> Deadline:
    end, start = deadline.end, deadline.start
    later = end and _next_year(end)
    if end and later and end.month == 2 and end == last_day(end.year, 2) and deadline.precision != "day":
        later = last_day(later.year, 2)  # February has 28 or 29 days
    return replace(deadline, end=later, start=start and _next_year(start))


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
