"""Find the statements of a passage: every promise with its measure, number, deadline, strength and exact place."""

import re
from collections.abc import Iterator
from dataclasses import replace

from commitments.action_rows import action_cells, find_action_rows
from commitments.actors import actor
from commitments.answer_cells import find_answered
from commitments.changes import Goal, find_goals
from commitments.deadlines import FoundDeadline
from commitments.due import due
from commitments.led_sums import find_led_sums
from commitments.measures import NO_MEASURE, measure_of
from commitments.pages import Page, read_page
from commitments.promises import Promise
from commitments.saving_goals import find_saving_goals
from commitments.weighed_promises import find_promises
from records.findings import Change, Deadline, Passage, Statement
from records.topics import Measure, Topic

PAPERS, DOCUMENTS, TRAINING, PARTICIPATION = "governance_reporting", "policy_strategy", "training", "participation"
SAVINGS, SPEND, OVERSPEND, NEW_MONEY = "savings", "service_spend", "budget_overspend", "investment"


def find_statements(passage: Passage, topic: Topic) -> tuple[Statement, ...]:
    """Every statement in the passage's sentences, in the order of the text. Rows of tables are read elsewhere."""
    page = read_page(passage, topic)
    sums = list(find_led_sums(page))
    cells = action_cells(page) + [(promise.start, promise.end) for promise in sums]
    told = (promise for promise in find_promises(page) if not _overlaps(promise, cells))
    found = [statement for promise in told for statement in _statements(page, promise)]
    for promise, cell, lead in find_action_rows(page):
        times = page.times_in(cell.start, cell.end) if cell else []
        for one in _statements(page, promise):
            own = [time.deadline for time in page.times_in(one.start, one.end) if _is_last_day(time)]
            kept = one.deadline if one.deadline in own else None  # "24 beds by 2022"
            found.append(replace(one, deadline=times[0].deadline if times else kept, actor=lead))
    found += [one for promise in sums for one in _statements(page, promise) if one.kind != "action"]
    for promise, deadline in find_saving_goals(page, passage):
        found += [replace(one, deadline=deadline) for one in _statements(page, promise) if one.kind == "target"]
    found += [statement for promise in find_answered(page) for statement in _statements(page, promise)]
    found.sort(key=lambda one: (one.start, one.end))
    return tuple(_without_repeats(found))


def _is_last_day(time: FoundDeadline) -> bool:
    """Whether a time in an action's own words says by when: "24 beds by 2022", "report back in 12 months"."""
    return time.preposition in _LAST_DAY or (time.preposition == "in" and time.deadline.precision == "relative")


_LAST_DAY = ("by", "before", "until", "no later than", "not later than")


def _overlaps(promise: Promise, cells: list[tuple[int, int]]) -> bool:
    return any(start < promise.end and promise.start < end for start, end in cells)


def _statements(page: Page, promise: Promise) -> Iterator[Statement]:
    for goal in find_goals(page, promise):
        deadline = due(page, promise, goal.figure, money=goal.kind == "funding")
        measure = _measure(page, promise, goal)
        unit = _unit(page, promise, goal, measure)
        text = page.text[promise.start : promise.end]
        yield Statement(
            quote=text,
            start=promise.start,
            end=promise.end,
            kind=goal.kind,
            strength=promise.strength,
            measure=measure,
            change=goal.change,
            value=goal.value,
            value_high=goal.value_high,
            unit=unit,
            value_text=goal.value_text,
            baseline=goal.baseline,
            deadline=deadline,
            actor=actor(page, promise),
            net=goal.net,
            bound=goal.bound if goal.change in ("increase_by", "decrease_by") else None,
            recurring=_rhythm(page, promise),
            conditional=_IF.search(text) is not None,
            rule=promise.rule,
            trigger=page.text[promise.cue[0] : promise.cue[1]] or text.split(" ", 1)[0],
        )


_IF = re.compile(r"\b(?:if|subject to|depend(?:s|ing|ent) (?:up)?on|provided that|unless|should the)\b")


def turned(passage: Passage, topic: Topic, found: Statement) -> Statement:
    """A statement with the direction that follows from what it counts, when its measure is settled."""
    change = _change_by_measure(read_page(passage, topic), found, topic.measure[found.measure])
    return found if change == found.change else replace(found, change=change)


