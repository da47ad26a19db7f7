"""Captures: every response as it came, kept before anything reads it."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Engine, func, insert, select

from archive import schema
from archive.blobs import Blobs
from archive.forgotten import Forgotten
from records.collected import Capture

KEPT_HEADERS = ("content-type", "content-length", "etag", "last-modified", "location", "retry-after", "server")


class Captures:
    """The captures of an archive."""

    def __init__(self, engine: Engine, blobs: Blobs, forgotten: Forgotten) -> None:
        self._engine = engine
        self._blobs = blobs
        self._forgotten = forgotten

    def keep(
        self,
        *,
        source: str,
        url: str,
        final_url: str,
        at: datetime,
        status: int,
        headers: Sequence[tuple[str, str]],
        body: bytes,
        kind: str,
        run: int | None = None,
    ) -> tuple[int, Capture]:
        """Keep one response, bytes first; gives its number and its record. Only the headers that matter are kept, and
        of a response that holds what was forgotten only the record is."""
        kept = tuple((name.lower(), value) for name, value in headers if name.lower() in KEPT_HEADERS)
        sha256 = hashlib.sha256(body).hexdigest()
        if not self._forgotten.of_bytes(sha256) and not self._forgotten.whose_answer(source, url, body):
            self._blobs.put(body)
        record = Capture(
            source=source,
            url=url,
            final_url=final_url,
            at=at,
            status=status,
            sha256=sha256,
            size=len(body),
            headers=kept,
            kind=kind,
        )
        row = {name: getattr(record, name) for name in record.__dataclass_fields__} | {"run": run}
        row["headers"] = [list(pair) for pair in kept]
        with self._engine.begin() as connection:
            number = connection.execute(insert(schema.capture).values(row).returning(schema.capture.c.id)).scalar_one()
        return number, record

    def latest(self, url: str, run: int | None = None) -> Capture | None:
        """The newest successful capture of an address (in one run, when given), or None."""
        table = schema.capture
        query = select(table).where(table.c.url == url, table.c.status == 200)
        if run is not None:
            query = query.where(table.c.run == run)
        with self._engine.connect() as connection:
            row = connection.execute(query.order_by(table.c.at.desc(), table.c.id.desc()).limit(1)).mappings().first()
        return None if row is None else _record(dict(row))

    def all(self, source: str | None = None, since: datetime | None = None) -> Iterator[Capture]:
        """Captures in the order they were made, of one source or all."""
        table = schema.capture
        query = select(table).order_by(table.c.at, table.c.id)
        if source:
            query = query.where(table.c.source == source)
        if since:
            query = query.where(table.c.at >= since)
        with self._engine.connect() as connection:
            for row in connection.execute(query).mappings():
                yield _record(dict(row))

    def scanned(self, rules: str) -> frozenset[str]:
        """The SHA-256 of all bytes whose every page was scanned for personal data by the `rules` of today: not those
        that were not read, cannot be, or wait for OCR."""
        table = schema.reading
        seen = (table.c.scanned == rules) & table.c.reason.is_(None) & (table.c.needs_ocr == 0)
        with self._engine.connect() as connection:
            return frozenset(connection.execute(select(table.c.sha256).where(seen)).scalars())

    def withheld(self, rules: str) -> frozenset[str]:
        """The SHA-256 of all bytes that may not leave the archive: those with a page hidden for personal data, those
        not `scanned` for it, those of forgotten papers that another paper shares, and the captures any was cut from."""
        version, capture, page, paper = schema.version, schema.capture, schema.page, schema.paper
        with self._engine.connect() as connection:
            hidden = set(connection.execute(select(page.c.sha256).where(page.c.hidden.is_not(None))).scalars())
            cut = version.outerjoin(capture, version.c.capture == capture.c.id).join(
                paper, paper.c.id == version.c.paper
            )
            query = select(version.c.sha256, capture.c.sha256, paper.c.state).select_from(cut)
            rows = connection.execute(query).all()
        free = self.scanned(rules) - hidden
        held = {
            sha256 for own, answer, state in rows if state == "forgotten" or own not in free for sha256 in (own, answer)
        }
        return frozenset(hidden | held - {None})

    def count(self, source: str | None = None) -> int:
        """How many captures are kept."""
        query = select(func.count()).select_from(schema.capture)
        if source:
            query = query.where(schema.capture.c.source == source)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar_one()


def _record(row: dict[str, object]) -> Capture:
    fields = {name: row[name] for name in Capture.__dataclass_fields__}
    fields["headers"] = tuple((name, value) for name, value in row["headers"])  # type: ignore[attr-defined]
    return Capture(**fields)  # type: ignore[arg-type]
