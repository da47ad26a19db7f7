"""What speaks for each measure and unit of a finding: its words and those around, its figure, what the rules read."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from commitments.measure_words import Hits, find_hits
from commitments.plain_words import named_words, pairs
from commitments.quantities import Quantity, find_quantities
from commitments.sentences import find_sentences
from commitments.stretches import PageRows, Rows, Signs, Stretch, latest, pairs_of
from records.findings import Observation, Passage, Statement
from records.topics import Topic

_Others = Iterator[tuple[str, Sequence[str]]]

_BESIDE, _NEAR = 4, 8  # words beside a figure whose place counts, and those near it
_BEFORE, _AFTER, _TOLD = 200, 120, 300  # characters around a sentence whose words and measures are looked at
_LEAD = 12  # the last words of a lead-in
_BIG = 1000
_LARGE_SHARE = 0.3  # of all that a page names of measures


@dataclass(frozen=True, slots=True)
class Found:
    """A finding where it stands: the place of its sentence, its lead-ins, the figure that has its value."""

    said: Statement | Observation
    passage: Passage
    topic: Topic
    start: int  # of the sentence
    end: int
    leads: list[tuple[int, int]]
    figure: Quantity | None  # None where there is no value or it was worked out
    page: PageRows  # its words, and each two of them
    hits: Hits


@lru_cache(maxsize=4)
def _page_rows(text: str) -> PageRows:
    words = named_words(text)
    return PageRows(Rows({"words": words.words, "pairs": pairs(words)}), words, [])


def found_in(passage: Passage, topic: Topic, said: Statement | Observation) -> Found:
    """A finding with what stands around it."""
    start, end, leads = _sentence(passage.text, said)
    figure = _figure(passage.text, topic, said)
    page, hits = _page_rows(passage.text), find_hits(topic, passage.text)
    return Found(said, passage, topic, start, end, leads, figure, page, hits)


def _sentence(text: str, said: Statement | Observation) -> tuple[int, int, list[tuple[int, int]]]:
    units = find_sentences(text)
    at = bisect_right(units, said.start, key=lambda unit: unit.start) - 1
    if at < 0 or units[at].end <= said.start:
        return said.start, said.end, []
    around = units[at]
    return around.start, max(around.end, said.end), [(lead.start, lead.end) for lead in [*around.leads()][:2]]


def _figure(text: str, topic: Topic, said: Statement | Observation) -> Quantity | None:
    if said.value is None:
        return None
    figures = (item for item in find_quantities(text, topic) if said.start <= item.start < said.end + 80)
    return next((item for item in figures if item.value == said.value), None)


def measure_signs(found: Found) -> Signs:
    """The signs of one finding for its measure, by kind."""
    stretches = [
        *_own_words(found),
        found.page.stretch("before", found.start - _BEFORE, found.start),
        found.page.stretch("after", found.end, found.end + _AFTER),
        *(latest("lead", found.page.stretch("lead", first, last), _LEAD) for first, last in found.leads),
    ]
    return Signs(stretches, [*_named(found), *_named_around(found), *_read(found)])


def unit_signs(found: Found) -> Signs:
    """The signs of one finding for what its figure counts, by kind."""
    return Signs(_own_words(found), [*_named(found), *_read(found), *_of_figure(found)])


def _own_words(found: Found) -> list[Stretch]:
    said = found.said
    own = found.page.stretch("w", said.start, said.end)
    return [
        own,
        pairs_of(own, "two"),
        found.page.stretch("sentence", found.start, said.start),
        found.page.stretch("sentence", said.end, found.end),
    ]


def _named_around(found: Found) -> _Others:
    yield "before names", [hit.measure for hit in found.hits.within(found.start - _TOLD, found.start)]
    yield "title names", _named_in(found.topic, found.passage.title or "")
    yield "title", _title(found.passage.title or "")
    share, measure = found.hits.chief
    if share > _LARGE_SHARE:
        yield "page of", [measure]
    yield "type", [found.passage.kind]


def _named(found: Found) -> _Others:
    yield "names", [hit.measure for hit in found.hits.within(found.said.start, found.said.end)]
    yield "sentence names", [hit.measure for hit in found.hits.within(found.start, found.end)]


@lru_cache(maxsize=16)
def _named_in(topic: Topic, title: str) -> tuple[str, ...]:
    return tuple(hit.measure for hit in find_hits(topic, title))


@lru_cache(maxsize=16)
def _title(title: str) -> tuple[str, ...]:
    return tuple(named_words(title).words)


def _read(found: Found) -> _Others:
    """What the rules read."""
    said = found.said
    kind = said.kind if isinstance(said, Statement) else "seen"
    yield "measure", [said.measure, f"{said.measure} {said.unit}", f"{said.measure} {kind}"]
    yield "rule", [said.rule]
    yield "unit", [str(said.unit), f"{said.unit} {kind}"]
    yield "kind", [kind]
    usual = found.topic.measure[said.measure].units[:3] if said.measure in found.topic.measure else ()
    yield "usual", usual
    yield from zip(("usual 0", "usual 1", "usual 2"), ([unit] for unit in usual), strict=False)
    if isinstance(said, Observation):
        yield "basis", [said.basis]
    else:
        yield "strength", [said.strength]
        yield "change", [said.change]


def _of_figure(found: Found) -> _Others:
    figure = found.figure
    if figure is None:
        yield "is", ["no value" if found.said.value is None else "worked out"]
        return
    before = found.page.words.between(found.start, figure.start)[-_NEAR:][::-1]
    after = found.page.words.between(figure.end, max(found.end, figure.end + 60))[:_NEAR]
    for side, near in (("left", before), ("right", after)):
        yield from ((f"{side} {place}", [word]) for place, word in enumerate(near[:_BESIDE]))
        yield side, near
        if len(near) > 1:
            yield f"{side} two", [f"{near[0]} {near[1]}"]
    noun = figure.noun
    yield "noun", ["none" if noun is None else "after" if noun[0] >= figure.start else "before"]
    yield "form", [figure.form]
    yield "bound", [str(figure.bound)]
    yield "counted", [str(figure.unit)]
    yield "is", [*_ways(figure)]


def _ways(figure: Quantity) -> Iterator[str]:
    for name, holds in (
        ("extra", figure.extra),
        ("net", figure.net),
        ("from a level", figure.baseline is not None),
        ("zero", figure.value == 0),
        ("a hundred", figure.value == 100),
        ("broken number", bool(figure.value % 1)),
        ("big number", figure.value >= _BIG),
    ):
        if holds:
            yield name
