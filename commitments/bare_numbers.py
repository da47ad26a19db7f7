"""Statements that name a number and nothing else ("now working towards 130"), read in the light of earlier ones.

Where the words say that an earlier promise stands or was moved, and the council's earlier statements with that number
are all of one measure, the bare statement is of that measure, unit and change too.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from commitments.agreement import family_of, is_share, same_unit
from commitments.known import Known, spoken
from commitments.measures import mentions_measure
from records.topics import Topic

_SMALL = 10  # numbers below this are too common to say which measure is meant
_LONG_AGO = 1100  # days after which an earlier number is no longer what is meant


def settle(topic: Topic, mentions: Sequence[Known]) -> list[Known]:
    """The mentions in their order, the bare ones with measure, unit and change of the earlier statement they mean."""
    stated: dict[tuple[str | None, object], list[Known]] = defaultdict(list)
    for known in mentions:
        value, deadline = known.mention.statement.value, known.mention.statement.deadline
        if value is not None and not is_bare(topic, known):
            stated[known.mention.place.council, value].append(known)
            if deadline and deadline.end:
                stated[known.mention.place.council, deadline.end].append(known)
    return [_settled(topic, known, stated) if is_bare(topic, known) else known for known in mentions]


def is_bare(topic: Topic, known: Known) -> bool:
    """Whether a statement has a number, its quotation no word of any measure, and its sentence speaks of a promise made
    before."""
    statement = known.mention.statement
    if statement.value is None or statement.unit == "gbp" or not (known.again or known.moved):
        return False
    return not mentions_measure(topic, spoken(statement.quote))


def _settled(topic: Topic, known: Known, stated: dict[tuple[str | None, object], list[Known]]) -> Known:
    statement, place = known.mention.statement, known.mention.place
    if place.council is None or place.published is None or statement.value is None:
        return known
    meant = [
        other
        for other in stated[place.council, statement.value]
        if other.day is not None
        and other.day <= place.published
        and (place.published - other.day).days <= _LONG_AGO
        and other.mention.statement.value_high == statement.value_high
    ]
    if not meant and known.moved and statement.measure == "other":
        return _changed_goal(topic, known, stated)
    if not is_share(statement.unit):
        alike = [o for o in meant if o.mention.statement.unit and same_unit(o.mention.statement.unit, statement.unit)]
        meant = alike or meant  # a unit the quotation does not name was taken from what stands near it
    own = family_of(topic, statement.measure)
    families = {family_of(topic, other.mention.statement.measure) for other in meant}
    if own in families:
        meant = [other for other in meant if family_of(topic, other.mention.statement.measure) == own]
    elif len(families) != 1 or (
        statement.value < _SMALL and not same_unit(meant[0].mention.statement.unit, statement.unit)
    ):
        return known
    latest = max(meant, key=lambda other: other.day or date.min).mention.statement
    if same_unit(statement.unit, latest.unit) and {statement.change, latest.change} != {"increase_by", "decrease_by"}:
        changed = replace(statement, measure=latest.measure)
    else:
        changed = replace(statement, measure=latest.measure, unit=latest.unit, change=latest.change)
    return replace(known, mention=replace(known.mention, statement=changed))


def _changed_goal(topic: Topic, known: Known, stated: dict[tuple[str | None, object], list[Known]]) -> Known:
    """A number without a measure that takes the place of another for the same day: the measure of the earlier goals of
    that day and kind, where they are of one only."""
    statement, place = known.mention.statement, known.mention.place
    end = statement.deadline.end if statement.deadline else None
    earlier = [
        other
        for other in stated.get((place.council, end), ())
        if end
        and other.day
        and place.published
        and other.day < place.published
        and other.mention.statement.change == statement.change
        and not is_share(other.mention.statement.unit)
    ]
    if len({family_of(topic, other.mention.statement.measure) for other in earlier}) != 1:
        return known
    latest = max(earlier, key=lambda other: other.day or date.min).mention.statement
    changed = replace(statement, measure=latest.measure, unit=latest.unit)
    return replace(known, mention=replace(known.mention, statement=changed))
