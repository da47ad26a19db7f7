"""A commitment's status on a day, with its reason: named rows, then what text alone can report."""

from datetime import date
from typing import Any

import pytest

from commitments.track import judge, track
from records.commitments import Commitment, Judgement, Mention, PageText, Sighting
from tests.invented import TOPIC, due, figure, page, said

GROW: dict[str, Any] = {"measure": "foster_households", "unit": "households", "change": "reach", "value": 130}
PROMISE = said(
    "grow to 130 households by 31 March 2025", "2023-07-01", deadline=due("2025-03-31"), baseline=104, **GROW
)
MOVED = said(
    "re-profiled, now working towards 130 households by 31 March 2026", "2024-03-19", deadline=due("2026-03-31"), **GROW
)
LATE = said("the date is put back: 130 households by 31 March 2026", "2025-05-19", deadline=due("2026-03-31"), **GROW)
LOWER = said(
    "a new target of 115 households by 31 March 2025",
    "2024-03-19",
    deadline=due("2025-03-31"),
    **{**GROW, "value": 115},
)
UNDATED = said(
    "have more children placed in the county", "2022-02-01", measure="out_of_area_placements", change="decrease_by"
)


def households(number: float, as_of: str, published: str, **slots: Any) -> Sighting:
    return figure(
        f"There were {number:g} fostering households",
        published,
        as_of=as_of,
        value=number,
        unit="households",
        measure="foster_households",
        **slots,
    )


def first(*mentions: Mention, figures: tuple[Sighting, ...] = (), pages: tuple[PageText, ...] = ()) -> Commitment:
    found = track(mentions, figures, TOPIC, pages=pages)
    return min(found, key=lambda commitment: commitment.published or date.max)


