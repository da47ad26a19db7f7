"""Exports, each read back with another tool: csv, json, PyArrow, sqlite3, Datasette, warcio."""

import asyncio
import base64
import csv
import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet
import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.home import open_archive
from pipeline.csv_cells import cell
from pipeline.export_columns import TABLES, data_dictionary
from pipeline.warc import export_warc
from reading.personal_data import RULES
from tests.conftest import Run, _runner

DAY = "2021-06-28"
SECRET = "Tomos Pryce, DOB: 12/03/2009. The Council will recruit 77 more foster carers by March 2022."
FORGOTTEN = "The Council will recruit 88 more foster carers by March 2022 for the sake of Mair Tregenza."


@pytest.fixture(scope="module")
def held(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pretend council's archive with a page of personal data, and a paper that was forgotten."""
    home = tmp_path_factory.mktemp("export") / "home"
    shutil.copytree(demo_home, home)
    with pytest.MonkeyPatch.context() as patch:
        run = _runner(home, patch)
        for name, text in (("secret.txt", SECRET), ("forgotten.txt", FORGOTTEN)):
            (home.parent / name).write_text(text)
            added = run(
                "add", home.parent / name, "--council", "morfa-elin", "--published", "2021-05-01", "--json"
            ).json
        assert run("process").code == 0
        gone = run("forget", added["added"][0]["paper"], "--reason", "names a person", "--who", "editor", "--yes")
        assert gone.code == 0
    archive = open_archive(home)
    hidden = next(sha256 for sha256, _, reason in archive.texts.hidden() if "birth" in reason)
    archive.captures.keep(
        source="x", url="http://x.example/a.txt", final_url="http://x.example/a.txt", at=datetime(2021, 6, 1, tzinfo=UTC),
        status=200, headers=[], body=archive.blobs.get(hidden), kind="document",
    )  # fmt: skip
    archive.close()
    return home


@pytest.fixture(scope="module")
def out(held: Path) -> Path:
    """Everything exported in every format, each into its folder; SQLite twice, into the same file."""
    folder = held.parent / "out"
    with pytest.MonkeyPatch.context() as patch:
        run = _runner(held, patch)
        for form in ("csv", "jsonl", "parquet", "sqlite", "sqlite", "warc"):
            assert run("export", folder / form, "--format", form, "--as-of", DAY).code == 0
    return folder


@pytest.fixture(scope="module")
def rows(out: Path) -> dict[str, list[dict[str, object]]]:
    """The rows of every table as JSON Lines hold them: what the other formats are held against."""
    folder = out / "jsonl"
    return {
        table: [json.loads(line) for line in (folder / f"{table}.jsonl").open(encoding="utf-8")] for table in TABLES
    }


def test_json_lines_hold_every_table_whole(rows: dict[str, list], held: Path) -> None:
    assert all(list(row) == list(TABLES[table]) for table, listed in rows.items() for row in listed)
    assert min(len(listed) for listed in rows.values()) > 10
    assert len({row["paper"] for row in rows["papers"]}) == len(rows["papers"])
    archive = open_archive(held)
    for row in rows["statements"] + rows["observations"]:
        text = archive.texts.page(row["sha256"], row["page"])
        assert text[row["start"] : row["end"]] == row["quote"], "every quotation can be looked up"


def test_csv_says_the_same_as_json_lines(rows: dict[str, list], out: Path) -> None:
    for table, columns in TABLES.items():
        with (out / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            listed = list(reader)
        assert reader.fieldnames == list(columns) and len(listed) == len(rows[table])
        for found, row in zip(listed, rows[table], strict=True):
            for name, value in row.items():
                written = found[name]
                if isinstance(value, bool):
                    assert written == ("true" if value else "false")
                elif isinstance(value, int | float):
                    assert float(written) == value
                else:
                    assert written == (value or "") or (written == f"'{value}" and value[0] in "=+-@\t\r")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+44 20", "'+44 20"), ("-5 posts", "'-5 posts"), ("@all", "'@all"),
        ("Carers", "Carers"), (-5.0, "-5"), (-2.5, "-2.5"), (None, None), (True, "true"), (7, 7),
    ],
)  # fmt: skip
def test_no_spreadsheet_runs_a_cell(value: object, written: object) -> None:
    assert cell(value) == written


