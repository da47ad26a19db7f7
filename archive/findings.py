"""Statements and observations as derived data, and what was last processed with which reader, rules and index."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Engine, delete, func, insert, select, update

from archive import schema
from archive.upsert import upsert
from records.findings import Findings, Observation, Statement

_STATEMENT: TypeAdapter[Any] = TypeAdapter(Statement)
_OBSERVATION: TypeAdapter[Any] = TypeAdapter(Observation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A finding with the place it stands on."""

    paper: str
    sha256: str
    page: int
    found: Statement | Observation
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """What last saw a paper. `rules` and `engine` are None when that step is still to come."""

    paper: str
    sha256: str
    reader: str
    rules: str | None
    engine: str | None
    fault: str | None = None  # a sentence when the extractor or the index broke on it


class FoundThings:
    """The findings of an archive."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, paper: str, sha256: str, pages: dict[int, Findings], rules: str) -> None:
        """Keep what was found on the pages of a paper's current version, in place of what stood there."""
        rows = [
            {
                "paper": paper,
                "sha256": sha256,
                "page": number,
                "type": kind,
                "measure": item.measure,
                "start": item.start,
                "record": adapter.dump_python(item, mode="json"),
                "rules": rules,
            }
            for number, found in pages.items()
            for kind, adapter, items in (
                ("statement", _STATEMENT, found.statements),
                ("observation", _OBSERVATION, found.observations),
            )
            for item in items
        ]
        with self._engine.begin() as connection:
            connection.execute(delete(schema.finding).where(schema.finding.c.paper == paper))
            if rows:
                connection.execute(insert(schema.finding), rows)

    def all(self, type: str | None = None, paper: str | None = None) -> Iterator[Placed]:
        """Findings by paper, page and place; of one type ("statement", "observation") or paper when given."""
        table = schema.finding
        query = select(table).order_by(table.c.paper, table.c.page, table.c.start, table.c.id)
        if type:
            query = query.where(table.c.type == type)
        if paper:
            query = query.where(table.c.paper == paper)
        with self._engine.connect() as connection:
            for row in connection.execute(query).mappings().all():
                adapter = _STATEMENT if row["type"] == "statement" else _OBSERVATION
                yield Placed(
                    paper=row["paper"],
                    sha256=row["sha256"],
                    page=row["page"],
                    found=adapter.validate_python(row["record"]),
                    rules=row["rules"],
                )

    def counts(self) -> dict[str, int]:
        """How many statements and observations there are."""
        query = select(schema.finding.c.type, func.count()).group_by(schema.finding.c.type)
        with self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def processed(self) -> dict[str, Processed]:
        """What last saw each paper, by paper."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(schema.processed)).mappings().all()
        return {row["paper"]: Processed(**row) for row in rows}

    def indexed(self) -> int:
        """How many papers the index was last told of."""
        table = schema.processed
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).where(table.c.engine.is_not(None))).scalar_one())

    def mark(self, seen: Processed) -> None:
        """A paper went through these steps."""
        row = {name: getattr(seen, name) for name in Processed.__dataclass_fields__}
        with self._engine.begin() as connection:
            upsert(connection, schema.processed, row)

    def remove(self, paper: str) -> None:
        """Forget what was found in a paper, and its mark."""
        with self._engine.begin() as connection:
            for table in (schema.finding, schema.processed):
                connection.execute(delete(table).where(table.c.paper == paper))

    def unindex(self) -> None:
        """No paper is indexed any more: the index was lost or its engine changed."""
        with self._engine.begin() as connection:
            connection.execute(update(schema.processed).values(engine=None))

    def clear(self) -> None:
        """Forget every finding, comparison and mark; `process` makes them again."""
        with self._engine.begin() as connection:
            for table in (schema.finding, schema.processed, schema.comparison):
                connection.execute(delete(table))
