"""Derived: which pages repeat which, so that one text is found, searched and followed once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, insert, select

from archive import schema
from archive.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A page that repeats another paper's page. Page 0: the whole paper has the same bytes as the other."""

    paper: str
    page: int
    other: str  # the paper that is found in its stead
    other_page: int


class Twins:
    """The repeated pages of an archive."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, twins: Iterable[Twin]) -> None:
        """Keep all papers that have the same bytes as another, in place of what stood there."""
        with self._engine.begin() as connection:
            connection.execute(delete(schema.twin).where(schema.twin.c.page == 0))
            _insert(connection, twins)

    def keep_meeting(
        self, source: str, meeting: str, papers: Sequence[str], twins: Iterable[Twin], digest: str
    ) -> None:
        """Keep the repeated pages of one meeting's papers, in place of what stood there. `digest` tells the texts that
        were held against each other."""
        table = schema.twin
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.page > 0, table.c.paper.in_(papers)))
            _insert(connection, twins)
            upsert(connection, schema.paired, {"source": source, "meeting": meeting, "digest": digest})

    def digests(self) -> dict[tuple[str, str], str]:
        """The digests of the meetings whose papers were held against each other, by source and meeting."""
        with self._engine.connect() as connection:
            return {(row.source, row.meeting): row.digest for row in connection.execute(select(schema.paired))}

    def pages(self) -> Iterator[Twin]:
        """Every repeated page of a pack, in order."""
        table = schema.twin
        order = (table.c.paper, table.c.page, table.c.other, table.c.other_page)
        with self._engine.connect() as connection:
            for row in connection.execute(select(table).where(table.c.page > 0).order_by(*order)).mappings():
                yield Twin(**row)

    def clear(self) -> None:
        """Forget all of it; the next `process` finds it again."""
        with self._engine.begin() as connection:
            for table in (schema.twin, schema.paired):
                connection.execute(delete(table))

    def repeated(self) -> dict[str, frozenset[int]]:
        """The pages of each paper that another paper's page is found in the stead of; page 0 stands for all of it."""
        held: dict[str, set[int]] = defaultdict(set)
        with self._engine.connect() as connection:
            for row in connection.execute(select(schema.twin)):
                held[row.paper].add(row.page)
        return {paper: frozenset(pages) for paper, pages in held.items()}


def _insert(connection: Connection, twins: Iterable[Twin]) -> None:
    rows = [{name: getattr(twin, name) for name in twin.__dataclass_fields__} for twin in twins]
    if rows:
        connection.execute(insert(schema.twin), rows)