def test_published_is_the_same_day_in_every_table(rows: dict[str, list], held: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        said = {
            (one["paper"], one["page"], one["start"]): one["published"]
            for commitment in _runner(held, patch)("commitments", "--as-of", DAY, "--json").json
            for one in commitment["statements"]
        }
    listed = {(row["paper"], row["page"], row["start"]): row["published"] for row in rows["statements"]}
    assert len(said) > 10 and {place: listed[place] for place in said} == said


def test_a_file_that_was_not_scanned_is_in_no_warc(held: Path, tmp_path: Path) -> None:
    """Not processed yet; and a page that no paper was cut from, scanned as it is written."""
    home = shutil.copytree(held, tmp_path / "home")
    with closing(open_archive(home)) as archive:
        for name, body in (
            ("new.pdf", b"%PDF-1.7 not read yet"),
            ("page", f"<p>{SECRET}</p>".encode()),
            ("ok", b"<p>Hello"),
        ):
            url = f"http://x.example/{name}"
            archive.captures.keep(
                source="y", url=url, final_url=url, at=datetime(2021, 6, 1, tzinfo=UTC), status=200, headers=[],
                body=body, kind="page",
            )  # fmt: skip
        assert export_warc(archive, tmp_path / "w.warc", source="y") == 1
    assert b"Hello" in (tmp_path / "w.warc").read_bytes()


def test_parquet_has_types_and_column_meanings(rows: dict[str, list], out: Path) -> None:
    for table, columns in TABLES.items():
        read = pyarrow.parquet.read_table(out / "parquet" / f"{table}.parquet")
        assert {name: read.schema.field(name).metadata[b"description"].decode() for name in columns} == columns
        found = [{k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()} for row in read.to_pylist()]
        assert found == rows[table]
    statements = pyarrow.parquet.read_schema(out / "parquet" / "statements.parquet")
    assert [str(statements.field(name).type) for name in ("published", "page", "value", "conditional")] == [
        "date32[day]",
        "int64",
        "double",
        "bool",
    ]


def test_sqlite_has_keys_and_full_text(rows: dict[str, list], out: Path) -> None:
    with sqlite3.connect(out / "sqlite" / "councilwatch.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in TABLES:
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (len(rows[table]),)
        hits = database.execute(
            "SELECT quote FROM statements_fts WHERE statements_fts MATCH 'foster AND carers'"
        ).fetchall()
        assert hits and all("foster" in quote.lower() for (quote,) in hits)
        assert database.execute("SELECT typeof(value) FROM statements WHERE value = 120 LIMIT 1").fetchone() == (
            "real",
        )


def test_datasette_opens_the_file_with_its_metadata(out: Path) -> None:
    app = pytest.importorskip("datasette.app", reason="Datasette is not installed: pip install datasette")
    folder = out / "sqlite"
    metadata = json.loads((folder / "metadata.json").read_text("utf-8"))

    async def ask(*paths: str) -> list[object]:
        datasette = app.Datasette([], immutables=[str(folder / "councilwatch.db")], metadata=metadata)
        await datasette.invoke_startup()
        answers = [await datasette.client.get(path) for path in paths]
        assert [answer.status_code for answer in answers] == [200] * len(paths)
        return [answer.json() if ".json" in path else answer.text for path, answer in zip(paths, answers, strict=True)]

    facets, found, page, described = asyncio.run(
        ask(
            "/councilwatch/commitments.json?_shape=objects&_facet=status",
            "/councilwatch/statements.json?_shape=array&_search=foster",
            "/councilwatch/statements?_size=5",
            "/-/metadata.json",
        )
    )
    assert {row["value"] for row in facets["facet_results"]["status"]["results"]} >= {"missed"}
    assert found and "foster" in found[0]["quote"].lower()
    assert "id of the paper it stands in" in page, "a column's meaning stands in its heading"
    assert "Promises in council papers" in json.dumps(described)
    tables = metadata["databases"]["councilwatch"]["tables"]
    assert {table: set(row["columns"]) for table, row in tables.items()} == {t: set(c) for t, c in TABLES.items()}
    assert all(set(row["facets"]) <= set(TABLES[table]) for table, row in tables.items())


def test_warc_replays_with_stock_tools(out: Path, held: Path) -> None:
    archive = open_archive(held)
    captured = {(one.final_url, one.at.strftime("%Y-%m-%dT%H:%M:%SZ")): one for one in archive.captures.all()}
    with (out / "warc" / "captures.warc.gz").open("rb") as handle:
        seen, digests = 0, set()
        for record in ArchiveIterator(handle, check_digests="raise"):
            if record.rec_type == "warcinfo":
                assert b"software: councilwatch" in record.raw_stream.read()
                continue
            assert record.rec_type == "response" and record.content_type == "application/http; msgtype=response"
            headers, body = record.rec_headers, record.content_stream().read()
            capture = captured[headers.get_header("WARC-Target-URI"), headers.get_header("WARC-Date")]
            assert headers.get_header("WARC-Record-ID").startswith("<urn:uuid:")
            digest = "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()
            assert headers.get_header("WARC-Payload-Digest") == digest
            assert hashlib.sha256(body).hexdigest() == capture.sha256
            assert record.http_headers.protocol == "HTTP/1.1" and record.http_headers.get_statuscode() == str(
                capture.status
            )
            assert record.http_headers.get_header("Content-Length") == str(len(body))
            assert record.http_headers.get_header("Content-Encoding") is None
            kept = dict(capture.headers)
            assert record.http_headers.get_header("Content-Type") == kept.get("content-type")
            seen += 1
            digests.add(capture.sha256)
    assert seen > 100, "all but what holds personal data"
    left_out = {one.sha256 for one in captured.values() if one.status == 200} - digests
    assert left_out <= archive.captures.withheld(RULES) and left_out


def test_what_is_hidden_or_forgotten_is_in_no_export(out: Path) -> None:
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) == 4 + 4 + 4 + 2 + 4 + 1, "tables, dictionaries, metadata, captures"
    for path in files:
        body = path.read_bytes()
        if path.suffix == ".gz":
            with path.open("rb") as handle:
                body = b"".join(record.content_stream().read() for record in ArchiveIterator(handle))
        for word in (b"Tomos Pryce", b"recruit 77 more", b"Tregenza", b"recruit 88 more"):
            assert word not in body, f"{word!r} in {path.name}"


def test_the_dictionary_names_every_column_and_stands_in_the_documentation(out: Path) -> None:
    written = (out / "csv" / "data-dictionary.md").read_text("utf-8")
    for table, columns in TABLES.items():
        assert f"## {table}" in written and all(
            f"| `{name}` | {meaning} |" in written for name, meaning in columns.items()
        )
    page = (Path(__file__).parent.parent / "docs" / "export.md").read_text("utf-8")
    assert page.endswith(data_dictionary(depth=2)), "put the output of `python -m pipeline.export_columns` at its end"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("out", "--format", "papyrus"), 2, "there is no form 'papyrus'; there are: csv, jsonl, parquet, sqlite, warc"),
        (("{file}", "--format", "csv"), 1, "cannot write into"),
        (("{file}", "--format", "warc"), 1, "cannot write into"),
        (("out", "--format", "warc", "--source", "atlantis"), 1, "nothing was captured from 'atlantis'"),
        (("out", "--source", "powys"), 2, "--source is for --format warc"),
    ],
)
def test_a_mistake_is_a_sentence(run: Run, tmp_path: Path, words: tuple[str, ...], code: int, sentence: str) -> None:
    (tmp_path / "file").write_text("in the way")
    ran = run("export", *(word.format(file=tmp_path / "file") for word in words))
    assert (ran.code, ran.out) == (code, "") and sentence in ran.err
