"""Which mentions restate one promise: pairs are judged slot by slot, then joined where no two members clash.

Precision goes before recall: a wrong link misleads, a missing one only leaves two records. Every link names its reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from commitments.agreement import (
    days_between,
    deadlines_agree,
    is_level,
    is_share,
    same_council,
    same_measure,
    same_number,
    same_unit,
)
from commitments.blocks import pairs_to_compare
from commitments.cohorts import narrowed_otherwise
from commitments.known import Known, one_deed
from commitments.subjects import AREA, AWAY
from records.topics import Topic

_SAME_WORDING = 90.0  # of 100, for two quotations that differ by a misprint or an article
_SAME_EVENT = 31  # days within which a story, a paper and its minutes speak of one decision
_LONG_AGO = 800  # days after which an undated promise said again is a new one
_SAME_ROW = 0.75
_A_YEAR = 400
_SMALL = 10  # counts below this are often equal by chance


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions of one promise, how sure (0 to 1) and why."""

    one: int
    other: int
    sure: float
    why: str


def group(topic: Topic, mentions: Sequence[Known]) -> list[list[int]]:
    """Indexes of the mentions, grouped by promise; a group is joined to another only where no two members clash."""
    links = sorted(find_links(topic, mentions), key=lambda link: (-link.sure, link.one, link.other))
    of = list(range(len(mentions)))
    groups = {index: [index] for index in of}
    for link in links:
        one, other = of[link.one], of[link.other]
        if one == other or any(clash(topic, mentions[a], mentions[b]) for a in groups[one] for b in groups[other]):
            continue
        for index in groups[other]:
            of[index] = one
        groups[one] += groups.pop(other)
    return [sorted(members) for _, members in sorted(groups.items())]


def find_links(topic: Topic, mentions: Sequence[Known]) -> Iterable[Link]:
    """Every pair that says the same thing. Only those are compared that `commitments.blocks` puts together."""
    for one, other in pairs_to_compare(topic, mentions):
        why = restates(topic, mentions[one], mentions[other])
        if why:
            yield Link(one, other, *why)


def clash(topic: Topic, one: Known, other: Known) -> str | None:
    """Why two mentions cannot be one promise: other council, measure, number, unit, day, cohort or phase; else None."""
    a, b = one.mention.statement, other.mention.statement
    if not same_council(one.mention.place, other.mention.place):
        return "another council"
    if not same_measure(topic, a.measure, b.measure) and not _same_row(one, other):
        return "another measure"
    if (a.kind == "funding") != (b.kind == "funding"):
        return "money and not money"
    if a.value is not None and b.value is not None:
        if not same_number(a, b):
            return "another number"
        dated = a.measure == b.measure and deadlines_agree(a.deadline, b.deadline) == "same"
        if not same_unit(a.unit, b.unit, loosely=dated):
            return "another unit"
    if {a.change, b.change} >= {"increase_by", "decrease_by"}:
        return "the other way"
    if deadlines_agree(a.deadline, b.deadline) == "differ":
        return "another day"
    return one.subject.clash(other.subject)


def restates(topic: Topic, one: Known, other: Known) -> tuple[float, str] | None:
    """How sure, and why, two mentions are one promise; None when they are not, or it cannot be told."""
    if clash(topic, one, other) or _another_of_its_kind(one, other) or _another_way(one, other):
        return None
    a, b = one.mention.statement, other.mention.statement
    if _same_wording(one, other):
        return 0.98, "the same words"
    if a.value is not None and b.value is not None:
        return _same_target(topic, one, other)
    if a.value is None and b.value is None and a.kind == b.kind:
        return _same_action(one, other)
    return None


