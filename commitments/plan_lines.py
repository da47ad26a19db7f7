"""Tell lines that promise without a verb of promise: tasks in note form, imperatives, a figure with its date."""

import re

from commitments.clauses import Clause, begins_with_verb
from commitments.cues import lies_ahead
from commitments.goal_figures import is_goal_figure
from commitments.pages import Page
from commitments.settings import SOMEBODY_TO, Setting

_NO_IMPERATIVE = frozenset(
    (
        "to",
        "new",
        "more",
        "extra",
        "additional",
        "further",
        "another",
        "higher",
        "greater",
        "less",
        "fewer",
        "lower",
        "report",
        "second",
        "third",
    )
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|asked|agreed|should|could|may)\b", re.IGNORECASE
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|heard|told|came|went|made|stood|did|does|can|could|may"
    r"|believe|think|\w{3,}ed)\b",
    re.IGNORECASE,
)


def is_fragment(page: Page, setting: Setting, clause: Clause) -> bool:
    """A figure with the day it is due and no verb at all: "95% of reviews on time by March 2026"."""
    if _FINITE.search(page.text, clause.start, clause.end):
        return False
    figures = [item for item in page.figures_in(clause.start, clause.end) if is_goal_figure(page, clause.start, item)]
    due = [
        time
        for time in page.times_in(clause.start, clause.end)
        if time.preposition in ("by", "before", "within") and lies_ahead(page, clause.start, clause.end)
    ]
    return bool(figures and due) and setting.part != "past"


def is_task(page: Page, clause: Clause) -> bool:
    """A line without a finite verb that gives somebody something to do: "Head of Service to write to all carers"."""
    somebody = SOMEBODY_TO.match(page.text, clause.start, clause.end)
    return (
        somebody is not None
        and not _AUXILIARY.search(page.text, clause.start, clause.end)
        and begins_with_verb(page, somebody.end(), clause.end, line=True)
    )


def is_imperative(page: Page, setting: Setting, clause: Clause) -> bool:
    """A line of a plan quoted or told in prose: "Recruit more carers to have a net increase of 10"."""
    first = page.text[clause.start : clause.end].split(" ", 1)[0]
    opens = clause.start <= setting.unit.start + 2 or page.text[clause.start - 1] in '“"‘'
    return (
        opens
        and first[:1].isupper()
        and "|" not in page.text[clause.start : clause.end]
        and not first.endswith(("ed", "ing"))
        and first.lower() not in _NO_IMPERATIVE
        and begins_with_verb(page, clause.start, clause.end, line=True)
        and not _AUXILIARY.search(page.text, clause.start, min(clause.end, clause.start + 40))
    )
