"""Forgetting: a paper's bytes and text go with all that holds its words; an audit line stays, and no later crawl brings
them back. It can be taken back: then the next crawl may fetch the paper again."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, select, update

from archive import schema
from archive.catalogue import scrub
from archive.forgotten import AuditLine, note
from archive.holders import Holders, runs_of
from archive.home import Archive
from archive.meetings import without_words
from archive.papers import has_words
from records.errors import NotKept
from records.papers import Paper

_BLANK = "(forgotten)"


def forget(
    archive: Archive, found: Holders, *, who: str, at: datetime, reason: str, because_of: str | None = None
) -> list[str]:
    """Remove a paper and the others that hold its words: every version, the captures they stand in, texts, findings,
    quotations in reviews, and their words in the meeting's record. Gives the SHA-256 of all bytes removed; bytes that a
    paper which stays shares with them stay. `because_of`: the forgotten paper whose words it turned out to hold. What a
    kill leaves behind `left_over` names."""
    papers = [found.paper, *found.others]
    telling = {paper.id: runs_of(archive, paper.id) for paper in papers}
    quotes = {placed.found.quote for paper in papers for placed in archive.findings.all(paper=paper.id)}
    with archive.engine.begin() as connection:
        ids = [paper.id for paper in papers]
        gone = _hashes(connection, ids) | found.captures
        gone -= _hashes(connection, ids, others=True) | {sha256(b"").hexdigest()}
        for paper in papers:
            first = paper.id == found.paper.id
            because = because_of if first else because_of or found.paper.id
            own = tuple(sorted(_hashes(connection, [paper.id]) & gone))
            captured = tuple(sorted(found.captures & gone)) if first else ()
            line = AuditLine(
                paper=paper.id, sha256s=tuple(dict.fromkeys(own + captured)), who=who, at=at, reason=reason,
                because_of=because,
            )  # fmt: skip
            note(connection, line, telling[paper.id])
            _blank(connection, paper, reason)
        _unquote(connection, quotes)
        for table in (schema.page, schema.page_table, schema.reading):
            connection.execute(delete(table).where(table.c.sha256.in_(gone)))
    remove_bytes(archive, gone)
    return sorted(gone)


def remove_bytes(archive: Archive, gone: Iterable[str]) -> None:
    """Delete files of forgotten papers, and scrub what the database deleted."""
    for one in gone:
        archive.blobs.remove(one)
    scrub(archive.engine)


def left_over(archive: Archive) -> list[str]:
    """The files of forgotten papers that are still here, because a run was killed in the midst of forgetting."""
    version, paper = schema.version, schema.paper
    alive = select(version.c.sha256).join(paper, paper.c.id == version.c.paper).where(paper.c.state != "forgotten")
    with archive.engine.connect() as connection:
        needed = set(connection.execute(alive).scalars())
    dead = {one for line in archive.forgotten.lines() if not line.lifted_at for one in line.sha256s}
    return sorted(one for one in dead - needed if archive.blobs.has(one))


def forget_no_more(archive: Archive, paper: str, *, who: str, at: datetime) -> list[str]:
    """Take a forgetting back, with that of the papers forgotten because of it; gives their ids. What was removed is
    gone: a crawl may fetch it again, or the user add it. Raises NotKept for a paper that is not forgotten."""
    line = archive.forgotten.of_paper(paper)
    if line is None:
        raise NotKept(f"{paper} is not forgotten: see `councilwatch forget --list`")
    first = line.because_of or line.paper
    papers = [
        one.paper for one in archive.forgotten.lines() if not one.lifted_at and first in (one.paper, one.because_of)
    ]
    with archive.engine.begin() as connection:
        archive.forgotten.lift(connection, papers, who, at)
        connection.execute(delete(schema.version).where(schema.version.c.paper.in_(papers)))
        table = schema.paper
        connection.execute(
            update(table).where(table.c.id.in_(papers)).values(state="linked", reason=None, validators=None)
        )
    return papers


def _hashes(connection: Connection, papers: list[str], *, others: bool = False) -> set[str]:
    """The bytes of these papers; with `others`, those of every other paper that is not forgotten."""
    version, paper = schema.version, schema.paper
    query = select(version.c.sha256).join(paper, paper.c.id == version.c.paper)
    mine = version.c.paper.in_(papers)
    return set(connection.execute(query.where(~mine & (paper.c.state != "forgotten") if others else mine)).scalars())


def _blank(connection: Connection, paper: Paper, reason: str) -> None:
    for table in (schema.finding, schema.processed, schema.comparison, schema.twin):
        connection.execute(delete(table).where(table.c.paper == paper.id))
    connection.execute(delete(schema.twin).where(schema.twin.c.other == paper.id))
    values = {"state": "forgotten", "reason": reason, "title": _BLANK, "author": None}
    if has_words(paper):
        values["key"] = _BLANK
    if paper.url and paper.url.startswith("file:"):
        values["url"] = None
    connection.execute(update(schema.paper).where(schema.paper.c.id == paper.id).values(values))
    if paper.meeting:
        meeting = schema.meeting
        here = (meeting.c.source == paper.source, meeting.c.id == paper.meeting)
        record = connection.execute(select(meeting.c.record).where(*here)).scalar()
        if record:
            connection.execute(update(meeting).where(*here).values(record=without_words(record, [paper])))


def _unquote(connection: Connection, quotes: set[str]) -> None:
    """Take quotations out of reviews; the judgements stay, on their fingerprints."""
    table = schema.review
    for number, anchors in connection.execute(select(table.c.id, table.c.anchors)).all():
        blank = [anchor | {"quote": ""} if anchor.get("quote") in quotes else anchor for anchor in anchors]
        if blank != anchors:
            connection.execute(update(table).where(table.c.id == number).values(anchors=blank))
