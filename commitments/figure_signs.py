"""What speaks for and against a figure being told of the council: the words on either side of it, its place."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from commitments.figures import Figure
from commitments.pages import Page
from commitments.plain_words import plain_words
from records.findings import Statement
from records.weighing import Seen

_NEAR, _LEAD, _PREVIOUS = 8, 12, 15  # how many words are looked at beside a figure, in a lead, in the sentence before


def figure_signs(page: Page, figure: Figure, promised: Iterable[Statement], lists: tuple[str, ...]) -> Seen:
    """The signs of one figure by kind: ("-1", ["only"]) for the word before it, ("+1", ["children"]) for the one after,
    ("lead", [...]), and ("list", [...]) for those of the vocabulary lists named that have a word in its clause."""
    q, sentence = figure.quantity, figure.sentence
    words = plain_words(page.topic, page.text)
    before, after = words.between(sentence.start, q.start), words.between(q.end, sentence.end)
    yield from zip(("-1", "-2", "-3"), ([word] for word in before[:-4:-1]), strict=False)
    yield from zip(("+1", "+2", "+3"), ([word] for word in after[:3]), strict=False)
    yield "two before", [" ".join(before[-2:])]
    yield "two after", [" ".join(after[:2])]
    yield "<", before[-_NEAR:]
    yield ">", after[:_NEAR]
    yield "s", before + after
    yield "first", (before or after)[:2]
    start, end = figure.clause
    yield "c", words.between(start, max(end, q.end))
    yield "c two", words.pairs_between(start, max(end, q.end))
    place = bisect_left(page.units, sentence.start, key=lambda unit: unit.start)
    if place:
        earlier = page.units[place - 1]
        yield "previous", words.between(earlier.start, earlier.end)[-_PREVIOUS:]
    if sentence.lead is not None:
        leads = [*sentence.leads()][:2]
        yield "lead", [word for lead in leads for word in words.between(lead.start, lead.end)[-_LEAD:]]
    named = page.named_between(lists, sentence.start, sentence.end)
    yield "list before", [name for _, last, name in named if last <= q.start]
    yield "list after", [name for first, _, name in named if first >= q.end]
    yield "list", [name for first, last, name in named if start <= first and last <= end]
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
