"""Goals: what a promise moves, which way, and to what; and figures beside it that are no goal."""

from datetime import date

import pytest

from commitments.extract import find
from records.findings import Passage, Statement
from tests.invented import TOPIC

PUBLISHED = date(2024, 6, 12)


def statement(text: str) -> Statement:
    (found,) = find(Passage(text=text, published=PUBLISHED, council="Northmere", kind="minutes"), TOPIC).statements
    return found


CHANGES = {
    "a verb outweighs an adjective": (
        "The service will reduce new requests for assessment by 12% by March 2026.",
        ("target", "decrease_by", 12, "percent"),
    ),
    "a floor told with less than": (
        "The number of nights offered will be not less than 1,300 by March 2026.",
        ("target", "at_least", 1300, "nights"),
    ),
    "what follows in the next clause moves something else": (
        "Six permanent social workers will start in October, after which agency use is to come down.",
        ("target", "increase_by", 6, "staff"),
    ),
    "a percentage off": (
        "The panel will take four per cent off the cost of each route by 2026.",
        ("target", "decrease_by", 4, "percent"),
    ),
    "an increase of so much": (
        "The service will make an increase of 12% in the number of in-house foster carers by March 2026.",
        ("target", "increase_by", 12, "percent"),
    ),
    "up to a level": (
        "We will bring audits of children's cases up to 60 a month by March 2025.",
        ("target", "reach", 60, "cases"),
    ),
    "nobody is to have more": (
        "Nobody will have a caseload of more than 18 cases by March 2025.",
        ("target", "at_most", 18, "cases_per_worker"),
    ),
    "a backlog of so many to be cleared": (
        "The service will clear the backlog of 141 assessments by March 2025.",
        ("target", "reach", 0, "cases"),
    ),
    "to stay open": (
        "The Council will keep all three children's centres open.",
        ("target", "maintain", 3, "buildings"),
    ),
    "a team of so many workers": (
        "A team of 22 residential workers is to be recruited by March 2025.",
        ("target", "increase_by", 22, "staff"),
    ),
    "nobody with more": (
        "The service wants no worker with more than 18 cases by March 2025.",
        ("target", "at_most", 18, "cases"),
    ),
    "what stops altogether": (
        "The council will stop using unregistered homes for children by March 2025.",
        ("target", "reach", 0, "children"),
    ),
    "agency workers made permanent are fewer": (
        "The service will convert eight agency workers to permanent contracts by March 2025.",
        ("target", "decrease_by", 8, "staff"),
    ),
    "fall to under": (
        "The number of children in care should fall to under 300 by March 2025.",
        ("target", "at_most", 300, "children"),
    ),
    "posts deleted": ("Four third tier posts will be deleted by March 2025.", ("target", "decrease_by", 4, "posts")),
    "people brought back": (
        "The council will bring at least nine young people back to the county by March 2026.",
        ("target", "decrease_by", 9, "young_people"),
    ),
    "nights bought are so many in all": (
        "The council will buy 1,900 nights of short breaks a year from April 2025.",
        ("target", "reach", 1900, "nights"),
    ),
    "a sum saved by cutting is reached": (
        "The Cabinet proposes to cut the placements budget by £1.4m by March 2026.",
        ("funding", "reach", 1_400_000, "gbp"),
    ),
    "a ceiling beside a further period": (
        "Cabinet approved the award of a contract, with a further period of one year, at a value not exceeding £1.2m.",
        ("funding", "at_most", 1_200_000, "gbp"),
    ),
    "a price is a level": (
        "The mileage rate will go from 41p to 46p a mile in January.",
        ("target", "reach", 0.46, "gbp"),
    ),
    "one thing becomes another": (
        "Eight children's centres will become three family hubs by March 2026.",
        ("target", "reach", 3, "buildings"),
    ),
    "a backlog gone": ("By next March the backlog of assessments will have gone.", ("target", "reach", 0, "cases")),
    "a budget protected": (
        "Spending on children in care is to be protected in 2025/26.",
        ("funding", "maintain", None, "gbp"),
    ),
    "both open": ("Two homes have been bought. Both will open by March 2026.", ("target", "increase_by", 2, "homes")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_change(name):
    text, wanted = CHANGES[name]
    found = statement(text)
    assert (found.kind, found.change, found.value, found.unit) == wanted


NO_FIGURES = {
    "those it is for": "The Director will review by October the cases of all children who have had six or more moves.",
    "laid out in": "Back office functions will be combined into four clusters from September 2025.",
    "given to all": "A permanence tracker will be rolled out to all five teams by September 2024.",
    "a plan's size": "The findings are being turned into an improvement plan with seven outcomes, due by 10 August 2024.",
    "a number of a list": "RESOLVED\n\n4. That governors be trained by March 2025.",
}


@pytest.mark.parametrize("name", NO_FIGURES)
def test_no_goal(name):
    found = statement(NO_FIGURES[name])
    assert (found.kind, found.value) == ("action", None)


DRIFTS = {
    "an office opened adds nothing that is counted": ("The Trust will open a recruitment office in May.", "none"),
    "a grant extended": ("A bid to extend it will be submitted before Christmas.", "none"),
    "a house turned into a home": (
        "The council will turn the old school into a children's home by May.",
        "increase_by",
    ),
    "journeys brought to an end": ("The council will bring these placements to an end by May.", "decrease_by"),
}


@pytest.mark.parametrize("name", DRIFTS)
def test_direction_of_an_action(name):
    text, wanted = DRIFTS[name]
    assert statement(text).change == wanted


DUE = {
    "when: the time just named": (
        "All nine will hold a full caseload by the end of August, when seven agency contracts are due to end.",
        [date(2024, 8, 31), date(2024, 8, 31)],
    ),
    "not what it comes ahead of": (
        "In autumn 2024 the placement strategy will be refreshed, ahead of the 2025/26 budget.",
        [date(2024, 11, 30)],
    ),
}


@pytest.mark.parametrize("name", DUE)
def test_when_it_is_due(name):
    text, days = DUE[name]
    found = find(Passage(text=text, published=PUBLISHED, council="Northmere", kind="report"), TOPIC).statements
    assert [one.deadline and one.deadline.end for one in found] == days
