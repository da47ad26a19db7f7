"""What speaks for and against a clause being a commitment: its words and those around it, its place, its figures."""

from collections.abc import Iterator

from commitments.clauses import Clause
from commitments.pages import Page
from commitments.plain_words import plain_words
from commitments.settings import Setting
from records.weighing import Seen

_BEFORE, _AFTER, _LEAD = 12, 10, 12  # how many words around a clause are looked at


def promise_signs(page: Page, setting: Setting, clause: Clause, lists: tuple[str, ...]) -> Seen:
    """The signs of one clause by kind: ("w", ["will", ...]), ("lead", ["resolved"]), ("part", ["plan"]), and ("list",
    ["deed"]) for those of the vocabulary lists named that have a word in it."""
    unit = setting.unit
    words = plain_words(page.topic, page.text)
    own = words.between(clause.start, clause.end)
    before = words.between(unit.start, clause.start)
    yield "w", own
    yield "two", words.pairs_between(clause.start, clause.end)
    yield from zip("012", ([word] for word in own[:3]), strict=False)
    yield "before", before[-_BEFORE:]
    yield "just before", before[-2:]
    yield "after", words.between(clause.end, unit.end)[:_AFTER]
    if unit.lead is not None:
        leads = [*unit.leads()][:2]
        yield "lead", [word for lead in leads for word in words.between(lead.start, lead.end)[-_LEAD:]]
    yield "heading", setting.heading.lower().split()
    yield "list", [name for _, _, name in page.named_between(lists, clause.start, clause.end)]
    yield "is", _ways(page, setting, clause)
    yield "type", [page.kind]
    yield "part", [setting.part]
    yield "form", [unit.form]
    yield "joint", [clause.joint]
    yield "length", [str(min(len(own) // 5, 8))]
    yield "figures", [str(min(len(page.figures_in(clause.start, clause.end)), 3))]


def _ways(page: Page, setting: Setting, clause: Clause) -> Iterator[str]:
    if clause.verb_first:
        yield "verb first"
    if clause.start - setting.unit.start < 2:
        yield "first clause"
    ends = [time.deadline.end for time in page.times_in(clause.start, clause.end) if time.deadline]
    if not ends:
        return
    ahead = [end is not None and page.published is not None and end > page.published for end in ends]
    if any(ahead):
        yield "time ahead"
        if page.figures_in(clause.start, clause.end):
            yield "figure and time ahead"
    if not all(ahead):
        yield "time past"
