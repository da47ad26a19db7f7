"""Committees and meetings as a source lists them, and what is still to be asked for."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, func, select, update

from archive import schema
from archive.forgotten import Forgotten
from archive.upsert import upsert
from records.collected import Committee, Meeting
from records.papers import Paper

_MEETING = TypeAdapter(Meeting)

State = Literal["listed", "pending", "captured", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMeeting:
    """A meeting with what the archive knows of it."""

    source: str
    meeting: Meeting
    state: State
    reason: str | None
    listed_at: datetime
    captured_at: datetime | None
    closed_at: datetime | None


Record = dict[str, Any]  # a meeting as parsed, as JSON
_NOTHING = {"title": "(forgotten)", "description": None, "minutes": None, "decision": None}


def without_words(record: Record, papers: Iterable[Paper]) -> Record:
    """A meeting's record without the words of these papers: an item's own text, a document's title."""
    for paper in papers:
        for entry in record.get("items", []) if paper.kind == "item" and not paper.item else ():
            if entry["title"] == paper.title:
                entry.update(_NOTHING)
        record = _blanked(record, paper.item if paper.kind == "item" else None, {paper.url, *paper.other_urls})
    return record


def _blanked(record: Record, item: str | None, addresses: set[str | None]) -> Record:
    for entry in record.get("items", []):
        if item and entry.get("id") == item:
            entry.update(_NOTHING)
    links = [*record.get("documents", []), *(link for entry in record.get("items", []) for link in entry["documents"])]
    for link in links:
        if link.get("url") and {link["url"], *link["other_urls"]} & addresses:
            link["title"] = "(forgotten)"
    return record


class Meetings:
    """The committees and meetings of an archive."""

    def __init__(self, engine: Engine, forgotten: Forgotten) -> None:
        self._engine = engine
        self._forgotten = forgotten

    def list_committees(self, source: str, committees: Sequence[Committee], at: datetime) -> None:
        """Keep a source's committees as listed."""
        with self._engine.begin() as connection:
            for committee in committees:
                row = {name: getattr(committee, name) for name in committee.__dataclass_fields__}
                upsert(connection, schema.committee, {"source": source, "seen_at": at} | row)

    def committees(self, source: str) -> list[Committee]:
        """A source's committees, by title."""
        table = schema.committee
        with self._engine.connect() as connection:
            rows = connection.execute(select(table).where(table.c.source == source).order_by(table.c.title)).mappings()
            return [Committee(**{name: row[name] for name in Committee.__dataclass_fields__}) for row in rows]

    def list_meetings(self, source: str, meetings: Sequence[Meeting], at: datetime, *, pending: bool) -> None:
        """Keep meetings as listed. With `pending` they are to be asked for in full, now or by a later run; a meeting
        that was captured keeps its full record until it is captured again."""
        table = schema.meeting
        with self._engine.begin() as connection:
            for meeting in meetings:
                listed: dict[str, Any] = {
                    "source": source,
                    "id": meeting.id,
                    "committee_id": meeting.committee_id,
                    "committee": meeting.committee,
                    "held_on": meeting.held_on,
                    "status": meeting.status,
                    "cancelled": meeting.cancelled,
                    "url": meeting.url,
                    "state": "pending" if pending else "listed",
                    "listed_at": at,
                    "record": _MEETING.dump_python(meeting, mode="json"),
                }
                unknown = [name for name in ("committee_id", "committee", "held_on", "url") if listed[name] is None]
                upsert(
                    connection, table, listed, keep=["record", *unknown] if pending else ["record", "state", *unknown]
                )

    def capture(self, source: str, meeting: Meeting, at: datetime) -> bool:
        """Keep a meeting in full, but for what was forgotten. True when it is new or differs from what was kept."""
        record = _MEETING.dump_python(meeting, mode="json")
        digest = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()
        table = schema.meeting
        with self._engine.begin() as connection:
            known = connection.execute(
                select(table.c.digest).where(table.c.source == source, table.c.id == meeting.id)
            ).scalar()
            row = {
                "source": source,
                "id": meeting.id,
                "committee_id": meeting.committee_id,
                "committee": meeting.committee,
                "held_on": meeting.held_on,
                "status": meeting.status,
                "cancelled": meeting.cancelled,
                "url": meeting.url,
                "minutes_final": meeting.minutes_final,
                "state": "captured",
                "reason": None,
                "listed_at": at,
                "captured_at": at,
                "digest": digest,
                "record": self._without_forgotten(connection, source, record),
            }
            unknown = [name for name in ("committee_id", "committee", "held_on", "url") if row[name] is None]
            upsert(connection, table, row, keep=["listed_at", *unknown])
        return known != digest

    def fail(self, source: str, meeting: str, reason: str) -> None:
        """A meeting was asked for and not obtained; the next run asks again."""
        table = schema.meeting
        with self._engine.begin() as connection:
            connection.execute(
                update(table)
                .where(table.c.source == source, table.c.id == meeting)
                .values(state="failed", reason=reason)
            )

    def close(self, source: str, meeting: str, at: datetime) -> None:
        """The meeting's window has closed and its papers were checked a last time."""
        table = schema.meeting
        with self._engine.begin() as connection:
            connection.execute(
                update(table).where(table.c.source == source, table.c.id == meeting).values(closed_at=at)
            )

    def get(self, source: str, meeting: str) -> KeptMeeting | None:
        """One meeting, or None."""
        found = self._where(schema.meeting.c.source == source, schema.meeting.c.id == meeting)
        return found[0] if found else None

    def pending(self, source: str) -> list[KeptMeeting]:
        """Meetings to be asked for that a run did not get: left by a killed run, or failed."""
        table = schema.meeting
        return self._where(table.c.source == source, table.c.state.in_(("pending", "failed")))

    def between(self, source: str, since: date | None = None, until: date | None = None) -> list[KeptMeeting]:
        """A source's meetings held in a range of days, oldest first."""
        table = schema.meeting
        conditions = [table.c.source == source]
        if since:
            conditions.append(table.c.held_on >= since)
        if until:
            conditions.append(table.c.held_on <= until)
        return self._where(*conditions)

    def counts(self, source: str) -> dict[str, int]:
        """How many meetings stand in each state."""
        table = schema.meeting
        query = select(table.c.state, func.count()).where(table.c.source == source).group_by(table.c.state)
        with self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def _without_forgotten(self, connection: Connection, source: str, record: Record) -> Record:
        table = schema.paper
        here = (table.c.source == source, table.c.meeting == record["id"], table.c.state == "forgotten")
        rows = connection.execute(
            select(table.c.item, table.c.kind, table.c.url, table.c.other_urls).where(*here)
        ).all()
        for row in rows:
            record = _blanked(record, row.item if row.kind == "item" else None, {row.url, *row.other_urls})
        for item in record["items"]:
            text = "\n".join(filter(None, (item["description"], item["decision"], item["minutes"])))
            if text and self._forgotten.whose_words(source, text, (record["id"], item["issue"])):
                item.update(_NOTHING)
        return record

    def _where(self, *conditions: Any) -> list[KeptMeeting]:
        table = schema.meeting
        query = select(table).where(*conditions).order_by(table.c.held_on, table.c.id)
        with self._engine.connect() as connection:
            return [
                KeptMeeting(
                    source=row["source"],
                    meeting=_MEETING.validate_python(row["record"]),
                    state=row["state"],
                    reason=row["reason"],
                    listed_at=row["listed_at"],
                    captured_at=row["captured_at"],
                    closed_at=row["closed_at"],
                )
                for row in connection.execute(query).mappings()
            ]
