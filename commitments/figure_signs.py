"""What speaks for and against a figure being told of the council: the words on either side of it, its place."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from commitments.figures import Figure
from commitments.pages import Page
from commitments.plain_words import plain_words
from records.findings import Statement

_NEAR, _LEAD, _PREVIOUS = 8, 12, 15  # how many words are looked at beside a figure, in a lead, in the sentence before


def figure_signs(page: Page, figure: Figure, promised: Iterable[Statement], lists: tuple[str, ...]) -> Iterator[str]:
    """The signs of one figure, by name: "-1=only" for the word before it, "+1=children" for the one after, "lead=...",
    and "list=..." for each of the vocabulary lists named that has a word in its clause. Some come twice."""
    q, sentence = figure.quantity, figure.sentence
    words = plain_words(page.topic, page.text)
    yield f"type={page.kind}"
    yield f"form={sentence.form}"
    yield from _of_figure(page, figure)
    yield from _of_times(page, figure)
    yield from _of_promises(figure, promised)
    before, after = words.between(sentence.start, q.start), words.between(q.end, sentence.end)
    yield f"length={min((len(before) + len(after)) // 6, 8)}"
    yield from (f"-{away}={word}" for away, word in enumerate(reversed(before[-3:]), 1))
    yield from (f"+{away}={word}" for away, word in enumerate(after[:3], 1))
    yield f"-2={' '.join(before[-2:])}"
    yield f"+2={' '.join(after[:2])}"
    yield from (f"<={word}" for word in before[-_NEAR:])
    yield from (f">={word}" for word in after[:_NEAR])
    yield from (f"s={word}" for word in before)
    yield from (f"s={word}" for word in after)
    yield from (f"first={word}" for word in (before or after)[:2])
    start, end = figure.clause
    own = words.between(start, max(end, q.end))
    yield from (f"c={word}" for word in own)
    yield from (f"c={first} {second}" for first, second in pairwise(own))
    place = bisect_left(page.units, sentence.start, key=lambda unit: unit.start)
    if place:
        earlier = page.units[place - 1]
        yield from (f"previous={word}" for word in words.between(earlier.start, earlier.end)[-_PREVIOUS:])
    for lead in [*sentence.leads()][:2]:
        yield from (f"lead={word}" for word in words.between(lead.start, lead.end)[-_LEAD:])
    for first, last, name in page.named_between(lists, sentence.start, sentence.end):
        if last <= q.start:
            yield f"list before={name}"
        elif first >= q.end:
            yield f"list after={name}"
        if start <= first and last <= end:
            yield f"list={name}"


def _of_figure(page: Page, figure: Figure) -> Iterator[str]:
    q = figure.quantity
    yield f"why={figure.why}"
    yield f"unit={'none' if q.unit is None else q.unit if q.unit in ('gbp', 'percent', 'per_10000') else q.form}"
    yield f"written {'in figures' if q.value_text[:1].isdigit() or q.value_text[:1] == '£' else 'in words'}"
    yield f"size={len(str(int(q.value)))}"
    if q.value % 1:
        yield "with a fraction"
    if q.value in (1, 2, 3, 4):
        yield f"value={q.value:.0f}"
    yield from (name for name in ("approx", "net", "extra", "is_baseline") if getattr(q, name))
    if q.bound:
        yield f"bound={q.bound}"
    if q.baseline is not None:
        yield "has a baseline"
    inside = page.figures_in(figure.sentence.start, figure.sentence.end)
    yield f"figures={min(len(inside), 5)}"
    yield f"place={min(sum(other.start < q.start for other in inside), 4)}"


def _of_times(page: Page, figure: Figure) -> Iterator[str]:
    for where, start, end in (("clause", *figure.clause), ("sentence", figure.sentence.start, figure.sentence.end)):
        ends = [time.deadline.end for time in page.times_in(start, end) if time.deadline]
        if any(end and page.published and end > page.published for end in ends):
            yield f"time ahead in {where}"
        if any(end and page.published and end <= page.published for end in ends):
            yield f"time past in {where}"


def _of_promises(figure: Figure, promised: Iterable[Statement]) -> Iterator[str]:
    q = figure.quantity
    for one in promised:
        if one.start <= q.start < one.end:
            yield "in a promise"
            yield f"in a promise {one.kind}"
            if q.value in (one.value, one.value_high):
                yield "promised"
            if q.value == one.baseline:
                yield "baseline of a promise"
