"""Counting what is kept against what there is: per source, body and year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, case, func, select

from archive import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What is kept of one source."""

    source: str
    listed: int = 0  # meetings
    captured: int = 0
    linked: int = 0  # papers
    fetched: int = 0
    readable: int = 0
    quarantined: int = 0
    unread: int = 0  # fetched, not yet processed
    pending: int = 0
    failed: int = 0
    unfollowed: int = 0
    restricted: int = 0
    external: int = 0
    needs_ocr: int = 0  # pages
    versions: int = 0


class Completeness:
    """The counts of an archive."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def holdings(self) -> dict[str, Holding]:
        """What is kept of every source that has anything, by source."""
        counts: dict[str, dict[str, int]] = {}
        for query in (self._meetings(), self._papers(), self._readings(), self._versions()):
            with self._engine.connect() as connection:
                for row in connection.execute(query).mappings():
                    values = dict(row)
                    counts.setdefault(values.pop("source"), {}).update({k: int(v or 0) for k, v in values.items()})
        return {source: Holding(source=source, **values) for source, values in counts.items()}

    def by_body(self, source: str | None = None) -> list[dict[str, Any]]:
        """Meetings and papers per source, body and year: listed, captured, linked, fetched, readable."""
        meeting, paper, reading = schema.meeting, schema.paper, schema.reading
        meetings = select(
            meeting.c.source,
            meeting.c.committee.label("body"),
            func.extract("year", meeting.c.held_on).label("year"),
            func.count().label("listed"),
            _sum(meeting.c.state == "captured").label("captured"),
        ).group_by("source", "body", "year")
        newest = _newest_version()
        papers = (
            select(
                paper.c.source,
                paper.c.body,
                func.extract("year", func.coalesce(paper.c.meeting_date, paper.c.published)).label("year"),
                func.count().label("linked"),
                func.count(newest.c.sha256).label("fetched"),
                _sum(reading.c.sha256.is_not(None) & reading.c.reason.is_(None)).label("readable"),
            )
            .select_from(
                paper.outerjoin(newest, newest.c.paper == paper.c.id).outerjoin(
                    reading, reading.c.sha256 == newest.c.sha256
                )
            )
            .where(paper.c.state != "forgotten")
            .group_by(paper.c.source, paper.c.body, "year")
        )
        rows: dict[tuple[Any, ...], dict[str, Any]] = {}
        with self._engine.connect() as connection:
            for query in (meetings, papers):
                if source:
                    query = query.where(query.selected_columns.source == source)
                for row in connection.execute(query).mappings():
                    key = (row["source"], row["body"], row["year"])
                    blank = dict.fromkeys(("listed", "captured", "linked", "fetched", "readable"), 0)
                    rows.setdefault(key, blank).update({k: v or 0 for k, v in row.items() if k in blank})
        ordered = sorted(rows.items(), key=lambda pair: tuple(str(part or "") for part in pair[0]))
        return [{"source": s, "body": b, "year": y} | values for (s, b, y), values in ordered]

    def quarantine(self) -> list[dict[str, Any]]:
        """Every paper held but not readable, with its reason, every paper a later step broke on, and every paper that
        could not be obtained."""
        paper, reading, newest = schema.paper, schema.reading, _newest_version()
        held = (
            select(paper.c.id, paper.c.source, paper.c.title, paper.c.url, reading.c.reason)
            .join(newest, newest.c.paper == paper.c.id)
            .join(reading, reading.c.sha256 == newest.c.sha256)
            .where(reading.c.reason.is_not(None), paper.c.state != "forgotten")
            .order_by(paper.c.source, paper.c.title)
        )
        broken = (
            select(paper.c.id, paper.c.source, paper.c.title, paper.c.url, schema.processed.c.fault.label("reason"))
            .join(schema.processed, schema.processed.c.paper == paper.c.id)
            .where(schema.processed.c.fault.is_not(None))
            .order_by(paper.c.source, paper.c.title)
        )
        failed = (
            select(paper.c.id, paper.c.source, paper.c.title, paper.c.url, paper.c.reason)
            .where(paper.c.state == "failed")
            .order_by(paper.c.source, paper.c.title)
        )
        with self._engine.connect() as connection:
            return [
                {"paper": row["id"], "kind": kind} | {k: row[k] for k in ("source", "title", "url", "reason")}
                for kind, query in (("quarantined", held), ("broken off", broken), ("not obtained", failed))
                for row in connection.execute(query).mappings()
            ]

    def meeting_days(self, source: str) -> list[date]:
        """The days on which a source's meetings were held, in order, each once."""
        table = schema.meeting
        query = (
            select(table.c.held_on)
            .distinct()
            .where(table.c.source == source, table.c.held_on.is_not(None), ~table.c.cancelled)
            .order_by(table.c.held_on)
        )
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def _meetings(self) -> Any:
        table = schema.meeting
        return select(
            table.c.source,
            func.count().label("listed"),
            _sum(table.c.state == "captured").label("captured"),
        ).group_by(table.c.source)

    def _papers(self) -> Any:
        table = schema.paper
        states = {
            "pending": "pending",
            "failed": "failed",
            "unfollowed": "linked",
            "restricted": "restricted",
            "external": "external",
        }
        newest = _newest_version()
        absent = newest.c.sha256.is_(None)  # with these and `fetched`, the states add up to `linked`
        return (
            select(
                table.c.source,
                func.count().label("linked"),
                *[_sum((table.c.state == state) & absent).label(name) for name, state in states.items()],
            )
            .select_from(table.outerjoin(newest, newest.c.paper == table.c.id))
            .where(table.c.state != "forgotten")
            .group_by(table.c.source)
        )

    def _readings(self) -> Any:
        paper, reading, newest = schema.paper, schema.reading, _newest_version()
        return (
            select(
                paper.c.source,
                func.count().label("fetched"),
                _sum(reading.c.sha256.is_not(None) & reading.c.reason.is_(None)).label("readable"),
                _sum(reading.c.reason.is_not(None)).label("quarantined"),
                _sum(reading.c.sha256.is_(None)).label("unread"),
                func.sum(reading.c.needs_ocr).label("needs_ocr"),
            )
            .select_from(
                paper.join(newest, newest.c.paper == paper.c.id).outerjoin(reading, reading.c.sha256 == newest.c.sha256)
            )
            .where(paper.c.state != "forgotten")
            .group_by(paper.c.source)
        )

    def _versions(self) -> Any:
        paper, version = schema.paper, schema.version
        return (
            select(paper.c.source, func.count().label("versions"))
            .join(version, version.c.paper == paper.c.id)
            .where(paper.c.state != "forgotten")
            .group_by(paper.c.source)
        )


def _newest_version() -> Any:
    version = schema.version
    newest = select(func.max(version.c.id)).group_by(version.c.paper)
    return select(version.c.paper, version.c.sha256).where(version.c.id.in_(newest)).subquery()


def _sum(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))
