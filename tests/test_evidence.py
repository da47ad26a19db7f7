"""Which figure bears on which promise, and how: named rows of a promise, a figure and the bearing (None: no evidence)."""

from typing import Any

import pytest

from commitments.track import track
from commitments.trackers import find_tracker_rows, state_of
from records.commitments import Evidence, Mention, Sighting
from tests.invented import TOPIC, due, figure, page, said

LEVEL = said(
    "grow to 130 fostering households by March 2026",
    "2024-02-01",
    value=130,
    unit="households",
    measure="foster_households",
    change="reach",
    baseline=118,
    deadline=due("2026-03-31", "month"),
)
FLOW = said(
    "recruit 20 new in-house carers in 2017/18",
    "2017-05-01",
    value=20,
    unit="carers",
    measure="in_house_foster_carers",
    change="increase_by",
    deadline=due("2018-03-31", "financial_year", "2017-04-01"),
)
LIMIT = said(
    "no more than 70 children with agencies by March 2026",
    "2024-02-01",
    value=70,
    unit="children",
    measure="ifa_placements",
    change="at_most",
    deadline=due("2026-03-31", "month"),
)
NONE_LEFT = said(
    "Use of unregistered placements will cease by September 2024",
    "2024-02-01",
    value=0,
    unit="placements",
    measure="unregistered_placements",
    change="reach",
    deadline=due("2024-09-30", "month"),
)
ABSENCE = said(
    "Absence, pupils with SEN support | 10.9% | 10.2%",
    "2024-02-01",
    value=10.2,
    unit="percent",
    measure="school_attendance",
    change="reach",
    baseline=10.9,
    deadline=due("2024-03-31", "month"),
)
NET = said(
    "be 15 carers up (net) by December 2018",
    "2018-06-01",
    value=15,
    unit="carers",
    measure="in_house_foster_carers",
    change="increase_by",
    net=True,
    deadline=due("2018-12-31"),
)
TWO_HOMES = said(
    "open two children's homes",
    "2020-02-01",
    value=2,
    unit="homes",
    measure="childrens_home_places",
    change="increase_by",
)
NINE_MORE = said(
    "nine households added to the 71 we have, by August",
    "2019-05-01",
    value=9,
    unit="households",
    measure="foster_households",
    change="increase_by",
    baseline=71,
    deadline=due("2019-08-31", "month"),
)
FEWER = said(
    "place fewer children in external residential homes",
    "2020-02-01",
    measure="residential_placements",
    change="decrease_by",
)
KEEP = said(
    "keep repeat referrals below 20%",
    "2024-04-01",
    value=20,
    unit="percent",
    measure="referrals",
    change="at_most",
    deadline=due("2025-03-31", "financial_year", "2024-04-01"),
)


def seen(text: str, published: str, measure: str, unit: str, value: float | None, **slots: Any) -> Sighting:
    return figure(text, published, measure=measure, unit=unit, value=value, **slots)


