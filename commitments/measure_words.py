"""Where the words of a topic's measures stand in a text, read once however often it is asked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from math import exp, inf, log

from records.phrases import Phrases
from records.topics import Measure, Topic

NO_MEASURE = "other"
NOT_MEASURED = "no_measure"  # the pack's list of what is counted under none of its measures
_WORDS, _WEAK, _UNLESS = 0, 1, 2
_KINDS = 3
_LONGEST_COUNTED = 26  # letters beyond which a longer phrase says no more
_STRETCH = 64  # characters by which hits are looked up
_REACH, _FURTHER = 150.0, 700.0  # characters over which a hit loses two thirds of what it says of a place
_ABBREVIATION = 0.8  # what an abbreviation counts for, as a share of the longest phrase


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a measure. `quality` is 0.5 to 1 by its length, times the measure's weight. A weak word, and one
    that says only of whom a figure is told ("94% of tenants were satisfied"), is not `strong`. What stands in the name
    of an office is no hit."""

    measure: str
    start: int
    end: int
    quality: float
    strong: bool


class Spoken:
    """How a page speaks of one measure: its share of all that is strong, and how near its hits are to a place."""

    def __init__(self, hits: list[Hit], share: float) -> None:
        self.share = share
        told = [(hit.start, hit.end, log(hit.quality) if hit.quality > 0 else -inf) for hit in hits]
        by_end = sorted((end, quality) for _, end, quality in told)
        self._ends = [end for end, _ in by_end]
        self._near = [*accumulate((quality + end / _REACH for end, quality in by_end), max)]
        self._further = [*accumulate((quality + end / _FURTHER for end, quality in by_end), max)]
        self._starts = [start for start, _, _ in told]
        self._after = [*accumulate((quality - start / _REACH for start, _, quality in told[::-1]), max)][::-1]

    def before(self, place: int) -> tuple[float, float]:
        """The largest quality of a hit that ends before a place, less by how far, and the same less by further off;
        0 without any."""
        at = bisect_right(self._ends, place) - 1
        return (exp(self._near[at] - place / _REACH), exp(self._further[at] - place / _FURTHER)) if at >= 0 else (0, 0)

    def after(self, place: int) -> float:
        """The largest quality of a hit that begins from a place on, less by how far; 0 without any."""
        at = bisect_left(self._starts, place)
        return exp(self._after[at] + place / _REACH) if at < len(self._starts) else 0


class Hits(tuple[Hit, ...]):
    """The hits in a text, in order."""

    @cached_property
    def starts(self) -> list[int]:
        """Where each begins."""
        return [hit.start for hit in self]

    def within(self, start: int, end: int) -> list[Hit]:
        """The hits that stand wholly between two offsets."""
        if start >= end:
            return []
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [hit for hit in self[first:last] if hit.end <= end]

    @cached_property
    def chief(self) -> tuple[float, str]:
        """The measure with the largest share of all that is strong, and that share; (0, "") without hits."""
        return max(((spoken.share, measure) for measure, spoken in self.by_measure.items()), default=(0.0, ""))

    @cached_property
    def by_measure(self) -> dict[str, Spoken]:
        """How the text speaks of each measure."""
        total = sum(hit.quality for hit in self if hit.strong) or 1.0
        own: dict[str, list[Hit]] = {}
        for hit in self:
            own.setdefault(hit.measure, []).append(hit)
        return {
            measure: Spoken(hits, sum(hit.quality / total for hit in hits if hit.strong))
            for measure, hits in own.items()
        }


def find_hits(topic: Topic, text: str, area: str | None = None) -> Hits:
    """Every word of every measure in a text, in order, without those inside a longer phrase of another measure or
    beside a phrase that gives them another meaning. `area` is the council's short name: "in Milltown" is read as
    "in the area"."""
    named = area is not None and len(area) >= len("area") and area in text
    return _found(_reader(topic), text, _in_the_area(text, area) if area and named else text)


