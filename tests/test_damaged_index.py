"""An index is disposable: a damaged one is told of by `search` and made anew by `process` and `rebuild`."""

from pathlib import Path

import pytest

from archive.home import Archive, open_archive
from tests.conftest import Run

PROMISE = "The Council will recruit 12 more in-house foster carers by 31 March 2019."


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Archive:
    """An archive with one paper, processed."""
    (tmp_path / "plan.txt").write_text(PROMISE)
    assert run("add", tmp_path / "plan.txt", "--council", "powys", "--published", "2018-09-14").code == 0
    assert run("process").code == 0
    return open_archive(tmp_path / "home")


def damage(held: Archive, pattern: str) -> None:
    """Overwrite files of the index with what no engine wrote."""
    files = list(held.index_folder.glob(pattern))
    assert files
    for path in files:
        path.write_bytes(b"damaged")


@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "*.trm", "engine.json", "*"])
@pytest.mark.parametrize("command", ["process", "rebuild"])
def test_a_damaged_index_is_made_anew(run: Run, held: Archive, pattern: str, command: str) -> None:
    damage(held, pattern)
    done = run(command)
    assert done.code == 0, done.err
    assert run("search", "carers", "--json").json["total"] == 1
    assert not list(held.home.glob("index.*")), "nothing of the old one is left"


def test_a_damaged_index_is_no_empty_answer(run: Run, held: Archive, tmp_path: Path) -> None:
    damage(held, "_MAIN_*.toc")
    (tmp_path / "later.txt").write_text(PROMISE)
    assert run("add", tmp_path / "later.txt", "--council", "powys").code == 0  # one paper waits for `process`
    found = run("search", "carers")
    assert found.code != 0 and "cannot be read" in found.err and "councilwatch rebuild" in found.err


def test_a_damaged_file_of_postings_is_told_of_and_rebuilt(run: Run, held: Archive) -> None:
    damage(held, "*.pst")
    found = run("search", "carers")
    assert found.code != 0 and "cannot be read" in found.err
    assert run("rebuild").code == 0
    assert run("search", "carers", "--json").json["total"] == 1


def test_an_unknown_engine_throws_nothing_away(run: Run, held: Archive) -> None:
    before = held.findings.counts()
    done = run("rebuild", "--engine", "whosh")
    assert done.code != 0 and "no search engine 'whosh'" in done.err
    assert before["statement"] == 1 and held.findings.counts() == before
    assert run("search", "carers", "--json").json["total"] == 1
