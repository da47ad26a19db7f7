"""Forgetting: a paper's bytes and text go, an audit line stays, and no later crawl fetches it again."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from archive import schema
from archive.home import Archive


def forget(archive: Archive, paper: str, *, who: str, at: datetime, reason: str) -> list[str]:
    """Remove every version of a paper, the captures it was cut from, its texts and findings, and its words in the
    meeting's record. Gives the SHA-256 of all bytes removed. Bytes another paper shares stay. Raises NotKept."""
    kept = archive.papers.get(paper).paper
    with archive.engine.begin() as connection:
        own = _hashes(connection, kept.id)
        shared = set(
            connection.execute(
                select(schema.version.c.sha256).where(
                    schema.version.c.sha256.in_(own), schema.version.c.paper != kept.id
                )
            ).scalars()
        )
        gone = sorted(own - shared)
        connection.execute(delete(schema.finding).where(schema.finding.c.paper == kept.id))
        connection.execute(delete(schema.processed).where(schema.processed.c.paper == kept.id))
        connection.execute(delete(schema.comparison).where(schema.comparison.c.paper == kept.id))
        connection.execute(
            update(schema.paper)
            .where(schema.paper.c.id == kept.id)
            .values(state="forgotten", reason=reason, title="(forgotten)", author=None)
        )
        if kept.meeting and kept.item:
            _blank_item(connection, kept.source, kept.meeting, kept.item)
    for sha256 in gone:
        archive.texts.remove(sha256)
        archive.blobs.remove(sha256)
    archive.reviews.note_forgotten(kept.id, gone, who, at, reason)
    return gone


def _hashes(connection: Connection, paper: str) -> set[str]:
    version, capture = schema.version, schema.capture
    own = set(connection.execute(select(version.c.sha256).where(version.c.paper == paper)).scalars())
    cut_from = select(version.c.capture).where(version.c.paper == paper, version.c.capture.is_not(None))
    return own | set(connection.execute(select(capture.c.sha256).where(capture.c.id.in_(cut_from))).scalars())


def _blank_item(connection: Connection, source: str, meeting: str, item: str) -> None:
    table = schema.meeting
    here = (table.c.source == source, table.c.id == meeting)
    record = connection.execute(select(table.c.record).where(*here)).scalar()
    for entry in (record or {}).get("items", []):
        if entry.get("id") == item:
            entry.update(title="(forgotten)", description=None, minutes=None, decision=None)
    connection.execute(update(table).where(*here).values(record=record))