class _Reader:
    """A topic's measures and their phrases made ready to be found."""

    def __init__(self, topic: Topic) -> None:
        other = topic.measure.get(NO_MEASURE)
        none = next((entry.words for entry in topic.vocabulary if entry.id == NOT_MEASURED), ()) if other else ()
        self.measures: list[Measure] = [*topic.measures, *([other] if other and none else [])]
        self.cohort = topic.words.get("observed_cohort")
        self.office = topic.words.get("office")
        self.office_filled = topic.words.get("office_filled")
        lists = [(m.words, m.weak, m.unless) for m in topic.measures]
        if none:
            lists.append((none, (), ()))
        self.phrases = Phrases(
            (place * _KINDS + kind, phrase)
            for place, kinds in enumerate(lists)
            for kind, phrases in enumerate(kinds)
            for phrase in phrases
        )


@lru_cache(maxsize=16)
def _reader(topic: Topic) -> _Reader:
    return _Reader(topic)


@lru_cache(maxsize=32)  # a page, and the leads, labels and titles asked beside it
def _found(reader: _Reader, text: str, read: str) -> Hits:
    """The hits in a text as it is to be `read`."""
    named: list[tuple[int, int, int, bool]] = []
    barred: dict[int, list[tuple[int, int]]] = {}
    for key, start, end in reader.phrases.find(read):
        place, kind = divmod(key, _KINDS)
        if kind == _UNLESS:
            barred.setdefault(place, []).append((start, end))
        else:
            named.append((place, start, end, kind == _WEAK))
    free = (
        hit
        for hit in named
        if hit[0] not in barred or not any(first < hit[2] and last > hit[1] for first, last in barred[hit[0]])
    )
    aside = _aside(reader, text)
    offices = _offices(reader, text)
    kept = []
    for place, start, end, weak in _longest(free):
        if offices and _inside(offices, start, end):
            continue
        measure = reader.measures[place]
        length = _ABBREVIATION if text[start:end].isupper() else min(end - start, _LONGEST_COUNTED) / _LONGEST_COUNTED
        strong = not weak and not (aside and _inside(aside, start, end))
        kept.append(Hit(measure.id, start, end, (0.5 + 0.5 * length) * measure.weight, strong))
    return Hits(sorted(kept, key=lambda hit: hit.start))


def _inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch lies within one of some."""
    return any(first <= start and end <= last for first, last in spans)


_COUNTED = re.compile(
    r"\bnumbers? of (?:the |our |its )?$", re.IGNORECASE
)  # those whose number is told are what is counted


def _aside(reader: _Reader, text: str) -> list[tuple[int, int]]:
    """Where a text says for whom a figure counts, not what is counted."""
    return [
        match.span()
        for match in (reader.cohort.finditer(text) if reader.cohort else ())
        if not _COUNTED.search(text, max(0, match.start() - 20), match.start())
    ]


def _offices(reader: _Reader, text: str) -> list[tuple[int, int]]:
    """Where a text names who speaks or decides; an office to be filled ("recruit a Director") is what is spoken of."""
    filled = reader.office_filled
    return [
        match.span()
        for match in (reader.office.finditer(text) if reader.office else ())
        if filled is None or not filled.search(text, max(0, match.start() - 40), match.start())
    ]


@lru_cache(maxsize=64)
def _in_the_area(text: str, area: str) -> str:
    """The text with the council's name after "in" or "outside" read as the area; no offset moves."""
    name = re.compile(rf"\b(in|to|outside|outwith|within|inside)(\s+(?:the\s+)?){re.escape(area)}\b")
    return name.sub(lambda match: match[1] + match[2] + "area".ljust(len(area)), text)


def _longest(hits: Iterable[tuple[int, int, int, bool]]) -> list[tuple[int, int, int, bool]]:
    """Hits that stand inside no longer hit ("placements" within "residential placements"), and none twice."""
    ordered = sorted(set(hits), key=lambda hit: (hit[1] - hit[2], hit[3]))
    kept: list[tuple[int, int, int, bool]] = []
    around: dict[int, list[tuple[int, int, int]]] = {}  # the hits kept, by each stretch of the text they touch
    for hit in ordered:
        place, start, end, _ = hit
        if not any(
            first <= start and end <= last and (last - first > end - start or other == place)
            for other, first, last in around.get(start // _STRETCH, ())
        ):
            kept.append(hit)
            for stretch in range(start // _STRETCH, end // _STRETCH + 1):
                around.setdefault(stretch, []).append((place, start, end))
    return kept
