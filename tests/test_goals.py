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
    "so much off": (
        "The service will shave 30 days off the time it takes to approve a foster carer by 2026.",
        ("target", "decrease_by", 30, "days"),
    ),
    "held to": (
        "The Trust will hold resignations of foster carers to six in 2025/26.",
        ("target", "at_most", 6, "carers"),
    ),
    "a limit called by a noun": (
        "A caseload limit of 16 would be in force by Easter 2025.",
        ("target", "at_most", 16, "cases_per_worker"),
    ),
    "ring-fenced: so many in all": (
        "It was agreed that eight work places be ring-fenced for care leavers by May 2025.",
        ("target", "reach", 8, "places"),
    ),
    "merged into so many": (
        "The nine early help teams will be merged into four locality teams by May 2025.",
        ("target", "reach", 4, "teams"),
    ),
    "somewhere everywhere": (
        "Parenting sessions will be delivered in all seven secondary schools by May 2025.",
        ("target", "reach", 7, "schools"),
    ),
    "nobody of an age": (
        "No child under seven will go to school by taxi alone from October 2024.",
        ("target", "reach", 0, "children"),
    ),
    "so many are to be seen": (
        "I expect to see 15 more foster carers approved by May 2025.",
        ("target", "increase_by", 15, "carers"),
    ),
    "a limit for whoever it is": (
        "The Trust undertook that forms will reach the clinic within four working days of a child coming into care.",
        ("target", "at_most", 4, "days"),
    ),
    "wants so many to have done something": (
        "The council wants 40 pupils to have finished the travel course by May 2025.",
        ("target", "reach", 40, "children"),
    ),
    "a contract with somebody for so many": (
        "Agree a block contract with one local provider for eight residential beds, to start in April 2025.",
        ("target", "increase_by", 8, "places"),
    ),
    "a backlog of so many": (
        "The backlog of 42 annual reviews would be cleared by May 2025.",
        ("target", "reach", 0, "cases"),
    ),
    "staff trained": (
        "The service will train 50 social workers as supervisors by May 2025.",
        ("target", "reach", 50, "staff"),
    ),
    "a cohort": (
        "The Academy will recruit a cohort of 14 social workers by May 2025.",
        ("target", "increase_by", 14, "staff"),
    ),
    "a contract for so many": (
        "It was agreed that a block contract for nine residential beds be procured by May 2025.",
        ("target", "increase_by", 9, "places"),
    ),
    "had back": (
        "Too many children are placed outside the county. We'll have 12 of the children back by Easter 2025.",
        ("target", "decrease_by", 12, "children"),
    ),
    "an increase of so much": (
        "The service will make an increase of 12% in the number of in-house foster carers by March 2026.",
        ("target", "increase_by", 12, "percent"),
    ),
    "up to a level": (
        "The team will take reviews of children's cases up to 45 a week by March 2025.",
        ("target", "reach", 45, "cases"),
    ),
    "up to a level, gone to": (
        "The academy will go up to 26 social workers by March 2025.",
        ("target", "reach", 26, "staff"),
    ),
    "up to so many moved": (
        "The council will move up to 20 children into foster homes by March 2025.",
        ("target", "at_most", 20, "children"),
    ),
    "up to so many taken in": (
        "The home will take up to four children from March 2025.",
        ("target", "at_most", 4, "children"),
    ),
    "waits cleared, so many named first": (
        "The service will clear 41 overdue assessments by March 2025.",
        ("target", "reach", 0, "cases"),
    ),
    "nobody is to have more": (
        "Nobody will have a caseload of more than 18 cases by March 2025.",
        ("target", "at_most", 18, "cases_per_worker"),
    ),
    "a backlog of so many to be cleared": (
        "The service will clear the backlog of 212 assessments by March 2025.",
        ("target", "reach", 0, "cases"),
    ),
    "to stay open": (
        "The Council will keep all three children's centres open.",
        ("target", "maintain", 3, "buildings"),
    ),
    "a team of so many workers": (
        "A pool of 15 relief social workers is to be appointed by March 2025.",
        ("target", "increase_by", 15, "staff"),
    ),
    "nobody with more": (
        "The Trust wants no practitioner with more than 21 children by March 2025.",
        ("target", "at_most", 21, "children"),
    ),
    "what stops altogether": (
        "The council will stop using unregistered homes for children by March 2025.",
        ("target", "reach", 0, "children"),
    ),
    "agency workers made permanent are fewer": (
        "The Trust will convert eleven locum social workers to permanent staff by March 2025.",
        ("target", "decrease_by", 11, "staff"),
    ),
    "buildings put to another use are no fewer": (
        "The council will convert two temporary buildings into children's homes by March 2025.",
        ("target", "reach", 2, "buildings"),
    ),
    "fall to under": (
        "The number of pupils excluded ought to drop to under 45 by March 2025.",
        ("target", "at_most", 45, "children"),
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


def test_a_clause_that_clears_a_backlog_keeps_its_other_goals():
    text = "We will clear the waiting list for assessments by recruiting 12 social workers by March 2025."
    found = find(Passage(text=text, published=PUBLISHED, council="Northmere", kind="minutes"), TOPIC).statements
    assert [(one.change, one.value, one.baseline) for one in found] == [("reach", 0, None), ("increase_by", 12, None)]


NO_FIGURES = {
    "a clear list clears nothing": "The service will publish a clear list of services by March 2025.",
    "a clear waiting list": "The service will publish a clear waiting list policy by March 2025.",
    "those it is for": "The Director will review by October the cases of all children who have had six or more moves.",
    "laid out in": "Back office functions will be combined into four clusters from September 2025.",
    "given to all": "A permanence tracker will be rolled out to all five teams by September 2024.",
    "a plan's size": "The findings are being turned into an improvement plan with seven outcomes, due by 10 August 2024.",
    "a range of ages": "The age range of the school will change from 5-11 to 3-11 in September 2024.",
    "a sample": "The service will take a dip sample of 15 pathway plans in October 2024.",
    "a size of a house": "The Trust will open a crash house of three beds in October 2024.",
    "a threshold of price": "Every family placement above £2,500 a week will be tested by a panel from October 2024.",
    "an age": "The service will write to each child over nine after a review by October 2024.",
    "the number of a lot": "The Director will re-tender Lot 3 by October 2024.",
    "an option to go on": "The contract will be awarded to the Ash Trust in May 2025, with the option of a further two years.",
    "other authorities": "Northmere will join three neighbouring authorities in an adoption agency by May 2025.",
    "a number of a list": "RESOLVED\n\n4. That governors be trained by March 2025.",
}


@pytest.mark.parametrize("name", NO_FIGURES)
def test_no_goal(name):
    found = statement(NO_FIGURES[name])
    assert (found.kind, found.value) == ("action", None)


DRIFTS = {
    "figures broken down bring nothing down": (
        "The Head of Service will provide the waiting times broken down by age by May.",
        "none",
    ),
    "a base where there was none": (
        "It was agreed that a resource base for autistic pupils be established at Ash School by May.",
        "increase_by",
    ),
    "nothing closes": ("RESOLVED that no children's centre be closed before April 2025.", "maintain"),
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
    "not the day on which it is decided": (
        "It was agreed that 12 foster carers be recruited under plans to go before cabinet on Thursday.",
        [None],
    ),
    "the day it starts, when nothing is decided then": (
        "A new team of 12 social workers starts work on Monday.",
        [date(2024, 6, 17)],
    ),
    "not when what it waits for starts": (
        "The use of agency workers will fall to 12 once the panel starts in September.",
        [None],
    ),
    "the end of the first year: of no day where none is named": (
        "The council will recruit 12 foster carers by the end of the First Year.",
        [None],
    ),
    "the end of the plan: not of a plan that is over": (
        "We will recruit 20 foster carers by the end of the plan. The Corporate Plan 2015-2019 said so. "
        "The Fostering Strategy runs from 2023 to 2026.",
        [None],
    ),
    "the life of the strategy: of the one so called": (
        "We will recruit 20 foster carers over the life of the strategy. The Corporate Plan 2015-2029 said so. "
        "The Fostering Strategy runs from 2023 to 2026.",
        [date(2026, 12, 31)],
    ),
    "the life of the strategy: of the one named nearest": (
        "The Play Strategy 2024-2029 is in force. Much has been done for families in every part of Northmere since. "
        "We will recruit 20 foster carers over the life of the strategy. The Fostering Strategy runs from 2023 to 2026.",
        [date(2026, 12, 31)],
    ),
    "a saving: the year of the budget told of": (
        "The budget for 2025/26 was introduced. Savings of £200,000 will be made on agency social workers.",
        [date(2026, 3, 31)],
    ),
    "a sum in a paper on the budget": (
        "Revenue Budget 2025/26\n\nThe council will spend £40,000 on a minibus for the children's home.",
        [date(2026, 3, 31)],
    ),
    "a sum that is of no budget": (
        "The transport budget for 2025/26 has been published. "
        "The council will spend £40,000 on a minibus for the children's home.",
        [None],
    ),
    "years of a budget are counted from April": (
        "Budget proposals\n\nThe council will invest £3m in foster care over three years.",
        [date(2028, 3, 31)],
    ),
    "years of no budget": (
        "The council will invest £3m in foster care over three years.",
        [date(2027, 6, 12)],
    ),
    "a contract let for years is in place when they begin": (
        "RESOLVED that the contract for residential care be let for four years from 1 October 2024.",
        [date(2024, 10, 1)],
    ),
    "a contract made longer runs to the end": (
        "RESOLVED that the contract for residential care be extended for 12 months from 1 October 2024.",
        [date(2025, 9, 30)],
    ),
    "after so many months": ("The fostering strategy will be reviewed after 12 months.", [date(2025, 6, 12)]),
    "after so many months of something": (
        "The fostering strategy will be reviewed after six months of operation.",
        [None],
    ),
    "not when the plan was made known": (
        "Of the 30 centres which Northmere runs, 12 would close under proposals published on Monday.",
        [None],
    ),
    "not when the council is to decide": (
        "RESOLVED to recommend to the Council on 25 June:\n\n1. that £300,000 be set aside for foster carers.",
        [None],
    ),
    "all of them": (
        "That Cabinet approve three children's homes in the county, all of them to be open by May 2025.",
        [date(2025, 5, 31)],
    ),
    "February has 29 days every fourth year": (
        "RESOLVED that a report on foster care be brought in February 2028.",
        [date(2028, 2, 29)],
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


@pytest.mark.parametrize(
    ("years", "end"),
    [("2024 to 2027", date(2027, 12, 31)), ("2024/25", date(2025, 3, 31)), ("2019-2022", None)],
)
def test_the_years_of_the_plan_a_paper_is(years, end):
    title = f"Fostering Strategy {years}"
    text = f"{title}\n\nWe will recruit 20 foster carers over the life of the strategy."
    [one] = find(Passage(text=text, published=PUBLISHED, title=title, kind="plan"), TOPIC).statements
    assert (one.deadline and one.deadline.end) == end
    untitled = text.split("\n\n")[1]
    [one] = find(Passage(text=untitled, published=PUBLISHED, title=title, kind="plan"), TOPIC).statements
    assert (one.deadline and one.deadline.end) == end
