"""Decide which measure of the topic a stretch of text is about, from the pack's words in it and around it."""

import math
from collections.abc import Iterable, Sequence
from operator import mul

from commitments.measure_words import NO_MEASURE, NOT_MEASURED, Hit, Hits, find_hits
from commitments.paragraphs import paragraph_at
from records.topics import Measure, Topic

__all__ = ["NOT_MEASURED", "NO_MEASURE", "measure_of", "mentions_measure"]

_BESIDE = 30.0  # characters over which a word loses two thirds of being beside the figure
_FADE = 0.8  # what the next stretch of the context counts, as a share of the one before
_TOLD = 300  # how far back a stretch that names nothing may mean
_LEAST = 0.45

# How much each sign of a measure counts; found by fitting them to labelled passages (bench/fit_measures.py).
FEATURES = (
    "focus", "focus_weak", "beside", "beside_weak", "more", "sentence", "sentence_weak", "context", "context_weak",
    "title", "title_weak", "before", "further", "after", "page", "fits", "fits_percent", "fits_first", "misfits",
    "label", "label_weak", "opening", "opening_weak", "last", "heading", "heading_weak", "first", "told", "untold",
)  # fmt: skip
WEIGHTS = (
    4.2, 2.3, 0.6, 0.8, 0.0, 2.2, 1.5, 0.7, 0.5, 1.4, 0.4, 0.7, 0.1, 0.3, 2.4, 0.4, -0.9, 0.9, -1.9,
    1.0, 0.3, 0.4, 0.3, 0.6, 0.2, 0.1, 0.3, 0.2, 0.6,
)  # fmt: skip
_AT = {name: place for place, name in enumerate(FEATURES)}


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
    title: str | None = None,
    leave_out: Iterable[str] = (),
    area: str | None = None,
    alone: bool = False,
) -> str:
    """The id of the measure that `text[start:end]` is about, "other" when no word of the topic is near.

    `within` is the sentence around it, `context` what stands further off, nearest first (lead, sentence before,
    heading). `near` is where the figure stands: words beside it count for more. A `unit` the measure is never
    counted in tells against it. `leave_out` names measures that cannot be meant. `area` is the council's short
    name: "in Milltown" is read as "in the area". The rest of the text helps to choose; with `alone` it may name the
    measure by itself.
    """
    found = signs(
        topic,
        text,
        start,
        end,
        unit=unit,
        near=near,
        within=within,
        context=context,
        title=title,
        area=area,
        alone=alone,
    )
    barred = set(leave_out)
    scores = {name: sum(map(mul, WEIGHTS, seen)) for name, seen in found.items() if name not in barred}
    if not scores:
        return NO_MEASURE
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _LEAST else NO_MEASURE


def mentions_measure(topic: Topic, text: str) -> bool:
    """Whether any word of any measure stands in a text."""
    return bool(find_hits(topic, text))


def signs(
    topic: Topic,
    text: str,
    start: int,
    end: int,
    *,
    unit: str | None,
    near: int | None,
    within: tuple[int, int] | None,
    context: Sequence[str | None],
    title: str | None,
    area: str | None,
    alone: bool,
) -> dict[str, list[float]]:
    """For every measure that may be meant, how strongly each of FEATURES speaks for it."""
    first, last = within or (start, end)
    hits = find_hits(topic, text, area)
    focus = hits.within(start, end)
    found: dict[str, list[float]] = {}
    for hit in focus:
        seen = _seen(found, hit)
        _raise(seen, 0 if hit.strong else 1, hit.quality)
        if near is not None:
            away = max(hit.start - near, near - hit.end, 0)
            _raise(seen, 2 if hit.strong else 3, hit.quality * math.exp(-away / _BESIDE))
    leading = next((hit.measure for hit in focus if hit.strong), None)
    if leading is not None:
        found[leading][_AT["first"]] = 1.0
    for name in found:
        found[name][4] = min(2, len({hit.start for hit in focus if hit.measure == name}) - 1)
    for hit in (*hits.within(first, start), *hits.within(end, last)):
        _raise(_seen(found, hit), 5 if hit.strong else 6, hit.quality)
    share = 1.0
    for words in context:
        for hit in _hits_of(topic, words, text, hits, area) if words else ():
            _raise(_seen(found, hit), 7 if hit.strong else 8, share * hit.quality)
        share *= _FADE if words else 1.0
    _add_told(found, topic, text, start, focus, hits)
    named = bool(found)
    _add_paragraph(found, text, hits, first, alone=alone)
    if alone or named:
        for hit in find_hits(topic, title, area) if title else ():
            if alone or hit.measure in found:
                _raise(_seen(found, hit), 9 if hit.strong else 10, hit.quality)
        _add_page(found, hits, first, last, alone=alone)
    for name, seen in found.items():
        _add_unit(seen, topic.measure[name], unit)
    return found


