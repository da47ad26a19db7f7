"""When a promise is due, where its time stands elsewhere than beside its words, or looks like another sort of time."""

from datetime import date

import pytest

from commitments.extract import find
from records.findings import Passage
from tests.invented import TOPIC

PUBLISHED = date(2018, 6, 14)
STACKED = (
    "Further action\nThird home to be registered with Ofsted\nDue\n{}\nFurther action\nReview terms offered to carers"
)
ROWS = "No | Pledge | Position | Status\n17 | {} | 12 so far | On track\n18 | Open a hub | Lease signed | Delayed"


@pytest.mark.parametrize(
    ("text", "quote", "end"),
    [
        # in the row's own words, where no column says by when
        (ROWS.format("Recruit 40 foster carers by 2020"), "Recruit 40 foster carers by 2020", date(2020, 12, 31)),
        (ROWS.format("Recruit 40 foster carers"), "Recruit 40 foster carers", None),
        # under a label in a line of its own
        (STACKED.format("30/09/2018"), "Third home to be registered with Ofsted", date(2018, 9, 30)),
        (STACKED.format("Q2 2018/19"), "Third home to be registered with Ofsted", date(2018, 9, 30)),
        # a share of another clause makes no standard of a time
        (
            "Plans were recorded within a day in 92% of cases; the backlog of 34 chronologies would be cleared within "
            "ten weeks.",
            "the backlog of 34 chronologies would be cleared within ten weeks",
            date(2018, 8, 23),
        ),
        # a meeting of the Panel is no clock of a child's own
        (
            "Members asked the Director to report to the September meeting of the Panel.",
            "Members asked the Director to report to the September meeting of the Panel",
            date(2018, 9, 30),
        ),
    ],
)
def test_due(text: str, quote: str, end: date | None) -> None:
    found = find(Passage(text=text, published=PUBLISHED, council="Northmere", kind="minutes"), TOPIC)
    (one,) = (one for one in found.statements if one.quote == quote)
    assert (one.deadline.end if one.deadline else None) == end


@pytest.mark.parametrize(
    "text",
    [
        "The team will recruit 20 foster carers by the end of Term Four.",
        "Every plan will be reviewed by the end of September after starting school.",
        "The Committee requested an update on the carers who had moved to the new scheme in March.",
        "The Board will look into why the review that had been planned for March was late.",
        "The Council will pay for another year group to attend.",
        "The Council will raise the age of leaving care by another year.",
        "The Council will review its contract, which was extended for another year.",
        "The Council will open a new home in Eastwick.\nWhen\nIn March 2019 Ofsted visited, it found gaps.",
        STACKED.format("30/09/2018").replace("Due\n", "Date\nPublished "),
        "Action | Owner | By when\nReview children placed in September | Head of Placements | TBC\n"
        "Open a hub | Head of Early Help | May 2019",
    ],
)
def test_no_day_told(text: str) -> None:
    """Times that are no deadline of what is promised."""
    found = find(Passage(text=text, published=PUBLISHED, council="Northmere", kind="minutes"), TOPIC)
    assert found.statements
    assert found.statements[0].deadline is None or found.statements[0].deadline.end is None


def test_a_day_under_its_label_is_told_without_it() -> None:
    text = STACKED.format("30/09/2018").replace("\n", "\r\n")
    found = find(Passage(text=text, published=PUBLISHED, council="Northmere", kind="minutes"), TOPIC)
    assert found.statements[0].deadline is not None
    assert found.statements[0].deadline.text == "30/09/2018"


def test_a_run_on_sentence_keeps_its_sum_and_day() -> None:
    said = (
        f"Members heard that {'the service met the partners again and ' * 39}it will open five homes for £1.5 million"
    )
    found = find(Passage(text=f"{said} by 31 March 2020 in Eastwick.", published=PUBLISHED, kind="minutes"), TOPIC)
    assert (1_500_000, "2020-03-31") in [(one.value, str(one.deadline.end)) for one in found.statements if one.deadline]
