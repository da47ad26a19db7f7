"""Numbers that count something, with their units, and numbers that count nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.quantities import find_quantities
from records.topics import read_topic

PACK = """
id = "t"
name = "A topic"
[[unit]]
id = "staff"
words = ["(social )?workers?", "staff", "FTE"]
[[unit]]
id = "posts"
words = ["posts"]
[[unit]]
id = "carers"
words = ["carers?"]
[[unit]]
id = "households"
words = ["households?"]
[[unit]]
id = "homes"
words = ["homes?"]
[[unit]]
id = "places"
words = ["places", "beds"]
[[unit]]
id = "children"
words = ["children( in care)?", "pupils"]
[[unit]]
id = "cases"
words = ["cases", "orders"]
[[unit]]
id = "cases_per_worker"
words = ["caseloads?"]
"""
TOPIC = read_topic(PACK, "test pack")


def lines(text):
    """Each quantity as "value[-high] unit"."""
    return [
        f"{q.value:g}{f'-{q.value_high:g}' if q.value_high is not None else ''} {q.unit}"
        for q in find_quantities(text, TOPIC)
    ]


COUNTED = {
    # digits and words
    "We will recruit 15 more in-house foster carers.": ["15 carers"],
    "Nine new fostering households were approved.": ["9 households"],
    "We need 1,240 homes": ["1240 homes"],
    "two hundred and seventy-six carers": ["276 carers"],
    "thirty-one children": ["31 children"],
    "a hundred homes": ["100 homes"],
    "two dozen homes": ["24 homes"],
    "half a dozen homes": ["6 homes"],
    "half a million pounds": ["500000 gbp"],
    "three quarters of a million pounds": ["750000 gbp"],
    "two and a half million pounds": ["2.5e+06 gbp"],
    "three thousand pupils": ["3000 children"],
    "a dozen carers": ["12 carers"],
    "half a dozen carers": ["6 carers"],
    "a couple of homes": ["2 homes"],
    "one home will open": ["1 homes"],
    "no children are waiting": ["0 children"],
    "2030 children were seen": ["2030 children"],
    # money
    "£2.4m": ["2.4e+06 gbp"],
    "£1.2 million": ["1.2e+06 gbp"],
    "£750k": ["750000 gbp"],
    "£99,000": ["99000 gbp"],
    "£1.5-2m": ["1.5e+06-2e+06 gbp"],
    "£800,000 - £1m": ["800000-1e+06 gbp"],
    "between £1m and £2m": ["1e+06-2e+06 gbp"],
    "2.4 million pounds": ["2.4e+06 gbp"],
    "£1,020 a week": ["1020 gbp"],
    "£2bn": ["2e+09 gbp"],
    # shares, rates, ratios
    "60%": ["60 percent"],
    "60 per cent": ["60 percent"],
    "60pc": ["60 percent"],
    "seven per cent of plans": ["7 percent"],
    "12.5%": ["12.5 percent"],
    "between 10% and 12%": ["10-12 percent"],
    "10-12%": ["10-12 percent"],
    "5 percentage points": ["5 percentage_points"],
    "three percentage points": ["3 percentage_points"],
    "one in five": ["20 percent"],
    "the split would move to 60-40": ["60 ratio"],
    "40-60 carers": ["40-60 carers"],
    "1 in 4 leavers": ["25 percent"],
    "three in ten": ["30 percent"],
    "half of them": ["50 percent"],
    "two thirds of the plans": ["66.67 percent"],
    "a third of staff": ["33.33 percent"],
    "40.5 per 10,000": ["40.5 per_10000"],
    "a 60:40 split": ["60 ratio"],
    "a 60-40 split": ["60 ratio"],
    "double the number": ["2 times"],
    "halve that figure": ["50 percent"],
    # lengths of time
    "20 weeks": ["20 weeks"],
    "45 working days": ["45 days"],
    "eight months on average": ["8 months"],
    "4-6 days": ["4-6 days"],
    # ranges and steps
    "between 300 and 400 cases": ["300-400 cases"],
    "three to five beds": ["3-5 places"],
    "from 41 to 25 FTE": ["41 staff", "25 staff"],
    "from £48m to £33m": ["4.8e+07 gbp", "3.3e+07 gbp"],
    "up from 31% to 50%": ["31 percent", "50 percent"],
    # the unit's word elsewhere
    "raise the number of our own households to 130": ["130 households"],
    "bring caseloads down to 18": ["18 cases_per_worker"],
    "caseloads averaged 16.5 children": ["16.5 cases_per_worker"],
    "20 of the children": ["20 children"],
    "eight foster carer households": ["8 households"],
    "five social worker posts": ["5 posts"],
    "CP04 | Households | 112 | 130": ["112 households", "130 households"],
    "The borough has 31 homes. Last year it had 28.": ["31 homes", "28 homes"],
    "12 more of the chil-\ndren": ["12 children"],
}


@pytest.mark.parametrize("text", COUNTED)
def test_counted(text):
    assert lines(text) == COUNTED[text]


NOT_COUNTED = [
    "in March 2024 and by 31 March 2026",
    "in 2024/25, 2025-26 and 25/26",
    "on 31/03/2025 or 31.03.25",
    "at 2.00 pm, 10.30am and 14:30",
    "Minute No. 24 and Agenda Item 8",
    "section 20, s.47 and Regulation 44",
    "sections 17, 20 and 47 of the Act",
    "Priority 3, Phase 2, Key Stage 2, Year 6 and Form 7",
    "Standing Order 25(1)",
    "children aged 16 and 17",
    "aged 16 to 18",
    "the under 11s and over-18s",
    "16- and 17-year-olds",
    "a nine-year-old",
    "care leavers (19-21)",
    "call 01632 960001",
    "Covid-19",
    "LS2 8DT and D56200",
    "page 12 of the pack",
    "moving to 40 Fictional Road",
    "the 3rd and 21st meetings",
    "one of the members and no one else",
    "the second one was noted",
    "24/7 cover",
    "Q3 and H1",
    "no longer and no later",
]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_not_counted(text):
    assert lines(text) == []


SIGNS = [
    ("at least 15 carers", "bound", "at_least"),
    ("more than 15 carers", "bound", "at_least"),
    ("15 or more carers", "bound", "at_least"),
    ("no more than 70 children", "bound", "at_most"),
    ("up to £1.4m", "bound", "at_most"),
    ("up to the 95% of others", "bound", None),
    ("turnover below 15%", "bound", "at_most"),
    ("advisers hold 31 each", "unit", "cases_per_worker"),
    ("below 6%", "bound", "at_most"),
    ("fewer than 12 cases", "bound", "at_most"),
    ("about 30 staff", "approx", True),
    ("close to £6m", "approx", True),
    ("a net increase of 15 carers", "net", True),
    ("15 net carers", "net", True),
    ("a further two homes", "extra", True),
    ("another 40 households", "extra", True),
    ("15 more carers", "extra", True),
    ("an additional £2m", "extra", True),
    ("up to another 12 homes", "extra", True),
    ("15 carers", "extra", False),
    ("£2.4m", "form", "money"),
    ("20 weeks", "form", "duration"),
    ("10 to 12 homes", "form", "range"),
    ("double it", "form", "multiplier"),
]


@pytest.mark.parametrize(("text", "field", "expected"), SIGNS)
def test_the_words_around(text, field, expected):
    [quantity] = find_quantities(text, TOPIC)
    assert getattr(quantity, field) == expected


@pytest.mark.parametrize(
    ("text", "value", "baseline"),
    [
        ("cut agency staff from 41 to 25", 25, 41),
        ("from nine to 15 orders", 15, 9),
        ("raise it to 50% (from 31%)", 50, 31),
        ("104 households, up from 58", 104, 58),
        ("112 households against 98", 112, 98),
        ("rise by £12m to £99m", 99e6, None),
    ],
)
def test_baseline(text, value, baseline):
    [quantity] = [q for q in find_quantities(text, TOPIC) if not q.is_baseline]
    assert (quantity.value, quantity.baseline) == (value, baseline)


TAKEN_UP = {
    "the same number": "There are 52 homes to let. The team is to bring the 52 down to 40.",
    "this": "There are 40 homes to let. We will bring this down to 22.",
}


@pytest.mark.parametrize("text", TAKEN_UP.values(), ids=TAKEN_UP)
def test_a_bare_number_counts_what_the_one_before_counted(text):
    assert {quantity.unit for quantity in find_quantities(text, TOPIC)} == {"homes"}


def test_a_mention_of_an_item_of_the_page_is_no_number():
    assert lines("4.7 Heads of service\n\nThe status of 4.7 will be reviewed by 12 staff.") == ["12 staff"]


def test_only_the_stretch_asked_for():
    text = "10 homes. 20 homes. 30 homes."
    assert [q.value for q in find_quantities(text, TOPIC, 10, 19)] == [20]


_PIECES = st.sampled_from(
    "£|1|2.4|m|%|per cent|twenty|-|–|to|and|from|between|one|in|five|hundred|half|of|:|children|carers|no|more than|,|.|\n|\xa0|1,000|per 10,000|x|-\nten".split(
        "|"
    )
)


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=25).map(" ".join)))
def test_any_text_is_read_without_a_crash_and_places_are_true(text):
    last = 0
    for quantity in find_quantities(text, TOPIC):
        assert last <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.value_text
        assert quantity.value_high is None or quantity.value_high > quantity.value
        assert quantity.noun is None or 0 <= quantity.noun[0] < quantity.noun[1] <= len(text)
        last = quantity.end
