"""Forgetting leaves no word: not in files, the database or its log, the index, an export; nor does a crawl bring it back."""

import io
import json
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import zstandard
from fpdf import FPDF

from archive.bundled import load_topic
from archive.home import Archive, open_archive
from archive.runs_of_words import every_run, holds, telling_runs, visible
from cli.demo.pretend_council import PretendCouncil
from crawler.run import crawl
from crawler.task import Options
from records.sources import Source
from tests.conftest import Run

DAY = datetime(2021, 6, 28, 20, tzinfo=UTC)
CHILD = "The Panel heard how Wilhelmina Quibblethorpe came to Morfa Elin, and placed her with two foster carers."


def places(home: Path, words: str) -> list[str]:
    """The files under a home in which these words stand, as they are or compressed, whatever the case."""
    wanted = [words.lower().encode(), json.dumps(words.lower()).strip('"').encode()]
    found = []
    for path in sorted(one for one in home.rglob("*") if one.is_file()):
        if any(word in text.lower() for text in unpacked(path.read_bytes()) for word in wanted):
            found.append(str(path.relative_to(home)))
    return found


def unpacked(body: bytes):
    """The bytes, and what is compressed in them: the catalogue holds pages as zstandard frames, also in free space."""
    yield body
    at = body.find(b"\x28\xb5\x2f\xfd")
    while at >= 0:
        try:
            with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(body[at:])) as frame:
                yield frame.read(1 << 20)
        except zstandard.ZstdError:
            pass
        at = body.find(b"\x28\xb5\x2f\xfd", at + 1)


def add(run: Run, path: Path, text: str) -> str:
    path.write_text(text)
    return run("add", path, "--council", "powys", "--published", "2018-09-14", "--json").json["added"][0]["paper"]


def forget(run: Run, paper: str, *more: str):
    return run("forget", paper, "--reason", "names a child", "--who", "editor", "--yes", "--json", *more)


