"""Verify: a damaged file, a changed text and a shifted quotation are each found and named, and nothing else is."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard

from archive.home import Archive, open_archive
from tests.conftest import Run

TEXT = "The Council will recruit 12 more in-house foster carers by 31 March 2019. " * 3 + "{name}"


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Archive:
    """Three papers of the user's own, processed."""
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(TEXT.format(name=name))
        assert run("add", tmp_path / f"{name}.txt", "--council", "powys", "--published", "2018-09-14").code == 0
    assert run("process").code == 0
    assert run("verify").code == 0
    return open_archive(tmp_path / "home")


@pytest.mark.usefixtures("held")
def test_a_whole_archive_is_without_fault_and_says_how_long_it_took(run: Run) -> None:
    proof = run("verify", "--json").json
    assert (proof["files"], proof["papers"], proof["pages"], proof["faults"]) == (3, 3, 3, [])
    assert proof["quotations"] >= 3 and proof["seconds_per_thousand_papers"] > 0
    said = run("verify").err
    assert "s per thousand papers" in said and "no fault" in said


def blob_of(held: Archive) -> tuple[str, str, Path]:
    kept, version = next(held.papers.current_all())
    (path,) = (held.home / "blobs" / version.sha256[:2]).glob(version.sha256[2:] + "*")
    return kept.paper.id, version.sha256, path


def another_text(held: Archive) -> str:
    """The bytes are sound and are not those that were kept."""
    _, sha256, path = blob_of(held)
    path.write_bytes(zstandard.compress(b"Other bytes.") if path.suffix else b"Other bytes.")
    return f"file {sha256} is damaged: its bytes have another hash"


def cut_short(held: Archive) -> str:
    _, sha256, path = blob_of(held)
    path.unlink()
    path.with_suffix(".zst").write_bytes(zstandard.compress(b"x" * 5000)[:12])
    return f"file {sha256} cannot be opened"


def lost(held: Archive) -> str:
    paper, sha256, path = blob_of(held)
    path.unlink()
    return f"paper {paper} (one): its file {sha256} is missing".replace(
        "(one)", f"({held.papers.get(paper).paper.title})"
    )


def lost_earlier_version(held: Archive) -> str:
    """Also what was replaced must still be there."""
    paper, sha256, path = blob_of(held)
    held.papers.keep(paper, b"A new text.", datetime(2026, 3, 2, tzinfo=UTC), media_type="text/plain")
    path.unlink()
    return f"paper {paper} ({held.papers.get(paper).paper.title}): its file {sha256} is missing"


def changed_page(held: Archive) -> str:
    paper, sha256, _ = blob_of(held)
    text = held.texts.page(sha256, 1).replace("12 more", "92 more")
    with sqlite3.connect(held.home / "catalogue.db") as database:
        database.execute("UPDATE page SET text = ? WHERE sha256 = ?", (zstandard.compress(text.encode()), sha256))
    return f"paper {paper} ({held.papers.get(paper).paper.title}): reading it again gives another text on page 1"


def shifted_quotation(held: Archive) -> str:
    one = next(held.findings.all())
    record = {"start": one.found.start + 1, "end": one.found.end + 1}
    with sqlite3.connect(held.home / "catalogue.db") as database:
        database.execute(
            "UPDATE finding SET record = json_patch(record, ?) WHERE id = (SELECT id FROM finding ORDER BY paper, page, start, id LIMIT 1)",
            (json.dumps(record),),
        )
    return f"the quotation {one.found.quote[:60]!r} is not at its place in {one.paper}, page 1"


@pytest.mark.parametrize("harm", [another_text, cut_short, lost, lost_earlier_version, changed_page, shifted_quotation])
def test_each_harm_is_found_and_named(run: Run, held: Archive, harm: Callable[[Archive], str]) -> None:
    expected = harm(held)
    ran = run("verify", "--json")
    assert ran.code == 1
    assert any(fault.startswith(expected) for fault in ran.json["faults"]), ran.json["faults"]
    assert "faults" in run("verify").err


def test_a_version_that_came_later_leaves_findings_behind_until_processed(run: Run, held: Archive) -> None:
    paper = next(held.papers.current_all())[0].paper.id
    held.papers.keep(paper, b"A new text.", datetime(2026, 3, 2, tzinfo=UTC), media_type="text/plain")
    assert "stands on a version that is not the current" in run("verify", "--json").json["faults"][0]
    assert run("process").code == 0 and run("verify").code == 0
