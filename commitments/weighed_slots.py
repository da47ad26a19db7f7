"""Decide measure and unit of what was found: what the rules read and the signs around it, weighed together."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from commitments.slot_signs import figure_of, measure_signs, unit_signs
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
    if measures := topic.weighings.get(MEASURES):
        measure = _most(measures, measure_signs(passage, topic, found))
    if (units := topic.weighings.get(UNITS)) and has_open_unit(passage, topic, found):
        unit = _most(units, unit_signs(passage, topic, found))
        said = found.quote.lower().split()
        if found.unit in said and unit not in said:  # "Posts covered by agency staff stood at 16" are posts
            unit = found.unit
    return replace(found, measure=measure, unit=unit)


def has_open_unit(passage: Passage, topic: Topic, found: Statement | Observation) -> bool:
    """Whether the unit of a finding can be another than the rules read."""
    if found.value is None or (isinstance(found, Statement) and found.kind == "funding"):
        return False
    figure = figure_of(passage.text, topic, found)
    if figure is None or figure.form in _SURE:
        return figure is None
    beside = passage.text[figure.end : figure.end + 20].lower().split()
    return beside[:1] != [found.unit]  # "16 posts" are posts


def _most(weighing: Weighing, seen: Iterable[str]) -> str:
    scores = weighing.scores(seen)
    return max(scores, key=lambda answer: scores[answer])
