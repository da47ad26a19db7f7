"""Runs and the one outcome each source has in each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, func, insert, select, update

from archive import schema
from archive.upsert import upsert
from records.sources import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """How one source ended in one run, with the evidence for it."""

    run: int
    source: str
    outcome: Outcome
    reason: str | None
    evidence: dict[str, Any] | None
    counts: dict[str, int]
    started_at: datetime
    finished_at: datetime | None


class Runs:
    """The runs of an archive."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start(self, kind: str, at: datetime, options: dict[str, Any] | None = None) -> int:
        """Begin a run; gives its number."""
        values = {"kind": kind, "started_at": at, "options": options or {}}
        with self._engine.begin() as connection:
            return int(connection.execute(insert(schema.run).values(values).returning(schema.run.c.id)).scalar_one())

    def finish(self, run: int, at: datetime, report: dict[str, Any] | None = None) -> None:
        """End a run, with its report."""
        with self._engine.begin() as connection:
            connection.execute(update(schema.run).where(schema.run.c.id == run).values(finished_at=at, report=report))

    def record(self, result: SourceRun) -> None:
        """Keep how one source ended."""
        row = {name: getattr(result, name) for name in SourceRun.__dataclass_fields__}
        with self._engine.begin() as connection:
            upsert(connection, schema.source_run, row)

    def last(self, source: str) -> SourceRun | None:
        """A source's newest result, or None when it was never crawled."""
        found = self.history(source, limit=1)
        return found[0] if found else None

    def history(self, source: str, limit: int | None = None) -> list[SourceRun]:
        """A source's results, newest first."""
        table = schema.source_run
        query = select(table).where(table.c.source == source).order_by(table.c.run.desc()).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings()
            return [SourceRun(**{name: row[name] for name in SourceRun.__dataclass_fields__}) for row in rows]

    def last_success(self, source: str) -> datetime | None:
        """When the source last ended `ok` or `empty`."""
        table = schema.source_run
        query = select(func.max(table.c.started_at)).where(
            table.c.source == source, table.c.outcome.in_(("ok", "empty"))
        )
        with self._engine.connect() as connection:
            return connection.execute(query).scalar()

    def last_outcomes(self) -> dict[str, Outcome]:
        """How each source that was ever crawled ended last, by source."""
        table = schema.source_run
        newest = select(table.c.source, func.max(table.c.run).label("run")).group_by(table.c.source).subquery()
        query = select(table.c.source, table.c.outcome).join(
            newest, (newest.c.source == table.c.source) & (newest.c.run == table.c.run)
        )
        with self._engine.connect() as connection:
            return {row.source: row.outcome for row in connection.execute(query)}

    def sources(self) -> list[str]:
        """Every source that was ever crawled."""
        with self._engine.connect() as connection:
            return list(connection.execute(select(schema.source_run.c.source).distinct()).scalars())

    def latest(self, kind: str | None = None) -> dict[str, Any] | None:
        """The newest run (of a kind), as a plain row, or None."""
        query = select(schema.run).order_by(schema.run.c.id.desc()).limit(1)
        if kind:
            query = query.where(schema.run.c.kind == kind)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else dict(row)