ROWS: dict[str, tuple[Mention, Sighting, str | None]] = {
    "where it started from": (LEVEL, seen("We have 118 fostering households", "2024-02-01", "foster_households", "households", 118), "context"),
    "on the way": (LEVEL, seen("There were 122 households", "2025-01-30", "foster_households", "households", 122), "progress"),
    "reached": (LEVEL, seen("There were 131 households", "2026-05-14", "foster_households", "households", 131, as_of="2026-03-31"), "met"),
    "not reached at the end": (LEVEL, seen("There were 127 households", "2026-05-14", "foster_households", "households", 127, as_of="2026-03-31"), "missed"),
    "before it was promised": (LEVEL, seen("There were 112 households", "2023-05-01", "foster_households", "households", 112), None),
    "years after": (LEVEL, seen("There were 140 households", "2029-05-01", "foster_households", "households", 140), None),
    "another council": (LEVEL, seen("There were 122 households", "2025-01-30", "foster_households", "households", 122, place={"council": "aldwick"}), None),
    "approvals are no level": (LEVEL, seen("3 households were approved", "2025-01-30", "foster_households", "households", 3, basis="flow"), None),
    "another measure": (LEVEL, seen("89 children are with agencies", "2025-01-30", "ifa_placements", "children", 89), None),
    "a part of the area": (LEVEL, seen("In North Fernbridge there were 31 households", "2025-01-30", "foster_households", "households", 31), None),
    "kinship households": (LEVEL, seen("There were 22 kinship households", "2025-01-30", "foster_households", "households", 22), None),
    "counted so far this year": (FLOW, seen("11 had been recruited", "2017-11-30", "in_house_foster_carers", "carers", 11, basis="flow", as_of="2017-09-30"), "progress"),
    "the year's count": (FLOW, seen("17 were recruited in the year", "2018-05-30", "in_house_foster_carers", "carers", 17, basis="flow", as_of="2018-03-31"), "missed"),
    "the last quarter's count": (FLOW, seen("Quarter 4 added six", "2018-05-30", "in_house_foster_carers", "carers", 6, basis="flow", as_of="2018-03-31"), "progress"),
    "the next year's count": (FLOW, seen("5 had been recruited", "2018-11-27", "in_house_foster_carers", "carers", 5, basis="flow", as_of="2018-09-30"), None),
    "a level says nothing of recruits": (FLOW, seen("a total of 78 carers", "2017-08-31", "in_house_foster_carers", "carers", 78), None),
    "below the limit": (LIMIT, seen("68 children are with agencies", "2026-04-20", "ifa_placements", "children", 68, as_of="2026-03-31"), "met"),
    "above the limit": (LIMIT, seen("89 children are with agencies", "2025-01-30", "ifa_placements", "children", 89), "progress"),
    "none were to be left": (NONE_LEFT, seen("Two children were in unregistered placements", "2025-01-30", "unregistered_placements", "children", 2, as_of="2024-12-31"), "missed"),
    "more absence is worse": (ABSENCE, seen("Absence, pupils with SEN support | 12.7%", "2025-01-31", "school_attendance", "percent", 12.7, as_of="2024-03-31"), "missed"),
    "another cohort": (ABSENCE, seen("Absence, pupils with an EHC plan | 9.7%", "2025-01-31", "school_attendance", "percent", 9.7, as_of="2024-03-31"), None),
    "the next milestone's figure": (ABSENCE, seen("Absence, pupils with SEN support | 10.1%", "2025-01-31", "school_attendance", "percent", 10.1, as_of="2024-11-30", target=10), None),
    "no baseline to compare with": (NET, seen("there were 71 generic carers", "2019-05-16", "in_house_foster_carers", "carers", 71, as_of="2019-03-31"), "context"),
    "opened since": (TWO_HOMES, seen("Two of the homes are open", "2021-09-13", "childrens_home_places", "homes", 2), "met"),
    "one opened since": (TWO_HOMES, seen("One of the homes is open", "2021-09-13", "childrens_home_places", "homes", 1), "progress"),
    "baseline and addition reached": (NINE_MORE, seen("There are 81 households", "2019-10-01", "foster_households", "households", 81), "met"),
    "baseline and addition missed": (NINE_MORE, seen("There are 75 households", "2019-10-01", "foster_households", "households", 75), "missed"),
    "a direction and a later level": (FEWER, seen("40 children were in external residential homes", "2021-02-01", "residential_placements", "children", 40), "progress"),
    "within the limit, year still running": (KEEP, seen("Repeat referrals were 18%", "2024-11-01", "referrals", "percent", 18, as_of="2024-09-30"), "progress"),
    "within the limit at the end": (KEEP, seen("Repeat referrals were 18%", "2025-05-01", "referrals", "percent", 18, as_of="2025-03-31"), "met"),
}  # fmt: skip


def evidence(mention: Mention, sighting: Sighting) -> tuple[Evidence, ...]:
    (commitment,) = track((mention,), (sighting,), TOPIC)
    return commitment.evidence


@pytest.mark.parametrize("name", ROWS)
def test_bearing(name: str) -> None:
    mention, sighting, bearing = ROWS[name]
    found = evidence(mention, sighting)
    assert [item.bearing for item in found] == ([bearing] if bearing else [])
    assert all(item.why for item in found)


def test_figures_after_a_replacement_bear_on_the_new_goal_only() -> None:
    later = said(
        "a target of 150 fostering households by March 2026",
        "2025-06-01",
        value=150,
        unit="households",
        measure="foster_households",
        change="reach",
        deadline=due("2026-03-31", "month"),
    )
    count = seen("There were 131 households", "2026-05-14", "foster_households", "households", 131, as_of="2026-03-31")
    old, new = sorted(track((LEVEL, later), (count,), TOPIC), key=lambda one: one.value or 0)
    assert not old.evidence
    assert [item.bearing for item in new.evidence] == ["missed"]


TRACKER = """Action log

Date | Action | Owner | Status
12/01/2023 | Circulate the short breaks leaflet to all Members | A. Penhale | Complete
12/01/2023 | Invite the Virtual School head to a meeting | B. Orme | In progress
"""


def test_the_figure_a_lower_goal_was_decided_upon_bears_on_the_goal_before() -> None:
    later = said(
        "That the target for March 2026 be lowered from 130 to 124 fostering households",
        "2025-02-10",
        value=124,
        unit="households",
        measure="foster_households",
        change="reach",
        deadline=due("2026-03-31", "month"),
    )
    counted = figure(
        "There were 119 fostering households at the end of December",
        "2025-02-10",
        as_of="2024-12-31",
        value=119,
        unit="households",
        measure="foster_households",
    )
    before, after = track((LEVEL, later), (counted,), TOPIC)
    assert [item.bearing for item in before.evidence] == ["progress"]
    assert [item.bearing for item in after.evidence] == ["context"]


