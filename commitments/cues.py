"""Find the words that make a clause a promise, and how strongly they bind."""

import re
from bisect import bisect_left
from functools import lru_cache

from commitments.due import names_year
from commitments.goal_figures import is_goal_figure
from commitments.pages import Page
from records.findings import STRENGTHS, Strength

_NAMES_AHEAD = re.compile(r"(?:this|next|later this)\b", re.IGNORECASE)


def first_cue(page: Page, start: int, end: int) -> tuple[Strength, tuple[int, int]] | None:
    """The first words of promise in a stretch, longest first, with their strength."""
    best = verb_of_promise(page, start, end)
    if (match := page.first("goal", start, end)) and (best is None or match.start() < best[0]):
        soon = match.group().lower().startswith("so ") and lies_ahead(page, match.start(), end)
        if soon or any(is_goal_figure(page, start, item) for item in page.figures_in(start, end)):
            best = (match.start(), match.end(), "planned")
    timed: tuple[tuple[str, Strength], ...] = (("timetabled", "planned"), ("should_by", "hoped"))
    for name, strength in timed:
        for match in page.all(name, start, end):
            if best is not None and match.start() > best[0]:
                break
            if lies_ahead(page, match.start(), end) or _opens_ahead(page, start, match.start()):
                best = (match.start(), match.end(), strength)
                break
    return (best[2], (best[0], best[1])) if best else None


def verb_of_promise(page: Page, start: int, end: int) -> tuple[int, int, Strength] | None:
    """Where in a stretch the first words stand that promise by themselves, longest first, and how strongly."""
    starts, found = _verbs(page)
    for verb in found[bisect_left(starts, start) : bisect_left(starts, end)]:
        if verb[1] <= end:
            return verb
    return None


@lru_cache(maxsize=2)
def _verbs(page: Page) -> tuple[list[int], list[tuple[int, int, Strength]]]:
    """All of a page's words that promise by themselves, and where they begin: each clause asks for its own."""
    whole = len(page.text)
    found = [(match.start(), match.end(), strength) for strength in STRENGTHS for match in page.all(strength, 0, whole)]
    found.sort(key=lambda verb: (verb[0], -verb[1]))
    return [verb[0] for verb in found], found


def _opens_ahead(page: Page, start: int, end: int) -> bool:
    """Whether a clause opens with a time after the published day: "From September it stops"."""
    times = page.times_in(start, end)
    return bool(times) and times[0].start == start and lies_ahead(page, start, end)


def lies_ahead(page: Page, start: int, end: int) -> bool:
    """Whether a time after the published day is named close by, with a preposition."""
    for time in page.times_in(start, end):
        if (
            time.start > start + 70
            or not (time.preposition or _NAMES_AHEAD.match(page.text, time.start))
            or time.role not in ("due", "as_of")
        ):
            continue
        day = time.deadline.end
        if day is None:
            return time.preposition in ("after", "from", "in", "by")
        if page.published is not None and (day >= page.published or not names_year(time.deadline.text)):
            return True
    return False