def test_no_file_under_the_home_holds_a_word_of_it(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    add(run, tmp_path / "other.txt", "The Council will recruit 12 more foster carers by March 2019.")
    paper = add(run, tmp_path / "secret.txt", CHILD + " The Council will find her 3 new foster carers by March 2019.")
    assert run("process").code == 0
    one = next(c for c in run("commitments", "--json").json if "3 new" in c["statements"][0]["quote"])
    assert run("review", one["id"], "--confirm", "--who", "editor").code == 0
    assert len(places(home, "Quibblethorpe")) >= 2 and len(places(home, "find her 3 new")) >= 2
    gone = forget(run, paper)
    assert gone.code == 0 and len(gone.json["removed"]) == 1
    for form in ("csv", "jsonl", "parquet", "sqlite", "warc"):
        assert run("export", home / "out" / form, "--format", form).code == 0
    assert places(home, "Quibblethorpe") == places(home, "find her 3 new") == []
    assert run("search", "foster carers", "--json").json["total"] == 1
    assert run("verify").code == 0
    assert run("process").code == 0 and run("rebuild").code == 0
    assert places(home, "Quibblethorpe") == []


def test_the_other_engine_forgets_too(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("tantivy")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "councilwatch.toml").write_text('engine = "tantivy"\n')
    paper = add(run, tmp_path / "secret.txt", CHILD)
    add(run, tmp_path / "other.txt", "The Council will recruit 12 more foster carers by March 2019.")
    assert run("process").code == 0 and forget(run, paper).code == 0
    assert places(tmp_path / "home", "Quibblethorpe") == []
    assert run("process").code == 0
    assert run("search", "foster", "--json").json["total"] == 1


def test_added_again_it_says_that_it_was_forgotten_and_can_be_allowed(run: Run, tmp_path: Path) -> None:
    paper = add(run, tmp_path / "secret.txt", CHILD)
    assert forget(run, paper).code == 0
    again = run("add", tmp_path / "secret.txt", "--council", "exmouth")
    assert again.code == 1 and "secret.txt was forgotten on" in again.err
    assert "by editor: names a child" in again.err and f"councilwatch forget --undo {paper}" in again.err
    assert run("forget", "--undo", paper, "--who", "chief").code == 0
    assert run("add", tmp_path / "secret.txt", "--council", "powys").code == 0
    assert run("process", "--json").json["reading"]["read"] == 1
    (line,) = run("forget", "--list", "--json").json["forgotten"]
    assert (line["who"], line["lifted_by"]) == ("editor", "chief"), "the audit line stays and says so"
    assert run("forget", "--undo", paper, "--who", "chief").code == 1


def test_a_killed_forget_is_told_of_and_finished(run: Run, tmp_path: Path) -> None:
    paper = add(run, tmp_path / "secret.txt", CHILD)
    with closing(open_archive(tmp_path / "home")) as archive:
        sha256 = archive.papers.current(paper).sha256
        body = archive.blobs.get(sha256)
        assert forget(run, paper).code == 0
        archive.blobs.put(body)  # as a kill before the files were removed leaves it
    told = run("verify", "--json")
    assert told.code == 1 and "belongs to a forgotten paper" in told.json["faults"][0]
    assert forget(run, paper).json["removed"] == [sha256]
    assert run("verify").code == 0


@pytest.fixture
def demo(own_demo: Path) -> Archive:
    with closing(open_archive(own_demo)) as archive:
        yield archive


def sentence_of(archive: Archive, kind: str, *, key: str = "", issue: bool = False) -> tuple[str, str]:
    """The paper of that kind with the longest sentence, and that sentence."""
    best = max(
        (
            (sentence, kept.paper.id)
            for kept, version in archive.papers.current_all()
            if kept.paper.kind == kind and kept.paper.key.startswith(key) and (not issue or kept.paper.issue)
            for page in archive.texts.pages(version.sha256)
            for sentence in page.text.replace("\n", ". ").split(". ")
        ),
        key=lambda pair: len(pair[0]),
    )
    return best[1], best[0]


def test_an_item_goes_from_both_channels_its_issue_and_every_pack(run: Run, demo: Archive, tmp_path: Path) -> None:
    paper, said = sentence_of(demo, "item", key="item:", issue=True)
    assert len(places(demo.home, said)) >= 3, "captures, texts and catalogue"
    gone = forget(run, paper)
    assert gone.code == 0, gone.err
    assert "issue" in {row["kind"] for row in gone.json["also"]}
    captured = {one.kind for one in demo.captures.all() if one.sha256 in gone.json["removed"]}
    assert {"ws.meeting", "html.meeting", "html.issue_meetings"} <= captured
    assert run("process").code == 0
    for form in ("jsonl", "sqlite", "warc"):
        assert run("export", tmp_path / "home" / "out" / form, "--format", form).code == 0
    assert places(demo.home, said) == []
    assert run("verify").code == 0


@pytest.mark.slow
def test_a_crawl_of_everything_does_not_bring_an_item_back(run: Run, tmp_path: Path) -> None:
    with PretendCouncil(as_of=DAY.date()) as site, closing(open_archive(tmp_path / "home")) as archive:
        source = Source(slug="morfa-elin", name="Morfa Elin", platform="moderngov", url=site.url)
        archive.watched.add(source)
        crawled(archive, source)
        assert run("process").code == 0
        paper, said = sentence_of(archive, "item", key="item:", issue=True)
        report, _ = sentence_of(archive, "report")
        meeting = archive.papers.get(paper).paper.meeting
        assert forget(run, paper).code == 0 and forget(run, report).code == 0
        crawled(archive, source)
        assert run("process").code == 0
        assert places(tmp_path / "home", said) == []
        assert {archive.papers.get(one).state for one in (paper, report)} == {"forgotten"}
        record = archive.meetings.get("morfa-elin", meeting).meeting
        assert len(record.items) > 2 and any(item.title == "(forgotten)" for item in record.items)
        assert any(item.minutes for item in record.items), "what others said stays"
        assert run("forget", "--undo", paper, "--who", "chief").code == 0
        crawled(archive, source)
        assert archive.papers.get(paper).state == "kept" and places(tmp_path / "home", said)


def crawled(archive: Archive, source: Source) -> None:
    asked = Options(since=date(2020, 6, 1), until=date(2021, 6, 28), full=True, delay=0)
    with archive.lock():
        crawl(archive, [source], load_topic(), asked, DAY)


def test_a_pack_that_comes_later_with_the_same_words_is_forgotten_when_it_is_read(run: Run, tmp_path: Path) -> None:
    long = " ".join(f"{CHILD} Then the Panel turned to matter {n} of the agenda and noted it." for n in range(6))
    paper = add(run, tmp_path / "secret.txt", long)
    assert run("process").code == 0 and forget(run, paper).code == 0
    pack = FPDF()
    pack.set_font("Helvetica", size=11)
    for text in ("Agenda for the Panel. " * 9, long):
        pack.add_page()
        pack.multi_cell(0, 6, text)
    pack.output(str(tmp_path / "pack.pdf"))
    assert run("add", tmp_path / "pack.pdf", "--council", "powys").code == 0
    assert run("process").code == 0
    assert run("search", "Quibblethorpe", "--json").json["total"] == 0
    first, second = run("forget", "--list", "--json").json["forgotten"]
    assert second["because_of"] == first["paper"] and second["reason"] == "names a child"
    assert run("verify").code == 0


def test_what_a_history_was_put_together_from_is_told_of_and_stays(run: Run, demo: Archive) -> None:
    issue, _ = sentence_of(demo, "issue")
    gone = forget(run, issue).json
    assert {row["kind"] for row in gone["stay"]} >= {"item"}
    assert all(demo.papers.get(row["paper"]).state == "kept" for row in gone["stay"])
    assert run("verify").code == 0


@pytest.mark.parametrize(
    ("other", "related", "told"),
    [
        (CHILD, True, True),
        (f"<p>{CHILD.replace(' and', '<br/> and')}</p>", True, True),
        (f"&lt;p&gt;{CHILD}&lt;/p&gt;", True, True),
        (CHILD, False, False),  # too few words to tell a text anywhere
        (" ".join(CHILD.split()[:9]), True, False),
        ("", True, False),
    ],
)
def test_words_are_told_by_their_runs(other: str, related: bool, told: bool) -> None:
    assert holds(every_run(visible(other.encode())), telling_runs([CHILD]), related=related) is told
    assert not holds(every_run(other), telling_runs([""]), related=related)
