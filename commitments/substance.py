"""Decide whether what is promised can be checked: a figure, a thing to be delivered, a direction on what is counted."""

import re
from typing import TYPE_CHECKING

from commitments.clauses import begins_with_verb
from commitments.deadlines import FoundDeadline
from commitments.goal_figures import is_goal_figure
from commitments.pages import Page
from commitments.settings import SOMEBODY_TO
from commitments.tables import find_tables
from commitments.undertakings import (
    ADVERBS,
    BE,
    FINITE_VERB,
    MODAL,
    PARTICIPLE,
    PERFECT,
    SPECIFIC,
    deed_after,
    is_loose,
    undertakes,
)

if TYPE_CHECKING:
    from commitments.promises import Promise

_WEAK = re.compile(r"(?:could|may|might|possibly|can then)", re.IGNORECASE)
# "undertook to do this": what was asked for in the sentence before
_TAKEN_ON = re.compile(r"(?:.*\b)?(?:undertook|agreed|promised|undertaken) to", re.IGNORECASE)
_DO_IT = re.compile(r"\s*do (?:this|so|that|it)\b", re.IGNORECASE)
_BEING = re.compile(r"(?:is|are|was|were)\b.*\bbeing", re.IGNORECASE)
_GENERAL = re.compile(r".*\b(?:committed|determined|keen) to", re.IGNORECASE)
_ASKED = re.compile(
    r".*\b(?:asked|requested|recommend\w*|wanted|wished|agreed|suggested|should|ruled|instructed|directed|decreed"
    r"|ordered|required|stipulated|called for|authorised|mandated|charged|tasked|remitted|offered|volunteered)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_MORE = re.compile(r"(?:far |many |even |a lot )?(?:fewer|more|less)\b", re.IGNORECASE)
# "is expected to keep rising": a trend foretold, not a promise.
_DRIFT = re.compile(
    r"(?:keep|continue|remain|rise|increase|grow|fall|decrease|decline|go\s+(?:up|down)|worsen|peak|outstrip"
    r"|exceed|stay|be\s+(?:high|low)\w*)\b\s*(?:$|[.,;]|further|to|ris|grow|significantly|over|in|by|as|because"
    r"|again|until)",
    re.IGNORECASE,
)
_MORE_OR_LESS = re.compile(
    r"(?:more|fewer|less|no more than|no fewer than|at least|an end to|an increase in|a reduction in"
    r"|\d[\d,]*\s+(?:new|more|extra|additional|further))\s+\w",
    re.IGNORECASE,
)
_SET = re.compile(
    r"\b(?:due|scheduled|timetabled|set for|set to|slated|dates?|pencilled|until|till|booked|fixed for)\b",
    re.IGNORECASE,
)
_STANDARD = re.compile(r"\bworks? to\b", re.IGNORECASE)  # "We work to twelve weeks"
# "41 placements were being funded": what goes on every day.
_DAILY = re.compile(
    r"(?:funded|asked|followed up|used|paid|considered|discussed|monitored|supported|managed|held|given|told|met"
    r"|seen)\b",
    re.IGNORECASE,
)
# "Work to recruit carers went on", "Report to Cabinet": told, or a title.
_NO_TASK = re.compile(
    r"Report (?:to|of) (?-i:[A-Z])|(?:[^,;.]|[.,](?=\d))*\b(?:was|were|had|went|came|rose|fell|left|is a matter)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\bdates?\b.*\b(?:is|was|are|were|remains|remained)\b", re.IGNORECASE
)  # "The revised date was May"
_WORK_BEGINS = re.compile(r"work\b", re.IGNORECASE)
# A sentence among the lines of a plan that says how things are: "133 are placed out of the county."
# Three words at least, and not of a meeting, of a risk or of what the nation does.
_SAYS = re.compile(
    r"(?!(?:date of )?next\b|any other\b|AOB\b|national|risks?\b|government|UK\b|DfE\b|Ofsted\b)"
    r"(?:[\W\d]*+[^\W\d]{2,}){3}",
    re.IGNORECASE,
)
_TOLD_NOW = re.compile(r"\b(?:is|are|has|have|gives?|means?|shows?|stands?|comes?)\b", re.IGNORECASE)
# "Recruit a fostering lead", "All supervisors to complete", "A neglect lead in every school": lines of a plan
_WITH_OBJECT = re.compile(r"\w+\s+(?:an?|the|all|every|each|our|new|more|two|three|\d+)\s+\w+", re.IGNORECASE)
_EVERYBODY_TO = re.compile(r"(?:all|every|each)\s+(?:[\w’'-]+\s+){1,6}?to\s+(?=[a-z])", re.IGNORECASE)
_NEW_THING = re.compile(r"(?:an?|one|another|new|extra|additional|second|third)\s", re.IGNORECASE)
_OVER = re.compile(
    r".*\s{2,}(?:complete|completed|done|closed|achieved|implemented|delivered)\W*$", re.IGNORECASE | re.DOTALL
)
_STATE = re.compile(r"\b(?:is|are|has been|have been)\b", re.IGNORECASE)


def holds_something(page: Page, promise: "Promise") -> bool:
    """Whether what is promised can be checked: a figure, a thing delivered, a direction on what is counted."""
    text, (first, after), start, end = page.text, promise.cue, promise.start, promise.end
    cue = text[first:after]
    figures = [item for item in page.figures_in(start, end) if is_goal_figure(page, start, item)]
    figure = any(item.start >= first or not FINITE_VERB.search(text, item.end, first) for item in figures)
    time = any(item.role in ("due", "standard") or _is_day_ahead(page, item) for item in page.times_in(start, end))
    rhythm = page.first("rhythm", start, end)
    time = time or (rhythm is not None and (rhythm.start() == start or page.has("rhythm", first, end)))
    counted = page.has("countable", start, end)
    reach = min(end, first + 100)
    direction = counted and (page.has("up", first, reach) or page.has("down", first, reach))
    thing = (
        page.has("deliverable", start, end)
        or page.has("works", start, end)
        or page.has("paper_for_members", start, end)
    )
    if (
        text[promise.setting.unit.end - 1] == ":" and end >= promise.setting.unit.end - 2
    ):  # it opens a list; its lines promise
        return figure or (promise.rule.endswith("limb") and page.has("paper_for_members", start, end))
    if promise.rule.endswith("limb"):
        return figure or thing or page.has("deed", first, end) or direction or bool(page.times_in(first, end))
    if promise.rule in ("figure and date", "part", "action point"):
        return True
    if promise.rule == "imperative":
        planned = promise.setting.part == "plan" and len(text[start:end].split()) > 2
        return (
            figure
            or direction
            or planned
            or page.has("document", start, end)
            or page.has("paper_for_members", start, end)
        )
    if promise.rule == "reason":
        leading = begins_with_verb(page, start, end)
        if re.search(r"\bthere (?:is|are|was|were)\b", text[start:end]):
            return False
        return (leading and direction) or any(
            item.extra or re.search(r"\bnew\b", text[item.end : item.end + 8]) for item in figures
        )
    if promise.rule == "plan line":
        leading = (
            begins_with_verb(page, start, end, line=True)
            or re.match(r"\w+ing\s+\w+\s+\w+", text[start:end]) is not None
        )
        if _NO_TASK.match(text, start, end) or _OVER.match(text, start, promise.setting.unit.end):
            return False
        if _TOLD_NOW.search(text, start, end) and text[promise.setting.unit.end - 1] == "." and not leading:
            return False
        time_due = any(item.role == "due" for item in page.times_in(start, end))
        due_above = any(page.times_in(lead.start, lead.end) for lead in promise.setting.unit.leads())
        due = time or due_above
        leading = leading or page.words("observed_order").match(text, start, end) is not None
        somebody = SOMEBODY_TO.match(text, start, end)
        leading = leading or (somebody is not None and begins_with_verb(page, somebody.end(), end, line=True))
        everybody = _EVERYBODY_TO.match(text, start, end)
        leading = leading or (everybody is not None and deed_after(page, everybody.end(), end))
        reports = page.has("paper_for_members", start, end)
        planned = promise.setting.part == "plan" and not _TOLD_NOW.search(text, start, end)
        new = planned and ((thing and _NEW_THING.match(text, start, end)) or page.has("document", start, end))
        state = due and _STATE.search(text, start, end) is not None
        return (
            _MORE_OR_LESS.match(text, start, end) is not None
            or bool(new)
            or (figure and (leading or due))
            or (leading and reports)
            or (leading and (thing or direction or time))
            or state
            or (direction and (time_due or due_above))
            or (planned and (_is_due_ahead(page, promise) or (leading and len(text[start:end].split()) > 2)))
        )
    if (zero := page.first("zero", start, end)) and zero.start() >= first - 30:
        return not _WEAK.fullmatch(cue)
    if promise.rule == "goes on":
        return (
            figure
            or (page.has("deed", start, end) and (thing or direction or time or not begins_with_verb(page, start, end)))
            or direction
        )
    if _TAKEN_ON.fullmatch(cue) and _DO_IT.match(text, after, end):
        return True
    if cue.lower().startswith("promised a"):
        return thing
    if _WEAK.fullmatch(cue):
        weak = any(
            item.start >= first and (time or (item.form == "money" and page.has("saved", start, end)))
            for item in figures
        )
        return weak or (time and thing and deed_after(page, after, end))
    rest_at = ADVERBS.match(text, after, end)
    rest = rest_at.end() if rest_at else after
    passive = BE.match(text, rest, end)
    deed_at = passive.end() if passive else rest
    deeds = page.words("deed")
    deed = deeds.match(text, deed_at, end) is not None or (rest < deed_at and deeds.match(text, rest, end) is not None)
    if (
        deed
        and promise.rule in ("planned", "hoped")
        and is_loose(page, deed_at, end)
        and not (figure or time or direction)
    ):
        deed = SPECIFIC.search(text, start, end) is not None or page.has("document", start, end)
    if _GENERAL.fullmatch(cue):
        moves = any(page.words(name).match(text, rest, end) for name in ("up", "down"))
        return figure or (moves and counted and not page.words("vague").match(text, rest, end))
    if (_WORK_BEGINS.match(cue) and time) or page.words("hold").match(text, first, after):
        return True
    if _STANDARD.search(cue):
        return bool(page.figures_in(first, end))
    if MODAL.fullmatch(cue) or promise.rule == "committed":
        return undertakes(
            page,
            promise,
            rest,
            deed_at if passive else None,
            deed=deed,
            figure=figure,
            direction=direction,
            thing=thing,
            time=time,
        )
    if page.words("state_of_work").fullmatch(cue.strip()):
        return thing
    if (time and _SET.search(cue)) or (promise.rule == "hoped" and page.words("should_by").fullmatch(cue)):
        return True
    if promise.rule == "hoped" and any(
        item.preposition in ("by", "before", "within") for item in page.times_in(first, end)
    ):
        return not page.words("state").match(text, rest, end) or figure
    if _DATED.search(cue):
        return bool(page.times_in(after, end))
    if page.words("timetabled").fullmatch(cue):
        return True
    if _BEING.fullmatch(cue):
        thing = thing or figure or SPECIFIC.search(text, start, end) is not None
        return deed and thing and not _MORE.match(text, start, end) and not _DAILY.match(text, deed_at, end)
    if _ASKED.fullmatch(cue):
        return (
            figure
            or thing
            or page.has("deed", first, end)
            or re.search(
                r"\bbe\s+(?:\w+ed|sent|shown|told|given|brought|put|made|taken|laid|held|quarterly|monthly|annual|weekly)\b",
                text[max(first, after - 3) : end],
            )
            is not None
        )
    if (
        time
        and promise.rule in ("planned", "hoped")
        and (PERFECT.match(text, rest, end) or (passive and PARTICIPLE.match(text, deed_at, end)))
    ):
        return True
    if promise.rule == "hoped" and _DRIFT.match(text, rest, end):
        return figure
    own_verb = page.first("deed", first, after) or page.first("up", first, after) or page.first("down", first, after)
    return (
        figure
        or direction
        or ((deed or own_verb is not None) and thing)
        or (time and (thing or deed or (own_verb is not None and cue[:5].lower() == "to be")))
    )


def _is_due_ahead(page: Page, promise: "Promise") -> bool:
    """Whether a line of a plan, or what stands over it, names a day to come."""
    unit, published = promise.setting.unit, page.published
    if unit.form == "heading" or not _SAYS.match(page.text, promise.start, promise.end):
        return False
    if any(table.start < unit.end and unit.start < table.end for table in find_tables(page.text)):
        return False
    places = [(promise.start, promise.end), *((lead.start, lead.end) for lead in unit.leads())]
    times = (time for first, last in places for time in page.times_in(first, last))
    ends = (time.deadline.end for time in times if time.role != "standard" and time.deadline.precision != "relative")
    return any(end is not None and published is not None and end > published for end in ends)


def _is_day_ahead(page: Page, item: FoundDeadline) -> bool:
    day = item.deadline.end
    return item.role == "as_of" and day is not None and page.published is not None and day > page.published
