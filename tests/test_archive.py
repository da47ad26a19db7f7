"""The archive: what is kept stays kept, once, and says what it is."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import OperationalError

import archive as archive_package
from archive.catalogue import HEAD, open_catalogue, scrub
from archive.forgetting import forget
from archive.forgotten import Forgotten
from archive.holders import holders
from archive.home import Archive, open_archive
from archive.papers import paper_id
from archive.runs import SourceRun
from archive.schema import metadata
from records.collected import AgendaItem, Committee, Meeting
from records.errors import CouncilwatchError, Locked, NotKept
from records.findings import Deadline, Findings, Observation, Statement
from records.papers import Page, Paper, Reading, Table

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return open_archive(tmp_path)


def a_paper(key: str = "attachment:7", **facts: object) -> Paper:
    values = {
        "id": paper_id("exmouth", key),
        "source": "exmouth",
        "key": key,
        "kind": "report",
        "title": "Carers",
    } | facts
    return Paper(**values)  # type: ignore[arg-type]


def test_migrations_make_the_tables_the_code_expects(tmp_path: Path) -> None:
    engine = open_catalogue(f"sqlite:///{tmp_path / 'c.db'}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_catalogue_of_a_newer_program_is_refused_in_a_sentence(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'c.db'}"
    with open_catalogue(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CouncilwatchError, match=f"newer than this program's {HEAD}"):
        open_catalogue(url)


def test_a_migration_that_breaks_off_leaves_nothing_half_made(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    last = sorted(metadata.tables)[-1]
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE {last} (other TEXT)")  # the migration stumbles over it
    with pytest.raises(OperationalError, match="already exists"):
        open_catalogue(f"sqlite:///{path}")
    with sqlite3.connect(path) as database:
        assert [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")] == [last]
        database.execute(f"DROP TABLE {last}")
    open_catalogue(f"sqlite:///{path}").dispose()


def test_blobs_give_back_what_was_put_and_once(archive: Archive) -> None:
    small, large = b"%PDF-1.7 \x00\xff", b"<p>carers</p>" * 1000
    hashes = [archive.blobs.put(body) for body in (small, large, small)]
    assert hashes[0] == hashes[2] and sorted(archive.blobs) == sorted(set(hashes))
    assert [archive.blobs.get(sha256) for sha256 in hashes] == [small, large, small]
    assert archive.blobs.remove(hashes[0]) and not archive.blobs.remove(hashes[0])
    with pytest.raises(NotKept):
        archive.blobs.get(hashes[0])


def test_a_capture_is_kept_with_the_headers_that_matter(archive: Archive) -> None:
    _, kept = archive.captures.keep(
        source="exmouth", url="http://x/a", final_url="http://x/a", at=NOON, status=200,
        headers=[("ETag", '"1"'), ("Set-Cookie", "secret")], body=b"page", kind="page",
    )  # fmt: skip
    assert kept.headers == (("etag", '"1"'),)
    assert archive.captures.latest("http://x/a") == kept and archive.captures.latest("http://x/b") is None


def test_a_paper_changed_keeps_every_version(archive: Archive) -> None:
    paper = a_paper()
    archive.papers.see(paper, NOON, "pending")
    first = archive.papers.keep(paper.id, b"first", NOON)
    assert archive.papers.keep(paper.id, b"first", NOON + timedelta(1)) is None
    second = archive.papers.keep(paper.id, b"second", NOON + timedelta(2))
    archive.papers.withdraw(paper.id)
    third = archive.papers.keep(paper.id, b"first", NOON + timedelta(3))
    assert first and second and third
    states = [(v.state, archive.blobs.get(v.sha256)) for v in archive.papers.versions(paper.id)]
    assert states == [("replaced", b"first"), ("withdrawn", b"second"), ("restored", b"first")]
    assert archive.papers.current(paper.id) == third


def test_seeing_a_paper_again_takes_newer_facts_and_keeps_old_ones(archive: Archive) -> None:
    archive.papers.see(a_paper(url="http://x/1", published=date(2026, 1, 5)), NOON, "linked")
    archive.papers.see(a_paper(url="http://x/2", title="Carers (revised)"), NOON, "pending")
    kept = archive.papers.get(a_paper().id)
    assert kept.state == "pending"
    assert (kept.paper.title, kept.paper.published) == ("Carers (revised)", date(2026, 1, 5))
    assert (kept.paper.url, kept.paper.other_urls) == ("http://x/2", ("http://x/1",))


def test_a_date_the_document_gives_is_not_replaced_by_an_inferred_one(archive: Archive) -> None:
    archive.papers.see(a_paper(published=date(2026, 1, 5)), NOON, "linked")
    archive.papers.see(a_paper(published=date(2026, 2, 9), published_inferred=True), NOON, "linked")
    kept = archive.papers.get(a_paper().id).paper
    assert (kept.published, kept.published_inferred) == (date(2026, 1, 5), False)


def test_what_was_pending_or_failed_is_asked_for_again(archive: Archive) -> None:
    for key in "abc":
        archive.papers.see(a_paper(key), NOON, "pending")
    archive.papers.keep(a_paper("a").id, b"a", NOON)
    archive.papers.fail(a_paper("b").id, "status 503")
    assert {kept.paper.key for kept in archive.papers.pending("exmouth")} == {"b", "c"}


def test_a_paper_is_found_by_the_beginning_of_its_id(archive: Archive) -> None:
    archive.papers.see(a_paper(), NOON, "linked")
    assert archive.papers.get(a_paper().id[:12]).paper.key == "attachment:7"
    with pytest.raises(NotKept, match="no paper has the id 'nowhere'"):
        archive.papers.get("nowhere")
    assert archive.papers.find(a_paper().id) and archive.papers.find(a_paper().id[:12]) is None


def test_a_withdrawn_paper_that_is_there_again_unchanged_is_restored(archive: Archive) -> None:
    paper = a_paper()
    archive.papers.see(paper, NOON, "pending")
    archive.papers.keep(paper.id, b"one", NOON)
    archive.papers.keep(paper.id, b"two", NOON + timedelta(1))
    archive.papers.withdraw(paper.id)
    archive.papers.unchanged(paper.id, NOON + timedelta(2))
    assert [version.state for version in archive.papers.versions(paper.id)] == ["replaced", "restored"]
    assert archive.papers.get(paper.id).state == "kept"
    assert archive.papers.keep(paper.id, b"two", NOON + timedelta(3)) is None, "the same bytes are no new version"


def test_two_papers_that_come_to_one_id_are_told_of(archive: Archive) -> None:
    archive.papers.see(a_paper(), NOON, "pending")
    with pytest.raises(CouncilwatchError, match="two papers come to the id"):
        archive.papers.see(a_paper(id=a_paper().id, key="attachment:8"), NOON, "pending")


def test_a_home_may_have_any_name(tmp_path: Path) -> None:
    home = tmp_path / "what? 100% #1"
    open_archive(home).close()
    assert (home / "catalogue.db").exists()


def test_a_captured_meeting_is_not_forgotten_by_a_later_listing(archive: Archive) -> None:
    listed = Meeting(id="5", committee="Cabinet", held_on=date(2026, 3, 1))
    full = Meeting(id="5", held_on=date(2026, 3, 1), items=(AgendaItem(id="9", number="1.", title="Carers"),))
    archive.meetings.list_committees("exmouth", [Committee(id="2", title="Cabinet")], NOON)
    archive.meetings.list_meetings("exmouth", [listed], NOON, pending=True)
    assert [kept.meeting.id for kept in archive.meetings.pending("exmouth")] == ["5"]
    assert archive.meetings.capture("exmouth", full, NOON)
    assert not archive.meetings.capture("exmouth", full, NOON + timedelta(1)), "the same record is no change"
    archive.meetings.list_meetings("exmouth", [listed], NOON + timedelta(2), pending=False)
    kept = archive.meetings.get("exmouth", "5")
    assert kept and kept.state == "captured" and kept.meeting.items == full.items


def test_texts_are_replaced_whole_and_hidden_pages_stay_out(archive: Archive) -> None:
    first = Reading(pages=(Page(number=1, text="one"), Page(number=2, text="two")), reader="pdf/1")
    archive.texts.keep("s" * 64, first, NOON)
    archive.texts.keep(
        "s" * 64,
        Reading(pages=(Page(number=1, text="£1 – uno"),), tables=(Table(page=1, rows=(("a", "b"),)),), reader="pdf/2"),
        NOON,
    )
    assert archive.texts.pages("s" * 64) == [Page(number=1, text="£1 – uno")]
    assert archive.texts.tables("s" * 64)[0].rows == (("a", "b"),)
    archive.texts.scan("s" * 64, {1: "the page is marked exempt"}, "1")
    assert archive.texts.pages("s" * 64) == [] and archive.texts.page("s" * 64, 1) is None
    assert len(archive.texts.pages("s" * 64, hidden=True)) == 1


def test_a_page_with_a_reason_is_hidden_in_the_transaction_that_keeps_it(archive: Archive) -> None:
    read = Reading(pages=(Page(number=1, text="one"), Page(number=2, text="private")), reader="pdf/1")
    commits: list[object] = []
    event.listen(archive.engine, "commit", commits.append)
    archive.texts.keep("s" * 64, read, NOON, hidden={2: "a date of birth"})
    assert len(commits) == 1, "no kill can come between"
    assert [page.number for page in archive.texts.pages("s" * 64)] == [1]
    assert list(archive.texts.hidden()) == [("s" * 64, 2, "a date of birth")]


def test_findings_come_back_as_they_were(archive: Archive) -> None:
    paper = a_paper()
    archive.papers.see(paper, NOON, "pending")
    said = Statement(
        quote="15 more carers by December", start=3, end=29, kind="target", strength="planned", measure="carers",
        value=15, deadline=Deadline(text="by December", end=date(2018, 12, 31), precision="month"), rule="r", trigger="by",
    )  # fmt: skip
    seen = Observation(
        quote="92 carers", start=40, end=49, measure="carers", value=92, as_of=date(2018, 6, 1), rule="r", trigger="are"
    )
    archive.findings.keep(paper.id, "s" * 64, {2: Findings(statements=(said,), observations=(seen,))}, "1")
    assert [(placed.page, placed.found) for placed in archive.findings.all()] == [(2, said), (2, seen)]
    archive.findings.keep(paper.id, "s" * 64, {}, "2")
    assert list(archive.findings.all()) == []


def test_one_outcome_per_source_and_run(archive: Archive) -> None:
    for day, outcome in enumerate(("ok", "blocked")):
        run = archive.runs.start("crawl", NOON + timedelta(day))
        archive.runs.record(
            SourceRun(
                run=run, source="exmouth", outcome=outcome, reason=None, evidence={"status": 403},  # type: ignore[arg-type]
                counts={"requests": 4}, started_at=NOON + timedelta(day), finished_at=None,
            )
        )  # fmt: skip
    last = archive.runs.last("exmouth")
    assert last and last.outcome == "blocked" and archive.runs.last_success("exmouth") == NOON


def test_two_runs_cannot_write_at_once(archive: Archive, tmp_path: Path) -> None:
    with archive.lock(), pytest.raises(Locked, match="another run is writing") as caught, open_archive(tmp_path).lock():
        pass
    assert caught.value.exit_code == 75


def test_memory_adds_facts_and_drops_none(archive: Archive) -> None:
    archive.watched.watch(["powys"])
    archive.watched.remember("powys", channel="service", etag="1")
    archive.watched.remember("powys", etag=None)
    assert archive.watched.memory("powys") == {"channel": "service"} and archive.watched.watched() == ["powys"]


def test_a_forgotten_paper_leaves_an_audit_line_and_does_not_come_back(archive: Archive) -> None:
    """Through every room: `tests/test_forget.py`."""
    paper, twin, other = a_paper("item:9", kind="item", meeting="5", item="9"), a_paper("attachment:8"), a_paper("a:7")
    number, capture = archive.captures.keep(
        source="exmouth", url="u", final_url="u", at=NOON, status=200, headers=[], body=b"<page>", kind="html.meeting"
    )
    item = AgendaItem(id="9", number="1.", title="A family", minutes="names")
    archive.meetings.capture("exmouth", Meeting(id="5", items=(item,)), NOON)
    for one, body in ((paper, b"shared"), (twin, b"shared"), (other, b"other")):
        archive.papers.see(one, NOON, "pending")
        archive.papers.keep(one.id, body, NOON)
    own = archive.papers.keep(paper.id, b"own", NOON, capture=number)
    assert own
    found = holders(archive, paper)
    assert [one.id for one in found.others] == [twin.id], "the same bytes under another name"
    gone = forget(archive, found, who="dpo@exmouth.example", at=NOON, reason="a child is named")
    shared = archive.papers.versions(twin.id)[0].sha256
    assert set(gone) == {own.sha256, shared, capture.sha256} and not any(map(archive.blobs.has, gone))
    assert archive.papers.get(other.id).state == "kept"
    kept = archive.meetings.get("exmouth", "5")
    assert kept and kept.meeting.items[0].minutes is None
    line, second = archive.forgotten.lines()
    assert (line.paper, line.who, line.reason) == (paper.id, "dpo@exmouth.example", "a child is named")
    assert (second.paper, second.because_of) == (twin.id, paper.id)
    archive.papers.see(paper, NOON, "pending")
    assert archive.papers.keep(paper.id, b"own", NOON) is None and not archive.blobs.has(own.sha256)
    archive.meetings.capture("exmouth", Meeting(id="5", items=(item,)), NOON)
    kept = archive.meetings.get("exmouth", "5")
    assert kept and kept.meeting.items[0].minutes is None, "nor in the meeting's record"
    assert archive.papers.pending("exmouth") == []


def test_deleted_words_leave_the_database_s_files(archive: Archive, tmp_path: Path) -> None:
    paper = a_paper(title="Quibblethorpe " * 400)
    archive.papers.see(paper, NOON, "pending")
    archive.papers.drop(paper.id)
    assert scrub(archive.engine)
    assert not any(b"Quibblethorpe" in path.read_bytes() for path in tmp_path.glob("catalogue.db*"))
    with archive.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


def test_an_older_catalogue_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(archive_package.__file__).parent / "migrations"))
    url = f"sqlite:///{tmp_path / 'c.db'}"
    with create_engine(url).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(
            text(
                "INSERT INTO paper (id, source, key, kind, title, url, other_urls, published_inferred, restricted, state,"
                " first_seen, last_seen) VALUES ('local-1', 'local', 'file:x', 'other', 't', 'file:///home/jo/a%20b.pdf',"
                " '[]', 0, 0, 'kept', '2020-01-01', '2020-01-01')"
            )
        )
        connection.execute(
            text("INSERT INTO forgotten (paper, sha256s, who, at, reason) VALUES ('p', '[]', 'w', '2020-01-01', 'r')")
        )
    engine = open_catalogue(url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT url FROM paper")).scalar() == "file:a%20b.pdf", (
            "the folder is nobody's business"
        )
    (line,) = Forgotten(engine).lines()
    assert (line.paper, line.reason, line.lifted_at) == ("p", "r", None)