def _change_by_measure(page: Page, found: Statement, measure: Measure) -> Change:
    """A home that is ready is one more; three children who are to move are three fewer where fewer is better."""
    start, end = found.start, found.end
    towards_good: Change = "increase_by" if measure.good == "up" else "decrease_by"
    if found.kind == "action" and found.measure in (PAPERS, DOCUMENTS, TRAINING, PARTICIPATION):
        return "none"
    if found.change != "none" and page.has("home_again", start, end):
        return towards_good
    if (
        found.kind == "target"
        and found.measure == TRAINING
        and found.change == "increase_by"
        and found.unit in _WORKERS
    ):
        return found.change if _FURTHER.search(page.text, start, end) else "reach"  # so many are to be trained in all
    people = found.unit in _WORKERS and found.kind == "target" and found.baseline is None
    if people and measure.good and _CONVERT.match(page.text, start, end):
        return towards_good  # agency workers to be made permanent: one fewer, one more
    if found.change not in ("none", "reach", "increase_by"):
        return found.change
    if found.kind == "action" and found.change == "none" and measure.good == "up" and "homes" in measure.units[:2]:
        return "increase_by" if page.has("comes_into_use", start, end) else "none"
    counted = found.kind == "target" and found.baseline is None and found.unit in _PEOPLE
    if not counted or not measure.good or not {*measure.units[:1]} & {*_PEOPLE}:
        return found.change
    figure = next((item for item in page.figures_in(start, end) if item.value == found.value), None)
    if figure is None or _LEVEL.search(page.text, start, figure.start):
        return found.change
    return towards_good if page.has("moved_on", start, end) else found.change


_CONVERT = re.compile(
    r"(?:[^.;\d]{0,80}\b)?convert(?:s|ed|ing)?\b(?=[^.;]{0,40}\b(?:agency|permanent|temporary|locum))", re.IGNORECASE
)
_PEOPLE = ("children", "young_people")
_FURTHER = re.compile(r"\b(?:more|further|another|extra|additional)\b", re.IGNORECASE)
_WORKERS = ("staff", "posts", "carers")
_LEVEL = re.compile(r"\b(?:to|at|below|under|towards?)\s+(?:about\s+|around\s+)?$", re.IGNORECASE)


def _rhythm(page: Page, promise: Promise) -> str | None:
    match = page.first("rhythm", promise.start, promise.end)
    return re.sub(r"\s+", " ", match.group()) if match else None


def _unit(page: Page, promise: Promise, goal: Goal, measure: str) -> str | None:
    """The unit of a goal: the word beside its figure; where none stands there, the measure's unit nearest to it."""
    unit = goal.unit
    if goal.kind != "target" or goal.figure is None:
        return unit
    figure = next((item for item in page.figures if item.start == goal.figure[0]), None)
    beside = figure is not None and (
        figure.noun is None or figure.noun[0] >= figure.start or figure.baseline is not None
    )
    usual = page.topic.measure[measure].units
    if unit is not None and (beside or unit in usual or not usual):
        return unit
    known = [name for name in usual if name not in ("percent", "gbp", "ratio")]
    if known and "_per_" in known[0]:
        return known[0]
    for start, end in ((promise.start, promise.end), (promise.setting.unit.start, promise.start)):
        named = [
            (match.start() < goal.figure[0], abs(match.start() - goal.figure[0]), known.index(name))
            for name, words in page.topic.words_of_units
            if name in known
            for match in words.finditer(page.text, start, end)
            if page.text[match.end() : match.end() + 2] not in ("'s", "’s")
        ]
        if named:
            return known[min(named)[2]]
    if goal.value and goal.value % 1 and _RATE.search(page.text):  # nobody counts half children
        return "per_10000"
    return known[0] if known else unit or "other"


_RATE = re.compile(r"\b(?:per|(?:for|in) every)\s+10,?000\b", re.IGNORECASE)


def _measure(page: Page, promise: Promise, goal: Goal) -> str:
    if goal.kind == "funding":
        return _measure_of_money(page, promise, goal)
    if goal.kind == "action" and (form := _measure_of_form(page, promise)):
        return form
    unit = promise.setting.unit
    leads = [page.text[lead.start : lead.end] for lead in unit.leads()][:2]
    return measure_of(
        page.topic,
        page.text,
        promise.start,
        promise.end,
        unit=goal.unit,
        near=goal.figure[0] if goal.figure else None,
        within=(unit.start, unit.end),
        context=(*leads, promise.setting.before, promise.setting.heading),
        title=page.title,
        alone=True,
        leave_out=(PAPERS, DOCUMENTS, SAVINGS, SPEND, NEW_MONEY),
        area=page.council or None,
    )


