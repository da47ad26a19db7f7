"""Measure and unit by weight: words no list of the pack has decide what a number counts, and a pack without weights works."""

import json
from dataclasses import replace
from datetime import date

import pytest

from commitments.extract import find
from commitments.weighed_slots import weigh_slots
from records.errors import BadInput
from records.findings import Observation, Passage
from records.weighing import Weighing, read_weighing
from tests.invented import TOPIC

TEXT = "There were 31 of them in the hostels in May."
PASSAGE = Passage(text=TEXT, published=date(2024, 6, 12), council="Northmere", title="Housing of care leavers")
SEEN = Observation(
    quote=TEXT[:-1], start=0, end=len(TEXT) - 1, measure="other", value=31, unit="children", rule="prose", trigger="31"
)


def weighing(answers: tuple[str, ...], **signs: list[list[float]]) -> Weighing:
    weights = {"asks": "?", "answers": answers, "start": [0] * len(answers), "signs": signs}
    return read_weighing(json.dumps(weights), "w.json")


def test_the_answer_that_most_speaks_for() -> None:
    measures = weighing(
        ("other", "care_leavers_accommodation"), **{"w=hostels": [[1, 2.0]], "measure=other": [[0, 1.0]]}
    )
    units = weighing(("children", "young_people"), **{"left 0=were": [[1, 3.0]], "unit=children": [[0, 1.0]]})
    topic = TOPIC.model_copy(update={"weighings": {"measures": measures, "units": units}})
    found = weigh_slots(PASSAGE, topic, SEEN)
    assert (found.measure, found.unit) == ("care_leavers_accommodation", "young_people")


def test_without_weights_the_rules_decide() -> None:
    assert weigh_slots(PASSAGE, TOPIC.model_copy(update={"weighings": {}}), SEEN) == SEEN


@pytest.mark.parametrize(
    "value, unit, number",
    [("£31,000", "gbp", 31000.0), ("60:40", "ratio", 60.0), ("7 days", "days", 7.0), ("16 posts", "posts", 16.0)],
)
def test_money_ratios_and_times_carry_their_unit(value: str, unit: str, number: float) -> None:
    text = f"The share stood at {value} in May."
    passage, units = replace(PASSAGE, text=text), weighing(("children", "staff"), **{"w=share": [[1, 9.0]]})
    seen = replace(SEEN, quote=text[:-1], end=len(text) - 1, value=number, unit=unit)
    assert weigh_slots(passage, TOPIC.model_copy(update={"weighings": {"units": units}}), seen).unit == unit


def test_weights_are_read_for_every_answer_or_for_some() -> None:
    read = read_weighing(
        '{"asks": "?", "answers": ["a", "b"], "start": [0, 0.5], "signs": {"w=x": [1, 2], "w=y": [[1, -3]]}}', "w.json"
    )
    assert read.scores([], [("w", ["x", "y", "z"])]).tolist() == [1000, -500]


def test_a_broken_file_of_weights_is_named() -> None:
    with pytest.raises(BadInput, match=r"w\.json"):
        read_weighing('{"asks": "?", "answers": ["a"], "start": [0], "signs": {"x": [[1]]}}', "w.json")


ROWS = {
    "a goal that stands": (
        "We will approve 14 more foster carers by March 2025.",
        [("in_house_foster_carers", "carers")],
    ),
    "a share": (
        "We will raise the share of plans issued in 20 weeks to 70% by March 2025.",
        [("ehcp_timeliness", "percent")],
    ),
    "posts": ("The Council will create six new social worker posts by March 2025.", [("social_workers", "posts")]),
}


@pytest.mark.parametrize("text, expected", ROWS.values(), ids=ROWS)
def test_what_the_rules_read_well_stays(text: str, expected: list[tuple[str, str]]) -> None:
    passage = replace(PASSAGE, text=text, title="Children", kind="minutes")
    assert [(one.measure, one.unit) for one in find(passage, TOPIC).statements] == expected
