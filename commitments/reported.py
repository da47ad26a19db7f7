"""Which of the figures found in a council's papers are reports of where it stood, fit to be held against a promise.

Left out: a paragraph's number read as a count ("opening 1.1"), a difference ("two more than in September"), a part of
another whole ("68 of 119 households"), a number inside a promise, and a number of quite another size than every other
figure of its measure in the months around it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from commitments.agreement import family_of, is_share, unit_family
from commitments.numerals import names_number
from records.commitments import Mention, PageText, Sighting
from records.topics import Topic

_HEADING = re.compile(r"\d{1,2}\Z")
_DIFFERENCE = re.compile(
    r"\b[\w.,]+\s+(?:\w+\s+)?(?:more|fewer|less|higher|lower|up|down)\s+(?:than|on|from)\b"
    r"|\b[\w.,]+\s+(?:short of|above|below|over)\s+the\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|shall|would)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?P<part>[\w.,]+)\s+of\s+(?:the\s+|our\s+|its\s+|their\s+|all\s+)?(?P<whole>\d[\d.,]*|\w+)\b", re.IGNORECASE
)
_NEAR = 400  # days around a figure in which others show its size
_FEWEST = 3  # figures of other days that must agree on the size
_ALIKE, _UNLIKE = 1.6, 2.0  # largest to smallest of those that agree; from there on a figure is of another thing
_UNDATED = 1.25  # the same for a figure without a day of its own, such as the families that a survey heard from
_ROW = "|"


def reported(
    topic: Topic, sightings: Sequence[Sighting], mentions: Iterable[Mention], pages: Iterable[PageText]
) -> list[Sighting]:
    """The sightings that report a figure, in their order. `pages` are the texts they stand in, where known."""
    texts = {(page.place.paper, page.place.page): page.text for page in pages}
    promised: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        promised[mention.place.paper, mention.place.page].append(mention)
    fit = [
        sighting
        for sighting in sightings
        if not (
            is_paragraph_number(sighting, texts.get((sighting.place.paper, sighting.place.page), ""))
            or is_difference(sighting)
            or is_ahead(sighting)
            or any(_inside(sighting, mention) for mention in promised[sighting.place.paper, sighting.place.page])
        )
    ]
    odd = _of_another_size(topic, fit)
    return [sighting for index, sighting in enumerate(fit) if index not in odd]


def is_paragraph_number(sighting: Sighting, text: str) -> bool:
    """Whether a figure at the end of its quotation is the number of the paragraph or page that follows."""
    seen = sighting.observation
    if _ROW in seen.quote or not _HEADING.search(seen.quote) or not _ends_with(seen.value, seen.quote):
        return False
    after = text[seen.end :]
    if text and not after.strip():
        return seen.value == sighting.place.page  # the foot of the page
    return after[:1] == "." and after[1:2].isdigit()


def is_difference(sighting: Sighting) -> bool:
    """Whether the figure says by how much something differs, or counts a part, and not how much there is."""
    seen = sighting.observation
    if seen.value is None or seen.basis == "flow" or is_share(seen.unit) or seen.target is not None:
        return False
    for match in _DIFFERENCE.finditer(seen.quote):
        if names_number(seen.value, match[0]):
            return not _named_elsewhere(seen.value, seen.quote, match)
    return False


def is_ahead(sighting: Sighting) -> bool:
    """Whether an undated figure stands in words of what will be."""
    seen = sighting.observation
    undated = seen.as_of is None or seen.as_of == sighting.place.published
    return undated and seen.basis != "forecast" and _ROW not in seen.quote and bool(_AHEAD.search(seen.quote))


def is_part_of_another(sighting: Sighting, goal: float | None) -> bool:
    """Whether a count is given as a part of a whole that is not the goal: 68 of 119 households answered."""
    seen = sighting.observation
    if seen.value is None or is_share(seen.unit) or _ROW in seen.quote:
        return False
    for match in _PART.finditer(seen.quote):
        whole = match["whole"]
        if names_number(seen.value, match["part"]) and any(sign.isdigit() for sign in whole):
            return not names_number(goal, whole)
    return False


def _ends_with(value: float | None, quote: str) -> bool:
    return value is not None and names_number(value, quote.split()[-1])


def _named_elsewhere(value: float, quote: str, match: re.Match[str]) -> bool:
    return names_number(value, quote[: match.start()] + " … " + quote[match.end() :])


def _inside(sighting: Sighting, mention: Mention) -> bool:
    """Whether a figure is a number of a promise's own words that is neither its start nor beside it in a table."""
    seen, said = sighting.observation, mention.statement
    if not (said.start <= seen.start and seen.end <= said.end) or _ROW in mention.sentence:
        return False
    return seen.value not in (said.baseline, said.value) and seen.as_of == sighting.place.published


def _of_another_size(topic: Topic, sightings: Sequence[Sighting]) -> set[int]:
    """Indexes of the levels far from all others of their measure around their day."""
    series: dict[tuple[object, ...], list[tuple[int, int, float]]] = defaultdict(list)
    for index, sighting in enumerate(sightings):
        seen, place = sighting.observation, sighting.place
        if seen.value and seen.as_of and seen.basis != "forecast" and not is_share(seen.unit) and seen.unit != "gbp":
            key = (place.council, place.former, family_of(topic, seen.measure), unit_family(seen.unit))
            series[key].append((index, seen.as_of.toordinal(), abs(seen.value)))
    odd = set()
    for figures in series.values():
        for index, day, value in figures:
            sizes = sorted(size for i, other, size in figures if i != index and abs(other - day) <= _NEAR)
            usual = _usual(sizes)
            unlike = _UNLIKE if sightings[index].observation.as_of != sightings[index].place.published else _UNDATED
            if usual and (value > unlike * usual[-1] or unlike * value < usual[0]):
                odd.add(index)
    return odd


def _usual(sizes: Sequence[float]) -> Sequence[float]:
    """The most sizes, of a sorted many, that are alike; none when they are few or not most of all."""
    best: Sequence[float] = ()
    last = 0
    for first, least in enumerate(sizes):
        while last < len(sizes) and sizes[last] <= _ALIKE * least:
            last += 1
        if last - first > len(best):
            best = sizes[first:last]
    return best if len(best) >= _FEWEST and 2 * len(best) > len(sizes) else ()
