"""Whether two findings agree in their slots: measure, unit, number, direction, day."""

import re
from datetime import date, timedelta
from typing import Literal

from records.commitments import Place
from records.findings import Deadline, Statement
from records.topics import Topic

DeadlineAgreement = Literal["same", "silent", "differ"]

# Units that count the same things in other words. Percentages, rates, days and money agree only with themselves.
_UNIT_FAMILIES = (
    frozenset({"carers", "households", "families"}),
    frozenset({"children", "young_people"}),
    frozenset({"places", "placements"}),
    frozenset({"staff", "posts"}),
    frozenset({"homes", "buildings"}),
    frozenset({"cases", "plans"}),
)
# Figures may count the children, the placements they are in or the cases they are.
_COUNTED_ALIKE = (frozenset({"children", "young_people", "placements", "cases"}),)
_SHARES = frozenset({"percent", "percentage_points", "per_10000", "ratio", "cases_per_worker"})
_COARSE = {"month": 31, "quarter": 92, "season": 122, "year": 366, "financial_year": 366, "academic_year": 366}
_INCREASE = re.compile(r"\b(?:increase|gain|growth) of\b", re.IGNORECASE)
_LEVELS = frozenset({"reach", "at_least", "at_most", "maintain", "ratio", "none"})


def same_council(one: Place, other: Place) -> bool:
    """Whether two papers are of one council, or of an abolished one and its successor; two that were merged into one
    are not."""
    if not one.council or one.council != other.council:
        return False
    return one.former == other.former or one.former is None or other.former is None


def same_area(one: Place, other: Place) -> bool:
    """Whether figures of the two can be compared: one council, neither before and after it was merged into another."""
    return bool(one.council) and one.council == other.council and one.former == other.former


def family_of(topic: Topic, measure: str) -> str:
    """The pack's list of near measures (`near_*`) a measure stands in, else the measure itself."""
    return topic.families.get(measure, measure)


def same_measure(topic: Topic, one: str, other: str) -> bool:
    """Whether two measures are one, or the pack lists them as near: carers and fostering households."""
    return one == other or family_of(topic, one) == family_of(topic, other)


def same_unit(one: str | None, other: str | None, *, loosely: bool = False) -> bool:
    """Whether two units count the same things; an unknown unit agrees with every count. `loosely` for figures."""
    if one == other:
        return True
    if one in (None, "other") or other in (None, "other"):
        return not {one, other} & (_SHARES | {"gbp"})
    families = _UNIT_FAMILIES + (_COUNTED_ALIKE if loosely else ())
    return any(one in family and other in family for family in families)


def unit_family(unit: str | None) -> frozenset[str]:
    """The units that count the same things as this one, itself among them."""
    return next((family for family in _UNIT_FAMILIES if unit in family), frozenset({unit or "other"}))


def is_share(unit: str | None) -> bool:
    """Whether a unit is a percentage, rate or ratio, whose numbers are often alike by chance."""
    return unit in _SHARES


def is_level(statement: Statement) -> bool:
    """Whether the statement names a level to be at, rather than a number to be added or taken away."""
    return statement.change in _LEVELS


def level_of(statement: Statement) -> float | None:
    """The level at which a number is kept, where it can be told: the level itself, or so many more or fewer than a
    stated start."""
    if statement.value is None or is_share(statement.unit):
        return None
    added = (
        statement.baseline is not None
        and statement.value * 2 < statement.baseline
        and _INCREASE.search(statement.quote)
    )
    if added and statement.baseline is not None:
        return statement.baseline + statement.value
    if is_level(statement):
        return statement.value
    sign = {"increase_by": 1, "decrease_by": -1}.get(statement.change)
    return None if sign is None or statement.baseline is None else statement.baseline + sign * statement.value


def same_number(one: Statement, other: Statement) -> bool:
    """Whether two numbers ask for the same: equal, or "14 more than the 96 there are" and "110"."""
    if (one.value, one.value_high) == (other.value, other.value_high):
        return True
    level = level_of(one)
    return level is not None and level == level_of(other) and one.value_high is None and other.value_high is None


def direction(topic: Topic, statement: Statement, words: str) -> int:
    """+1 when more is kept, -1 when fewer, 0 when it cannot be told: from the change, the words ("absence"), the
    baseline, then the measure."""
    if statement.change in ("increase_by", "at_least"):
        return 1
    if statement.change in ("decrease_by", "at_most"):
        return -1
    if statement.value == 0:
        return -1
    measure = topic.measure.get(statement.measure)
    good = {"up": 1, "down": -1}.get((measure.good if measure else None) or "", 0)
    if statement.change == "ratio" or (good and statement.unit == "gbp"):
        return good  # a ratio's words name both sides
    if "polarity_down" in topic.words and topic.words["polarity_down"].search(words):
        return -1
    if statement.baseline is not None and statement.value is not None and statement.baseline != statement.value:
        return 1 if statement.value > statement.baseline else -1
    return good


def deadlines_agree(one: Deadline | None, other: Deadline | None) -> DeadlineAgreement:
    """ "same" when one day could keep both, "silent" when either gives no day, else "differ"."""
    if one is None or other is None or one.end is None or other.end is None:
        return "silent"
    if one.end == other.end:
        return "same"
    gap = abs((one.end - other.end).days)
    if "relative" in (one.precision, other.precision):
        return "same" if gap <= 31 else "differ"
    if "day" in (one.precision, other.precision) and gap <= 7 and one.end.year == other.end.year:
        return "same"
    fine, coarse = sorted((one, other), key=lambda deadline: _COARSE.get(deadline.precision, 1))
    if fine.precision == coarse.precision or coarse.precision not in ("month", "quarter", "season"):
        return "differ"
    assert coarse.end is not None and fine.end is not None
    opening = coarse.end - timedelta(days=_COARSE[coarse.precision])
    return "same" if opening < fine.end <= coarse.end else "differ"


def is_annual(deadline: Deadline | None) -> bool:
    """Whether the deadline is the end of a period of about a year, such as a performance table's."""
    if deadline is None or deadline.end is None:
        return False
    if deadline.start is not None:
        return 300 <= (deadline.end - deadline.start).days <= 370
    return deadline.precision in ("financial_year", "academic_year")


def days_between(one: date | None, other: date | None) -> int | None:
    """Days from one to the other, None when either is unknown."""
    return None if one is None or other is None else (other - one).days
