"""Scanned papers: without tesseract they say they need OCR; with it they are read, a capped number of pages a run."""

import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import matplotlib
import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from archive.home import Archive, open_archive
from pipeline.read_scans import ScanCounts, read_scans
from reading.ocr import read_scanned
from records.errors import UnreadablePaper
from tests.conftest import Run

TESSERACT = shutil.which("tesseract")
needs_tesseract = pytest.mark.skipif(TESSERACT is None, reason="tesseract is not installed: apt install tesseract-ocr")
NOW = datetime(2026, 3, 2, tzinfo=UTC)
PROMISE = "The Council will recruit 14 more foster carers by 31 March 2019."
SECRET = "Tomos Pryce, DOB: 12/03/2009"


def scan(*pages: str) -> bytes:
    """A PDF of pictures only, one page for each text, as a copier in a committee office makes it."""
    font = ImageFont.truetype(str(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"), 32)
    made = FPDF(unit="pt", format="A4")
    for text in pages:
        picture = Image.new("L", (1240, 1754), 250)
        ImageDraw.Draw(picture).multiline_text((110, 150), text, font=font, fill=20, spacing=18)
        buffer = io.BytesIO()
        picture.save(buffer, "PNG")
        made.add_page()
        made.image(buffer, 0, 0, 595, 842)
    return bytes(made.output())


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Archive:
    """An archive with one scanned paper of three pages, read but for its pictures."""
    (tmp_path / "scan.pdf").write_bytes(scan(f"Foster carers\n\n{PROMISE}", f"A letter\n\n{SECRET}", "Third page"))
    (tmp_path / "councilwatch.toml").write_text("")
    assert run("add", tmp_path / "scan.pdf", "--council", "powys", "--published", "2018-09-14").code == 0
    return open_archive(tmp_path / "home")


def process(run: Run, held: Archive, pages: int) -> dict[str, int]:
    (held.home / "councilwatch.toml").write_text(f"ocr_pages = {pages}\n")
    return run("process", "--json").json["scans"]


def test_without_tesseract_pages_say_they_need_ocr(run: Run, held: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(held.home))
    assert process(run, held, 200) == {"recognised": 0, "waiting": 3}
    assert run("status", "--json").json["papers"]["pages_needing_ocr"] == 3
    paper = next(held.papers.all()).paper.id
    assert [page["needs_ocr"] for page in run("show", paper, "--json").json["pages"]] == [True] * 3
    assert "needs OCR" in run("show", paper).out
    (check,) = [row for row in run("doctor", "--json").json["checks"] if row["check"] == "ocr"]
    assert not check["ok"] and "tesseract" in check["todo"]
    assert run("verify").code == 0


@needs_tesseract
def test_a_scan_is_read_found_and_followed(run: Run, held: Archive) -> None:
    assert process(run, held, 200) == {"recognised": 3, "waiting": 0}
    (hit,) = run("search", "recruit foster carers", "--json").json["hits"]
    assert hit["page"] == 1
    (one,) = run("commitments", "--as-of", "2018-10-01", "--json").json
    assert (one["value"], one["deadline"]["end"]) == (14, "2019-03-31")
    assert run("verify").code == 0
    assert process(run, held, 200) == {"recognised": 0, "waiting": 0}, "nothing is done twice"


@needs_tesseract
def test_the_cap_of_a_run_holds_and_the_rest_waits(run: Run, held: Archive) -> None:
    paper = next(held.papers.all()).paper.id
    done = []
    for _ in range(4):
        done.append(process(run, held, 1))
        assert run("show", paper, "--json").json["page_count"] == 3
    assert [(step["recognised"], step["waiting"]) for step in done] == [(1, 2), (1, 1), (1, 0), (0, 0)]
    version = held.papers.current(paper)
    assert "Third page" in held.texts.page(version.sha256, 3) and "recruit 14 more" in held.texts.page(
        version.sha256, 1
    )
    assert [number for _, number, _ in held.texts.hidden()] == [2], (
        "hidden by the second run, and still after the third"
    )
    assert "Tomos" not in run("search", "letter", "--json").out
    assert run("commitments", "--as-of", "2018-10-01", "--json").json[0]["value"] == 14


@needs_tesseract
def test_a_page_that_cannot_be_recognised_costs_itself_only(run: Run, held: Archive) -> None:
    """Tesseract is given a second it does not have: the pages stay, blank, with the reason."""
    process(run, held, 0)
    version = next(held.papers.current_all())[1]
    with pytest.raises(UnreadablePaper, match="takes longer"):
        read_scanned(held.blobs.get(version.sha256), [1], TESSERACT, seconds_a_page=0.01)
    (broken,) = (held.home / "blobs" / version.sha256[:2]).glob("*")
    broken.write_bytes(b"%PDF-1.4 cut short")
    assert read_scans(held, now=NOW, pages=200) == ScanCounts(recognised=3, waiting=0)
    reading = held.texts.reading(version.sha256)
    assert (reading.pages, reading.needs_ocr) == (3, 0) and "OCR failed on page 1, 2, 3" in reading.warnings[-1]
