"""A person's judgements, attached to fingerprints and never deleted by a rebuild."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Engine, insert, select

from archive import schema
from records.commitments import Anchor, Review

_ANCHORS: TypeAdapter[tuple[Anchor, ...]] = TypeAdapter(tuple[Anchor, ...])


class Reviews:
    """The reviews of an archive."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, review: Review, at: datetime) -> int:
        """Keep one judgement; gives its number."""
        values = {
            "kind": review.kind,
            "anchors": _ANCHORS.dump_python(review.anchors, mode="json"),
            "who": review.who,
            "at": at,
            "text": review.text,
        }
        with self._engine.begin() as connection:
            return int(
                connection.execute(insert(schema.review).values(values).returning(schema.review.c.id)).scalar_one()
            )

    def all(self) -> list[Review]:
        """Every judgement, oldest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(schema.review).order_by(schema.review.c.id)).mappings().all()
        return [
            Review(
                kind=row["kind"],
                anchors=_ANCHORS.validate_python(row["anchors"]),
                who=row["who"],
                when=row["at"].date(),
                text=row["text"] or "",
            )
            for row in rows
        ]
