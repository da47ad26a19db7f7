"""The rows of every exported table, with the columns that `export_columns` explains."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from archive.findings import Placed
from archive.home import Archive
from pipeline.export_columns import TABLES
from pipeline.index_papers import page_address
from records.papers import Paper, Version
from records.topics import Topic

Row = dict[str, Any]


def rows_of(archive: Archive, table: str, topic: Topic, as_of: Any) -> Iterator[Row]:
    """The rows of one table, each with exactly that table's columns."""
    if table == "papers":
        return _papers(archive)
    if table == "commitments":
        return _commitments(archive, topic, as_of)
    return _findings(archive, table)


def _papers(archive: Archive) -> Iterator[Row]:
    readings = archive.texts.readings()
    for kept, versions in archive.papers.with_versions():
        reading = readings.get(versions[-1].sha256) if versions else None
        row = asdict(kept.paper) | {
            "paper": kept.paper.id,
            "date": kept.paper.date,
            "state": kept.state,
            "reason": kept.reason or (reading.reason if reading else None),
            "sha256": versions[-1].sha256 if versions else None,
            "versions": len(versions),
            "pages": reading.pages if reading else None,
        }
        yield {name: row[name] for name in TABLES["papers"]}


def _findings(archive: Archive, table: str) -> Iterator[Row]:
    current = {kept.paper.id: (kept.paper, version) for kept, version in archive.papers.current_all()}
    hidden = {(sha256, page) for sha256, page, _ in archive.texts.hidden()}
    for placed in archive.findings.all(table.removesuffix("s")):
        if placed.paper in current and (placed.sha256, placed.page) not in hidden:
            yield _finding(placed, *current[placed.paper], table)


def _finding(placed: Placed, paper: Paper, version: Version, table: str) -> Row:
    row = asdict(placed.found) | {
        "paper": paper.id,
        "council": paper.council,
        "published": paper.said_on,
        "title": paper.title,
        "url": page_address(paper, version, placed.page),
        "page": placed.page,
        "sha256": placed.sha256,
        "rules": placed.rules,
    }
    return {name: row[name] for name in TABLES[table]} if table == "observations" else _flat(row, TABLES[table])


def _commitments(archive: Archive, topic: Topic, as_of: Any) -> Iterator[Row]:
    from pipeline.tracking import commitments

    return map(commitment_row, commitments(archive, topic, as_of=as_of))


def commitment_row(document: Row) -> Row:
    """One commitment, as `commitments --json` shapes it, as a row of the exported table."""
    first = document["statements"][0]
    row = document | {
        "published": first["published"],
        "mentions": len(document["statements"]),
        "quote": first["quote"],
        "paper": first["paper"],
        "url": first["url"],
        "page": first["page"],
    }
    return _flat(row, TABLES["commitments"])


def _flat(row: Row, columns: dict[str, str]) -> Row:
    deadline = row.get("deadline") or {}
    flat = row | {f"deadline_{part}": deadline.get(part) for part in ("text", "start", "end", "precision")}
    return {name: flat[name] for name in columns}