ROWS: dict[str, tuple[str, tuple[Mention, ...], tuple[Sighting, ...], str]] = {
    "open": ("open", (PROMISE,), (), "2023-12-01"),
    "sixty-one days to go": ("open", (PROMISE,), (), "2025-01-29"),
    "sixty days to go": ("due_soon", (PROMISE,), (), "2025-01-30"),
    "the last day": ("due_soon", (PROMISE,), (), "2025-03-31"),
    "the day after": ("overdue_unknown", (PROMISE,), (), "2025-04-01"),
    "old figures do not decide": ("overdue_unknown", (PROMISE,), (households(122, "2024-09-30", "2024-11-01"),), "2025-06-01"),
    "reached": ("met", (PROMISE,), (households(131, "2025-03-31", "2025-05-14"),), "2025-06-01"),
    "reached, but not yet reported": ("overdue_unknown", (PROMISE,), (households(131, "2025-03-31", "2025-05-14"),), "2025-05-01"),
    "reached early, then slipped back": ("met", (PROMISE,), (households(130, "2024-09-30", "2024-11-01"), households(121, "2025-03-31", "2025-05-01")), "2025-06-01"),
    "not reached": ("missed", (PROMISE,), (households(121, "2025-03-31", "2025-05-14"),), "2025-06-01"),
    "a forecast decides nothing": ("overdue_unknown", (PROMISE,), (households(121, "2025-03-31", "2025-03-01", basis="forecast"),), "2025-06-01"),
    "replaced in time": ("superseded", (PROMISE, MOVED), (), "2024-04-01"),
    "replaced, then not reached": ("superseded", (PROMISE, MOVED), (households(121, "2025-03-31", "2025-05-14"),), "2025-06-01"),
    "before it was replaced": ("open", (PROMISE, MOVED), (), "2024-03-18"),
    "a lower goal": ("superseded", (PROMISE, LOWER), (), "2024-04-01"),
    "replaced too late": ("missed", (PROMISE, LATE), (), "2025-06-01"),
    "missed, then a new date": ("missed", (PROMISE, LATE), (households(121, "2025-03-31", "2025-05-01"),), "2025-06-01"),
    "no date, nothing since": ("no_evidence", (UNDATED,), (), "2023-01-01"),
    "no date, something since": ("open", (UNDATED,), (figure("41 children live outside the county", "2022-11-01", value=41, unit="children", measure="out_of_area_placements"),), "2023-01-01"),
    "no date, only where it started": ("no_evidence", (UNDATED,), (figure("44 children live outside the county", "2022-02-01", value=44, unit="children", measure="out_of_area_placements"),), "2023-01-01"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_status(name: str) -> None:
    expected, mentions, figures, day = ROWS[name]
    judged = judge(first(*mentions, figures=figures), date.fromisoformat(day))
    assert judged is not None
    assert judged.status == expected, judged.reason


def test_nothing_is_said_of_what_was_not_yet_published() -> None:
    assert judge(first(PROMISE), date(2023, 6, 30)) is None


def reason(
    *mentions: Mention, day: str, figures: tuple[Sighting, ...] = (), pages: tuple[PageText, ...] = ()
) -> Judgement:
    judged = judge(first(*mentions, figures=figures, pages=pages), date.fromisoformat(day), pages)
    assert judged is not None
    return judged


def test_reason_names_the_figure_and_its_day() -> None:
    judged = reason(PROMISE, day="2025-06-01", figures=(households(121, "2025-03-31", "2025-05-14"),))
    assert "121 households at 31 March 2025" in judged.reason
    assert "121 against 130" in judged.reason
    assert [item.observation and item.observation.value for item in judged.stands_on] == [121]


def test_reason_says_what_is_lacking() -> None:
    net = said(
        "be 15 carers up (net) by December 2018",
        "2018-06-01",
        value=15,
        unit="carers",
        measure="in_house_foster_carers",
        change="increase_by",
        net=True,
        deadline=due("2018-12-31"),
    )
    level = figure(
        "there were 71 generic carers",
        "2019-05-16",
        as_of="2019-03-31",
        value=71,
        unit="carers",
        measure="in_house_foster_carers",
    )
    judged = reason(net, day="2019-06-01", figures=(level,))
    assert judged.status == "overdue_unknown"
    assert "no baseline was given" in judged.reason


def test_reason_tells_silence() -> None:
    later = tuple(page("Members noted the budget.", f"2025-0{month}-10") for month in range(4, 9))
    judged = reason(PROMISE, day="2025-08-01", pages=later)
    assert "not mentioned in 4 later papers" in judged.reason


SECOND_HOME = said(
    "A second children's home will open by December 2024", "2024-02-01",
    measure="childrens_home_places", change="increase_by", deadline=due("2024-12-31"),
)  # fmt: skip
PANEL = said(
    "An entry to care panel will be set up", "2021-04-30", measure="children_looked_after", deadline=due("2021-07-30")
)
REPORT = said(
    "that progress be reported to this Committee in March 2024",
    "2023-07-11",
    measure="governance_reporting",
    deadline=due("2024-03-31", "month"),
    place={"body": "Children's Panel", "title": "Fostering Plan"},
)

TOLD: dict[str, tuple[str, Mention, str]] = {
    "opened": ("met", SECOND_HOME, "The second home opened in November, the Director said."),
    "not opened": ("missed", SECOND_HOME, "The second home had not opened as intended."),
    "announced again": ("overdue_unknown", SECOND_HOME, "The second home will open in the spring."),
    "another home": ("overdue_unknown", SECOND_HOME, "The third home opened in November."),
    "work has started": ("overdue_unknown", SECOND_HOME, "Work has started on the second home."),
    "set up": ("met", PANEL, "The entry to care panel has been set up and meets weekly."),
    "to be set up": ("overdue_unknown", PANEL, "The entry to care panel is to be set up once staff are found."),
    "something else set up": ("overdue_unknown", PANEL, "A parents' panel on school meals has been set up."),
}  # fmt: skip


def test_a_number_said_to_be_reached() -> None:
    ten = said(
        "Bring home 10 children by discharging their care orders", "2018-06-12",
        value=10, unit="children", measure="reunification", change="increase_by", deadline=due("2019-03-31"),
    )  # fmt: skip
    told = page("Care orders: twelve had been discharged, so that the aim of ten was exceeded.", "2019-05-21")
    other = page("Adoption: the aim of ten was exceeded.", "2019-05-21")
    assert reason(ten, day="2019-06-01", pages=(told,)).status == "met"
    assert reason(ten, day="2019-06-01", pages=(other,)).status == "overdue_unknown"


@pytest.mark.parametrize("name", TOLD)
def test_what_a_text_reports(name: str) -> None:
    expected, mention, text = TOLD[name]
    judged = reason(
        mention,
        day="2025-06-01" if mention is SECOND_HOME else "2022-02-01",
        pages=(page(text, "2025-01-30" if mention is SECOND_HOME else "2021-11-30"),),
    )
    assert judged.status == expected, judged.reason
    assert all(item.self_reported for item in judged.stands_on)


def test_the_paper_itself_is_the_report() -> None:
    paper = page(
        "The Panel considered the report.", "2024-03-19", body="Children's Panel", title="Fostering Plan - progress"
    )
    assert reason(REPORT, day="2024-04-01", pages=(paper,)).status == "met"


@pytest.mark.parametrize(
    "change",
    [{"body": "Audit Committee"}, {"title": "Budget Monitoring"}, {"kind": "article"}],
    ids=lambda change: next(iter(change)),
)
def test_another_paper_is_not_the_report(change: dict[str, str]) -> None:
    place: dict[str, Any] = {"body": "Children's Panel", "title": "Fostering Plan - progress", **change}
    assert (
        reason(REPORT, day="2024-04-01", pages=(page("As above.", "2024-03-19", **place),)).status == "overdue_unknown"
    )
