"""What makes `process` do a paper again: other facts about it, or a version that cannot be read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.home import Archive, open_archive
from tests.conftest import Run

PROMISE = "The Council will recruit 12 more in-house foster carers by next March."


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Archive:
    """An archive with one paper of no known day, processed."""
    (tmp_path / "plan.txt").write_text(PROMISE)
    assert run("add", tmp_path / "plan.txt", "--council", "powys").code == 0
    assert run("process").code == 0
    return open_archive(tmp_path / "home")


def deadline(held: Archive) -> str | None:
    (placed,) = held.findings.all("statement")
    found = placed.found.deadline
    return found and found.end and found.end.isoformat()


def test_a_paper_whose_day_becomes_known_is_searched_again(run: Run, held: Archive, tmp_path: Path) -> None:
    assert deadline(held) is None, "next March of no known day is no day"
    assert run("process", "--json").json["searched"] == 0
    assert run("add", tmp_path / "plan.txt", "--council", "powys", "--published", "2018-09-14").code == 0
    assert run("process", "--json").json["searched"] == 1
    assert deadline(held) == "2019-03-31"
    assert run("process", "--json").json["searched"] == 0


def test_a_version_that_cannot_be_read_leaves_nothing_of_the_one_before(run: Run, held: Archive) -> None:
    (kept,) = held.papers.all()
    held.papers.keep(kept.paper.id, b"%PDF-1.7 torn", datetime(2026, 3, 2, tzinfo=UTC), media_type="application/pdf")
    done = run("process", "--json").json
    assert done["reading"]["quarantined"] == 1
    assert not list(held.findings.all()) and held.findings.processed() == {}
    assert run("search", "carers", "--json").json["total"] == 0
    held.papers.keep(kept.paper.id, PROMISE.encode(), datetime(2026, 3, 3, tzinfo=UTC), media_type="text/plain")
    assert run("process", "--json").json["searched"] == 1
    assert run("search", "carers", "--json").json["total"] == 1
