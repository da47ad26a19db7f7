"""`sources list`: the registry by nation, type, platform, children's services and what is watched."""

from typing import Any

import pytest

from tests.conftest import Run

WELSH_COUNCILS = 22  # principal councils, all of which run children's services


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    ran = run("sources", "list", *words, "--json")
    assert ran.code == 0
    found: list[dict[str, Any]] = ran.json["sources"]
    return found


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (("--nation", "Wales"), "nation", "Wales"),
        (("--nation", "northern ireland"), "nation", "Northern Ireland"),
        (("--type", "County"), "type", "county"),
        (("--type", "outlet"), "type", "outlet"),
        (("--platform", "CMIS"), "platform", "cmis"),
        (("--childrens-services",), "childrens_services", True),
        (("--no-childrens-services",), "childrens_services", False),
    ],
)
def test_a_filter_gives_those_rows_and_all_of_them(run: Run, words: tuple[str, ...], field: str, value: object) -> None:
    everything, found = rows(run), rows(run, *words)
    assert found and found == [row for row in everything if row[field] == value]
    assert len(found) < len(everything)


def test_filters_go_together(run: Run) -> None:
    welsh = rows(run, "--nation", "Wales", "--childrens-services")
    assert len([row for row in welsh if not row["replaced_by"]]) == WELSH_COUNCILS
    assert "powys" in [row["slug"] for row in welsh]
    both = rows(run, "--nation", "Wales", "--childrens-services", "--platform", "moderngov")
    assert {row["slug"] for row in both} < {row["slug"] for row in welsh}
    assert {row["platform"] for row in both} == {"moderngov"}


def test_what_is_watched_and_what_the_user_added(run: Run) -> None:
    run("sources", "add", "exmouth", "--url", "https://exmouth.moderngov.co.uk", "--nation", "England")
    run("watch", "exmouth", "powys")
    assert [row["slug"] for row in rows(run, "--watched")] == ["exmouth", "powys"]
    (own,) = [row for row in rows(run, "--watched") if row["slug"] == "exmouth"]
    assert own["origin"] == "added by the user" and own["platform"] == "moderngov" and own["watched"] is True


def test_every_row_says_where_its_facts_come_from(run: Run) -> None:
    assert [row["slug"] for row in rows(run) if not row["origin"]] == []


def test_a_row_of_the_user_stands_before_the_bundled_one(run: Run) -> None:
    run("sources", "add", "powys", "--url", "https://other.moderngov.co.uk")
    (row,) = [row for row in rows(run) if row["slug"] == "powys"]
    assert row["url"] == "https://other.moderngov.co.uk"


def test_people_see_a_table_and_nothing_found_is_said(run: Run) -> None:
    shown = run("sources", "list", "--nation", "England", "--platform", "cmis")
    assert shown.code == 0 and "slug" in shown.out and "sources" in shown.err
    none = run("sources", "list", "--nation", "Wales", "--platform", "cmis")
    assert none.code == 0 and none.out == "" and "no source fits" in none.err
    unwatched = run("sources", "list", "--watched")
    assert unwatched.code == 0 and "nothing is watched yet" in unwatched.err


@pytest.mark.parametrize("columns", [80, 100, 140])
def test_each_source_is_one_line_however_narrow_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = run("sources", "list", "--nation", "Northern Ireland").out.splitlines()
    assert len(shown) == 1 + len(rows(run, "--nation", "Northern Ireland"))
    assert all(len(line) <= columns for line in shown)
