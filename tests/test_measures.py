"""Which measure a stretch of text is about: its own words, its paragraph's label, the offices that are no subject."""

import pytest

from archive.bundled import load_topic
from commitments.measures import measure_of
from commitments.paragraphs import paragraph_at

TOPIC = load_topic()


def about(text: str, clause: str, **given: object) -> str:
    start = text.index(clause)
    return measure_of(TOPIC, text, start, start + len(clause), **given)  # type: ignore[arg-type]


def test_a_paragraph_has_a_label_an_opening_and_a_heading() -> None:
    text = "Workforce\n\n4. Caseloads. The average is 16.8. It was 18."
    found = paragraph_at(text, text.index("It was"))
    assert text[slice(*found.label)] == "Caseloads."
    assert text[slice(*found.heading)].strip() == "Workforce"
    assert text[slice(*found.opening)] == "Caseloads."


@pytest.mark.parametrize(
    ("text", "clause", "measure"),
    [
        ("4. Caseloads. The average across all teams is 16.8 children.", "The average across all teams is 16.8", "caseloads"),
        ("There had been 143 enquiries about fostering.", "143 enquiries", "foster_households"),
        ("Inspectors found 168 cases that no social worker was assigned to.", "168 cases that no social worker was assigned to", "social_worker_vacancies"),
        ("Personal advisers carry 28 young people each.", "Personal advisers carry 28 young people each", "caseloads"),
        ("1,106 statements had been transferred to EHC plans.", "1,106 statements had been transferred to EHC plans", "ehcp_timeliness"),
        ("Two in five live with families recruited through independent agencies.", "live with families recruited through independent agencies", "ifa_placements"),
        ("The Service Manager said that the adopters would be seen.", "the adopters would be seen", "adoption"),
    ],
)  # fmt: skip
def test_what_a_clause_is_about(text: str, clause: str, measure: str) -> None:
    assert about(text, clause, alone=True) == measure


def test_the_office_of_who_speaks_is_not_what_is_spoken_of() -> None:
    text = "The Team Manager said that 61 of them had fallen due."
    assert about(text, text, alone=True) == "other"
    assert about("They will recruit a Team Manager.", "recruit a Team Manager", alone=True) == "social_workers"


def test_a_measure_of_no_weight_stops_nothing() -> None:
    topic = load_topic()
    weightless = [one.model_copy(update={"weight": 0.0}) for one in topic.measures]
    text = "Foster carers were thanked. The Council will recruit 15 more foster carers."
    start = text.index("The Council")
    assert measure_of(topic.model_copy(update={"measures": tuple(weightless)}), text, start, len(text), alone=True)