def test_the_count_of_the_year_before_tells_where_a_yearly_target_started() -> None:
    counted = figure(
        "14 new in-house carers were recruited in 2016/17",
        "2017-05-01",
        as_of="2017-03-31",
        value=14,
        unit="carers",
        measure="in_house_foster_carers",
        basis="flow",
    )
    (found,) = track((FLOW,), (counted,), TOPIC)
    assert [(item.bearing, item.why) for item in found.evidence] == [("context", "the count before")]


def test_rows_of_a_councils_own_tracker() -> None:
    promise = said(
        "that the short breaks leaflet be circulated to all Members", "2023-01-12", measure="governance_reporting"
    )
    log = page(TRACKER, "2023-03-09", paper="log")
    rows = find_tracker_rows(log)
    assert [(row.state, row.owner) for row in rows] == [("Complete", "A. Penhale"), ("In progress", "B. Orme")]
    (commitment,) = track((promise,), (), TOPIC, pages=(log,))
    (item,) = commitment.evidence
    assert (item.source, item.bearing, item.self_reported) == ("tracker", "met", True)
    assert item.quote in TRACKER


@pytest.mark.parametrize(
    ("state", "bearing"),
    [
        ("Complete", "met"),
        ("Closed – sent 3 May", "met"),
        ("Incomplete", "progress"),
        ("On track", "progress"),
        ("To be completed in June", "progress"),
        ("Not achieved", "missed"),
        ("Overdue", "progress"),
    ],
)
def test_state_of_a_tracker(state: str, bearing: str) -> None:
    assert state_of(TOPIC, state) == bearing


def test_a_net_goal_is_held_against_the_level_its_own_paper_reports() -> None:
    start = seen("There were 87 in-house carers at 31 March 2018", "2018-06-01", "in_house_foster_carers", "carers", 87)
    end = seen(
        "There were 96 in-house carers at 31 December 2018", "2019-02-06", "in_house_foster_carers", "carers", 96,
        as_of="2018-12-31",
    )  # fmt: skip
    (one,) = track((NET,), (start, end), TOPIC)
    assert [item.bearing for item in one.evidence] == ["context", "missed"]
    assert one.evidence[1].why == "96, from 87 (the level reported when it was set) towards 102"
    assert one.aim == 102


def test_a_goal_that_replaced_another_starts_where_that_started() -> None:
    later = said(
        "The figure had been changed and the service now aims for a net gain of 12 carers by December 2018",
        "2018-10-01", value=12, unit="carers", measure="in_house_foster_carers", change="increase_by", net=True,
        deadline=due("2018-12-31"),
    )  # fmt: skip
    start = seen("There were 87 in-house carers at 31 March 2018", "2018-06-01", "in_house_foster_carers", "carers", 87)
    end = seen(
        "There were 101 in-house carers at 31 December 2018", "2019-02-06", "in_house_foster_carers", "carers", 101,
        as_of="2018-12-31",
    )  # fmt: skip
    first, second = track((NET, later), (start, end), TOPIC)
    assert [drift.relation for drift in first.drift] == ["weakened"]
    assert second.evidence[-1].why.startswith("101, from 87")
    assert second.evidence[-1].bearing == "met"


def test_a_number_told_as_the_start_is_no_promise_of_its_own() -> None:
    text = "reach a net increase of 18 carers by December 2018, from 87 at 31 March 2018"
    slots: dict[str, Any] = {"unit": "carers", "measure": "in_house_foster_carers", "change": "increase_by"}
    goal = said(text, "2018-06-13", value=18, **slots)
    start = said(text, "2018-06-13", quote=text.removeprefix("reach "), value=87, **slots)
    (one,) = track((goal, start), (), TOPIC)
    assert (one.value, one.baseline) == (18, 87)


def test_a_direction_is_borne_on_by_what_it_counts() -> None:
    promise = said(
        "With good homes run by the Council more children can live in Fernbridge", "2020-02-17",
        measure="childrens_home_places", change="increase_by",
    )  # fmt: skip
    homes = seen("Two of the homes are open", "2021-09-13", "childrens_home_places", "homes", 2)
    (one,) = track((promise,), (homes,), TOPIC)
    assert not one.evidence


def test_a_position_on_a_day_is_a_level_whatever_its_verb() -> None:
    count = seen(
        "131 households were approved on 31 March 2026", "2026-05-14", "foster_households", "households", 131,
        basis="flow", as_of="2026-03-31",
    )  # fmt: skip
    (one,) = track((LEVEL,), (count,), TOPIC)
    assert [item.bearing for item in one.evidence] == ["met"]


def test_a_trackers_columns_on_how_it_stands_are_read_together() -> None:
    text = "Action | Progress | Status\nPublish a carers' handbook | Printed in February | Comple ted\n"
    (row,) = find_tracker_rows(page(text, "2020-07-08"))
    assert row.state == "Printed in February; Comple ted"
    assert state_of(TOPIC, row.state) == "met"
