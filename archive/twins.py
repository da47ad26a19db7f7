"""Derived: which pages repeat which, so that one text is found, searched and followed once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select

from archive import schema


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
        """Keep all there are, in place of what stood there."""
        rows = [{name: getattr(twin, name) for name in twin.__dataclass_fields__} for twin in twins]
        with self._engine.begin() as connection:
            connection.execute(delete(schema.twin))
            if rows:
                connection.execute(insert(schema.twin), rows)

    def repeated(self) -> dict[str, frozenset[int]]:
        """The pages of each paper that another paper's page is found in the stead of; page 0 stands for all of it."""
        held: dict[str, set[int]] = defaultdict(set)
        with self._engine.connect() as connection:
            for row in connection.execute(select(schema.twin)):
                held[row.paper].add(row.page)
        return {paper: frozenset(pages) for paper, pages in held.items()}
