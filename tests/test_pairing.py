"""Packs are held against their single papers once: again only where a text of the meeting is new."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from archive.home import Archive, open_archive
from archive.papers import paper_id
from pipeline import pair_packs
from pipeline.pair_packs import pair_papers
from records.papers import Page, Paper, Reading

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
REPORT = "The Head of Service reported that ninety one carers were registered and that twelve more were to be found."
BUDGET = "The Treasurer reported that the budget for placements had been spent by the end of the third quarter already."


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return open_archive(tmp_path)


def keep(archive: Archive, key: str, kind: str, meeting: str, *texts: str, at: datetime = NOON) -> str:
    paper = Paper(
        id=paper_id("x", key), source="x", key=key, kind=kind, title=key, meeting=meeting, meeting_date=date(2026, 3, 1)
    )  # type: ignore[arg-type]
    archive.papers.see(paper, at, "pending")
    version = archive.papers.keep(paper.id, "\f".join((key, *texts)).encode(), at)
    assert version
    pages = tuple(Page(number=number, text=text) for number, text in enumerate(texts, 1))
    archive.texts.keep(version.sha256, Reading(pages=pages, reader="plain/1"), at)
    return paper.id


def repeats(archive: Archive, paper: str) -> set[int]:
    found = pair_papers(archive)
    return found[paper].repeats if paper in found else set()


def test_only_a_meeting_with_a_new_text_is_read_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(
        pair_packs, "_shingles", lambda text, made=pair_packs._shingles: read.append(text) or made(text)
    )
    for meeting in ("1", "2"):
        keep(
            archive,
            f"pack {meeting}",
            "pack",
            meeting,
            f"Agenda {meeting}",
            f"{REPORT} {meeting}",
            f"{BUDGET} {meeting}",
        )
        keep(archive, f"report {meeting}", "report", meeting, f"{REPORT} {meeting}")
    first, second = (paper_id("x", f"pack {meeting}") for meeting in ("1", "2"))
    assert (repeats(archive, first), len(read)) == ({2}, 8)
    read.clear()
    assert (repeats(archive, first), repeats(archive, second), read) == ({2}, {2}, []), "as it was, and nothing read"
    keep(archive, "budget 2", "report", "2", f"{BUDGET} 2")
    assert (repeats(archive, second), len(read)) == ({2, 3}, 5), "the other meeting is left alone"
    assert pair_papers(archive)[paper_id("x", "budget 2")].also_at == {(1, f"{second}#3")}


def test_a_replaced_or_withdrawn_single_paper_is_no_longer_repeated(archive: Archive) -> None:
    pack = keep(archive, "pack", "pack", "1", "Agenda", REPORT, BUDGET)
    report = keep(archive, "report", "report", "1", REPORT)
    assert repeats(archive, pack) == {2}
    keep(archive, "report", "report", "1", BUDGET, at=NOON + timedelta(1))
    assert repeats(archive, pack) == {3}
    version = archive.papers.current(report)
    archive.texts.quarantine(version.sha256, "reading/1", "damaged", NOON)
    assert repeats(archive, pack) == set()
