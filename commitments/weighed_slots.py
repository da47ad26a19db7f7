"""Decide measure and unit of what was found: what the rules read and the signs around it, weighed together."""

from dataclasses import replace
from typing import TypeVar

from commitments.slot_signs import Found, found_in, measure_signs, unit_signs
from commitments.stretches import Signs
from records.findings import Observation, Passage, Statement
from records.topics import Topic
from records.weighing import Weighing

MEASURES, UNITS = "measures", "units"  # the weighings asked; without them the rules decide alone
_SURE = ("money", "duration")  # figures that carry their unit

_Found = TypeVar("_Found", Statement, Observation)


def weigh_slots(passage: Passage, topic: Topic, found: _Found) -> _Found:
    """A finding with the measure and the unit that most speaks for."""
    if found.unit == "ratio":
        return found  # which share is meant the rules tell by its law, and examples are few
    measure, unit = found.measure, found.unit
    measures, units = topic.weighings.get(MEASURES), topic.weighings.get(UNITS)
    if measures is None and units is None:
        return found
    placed = found_in(passage, topic, found)
    if measures is not None:
        measure = _most(measures, placed, measure_signs(placed))
    if units is not None and has_open_unit(placed):
        unit = _most(units, placed, unit_signs(placed))
        said = found.quote.lower().split()
        if found.unit in said and unit not in said:  # "Posts covered by agency staff stood at 16" are posts
            unit = found.unit
    return replace(found, measure=measure, unit=unit)


def _most(weighing: Weighing, placed: Found, signs: Signs) -> str:
    """The answer that most speaks for."""
    return weighing.answers[int(placed.page.rows.scores(weighing, signs).argmax())]


def has_open_unit(found: Found) -> bool:
    """Whether the unit of a finding can be another than the rules read."""
    said, figure = found.said, found.figure
    if said.value is None or (isinstance(said, Statement) and said.kind == "funding"):
        return False
    if figure is None or figure.form in _SURE:
        return figure is None
    beside = found.passage.text[figure.end : figure.end + 20].lower().split()
    return beside[:1] != [said.unit]  # "16 posts" are posts
