"""Export: tables as CSV, JSON Lines, Parquet or one SQLite file that Datasette opens; captures as WARC."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from archive.home import Archive
from pipeline.csv_cells import write_csv
from pipeline.export_columns import TABLES, data_dictionary
from pipeline.export_rows import Row, rows_of
from records.errors import BadInput, BadUsage
from records.topics import Topic

_DAYS = {"date", "published", "deadline_start", "deadline_end", "as_of"}
_WHOLE = {"page", "pages", "start", "end", "versions", "mentions"}
_NUMBERS = {"value", "value_high", "baseline", "target"}
_FLAGS = {"published_inferred", "conditional", "self_reported"}


def export_tables(
    archive: Archive, topic: Topic, folder: Path, *, form: str, as_of: date, tables: Iterable[str] = TABLES
) -> dict[Path, int]:
    """Write tables into a folder, with `data-dictionary.md` beside them; gives each file's number of rows.

    `form` is csv, jsonl, parquet or sqlite (one file, `councilwatch.db`, with `metadata.json` for Datasette)."""
    if form not in WRITERS:
        raise BadUsage(f"there is no form {form!r}; there are: {', '.join(WRITERS)}, warc")
    made_folder(folder)
    written: dict[Path, int] = {}
    for table in tables:
        rows = list(rows_of(archive, table, topic, as_of))
        path = folder / ("councilwatch.db" if form == "sqlite" else f"{table}.{form}")
        WRITERS[form](path, table, rows)
        written[path] = written.get(path, 0) + len(rows)
    (folder / "data-dictionary.md").write_text(data_dictionary(), "utf-8")
    if form == "sqlite":
        _describe(folder, set(tables))
    return written


def made_folder(folder: Path) -> Path:
    """The folder, made when it is not there. Raises BadInput where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"cannot write into {folder}: {error.strerror}; give another folder") from error
    return folder


def _write_csv(path: Path, table: str, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        write_csv(handle, list(TABLES[table]), rows)


def _write_jsonl(path: Path, table: str, rows: list[Row]) -> None:  # noqa: ARG001
    with path.open("w", encoding="utf-8") as handle:
        for row in rows:
            handle.write(json.dumps(row, ensure_ascii=False, default=_text) + "\n")


def _write_parquet(path: Path, table: str, rows: list[Row]) -> None:
    import pyarrow
    import pyarrow.parquet

    schema = pyarrow.schema(
        [
            pyarrow.field(name, _parquet_type(pyarrow, name), metadata={"description": meaning})
            for name, meaning in TABLES[table].items()
        ]
    )
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), path)


def _parquet_type(pyarrow: Any, name: str) -> Any:
    if name in _DAYS:
        return pyarrow.date32()
    if name in _WHOLE:
        return pyarrow.int64()
    if name in _NUMBERS:
        return pyarrow.float64()
    return pyarrow.bool_() if name in _FLAGS else pyarrow.string()


def _write_sqlite(path: Path, table: str, rows: list[Row]) -> None:
    columns = list(TABLES[table])
    types = {name: "INTEGER" if name in _WHOLE | _FLAGS else "REAL" if name in _NUMBERS else "TEXT" for name in columns}
    key = {"papers": "paper", "commitments": "id"}.get(table)
    defined = [f'"{name}" {types[name]}{" PRIMARY KEY" if name == key else ""}' for name in columns]
    if key != "paper":
        defined.append('FOREIGN KEY ("paper") REFERENCES papers("paper")')
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.execute(f'DROP TABLE IF EXISTS "{table}"')
            connection.execute(f'CREATE TABLE "{table}" ({", ".join(defined)})')
            marks = ", ".join("?" for _ in columns)
            connection.executemany(
                f'INSERT INTO "{table}" VALUES ({marks})',
                [[_text(value) if isinstance(value, date) else value for value in row.values()] for row in rows],
            )
            connection.execute(f'CREATE INDEX "ix_{table}_council" ON "{table}" ("council")')
            if "quote" in columns:
                connection.execute(
                    f'CREATE VIRTUAL TABLE IF NOT EXISTS "{table}_fts" USING fts5 (quote, content="{table}")'
                )
                connection.execute(f'INSERT INTO "{table}_fts" ("{table}_fts") VALUES (\'rebuild\')')
    finally:
        connection.close()


def _describe(folder: Path, tables: set[str]) -> None:
    """Datasette's metadata file: what each table and column means, and which columns to browse by."""
    facets = {
        "papers": ["council", "kind", "state"],
        "statements": ["council", "measure", "kind", "strength"],
        "observations": ["council", "measure", "basis"],
        "commitments": ["council", "measure", "status"],
    }
    described: dict[str, dict[str, Any]] = {
        table: {"columns": columns, "facets": facets[table]} for table, columns in TABLES.items() if table in tables
    }
    if "papers" in described:
        described["papers"]["label_column"] = "title"  # what a link to a paper says
    document = {
        "title": "councilwatch",
        "description": "Promises in council papers, each with its page and quotation.",
        "databases": {"councilwatch": {"tables": described}},
    }
    (folder / "metadata.json").write_text(json.dumps(document, indent=1, ensure_ascii=False), "utf-8")


def _text(value: date | datetime) -> str:
    return value.isoformat()


WRITERS: dict[str, Callable[[Path, str, list[Row]], None]] = {
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "parquet": _write_parquet,
    "sqlite": _write_sqlite,
}
