"""What speaks for each measure and unit of a finding: its words and those around, its figure, what the rules read."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from commitments.measure_words import find_hits
from commitments.plain_words import PlainWords, named_words
from commitments.quantities import Quantity, find_quantities
from commitments.sentences import find_sentences
from records.findings import Observation, Passage, Statement
from records.topics import Topic

_BESIDE, _NEAR = 4, 8  # words beside a figure whose place counts, and those near it
_BEFORE, _AFTER, _TOLD = 200, 120, 300  # characters around a sentence whose words and measures are looked at
_LEAD = 12  # the last words of a lead-in
_BIG = 1000


def measure_signs(passage: Passage, topic: Topic, found: Statement | Observation) -> set[str]:
    """The signs of one finding for its measure."""
    return {
        *_word_signs(passage, found),
        *_naming_signs(passage, topic, found),
        *_title_signs(passage.title or ""),
        *_rule_signs(topic, found),
    }


def unit_signs(passage: Passage, topic: Topic, found: Statement | Observation) -> set[str]:
    """The signs of one finding for what its figure counts."""
    words = named_words(passage.text)
    start, end, _ = _sentence(passage.text, found)
    return {
        *_own_words(words, found, start, end),
        *_figure_signs(passage.text, topic, words, found),
        *(sign for sign in _naming_signs(passage, topic, found) if sign.startswith(("names", "sentence"))),
        *_rule_signs(topic, found),
    }


def figure_of(text: str, topic: Topic, found: Statement | Observation) -> Quantity | None:
    """The figure in a finding's words that has its value, None where it was worked out."""
    if found.value is None:
        return None
    figures = (item for item in find_quantities(text, topic) if found.start <= item.start < found.end + 80)
    return next((item for item in figures if item.value == found.value), None)


def _word_signs(passage: Passage, found: Statement | Observation) -> Iterator[str]:
    words = named_words(passage.text)
    start, end, leads = _sentence(passage.text, found)
    yield from _own_words(words, found, start, end)
    yield f"type={passage.kind}"
    yield from (f"before={word}" for word in words.between(start - _BEFORE, start))
    yield from (f"after={word}" for word in words.between(end, end + _AFTER))
    for first, last in leads:
        yield from (f"lead={word}" for word in words.between(first, last)[-_LEAD:])


def _own_words(words: PlainWords, found: Statement | Observation, start: int, end: int) -> Iterator[str]:
    own = words.between(found.start, found.end)
    yield from (f"w={word}" for word in own)
    yield from (f"w={first} {second}" for first, second in pairwise(own))
    yield from (f"sentence={word}" for word in words.between(start, found.start))
    yield from (f"sentence={word}" for word in words.between(found.end, end))


def _sentence(text: str, found: Statement | Observation) -> tuple[int, int, list[tuple[int, int]]]:
    """Where the sentence of a finding begins and ends, and its lead-ins."""
    around = next((one for one in find_sentences(text) if one.start <= found.start < one.end), None)
    if around is None:
        return found.start, found.end, []
    return around.start, max(around.end, found.end), [(lead.start, lead.end) for lead in [*around.leads()][:2]]


def _figure_signs(text: str, topic: Topic, words: PlainWords, found: Statement | Observation) -> Iterator[str]:
    if found.value is None:
        yield "no value"
        return
    figure = figure_of(text, topic, found)
    if figure is None:
        yield "worked out"
        return
    start, end, _ = _sentence(text, found)
    before = words.between(start, figure.start)[-_NEAR:][::-1]
    after = words.between(figure.end, max(end, figure.end + 60))[:_NEAR]
    for side, near in (("left", before), ("right", after)):
        yield from (f"{side} {place}={word}" for place, word in enumerate(near[:_BESIDE]))
        yield from (f"{side}={word}" for word in near)
        if len(near) > 1:
            yield f"{side} two={near[0]} {near[1]}"
    yield f"form={figure.form}"
    yield f"bound={figure.bound}"
    yield f"counted={figure.unit}"
    noun = figure.noun
    yield f"noun={'none' if noun is None else 'after' if noun[0] >= figure.start else 'before'}"
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


def _naming_signs(passage: Passage, topic: Topic, found: Statement | Observation) -> Iterator[str]:
    start, end, _ = _sentence(passage.text, found)
    hits = find_hits(topic, passage.text)
    for hit in hits:
        if found.start <= hit.start and hit.end <= found.end:
            yield f"names={hit.measure}"
        if start <= hit.start and hit.end <= end:
            yield f"sentence names={hit.measure}"
        if start - _TOLD <= hit.start and hit.end <= start:
            yield f"before names={hit.measure}"
    yield from (f"title names={hit.measure}" for hit in find_hits(topic, passage.title or ""))
    most = max(((share, measure) for measure, (share, _) in hits.by_measure.items()), default=(0.0, ""))
    if most[0] > 0.3:
        yield f"page of={most[1]}"


@lru_cache(maxsize=16)
def _title_signs(title: str) -> tuple[str, ...]:
    return tuple(f"title={word}" for word in named_words(title).words)


def _rule_signs(topic: Topic, found: Statement | Observation) -> Iterator[str]:
    """What the rules read."""
    yield f"measure={found.measure}"
    yield f"measure={found.measure} {found.unit}"
    yield f"measure={found.measure} {found.kind if isinstance(found, Statement) else 'seen'}"
    yield f"rule={found.rule}"
    yield f"unit={found.unit}"
    for place, unit in enumerate(topic.measure[found.measure].units[:3] if found.measure in topic.measure else ()):
        yield f"usual={unit}"
        yield f"usual {place}={unit}"
    if isinstance(found, Observation):
        yield f"basis={found.basis}"
        yield "seen"
        return
    yield f"kind={found.kind}"
    yield f"strength={found.strength}"
    yield f"change={found.change}"
    yield f"unit={found.unit} {found.kind}"
