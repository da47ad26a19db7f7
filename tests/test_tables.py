"""Tables in the text of a page: their cells, what their columns mean, the figures and the targets in their rows."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.columns import find_columns
from commitments.extract import find
from commitments.kpi_rows import table_observations, table_statements
from commitments.observations import find_observations
from commitments.tables import find_tables, place_table
from records.findings import Passage
from records.papers import Table
from records.topics import read_topic

FOLDER = Path(__file__).parent.parent / "data" / "topics"
TOPIC = read_topic(
    (FOLDER / "childrens-services.toml").read_text(encoding="utf8"),
    "childrens-services.toml",
    (FOLDER / "common.toml").read_text(encoding="utf8"),
)
PUBLISHED = date(2025, 6, 17)

SCORECARD = """Scorecard 2024/25

Ref | Measure | 2023/24 | 2024/25 | Target 2024/25 | RAG | Target 2025/26
A1 | Carer households (mainstream) | 96 | 104 | 110 | Amber | 120
A2 | Children looked after (number) | 402 | 418 | n/a | – | n/a
A3 | Care leavers (19-21) EET | 55% | 61% | 60% | Green | 64%
"""
MILESTONES = """KPI | Baseline | Target | Milestone 1 Jul 23 | Actual Jul 23 | Milestone 2 Nov 23 | Actual Nov 23 | Milestone 3 Mar 24
School absence | 10.9% (21/22) | 10% (England average) | 10.9% | 12.1% | 10.5% | 11.3% | 10.2%
"""
SPACED = """Performance at Quarter 3 2024/25

Indicator                            Q2        Q3      Target    RAG
Social worker vacancy rate          19.0%     17.8%     15%      AMBER
Agency social workers                33        31       25       RED
"""
SAVINGS = """Savings tracker 2025/26

Ref | Saving | 2024/25 delivered £000 | 2025/26 £000 | 2026/27 £000 | RAG
S1 | Fewer residential placements | 610 | 940 | 400 | A
S2 | School transport | 120 (target 500) | rolled | – | R
"""
VARIANCES = """Budget monitoring, Period 7

Service | Budget £m | Forecast £m | Variance £m
Residential | 5.10 | 7.02 | 1.92
In-house fostering | 4.30 | 4.11 | (0.19)
"""


def passage(text, published=PUBLISHED):
    return Passage(text=text, published=published, council="Marlford", kind="report")


def test_cells_stand_where_they_say():
    [table] = find_tables(SCORECARD)
    assert table.headings == ("Ref", "Measure", "2023/24", "2024/25", "Target 2024/25", "RAG", "Target 2025/26")
    assert all(SCORECARD[cell.start : cell.end] == cell.text for row in table.rows for cell in row)


def test_what_columns_mean():
    [table] = find_tables(SCORECARD)
    roles = [column.role for column in find_columns(table, TOPIC, PUBLISHED)]
    assert roles == ["reference", "label", "actual", "actual", "target", "rag", "target"]


def test_columns_set_by_spaces():
    [table] = find_tables(SPACED)
    assert table.headings == ("Indicator", "Q2", "Q3", "Target", "RAG")
    assert [row[0].text for row in table.rows] == ["Social worker vacancy rate", "Agency social workers"]


def test_a_label_wrapped_over_two_lines():
    text = "Measure | Q2 | Target\nInitial health assessments within 20\nworking days | 63% | 90%\nMoves | 9% | 10%"
    [table] = find_tables(text)
    assert table.rows[0][0].text == "Initial health assessments within 20 working days"


PRINTED = """Marlford Council                                          Page 4

Indicator                                    2022/23    Q1       Q2       Target   Status
                                             outturn    23/24    23/24    23/24
CF1  Children looked after per 10,000        51.2       52.0     53.4     50.0     RED
CF2  Assessments in timescale (%)            81.0       84.9     86.1     85.0     GREEN
CF3  Care leavers in suitable accommodation
     at 19 to 21 (%)                         88.2       n/a      90.5     92.0     AMBER

