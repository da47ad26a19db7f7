"""Find the statements of a passage: every promise with its measure, number, deadline, strength and exact place."""

import re
from collections.abc import Iterator

from commitments.actors import actor
from commitments.changes import Goal, find_goals
from commitments.due import due
from commitments.measures import NO_MEASURE, measure_of
from commitments.pages import Page, read_page
from commitments.promises import Promise, find_promises
from records.findings import Deadline, Passage, Statement
from records.topics import Topic

PAPERS, DOCUMENTS = "governance_reporting", "policy_strategy"
SAVINGS, SPEND, OVERSPEND, NEW_MONEY = "savings", "service_spend", "budget_overspend", "investment"


def find_statements(passage: Passage, topic: Topic) -> tuple[Statement, ...]:
    """Every statement in the passage's sentences, in the order of the text. Rows of tables are read elsewhere."""
    page = read_page(passage, topic)
    found = [statement for promise in find_promises(page) for statement in _statements(page, promise)]
    return tuple(_without_repeats(found))


def _statements(page: Page, promise: Promise) -> Iterator[Statement]:
    for goal in find_goals(page, promise):
        deadline = due(page, promise, goal.figure)
        measure = _measure(page, promise, goal)
        unit = goal.unit
        if goal.kind == "target" and unit is None:
            units = page.topic.measure[measure].units
            unit = units[0] if units else "other"
        if measure in (PAPERS, DOCUMENTS) and goal.kind == "action":
            change = "none"
        else:
            change = goal.change
        text = page.text[promise.start : promise.end]
        yield Statement(
            quote=text,
            start=promise.start,
            end=promise.end,
            kind=goal.kind,
            strength=promise.strength,
            measure=measure,
            change=change,  # type: ignore[arg-type]
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
            conditional=re.search(r"\b(?:if|subject to|depend(?:s|ing|ent) (?:up)?on|provided that|unless|should the)\b", text) is not None,
            rule=promise.rule,
            trigger=page.text[promise.cue[0] : promise.cue[1]] or text.split(" ", 1)[0],
        )


def _rhythm(page: Page, promise: Promise) -> str | None:
    match = page.words("rhythm").search(page.text, promise.start, promise.end)
    return re.sub(r"\s+", " ", match.group()) if match else None


def _measure(page: Page, promise: Promise, goal: Goal) -> str:
    text = page.text[promise.start : promise.end]
    if goal.kind == "funding":
        return _measure_of_money(page, promise)
    if goal.kind == "action":
        if page.words("paper_for_members").search(text):
            return PAPERS
        if page.words("document").search(text):
            return DOCUMENTS
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
        context=(*leads, promise.setting.before, promise.setting.heading, page.title),
        leave_out=(PAPERS, DOCUMENTS, SAVINGS, SPEND, NEW_MONEY),
    )


def _measure_of_money(page: Page, promise: Promise) -> str:
    text = page.text[promise.start : promise.end]
    allowed = {SAVINGS, SPEND, OVERSPEND, NEW_MONEY}
    if page.words("saved").search(text):
        return SAVINGS
    others = [m.id for m in page.topic.measures if m.id not in allowed and "gbp" not in m.units]
    found = measure_of(page.topic, page.text, promise.start, promise.end, unit="gbp", leave_out=others)
    return found if found in allowed else NEW_MONEY if found == NO_MEASURE else found


def _without_repeats(found: list[Statement]) -> Iterator[Statement]:
    """Statements without those that say nothing a fuller one does not say."""
    for index, one in enumerate(found):
        if not any(_repeats(one, other) and (_fullness(other), -j) > (_fullness(one), -index) for j, other in enumerate(found) if j != index):
            yield one


def _repeats(one: Statement, other: Statement) -> bool:
    if one.value is None or other.value is None:
        return False
    return (one.value, one.value_high, one.unit, one.measure, one.change) == (other.value, other.value_high, other.unit, other.measure, other.change) and (
        one.deadline is None or other.deadline is None or one.deadline.end == other.deadline.end
    ) and one.strength == other.strength


def _fullness(statement: Statement) -> int:
    deadline: Deadline | None = statement.deadline
    return (deadline is not None) + (statement.baseline is not None)
