"""What is read again: faults that may pass, a bounded number of nights or when asked; pages that newer patterns hide."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.bundled import load_topic
from archive.home import Archive, open_archive
from pipeline import scan_pages
from pipeline.process import process
from pipeline.read_papers import read_papers
from reading.limits import Limits
from reading.personal_data import RULES
from tests.conftest import Run

PROMISE = "The Council will recruit 12 more in-house foster carers by 31 March 2019."
NIGHT = datetime(2026, 3, 2, 2, tzinfo=UTC)
NO_TIME = Limits(seconds=0.001)  # as on a machine that is far too busy


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Archive:
    """An archive with one paper, not read yet."""
    (tmp_path / "plan.txt").write_text(PROMISE)
    assert run("add", tmp_path / "plan.txt", "--council", "powys", "--published", "2018-09-14").code == 0
    return open_archive(tmp_path / "home")


def read(held: Archive, nights: int, limits: Limits | None = None) -> tuple[int, int]:
    counts = read_papers(held, now=NIGHT + timedelta(nights), workers=1, limits=limits)
    return counts.read, counts.quarantined


def test_a_paper_that_took_too_long_is_tried_at_later_nights(held: Archive) -> None:
    assert read(held, 0, NO_TIME) == (0, 1)
    assert read(held, 0) == (0, 0), "not twice in one night"
    assert read(held, 1) == (1, 0)
    assert not next(iter(held.texts.readings().values())).reason


def test_after_three_nights_it_is_left_until_asked(run: Run, held: Archive) -> None:
    assert [read(held, night, NO_TIME) for night in range(5)] == [(0, 1), (0, 1), (0, 1), (0, 0), (0, 0)]
    assert "takes longer than" in run("status", "--json").json["not_readable"][0]["reason"]
    assert run("process", "--json").json["reading"] == {"read": 0, "quarantined": 0, "needs_ocr": 0, "hidden": 0}
    assert run("process", "--again", "--json").json["reading"]["read"] == 1
    assert run("status", "--json").json["not_readable"] == []


def test_a_rebuild_tries_everything_again(run: Run, held: Archive) -> None:
    assert [read(held, night, NO_TIME) for night in range(3)] == [(0, 1)] * 3
    assert run("rebuild").code == 0
    assert run("search", "carers", "--json").json["total"] == 1


def test_a_damaged_paper_is_not_tried_every_night(run: Run, held: Archive, tmp_path: Path) -> None:
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    assert run("add", tmp_path / "torn.pdf").code == 0
    assert [read(held, night) for night in range(3)] == [(1, 1), (0, 0), (0, 0)]
    assert run("process", "--again", "--json").json["reading"]["quarantined"] == 1


def test_changed_patterns_scan_what_was_read_before(run: Run, held: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("process").code == 0 and run("search", "carers", "--json").json["total"] == 1
    (sha256,) = held.texts.readings()
    assert held.texts.reading(sha256).scanned == RULES
    held.texts.scan(sha256, {}, "an older release's")
    monkeypatch.setattr(
        scan_pages, "find_personal_data", lambda text: "a pattern of tomorrow" if "12" in text else None
    )
    assert run("process").code == 0
    assert run("search", "carers", "--json").json["total"] == 0 and held.findings.counts() == {}
    assert run("status", "--json").json["papers"]["pages_hidden"] == 1
    monkeypatch.undo()
    held.texts.scan(sha256, {1: "a pattern of yesterday"}, "an older release's")
    with held.lock():
        process(held, load_topic(), engine="whoosh", now=NIGHT, workers=1)
    assert list(held.texts.hidden()) == [] and held.findings.counts()["statement"] == 1
