"""Find the words that make a clause a promise, and how strongly they bind."""

import re

from commitments.due import names_year
from commitments.goal_figures import is_goal_figure
from commitments.pages import Page
from records.findings import STRENGTHS, Strength

_NAMES_AHEAD = re.compile(r"(?:this|next|later this)\b", re.IGNORECASE)


def first_cue(page: Page, start: int, end: int) -> tuple[Strength, tuple[int, int]] | None:
    """The first words of promise in a stretch, longest first, with their strength."""
    best: tuple[int, int, Strength] | None = None
    for strength in STRENGTHS:
        if match := page.first(strength, start, end):
            found = (match.start(), -match.end(), strength)
            if best is None or found[:2] < best[:2]:
                best = found
    if (match := page.first("goal", start, end)) and (best is None or match.start() < best[0]):
        soon = match.group().lower().startswith("so ") and lies_ahead(page, match.start(), end)
        if soon or any(is_goal_figure(page, start, item) for item in page.figures_in(start, end)):
            best = (match.start(), -match.end(), "planned")
    timed: tuple[tuple[str, Strength], ...] = (("timetabled", "planned"), ("should_by", "hoped"))
    for name, strength in timed:
        for match in page.all(name, start, end):
            if best is not None and match.start() > best[0]:
                break
            if lies_ahead(page, match.start(), end) or _opens_ahead(page, start, match.start()):
                best = (match.start(), -match.end(), strength)
                break
    return (best[2], (best[0], -best[1])) if best else None


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
