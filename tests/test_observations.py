"""Figures reported in prose: which are found, what they are worth, what they measure and which day they describe."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.observations import find_observations
from records.findings import Passage
from records.topics import read_topic

FOLDER = Path(__file__).parent.parent / "data" / "topics"
TOPIC = read_topic(
    (FOLDER / "childrens-services.toml").read_text(encoding="utf8"),
    "childrens-services.toml",
    (FOLDER / "common.toml").read_text(encoding="utf8"),
)
PUBLISHED = date(2024, 2, 6)  # a Tuesday


def passage(text, kind="minutes", title=None):
    return Passage(text=text, published=PUBLISHED, council="Marlford", title=title, kind=kind)


def found(text, kind="minutes", title=None):
    return find_observations(passage(text, kind, title), TOPIC)


REPORTED = {
    "level": ("At the end of December there were 512 children looked after.", [512]),
    "rise from and to": ("The number of looked after children rose from 488 in March to 512 in December.", [488, 512]),
    "level with its change": (
        "The number of children looked after stood at 512, an increase of 24 since March.",
        [512],
    ),
    "change alone": ("The number of children in care had increased by 24 since March.", [24]),
    "share": ("71% of care leavers were in education, employment or training.", [71]),
    "share in words": ("Three in ten children in care are placed with agencies.", [30]),
    "share and the year before": ("34% of children were placed more than 20 miles away (29% in 2022).", [34, 29]),
    "whole and share": ("An annual review had been held of 840 EHC plans out of 1,000 (84%).", [84]),
    "series of bare numbers": (
        "Of the 37 teenagers who had come into care since April, 21 were placed in fostering and 9 in residential care.",
        [37, 21, 9],
    ),
    "label and figure": ("Social worker vacancies: 12%", [12]),
    "label and words": ("Care orders: twelve had been discharged.", [12]),
    "rate": ("The rate of children looked after was 98 per 10,000.", [98]),
    "average wait": ("On average it took 46 weeks to issue an EHC plan.", [46]),
    "caseload": ("Average caseloads had come down to 17 from 22 a year earlier.", [17, 22]),
    "overspend": ("The Director reported a forecast overspend of £4.2m, driven by placements.", [4_200_000]),
    "over budget": ("The latest forecast is £3.4m over budget.", [3_400_000]),
    "deficit": ("The dedicated schools grant deficit stood at £6.1m at the end of March 2023.", [6_100_000]),
    "savings made": ("Some £1.2m in savings had been delivered against a target of £2m.", [1_200_000]),
    "price": ("The average weekly cost of a residential placement was £5,200.", [5200]),
    "noted in a resolution": ("RESOLVED: (1) that the projected overspend of £4.5m be noted.", [4_500_000]),
    "aside in a promise": ("Cut the reoffending rate by three percentage points (38% now).", [38]),
    "told beside a promise": (
        "Placements will cost £5m more than budgeted, because 47 children are in homes.",
        [5e6, 47],
    ),
    "goes on from an overspend": ("At Quarter 1 the overspend was £9.7m; at Quarter 2 it is £11.3m.", [9.7e6, 11.3e6]),
    "told under a heading of plans": ("Our priorities\n\n22% of our caseload are young people from the city.", [22]),
    "open homes": ("Three children's homes are now open and two more are planned.", [3]),
}


@pytest.mark.parametrize(("text", "values"), REPORTED.values(), ids=REPORTED)
def test_reported_figures_are_found(text, values):
    assert [item.value for item in found(text)] == values


NOT_REPORTED = {
    "advice": "The handbook suggests 50 to 70 children for each reviewing officer.",
    "number of an indicator": "KPI 11: foster carers leave for the agencies.",
    "pledges": "Three pledges to children in care were kept.",
    "two days": "The letter tells of a visit to children's homes on 10 and 11 July 2018.",
    "foot of a page": "Sufficiency of placements for children in care 2021-24              14",
    "national": "Nationally 68% of care leavers were in education, employment or training.",
    "another country": "The number of children in care in England rose by 2% to 83,840.",
    "neighbour": "In neighbouring Ashby, 45% of children in care live outside the town.",
    "another council, where": "Marlford should follow Ashby, where 94% of EHC plans are on time.",
    "money spent": "The council spent £32m on children's services last year.",
    "money allocated": "Cabinet approved £2.4m for two new children's homes.",
    "carers' pay": "Foster carers receive up to £450 a week for each child.",
    "crowd": "More than 200 foster families attended the celebration event.",
    "votes": "Councillors voted by 32 to 15 in favour of the children's home.",
    "question": "What proportion of the 40 families had been helped?",
    "asked": "Members asked how many of the 512 children were placed out of area.",
    "promise": "It is planned to recruit 14 social workers by the summer.",
    "aim": "The service aims to approve 35 fostering households this year.",
    "target to come": "A revised figure of 25% of children placed out of area by March 2026 had been agreed.",
    "time allowed": "EHC plans should be issued within 20 weeks.",
    "ages": "Children in care aged 5 to 11 could attend from 9 until 12.",
    "indicators": "Three of the indicators were red and ten were green.",
    "refusal": "The Leader said that 100% of EHC plans on time was never going to happen.",
    "order": "Increase the number of foster carers by 15.",
    "council tax": "Council tax would rise by 4.99% from April.",
    "named before": "The three homes had been inspected.",
    "own story": "Jane and Peter, who have looked after 60 children, were given an award.",
    "no figure": "The Committee welcomed the report.",
}


@pytest.mark.parametrize(("kind", "text"), [("minutes", t) for t in NOT_REPORTED.values()], ids=NOT_REPORTED)
def test_other_numbers_are_not(kind, text):
    assert [item.quote for item in found(text, kind)] == []


DAYS = {
    "end of a month": ("At the end of December there were 512 children looked after.", "minutes", None, "2023-12-31"),
    "day": ("As of 31 December there were 512 children looked after.", "minutes", None, "2023-12-31"),
    "now": ("There are now 512 children looked after.", "minutes", "Annual report 2022/23", "2024-02-06"),
    "report's year": ("There were 512 children looked after.", "minutes", "Annual Report 2022/23", "2023-03-31"),
    "report's quarter": (
        "There were 512 children looked after.",
        "report",
        "Performance, Quarter 3 2023/24",
        "2023-12-31",
    ),
    "report's months": (
        "The report covered 1 April 2022 to 31 March 2023.\n\nThere were 512 children looked after.",
        "minutes",
        None,
        "2023-03-31",
    ),
    "mid-year": ("There were 512 children looked after.", "report", "Fostering mid-year report 2023/24", "2023-09-30"),
    "finance period": ("The overspend at Period 8 was £4.4m.", "report", None, "2023-11-30"),
    "calendar year": ("In 2022 there were 512 children looked after.", "minutes", None, "2022-12-31"),
    "meeting told by the press": (
        "Councillors heard on Monday that 512 children are looked after.",
        "article",
        None,
        "2024-02-05",
    ),
    "yesterday": (
        "Cabinet members were told yesterday that 512 children are looked after.",
        "article",
        None,
        "2024-02-05",
    ),
    "month before a number": ("In December 93% of assessments were on time.", "minutes", None, "2023-12-31"),
    "last night": (
        "Councillors were told last night that 512 children are looked after.",
        "article",
        None,
        "2024-02-05",
    ),
    "Christmas": ("There were 512 children looked after at Christmas.", "minutes", None, "2023-12-25"),
    "a goal's season": (
        "By the autumn, it had been hoped, 512 children would be looked after; there are 530.",
        "minutes",
        None,
        "2024-02-06",
    ),
    "the turn of the year": (
        "By the turn of the year 512 children were looked after.",
        "minutes",
        None,
        "2023-12-31",
    ),
    "a place told from, and no span": (
        "41 children had been moved from hotels until March 2023.",
        "minutes",
        None,
        "2024-02-06",
    ),
    "a span from a season": ("41 children had been moved from autumn until March 2023.", "minutes", None, "2023-03-31"),
    "a season": ("In the autumn there had been 512 children looked after.", "minutes", None, "2023-11-30"),
    "a day of the week": ("On Friday there were 512 children looked after.", "minutes", None, "2024-02-02"),
    "the census": ("There were 512 EHC plans at the January census.", "minutes", None, "2024-01-31"),
    "done by the day of the report": (
        "Twelve foster carers have been approved.",
        "report",
        "Performance, Quarter 3 2023/24",
        "2024-02-06",
    ),
    "last week": ("Last week there were 512 children looked after.", "article", None, "2024-02-04"),
    "colon after a period": ("Period 8: the overspend was £4.4m.", "report", None, "2023-11-30"),
    "school year": ("Secondary attendance was 86% in 2022/23.", "minutes", None, "2023-08-31"),
    "day something began": (
        "A hub was set up in 2021. It works with 512 children looked after.",
        "minutes",
        None,
        "2024-02-06",
    ),
    "meeting still to come": (
        "Papers for Thursday's cabinet show that there are 512 children looked after.",
        "article",
        None,
        "2024-02-06",
    ),
    "heard last week on the same weekday": (
        "Councillors heard last Tuesday that 512 children are looked after.",
        "article",
        None,
        "2024-01-30",
    ),
    "not heard but recommended": (
        "Members are recommended to agree it at a meeting on Monday. There are 512 children looked after.",
        "article",
        None,
        "2024-02-06",
    ),
    "month alone before a share": ("Assessments on time\nDecember 83%", "minutes", None, "2023-12-31"),
    "month at a line's end before a numbered line": (
        "93% of assessments were on time in December\n11 January 2024",
        "minutes",
        None,
        "2023-12-31",
    ),
    "day of a decision": (
        "In March 2022 Cabinet approved the plan: 512 children were looked after.",
        "minutes",
        None,
        "2024-02-06",
    ),
    "the highest since": (
        "At the end of December 512 children were looked after, the highest number since records began.",
        "minutes",
        None,
        "2023-12-31",
    ),
    "school results": (
        "17% of looked after children had gained grade 4 in English and maths.",
        "minutes",
        None,
        "2023-08-31",
    ),
    "goes on at the meeting": (
        "Reviewing officers were carrying 78 cases each.",
        "minutes",
        "IRO annual report 2022/23",
        "2024-02-06",
    ),
    "where we are": ("Agency social workers\n\nWhere we are: 33% agency", "report", None, "2024-02-06"),
    "undated": ("There were 512 children looked after.", "minutes", None, "2024-02-06"),
    "some day past": ("A few years back there were 512 children looked after.", "minutes", None, "None"),
}


@pytest.mark.parametrize(("text", "kind", "title", "day"), DAYS.values(), ids=DAYS)
def test_the_day_a_figure_describes(text, kind, title, day):
    assert [str(item.as_of) for item in found(text, kind, title)] == [day]


EARLIER = {
    "year before": ("There are 512 children looked after, compared with 488 a year ago.", "2023-02-06"),
    "the same months of another year": (
        "In the three months to June 2023 there were 512 children looked after, against 488 in the same months of 2022.",
        "2022-06-30",
    ),
    "bracketed": ("At 31 December 2023 there were 512 children looked after (488 in December 2022).", "2022-12-31"),
    "the year before": (
        "At 31 December 2023 there were 512 children looked after; the year before there were 488.",
        "2022-12-31",
    ),
    "previous quarter": (
        "At 31 December 2023 there were 512 children looked after, compared with 488 in the previous quarter.",
        "2023-09-30",
    ),
    "year in a bracket": ("At 31 March 2023 there were 512 children looked after (2022: 488).", "2022-03-31"),
    "years previously": (
        "At 31 December 2023 there were 512 children looked after, from 488 two years previously.",
        "2021-12-31",
    ),
    "from one year to another": (
        "The number of children looked after rose from 488 in 2021/22 to 512 in 2022/23.",
        "2022-03-31",
    ),
    "no day told": ("At 31 December 2023 there were 512 children looked after, down from 488.", "None"),
    "years ago": ("There are 512 children looked after, up from 488 five years ago.", "2019-02-06"),
}


@pytest.mark.parametrize(("text", "day"), EARLIER.values(), ids=EARLIER)
def test_an_earlier_figure_has_its_own_day(text, day):
    assert (488, day) in [(item.value, str(item.as_of)) for item in found(text)]


def test_without_a_publication_day_nothing_is_guessed():
    text = "There are now 512 children looked after."
    assert [item.as_of for item in find_observations(Passage(text=text), TOPIC)] == [None]


def test_what_a_report_says_beside_its_table_is_of_the_tables_day():
    text = (
        "Measure | Q2 23/24 | Q3 23/24\nChildren looked after | 490 | 512\nCare leavers in touch | 91% | 93%\n\n"
        "Eleven care leavers are in custody."
    )
    assert found(text, "report")[-1].as_of == date(2023, 12, 31)


def test_target_beside_a_figure():
    [item] = found("Performance on initial health assessments was 78%, against a target of 90%.")
    assert (item.value, item.target, item.unit, item.measure) == (78, 90, "percent", "health_assessments")


def test_target_missed_without_a_figure():
    [item] = found("Taken as a whole, the 50% target for EHC plan timeliness had been missed.")
    assert (item.value, item.target, item.value_text) == (None, 50, "target not achieved")


def test_rating_beside_a_figure():
    [item] = found("Initial health assessments on time: 63% (Red)")
    assert (item.value, item.rag) == (63, "red")


def test_flow_and_forecast_are_told_from_levels():
    texts = [
        "There were 512 children looked after.",
        "Nine foster carers were approved in the year.",
        "The service was forecast to overspend by £1.3m.",
    ]
    assert [found(text)[0].basis for text in texts] == ["level", "flow", "forecast"]


def test_the_quote_is_the_figure_with_what_it_counts():
    [item] = found("The Director said that there were 29 children with a placement order.")
    assert item.quote == "there were 29 children with a placement order"


def test_the_same_figure_twice_is_reported_once():
    text = "There were 512 children looked after.\n\nMembers were worried that 512 children were looked after in all."
    assert len(found(text)) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_quotes_in_their_place(text):
    for item in find_observations(passage(text), TOPIC):
        assert text[item.start : item.end] == item.quote


_WORDS = "512 children 71% of in care at 31 March 2023 £4.2m overspend | ( ) . \n target 90% last year was were Q3 2023/24 – Red".split(
    " "
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=60))
def test_any_words_of_reports_give_quotes_in_their_place(words):
    text = " ".join(words)
    for item in find_observations(passage(text), TOPIC):
        assert text[item.start : item.end] == item.quote


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("We had 411 enquiries in the year. Fifty-two adoptive families were approved.", [411, 52]),
        ("Minutes:\n\nAt the end of May 87 children were in residential care. In 2019 there had been 40.", [87, 40]),
        ("19 young people were placed out of area at an average cost of £5,900 a week.", [19, 5900]),
        ("An agency placement costs £870 a week. One of its own carers costs £410.", [870, 410]),
        ("Spending on placements was projected to exceed budget by £612,000.", [612_000]),
        ("The deficit was £18.7m at 31 March 2023 and is forecast to reach £29.4m by the year end.", [18.7e6, 29.4e6]),
    ],
)
def test_figures_beside_other_figures_are_found(text, values):
    assert [item.value for item in found(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "The Welsh average for children in care was 9%.",
        "5/08  LOOKED AFTER CHILDREN",
        "Most of the children in care are boys of 16 and 17.",
        "The manager of the children's home had met two banks and a third had yet to reply.",
        "No | Risk | L | I | Score\n1 | No children's home manager is found | 3 | 4 | 12\n2 | Costs rise | 2 | 2 | 4",
    ],
)
def test_names_ages_and_scores_are_no_figures(text):
    assert [item.value for item in found(text) if item.value not in (2,)] == []


def test_this_quarter_is_the_latest():
    table = "KPI | Last quarter | This quarter | Target\nCare leavers in touch | 71% | 83% | 95%\nReviews held | 90% | 89% | 85%"
    assert [(item.value, item.target) for item in found(table, kind="report")][:2] == [(71, None), (83, 95)]