CF1: admissions slowed in September.
"""
FACTS = """Ref
Indicator
Good is
2022/23
Q2 2023/24
Target 2023/24
RAG

K1
Children in care
-
296
311
-
-

K2
EHC plans issued in 20 weeks
High
54%
61%
60%
G
"""
PLAN = """Priority 1: somewhere to live
                                          Now      Mar 26    Mar 27
1.1  Care leavers in own tenancies        86%      90%       95%
1.2  Training flats                       12       16        20
"""
PLACES = """Table 3  Where our children live (31 March 2025)

Placement type                     Number      % of CLA     Change on 2024
In-house foster care               188         38%          -11
Children's homes                   52          11%          +4
Total                              240                      +17
"""
PROPOSALS = """Appendix 3: savings and growth

Ref    Proposal                             2025/26   2026/27   Total
                                            £000      £000      £000

Savings
C1     Six more beds in place of
       bought placements                    (180)     (760)     (940)
C2     Fewer agency workers                 (250)     0         (250)

Growth
C9     Placement inflation                  4,350     2,100     6,450
"""


def test_a_reference_is_of_its_label_and_headings_of_two_lines_stand_over_their_columns():
    [table] = find_tables(PRINTED)
    assert table.headings == ("Indicator", "2022/23 outturn", "Q1 23/24", "Q2 23/24", "Target 23/24", "Status")
    assert [row[0].text for row in table.rows] == [
        "CF1 Children looked after per 10,000",
        "CF2 Assessments in timescale (%)",
        "CF3 Care leavers in suitable accommodation at 19 to 21 (%)",
    ]


def test_the_latest_quarter_of_a_printed_scorecard():
    found = [item for item in latest(PRINTED, date(2023, 11, 14)) if item[2] == "2023-09-30"]
    assert found == [
        (53.4, "per_10000", "2023-09-30", 50, "red"),
        (86.1, "percent", "2023-09-30", 85, "green"),
        (90.5, "percent", "2023-09-30", 92, "amber"),
    ]


def test_one_cell_a_line():
    [table] = find_tables(FACTS)
    assert table.headings[:4] == ("Ref", "Indicator", "Good is", "2022/23")
    assert (61, "percent", "2023-09-30", 60, "green") in latest(FACTS, date(2023, 11, 21))


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_rows_of_one_cell_a_line_with_and_without_blank_lines(gap):
    rows = [["Measure", "Q1", "Q2", "Target"], ["Vacancy rate", "9%", "8%", "7%"], ["Turnover", "6%", "5%", "4%"]]
    [table] = find_tables(gap.join("\n".join(row) for row in rows))
    assert [[cell.text for cell in row] for row in table.rows] == rows[1:]


def test_columns_of_days_to_come_are_goals():
    statements = table_statements(passage(PLAN), TOPIC)
    assert [(item.value, str(item.deadline.end)) for item in statements] == [
        (90, "2026-03-31"), (95, "2027-03-31"), (16, "2026-03-31"), (20, "2027-03-31"),
    ]  # fmt: skip
    assert [(item[0], item[2]) for item in latest(PLAN)] == [(86, "2025-06-17"), (12, "2025-06-17")]


def test_a_share_beside_its_count_only_says_it_again_and_the_caption_gives_the_day():
    assert [(item[0], item[2]) for item in latest(PLACES)] == [
        (188, "2025-03-31"), (52, "2025-03-31"), (240, "2025-03-31"),
    ]  # fmt: skip


def test_savings_and_growth_in_brackets_and_in_all():
    statements = table_statements(passage(PROPOSALS, date(2025, 1, 20)), TOPIC)
    assert [(item.value, item.measure, item.change, str(item.deadline.end)) for item in statements] == [
        (940_000, "savings", "reach", "2027-03-31"),
        (250_000, "savings", "reach", "2027-03-31"),
        (6_450_000, "investment", "increase_by", "2027-03-31"),
    ]
    assert table_observations(passage(PROPOSALS), TOPIC) == ()


def test_proposals_by_year_are_savings_and_what_was_agreed_before_is_none():
    text = (
        "Ref | Proposal | 2025/26 agreed £k | 2026/27 £k | 2027/28 £k\n"
        "C1 | Fewer agency placements | 300 | 420 | 100\nC2 | Merge two teams | 150 | 0 | 60\nTotal | | 450 | 420 | 160"
    )
    found = table_statements(passage(text, date(2026, 1, 19)), TOPIC)
    assert [(item.value, item.measure, str(item.deadline.end)) for item in found] == [
        (420_000, "savings", "2027-03-31"),
        (100_000, "savings", "2028-03-31"),
        (60_000, "savings", "2028-03-31"),
    ]


def test_the_label_of_a_saving_may_name_a_goal():
    text = (
        "Savings proposals\nRef | Proposal | 2026/27 £k | 2027/28 £k | Total £k\n"
        "C1 | Return six children from agency homes | 180 | 220 | 400\nC2 | Merge teams (12 posts) | 60 | - | 60"
    )
    goals = [item for item in find(passage(text, date(2026, 1, 19)), TOPIC).statements if item.kind == "target"]
    assert [(item.value, item.unit, str(item.deadline.end)) for item in goals] == [(6, "children", "2028-03-31")]


def test_scores_of_a_risk_register_are_no_figures():
    text = "Risk | Inherent | Current | Target\nToo few placements | 25 | 20 | 12\nVacant posts | 20 | 12 | 9"
    assert latest(text) == []


def test_school_years_end_in_august():
    text = "Virtual school\n\nMeasure | 2022/23 | 2023/24\nAttendance | 91% | 92%\nSuspensions | 9% | 8%"
    assert latest(text)[1][2] == "2024-08-31"


PROGRESS = """Action | Lead | Due | Progress | RAG
Recruit 4 educational psychologists | AD | 31/12/25 | 2 appointed, start in September. | Amber
Overdue assessments below 50 | Head of SEND | 30/4/26 | 187 overdue at May (214 in March) | Red
Publish the strategy | AD | 31/10/25 | Draft to the committee of 9 June | Green
"""


def test_figures_told_in_a_plans_progress():
    seen = find_observations(passage(PROGRESS), TOPIC)
    assert [(item.quote, item.value, str(item.as_of), item.rag) for item in seen] == [
        ("2 appointed", 2, "2025-06-17", "amber"),
        ("187 overdue at May", 187, "2025-05-31", "red"),
        ("214 in March", 214, "2025-03-31", None),
    ]
    assert seen[0].target == 4


def test_two_lines_of_headings():
    text = "Measure | Actual | Target\n| Q2 | Q2\nVacancy rate | 12% | 10%\nTurnover | 9% | 8%"
    [table] = find_tables(text)
    assert table.headings == ("Measure", "Actual Q2", "Target Q2")


@pytest.mark.parametrize(
    "text", ["", "No table here.", "One | two", "A  page   header      with spaces\nand one line of text."]
)
def test_text_that_is_no_table(text):
    assert [row for table in find_tables(text) for row in table.rows if table.headings == ()] == []
    assert table_observations(passage(text), TOPIC) == ()


def latest(text, published=PUBLISHED):
    return [
        (item.value, item.unit, str(item.as_of), item.target, item.rag)
        for item in table_observations(passage(text, published), TOPIC)
    ]


def test_scorecard_figures():
    assert latest(SCORECARD) == [
        (96, "households", "2024-03-31", None, None),
        (104, "households", "2025-03-31", 110, "amber"),
        (402, "children", "2024-03-31", None, None),
        (418, "children", "2025-03-31", None, None),
        (55, "percent", "2024-03-31", None, None),
        (61, "percent", "2025-03-31", 60, "green"),
    ]


def test_quarters_are_of_the_year_above_the_table():
    assert latest(SPACED)[-1] == (31, "staff", "2024-12-31", 25, "red")


def test_a_figure_takes_the_milestone_of_its_own_period():
    assert latest(MILESTONES, date(2024, 2, 15)) == [
        (12.1, "percent", "2023-07-31", 10.9, None),
        (11.3, "percent", "2023-11-30", 10.5, None),
    ]


def test_targets_of_a_later_period_are_statements():
    found = table_statements(passage(SCORECARD), TOPIC)
    assert [(item.value, item.baseline, str(item.deadline.end), item.deadline.precision) for item in found] == [
        (120, 104, "2026-03-31", "financial_year"),
        (64, 61, "2026-03-31", "financial_year"),
    ]
    assert all(SCORECARD[item.start : item.end] == item.quote for item in found)


def test_a_milestone_without_a_figure_yet_is_a_statement_and_another_area_is_no_target():
    found = table_statements(passage(MILESTONES, date(2024, 2, 15)), TOPIC)
    assert [(item.value, item.baseline, str(item.deadline.end)) for item in found] == [(10.2, 10.9, "2024-03-31")]


def test_savings_made_are_figures_and_savings_to_come_are_statements():
    tracker = passage(SAVINGS, date(2025, 2, 12))
    assert [(item.value, item.target) for item in table_observations(tracker, TOPIC)] == [
        (610_000, None),
        (120_000, 500_000),
    ]
    statements = table_statements(tracker, TOPIC)
    assert [(item.value, item.kind, item.measure) for item in statements] == [
        (940_000, "funding", "savings"),
        (400_000, "funding", "savings"),
    ]


def test_variances_of_a_budget_table():
    found = table_observations(passage(VARIANCES, date(2024, 11, 20)), TOPIC)
    assert [(item.value, item.measure, item.basis) for item in found] == [
        (1_920_000, "budget_overspend", "forecast"),
        (-190_000, "budget_overspend", "forecast"),
    ]


@pytest.mark.parametrize(
    ("cell", "rag"), [("63% (Red)", "red"), ("78% A", "amber"), ("91% – Green", "green"), ("88%", None)]
)
def test_a_rating_in_the_cell_of_its_figure(cell, rag):
    text = f"Measure | Q2\nCare leavers in suitable accommodation | {cell}\nCare leavers EET | 57%"
    assert table_observations(passage(text), TOPIC)[0].rag == rag


def test_a_table_read_by_a_reader_is_placed_in_the_text():
    text = "Measure Q2 Target\nVacancy rate 12% 10%\nTurnover 9% 8%"
    table = Table(page=1, rows=(("Measure", "Q2", "Target"), ("Vacancy rate", "12%", "10%"), ("Turnover", "9%", "8%")))
    placed = place_table(table, text)
    assert placed is not None
    assert [cell.text for cell in placed.rows[0]] == ["Vacancy rate", "12%", "10%"]
    assert [item.value for item in table_observations(passage(text), TOPIC, (table,))] == [12, 9]


def test_a_table_whose_rows_are_not_in_the_text_is_left_out():
    table = Table(page=1, rows=(("Measure", "Q2"), ("Vacancy rate", "12%")))
    assert place_table(table, "Quite another page.") is None


_CELLS = [
    "Measure",
    "Q2",
    "Target 2025/26",
    "RAG",
    "63%",
    "12",
    "Red",
    "n/a",
    "–",
    "|",
    "\n",
    "£000",
    "Saving",
    "Total",
    "(0.19)",
    "Variance £m",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(_CELLS), max_size=50))
def test_any_cells_give_quotes_in_their_place(cells):
    text = " ".join(cells)
    found = [*table_observations(passage(text), TOPIC), *table_statements(passage(text), TOPIC)]
    assert all(text[item.start : item.end] == item.quote for item in found)


REDUCTIONS = """Budget 2026/27, Annex B: schedule of reductions (£'000)

Line   Description                             2026/27   2027/28   Total
B1     Family time service: opening hours           70         0      70
B2     Block contract for taxis                    110        90     200
B3     Reserve drawn on last year                 (40)         -    (40)
B4     Toy library                                (dropped, para 4.2)
       Directorate total                           140        90     230
"""
CAPITAL = """Capital programme 2026/27 to 2028/29

Project | Spent to date £m | 2026/27 £m | Later £m | On site
Larch Road resource base | 1.1 | 2.4 | 0.6 | yes
A second assessment flat | – | 0.3 | – | Q2
"""


def sums(text):
    return [(s.value, s.measure, s.change) for s in table_statements(passage(text), TOPIC)]


def test_yearly_sums_under_reductions_are_savings_without_totals_and_what_is_given_back():
    assert sums(REDUCTIONS) == [(70_000, "savings", "reach"), (200_000, "savings", "reach")]
    watched = REDUCTIONS.replace("Total", "Variance")
    assert sums(watched) == []


def test_sums_of_a_capital_programme_are_to_be_spent_in_years_to_come():
    assert sums(CAPITAL) == [(2_400_000, "investment", "reach"), (300_000, "investment", "reach")]
    assert sums(CAPITAL.replace("2026/27 £m", "2023/24 £m")) == []


PAPER_OVER_A_TABLE = """Marl Valley Council
Scorecard at year end 2024/25
Theme C
Families

Measure
Result 2024/25
Goal 2024/25
Goal 2025/26
Colour

Families helped at home
206
200
240
Green

Care experienced apprentices
4
3
6
Green
"""


def test_lines_over_headings_name_the_paper_and_are_no_headings():
    assert [s.value for s in table_statements(passage(PAPER_OVER_A_TABLE), TOPIC)] == [240, 6]


def actions(text):
    found = find(passage(text), TOPIC).statements
    return [(s.quote, s.deadline and s.deadline.end and s.deadline.end.isoformat()) for s in found]


def test_action_rows_under_other_headings_and_what_is_over():
    log = """Action log

Min. | What was asked for | Who | Due | Position
3 | Circulate the cost of a night's respite | Finance | 31 Oct 2025 | Open
4 | Arrange a visit to the new hub | Clerk | – | Not started
5 | Consider a sponsor for each hub | Clerk | – | Not supported
6 | Ask the trust for its waiting times | Chair | July 2025 | In place
7 | Why did reviews slip in May? | AD | Sept 2025 | To answer
8 | Second deputy for the hub | AD | – |
"""
    assert actions(log) == [
        ("Circulate the cost of a night's respite", "2025-10-31"),
        ("Arrange a visit to the new hub", None),
    ]


def test_the_revised_day_counts_and_a_row_is_read_once():
    plan = """Further action                         Owner    Original date   Revised date
4  Reduce agency cover to 3.0 FTE        HR       Sept 2025       Dec 2025
5  Publish the staying close offer       PSW      Nov 2025        -
6  Share the audit                       PSW      Declined        -
"""
    assert actions(plan) == [
        ("Reduce agency cover to 3.0 FTE", "2025-12-31"),
        ("Publish the staying close offer", "2025-11-30"),
    ]


def test_a_title_over_rows_is_not_the_top_of_a_label():
    plan = """What we will do | Who | When
Print a leaflet on the new offer | PSW | Sept 2025

Priority 2: taking part

Hold a forum for carers | HR | Oct 2025
"""
    assert [quote for quote, _ in actions(plan)] == ["Print a leaflet on the new offer", "Hold a forum for carers"]


BOOK = """Estimates 2025/26

                    Original 24/25    Revised 24/25    Estimate 25/26
Employees               3,482             3,455            3,390
Premises                  611               640              655
Income                 (1,120)           (1,265)          (1,190)
Net                     2,973             2,830            2,855
(£000)
"""
DEFICITS = """High needs: recovery plan

                                   £m
In-year deficit 2023/24            6.9
In-year deficit 2024/25            8.3
Cumulative deficit March 2028     24.6
"""


def test_a_budget_book_reports_nothing_and_a_table_of_deficits_does():
    assert latest(BOOK) == []
    found = table_observations(passage(DEFICITS), TOPIC)
    assert [(round(o.value), o.as_of.isoformat()) for o in found] == [
        (6_900_000, "2024-03-31"),
        (8_300_000, "2025-03-31"),
    ]
