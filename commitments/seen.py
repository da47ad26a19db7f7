"""Figures read once for comparing: their subject and what their words say; found by council, measure and day."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commitments.agreement import family_of
from commitments.bearing import ANOTHER_TIME, OLD_BASELINE
from commitments.countable import units_meet
from commitments.known import Known
from commitments.numerals import names_number
from commitments.subjects import Subject, subject_of
from records.commitments import Sighting
from records.topics import Topic

_LONG = 8  # words of a quotation from which it may hold more figures than one
_PARTS = re.compile(r"[,;–—]\s|\b(?:and|plus|while|but|with)\b")


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting with its subject, read once."""

    sighting: Sighting
    subject: Subject
    fewer: bool = False  # its words count what there should be less of
    delivered: bool = False  # they count what was done since
    part: bool = False  # they count over a part of the year


def seen(topic: Topic, sighting: Sighting) -> Seen:
    """A sighting with its subject, which in a long quotation is that of the part with the figure in it."""
    quote = _part_with(sighting.observation.value, sighting.observation.quote)
    council = sighting.place.council
    whole = sighting.observation.quote
    row = sighting.sentence if len(whole.split()) < _LONG else ""
    return Seen(
        sighting,
        subject_of(topic, council, quote, sentence=sighting.sentence, around=sighting.around),
        fewer=topic.says("polarity_down", f"{whole} {row}"),
        delivered=topic.says("delivered_words", whole),
        part=topic.says("part_period", whole),
    )


class Figures:
    """The figures of each council and family of measures by their day, so that those near a goal are soon found."""

    def __init__(self, topic: Topic, figures: Iterable[Seen]) -> None:
        self._topic = topic
        self._held: dict[tuple[str | None, str], dict[str | None, list[Seen]]] = defaultdict(lambda: defaultdict(list))
        for figure in figures:
            seen = figure.sighting.observation
            self._held[figure.sighting.place.council, family_of(topic, seen.measure)][seen.unit].append(figure)
        for units in self._held.values():
            for held in units.values():
                held.sort(key=day_of)

    def near(self, mentions: Sequence[Known]) -> Sequence[Seen]:
        """The figures that may bear on the commitment of these mentions: of its council and measure, without a
        day or of a day from well before it was made to well after it was due."""
        one = mentions[0].mention
        days = [place.published for known in mentions for place in known.mention.places if place.published]
        ends = [d.end for known in mentions if (d := known.mention.statement.deadline) and d.end]
        if not days:
            return ()
        since = min(days) - timedelta(days=OLD_BASELINE)
        until = max(ends) + timedelta(days=ANOTHER_TIME) if ends else date.max
        found: list[Seen] = []
        units = self._held.get((one.place.council, family_of(self._topic, one.statement.measure)), {})
        for unit, held in units.items():
            if any(units_meet(self._topic, known.mention.statement, unit) for known in mentions):
                undated = bisect_right(held, date.min, key=day_of)
                first = max(undated, bisect_left(held, since, key=day_of))
                found += (*held[:undated], *held[first : bisect_right(held, until, key=day_of)])
        return sorted(found, key=day_of)


def day_of(figure: Seen) -> date:
    """The day a figure is of; the earliest there is where it is unknown."""
    return figure.sighting.observation.as_of or date.min


def _part_with(value: float | None, quote: str) -> str:
    if value is None or len(quote.split()) <= _LONG:
        return quote
    parts = [part for part in _PARTS.split(quote) if names_number(value, part)]
    return parts[0] if len(parts) == 1 and len(parts[0].split()) >= 3 else quote
