"""A person's judgements, attached to fingerprints, never deleted by a rebuild."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select

from archive import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReview:
    """One judgement as kept."""

    id: int
    kind: str
    fingerprints: tuple[str, ...]
    who: str
    at: datetime
    text: str | None


class Reviews:
    """The reviews of an archive, and the audit lines of what was forgotten."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, kind: str, fingerprints: Sequence[str], who: str, at: datetime, text: str | None = None) -> int:
        """Keep one judgement; gives its number."""
        values = {"kind": kind, "fingerprints": list(fingerprints), "who": who, "at": at, "text": text}
        with self._engine.begin() as connection:
            return int(
                connection.execute(insert(schema.review).values(values).returning(schema.review.c.id)).scalar_one()
            )

    def all(self) -> list[KeptReview]:
        """Every judgement, oldest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(schema.review).order_by(schema.review.c.id)).mappings().all()
        return [KeptReview(**dict(row) | {"fingerprints": tuple(row["fingerprints"])}) for row in rows]

    def note_forgotten(self, paper: str, sha256s: Sequence[str], who: str, at: datetime, reason: str) -> None:
        """The audit line of a paper whose bytes and text were removed."""
        values = {"paper": paper, "sha256s": list(sha256s), "who": who, "at": at, "reason": reason}
        with self._engine.begin() as connection:
            connection.execute(insert(schema.forgotten).values(values))

    def forgotten(self) -> list[dict[str, Any]]:
        """Every audit line, oldest first."""
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(select(schema.forgotten)).mappings()]
