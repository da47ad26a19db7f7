"""No bad file may kill, hang or fill the disk: each ends in a reading or in a plain reason."""

import os
import re
import shutil
from dataclasses import replace

import pytest

from reading.child import ReaderPool
from reading.limits import MEGABYTE, Limits
from records.errors import UnreadablePaper
from records.papers import Reading
from tests.bad_files import bad_files, good_docx, good_pdf

# Small, so that the files which try to swell are over soon; with time enough for any machine.
SMALL = Limits(seconds=60, memory=512 * MEGABYTE, unpacked=60 * MEGABYTE)
# These would take all the time they are given: they are given little, and may end either way.
ENDLESS = {
    "a-form-that-draws-itself.pdf",
    "forms-that-double-thirty-times.pdf",
    "a-stream-of-40-megabytes.pdf",
    "a-stream-packed-twice.pdf",
    "two-hundred-thousand-paragraphs.docx",
    "a-sheet-of-a-million-rows.xlsx",
    "nested-100000-deep.html",
    "never-closed.html",
    "one-table-of-a-hundred-thousand-cells.html",
    "fields-that-backtrack.rtf",
}

REASONS = {
    "empty.pdf": "empty: no bytes",
    "blanks.txt": "empty: nothing but blanks",
    "password.pdf": "password-protected: a PDF that opens only with its password",
    "a-page-for-an-error.pdf": "an HTML page, not a PDF: the site answered with a page where the file should be",
    "an-old-word-file.doc": "an old Word file (.doc), a format that is not read; a DOCX or PDF copy would be",
    "noise.pdf": "not a file of any known kind: its first bytes fit no format that is read",
    "header-only.pdf": "truncated or damaged: a PDF that neither reader can open",
    "truncated-50.docx": "truncated or damaged: a zipped file whose table of contents cannot be read",
    "a-bomb-of-150-megabytes.docx": "a zip bomb: ",
    "thirty-thousand-parts.docx": "a zip bomb: 30,000 parts in one file",
    "a-stream-packed-twice.pdf": "takes longer than 1 seconds to read",
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Every bad file read by two children, with good papers between them; how much of the disk that used."""
    folder = tmp_path_factory.mktemp("bad")
    papers = []
    for place, (name, content) in enumerate(bad_files()):
        (folder / name).write_bytes(content)
        papers.append((name, folder / name, None, name))
        if place % 10 == 0:
            papers.append((f"good-{place}.pdf", good_pdf(), "application/pdf", None))
            papers.append((f"good-{place}.docx", good_docx(), None, None))
    free = shutil.disk_usage(folder).free
    with ReaderPool(2, SMALL) as pool:
        found = dict(pool.read_many(paper for paper in papers if paper[0] not in ENDLESS))
    with ReaderPool(2, replace(SMALL, seconds=1)) as pool:
        found |= dict(pool.read_many(paper for paper in papers if paper[0] in ENDLESS))
    return found, free - shutil.disk_usage(folder).free


def test_there_are_at_least_forty_and_each_has_one_outcome(outcomes):
    found, _ = outcomes
    assert sum(not name.startswith("good-") for name in found) >= 40
    assert all(isinstance(outcome, (Reading, UnreadablePaper)) for outcome in found.values())


def test_a_reason_is_a_plain_sentence(outcomes):
    for name, outcome in outcomes[0].items():
        if isinstance(outcome, UnreadablePaper):
            reason = str(outcome)
            assert 5 < len(reason) < 300 and reason.isprintable() and "Traceback" not in reason, (name, reason)


@pytest.mark.parametrize("name", REASONS)
def test_known_damage_is_called_by_its_name(outcomes, name):
    outcome = outcomes[0][name]
    assert isinstance(outcome, UnreadablePaper) and str(outcome).startswith(REASONS[name]), outcome


def test_good_papers_between_bad_ones_are_read(outcomes):
    good = {name: outcome for name, outcome in outcomes[0].items() if name.startswith("good-")}
    assert len(good) > 8
    assert all(isinstance(outcome, Reading) and "Northmere" in outcome.pages[0].text for outcome in good.values()), good


def test_what_can_be_saved_is_saved(outcomes):
    found = outcomes[0]
    assert "Northmere will recruit 11 more foster carers" in found["truncated-75.pdf"].pages[0].text
    assert found["truncated-75.pdf"].reader.startswith("pdf_oxide/")
    assert found["truncated-75.pdf"].warnings[0].startswith("truncated or damaged")
    assert found["arrays-nested-deep.pdf"].pages[0].text == "Northmere will recruit twelve foster carers"
    assert found["a-million-pages-promised.pdf"].warnings[0] == "cut after 5,000 of 1,000,000 pages"
    assert found["tables-nested-60-deep.docx"].pages[0].text == "carers"


def test_no_control_character_gets_through(outcomes):
    text = outcomes[0]["escape-codes.txt"].pages[0].text
    assert "Carers" in text and not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def test_nothing_from_outside_the_file_is_read(outcomes):
    assert "root:" not in str(outcomes[0]["an-entity-from-outside.docx"])


def test_the_disk_stays_as_it_was(outcomes):
    assert outcomes[1] < 50 * MEGABYTE


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="looks for processes in /proc")  # noqa: PTH112
def test_no_child_is_left_behind(outcomes):
    assert outcomes
    with ReaderPool(1, SMALL) as pool:
        pool.read(good_pdf())
        child = pool._idle.get()
        pool._idle.put(child)
        number = child._process.pid
        assert os.path.exists(f"/proc/{number}")  # noqa: PTH110
    assert not os.path.exists(f"/proc/{number}")  # noqa: PTH110
