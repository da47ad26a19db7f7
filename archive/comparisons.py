"""Derived: how the findings of one version of a paper stand in the next, so that a changed figure is known at once."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Engine, select

from archive import schema
from archive.upsert import upsert
from records.versions import ChangedQuote, Comparison

_CHANGES = TypeAdapter(tuple[ChangedQuote, ...])


class Comparisons:
    """The compared versions of an archive."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, compared: Comparison) -> None:
        """Keep one comparison, in place of what older rules made of the same two versions."""
        row = {name: getattr(compared, name) for name in Comparison.__dataclass_fields__}
        row["changes"] = _CHANGES.dump_python(compared.changes, mode="json")
        with self._engine.begin() as connection:
            upsert(connection, schema.comparison, row)

    def made(self) -> dict[tuple[str, str, str], str]:
        """The rules by which versions were compared, by (paper, SHA-256 before, SHA-256 after)."""
        table = schema.comparison
        with self._engine.connect() as connection:
            rows = connection.execute(select(table.c.paper, table.c.before, table.c.after, table.c.rules))
            return {(row[0], row[1], row[2]): row[3] for row in rows}

    def all(self, paper: str | None = None, since: datetime | None = None) -> list[Comparison]:
        """The comparisons in which something changed or that failed, newest first; of one paper when given."""
        table = schema.comparison
        query = select(table).order_by(table.c.seen_at.desc(), table.c.paper)
        if paper:
            query = query.where(table.c.paper == paper)
        if since:
            query = query.where(table.c.seen_at >= since)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            Comparison(**dict(row) | {"changes": _CHANGES.validate_python(row["changes"])})
            for row in rows
            if row["changes"] or row["fault"]
        ]