def _hits_of(topic: Topic, words: str, text: str, hits: Hits, area: str | None) -> Sequence[Hit]:
    """The hits in some words: those of the text where the words stand in it, so that nothing is read twice."""
    at = text.find(words)
    return find_hits(topic, words, area) if at < 0 else hits.within(at, at + len(words))


def _seen(found: dict[str, list[float]], hit: Hit) -> list[float]:
    return found.setdefault(hit.measure, [0.0] * len(FEATURES))


def _raise(seen: list[float], place: int, value: float) -> None:
    seen[place] = max(seen[place], value)


def _add_paragraph(found: dict[str, list[float]], text: str, hits: Hits, start: int, *, alone: bool) -> None:
    """What the paragraph around a stretch, and the heading above it, speak of: the words it is headed with ("4.
    Caseloads. The average is 16.8"), its first sentence, and what was named last."""
    around = paragraph_at(text, start)
    for (first, last), strong, weak in (
        (around.label, "label", "label_weak"),
        (around.opening, "opening", "opening_weak"),
        (around.heading, "heading", "heading_weak"),
    ):
        if not found and not alone and strong != "label":
            return
        for hit in hits.within(first, min(last, start)):
            _raise(_seen(found, hit), _AT[strong if hit.strong else weak], hit.quality)
    before = [hit for hit in hits.within(around.start, start) if hit.strong]
    if before:
        _raise(_seen(found, before[-1]), _AT["last"], before[-1].quality)


def _add_told(
    found: dict[str, list[float]], topic: Topic, text: str, start: int, focus: Sequence[Hit], hits: Hits
) -> None:
    """What was spoken of last before a stretch that leaves its subject to it: "this would cease", "two more are to
    follow"; or that names no measure at all."""
    before = [hit for hit in hits.within(max(0, start - _TOLD), start) if hit.strong]
    if not before:
        return
    subject = topic.words.get("told_before")
    if subject is not None and subject.match(text, start):
        _raise(_seen(found, before[-1]), _AT["told"], before[-1].quality)
    elif not focus:
        _raise(_seen(found, before[-1]), _AT["untold"], before[-1].quality)


def _add_page(found: dict[str, list[float]], hits: Hits, start: int, end: int, *, alone: bool) -> None:
    """How the rest of the page speaks of each measure: before, further off, after, and of all it speaks of, what
    share."""
    for name in hits.by_measure if alone else found:
        spoken = hits.by_measure.get(name)
        if spoken is not None:
            seen = found.setdefault(name, [0.0] * len(FEATURES))
            seen[14] = spoken.share
            seen[11], seen[12] = spoken.before(start)
            seen[13] = spoken.after(end)


def _add_unit(seen: list[float], measure: Measure, unit: str | None) -> None:
    if unit is None or unit == "other" or not measure.units:
        return
    if unit in measure.units:
        seen[16 if unit == "percent" else 15] = 1.0
        seen[17] = float(measure.units[0] == unit)
    else:
        seen[18] = 1.0