def _same_row(one: Known, other: Known) -> bool:
    """Whether two numbers stand beside the same words, so that a measure read otherwise in another context is no
    difference: most of three telling words or more, same number and unit."""
    a, b = one.mention.statement, other.mention.statement
    if a.value is None or a.value != b.value or a.change != b.change or not same_unit(a.unit, b.unit):
        return False
    if "other" in (a.measure, b.measure) and a.unit and b.unit and not is_share(a.unit):
        dated = deadlines_agree(a.deadline, b.deadline) == "same"
        if dated and a.unit != "gbp" and one.subject.shared(other.subject):
            return True  # no measure was made out for one of them
    return len(one.subject.shared(other.subject)) >= 3 and one.subject.likeness(other.subject) >= _SAME_ROW


def _another_of_its_kind(one: Known, other: Known) -> bool:
    """A further report, another review: the one promised at an earlier meeting is not meant."""
    a, b = one.mention.statement, other.mention.statement
    later = max(one, other, key=lambda known: known.day or date.max)
    if a.change != "none" or a.value is not None or _one_event(one, other):
        return False
    return deadlines_agree(a.deadline, b.deadline) != "same" and later.on_top


def _another_way(one: Known, other: Known) -> bool:
    """Whether the later one says that the number is to come from something else instead."""
    later = max(one, other, key=lambda known: known.day or date.max)
    return later.instead and not one.subject.shared(other.subject)


def _same_wording(one: Known, other: Known) -> bool:
    if len(one.subject.words) < 2 or len(one.subject.plain.split()) < 6:
        return False
    return fuzz.ratio(one.subject.plain, other.subject.plain) >= _SAME_WORDING


def _same_target(topic: Topic, one: Known, other: Known) -> tuple[float, str] | None:
    """Two equal numbers on one measure. What else must agree depends on how telling the number is."""
    a, b = one.mention.statement, other.mention.statement
    days = deadlines_agree(a.deadline, b.deadline)
    alike = one.subject.likeness(other.subject)
    telling = not is_share(a.unit) and a.unit != "gbp" and (a.value or 0) >= _SMALL
    earlier, later = sorted((one, other), key=lambda known: known.day or date.max)
    gap = days_between(earlier.day, later.day)
    one_paper = one.mention.place.paper == other.mention.place.paper
    if days == "same":
        counted = not is_share(a.unit) and not (a.unit == "gbp" and one_paper)
        alone = not one_paper and one.subject.cohorts == other.subject.cohorts
        if telling or alike >= 0.5 or ((counted or alone) and one.subject.shared(other.subject)):
            return 0.95, "the same number and day"
        if a.measure == b.measure and a.unit == b.unit == "ratio":
            return 0.9, "the same ratio and day"
        if not one_paper and a.measure == b.measure:
            narrowed = narrowed_otherwise(topic, a.measure, one.subject.cohorts, other.subject.cohorts)
            if not (is_share(a.unit) and narrowed) and _told_together(one, other):
                return 0.8, "the same number and day, told of the same thing"
            if a.unit != "gbp" and a.measure != "other" and not (one.subject.words and other.subject.words):
                return 0.75, "the same number and day of the same measure, and nothing that tells them apart"
        return None
    if one_paper and alike < 0.5 and not telling:
        return None
    if gap is None or gap > _LONG_AGO or _over(earlier, later):
        return None
    again = later.again
    if is_share(a.unit):
        return (0.85, "the same share of the same thing") if alike >= 0.6 else None
    if is_level(a) and is_level(b):
        if a.measure == b.measure and (again or alike >= 0.5 or (telling and _one_event(one, other))):
            return 0.85, "the same level of the same measure"
        return None
    if again and a.measure == b.measure and gap > 0:
        return 0.8, "the same number, said again"
    if one.on_top != other.on_top and gap > 0:
        return None
    undated = a.deadline is None and b.deadline is None
    if a.measure == b.measure and gap <= _SAME_EVENT and (undated or one.subject.shared(other.subject)):
        return 0.8, "the same number at the same time"
    return None


