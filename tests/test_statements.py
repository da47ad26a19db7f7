"""Statements in sentences: rows of (text, findings), each named for what it shows; and what is no statement at all."""

from datetime import date
from typing import Any

import pytest

from commitments.extract import find
from records.findings import Passage, SourceKind, Statement
from tests.invented import TOPIC

PUBLISHED = date(2024, 6, 12)


def statements(
    text: str, kind: SourceKind = "minutes", title: str = "Children", published: date = PUBLISHED
) -> tuple[Statement, ...]:
    passage = Passage(text=text, published=published, council="Northmere", title=title, kind=kind)
    return find(passage, TOPIC).statements


def slots(found: Statement, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(
        (found.deadline.end if found.deadline else None) if name == "end" else getattr(found, name) for name in names
    )


TARGET = ("kind", "strength", "measure", "change", "value", "unit", "end")
TARGETS = {
    "the goal of the year that is running": (
        "Seven foster carers had been approved, and the service was on course for the annual target of 22 foster carers.",
        ("target", "planned", "in_house_foster_carers", "reach", 22, "carers", date(2025, 3, 31)),
    ),
    "so many or fewer": (
        "The target for the year is 45 or fewer children placed out of county by March 2025.",
        ("target", "planned", "out_of_area_placements", "at_most", 45, "children", date(2025, 3, 31)),
    ),
    "children who move on are fewer": (
        "The three young people in unregistered placements are expected to have been moved by August 2024.",
        ("target", "hoped", "unregistered_placements", "decrease_by", 3, "young_people", date(2024, 8, 31)),
    ),
    "none to be without": (
        "Its goal was that no child would be unallocated by March 2025.",
        ("target", "planned", "caseloads", "reach", 0, "children", date(2025, 3, 31)),
    ),
    "net increase by a month of a year": (
        "Recruit in-house foster carers to have a net increase of 12 by March 25",
        ("target", "planned", "in_house_foster_carers", "increase_by", 12, "carers", date(2025, 3, 31)),
    ),
    "hoped, by Christmas": (
        "It is hoped that 12 more foster parents will be approved by Christmas.",
        ("target", "hoped", "in_house_foster_carers", "increase_by", 12, "carers", date(2024, 12, 25)),
    ),
    "aim with a year": (
        "The Council aims to recruit 24 new fostering households by March 2026.",
        ("target", "planned", "foster_households", "increase_by", 24, "households", date(2026, 3, 31)),
    ),
    "from one level to another": (
        "We will reduce the number of agency social workers from 60 to 35 by the end of the financial year.",
        ("target", "committed", "agency_staff", "reach", 35, "staff", date(2025, 3, 31)),
    ),
    "a distance is no goal": (
        "The number of children placed more than 20 miles from home will fall to 40.",
        ("target", "committed", "out_of_area_placements", "reach", 40, "children", None),
    ),
    "pledged, within years": (
        "The authority has pledged to build three small children's homes within two years.",
        ("target", "committed", "childrens_home_places", "increase_by", 3, "homes", date(2026, 6, 12)),
    ),
    "a share by a calendar year": (
        "Our ambition is for 80% of looked after children to live with in-house carers by 2027.",
        ("target", "planned", "fostering_placements", "reach", 80, "percent", date(2027, 12, 31)),
    ),
    "a limit with nobody": (
        "The Director expected that no family would wait longer than 14 weeks for an EHC plan by March 2025.",
        ("target", "hoped", "ehcp_timeliness", "at_most", 14, "weeks", date(2025, 3, 31)),
    ),
    "what is told of before": (
        "Three children's homes are now open. The remaining two are due to open in March 2025.",
        ("target", "planned", "childrens_home_places", "increase_by", 2, "homes", date(2025, 3, 31)),
    ),
    "a comparative after the share": (
        "It is hoped that agency placements will be 8 per cent lower by March 2025.",
        ("target", "hoped", "ifa_placements", "decrease_by", 8, "percent", date(2025, 3, 31)),
    ),
    "doubled from a number told": (
        "She hopes to double the number of foster carers from 14 by March 2026.",
        ("target", "hoped", "in_house_foster_carers", "reach", 28, "carers", date(2026, 3, 31)),
    ),
    "a time allowed to every family": (
        "We will visit every foster carer within seven days.",
        ("target", "committed", "visits_timeliness", "at_most", 7, "days", None),
    ),
    "an aside of today is no goal": (
        "We will reduce agency placements (now 70 children) to 40 by March 2025.",
        ("target", "committed", "ifa_placements", "reach", 40, "children", date(2025, 3, 31)),
    ),
    "a service standard and its goal": (
        "The target for EHC plans issued within 20 weeks is 70% by December 2025.",
        ("target", "planned", "ehcp_timeliness", "reach", 70, "percent", date(2025, 12, 31)),
    ),
    "due to start": (
        "Eight social workers are due to start in September.",
        ("target", "planned", "social_workers", "increase_by", 8, "staff", date(2024, 9, 30)),
    ),
    "halving with no figure": (
        "He explained that the team intended to halve the backlog of assessments by July.",
        ("target", "planned", "assessments_timeliness", "decrease_by", 50, "percent", date(2024, 7, 31)),
    ),
    "a limit": (
        "The service was aiming for a vacancy rate under 10% by year end.",
        ("target", "planned", "social_worker_vacancies", "at_most", 10, "percent", date(2025, 3, 31)),
    ),
    "expected to fall to": (
        "The Assistant Director stated that the vacancy rate was expected to fall to 10% by Christmas.",
        ("target", "hoped", "social_worker_vacancies", "reach", 10, "percent", date(2024, 12, 25)),
    ),
    "by a third": (
        "The council says it will cut the number of agency staff by a third by March 2026.",
        ("target", "committed", "agency_staff", "decrease_by", 33.33, "percent", date(2026, 3, 31)),
    ),
    "a ratio": (
        "It was hoped that the ratio of in-house to agency foster placements would move to a 70-30 split.",
        ("target", "hoped", "fostering_placements", "ratio", 70, "ratio", None),
    ),
    "no verb, a figure and a date": (
        "95% of health assessments on time by March 2025",
        ("target", "planned", "health_assessments", "reach", 95, "percent", date(2025, 3, 31)),
    ),
    "the way home is fewer away": (
        "She said the service hoped to bring 15 children back to the borough over the next year.",
        ("target", "hoped", "out_of_area_placements", "decrease_by", 15, "children", date(2025, 6, 12)),
    ),
    "what will have been done": (
        "Six more social workers will have started by the end of September.",
        ("target", "committed", "social_workers", "increase_by", 6, "staff", date(2024, 9, 30)),
    ),
}
FUNDING = {
    "set aside": (
        "An extra £600,000 has been set aside for early help.",
        ("funding", "committed", "investment", "increase_by", 600_000, "gbp", None),
    ),
    "savings by a financial year": (
        "The programme will deliver savings of £3.2m by 2026/27.",
        ("funding", "committed", "savings", "reach", 3_200_000, "gbp", date(2027, 3, 31)),
    ),
    "more than": (
        "The leader said more than £4m would go into new school places.",
        ("funding", "committed", "investment", "at_least", 4_000_000, "gbp", None),
    ),
    "resolved": (
        "The Executive resolved to put £2m into early help.",
        ("funding", "resolved", "investment", "reach", 2_000_000, "gbp", None),
    ),
    "must find": (
        "The borough must find savings of £4.3m next year.",
        ("funding", "planned", "savings", "reach", 4_300_000, "gbp", date(2026, 3, 31)),
    ),
}
ACTION = ("kind", "strength", "measure", "end")
ACTIONS = {
    "undertook": (
        "Officers undertook to circulate the figures to Members.",
        ("action", "committed", "governance_reporting", None),
    ),
    "requested, with a time": (
        "The Committee requested a further update in six months.",
        ("action", "planned", "governance_reporting", date(2024, 12, 12)),
    ),
    "resolved limb": (
        "RESOLVED that a task and finish group be established to review school exclusions.",
        ("action", "resolved", "governance_reporting", None),
    ),
    "resolved to be asked": (
        "RESOLVED: That officers be requested to bring a further report on kinship care to the January meeting.",
        ("action", "resolved", "governance_reporting", date(2025, 1, 31)),
    ),
    "a document": (
        "Work is under way to develop a new kinship care policy.",
        ("action", "planned", "policy_strategy", None),
    ),
    "a document by a date": (
        "We plan to publish our sufficiency strategy by July 2024.",
        ("action", "planned", "policy_strategy", date(2024, 7, 31)),
    ),
    "develop and implement": (
        "Next steps\n\n• Develop and implement a placement strategy",
        ("action", "planned", "policy_strategy", None),
    ),
    "stabilise": (
        "The report says what is still to be done. These include “Stabilise the workforce by recruiting permanent staff.” It was written in June.",
        ("action", "planned", None, None),
    ),
    "is to be": (
        "An audit of health assessments is to be completed before Christmas.",
        ("action", "committed", "health_assessments", date(2024, 12, 25)),
    ),
    "expected to be finished": (
        "The investigation, which began in May, is expected to be finished by the end of the month.",
        ("action", "hoped", None, date(2024, 6, 30)),
    ),
    "note form": (
        "Head of Service to write to all carers by end of November.",
        ("action", "planned", "governance_reporting", date(2024, 11, 30)),
    ),
    "approved": (
        "Cabinet approved the purchase of a property in Milltown for use as a children's home.",
        ("action", "resolved", "childrens_home_places", None),
    ),
    "the present tense of what is fixed": (
        "A second intake of trainees joins the service in October.",
        ("action", "planned", "training", date(2024, 10, 31)),
    ),
    "not to do something": (
        "No young person will be asked to move out before their exams.",
        ("action", "committed", None, None),
    ),
    "members and social media": (
        "Resolved – That the Committee:\n\n1. Recognises the part members play and will continue to share fostering news on social media.",
        ("action", "committed", None, None),
    ),
    "work that ought to begin": (
        "Work ought to begin in the new year.",
        ("action", "hoped", None, date(2025, 3, 31)),
    ),
    "work that should start this season": (
        "Work should start this summer.",
        ("action", "hoped", None, date(2024, 8, 31)),
    ),
    "an action point": (
        "No reply had come. ACTION: Chair to write to the Chief Executive.",
        ("action", "resolved", "governance_reporting", None),
    ),
    "happy to": (
        "The Director was happy to arrange a visit for Members.",
        ("action", "committed", None, None),
    ),
    "supply is a verb": (
        "The Cabinet Member undertook to supply usage figures in writing.",
        ("action", "committed", "governance_reporting", None),
    ),
    "a state of things by a day": (
        "The plan will be with the inspectorate by 22 July.",
        ("action", "committed", None, date(2024, 7, 22)),
    ),
    "a revised date": (
        "The revised completion date for the home was the end of August.",
        ("action", "planned", "childrens_home_places", date(2024, 8, 31)),
    ),
    "somebody has been asked": (
        "I have asked the Director to find every excluded pupil a full-time place by the October half term.",
        ("action", "planned", None, None),
    ),
    "council resolves": (
        "Council therefore resolves:\n\n1. To ask the Cabinet to exempt care leavers from council tax.",
        ("action", "resolved", None, None),
    ),
    "noted and returned to": (
        "The Commission AGREED to thank the Director and to return to the matter in twelve months.",
        ("action", "resolved", None, date(2025, 6, 12)),
    ),
    "noted and asked for": (
        "The Board noted the update and asked for a written report on school places at its meeting in September.",
        ("action", "resolved", "governance_reporting", date(2024, 9, 30)),
    ),
    "authorised to be opened": (
        "Recommendation: That Cabinet authorises the opening of a resource base at Elm Road school.",
        ("action", "planned", None, None),
    ),
    "what is promised is told in a relative clause": (
        "The health board had found money for two nurses, who would be in place by August.",
        ("action", "committed", None, date(2024, 8, 31)),
    ),
    "monitoring with a rhythm": (
        "Resolved – That the Committee:\n\n1. Will monitor progress through the quarterly performance report.",
        ("action", "resolved", "governance_reporting", None),
    ),
}


@pytest.mark.parametrize("text, expected", [*TARGETS.values(), *FUNDING.values()], ids=[*TARGETS, *FUNDING])
def test_figures(text, expected):
    found = statements(text)
    assert [slots(one, TARGET) for one in found] == [expected]


@pytest.mark.parametrize("text, expected", ACTIONS.values(), ids=ACTIONS)
def test_actions(text, expected):
    found = statements(text)
    assert len(found) == 1
    got = slots(found[0], ACTION)
    assert [mine for mine, want in zip(got, expected, strict=True) if want is not None] == [
        want for want in expected if want is not None
    ]


NONE = {
    "a neighbour's": "The borough next door intends to issue 88% of its plans on time by 2026.",
    "a party's": "The Conservatives have pledged to build nine new units by May 2025.",
    "vowed long ago": "The council promised in 2019 that it would replace both units by the end of that year.",
    "what had been due": "The nursery had been due to open at the start of next year.",
    "how the money stands": "Its budget was expected to be overspent by £1.4m at the year end.",
    "noted that": "RESOLVED:\n\n(1) To note that the trust will close two centres in September 2024.",
    "thanks": "RESOLVED:\n\n(1) That the Board's thanks be passed on to carers.",
    "turned down": "Recommendations\n\nR1 That the Council buy two more homes by 2026. Not accepted.",
    "history": "Last year the council opened two new children's homes.",
    "money spent": "£6m has been pumped into the service since 2019.",
    "recruited": "The service had recruited 22 carers during the year.",
    "a level": "There were 412 children in care at the end of March, compared with 398 a year earlier.",
    "target met": "The target of 85% was achieved in quarter two.",
    "target missed": "The target was not met in any quarter.",
    "goal beside an outcome": "The target for completed assessments was 85% and performance was 79%.",
    "hoped in vain": "The scheme was due to start in 2022 but was cancelled.",
    "minutes": "The minutes of the meeting held on 4 March were agreed as a correct record.",
    "noting": "RESOLVED – That the report be noted.",
    "receiving": "That the presentation be received and the content of the report noted.",
    "exclusion": "That the press and public be excluded from the meeting during consideration of item 9.",
    "delegation": "That the Director be given delegated authority to finalise the contract.",
    "appointment": "That Councillor Wood be appointed Vice-Chair for the municipal year 2024/25.",
    "apologies": "Apologies were received from Councillors Ahmed and Price.",
    "deferred": "That the item be deferred.",
    "next meeting": "The next meeting will be held on 14 June 2024 at 10am.",
    "legal duty": "The Council has a statutory duty to provide sufficient accommodation for looked after children.",
    "the law": "Local authorities must ensure that every care leaver has a pathway plan.",
    "national money": "The Government has announced £500m for children's social care reform.",
    "national policy": "Ministers plan to recruit 6,500 more teachers by 2029.",
    "other councils": "Neighbouring councils aim to recruit 200 carers between them.",
    "inspectors": "The inspectors will return to the authority within 12 months.",
    "a charity": "The charity hopes to raise £10,000 for the project.",
    "a question": "What will the council do to reduce waiting times?",
    "asked whether": "Councillor Hughes asked whether the target would be met.",
    "a lost motion": "A motion calling on the council to build ten new homes was defeated.",
    "opposition": "Labour councillors said the council should recruit more social workers.",
    "a union": "The union wants caseloads capped at 15.",
    "refusal": "Cllr Smith said he could not promise that the home would reopen.",
    "no plans": "There are no plans to close the centre.",
    "vague": "The Council is committed to working closely with partners to improve outcomes for children.",
    "a wish for everyone": "We want every child to have the best start in life.",
    "a policy": "The Council's policy is to place children with family wherever possible.",
    "a habit": "Children would normally be placed with a member of their extended family.",
    "a trend": "The number of requests is expected to keep rising.",
    "a forecast": "An overspend of £3.2m is forecast for the year.",
    "pay": "You will be paid an allowance of £300 a week.",
    "publicity": "To find out more about fostering, come along to our information evening on 12 May.",
    "a private person": "“I want to make people proud,” said the teenager.",
    "a suggestion": "The Member suggested that leaflets could be sent with council tax bills.",
    "what a council ought to do": "Campaigners said the council should open two homes by March 2025.",
    "leave asked for": "Approval is sought to buy four new homes.",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_no_statement(text):
    assert statements(text) == ()


def test_every_quotation_stands_in_the_text():
    text = "The Council will open a new chil-\ndren's home in May 2025.\n\nRESOLVED – That:\n\n(a)   two homes be bought; and\n(b)   a report be\n   brought in March 2025."
    found = statements(text)
    assert len(found) == 3
    assert all(text[one.start : one.end] == one.quote for one in found)
    assert [one.rule for one in found] == ["committed", "resolved limb", "resolved limb"]
    assert all(one.trigger for one in found)


def test_what_others_say_in_the_papers_is_no_promise_of_the_council():
    told = "The service has 12 beds empty.\n\n“We want 30 more places by October,” said {}.\n\nThe new term starts on Monday."
    assert statements(told.format("union branch secretary Orla Byrne"), kind="article") == ()
    assert [item.value for item in statements(told.format("cabinet member Orla Byrne"), kind="article")] == [30]


def test_a_motion_that_was_lost_promises_nothing():
    moved = (
        "Councillor Ames, seconded by Councillor Byrd, moved that officers open four family centres by August 2025.\n\n"
    )
    assert statements(moved + "On a vote being taken the motion was lost.") == ()


def test_a_line_of_a_plan_that_says_it_is_done_is_history():
    text = "Action plan\n\n1.1 Recruit three co-ordinators\nSept 2023\nSEND lead\nComplete 16/10\n\n1.2 Recruit two nurses\nMay 2025"
    assert [item.value for item in statements(text, kind="report")] == [2]


def test_lines_of_a_plan_without_a_verb_of_promise():
    text = (
        "What we will do\n\n• A neglect lead in every team\n• Every manager to finish the coaching programme by March 2025\n"
        "• Recruit a fostering lead\n• A better start for everyone"
    )
    assert len(statements(text, kind="report")) == 3


def test_recommendations_that_the_cell_beside_accepts():
    text = (
        "Rec. | Recommendation of the Task Group | Executive response\n"
        "1 | That a buddy scheme for carers be set up | ACCEPTED\n2 | That fees be doubled | NOT ACCEPTED. Too dear"
    )
    assert [item.strength for item in statements(text, kind="report")] == ["committed"]


def test_limbs_in_other_words():
    text = (
        "RESOLVED:\n\n1   to close the unit at Milton School in July 2025;\n2   that the Council enter into the agreement with "
        "its partners;\n3   that the plan be received and a progress note brought in nine months;\n4   that the Chair write to "
        "the transport authority about passes."
    )
    assert [item.strength for item in statements(text)] == ["resolved"] * 4


def test_two_things_promised_in_one_sentence_are_two():
    found = statements(
        "By March 2026 we will raise the number of our own households to 130 and bring agency placements down to no more than 70."
    )
    assert [(one.value, one.change, one.deadline and one.deadline.end) for one in found] == [
        (130, "reach", date(2026, 3, 31)),
        (70, "at_most", date(2026, 3, 31)),
    ]


@pytest.mark.parametrize(
    "text, values",
    [
        (
            "Seven family hubs will be opened in the county, the first two by March 2025 and the remaining five during 2025/26.",
            [date(2025, 3, 31), date(2026, 3, 31)],
        ),
        ("Four homes will be built in the borough, the first of them by Easter 2025.", [date(2025, 4, 30)]),
    ],
)
def test_a_part_with_its_own_time_is_a_promise_of_its_own(text, values):
    found = [one for one in statements(text) if one.rule == "part"]
    assert [(one.strength, one.deadline and one.deadline.end) for one in found] == [
        ("committed", value) for value in values
    ]


def test_lines_under_where_we_want_to_be():
    text = "5 Where we want to be by March 2026\n\n5.1 75 new fostering households\n\n5.2 An end to the use of hotels\n"
    assert [one.value for one in statements(text, kind="report")] == [75, None]


def test_a_paper_on_the_governments_plans_promises_nothing_that_does_not_name_the_council():
    text = "Twelve areas would pilot the new approach.\n\nThe Council would appoint two reviewing officers in May 2025."
    assert [one.value for one in statements(text, title="Government strategy on care")] == [2]


def test_it_may_be_the_document_named_before():
    text = (
        "The Placement Sufficiency Strategy was separate work. She understood that it would be ready by December 2024."
    )
    (found,) = statements(text)
    assert (found.measure, found.change) == ("policy_strategy", "none")


def test_a_home_that_is_ready_is_one_more():
    (found,) = statements("If consent was obtained the third children's home would be ready in May 2025.")
    assert (found.measure, found.change) == ("childrens_home_places", "increase_by")


def test_a_sum_among_savings_is_one_of_them_unless_it_is_to_be_spent():
    title = "Budget 2024/25: savings proposals"
    (won,) = statements("A further £0.2m is expected before year end.", title=title)
    (given,) = statements("A further £6m will be earmarked for special needs transport.", title=title)
    assert (won.measure, given.measure) == ("savings", "investment")


def test_a_milestone_list_shares_its_date():
    text = "Milestones\n\nBy September 2025\n\n  • Learning mentors have been appointed\n  • 14% of children leaving care are adopted\n"
    found = statements(text, kind="report", title="Improvement plan")
    assert [(one.kind, one.value, one.deadline and one.deadline.end) for one in found] == [
        ("action", None, date(2025, 9, 30)),
        ("target", 14, date(2025, 9, 30)),
    ]


def test_the_next_item_ends_the_minutes_of_the_last_meeting():
    text = (
        "1. Apologies\nNo apologies were received.\n\n2. Minutes of Previous Meeting\nThe minutes were signed.\n\n"
        "3. Fostering Performance Report Quarter 3\n3.1 The service now aimed for 110 in-house foster carers by 31 December 2025.\n"
    )
    assert [(one.kind, one.value) for one in statements(text, kind="minutes")] == [("target", 110)]


def test_a_plan_in_a_table():
    text = "No. | Action | Lead | By when | Status\n1 | Publish a workforce strategy | PSW | Sept 2024 | On track\n2 | Cut agency social workers from 40 to 20 | AD | 31/03/2025 | On track\n3 | Offer exit interviews | HR | Jan 2024 | Complete\n"
    found = statements(text, kind="report")
    assert [(one.kind, one.value, one.actor, one.deadline and one.deadline.end) for one in found] == [
        ("action", None, "PSW", date(2024, 9, 30)),
        ("target", 20, "AD", date(2025, 3, 31)),
    ]


def test_nothing_is_guessed_without_a_day_of_publication():
    found = find(Passage(text="The Council will open a second home within six months."), TOPIC).statements
    assert [one.deadline and one.deadline.end for one in found] == [None]
