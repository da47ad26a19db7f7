"""What speaks for and against a clause being a commitment: its words and those around it, its place, its figures."""

from collections.abc import Iterator
from itertools import pairwise

from commitments.clauses import Clause
from commitments.pages import Page
from commitments.plain_words import plain_words
from commitments.settings import Setting

_BEFORE, _AFTER, _LEAD = 12, 10, 12  # how many words around a clause are looked at


def promise_signs(page: Page, setting: Setting, clause: Clause, lists: tuple[str, ...]) -> Iterator[str]:
    """The signs of one clause, by name: "w=will", "lead=resolved", "part=plan", and "list=deed" for each of the
    vocabulary lists named that has a word in it. Some come twice."""
    unit = setting.unit
    words = plain_words(page.topic, page.text)
    yield f"type={page.kind}"
    yield f"part={setting.part}"
    yield f"form={unit.form}"
    yield f"joint={clause.joint}"
    if clause.verb_first:
        yield "verb first"
    if clause.start - unit.start < 2:
        yield "first clause"
    yield from _figures_and_times(page, clause)
    own = words.between(clause.start, clause.end)
    yield f"length={min(len(own) // 5, 8)}"
    yield from (f"w={word}" for word in own)
    yield from (f"w={first} {second}" for first, second in pairwise(own))
    yield from (f"{place}={word}" for place, word in enumerate(own[:3]))
    before = words.between(unit.start, clause.start)
    yield from (f"before={word}" for word in before[-_BEFORE:])
    yield from (f"just before={word}" for word in before[-2:])
    yield from (f"after={word}" for word in words.between(clause.end, unit.end)[:_AFTER])
    for lead in [*unit.leads()][:2]:
        yield from (f"lead={word}" for word in words.between(lead.start, lead.end)[-_LEAD:])
    yield from (f"heading={word}" for word in setting.heading.lower().split())
    yield from {f"list={name}" for _, _, name in page.named_between(lists, clause.start, clause.end)}


def _figures_and_times(page: Page, clause: Clause) -> Iterator[str]:
    figures = len(page.figures_in(clause.start, clause.end))
    yield f"figures={min(figures, 3)}"
    ends = [time.deadline.end for time in page.times_in(clause.start, clause.end) if time.deadline]
    ahead = any(end and page.published and end > page.published for end in ends)
    if ahead:
        yield "time ahead"
    if any(not (end and page.published and end > page.published) for end in ends):
        yield "time past"
    if figures and ahead:
        yield "figure and time ahead"
