"""Which mentions are one promise, and what replaced what: named rows of invented sentences."""

from typing import Any

import pytest

from commitments.track import history_of, track
from records.commitments import Mention
from tests.invented import TOPIC, due, page, said

CARERS: dict[str, Any] = {"measure": "in_house_foster_carers", "unit": "carers"}
HOUSEHOLDS: dict[str, Any] = {"measure": "foster_households", "unit": "households"}
HOMES: dict[str, Any] = {"measure": "childrens_home_places", "unit": "homes", "change": "increase_by"}

ONE: dict[str, tuple[Mention, Mention]] = {
    "other words for carers": (
        said("recruit 24 more foster parents by December 18", "2018-06-04", value=24, change="increase_by", deadline=due("2018-12-31", "month"), **CARERS),
        said("hopes to have another 24 in-house foster carers by Christmas", "2018-06-11", value=24, change="increase_by", deadline=due("2018-12-25"), **CARERS),
    ),
    "carers and households": (
        said("twelve new fostering households by the end of March", "2021-05-04", value=12, change="increase_by", deadline=due("2022-03-31", "month"), **HOUSEHOLDS),
        said("recruiting 12 foster carers by March 2022", "2021-06-01", value=12, change="increase_by", deadline=due("2022-03-31", "month"), **CARERS),
    ),
    "the annual target said again": (
        said("the full year target of 30", "2020-07-01", value=30, change="increase_by", deadline=due("2021-03-31", "financial_year", "2020-04-01"), **CARERS),
        said("on course for the annual target of 30", "2020-11-01", value=30, change="increase_by", deadline=due("2021-03-31", "financial_year", "2020-04-01"), **CARERS),
    ),
    "no date the second time": (
        said("raise the number of our own households to 145 by March 2026", "2024-02-01", value=145, change="reach", deadline=due("2026-03-31", "month"), **HOUSEHOLDS),
        said("The Director still stood by the aim of 145 households", "2025-01-20", value=145, change="reach", **HOUSEHOLDS),
    ),
    "a story and the paper it reports": (
        said("Two properties be bought as children's homes", "2022-09-12", value=2, **HOMES),
        said("The council is to buy two new homes for children", "2022-09-09", value=2, **HOMES),
    ),
    "one row of two tables": (
        said("Initial health assessments in 20 working days | 55% | 90%", "2023-05-01", value=90, unit="percent", measure="health_assessments", change="reach"),
        said("Initial health assessments done in 20 days | 61% | 70% | 90%", "2024-05-01", value=90, unit="percent", measure="health_assessments", change="reach"),
    ),
    "a share whose words say nothing but that it was changed": (
        said("that the target for March 2027 be lowered to 12%", "2026-01-20", value=12, unit="percent", measure="social_worker_vacancies", change="reach", deadline=due("2027-03-31", "month")),
        said("No more than 12 in 100 social work posts empty by March 2027", "2026-05-10", value=12, unit="percent", measure="social_worker_vacancies", change="at_most", deadline=due("2027-03-31", "month")),
    ),
    "more to follow after the first phase": (
        said("Phase Two, two further homes to be opened by March 2027", "2025-01-20", value=2, deadline=due("2027-03-31", "month"), **HOMES),
        said("Both homes of the first phase are open. Two more homes are to follow by March 2027.", "2026-05-10", quote="Two more homes are to follow by March 2027", value=2, deadline=due("2027-03-31", "month"), **HOMES),
    ),
    "an action in other words": (
        said("A regional recruitment hub be set up to handle fostering enquiries", "2023-02-01", measure="in_house_foster_carers"),
        said("Enquiries about fostering will be handled by a new regional recruitment hub", "2023-03-10", measure="in_house_foster_carers"),
    ),
}  # fmt: skip

