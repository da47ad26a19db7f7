"""Which commitment replaced which: pairs of mentions are judged one by one, then each goal gets one successor at most.

How a later mention can replace an earlier one is said in `commitments.replaced`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from commitments.blocks import successors_to_compare
from commitments.known import Known
from commitments.replaced import replaces
from records.commitments import Mention, Relation
from records.topics import Topic


@dataclass(frozen=True, slots=True)
class Succession:
    """A group (by index) replaced by a later one, the two mentions that show it, and why."""

    earlier: int
    later: int
    relation: Relation
    before: Mention
    after: Mention
    why: str
    sure: float


def find_successions(topic: Topic, mentions: Sequence[Known], groups: Sequence[Sequence[int]]) -> list[Succession]:
    """Successions among groups of mentions, each shown by its surest, then first, two mentions. A group is replaced at
    most once, and replaces one other at most: the surest, then the nearest in time."""
    shown: dict[tuple[int, int], Succession] = {}
    for one in sorted(
        _candidates(topic, mentions, groups), key=lambda one: (-one.sure, _day(one.after), _day(one.before))
    ):
        shown.setdefault((one.earlier, one.later), one)
    found: dict[int, Succession] = {}
    later: set[int] = set()
    for one in sorted(shown.values(), key=_rank):
        if one.earlier not in found and one.later not in later:
            found[one.earlier] = one
            later.add(one.later)
    return sorted(found.values(), key=lambda one: one.earlier)


def _rank(one: Succession) -> tuple[float, date, int, int]:
    return (-one.sure, _day(one.after), -_day(one.before).toordinal(), one.earlier)


def _candidates(topic: Topic, mentions: Sequence[Known], groups: Sequence[Sequence[int]]) -> Iterator[Succession]:
    of = {index: number for number, members in enumerate(groups) for index in members}
    first = [min(_day(mentions[index].mention) for index in members) for members in groups]
    for a, b in successors_to_compare(topic, mentions):
        earlier, later = of[a], of[b]
        if earlier == later or first[earlier] >= first[later]:
            continue
        change = replaces(topic, mentions[a], mentions[b])
        if change:
            relation, why, sure = change
            yield Succession(earlier, later, relation, mentions[a].mention, mentions[b].mention, why, sure)


def _day(mention: Mention) -> date:
    return mention.place.published or date.max
