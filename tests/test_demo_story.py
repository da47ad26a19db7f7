"""The pretend council's story, as tracking tells it: its promises, who said them, what replaced what, and what became of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.bundled import load_topic
from archive.home import Archive, open_archive
from pipeline.story_ties import ties_document
from pipeline.tracking import commitments, one_commitment

TODAY = date(2021, 6, 28)
COUNCIL = "morfa-elin"


@pytest.fixture(scope="module")
def archive(demo_home: Path) -> Iterator[Archive]:
    held = open_archive(demo_home)
    yield held
    held.close()


@pytest.fixture(scope="module")
def known_on(archive: Archive) -> Any:
    """All commitments as known on a day, each day read once."""
    held: dict[date, list[dict[str, Any]]] = {}

    def on(day: date) -> list[dict[str, Any]]:
        if day not in held:
            held[day] = commitments(archive, load_topic(), as_of=day, council=COUNCIL)
        return held[day]

    return on


def with_words(found: list[dict[str, Any]], words: str) -> dict[str, Any]:
    """The commitment one of whose statements holds the words; the one said most when there are several."""
    fit = [one for one in found if any(words in " ".join(said["quote"].split()) for said in one["statements"])]
    assert fit, f"no commitment says {words!r}"
    return max(fit, key=lambda one: len(one["statements"]))


# Words of the promise, days, and its status then.
STATUSES = [
    ("net increase of 18 in-house foster carers", date(2018, 9, 20), {"open"}),
    ("net increase of 18 in-house foster carers", date(2018, 12, 1), {"due_soon"}),
    ("net increase of 18 in-house foster carers", date(2019, 1, 15), {"overdue_unknown"}),
    ("net increase of 18 in-house foster carers", TODAY, {"missed"}),
    ("110 by the end of 2019", date(2019, 6, 1), {"open"}),
    ("110 by the end of 2019", TODAY, {"met"}),
    ("from 111 to 130", TODAY, {"open"}),
    ("no more than 12 posts are covered", date(2018, 9, 20), {"open"}),
    ("no more than 12 posts are covered", TODAY, {"missed"}),
    ("no more than eight posts by the end of March 2021", date(2020, 10, 1), {"open"}),
    ("no more than eight posts by the end of March 2021", TODAY, {"missed"}),
    ("publish a looked after children's strategy", TODAY, {"met"}),
    ("The home will open by the end of October 2020", date(2020, 2, 1), {"open"}),
    ("The home will open by the end of October 2020", TODAY, {"superseded", "missed"}),
    ("now due to open by the end of March 2021", TODAY, {"met"}),
    ("within 26 weeks in 90% of cases by March 2021", date(2021, 3, 1), {"due_soon"}),
    ("within 26 weeks in 90% of cases by March 2021", TODAY, {"met"}),
    ("A respite scheme for carers", TODAY, {"overdue_unknown"}),
    ("set a new date for the agency staff target", TODAY, {"due_soon"}),
]


@pytest.mark.parametrize(("words", "day", "status"), STATUSES)
def test_status_on_a_day(known_on: Any, words: str, day: date, status: set[str]) -> None:
    one = with_words(known_on(day), words)
    assert one["status"] in status, one["reason"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("no more than 12 posts are covered", "Not reached in time (16 posts at 31 March 2019)"),
        ("110 by the end of 2019", "111 carers at 31 December 2019"),
        ("from 111 to 130", "so far 119 carers at 31 March 2021"),
        ("no more than eight posts by the end of March 2021", "at 31 March 2021): 11 against 8"),
        ("now due to open by the end of March 2021", "opened on 15 March 2021"),
    ],
)
def test_the_reason_names_figure_and_day(known_on: Any, words: str, reason: str) -> None:
    assert reason in with_words(known_on(TODAY), words)["reason"]


def test_a_report_and_the_story_about_it_are_one_commitment(known_on: Any) -> None:
    one = with_words(known_on(TODAY), "net increase of 18 in-house foster carers")
    kinds = {said["kind"] for said in one["statements"]}
    papers = {said["paper"].rsplit("-", 1)[0] for said in one["statements"]}
    assert kinds == {"target"}
    assert COUNCIL in papers and papers & {"elin-valley-journal", "coast-and-hills-post"}


def test_the_same_words_are_listed_once_at_their_first_place(known_on: Any) -> None:
    found = known_on(TODAY)
    for one in found:
        said_on = [
            (" ".join(said["quote"].split()), said["published"].year)
            for said in one["statements"]
            if len(said["quote"].split()) > 8
        ]
        assert len(said_on) == len(set(said_on))
        for said in one["statements"]:
            assert all(copy["published"] >= said["published"] for copy in said["also_at"])
    assert any(said["also_at"] for one in found for said in one["statements"])


def test_a_later_date_stands_beside_the_earlier(known_on: Any) -> None:
    one = with_words(known_on(TODAY), "now due to open by the end of March 2021")
    (drift,) = [drift for drift in one["drift"] if drift["later"] == one["id"]]
    assert drift["relation"] == "slipped"
    assert (drift["before"]["published"], drift["after"]["published"]) == (date(2019, 11, 5), date(2020, 7, 8))
    assert "October 2020" in drift["before"]["quote"]
    assert "March 2021" in drift["after"]["quote"]


def test_what_somebody_remembers_replaces_nothing(known_on: Any) -> None:
    after = [drift["after"]["quote"] for one in known_on(TODAY) for drift in one["drift"]]
    assert not [quote for quote in after if "only four months earlier" in quote]


def test_figures_of_other_things_are_no_evidence(known_on: Any) -> None:
    quotes = {item["quote"] for one in known_on(TODAY) for item in one["evidence"] if item["source"] == "figure"}
    for other in ("talked with fourteen carers", "two more than in September", "68 of 119 households", "opening\n1"):
        assert not [quote for quote in quotes if other in quote]


def test_a_story_and_its_paper_name_each_other(archive: Archive) -> None:
    stories = [kept.paper for kept, _ in archive.papers.current_all() if kept.paper.kind == "article"]
    told = {story.id: ties_document(archive, {story.id})["reports_on"] for story in stories}
    ties = [(story, tie["paper"]) for story, found in told.items() for tie in found]
    assert len(ties) >= 3
    for story, paper in ties:
        assert story in [tie["paper"] for tie in ties_document(archive, {paper})["reported_by"]]


def test_a_commitment_tells_the_story_about_it(archive: Archive, known_on: Any) -> None:
    id = with_words(known_on(TODAY), "net increase of 18 in-house foster carers")["id"]
    one = one_commitment(archive, load_topic(), id, as_of=TODAY)
    assert [tie for tie in one["reports_on"] if tie["kind"] == "report" and "£812" in tie["why"]]
