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
