"""Decide which measure of the topic a stretch of text is about, from the pack's words in it and around it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from records.topics import Measure, Topic

NO_MEASURE = "other"
NOT_MEASURED = "no_measure"  # the pack's list of what is counted under none of its measures
_FOCUS, _SENTENCE, _CONTEXT, _FADE = 3.0, 1.2, 0.9, 0.8
_LEAST = 0.45


@dataclass(frozen=True, slots=True)
class _Hit:
    measure: Measure
    start: int
    end: int
    weak: bool


def measure_of(
    topic: Topic,
    text: str,
    start: int,
    end: int,
    *,
    unit: str | None = None,
    near: int | None = None,
    within: tuple[int, int] | None = None,
    context: Sequence[str | None] = (),
    leave_out: Iterable[str] = (),
    area: str | None = None,
) -> str:
    """The id of the measure that `text[start:end]` is about, "other" when no word of the topic is near.

    `within` is the sentence around it, `context` what stands further off, nearest first (lead, sentence before, heading,
    title). `near` is where the figure stands: words beside it count for more. A `unit` the measure is never counted in
    tells against it. `leave_out` names measures that cannot be meant. `area` is the council's short name: "in Milltown"
    is read as "in the area".
    """
    scores: dict[str, float] = {}
    barred = set(leave_out)
    zones = [(_within(topic, text, start, end, area), _FOCUS, None if near is None else near - start)]
    if within is not None and within != (start, end):
        zones.append((_within(topic, text, within[0], start, area), _SENTENCE, start - within[0]))
        zones.append((_within(topic, text, end, within[1], area), _SENTENCE, 0))
    weight = _CONTEXT
    for words in context:
        if words:
            zones.append((_within(topic, words, 0, len(words), area), weight, None))
            weight *= _FADE
    for hits, weight, centre in zones:
        for name, strength in _strengths(hits, centre).items():
            if name not in barred:
                scores[name] = scores.get(name, 0.0) + weight * strength * _fit(topic.measure[name], unit)
    if not scores:
        return NO_MEASURE
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _LEAST else NO_MEASURE


def mentions_measure(topic: Topic, text: str) -> bool:
    """Whether any word of any measure stands in a text."""
    return bool(_hits_in(_Same(topic), text))


def _fit(measure: Measure, unit: str | None) -> float:
    if unit is None or unit == "other":
        return 1.0
    if not measure.units:
        return 0.8
    if unit not in measure.units:
        return 0.3
    return 1.0 if unit == "percent" else 1.25


def _strengths(hits: list[_Hit], centre: int | None) -> dict[str, float]:
    """Each measure's best hit in one stretch, longer and nearer ones stronger; a little more for every further hit."""
    found: dict[str, list[float]] = {}
    for hit in _longest(hits):
        quality = 0.4 if hit.weak else 0.5 + 0.04 * min(hit.end - hit.start, 26)
        if centre is not None:
            away = max(hit.start - centre, centre - hit.end, 0)
            quality -= min(0.5, 0.005 * away)
        found.setdefault(hit.measure.id, []).append(quality * hit.measure.weight)
    return {name: max(qualities) + 0.1 * (len(set(qualities)) - 1) for name, qualities in found.items()}


def _within(topic: Topic, text: str, start: int, end: int, area: str | None) -> list[_Hit]:
    """The hits between two offsets, counted from the first; the council's name after "in" or "outside" is the area."""
    words = text[start:end]
    if area and area in words:
        words = re.sub(rf"\b(in|to|outside|outwith|within)\s+(?:the\s+)?{re.escape(area)}\b", r"\1 the area", words)
        return list(_hits_in(_Same(topic), words))
    hits = _hits_in(_Same(topic), text)
    return [
        replace(hit, start=hit.start - start, end=hit.end - start)
        for hit in hits
        if start <= hit.start and hit.end <= end
    ]


class _Same:
    """A topic known by being the same object: comparing whole packs would cost more than reading the text again."""

    __slots__ = ("topic",)

    def __init__(self, topic: Topic) -> None:
        self.topic = topic

    def __hash__(self) -> int:
        return id(self.topic)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.topic is self.topic


@lru_cache(maxsize=256)
def _hits_in(same: _Same, text: str) -> tuple[_Hit, ...]:
    return tuple(_hits(same.topic, text))


def _hits(topic: Topic, text: str) -> Iterator[_Hit]:
    for measure in topic.measures:
        barred: list[tuple[int, int]] | None = None
        for match in measure.pattern.finditer(text):
            if barred is None:
                barred = [m.span() for m in measure.unless_pattern.finditer(text)]
            if not any(first < match.end() and last > match.start() for first, last in barred):
                yield _Hit(
                    measure, match.start(), match.end(), measure.weak_pattern.fullmatch(match.group()) is not None
                )
    pattern, other = topic.words.get(NOT_MEASURED), topic.measure.get(NO_MEASURE)
    if pattern and other:
        for match in pattern.finditer(text):
            yield _Hit(other, match.start(), match.end(), False)


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    """Hits that stand inside no longer hit of another measure ("placements" within "residential placements")."""
    ordered = sorted(hits, key=lambda hit: hit.start - hit.end)
    kept: list[_Hit] = []
    for hit in ordered:
        inside = (k for k in kept if k.start <= hit.start and hit.end <= k.end)
        if all(k.end - k.start == hit.end - hit.start for k in inside):
            kept.append(hit)
    return kept
