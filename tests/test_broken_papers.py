"""A paper that breaks a step costs itself only: it is counted, kept, and shown in `status` with the reason."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.home import Archive, open_archive
from pipeline.findings_of import findings_of
from pipeline.process import process
from pipeline.scan_pages import personal
from pipeline.time_limit import TookTooLong, at_most
from records.papers import Page, Paper
from records.topics import Measure, Topic, read_topic
from tests.conftest import Run

PROMISE = "The Council will recruit 12 more in-house foster carers by 31 March 2019."
# A pattern that tries 2^n ways on a text that nearly fits: a topic pack of the user's own may hold one.
NEVER_ENDS = Measure(id="other", name="never ends", words=("(a+)+b",))
HOSTILE = "a" * 60 + "!"


def paper(name: str) -> Paper:
    return Paper(id=name, source="local", key=name, kind="report", title=name)


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Archive:
    for name, text in (
        ("good", PROMISE),
        ("hostile", f"{PROMISE}\n\n{HOSTILE}"),
        ("after", PROMISE.replace("12", "15")),
    ):
        (tmp_path / f"{name}.txt").write_text(text)
        assert run("add", tmp_path / f"{name}.txt", "--council", "powys", "--published", "2018-09-14").code == 0
    return open_archive(tmp_path / "home")


def test_a_limit_stops_a_pattern_that_never_ends() -> None:
    """That it ends at all is the proof: unstopped, the pattern would try 2^60 ways."""
    with pytest.raises(TookTooLong), at_most(0.2):
        NEVER_ENDS.pattern.search(HOSTILE)
    with at_most(30):
        assert NEVER_ENDS.pattern.search("aab")


def pack(words: str) -> Topic:
    """A user's own topic pack with one measure of these words, which is a pattern."""
    child = (
        f'id = "own"\nname = "own"\nextends = "common"\n[[measure]]\nid = "own"\nname = "own"\nwords = ["{words}"]\n'
    )
    common = Path(__file__).parent.parent / "data" / "topics" / "common.toml"
    return read_topic(child, "own.toml", common.read_text("utf-8"))


def test_a_page_that_never_ends_is_left_and_the_next_is_read() -> None:
    topic = pack("(a+)+b")
    findings_of(paper("p"), [Page(number=1, text=PROMISE)], {}, topic)  # compiles the patterns
    pages = [
        Page(number=1, text=f"The Council will recruit 12 {HOSTILE} by 31 March 2019."),
        Page(number=2, text=PROMISE),
    ]
    found, fault = findings_of(paper("p"), pages, {}, topic, 1)
    assert fault == "the extractor broke off on page 1 (longer than 1 seconds)" and list(found) == [2]


def test_a_pack_that_raises_is_told_of_with_what_it_raised() -> None:
    found, fault = findings_of(paper("p"), [Page(number=7, text=PROMISE)], {}, pack("[unclosed"))
    assert not found and fault.startswith("the extractor broke off on page 7 (") and "Error: " in fault


def test_the_run_goes_on_and_status_tells_the_reason(run: Run, held: Archive) -> None:
    topic = pack("(a+)+b")
    findings_of(paper("p"), [Page(number=1, text=PROMISE)], {}, topic)  # compiles the patterns
    now = datetime(2026, 3, 2, tzinfo=UTC)
    with held.lock():
        counts = process(held, topic, engine="whoosh", now=now, workers=1, seconds_a_page=1)
    assert (counts.reading.read, counts.searched, counts.indexed) == (3, 3, 2) and counts.broken > 0
    (row,) = run("status", "--json").json["not_readable"]
    assert (row["kind"], row["title"]) == ("broken off", "hostile") and "longer than 1 seconds" in row["reason"]
    assert "could not be indexed" in row["reason"] and "broken off: " in run("status").err
    assert held.findings.counts()["statement"] >= 2, "what the sound papers say is found"
    assert run("search", "carers", "--json").json["total"] == 2
    assert run("process").code == 0, "with a sound pack everything is searched again"
    assert run("status", "--json").json["not_readable"] == [] and run("search", "carers", "--json").json["total"] == 3


def test_a_file_damaged_before_it_was_read_costs_itself_only(run: Run, held: Archive) -> None:
    one = next(held.papers.current_all())[1]
    (path,) = (held.home / "blobs" / one.sha256[:2]).glob(one.sha256[2:] + "*")
    path.rename(path.with_suffix(".zst"))  # plain bytes under a compressed name cannot be opened
    path.with_suffix(".zst").write_bytes(b"not compressed at all")
    done = run("process", "--json").json
    assert (done["reading"]["read"], done["reading"]["quarantined"], done["searched"]) == (2, 1, 2)
    (row,) = run("status", "--json").json["not_readable"]
    assert row["kind"] == "quarantined" and "its kept file cannot be opened" in row["reason"]


def test_a_page_the_scan_breaks_on_stays_hidden() -> None:
    class Text(str):
        def __getitem__(self, key: object) -> str:
            raise RuntimeError("no such text")

    assert personal("Foster carers.") is None
    assert personal(Text("Foster carers.")) == "the scan for personal data broke off on it (RuntimeError: no such text)"
