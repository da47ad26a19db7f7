"""A person's judgements applied to what the rules found: dismissed stays dismissed, merges and splits win."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from commitments.fingerprints import plain_words
from records.commitments import Anchor, Mention, Review

_SAME_QUOTE = 80.0  # of 100: a quotation whose ends another version of the rules drew elsewhere


def anchor_of(mention: Mention) -> Anchor:
    """What a review keeps of a mention, so that it can be found again."""
    return Anchor(
        fingerprint=mention.fingerprint,
        council=mention.place.council,
        published=mention.place.published,
        quote=mention.statement.quote,
    )


def find_anchored(anchor: Anchor, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """Indexes of the mentions an anchor means: those of its fingerprint, else the one of the same council and day whose
    quotation holds its words, if there is one such only."""
    exact = tuple(index for index, mention in enumerate(mentions) if anchor.fingerprint in mention.names)
    if exact or not anchor.quote:
        return exact
    words = plain_words(anchor.quote)
    near = [
        index
        for index, mention in enumerate(mentions)
        if mention.place.council == anchor.council
        and any(place.published == anchor.published for place in mention.places)
        and fuzz.partial_ratio(words, plain_words(mention.statement.quote)) >= _SAME_QUOTE
    ]
    return (near[0],) if len(near) == 1 else ()


def kept(mentions: Sequence[Mention], reviews: Sequence[Review]) -> list[Mention]:
    """The mentions that no person has dismissed; a later confirmation brings one back."""
    verdicts: dict[int, bool] = {}
    for review in in_order(reviews):
        if review.kind in ("dismiss", "confirm"):
            for index in _meant(review, mentions):
                verdicts[index] = review.kind == "confirm"
    return [mention for index, mention in enumerate(mentions) if verdicts.get(index, True)]


def regroup(groups: Sequence[Sequence[int]], mentions: Sequence[Mention], reviews: Sequence[Review]) -> list[list[int]]:
    """The groups after every merge and split, in the order they were made. A split parts the mentions of its first
    anchor from those of its others; with one anchor alone, from all others of the group."""
    held = [list(group) for group in groups]
    for review in in_order(reviews):
        if review.kind == "merge":
            held = _merged(held, set(_meant(review, mentions)))
        elif review.kind == "split" and review.anchors:
            first = set(find_anchored(review.anchors[0], mentions))
            rest = {index for anchor in review.anchors[1:] for index in find_anchored(anchor, mentions)}
            held = _parted(held, first, rest)
    return sorted(sorted(group) for group in held if group)


def reviews_of(group: Sequence[int], mentions: Sequence[Mention], reviews: Sequence[Review]) -> tuple[Review, ...]:
    """The reviews that speak of any mention of a group, oldest first."""
    return tuple(review for review in in_order(reviews) if set(_meant(review, mentions)) & set(group))


def in_order(reviews: Sequence[Review]) -> list[Review]:
    """Reviews by the day they were made; the later one overrides."""
    return sorted(reviews, key=lambda review: review.when)


def _meant(review: Review, mentions: Sequence[Mention]) -> list[int]:
    return [index for anchor in review.anchors for index in find_anchored(anchor, mentions)]


def _merged(groups: list[list[int]], together: set[int]) -> list[list[int]]:
    touched = [group for group in groups if together & set(group)]
    rest = [group for group in groups if not together & set(group)]
    return [*rest, [index for group in touched for index in group]] if touched else groups


def _parted(groups: list[list[int]], first: set[int], rest: set[int]) -> list[list[int]]:
    parted: list[list[int]] = []
    for group in groups:
        mine = [index for index in group if index in first]
        others = [index for index in group if index not in first]
        together = mine and others and (not rest or rest & set(others))
        parted += [mine, others] if together else [group]
    return parted
