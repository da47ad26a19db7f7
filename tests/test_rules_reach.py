"""How far the rules that bar a promise reach: rows each named for the words that a rule must not take too widely."""

from datetime import date

import pytest

from commitments.extract import find
from commitments.pages import read_page
from commitments.promises import read_rules
from commitments.row_states import tells_over
from commitments.settings import find_settings
from commitments.table_rows import table_rows
from records.findings import Passage, SourceKind, Statement
from tests.invented import TOPIC

PUBLISHED = date(2024, 6, 12)


def statements(text: str, kind: SourceKind = "minutes") -> tuple[Statement, ...]:
    return find(
        Passage(text=text, published=PUBLISHED, council="Northmere", title="Children", kind=kind), TOPIC
    ).statements


def verdicts(text: str) -> list[str]:
    """What the rules alone hold of every clause of an article; the words of a clause may outweigh them."""
    passage = Passage(text=text, published=PUBLISHED, council="Northmere", title="Children", kind="article")
    page = read_page(passage, TOPIC)
    return [reading.verdict for setting in find_settings(page) for reading in read_rules(page, setting)]


@pytest.mark.parametrize(
    "text",
    [
        "The fostering service has its eye on 18 more carers by Easter.",
        "The council is banking on £1.4m coming off the taxi bill next year.",
        "The youth service is down to save £90,000 next year.",
        "He looked for the list to be below forty by the end of October.",
        "From September it stops.",
        "A new duty desk was going live on 1 July.",
        "The Committee instructed that a progress report be laid before it in the autumn.",
        "All four centres will stay open.",
        "There'll be no cut in the hours it opens.",
        "Chapel Street stays open.",
        "We work to twelve weeks from the first call.",
        "The service's own ceiling is 16 children.",
    ],
)
def test_idioms_and_the_present_of_what_is_fixed_promise(text):
    assert verdicts(text) == ["promise"]


@pytest.mark.parametrize(
    "text",
    [
        "Nine children will be moved to foster homes by May 2025.\n\nThe number in residential care fell last year.",
        "The amendment to the policy means the council will open six homes by May 2025.\n\n30 jobs were lost last year.",
        "Councillor Ames moved that officers open six homes by August 2025.\n\nThe motion was carried. The amendment was lost.",
    ],
    ids=["moved house", "another sort of amendment", "carried"],
)
def test_what_was_moved_and_not_lost_still_promises(text):
    assert len(statements(text)) == 1


@pytest.mark.parametrize(
    "fate",
    [
        "The motion, on being put to the vote, was lost.",
        "The motion fell for want of a seconder.",
        "The motion, proposed and seconded, was lost.",
        "LOST",
    ],
)
def test_a_motion_that_was_lost_promises_nothing(fate):
    assert statements(f"Councillor Ames moved that officers open six homes by August 2025.\n\n{fate}") == ()


@pytest.mark.parametrize(
    ("cell", "over"),
    [
        ("Blue Badge team", False),
        ("Blue", True),
        ("Blue – complete", True),
        ("Complete by March 2025", False),
        ("Complete by 31/03/2025", False),
        ("Completed by 31 March 2024", True),
        ("Complete 31/03/2025", False),
        ("Complete 16/10", True),
        ("Completed in March 2024", True),
        ("Done – all carers told", True),
        ("Delivered by the youth team", False),
        ("Closed cases team", False),
        ("Superseded by the new plan", True),
        ("Not proceeding (Cabinet, 14 May)", True),
        ("On hold pending a decision", True),
    ],
)
def test_a_cell_that_says_an_action_is_over(cell, over):
    assert tells_over(read_page(Passage(text=cell, published=PUBLISHED), TOPIC), cell) is over


@pytest.mark.parametrize(
    "row", ["Blue Badge team | March 2025 | On track", "Head of Care | Complete by March 2025 | On track"]
)
def test_a_row_whose_owner_or_day_begins_like_a_word_for_done(row):
    text = f"Action | Owner | Due | Status\nPublish a workforce strategy | {row}\n"
    assert [one.deadline and one.deadline.end for one in statements(text, "report")] == [date(2025, 3, 31)]


@pytest.mark.parametrize(
    "text",
    [
        "Labour Coun Joan Marsh, cabinet member, said the council will open three homes by May 2025.",
        "The home run by a private provider will be replaced by two council homes by May 2025.",
        "The house next door will be bought by the council by May 2025 as a third children's home.",
    ],
    ids=["a party and an office", "run by a firm", "next door"],
)
def test_the_councils_own_word_though_others_are_named(text):
    assert statements(text, "article")


@pytest.mark.parametrize(
    "text",
    [
        "Labour Coun Joan Marsh said the council will open three homes by May 2025.",
        "A private provider will open three children's homes by May 2025.",
        "“We will open four homes for carers by May 2025,” said the charity's director Nia Bell.",
        "‘We will open four homes for carers by May 2025,’ said Nia Bell, a campaigner.",
        "“We will open four homes by May 2025,” said the leader of the opposition group, Nia Bell.",
    ],
    ids=["a party", "a firm", "a charity's director", "single marks", "another leader"],
)
def test_the_word_of_others_is_not_the_councils(text):
    assert verdicts(text) == ["against"]


