"""Times named in a text and the days they mean: one row for each way of writing in the gold guidelines' table."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.deadlines import find_deadlines

AUTUMN_18 = date(2018, 9, 14)
SPRING_24 = date(2024, 5, 20)
WINTER_25 = date(2025, 1, 21)


def days(text, published, *, role=None):
    """Start, end and precision of each time found, as one readable line."""
    return [
        f"{item.deadline.start or '-'} {item.deadline.end or '-'} {item.deadline.precision}"
        for item in find_deadlines(text, published)
        if role is None or item.role == role
    ]


# ---------------------------------------------------------------- the guidelines' table, published 14 September 2018
TABLE = {
    "by 31 March 2019": "- 2019-03-31 day",
    "with effect from 31st December": "2018-12-31 2018-12-31 day",
    "by Christmas": "- 2018-12-25 day",
    "by December 18": "- 2018-12-31 month",
    "by the end of August": "- 2019-08-31 month",
    "in March 2024": "2024-03-01 2024-03-31 month",
    "from April": "2019-04-01 2019-04-30 month",
    "by the end of Quarter 3": "- 2018-12-31 quarter",
    "in Q3": "2018-10-01 2018-12-31 quarter",
    "by the end of the first year": "- - relative",
    "in Quarter 3 of next year": "2019-10-01 2019-12-31 quarter",
    "by the end of next week": "- 2018-09-23 relative",
    "by the end of term": "- 2018-12-31 season",
    "for another twelve months": "- 2019-09-14 relative",
    "for another year": "- 2019-09-14 relative",
    "in the first week of May": "2019-05-01 2019-05-07 day",
    "by the last week of February 2020": "- 2020-02-29 day",
    "in the week commencing 3 December": "2018-12-03 2018-12-09 day",
    "w/c Monday 3rd December 2018": "2018-12-03 2018-12-09 day",
    "w/c 03/12/2018": "2018-12-03 2018-12-09 day",
    "during the week of 10 June": "2019-06-10 2019-06-16 day",
    "in Q3 and Q4": "2018-10-01 2019-03-31 quarter",
    "by summer": "- 2019-08-31 season",
    "by the autumn": "- 2018-11-30 season",
    "by spring": "- 2019-05-31 season",
    "in the new year": "2019-01-01 2019-03-31 season",
    "early in the new year": "- 2019-03-31 season",
    "by Easter": "- 2019-04-30 season",
    "by early 2021": "- 2021-03-31 season",
    "by the summer holidays": "- 2019-07-31 season",
    "before the summer recess": "- 2019-07-31 season",
    "before the Easter holidays": "- 2019-04-30 season",
    "by 2025": "- 2025-12-31 year",
    "by the new year": "- 2018-12-31 year",
    "by the end of this year": "- 2018-12-31 year",
    "in 2019": "2019-01-01 2019-12-31 year",
    "over 2023-2026": "2023-01-01 2026-12-31 year",
    "in 2019/20": "2019-04-01 2020-03-31 financial_year",
    "by the end of 2025/26": "- 2026-03-31 financial_year",
    "in the academic year 2024/25": "2024-09-01 2025-08-31 academic_year",
    "before the next academic year begins": "- 2019-08-31 academic_year",
    "within six months": "- 2019-03-14 relative",
    "over three years": "2018-09-14 2021-09-14 relative",
    "next week": "- 2018-09-21 relative",
    "by the next meeting": "- - relative",
    "for the next report": "- - relative",
    "within months": "- - relative",
}


@pytest.mark.parametrize("words", TABLE)
def test_the_guidelines_table(words):
    assert days(f"A new home will open {words}.", AUTUMN_18) == [TABLE[words]]


# ---------------------------------------------------------------- the rest of the family, published 21 January 2025
FAMILY = {
    # days
    "by 31st March, 2026": "- 2026-03-31 day",
    "by Tuesday 4 March 2025": "- 2025-03-04 day",
    "by Friday, 28th February": "- 2025-02-28 day",
    "by March 31, 2026": "- 2026-03-31 day",
    "by March 31": "- 2025-03-31 day",
    "by 31/03/2026": "- 2026-03-31 day",
    "by 31.03.26": "- 2026-03-31 day",
    "by 31-03-2026": "- 2026-03-31 day",
    "by 2026-03-31": "- 2026-03-31 day",
    "by the 31st of March 2026": "- 2026-03-31 day",
    "by 1 Apr 25": "- 2025-04-01 day",
    "no later than 30 June": "- 2025-06-30 day",
    "until 5 April": "- 2025-04-05 day",
    "by Friday": "- 2025-01-24 day",
    "tomorrow": "- 2025-01-22 day",
    # months
    "by end March 2026": "- 2026-03-31 month",
    "by the end of Sept 2025": "- 2025-09-30 month",
    "by mid-March": "- 2025-03-15 day",
    "in early February": "- 2025-02-28 month",
    "in late June 2025": "- 2025-06-30 month",
    "by Dec-25": "- 2025-12-31 month",
    "by Mar '26": "- 2026-03-31 month",
    "by May this year": "- 2025-05-31 month",
    "next April": "- 2025-04-30 month",
    "from this April": "2025-04-01 2025-04-30 month",
    "by March next year": "- 2026-03-31 month",
    "in time for September": "- 2025-09-30 month",
    "this month": "2025-01-01 2025-01-31 month",
    "by the end of next month": "- 2025-02-28 month",
    "before the end of the month": "- 2025-01-31 month",
    "between April and June 2025": "2025-04-01 2025-06-30 month",
    "from April 2025 to March 2027": "2025-04-01 2027-03-31 month",
    # quarters and halves
    "by quarter two": "- 2025-09-30 quarter",
    "in Q4": "2025-01-01 2025-03-31 quarter",
    "by Q3 2026/27": "- 2026-12-31 quarter",
    "in Quarter 1 of 2025/26": "2025-04-01 2025-06-30 quarter",
    "by Q2 25/26": "- 2025-09-30 quarter",
    "in the third quarter of 2025": "2025-07-01 2025-09-30 quarter",
    "by the end of the quarter": "- 2025-03-31 quarter",
    "in H1 2025/26": "2025-04-01 2025-09-30 season",
    "in the first half of 2026": "2026-01-01 2026-06-30 season",
    # seasons, terms, holidays
    "in spring 2025": "2025-03-01 2025-05-31 season",
    "this summer": "2025-06-01 2025-08-31 season",
    "by next autumn": "- 2025-11-30 season",
    "by late summer": "- 2025-08-31 season",
    "by winter 2025": "- 2026-02-28 season",
    "in the autumn term": "2025-09-01 2025-12-31 season",
    "by half term": "- 2025-02-28 season",
    "by October half-term": "- 2025-10-31 season",
    "before the start of the autumn term": "- 2025-08-31 season",
    "from the start of the autumn term": "- 2025-09-30 season",
    "by the autumn of next year": "- 2026-11-30 season",
    "by the start of the new school session": "- 2025-08-31 academic_year",
    "across 2025/26 and 2026/27": "2025-04-01 2027-03-31 financial_year",
    "before Christmas": "- 2025-12-25 day",
    "before the clocks go forward": "- 2025-03-30 day",
    "by the time the clocks go back": "2025-10-26 2025-10-26 day",
    "before the schools go back": "- 2025-08-31 day",
    "by Candlemas": "- 2025-02-02 day",
    "by St David's Day": "- 2025-03-01 day",
    "before Mothering Sunday": "- 2025-03-30 day",
    "by Good Friday": "- 2025-04-18 day",
    "by the August bank holiday": "- 2025-08-25 day",
    "before March is out": "- 2025-03-31 month",
    "by Hallowe’en": "- 2025-10-31 day",
    "by Michaelmas 2026": "- 2026-09-29 day",
    "within the fortnight": "- 2025-02-04 relative",
    "this weekend": "2025-01-26 2025-01-26 day",
    "by mid-2026": "- 2026-06-30 season",
    "after Easter": "- - relative",
    # years
    "by late 2026": "- 2026-12-31 year",
    "by the end of 2026": "- 2026-12-31 year",
    "later this year": "- 2025-12-31 year",
    "next year": "2026-01-01 2026-12-31 year",
    "before 2027": "- 2026-12-31 year",
    "by the end of the financial year": "- 2025-03-31 financial_year",
    "next financial year": "2025-04-01 2026-03-31 financial_year",
    "by the end of this financial year": "- 2025-03-31 financial_year",
    "in the coming year": "2025-04-01 2026-03-31 financial_year",
    "in 2025-26": "2025-04-01 2026-03-31 financial_year",
    "in 25/26": "2025-04-01 2026-03-31 financial_year",
    "in FY26": "2025-04-01 2026-03-31 financial_year",
    "in FY2025/26": "2025-04-01 2026-03-31 financial_year",
    "in the financial year 2025-2026": "2025-04-01 2026-03-31 financial_year",
    "by year end": "- 2025-03-31 financial_year",
    "over 2025/26 to 2027/28": "2025-04-01 2028-03-31 financial_year",
    "by the end of the academic year": "- 2025-08-31 academic_year",
    "in the 2025/26 academic year": "2025-09-01 2026-08-31 academic_year",
    "by the start of the next school year": "- 2025-08-31 academic_year",
    "between 2025 and 2027": "2025-01-01 2027-12-31 year",
    # spans
    "in two years' time": "- 2027-01-21 relative",
    "in six months time": "- 2025-07-21 relative",
    "over the next three years": "2025-01-21 2028-01-21 relative",
    "over a two-year period": "2025-01-21 2027-01-21 relative",
    "in the next 12 to 18 months": "2025-01-21 2026-07-21 relative",
    "within 10 working days": "- 2025-02-04 relative",
    "within a fortnight": "- 2025-02-04 relative",
    "within the next four weeks": "- 2025-02-18 relative",
    "within a year and a half": "- 2026-07-21 relative",
    "over the next year": "2025-01-21 2026-01-21 relative",
    "within the next month": "- 2025-02-21 relative",
    "over the year ahead": "2025-01-21 2026-01-21 relative",
    "by the end of the decade": "- 2029-12-31 year",
    "by the year 2030": "- 2030-12-31 year",
    "by the start of the new financial year": "- 2025-03-31 financial_year",
    "ahead of the new school year": "- 2025-08-31 academic_year",
    "prior to Christmas": "- 2025-12-25 day",
    "until at least 2027": "- 2027-12-31 year",
    "in summer/autumn 2025": "2025-09-01 2025-11-30 season",
    "in the first quarter of next year": "2026-01-01 2026-03-31 quarter",
    "in the second half of this year": "2025-07-01 2025-12-31 season",
    "by 1st quarter 2026/27": "- 2026-06-30 quarter",
    "on or before 31 March": "- 2025-03-31 day",
    "in April/May 2025": "2025-04-01 2025-05-31 month",
    "by 5pm on 3 March 2025": "- 2025-03-03 day",
    "before April 2026": "- 2026-03-31 month",
    "over the coming two years": "2025-01-21 2027-01-21 relative",
    "over the course of the next five years": "2025-01-21 2030-01-21 relative",
    "within a year": "- 2026-01-21 relative",
    "for the next two years": "2025-01-21 2027-01-21 relative",
    "to the next Board": "- - relative",
    # a year of its own, or counted from a day
    "in session 2025/26": "2025-09-01 2026-08-31 academic_year",
    "by the end of the 2025/26 session": "- 2026-08-31 academic_year",
    "by this time next year": "- 2026-01-21 relative",
    "before the year is out": "- 2025-12-31 year",
    "within the year": "- 2026-01-21 relative",
    "this year and next": "2025-01-01 2026-12-31 year",
    "in next year's budget": "2025-04-01 2026-03-31 financial_year",
    "for two years from 1 April 2025": "- 2027-03-31 relative",
    "from 1 April 2025 for six months": "2025-04-01 2025-09-30 relative",
    "for 28 days from 3 February": "- 2025-03-03 relative",
    "ahead of the March meeting": "- 2025-03-31 month",
    "at the next meeting of the Panel": "- - relative",
}


@pytest.mark.parametrize("words", FAMILY)
def test_the_family(words):
    assert days(f"A new home will open {words}.", WINTER_25) == [FAMILY[words]]


# ---------------------------------------------------------------- what is no time, and what is past
@pytest.mark.parametrize(
    "text",
    [
        "Members may march on; the panel may wish to.",
        "Section 20 of the Children Act 1989 applies.",
        "She has fostered for 18 years.",
        "The home has 4/5 bedrooms.",
        "Call 01632 960001 for details.",
        "It cost £2025 and 2,026 people came.",
        "The second paper was noted and the new team welcomed.",
        "It was agreed in due course, shortly and as soon as possible.",
        "a nine-year-old and her three siblings",
    ],
)
def test_no_time(text):
    assert find_deadlines(text, WINTER_25) == []


ROLES = [
    ("At 31 December there were 112 households.", "as_of", "- 2024-12-31 day"),
    ("As at 30 September 2024 the rate was 12%.", "as_of", "- 2024-09-30 day"),
    ("In 2023/24 the service approved nine.", "past", "2023-04-01 2024-03-31 financial_year"),
    ("Numbers have risen since March 2022.", "past", "- 2022-03-31 month"),
    ("In October it had been 10.", "past", "2024-10-01 2024-10-31 month"),
    ("Over the last year 25 families applied.", "past", "2024-01-21 2025-01-21 relative"),
    ("Seven years ago there were 151.", "past", "- 2018-01-21 relative"),
    ("The committee heard on Monday that costs rose.", "as_of", "- 2025-01-20 day"),
    ("In the year to March 2024 it fell.", "as_of", "- 2024-03-31 month"),
    ("61% of plans were issued within 20 weeks.", "standard", "- 2025-06-10 relative"),
    ("Assessments in 45 working days | 88%", "standard", "- 2025-03-25 relative"),
    ("The figure will be reported in the autumn.", "due", "2025-09-01 2025-11-30 season"),
]


@pytest.mark.parametrize(("text", "role", "expected"), ROLES, ids=[row[0] for row in ROLES])
def test_role(text, role, expected):
    assert days(text, WINTER_25, role=role)[-1:] == [expected]


def test_a_year_after_the_one_just_named():
    text = "There will be 30 new households in 2019/20 and 36 in the year after."
    assert days(text, date(2019, 4, 15)) == [
        "2019-04-01 2020-03-31 financial_year",
        "2020-04-01 2021-03-31 financial_year",
    ]


def test_this_year_is_the_financial_year_in_a_budget_paper():
    text = "Budget monitoring. Forecast outturn for the financial year. The overspend will be cleared by the end of the year."
    assert days(text, WINTER_25)[-1] == "- 2025-03-31 financial_year"


@pytest.mark.parametrize(("papers", "end"), [(True, "2025-03-31 financial_year"), (False, "2025-12-31 year")])
def test_this_year_is_the_financial_year_in_a_council_s_own_papers(papers, end):
    [item] = find_deadlines("A new home will open by the end of this year.", WINTER_25, papers=papers)
    assert f"{item.deadline.end} {item.deadline.precision}" == end


def test_the_first_year_is_counted_from_the_day_named_before_it():
    text = "The scheme starts on 1 April 2025. Twelve carers will be approved by the end of the First Year."
    assert days(text, WINTER_25)[-1] == "- 2026-03-31 relative"


def test_cells_and_brackets_hold_times_of_their_own():
    assert days("Publish a strategy | Head of Service | Sept 2025 | end of Q2 | On track", SPRING_24) == [
        "- 2025-09-30 month",
        "- 2024-09-30 quarter",
    ]


def test_a_milestone_number_is_not_a_day():
    assert days("Milestone 3 Mar 24 | Actual Mar 24", date(2024, 2, 15)) == ["- 2024-03-31 month"] * 2


def test_nothing_is_guessed_without_a_date():
    text = "By the end of March, within six months, next year, by 31 March 2026 and in 2026/27."
    assert [(item.deadline.text, item.deadline.end) for item in find_deadlines(text, None)] == [
        ("By the end of March", None),
        ("within six months", None),
        ("next year", None),
        ("by 31 March 2026", date(2026, 3, 31)),
        ("in 2026/27", date(2027, 3, 31)),
    ]


def test_a_word_broken_at_the_line_end_is_read_whole():
    text = "The second opens in Quar-\nter 3 of 2024/25."
    [item] = find_deadlines(text, SPRING_24)
    assert (item.deadline.text, item.deadline.end) == ("in Quar-\nter 3 of 2024/25", date(2024, 12, 31))


def test_only_the_stretch_asked_for():
    text = "By May 2025. By June 2025. By July 2025."
    assert [item.deadline.text for item in find_deadlines(text, SPRING_24, 13, 26)] == ["By June 2025"]


_PIECES = st.sampled_from(
    "by the end of|in|next|31|March|2025|/26|Q3|quarter|within|six|months|year|the|new year|Christmas|-\nter|autumn|term|0|99999|\xa0|·|half|a|to|–".split(
        "|"
    )
)


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=25).map(" ".join)), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_without_a_crash_and_places_are_true(text, published):
    last = 0
    for item in find_deadlines(text, published):
        assert last <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.deadline.text
        assert item.deadline.start is None or item.deadline.end is None or item.deadline.start <= item.deadline.end
        last = item.end
