"""Times of a promise that stand elsewhere on its page: in a field below, in the plan's title, with the budget."""

import re
from dataclasses import replace
from datetime import date

from commitments.deadlines import FoundDeadline, find_deadlines
from commitments.pages import Page
from commitments.sentences import Sentence
from records.findings import Deadline

_FIELD = re.compile(
    r"\b(?:due(?:\s+(?:date|by))?|deadline|target\s+date|time-?scales?|by\s+when|when|completion(?:\s+date)?"
    r"|complete\s+by|date)\s*:\s*",
    re.IGNORECASE,
)
# "Due" in a line of its own, and under it nothing but the time.
_LABEL_LINE = re.compile(
    r"[ \t\r]*\n[ \t]*(?:due(?:\s+(?:date|by))?|deadline|target\s+date|time-?scales?|by\s+when|complete\s+by)[ \t\r]*\n"
    r"[ \t]*(?P<time>[^\n]{2,40})(?=\n|$)",
    re.IGNORECASE,
)
_OF_LABEL = ("", "due", "deadline", "target date")  # what of the label is read as the preposition of the time
# A task, its owner and its day on lines of their own, as a table's cells are left when a paper is read.
_DAY_LINE = re.compile(
    r"[ \t]*\n(?:[^\n.]{2,40}\n){0,2}?"
    r"(?P<day>\d\d?[/.-]\d\d?[/.-](?:20)?\d\d|(?:by\s+)?(?:\d\d?\s+)?[A-Z][a-z]{2,8}\.?[ -](?:20)?\d\d)[ \t]*(?=\n|$)"
)
_REACH = 400


def day_before(page: Page, start: int) -> FoundDeadline | None:
    """The time named last before a place ("by that date")."""
    found = [time for time in page.times_in(max(0, start - _REACH), start) if time.deadline.end is not None]
    return found[-1] if found else None


def field_after(page: Page, end: int) -> FoundDeadline | None:
    """The day in a field of its own under a task ("Owner: ICB   Due: Mar 25")."""
    if label := _LABEL_LINE.match(page.text, end):
        first, last = label.start("time"), label.start("time") + len(label["time"].rstrip())
        named = next((time for time in page.times_in(end, last) if time.end == last), None)
        if named is None or page.text[named.start : first].strip().lower() not in (
            "",
            "due",
            "deadline",
            "target date",
        ):
            return None
        words = page.text[max(first, named.start) : last]
        return named._replace(start=max(first, named.start), deadline=replace(named.deadline, text=words))
    if line := _DAY_LINE.match(page.text, end):
        return next((time for time in page.times_in(line.start("day"), line.end("day"))), None)
    stop = page.text.find("\n\n", end, end + 200)
    field = _FIELD.search(page.text, end, stop if stop >= 0 else min(len(page.text), end + 200))
    if field is None or page.text.count("\n", end, field.start()) > 2:
        return None
    return next((time for time in page.times_in(field.start(), field.end() + 30) if time.end > field.end()), None)


_BUDGET = re.compile(r"\b(?:budget\w*|savings?|proposals?|growth|cuts?|spending|MTF[SP]|settlement)\b", re.IGNORECASE)


def budget_year(page: Page, start: int, sentence: Sentence) -> Deadline | None:
    """The financial year of the budget that is told of, for a sum of a budget that names no time itself: the paper is
    about one, or its sentence is."""
    if not (_BUDGET.search(page.text, sentence.start, sentence.end) or _is_of_budget(page)):
        return None
    for time in reversed(page.times_in(max(0, start - _TOLD_OF), start)):
        day = time.deadline.end
        if time.deadline.precision == "financial_year" and day and page.published and day > page.published:
            near = _BUDGET.search(page.text, max(0, time.start - 90), min(len(page.text), time.end + 60))
            return time.deadline if near else None
    return None


_TOLD_OF = 900
_OF_BUDGET = re.compile(r"\b(?:budget|MTF[SP]|medium[\s-]term\s+financial)\b", re.IGNORECASE)
_YEARS_LONG = re.compile(
    r"(?:over|across|for)\s+(?:the\s+)?(?:two|three|four|five|\d)(?:\s+financial)?\s+years", re.IGNORECASE
)


def budget_years(page: Page, deadline: Deadline) -> Deadline:
    """A deadline with its years counted from the next April where a budget is told of: "£3m over three years"."""
    start, end = deadline.start, deadline.end
    if not (start and end and start == page.published and _YEARS_LONG.fullmatch(deadline.text)):
        return deadline
    if not _is_of_budget(page):
        return deadline
    first = start.year + (start.month > 3)
    last = first + end.year - start.year
    return replace(deadline, start=date(first, 4, 1), end=date(last, 3, 31))


def _is_of_budget(page: Page) -> bool:
    opening = page.units[0] if page.units and page.units[0].form == "heading" else None
    headed = opening and _OF_BUDGET.search(page.text, opening.start, opening.end)
    return (headed or _OF_BUDGET.search(page.title)) is not None


_SPAN = r"20\d\d\s*(?:[-–—/]|to)\s*(?:20)?\d\d\b"
_YEARS = re.compile(rf"\b{_SPAN}")
_NOUN = r"(?P<noun>strategy|plan|programme|framework)\b"
_PLAN_OF = re.compile(rf"\b{_NOUN}[^.\n\d]{{0,40}}(?P<years>{_SPAN})", re.IGNORECASE)
# "over the life of the strategy", "by the end of the plan"
_LIFE_OF = re.compile(
    r"\b(?:(?:life(?:time|span)?|term|course|duration|end)\s+of|within|during|across|throughout)\s+(?:the|this|our|its)\s+"
    rf"(?:\w+\s+)?{_NOUN}",
    re.IGNORECASE,
)


def life_of_plan(page: Page) -> Deadline | None:
    """The years in a plan's title ("Sufficiency Strategy 2023–2026"), when the page's text repeats them."""
    in_title = _YEARS.search(page.title)
    place = page.text.find(in_title.group()) if in_title else -1
    return _years_at(page, place, place + len(in_title.group())) if in_title and place >= 0 else None


def own_life(page: Page, start: int, end: int) -> Deadline | None:
    """The years of the plan in whose life a promise between two offsets is to be kept: the page's own, else those of
    the plan so called that is named nearest."""
    life = _LIFE_OF.search(page.text, start, end)
    if life is None:
        return None
    if own := life_of_plan(page):
        return own
    if titled := [time for time in find_deadlines(page.title, page.published) if _YEARS.search(time.deadline.text)]:
        last = titled[0].deadline.end  # the years stand in the title alone: the words for its life are the deadline's
        if last and (page.published is None or last > page.published):
            return replace(titled[0].deadline, text=page.text[life.start() : life.end()])
    noun = life.group("noun").lower()
    named = [plan for plan in _PLAN_OF.finditer(page.text) if plan.group("noun").lower() == noun]
    nearest = min(named, key=lambda plan: abs(plan.start() - life.start()), default=None)
    return _years_at(page, *nearest.span("years")) if nearest else None


def _years_at(page: Page, start: int, end: int) -> Deadline | None:
    """The years that stand between two offsets as a deadline, unless they were over before publication."""
    found = [time for time in page.times if time.start <= start < time.end]
    found = found or find_deadlines(page.text, page.published, start, end)
    last = found[0].deadline.end if found else None
    over = last is None or (page.published is not None and last < page.published)
    return None if over else found[0].deadline