def _same_action(one: Known, other: Known) -> tuple[float, str] | None:
    """Two statements without numbers: the telling words must agree, the more so the less else does."""
    a, b = one.mention.statement, other.mention.statement
    gap = days_between(one.day, other.day)
    if gap is None or abs(gap) > _LONG_AGO:
        return None
    shared, alike = one.subject.shared(other.subject), one.subject.likeness(other.subject)
    dated = deadlines_agree(a.deadline, b.deadline) == "same"
    tied = dated or _one_matter(one, other)
    if dated and a.measure == b.measure and one_deed(one, other):
        return 0.75, f"the same day for the same thing ({', '.join(sorted(one.about & other.about))})"
    if one.mention.place.paper == other.mention.place.paper and not dated and alike < 0.75:
        return None
    if dated and a.measure == b.measure and _said_shortly(one, other):
        return 0.7, "the same day for the same thing, told around it"
    if len(shared) >= 3 and alike >= (0.5 if tied else 0.6):
        return 0.8, f"the same thing promised ({', '.join(sorted(shared))})"
    if len(shared) >= 2 and alike >= (0.6 if tied else 0.75):
        return 0.75, f"the same thing promised ({', '.join(sorted(shared))})"
    if dated and a.measure == b.measure and _one_title(one, other):
        return 0.7, f"the same day for the same thing ({', '.join(sorted(shared))})"
    general = a.measure == b.measure and a.change == b.change != "none" and a.deadline is None and b.deadline is None
    if (
        general
        and abs(gap) <= _A_YEAR
        and shared
        and alike >= 0.5
        and one.mention.place.paper != other.mention.place.paper
    ):
        return 0.6, f"the same direction of the same measure ({', '.join(sorted(shared))})"
    return None


def _one_title(one: Known, other: Known) -> bool:
    """Whether two papers share a telling word and the kind of thing ("the sufficiency strategy", "the new strategy for
    sufficiency"), which alone is too general."""
    mine, theirs = one.subject, other.subject
    if one.mention.place.paper == other.mention.place.paper or not mine.shared(theirs) - {AREA, AWAY}:
        return False
    least = min(len(mine.content), len(theirs.content))
    return len(mine.content & theirs.content) >= max(2, least / 2)


def _said_shortly(one: Known, other: Known) -> bool:
    """Whether one of two papers names the thing only in the sentences around ("it would be ready by December")."""
    later = max(one, other, key=lambda known: known.day or date.max)
    if one.mention.place.paper == other.mention.place.paper or later.moved:
        return False
    least = min(len(one.subject.words), len(other.subject.words))
    return least < 3 and len((one.subject.wide & other.subject.wide) - {AREA, AWAY}) >= 2


def _told_together(one: Known, other: Known) -> bool:
    """Whether the sentences around one hold a telling word of the other ("Step-down panel. £1.2m was budgeted")."""
    mine, theirs = one.subject, other.subject
    return bool(((mine.words & theirs.wide) | (mine.wide & theirs.words)) - {AREA, AWAY})


def _over(earlier: Known, later: Known) -> bool:
    """Whether the earlier one's day had passed when the later was said: then it is not that promise still running."""
    for mine, other in ((earlier, later), (later, earlier)):
        deadline = mine.mention.statement.deadline
        if deadline and deadline.end and other.day and other.day > deadline.end:
            return True
    return False


def _one_event(one: Known, other: Known) -> bool:
    gap = days_between(one.day, other.day)
    return gap is not None and abs(gap) <= _SAME_EVENT


def _one_matter(one: Known, other: Known) -> bool:
    """Whether both stand under one ModernGov issue, one item's title, or were published about one event."""
    mine, theirs = one.mention.place, other.mention.place
    if mine.issue and mine.issue == theirs.issue:
        return True
    if mine.title and theirs.title and fuzz.token_set_ratio(mine.title.lower(), theirs.title.lower()) >= _SAME_WORDING:
        return True
    return _one_event(one, other)
