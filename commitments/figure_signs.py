"""What speaks for and against a figure being told of the council: the words on either side of it, its place."""

from collections.abc import Iterable, Iterator

from commitments.figures import Figure
from commitments.pages import Page
from commitments.stretches import PageRows, Signs, earliest, latest, pairs_of
from records.findings import Statement

_NEAR, _LEAD, _PREVIOUS = 8, 12, 15  # how many words are looked at beside a figure, in a lead, in the sentence before


def figure_signs(page: Page, rows: PageRows, figure: Figure, promised: Iterable[Statement]) -> Signs:
    """The signs of one figure by kind: ("-1", ["only"]) for the word before it, ("+1", ["children"]) for the one after,
    ("lead", [...]), and ("list", [...]) for the vocabulary lists of the rows that have a word in its clause."""
    q, sentence = figure.quantity, figure.sentence
    start, end = figure.clause
    before = rows.stretch("s", sentence.start, q.start)
    after = rows.stretch("s", q.end, sentence.end)
    clause = rows.stretch("c", start, max(end, q.end))
    stretches = [
        before,
        after,
        latest("<", before, _NEAR),
        earliest(">", after, _NEAR),
        clause,
        pairs_of(clause, "c two"),
        rows.lists("list before", sentence.start, q.start),
        rows.lists("list after", q.end, sentence.end),
        rows.lists("list", start, end),
    ]
    if earlier := page.unit_before(sentence):
        stretches.append(latest("previous", rows.stretch("previous", earlier.start, earlier.end), _PREVIOUS))
    for lead in [*sentence.leads()][:2]:
        stretches.append(latest("lead", rows.stretch("lead", lead.start, lead.end), _LEAD))
    words = rows.words.words
    return Signs(
        stretches,
        [*_others(page, figure, promised, words[before.first : before.last], words[after.first : after.last])],
    )


def _others(
    page: Page, figure: Figure, promised: Iterable[Statement], before: list[str], after: list[str]
) -> Iterator[tuple[str, list[str]]]:
    q, sentence = figure.quantity, figure.sentence
    yield from zip(("-1", "-2", "-3"), ([word] for word in before[:-4:-1]), strict=False)
    yield from zip(("+1", "+2", "+3"), ([word] for word in after[:3]), strict=False)
    yield "two before", [" ".join(before[-2:])]
    yield "two after", [" ".join(after[:2])]
    yield "first", (before or after)[:2]
    yield "is", [*_ways(figure), *_times(page, figure), *_promised(figure, promised)]
    yield "type", [page.kind]
    yield "form", [sentence.form]
    yield "why", [figure.why]
    yield "unit", ["none" if q.unit is None else q.unit if q.unit in _NAMED_UNITS else q.form]
    yield "size", [str(len(str(int(q.value))))]
    yield "bound", [str(q.bound)]
    inside = page.figures_in(sentence.start, sentence.end)
    yield "figures", [str(min(len(inside), 5))]
    yield "place", [str(min(sum(other.start < q.start for other in inside), 4))]
    yield "length", [str(min((len(before) + len(after)) // 6, 8))]


_NAMED_UNITS = ("gbp", "percent", "per_10000")


def _ways(figure: Figure) -> Iterator[str]:
    q = figure.quantity
    yield f"written {'in figures' if q.value_text[:1].isdigit() or q.value_text[:1] == '£' else 'in words'}"
    if q.value % 1:
        yield "with a fraction"
    if q.value in (1, 2, 3, 4):
        yield str(int(q.value))
    yield from (name for name in ("approx", "net", "extra", "is_baseline") if getattr(q, name))
    if q.baseline is not None:
        yield "with a baseline"


def _times(page: Page, figure: Figure) -> Iterator[str]:
    for where, start, end in (("clause", *figure.clause), ("sentence", figure.sentence.start, figure.sentence.end)):
        ends = [time.deadline.end for time in page.times_in(start, end) if time.deadline]
        if any(end and page.published and end > page.published for end in ends):
            yield f"time ahead in {where}"
        if any(end and page.published and end <= page.published for end in ends):
            yield f"time past in {where}"


def _promised(figure: Figure, promised: Iterable[Statement]) -> Iterator[str]:
    q = figure.quantity
    for one in promised:
        if one.start <= q.start < one.end:
            yield "in a promise"
            yield f"in a promise {one.kind}"
            if q.value in (one.value, one.value_high):
                yield "promised"
            if q.value == one.baseline:
                yield "baseline of a promise"
