"""Tell lines that promise without a verb of promise: tasks in note form, imperatives, a figure with its date."""

import re

from commitments.clauses import Clause, begins_with_verb
from commitments.cues import lies_ahead
from commitments.goal_figures import is_goal_figure
from commitments.pages import Page
from commitments.row_states import tells_over
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
        "measure",
    )
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|asked|agreed|should|could|may)\b", re.IGNORECASE
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|heard|told|came|went|made|stood|did|does|can|could|may"
    r"|believe|think)\b",
    re.IGNORECASE,
)
# A verb in the past after its subject; "plans issued in 20 weeks" and "non-maintained schools" have none.
_DID = re.compile(r"^(?:[A-Z][\w’'-]*\s+|the\s+\w+\s+|he\s+|she\s+|they\s+|we\s+|it\s+){1,5}(?:\w+ly\s+)?\w{2,}ed\b")
_TOLD_OF = re.compile(r",\s*(?:of\s+)?(?:which|whom|against|compared|up from|down from)\b|\(", re.IGNORECASE)


_ASKED = re.compile(r"\b(?:whether|if)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?<!-)\b\w{3,}ed\b", re.IGNORECASE)


def _figure_first(page: Page, start: int, end: int) -> bool:
    """Whether a figure opens a line, or what follows its label: "reviews completed on time: 65% by December"."""
    figures = page.figures_in(start, end)
    if not figures:
        return False
    label = page.text.rfind(": ", start, figures[0].start)
    return figures[0].start - (label + 2 if label >= 0 else start) < 16


def is_fragment(page: Page, setting: Setting, clause: Clause) -> bool:
    """A figure with the day it is due and no verb at all: "95% of reviews on time by March 2026"."""
    if not any(time.preposition in ("by", "before", "within") for time in page.times_in(clause.start, clause.end)):
        return False
    told = _TOLD_OF.search(page.text, clause.start, clause.end)
    end = told.start() if told else clause.end
    if _FINITE.search(page.text, clause.start, end) or _DID.search(page.text, clause.start, end):
        return False
    if _PARTICIPLE.search(page.text, clause.start, end) and not _figure_first(page, clause.start, end):
        return False
    return (
        setting.part != "past"
        and any(is_goal_figure(page, clause.start, item) for item in page.figures_in(clause.start, clause.end))
        and lies_ahead(page, clause.start, clause.end)
    )


def is_task(page: Page, clause: Clause) -> bool:
    """A line without a finite verb that gives somebody something to do: "Head of Service to write to all carers"."""
    somebody = SOMEBODY_TO.match(page.text, clause.start, clause.end)
    return (
        somebody is not None
        and not _AUXILIARY.search(page.text, clause.start, _question(page, somebody.end(), clause.end))
        and begins_with_verb(page, somebody.end(), clause.end, line=True)
    )


# "Write to children after every review – done from November", "(completed in June)"
_DONE = re.compile(
    r"(?:\s{2,}|\s[–—-]\s|\s/\s|\()(?:blue\s+)?(?:complete|completed|done|closed|achieved|implemented|delivered|withdrawn|deleted"
    r"|dropped|superseded|not pursued)\b",
    re.IGNORECASE,
)
_SAID_THEN = re.compile(
    r"\b(?:would|were to|was to|(?:we|council|trust|service|plan) (?:said|promised|pledged|planned|set out))\b",
    re.IGNORECASE,
)
_DUE = re.compile(r"(?:by|before|within)\b", re.IGNORECASE)
_CLOSED_LAST = re.compile(r"[.:;–—-]\s*(?:CLOSED|COMPLETED?|DONE)\.?$")  # "Log: printed in April. CLOSED"
_CELLS_AFTER, _LONGEST_CELL = 4, 40


def is_over(page: Page, setting: Setting) -> bool:
    """Whether a line of a plan, or one of the cells that follow it line by line, says that it has been done."""
    unit, text = setting.unit, page.text
    if _DONE.search(text, unit.start, unit.end) or _was_due_before(page, setting):
        return True
    place = unit.end
    for _ in range(_CELLS_AFTER):
        end = text.find("\n", place + 1)
        cell = text[place:end].strip() if end > 0 else text[place:].strip()
        if not cell or len(cell) > _LONGEST_CELL or (cell[0].isdigit() and "." in cell[:3]):
            return False
        if tells_over(page, cell) or _CLOSED_LAST.search(cell):
            return True
        if end < 0:
            return False
        place = end
    return False


def _was_due_before(page: Page, setting: Setting) -> bool:
    """Whether what opens the list tells of a plan whose day is past: "We said in 2009 that by March 2012 we would"."""
    lead = setting.unit.lead
    if lead is None or page.published is None or not _SAID_THEN.search(page.text, lead.start, lead.end):
        return False
    times = page.times_in(lead.start, lead.end)
    ends = [time.deadline.end for time in times if _DUE.match(time.deadline.text)]
    return bool(ends) and all(end is not None and end < page.published for end in ends)


def is_asked(page: Page, clause: Clause, place: int) -> bool:
    """Whether a place stands in what somebody is to find out."""
    return _question(page, clause.start, clause.end) < place


def _question(page: Page, start: int, end: int) -> int:
    """Where what somebody is to find out begins: "whether the council will apply"."""
    asked = _ASKED.search(page.text, start, end)
    return asked.start() if asked else end


def is_imperative(page: Page, setting: Setting, clause: Clause) -> bool:
    """A line of a plan quoted or told in prose: "Recruit more carers to have a net increase of 10"."""
    first = page.text[clause.start : clause.end].split(" ", 1)[0]
    opens = clause.start <= setting.unit.start + 2 or page.text[clause.start - 1] in '“"‘'
    return (
        opens
        and first[:1].isupper()
        and (len(first) < 3 or not first.isupper())
        and "|" not in page.text[clause.start : clause.end]
        and not first.endswith(("ed", "ing"))
        and first.lower() not in _NO_IMPERATIVE
        and begins_with_verb(page, clause.start, clause.end, line=True)
        and not _AUXILIARY.search(page.text, clause.start, min(clause.end, clause.start + 40))
    )
