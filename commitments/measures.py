"""Decide which measure of the topic a stretch of text is about, from the pack's words in it and around it."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from commitments.measure_words import NO_MEASURE, NOT_MEASURED, Hit, find_hits
from records.topics import Measure, Topic

__all__ = ["NOT_MEASURED", "NO_MEASURE", "measure_of", "mentions_measure"]

_FOCUS, _SENTENCE, _CONTEXT, _FADE = 3.0, 1.2, 0.9, 0.8
_FAR, _REACH = 0.6, 250.0  # weight of what stands before the sentence on the page, and how soon it fades, in characters
_AFTER = 0.4  # what stands after the sentence, as a share of that
_LEAST = 0.45
_AWAY, _AWAY_MOST = 0.005, 0.5


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
    alone: bool = False,
) -> str:
    """The id of the measure that `text[start:end]` is about, "other" when no word of the topic is near.

    `within` is the sentence around it, `context` what stands further off, nearest first (lead, sentence before, heading,
    title). `near` is where the figure stands: words beside it count for more. A `unit` the measure is never counted in
    tells against it. `leave_out` names measures that cannot be meant. `area` is the council's short name: "in Milltown"
    is read as "in the area". The rest of the text helps to choose; with `alone` it may name the measure by itself.
    """
    barred = set(leave_out)
    scores: dict[str, float] = {}
    first, last = within or (start, end)
    hits = find_hits(topic, text, area)
    zones = [
        (_between(hits, start, end), _FOCUS, near),
        (_between(hits, first, start), _SENTENCE, start),
        (_between(hits, end, last), _SENTENCE, end),
    ]
    weight = _CONTEXT
    for words in context:
        if words:
            zones.append((find_hits(topic, words, area), weight, None))
            weight *= _FADE
    for found, weight, centre in zones:
        for name, strength in _strengths(found, centre).items():
            if name not in barred:
                scores[name] = scores.get(name, 0.0) + weight * strength * _fit(topic.measure[name], unit)
    if scores or alone:
        for name, strength in _far(hits, first, last).items():
            if name not in barred and (alone or name in scores):
                scores[name] = scores.get(name, 0.0) + strength * _fit(topic.measure[name], unit)
    if not scores:
        return NO_MEASURE
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _LEAST else NO_MEASURE


def mentions_measure(topic: Topic, text: str) -> bool:
    """Whether any word of any measure stands in a text."""
    return bool(find_hits(topic, text))


def _fit(measure: Measure, unit: str | None) -> float:
    if unit is None or unit == "other":
        return 1.0
    if not measure.units:
        return 0.8
    if unit not in measure.units:
        return 0.3
    return 1.0 if unit == "percent" else 1.25


def _between(hits: tuple[Hit, ...], start: int, end: int) -> tuple[Hit, ...]:
    """The hits that stand wholly between two offsets."""
    at = bisect_left(hits, start, key=lambda hit: hit.start)
    to = bisect_left(hits, end, key=lambda hit: hit.start)
    return tuple(hit for hit in hits[at:to] if hit.end <= end)


def _strengths(hits: Iterable[Hit], centre: int | None) -> dict[str, float]:
    """Each measure's best hit in one stretch, longer and nearer ones stronger; a little more for every further hit."""
    found: dict[str, list[float]] = {}
    for hit in hits:
        quality = hit.quality
        if centre is not None:
            away = max(hit.start - centre, centre - hit.end, 0)
            quality -= min(_AWAY_MOST, _AWAY * away) * quality
        found.setdefault(hit.measure, []).append(quality)
    return {name: max(qualities) + 0.1 * (len(set(qualities)) - 1) for name, qualities in found.items()}


def _far(hits: tuple[Hit, ...], start: int, end: int) -> dict[str, float]:
    """How strongly the rest of the page speaks of each measure, less the further off."""
    found: dict[str, float] = {}
    for hit in hits:
        away = start - hit.end if hit.end <= start else hit.start - end
        if away >= 0:
            share = 1.0 if hit.end <= start else _AFTER
            strength = _FAR * share * hit.quality * math.exp(-away / _REACH)
            found[hit.measure] = max(found.get(hit.measure, 0.0), strength)
    return found
