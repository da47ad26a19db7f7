"""Reviewing: a judgement on a commitment becomes anchors on its mentions, which outlive rebuilds and new rules."""

from datetime import datetime
from typing import Literal, cast

from archive.home import Archive
from commitments.reviews import anchor_of
from pipeline.tracking import find_one, follow
from records.commitments import Commitment, Review
from records.errors import BadInput, NotKept
from records.topics import Topic

Kind = Literal["confirm", "dismiss", "merge", "split", "note"]


def review(
    archive: Archive,
    topic: Topic,
    id: str,
    *,
    kind: str,
    who: str,
    at: datetime,
    text: str = "",
    other: str | None = None,
    statement: int | None = None,
) -> int:
    """Keep a judgement; gives its number. `other` is the commitment to merge with, `statement` the number (from 1) of
    the statement to split off. Raises NotKept for an unknown commitment, BadInput for a statement it does not have."""
    followed = follow(archive, topic, as_of=at.date())

    def known(name: str) -> Commitment:
        found = find_one(followed, name)
        if found is None:
            raise NotKept(f"there is no commitment {name!r}: see `councilwatch commitments`")
        return found.commitment

    one = known(id)
    mentions = list(one.mentions)
    if kind == "merge" and other:
        if known(other).id == one.id:
            raise BadInput(f"{other} is the same commitment already")
        mentions += known(other).mentions
    if kind == "split" and statement:
        if statement > len(mentions) or len(mentions) < 2:
            raise BadInput(f"{one.id} has {len(mentions)} statements: there is no number {statement} to split off")
        mentions = [mentions[statement - 1], *mentions[: statement - 1], *mentions[statement:]]
    return archive.reviews.add(
        Review(
            kind=cast(Kind, kind),
            anchors=tuple(anchor_of(mention) for mention in mentions),
            who=who,
            when=at.date(),
            text=text,
        ),
        at,
    )
