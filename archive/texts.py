"""The text of every page, and what each reader made of the bytes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import zstandard
from sqlalchemy import Connection, Engine, Text, cast, delete, insert, select, update

from archive import schema
from archive.upsert import upsert
from records.papers import Page, Reading, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReading:
    """How the reading of some bytes ended. `reason` is set when they are quarantined."""

    sha256: str
    reader: str
    reason: str | None
    pages: int
    needs_ocr: int
    warnings: tuple[str, ...]
    read_at: datetime
    scanned: str | None  # the rules of the last scan for personal data
    tries: int  # readings in a row that failed by a fault that may pass


class Texts:
    """The readings and page texts of an archive, by the SHA-256 of the bytes they were read from."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(
        self,
        sha256: str,
        reading: Reading,
        at: datetime,
        *,
        hidden: Mapping[int, str] | None = None,
        scanned: str | None = None,
    ) -> None:
        """Keep what a reader made of some bytes, in place of what an older reader made. `hidden`: the pages to keep out
        of index and exports, with the reason of each; they are hidden from the first moment on. `scanned`: the rules
        of the scan that found them."""
        facts = {"reader": reading.reader, "reason": None, "scanned": scanned, "tries": 0}
        with self._engine.begin() as connection:
            self._replace(connection, sha256, facts, reading, at, hidden or {})

    def quarantine(self, sha256: str, reader: str, reason: str, at: datetime, *, tries: int = 0) -> None:
        """These bytes cannot be read, and why. `tries`: how often in a row, where the fault may pass."""
        facts = {"reader": reader, "reason": reason, "scanned": None, "tries": tries}
        with self._engine.begin() as connection:
            self._replace(connection, sha256, facts, None, at, {})

    def scan(self, sha256: str, hidden: Mapping[int, str], rules: str) -> None:
        """The pages to keep out of index and exports by a newer scan, with its rules; all others are shown."""
        pages, readings = schema.page, schema.reading
        with self._engine.begin() as connection:
            connection.execute(update(pages).where(pages.c.sha256 == sha256).values(hidden=None))
            for number, reason in hidden.items():
                here = (pages.c.sha256 == sha256, pages.c.number == number)
                connection.execute(update(pages).where(*here).values(hidden=reason))
            connection.execute(update(readings).where(readings.c.sha256 == sha256).values(scanned=rules))

    def try_again(self) -> int:
        """Forget that bytes, or pages of them by OCR, could not be read, so that the next step reads them again; gives
        how many files these are."""
        table = schema.reading
        failed = table.c.reason.is_not(None) | cast(table.c.warnings, Text).like("%OCR failed%")
        with self._engine.begin() as connection:
            return connection.execute(delete(table).where(failed)).rowcount

    def reading(self, sha256: str) -> KeptReading | None:
        """How the reading of these bytes ended; None when they were never read."""
        table = schema.reading
        with self._engine.connect() as connection:
            row = connection.execute(select(table).where(table.c.sha256 == sha256)).mappings().first()
        return None if row is None else _kept(row)

    def readings(self) -> dict[str, KeptReading]:
        """How the reading of everything that was read ended, by SHA-256."""
        with self._engine.connect() as connection:
            return {row["sha256"]: _kept(row) for row in connection.execute(select(schema.reading)).mappings()}

    def pages(self, sha256: str, *, hidden: bool = False) -> list[Page]:
        """The pages in order; those hidden for personal data only when asked."""
        table = schema.page
        query = select(table).where(table.c.sha256 == sha256).order_by(table.c.number)
        if not hidden:
            query = query.where(table.c.hidden.is_(None))
        with self._engine.connect() as connection:
            return [
                Page(number=row["number"], text=_unpack(row["text"]), needs_ocr=row["needs_ocr"])
                for row in connection.execute(query).mappings()
            ]

    def page(self, sha256: str, number: int) -> str | None:
        """The text of one page, or None. Hidden pages are not given."""
        table = schema.page
        query = select(table.c.text).where(table.c.sha256 == sha256, table.c.number == number, table.c.hidden.is_(None))
        with self._engine.connect() as connection:
            packed = connection.execute(query).scalar()
        return None if packed is None else _unpack(packed)

    def tables(self, sha256: str) -> list[Table]:
        """The tables in the order of the pages."""
        table = schema.page_table
        query = select(table).where(table.c.sha256 == sha256).order_by(table.c.page, table.c.position)
        with self._engine.connect() as connection:
            return [
                Table(page=row["page"], rows=tuple(tuple(cells) for cells in row["rows"]))
                for row in connection.execute(query).mappings()
            ]

    def hidden(self) -> Iterator[tuple[str, int, str]]:
        """Every hidden page: SHA-256, number, reason."""
        table = schema.page
        query = select(table.c.sha256, table.c.number, table.c.hidden).where(table.c.hidden.is_not(None))
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                yield (row[0], row[1], row[2])

    def _replace(
        self,
        connection: Connection,
        sha256: str,
        facts: dict[str, Any],
        reading: Reading | None,
        at: datetime,
        hidden: Mapping[int, str],
    ) -> None:
        for table in (schema.page, schema.page_table):
            connection.execute(delete(table).where(table.c.sha256 == sha256))
        pages = reading.pages if reading else ()
        upsert(
            connection,
            schema.reading,
            {
                "sha256": sha256,
                "pages": len(pages),
                "needs_ocr": sum(page.needs_ocr for page in pages),
                "warnings": list(reading.warnings) if reading else [],
                "read_at": at,
            }
            | facts,
        )
        if pages:
            connection.execute(
                insert(schema.page),
                [
                    {
                        "sha256": sha256,
                        "number": page.number,
                        "text": _pack(page.text),
                        "needs_ocr": page.needs_ocr,
                        "hidden": hidden.get(page.number),
                    }
                    for page in pages
                ],
            )
        if reading and reading.tables:
            connection.execute(
                insert(schema.page_table),
                [
                    {"sha256": sha256, "page": table.page, "position": position, "rows": [list(r) for r in table.rows]}
                    for position, table in enumerate(reading.tables)
                ],
            )


def _kept(row: Any) -> KeptReading:
    values = {name: row[name] for name in KeptReading.__dataclass_fields__}
    return KeptReading(**values | {"warnings": tuple(row["warnings"])})


def _pack(text: str) -> bytes:
    return zstandard.compress(text.encode(), 3)


def _unpack(packed: bytes) -> str:
    return zstandard.decompress(packed).decode()
