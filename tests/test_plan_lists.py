"""Plans, actions and decisions set as lists: what stands over a line, beside it, or says that it is over."""

from datetime import date

import pytest

from commitments.extract import find
from commitments.pages import read_page
from commitments.promises import read_rules
from commitments.settings import find_settings
from commitments.tables import find_tables
from records.findings import Passage
from tests.invented import TOPIC

PUBLISHED = date(2024, 5, 8)


def passage(text):
    return Passage(text=text, published=PUBLISHED, council="Northmere", title="Plan", kind="report")


def promised(text):
    """The clauses that the rules alone read as promises."""
    page = read_page(passage(text), TOPIC)
    readings = [reading for setting in find_settings(page) for reading in read_rules(page, setting)]
    return [page.text[r.found.start : r.found.end] for r in readings if r.found and r.verdict == "promise"]


def found(text):
    return [
        (s.quote, s.deadline and s.deadline.end and s.deadline.end.isoformat())
        for s in find(passage(text), TOPIC).statements
    ]


@pytest.mark.parametrize(
    "list_of",
    [
        "To be done by 30 September\n(i)  A link nurse takes up post\n(ii) Every file looked at by a manager\n(iii) Second duty desk staffed",
        "What is left to do by 30 September\n• A link nurse takes up post\n• Every file looked at by a manager\n• Second duty desk staffed",
    ],
    ids=["numbered, its last line no heading", "bullets"],
)
def test_lines_under_a_day_to_come(list_of):
    assert promised(list_of) == [
        "A link nurse takes up post",
        "Every file looked at by a manager",
        "Second duty desk staffed",
    ]


@pytest.mark.parametrize(
    "list_of",
    [
        "What we shall not be doing\n• paying a retainer by September 2024\n• advertising before September 2024",
        "Next steps\n\nNext meeting: 7 December 2024",
        "Next steps\n\n31/03/25",
    ],
)
def test_lines_that_promise_nothing(list_of):
    assert promised(list_of) == []


def test_dots_and_gaps_lead_to_the_day():
    plan = """First hundred days

  a  dip-sample of closed cases ................ done
  b  publish the threshold guide ............... with partners, June 2024
  c  promise of two visits a week .............. abandoned

Book five rooms at the foyer                     2024/25
Restart the carers' forum                        done
Scrutiny Panel                                   6 June 2024
"""
    assert found(plan) == [
        ("publish the threshold guide", "2024-06-30"),
        ("Book five rooms at the foyer", "2025-03-31"),
    ]
    assert found("Introduction ........... 3\nOur plan ............... 14\n") == []


@pytest.mark.parametrize(
    "dates",
    [
        "Housing appeals hearing ........ 4 July 2024\nTraining for new members ........ 11 July 2024\n",
        "Half term holiday        28 October 2024\nLast day of term        20 July 2024\n",
        "Mrs J Hollis, independent chair ........ until May 2026\nCllr D Fenn (Labour) ........ May 2027\n",
    ],
)
def test_lists_of_days_that_promise_nothing(dates):
    assert found(dates) == []


@pytest.mark.parametrize(
    "limb",
    [
        "That supervised contact transfer to the hub at Gorse Lane.",
        "That the Director assign a named worker to each hub.",
        "Panels to sit by video.",
        "That Option B be adopted.",
        "Remaining accounts chased by September.",
    ],
)
def test_limbs_without_be(limb):
    assert promised(f"RESOLVED:\n\n1. {limb}") == [limb.removeprefix("That ").rstrip(".")]


@pytest.mark.parametrize(
    "limb",
    [
        "That the Board recommends Council to approve the proposals.",
        "Position: 61% seen within ten weeks.",
        "That the report be adopted.",
    ],
)
def test_limbs_that_only_tell_or_approve(limb):
    assert promised(f"RESOLVED:\n\n1. {limb}") == []


def test_captions_without_capitals_are_no_headings():
    text = "SPEAKER 2\nso somebody will send the panel a note\non that by monday\n"
    assert promised(text) == ["somebody will send the panel a note\non that by monday"]


def test_what_a_partner_has_told_the_council_counts():
    assert promised("The health board has told us that it will commission two more sessions a week from June 2024.")
    assert promised("Young people told us that the council will open two more hubs by June 2025.") == []


def test_a_label_in_capitals_opens_its_part():
    text = "DECISION\n\n(1) That two hubs be opened.\n\nOTHER OPTIONS  Raising all fees by 10% (unaffordable at £410,000).\n"
    assert promised(text) == ["two hubs be opened"]


def test_fields_named_in_the_line():
    register = (
        "SR4 | Too few homes | Gross 20 | Further action: buy a small flat – Nov 24 – AD; position statement – done\n"
    )
    assert found(register) == [("buy a small flat", "2024-11-30")]
    log = """B1  Speech therapy: cut the longest wait from 51 weeks to 18
    Owner: Health board   Finish: Dec 2024
    Log: 44 weeks in May

B2  Print the pathway on one page
    Owner: Council   Finish: Sept 2024
    Log: printed in April. CLOSED
"""
    assert found(log) == [("Speech therapy: cut the longest wait from 51 weeks to 18", "2024-12-31")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # "What" and "When" head the columns
            "What | Who | When\nBring 12 duty desks together | JT | Sept 2024\nFix the phone line | IT | ASAP\nWalk the patch | JT | done",
            [("Bring 12 duty desks together", "2024-09-30"), ("Fix the phone line", None)],
        ),
        (  # no column of days: a column tells how each action stands
            "No | Action | Owner | Status\n1 | Walk-through of the new hub for Members | Clerk | Open\n2 | Write to the bus firm | Chair | Closed",
            [("Walk-through of the new hub for Members", None)],
        ),
        (  # no headings at all
            "B1 | Bring the Dock Street bedsits back into use | Housing | Oct 24\nB2 | Lodgings down from 40% to 30% | Commissioning | Mar 25\nB3 | Protocol signed | Housing | done",
            [
                ("Bring the Dock Street bedsits back into use", "2024-10-31"),
                ("Lodgings down from 40% to 30%", "2025-03-31"),
            ],
        ),
        (  # a list of sums under what opens it
            "It is proposed to take £1.5m out of spending, as follows:\n\n    Fewer taxis            £0.9m\n    Charging health        £0.6m\n",
            [
                ("It is proposed to take £1.5m out of spending, as follows", None),
                ("Fewer taxis            £0.9m", None),
                ("Charging health        £0.6m", None),
            ],
        ),
        (  # the plan's day is past
            "We said in 2019 that by March 2022 we would\n(i)  open ten hubs. All ten opened.\n(ii) recruit 60 carers. There were 43.",
            [],
        ),
    ],
)
def test_tables_and_lists_of_plans(text, expected):
    assert found(text) == expected


def test_a_table_ends_where_the_next_one_has_the_same_headings():
    text = "Growth\nLine | 24/25 £m | Why\nPlacements | 2.40 | demand\nPay | 0.62 | award\n\nSavings\nLine | 24/25 £m | State\nHub redesign | (0.75) | new\nFees | (0.15) | new\n"
    assert [table.headings[2] for table in find_tables(text)] == ["Why", "State"]


def test_a_code_before_a_line_is_its_number():
    text = "What we will do\nB1  Recruit volunteers so that panels look like the town\nB2  Bring a lodging scheme into use\n"
    assert [quote for quote, _ in found(text)] == [
        "Recruit volunteers so that panels look like the town",
        "Bring a lodging scheme into use",
    ]