APART: dict[str, tuple[Mention, Mention]] = {
    "another council": (
        said("130 households by March 2026", "2024-02-01", value=130, change="reach", deadline=due("2026-03-31"), **HOUSEHOLDS),
        said("130 households by March 2026", "2024-02-01", value=130, change="reach", deadline=due("2026-03-31"), place={"council": "aldwick"}, **HOUSEHOLDS),
    ),
    "no council known": (
        said("130 households by March 2026", "2024-02-01", value=130, change="reach", place={"council": None}, **HOUSEHOLDS),
        said("130 households by March 2026", "2024-02-02", value=130, change="reach", place={"council": None}, **HOUSEHOLDS),
    ),
    "another cohort": (
        said("Absence, pupils with SEN support | 10%", "2024-02-01", value=10, unit="percent", measure="school_attendance", change="reach", deadline=due("2025-07-31")),
        said("Absence, pupils with an EHC plan | 10%", "2024-02-01", value=10, unit="percent", measure="school_attendance", change="reach", deadline=due("2025-07-31")),
    ),
    "another age": (
        said("Care leavers (17-18) in work or training | 60%", "2024-02-01", value=60, unit="percent", measure="care_leavers_eet", change="reach", deadline=due("2025-03-31")),
        said("Care leavers (19-21) in work or training | 60%", "2024-06-01", value=60, unit="percent", measure="care_leavers_eet", change="reach", deadline=due("2025-03-31")),
    ),
    "another phase": (
        said("Phase one: two homes to be bought", "2022-09-01", value=2, **HOMES),
        said("Phase two: two homes to be bought", "2022-09-20", value=2, **HOMES),
    ),
    "two homes, and two more a year on": (
        said("Two properties in the first instance become homes", "2021-02-01", value=2, **HOMES),
        said("The last phase, with two more homes, go ahead", "2022-09-20", value=2, **HOMES),
    ),
    "milestone and end target": (
        said("15% by March 2024", "2023-02-01", value=15, unit="percent", measure="participation", change="reach", deadline=due("2024-03-31")),
        said("90% of parents satisfied", "2023-02-01", value=90, unit="percent", measure="participation", change="reach"),
    ),
    "another size for another year": (
        said("a net 15 more carers by December 2018", "2018-06-01", value=15, change="increase_by", deadline=due("2018-12-31"), **CARERS),
        said("nine more carers by August 2019", "2019-05-01", value=9, change="increase_by", deadline=due("2019-08-31"), **CARERS),
    ),
    "a further report": (
        said("A report on short breaks be brought back to this Committee", "2022-01-10", measure="governance_reporting"),
        said("A further report on short breaks be brought back to this Committee", "2023-01-12", measure="governance_reporting"),
    ),
    "homes in two towns": (
        said("two new homes in Penhale", "2022-01-10", value=2, **HOMES),
        said("two new homes in Orme", "2022-01-17", value=2, **HOMES),
    ),
    "pounds and children": (
        said("bring the cost down to £40m", "2022-01-10", kind="funding", value=40e6, unit="gbp", measure="service_spend", change="reach"),
        said("bring the number in care down to 40", "2022-01-10", value=40, unit="children", measure="service_spend", change="reach"),
    ),
    "the same share of other things": (
        said("Annual reviews on time | 31% | 75%", "2023-03-01", value=75, unit="percent", measure="ehcp_timeliness", change="reach", deadline=due("2023-12-31")),
        said("Plans judged good in audit | 28% | 75%", "2023-03-01", value=75, unit="percent", measure="ehcp_timeliness", change="reach", deadline=due("2023-12-31")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE)
def test_one_promise(name: str) -> None:
    assert len(track(ONE[name], (), TOPIC)) == 1


@pytest.mark.parametrize("name", APART)
def test_two_promises(name: str) -> None:
    found = track(APART[name], (), TOPIC)
    assert len(found) == 2
    assert all(not commitment.drift for commitment in found)


DRIFT: dict[str, tuple[str, Mention, Mention]] = {
    "a later date": (
        "slipped",
        said("grow to 130 households by March 2025", "2023-07-01", value=130, change="reach", deadline=due("2025-03-31"), **HOUSEHOLDS),
        said("now working towards 130 households by March 2026", "2024-03-01", value=130, change="reach", deadline=due("2026-03-31"), **HOUSEHOLDS),
    ),
    "a lower goal": (
        "weakened",
        said("bring the number in care down to 400 by 2026", "2022-06-01", value=400, unit="children", measure="children_looked_after", change="reach", deadline=due("2026-02-28")),
        said("a target of 500 children in care", "2023-07-01", value=500, unit="children", measure="children_looked_after", change="reach"),
    ),
    "a harder goal": (
        "strengthened",
        said("at most 70 children with agencies by March 2026", "2024-02-01", value=70, unit="children", measure="ifa_placements", change="at_most", deadline=due("2026-03-31")),
        said("no more than 60 children with agencies by March 2026", "2024-11-01", value=60, unit="children", measure="ifa_placements", change="at_most", deadline=due("2026-03-31")),
    ),
    "another form": (
        "replaced",
        said("Phase three is to be 2 four-bed homes", "2021-09-01", value=2, **HOMES),
        said("Phase three to be 4 two-bed homes and no longer 2 four-bed homes", "2022-10-01", value=4, unit="homes", measure="childrens_home_places", change="reach"),
    ),
    "a goal cut from one number to another": (
        "weakened",
        said("at least 85% of care leavers in suitable homes by March 2027", "2025-05-01", value=85, unit="percent", measure="care_leavers_accommodation", change="at_least", deadline=due("2027-03-31", "month")),
        said("that the target for March 2027 be cut from 85% to 80%", "2026-02-01", value=80, unit="percent", measure="care_leavers_accommodation", change="reach", deadline=due("2027-03-31", "month")),
    ),
    "the known number on a later day": (
        "slipped",
        said("85% of care leavers in suitable homes by December 2025", "2025-05-01", value=85, unit="percent", measure="care_leavers_accommodation", change="reach", deadline=due("2025-12-31", "month")),
        said("The 85% would now be reached by June 2026", "2025-11-01", value=85, unit="percent", measure="care_leavers_accommodation", change="reach", deadline=due("2026-06-30", "month")),
    ),
    "a deliverable put back": (
        "slipped",
        said("A second children's home will open in the autumn", "2024-02-01", measure="childrens_home_places", change="increase_by", deadline=due("2024-11-30", "season")),
        said("Opening of the second home is now expected in June", "2025-01-20", measure="childrens_home_places", change="increase_by", deadline=due("2025-06-30", "month")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DRIFT)
def test_drift(name: str) -> None:
    relation, before, after = DRIFT[name]
    found = track((before, after), (), TOPIC)
    assert len(found) == 2
    (drift,) = {drift for commitment in found for drift in commitment.drift}
    assert (drift.relation, drift.before, drift.after) == (relation, before, after)


NO_DRIFT: dict[str, tuple[Mention, Mention]] = {
    "from where it stands, not from the goal before": (
        said("agency staff no more than 20% by March 2025", "2024-05-01", value=20, unit="percent", measure="agency_staff", change="at_most", deadline=due("2025-03-31", "month")),
        said("agency staff to be cut from 20% to 15% by March 2026", "2025-02-01", value=15, unit="percent", measure="agency_staff", change="reach", deadline=due("2026-03-31", "month")),
    ),
    "another thing in a paper on the same matter": (
        said("that the use of agency posts be looked at again in January 2025", "2024-09-10", measure="agency_staff", change="none", deadline=due("2025-01-31", "month")),
        said("The review of agency posts had been delayed. He undertook to carry out the urgent repairs by January 2026.", "2025-11-10", quote="undertook to carry out the urgent repairs by January 2026", measure="agency_staff", change="none", deadline=due("2026-01-31", "month")),
    ),
    "in place of two homes of another phase": (
        said("Phase One, two homes at Oak Rise, will open by June 2025", "2024-05-01", value=2, deadline=due("2025-06-30", "month"), **HOMES),
        said("Phase Two to be one larger home in place of the two homes, by June 2026", "2024-11-01", value=1, deadline=due("2026-06-30", "month"), **HOMES),
    ),
    "next year's target": (
        said("60% in 2024/25", "2024-06-01", value=60, unit="percent", measure="care_leavers_eet", change="reach", deadline=due("2025-03-31", "financial_year", "2024-04-01")),
        said("62% in 2025/26", "2025-02-01", value=62, unit="percent", measure="care_leavers_eet", change="reach", deadline=due("2026-03-31", "financial_year", "2025-04-01")),
    ),
    "a milestone on the way": (
        said("130 households by March 2026", "2023-07-01", value=130, change="reach", deadline=due("2026-03-31"), **HOUSEHOLDS),
        said("112 households by March 2025", "2024-03-01", value=112, change="reach", deadline=due("2025-03-31"), **HOUSEHOLDS),
    ),
    "as many again": (
        said("recruit 20 carers by March 2024", "2023-05-01", value=20, change="increase_by", deadline=due("2024-03-31"), **CARERS),
        said("recruit 20 carers by March 2025", "2024-05-01", value=20, change="increase_by", deadline=due("2025-03-31"), **CARERS),
    ),
    "another home": (
        said("Willow Bank was expected to open in the spring", "2024-02-01", measure="childrens_home_places", change="increase_by", deadline=due("2024-05-31", "season")),
        said("Great Mead had been delayed and was now expected to open in the autumn", "2024-03-01", measure="childrens_home_places", change="increase_by", deadline=due("2024-11-30", "season")),
    ),
    "only a fallback": (
        said("A second home will open by December", "2024-02-01", measure="childrens_home_places", change="increase_by", deadline=due("2024-12-31")),
        said("should the bid fail the second home would be put back to June", "2024-03-01", measure="childrens_home_places", change="increase_by", deadline=due("2025-06-30"), conditional=True),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_DRIFT)
def test_no_drift(name: str) -> None:
    assert not [drift for commitment in track(NO_DRIFT[name], (), TOPIC) for drift in commitment.drift]


def test_pack_and_single_paper_are_one_statement() -> None:
    words = "recruit 24 more foster carers by December"
    pack = said(words, "2018-06-04", value=24, change="increase_by", place={"paper": "pack", "kind": "pack"}, **CARERS)
    single = said(
        words, "2018-06-04", value=24, change="increase_by", place={"paper": "item-4", "kind": "report"}, **CARERS
    )
    (commitment,) = track((pack, single), (), TOPIC)
    assert [mention.place.paper for mention in commitment.mentions] == ["item-4"]


def test_history_runs_from_the_first_goal_to_the_last() -> None:
    _, before, after = DRIFT["a later date"]
    found = track((before, after), (), TOPIC)
    chains = {tuple(one.published for one in history_of(found, commitment.id)) for commitment in found}
    assert chains == {(before.place.published, after.place.published)}
    assert history_of(found, "c-000000000000") == ()


def test_id_survives_later_mentions() -> None:
    first, second = ONE["no date the second time"]
    (alone,), (both,) = track((first,), (), TOPIC), track((second, first), (), TOPIC)
    assert alone.id == both.id
    assert both.aliases == track((second,), (), TOPIC)[0].id.split() or len(both.aliases) == 1


def test_slots_are_the_strongest_then_fullest() -> None:
    hoped = said(
        "hopes for another 24 carers by Christmas",
        "2018-06-11",
        value=24,
        strength="hoped",
        change="increase_by",
        deadline=due("2018-12-25"),
        **CARERS,
    )
    resolved = said(
        "RESOLVED that 24 more carers be recruited by December",
        "2018-06-11",
        value=24,
        strength="resolved",
        change="increase_by",
        deadline=due("2018-12-31", "month"),
        place={"paper": "m"},
        **CARERS,
    )
    (commitment,) = track((hoped, resolved), (), TOPIC)
    assert commitment.strength == "resolved"
    assert commitment.deadline == resolved.statement.deadline


def test_known_on_a_day() -> None:
    first, second = ONE["no date the second time"]
    (commitment,) = track((first, second), (), TOPIC, as_of=first.place.published)
    assert commitment.mentions == (first,)


def test_a_bare_number_is_read_in_the_light_of_the_earlier_promise() -> None:
    first = said(
        "grow to 130 households by March 2025",
        "2023-07-01",
        value=130,
        change="reach",
        deadline=due("2025-03-31"),
        **HOUSEHOLDS,
    )
    bare = said(
        "Assessments were slow. It had re-profiled and was now working towards 130 by March 2026",
        "2024-03-01",
        quote="now working towards 130 by March 2026",
        value=130,
        unit="percent",
        measure="assessments_timeliness",
        change="reach",
        deadline=due("2026-03-31"),
    )
    found = track((first, bare), (), TOPIC)
    assert [commitment.measure for commitment in found] == ["foster_households"] * 2
    assert {drift.relation for commitment in found for drift in commitment.drift} == {"slipped"}


def test_a_bare_number_with_two_meanings_keeps_its_own() -> None:
    households = said("grow to 130 households by March 2025", "2023-07-01", value=130, change="reach", **HOUSEHOLDS)
    workers = said(
        "have 130 social workers by March 2025",
        "2023-07-01",
        value=130,
        unit="staff",
        measure="social_workers",
        change="reach",
    )
    bare = said(
        "It was now working towards 130 by March 2026", "2024-03-01", value=130, measure="other", change="reach"
    )
    assert "other" in [commitment.measure for commitment in track((households, workers, bare), (), TOPIC)]


def test_a_commitment_follows_its_council_into_the_successor() -> None:
    before, after = ONE["no date the second time"]
    later = said(
        after.statement.quote,
        "2025-01-20",
        value=145,
        change="reach",
        place={"council": "greater-fernbridge"},
        **HOUSEHOLDS,
    )
    assert len(track((before, later), (), TOPIC)) == 2
    merged = {"fernbridge": "greater-fernbridge", "aldwick": "greater-fernbridge"}
    assert len(track((before, later), (), TOPIC, successors=merged)) == 1
    neighbour = said(
        after.statement.quote, "2025-01-20", value=145, change="reach", place={"council": "aldwick"}, **HOUSEHOLDS
    )
    assert len(track((before, neighbour), (), TOPIC, successors=merged)) == 2


def test_a_pack_dated_otherwise_still_repeats_its_paper() -> None:
    words = "recruit 24 more foster carers by December"
    pack = said(words, "2018-06-12", value=24, change="increase_by", place={"paper": "pack", "kind": "pack"}, **CARERS)
    single = said(
        words, "2018-06-04", value=24, change="increase_by", place={"paper": "item-4", "kind": "report"}, **CARERS
    )
    (commitment,) = track((pack, single), (), TOPIC)
    (mention,) = commitment.mentions
    assert mention.place == single.place
    assert [copy.place for copy in mention.also_at] == [pack.place]


AIM = said(
    "raise our own households to 145 by March 2026",
    "2024-02-01",
    value=145,
    change="reach",
    deadline=due("2026-03-31", "month"),
    **HOUSEHOLDS,
)
AGAIN: dict[str, tuple[str, int]] = {
    "asked, and it stands": ("Members asked if 145 households was still realistic. The Director stood by it.", 2),
    "asked, and it does not": ("Members asked if 145 households was still realistic. The Director said it would not be reached.", 1),
    "asked, and no answer": ("Members asked if the target of 145 was realistic. The item was noted.", 1),
    "confirmed": ("The Director confirmed the target of 145 households.", 2),
    "a figure, no goal": ("There were still 145 households, the Director confirmed.", 1),
    "another number": ("The Director confirmed the target of 150 households.", 1),
    "another unit": ("The Director confirmed the target of 145 social workers.", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", AGAIN)
def test_a_goal_named_again_by_its_number(name: str) -> None:
    text, mentions = AGAIN[name]
    (commitment,) = track((AIM,), (), TOPIC, pages=(page(text, "2025-01-20"),))
    assert len(commitment.mentions) == mentions
    assert all(mention.statement.quote in text for mention in commitment.mentions[1:])


def test_a_goal_named_again_with_another_day() -> None:
    text = "A Member asked if the aim of 145 would be carried over. It would, to 31 March 2027."
    old, new = track((AIM,), (), TOPIC, pages=(page(text, "2026-02-20"),))
    assert {drift.relation for drift in (*old.drift, *new.drift)} == {"slipped"}
