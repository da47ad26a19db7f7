"""What the user watches: rows they added to the registry, what is watched, and what each site taught us."""

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Engine, select

from archive import schema
from archive.bundled import bundled_registry
from archive.upsert import upsert
from records.sources import Source

_SOURCE = TypeAdapter(Source)


class Watched:
    """The user's part of the registry. The rest ships in `data/councils.csv` and `data/outlets.toml`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, source: Source) -> None:
        """Keep a row the user added; it stands before a bundled row of the same slug."""
        self._put(source.slug, row=_SOURCE.dump_python(source, mode="json"))

    def added(self) -> dict[str, Source]:
        """The rows the user added, by slug."""
        table = schema.source
        with self._engine.connect() as connection:
            rows = connection.execute(select(table.c.slug, table.c.row)).all()
        return {slug: _SOURCE.validate_python(row) for slug, row in rows if row}

    def registry(self) -> dict[str, Source]:
        """Every source by slug: the bundled councils and outlets, and before them the rows the user added."""
        return bundled_registry() | self.added()

    def watch(self, slugs: Iterable[str], on: bool = True) -> None:
        """Watch these sources from now on (or stop)."""
        for slug in slugs:
            self._put(slug, watched=on)

    def watched(self) -> list[str]:
        """The slugs that `crawl` and `nightly` cover, sorted."""
        table = schema.source
        with self._engine.connect() as connection:
            return list(
                connection.execute(select(table.c.slug).where(table.c.watched).order_by(table.c.slug)).scalars()
            )

    def memory(self, slug: str) -> dict[str, Any]:
        """What the site taught us: the channel that works, validators, the last probe."""
        table = schema.source
        with self._engine.connect() as connection:
            return dict(connection.execute(select(table.c.memory).where(table.c.slug == slug)).scalar() or {})

    def remember(self, slug: str, **facts: Any) -> None:
        """Add facts to a source's memory; a fact of None is dropped."""
        memory = {key: value for key, value in (self.memory(slug) | facts).items() if value is not None}
        self._put(slug, memory=memory)

    def _put(self, slug: str, **values: Any) -> None:
        with self._engine.begin() as connection:
            upsert(connection, schema.source, {"slug": slug} | values)
