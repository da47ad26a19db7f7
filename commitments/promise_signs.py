"""What speaks for and against a clause being a commitment: its words and those around it, its place, its figures."""

from collections.abc import Iterator

from commitments.clauses import Clause
from commitments.pages import Page
from commitments.settings import Setting
from commitments.stretches import PageRows, Signs, latest, pairs_of

_BEFORE, _PREVIOUS = 12, 15  # how many words are looked at before a clause, in the unit before
_AHEAD = "time ahead"


def promise_signs(page: Page, rows: PageRows, setting: Setting, clause: Clause) -> Signs:
    """The signs of one clause by kind: ("w", ["will", ...]), ("part", ["plan"]), and ("list", ["deed"]) for the
    vocabulary lists of the rows that have a word in it."""
    own, named = rows.stretch("w", clause.start, clause.end), rows.lists("list", clause.start, clause.end)
    before = rows.stretch("before", setting.unit.start, clause.start)
    stretches = [own, pairs_of(own, "two"), latest("before", before, _BEFORE), named]
    if earlier := page.unit_before(setting.unit):
        stretches.append(latest("previous", rows.stretch("previous", earlier.start, earlier.end), _PREVIOUS))
    ways = [*_ways(page, setting, clause)]
    if _AHEAD in ways:
        stretches.append(named._replace(kind="list in time"))
    return Signs(stretches, [("is", ways), *_others(page, setting, clause, own.last - own.first)])


def _others(page: Page, setting: Setting, clause: Clause, words: int) -> Iterator[tuple[str, list[str]]]:
    yield "heading", setting.heading.lower().split()
    yield "type", [page.kind]
    yield "part", [setting.part]
    yield "form", [setting.unit.form]
    yield "joint", [clause.joint]
    yield "length", [str(min(words // 5, 8))]
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
        yield _AHEAD
        if page.figures_in(clause.start, clause.end):
            yield "figure and time ahead"
    if not all(ahead):
        yield "time past"
