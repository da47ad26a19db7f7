"""What stands outside meetings: the two registers of decisions and the forward plans, night after night."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from archive.bundled import load_topic
from archive.home import Archive, open_archive
from cli.demo.faults import Faults
from cli.demo.pretend_council import PretendCouncil
from cli.demo.serve import Answer, Asked
from crawler.run import crawl
from crawler.task import Options
from records.sources import Source

pytestmark = pytest.mark.slow

WINTER = date(2019, 12, 20)
REGISTER, OFFICERS, DETAILS = "mgDelegatedDecisions", "mgListOfficerDecisions", "ieDecisionDetails"
Night = Callable[..., list[str]]


class OfficersApart(PretendCouncil):
    """Its register leaves out what officers decide: that stands in the officers' own one."""

    def answer(self, asked: Asked) -> Answer:
        if not asked.path.endswith("mgDelegatedDecisions.aspx"):
            return super().answer(asked)
        held, kept = self.council, tuple(one for one in self.council.rulings if not one.officer)
        self.council = replace(held, rulings=kept)
        try:
            return super().answer(asked)
        finally:
            self.council = held


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    held = open_archive(tmp_path)
    yield held
    held.close()


def nights(archive: Archive, site: PretendCouncil) -> Night:
    """One crawl a night; gives the paths asked for. Meetings are not what these tests are about: one a night."""
    source = Source(slug="x", name="X", platform="moderngov", url=site.url)

    def night(day: date, **options: object) -> list[str]:
        before = len(site.requests)
        asked = replace(Options(delay=0, patience=0.01, limit=1), **options)  # type: ignore[arg-type]
        moment = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
        (result,) = crawl(archive, [source], load_topic(), asked, moment).results
        assert result.outcome == "ok", result.reason
        return [line.path for line in site.advance(day).requests[before:]]

    return night


def kept(archive: Archive, kind: str) -> dict[str, str]:
    return {
        one.paper.title: archive.blobs.get(version.sha256).decode()
        for one in archive.papers.all(state="kept")
        if one.paper.kind == kind and (version := archive.papers.current(one.paper.id))
    }


def asked(paths: list[str], *words: str) -> list[str]:
    return [path for path in paths if any(word in path for word in words)]


def test_followed_decisions_are_kept_with_their_papers(archive: Archive) -> None:
    with PretendCouncil(as_of=WINTER) as site:
        night = nights(archive, site)
        first = night(WINTER)
        assert len(asked(first, REGISTER)) == 4  # two years in slices of six months
        decisions = kept(archive, "decision")
        assert "£15 from 1 April 2019" in decisions["Fostering fees and allowances for 2019/20"]
        assert "Resurfacing of car park" not in str(decisions)  # the topic does not follow it
        fees = next(one for one in archive.papers.all(state="kept") if one.paper.title.endswith("allowances 2019-20"))
        assert fees.paper.published == date(2019, 3, 14) and not fees.paper.published_inferred
        details = asked(first, DETAILS)
        assert len(details) == len(set(details)) == len(decisions)


def test_the_register_is_read_on_from_where_it_was_read_to(archive: Archive) -> None:
    with PretendCouncil(as_of=WINTER) as site:
        night = nights(archive, site)
        night(WINTER)
        second = night(WINTER + timedelta(days=1))
        (slice_,) = asked(second, REGISTER)
        assert "DR=06/12/2019-21/12/2019" in slice_ and not asked(second, DETAILS)


def test_a_decision_that_did_not_come_is_asked_for_the_next_night(archive: Archive) -> None:
    with PretendCouncil(as_of=WINTER, faults=Faults(server_error=DETAILS)) as site:
        night = nights(archive, site)
        night(WINTER)
        assert not kept(archive, "decision")
        site.faults = Faults()
        night(WINTER + timedelta(days=1))
        assert "Fostering fees and allowances for 2019/20" in kept(archive, "decision")


def test_a_site_without_registers_is_asked_for_them_once_a_month(archive: Archive) -> None:
    with PretendCouncil(as_of=WINTER, faults=Faults(missing="Decisions.aspx")) as site:
        night = nights(archive, site)
        assert len(asked(night(WINTER), REGISTER, OFFICERS)) == 2
        assert not asked(night(WINTER + timedelta(days=1)), REGISTER, OFFICERS)
        site.faults = Faults()
        assert asked(night(WINTER + timedelta(days=30)), REGISTER)
        assert kept(archive, "decision")


def test_an_officers_register_that_repeats_the_other_is_left_alone_for_a_month(archive: Archive) -> None:
    with PretendCouncil(as_of=WINTER) as site:
        night = nights(archive, site)
        assert asked(night(WINTER), OFFICERS)
        assert not asked(night(WINTER + timedelta(days=1)), OFFICERS)
        assert asked(night(WINTER + timedelta(days=31)), OFFICERS)


def test_what_officers_decided_is_taken_from_their_own_register(archive: Archive) -> None:
    visitors = "Award of contract for independent visitors"
    with OfficersApart(as_of=WINTER) as site:
        night = nights(archive, site)
        first = night(WINTER, all_papers=True)
        assert asked(first, REGISTER) and asked(first, OFFICERS)
        assert "highest scoring tenderer" in kept(archive, "decision")[visitors]
        assert asked(night(WINTER + timedelta(days=1)), OFFICERS)  # it has decisions of its own: read every night


def test_followed_entries_of_plans_are_kept_and_plans_looked_at_once_a_week(archive: Archive) -> None:
    with PretendCouncil(as_of=WINTER) as site:
        night = nights(archive, site)
        first = night(WINTER)
        assert len(asked(first, "mgListPlanItems")) == 2  # September's and January's
        plans = kept(archive, "plan")
        assert plans and all(re.search(r"Decision due: \d+ \w+ 20(19|20) by Cabinet", text) for text in plans.values())
        assert not asked(night(WINTER + timedelta(days=3)), "mgPlansHome", "mgListPlan")
        later = night(WINTER + timedelta(days=7))
        assert asked(later, "mgPlansHome") and not asked(later, "mgListPlanItems")  # both were read


def test_a_plan_that_did_not_come_is_read_at_the_next_look(archive: Archive) -> None:
    with PretendCouncil(as_of=WINTER, faults=Faults(server_error="mgListPlanItems")) as site:
        night = nights(archive, site)
        night(WINTER)
        assert not kept(archive, "plan")
        site.faults = Faults()
        night(WINTER + timedelta(days=7))
        assert kept(archive, "plan")


def test_a_site_without_plans_is_asked_for_them_once_a_month(archive: Archive) -> None:
    with PretendCouncil(as_of=WINTER, faults=Faults(missing="Plans")) as site:
        night = nights(archive, site)
        assert asked(night(WINTER), "mgPlansHome")
        assert not asked(night(WINTER + timedelta(days=7)), "mgPlansHome")
        assert asked(night(WINTER + timedelta(days=30)), "mgPlansHome")