def _measure_of_form(page: Page, promise: Promise) -> str | None:
    """The measure that a form of words alone decides: a paper for members, a document, training."""
    first, last = max(promise.start, promise.cue[0] - 70), min(promise.end, promise.cue[1] + 120)
    paper, document = (page.words(name).search(page.text, first, last) for name in ("paper_for_members", "document"))
    if document and _IMPROVEMENT.search(document.group()):
        document = None
    if document and (paper is None or document.start() <= paper.start()):
        return DOCUMENTS  # "bring a new strategy to Cabinet"
    if document is None and _is_document_told_of(page, promise):
        return DOCUMENTS  # "the Strategy was separate; it would be ready by the end of the year"
    if paper and not _RECOVERY.search(page.text, first, last):
        return PAPERS
    head = page.text[first:last]
    if TRAINING_HEAD.search(head) and page.topic.measure[TRAINING].pattern.search(head[:110]):
        return TRAINING
    return None


def _is_document_told_of(page: Page, promise: Promise) -> bool:
    """Whether a promise says of the document named before it what becomes of it."""
    if not page.words("told_before").match(page.text, promise.start):
        return False
    named = page.first("document_named", max(0, promise.start - 170), promise.start)
    return named is not None and page.has("document_done", promise.start, promise.end)


_CAPITAL = re.compile(r"\bcapital\b", re.IGNORECASE)
_SPENT = re.compile(r"\b(?:overspen\w+|underspen\w+|deficit|costs?|invest\w*|grant|funding|budget)\b", re.IGNORECASE)
_RECOVERY = re.compile(r"\brecovery\s+plan", re.IGNORECASE)
_IMPROVEMENT = re.compile(r"\bimprovement\s+plan", re.IGNORECASE)
TRAINING_HEAD = re.compile(r"\b(?:seminar|workshop|training (?:session|programme|course|event|day))s?\b", re.IGNORECASE)


def _measure_of_money(page: Page, promise: Promise, goal: Goal) -> str:
    text = page.text[promise.start : promise.end]
    allowed = {SAVINGS, SPEND, OVERSPEND, NEW_MONEY}
    paid = {m.id for m in page.topic.measures if m.units[:1] == ("gbp",) and m.good == "up"}
    others = {m.id for m in page.topic.measures} - allowed - paid
    near = goal.figure and goal.figure[0]
    found = measure_of(page.topic, page.text, promise.start, promise.end, unit="gbp", near=near, leave_out=others)
    if found == NO_MEASURE:  # "a further £0.2m is expected": of what the sentences before it tell
        around = promise.setting.unit
        told = (promise.setting.before,)
        found = measure_of(
            page.topic, page.text, promise.start, promise.end, unit="gbp", within=(around.start, around.end),
            context=told, leave_out=others | {SPEND},
        )  # fmt: skip
    if page.words("saved").search(text) and found != OVERSPEND:
        return SPEND if goal.baseline is not None else SAVINGS
    if found in (SAVINGS, SPEND, NO_MEASURE) and goal.baseline is None and page.words("money_given").search(text):
        return NEW_MONEY
    if found in (NO_MEASURE, OVERSPEND, NEW_MONEY) and page.words("money_won").search(text):
        told_of = f"{promise.setting.before or ''} {page.title or ''}"
        if page.topic.measure[SAVINGS].pattern.search(told_of) and not _SPENT.search(text):
            return SAVINGS
    return NEW_MONEY if found == NO_MEASURE or _CAPITAL.search(text) else found


def _without_repeats(found: list[Statement]) -> Iterator[Statement]:
    """Statements without those that say nothing a fuller one does not say."""
    for index, one in enumerate(found):
        others = ((j, other) for j, other in enumerate(found) if j != index and _repeats(one, other))
        if not any((_fullness(other), -j) > (_fullness(one), -index) for j, other in others):
            yield one


def _repeats(one: Statement, other: Statement) -> bool:
    """The same promise again: the same figure, or the same document, with no deadline of its own."""
    if one.kind != other.kind or one.measure != other.measure or not _same_time(one.deadline, other.deadline):
        return False
    if one.kind == "action":
        return one.measure == DOCUMENTS and one.deadline is None and one.strength == other.strength
    return one.value is not None and (one.value, one.value_high, one.unit) == (
        other.value,
        other.value_high,
        other.unit,
    )


def _same_time(one: Deadline | None, other: Deadline | None) -> bool:
    return one is None or other is None or one.end == other.end


def _fullness(statement: Statement) -> int:
    return (statement.deadline is not None) + (statement.baseline is not None) + (statement.value is not None)