def test_the_office_may_stand_beside_a_party_in_a_quotation():
    text = "“We will open four homes by May 2025,” said Labour council leader Nia Bell."
    assert verdicts(text) == ["promise"]


def _answered(answer: str) -> list[tuple[str, date | None]]:
    text = f"Recommendation | Executive response\nThat a buddy scheme for carers be set up | {answer}\n"
    return [(one.strength, one.deadline.end if one.deadline else None) for one in statements(text, "report")]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("Accepted in part", []),
        ("Agreed in part", []),
        ("Accepted by Cabinet on 14 May 2023", [("committed", None)]),
        ("Accepted, by 31 March 2025", [("committed", date(2025, 3, 31))]),
    ],
)
def test_an_answer_to_a_recommendation(answer, found):
    assert _answered(answer) == found


@pytest.mark.parametrize(
    ("limb", "strengths"),
    [
        ("That the new fostering allowances come into force on 1 April 2025.", ["resolved"]),
        ("That two homes be opened by May 2025 for children who regret leaving care.", ["resolved"]),
        ("That the Council open two homes for children by May 2025.", ["resolved"]),
        (
            "That officers write to the Minister to express their regret and open two homes by May 2025.",
            ["resolved"] * 2,
        ),
        ("That the Monitoring Officer publish the register by May 2025.", ["resolved"]),
        ("That the year end position on the fund was strong.", []),
        ("That the thanks of the Panel be conveyed to the carers.", []),
        ("That the Committee place on record its appreciation of the carers' work.", []),
        ("That the foster carers who attended be thanked.", []),
    ],
)
def test_limbs_of_a_resolution(limb, strengths):
    assert [one.strength for one in statements(f"RESOLVED –\n\n{limb}")] == strengths


def test_a_reference_is_no_label_of_a_row():
    text = (
        "Ref | Indicator | Owner | Target 2024/25\nKPI4 | Children placed out of county | Head of Care | 45\n"
        "KPI5 | | Head of Care | 30\n"
    )
    passage = Passage(text=text, published=PUBLISHED, council="Northmere", title="Scorecard", kind="report")
    assert [row.label.text for row in table_rows(passage, TOPIC, ())] == ["Children placed out of county"]


def test_a_limb_is_told_from_a_sentence_that_begins_with_that():
    text = "RECOMMENDED –\n\nThat officers open two homes by May 2025.\n\nThat compares with 3 homes opened in 2021."
    assert [one.value for one in statements(text)] == [2]


KEPT_PROMISES = [
    "The council will implement the reforms introduced by the Government by March 2025.",
    "The council will publish an action plan, funded by the Home Office, in July.",
    "The council will ballot parents on the school merger by October 2024.",
]


@pytest.mark.parametrize("text", KEPT_PROMISES)
def test_what_others_made_or_pay_for_bars_no_promise(text):
    assert statements(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("The council will hold two events in the fortnight before Christmas 2024.", date(2024, 12, 25)),
        ("The council will open a hub when schools return in September 2025.", date(2025, 9, 30)),
        ("The council will open a home at St Andrew's Day Nursery by May 2025.", date(2025, 5, 31)),
    ],
)
def test_the_day_that_is_meant(text, end):
    assert [one.deadline.end for one in statements(text)] == [end]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The following steps will be taken by 31 March 2026:\n• recruit ten foster carers\n• open two children's homes",
            [("increase_by", 10, date(2026, 3, 31)), ("increase_by", 2, date(2026, 3, 31))],
        ),
        (
            "The backlog of assessments will fall to 40 once the restructure has been completed in June 2026.",
            [("reach", 40, None)],
        ),
        (
            "The service will keep offering short breaks to 40 families until March 2026.",
            [("reach", 40, date(2026, 3, 31))],
        ),
        ("The Council will give 30 pupils off-site tuition by March 2026.", [("reach", 30, date(2026, 3, 31))]),
        (
            "The scheme for the 16 to 18 age group will offer 60 places by March 2026.",
            [("increase_by", 60, date(2026, 3, 31))],
        ),
        (
            "The joint team will provide support to 60 care leavers for three years from 1 April 2026.",
            [("reach", 60, date(2029, 3, 31))],
        ),
        (
            "The £100,000 investment was allocated as follows in 2021/22:\n– Family hubs, £40,000\n– Youth clubs, £60,000",
            [],
        ),
        (
            "1 | Lead officer for safeguarding | J Smith | March 2026\n2 | Chair of the panel | A Jones | June 2026",
            [],
        ),
    ],
)
def test_slots_keep_to_their_own_words(text, told):
    found = find(Passage(text=text, published=date(2025, 5, 12), kind="report"), TOPIC).statements
    numbered = [(one.change, one.value, one.deadline and one.deadline.end) for one in found if one.value is not None]
    assert numbered == told
