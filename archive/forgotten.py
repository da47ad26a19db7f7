"""What was forgotten: audit lines that outlive bytes and text, and tell the words when a crawl brings them again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select, update

from archive import schema
from archive.runs_of_words import every_run, holds, is_file, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One forgotten paper: what was removed, by whom, when, why; `because_of` another paper whose words it held."""

    paper: str
    sha256s: tuple[str, ...]
    who: str
    at: datetime
    reason: str
    because_of: str | None = None
    lifted_at: datetime | None = None
    lifted_by: str | None = None

    def sentence(self) -> str:
        """When, by whom and why, and how to take it back."""
        return (
            f"was forgotten on {self.at:%Y-%m-%d} by {self.who}: {self.reason}; "
            f"`councilwatch forget --undo {self.because_of or self.paper}` allows it again"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """How a forgotten paper's words are told: where they may stand, and the checksums of their runs."""

    paper: str
    source: str
    meeting: str | None
    issue: str | None
    runs: bytes


class Forgotten:
    """The forgotten papers of an archive."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: tuple[int, ...] = ()  # the lines that `_words` was read from
        self._words: list[_Words] = []

    def lines(self) -> list[AuditLine]:
        """Every audit line, oldest first, those that were lifted too."""
        query = select(schema.forgotten).order_by(schema.forgotten.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        fields = AuditLine.__dataclass_fields__
        return [AuditLine(**{name: row[name] for name in fields} | {"sha256s": tuple(row["sha256s"])}) for row in rows]

    def of_paper(self, paper: str) -> AuditLine | None:
        """The line by which a paper is forgotten now, or None."""
        return next((line for line in reversed(self.lines()) if line.paper == paper and not line.lifted_at), None)

    def of_bytes(self, sha256: str) -> AuditLine | None:
        """The line by which these bytes are forgotten now, or None."""
        return next((line for line in self.lines() if sha256 in line.sha256s and not line.lifted_at), None)

    def whose_words(self, source: str, text: str, places: Sequence[str | None] = ()) -> str | None:
        """The forgotten paper of a source whose words stand in a text, or None. `places`: the meeting and issue of the
        text, or its address, which may name them: there few words tell."""
        known = [one for one in self._telling() if one.source == source]
        if not known:
            return None
        held = every_run(text)
        return next(
            (one.paper for one in known if holds(held, one.runs, related=related((one.meeting, one.issue), places))),
            None,
        )

    def whose_answer(self, source: str, url: str, body: bytes) -> str | None:
        """The forgotten paper whose words stand in a page or a web service's answer, or None."""
        if is_file(body) or not any(one.source == source for one in self._telling()):
            return None  # a file is known by its hash, and by its words once it is read
        return self.whose_words(source, visible(body), (url,))

    def any_words(self) -> bool:
        """Whether there are words to be told when they come again."""
        return bool(self._telling())

    def lift(self, connection: Connection, papers: Sequence[str], who: str, at: datetime) -> None:
        """These papers are no longer forgotten; their lines stay and say so."""
        table = schema.forgotten
        connection.execute(
            update(table)
            .where(table.c.paper.in_(papers), table.c.lifted_at.is_(None))
            .values(lifted_at=at, lifted_by=who)
        )

    def _telling(self) -> list[_Words]:
        table, paper = schema.forgotten, schema.paper
        alive = table.c.lifted_at.is_(None) & table.c.runs.is_not(None)
        with self._engine.connect() as connection:
            known = tuple(connection.execute(select(table.c.id).where(alive)).scalars())
            if known != self._known:
                query = (
                    select(table.c.paper, paper.c.source, paper.c.meeting, paper.c.issue, table.c.runs)
                    .join(paper, paper.c.id == table.c.paper)
                    .where(alive)
                )
                self._words = [_Words(**row) for row in connection.execute(query).mappings()]
                self._known = known
        return self._words


def note(connection: Connection, line: AuditLine, runs: bytes | None) -> None:
    """Write an audit line, within the transaction that removes the paper."""
    row = {name: getattr(line, name) for name in AuditLine.__dataclass_fields__}
    connection.execute(insert(schema.forgotten).values(row | {"sha256s": list(line.sha256s), "runs": runs}))


def related(ids: Sequence[str | None], places: Sequence[str | None]) -> bool:
    """Whether one of these ids (of a meeting, an issue) is, or stands in, one of these places (ids, addresses)."""
    return any(
        name and place and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", place)
        for name in ids
        for place in places
    )
