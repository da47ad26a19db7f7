"""Read what a promise changes and to what: kind, direction, value, unit, from the figures and words of its clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from commitments.clearing import clearing, joined, stands_apart
from commitments.directions import action_change, figure_change, money_change
from commitments.goal_figures import is_aside, is_goal_figure, is_named_before
from commitments.pages import Page
from commitments.promises import Promise
from commitments.quantities import Quantity
from records.findings import Change, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is to be reached or changed; `figure` is where the number stands, None when there is none."""

    kind: Kind
    change: Change = "none"
    value: float | None = None
    value_high: float | None = None
    unit: str | None = None
    value_text: str | None = None
    baseline: float | None = None
    bound: str | None = None
    net: bool = False
    figure: tuple[int, int] | None = None


_HALVE = re.compile(
    r"\b(?:halv(?:e|es|ed|ing)|(?:cut|reduce[sd]?|reducing|cutting)\s+(?:\w+\s+){0,6}(?:by|in)\s+half)\b", re.IGNORECASE
)
_DOUBLE = re.compile(r"\b(?:doubl(?:e|es|ed|ing))\b", re.IGNORECASE)
_SPENDING = re.compile(r"\b(?:spending|spend|expenditure|funding|capital|investment|budget)\b", re.IGNORECASE)
_APPROVE = re.compile(r"\bapprov\w+\b", re.IGNORECASE)
_ADJUNCT = re.compile(
    r",?\s*\b(?:at an? (?:\w+ )*cost|costing|within (?:the|its|a)|funded (?:by|from)|from a budget|to be met from"
    r"|with a budget|in the hope of|in a bid to|to save|saving)\b[^£]{0,40}$",
    re.IGNORECASE,
)


def find_goals(page: Page, promise: Promise) -> Iterator[Goal]:
    """What the promise is to change: one goal for each figure that stands for itself, else one without a figure."""
    figures = [
        item for item in page.figures_in(promise.start, promise.end) if is_goal_figure(page, promise.start, item)
    ]
    if cleared := clearing(page, promise):
        yield _cleared(page, cleared, figures)
        figures = [item for item in figures if stands_apart(page, promise, cleared, item)]
        if not figures:
            return
    if not page.first(
        "zero", promise.start, promise.end
    ):  # "no child will be asked to move": an undertaking, and no figure
        figures = [
            item for item in figures if item.value != 0 or not item.value_text.lower().startswith(("no", "none"))
        ]
    if len(figures) > 1:  # "double the places, from 12 to 24": the result says it
        figures = [item for item in figures if item.form != "multiplier"] or figures[:1]
    nobody = [item for item in figures if item.value == 0]
    if nobody and len(figures) > len(nobody):  # "no child waits beyond 18 weeks": a limit, and no zero
        figures = [item._replace(bound="at_most") for item in figures if item.value != 0]
    figures = figures or _spoken_of(page, promise) or _limits(page, promise)
    turned = [item for item in figures if _BECOME.search(page.text, promise.start, item.start)]
    figures = turned or figures  # "nine centres will become four hubs"
    amounts = [item for item in figures if item.form == "money" and not _is_price(page, promise, item)]
    counts = [item for item in figures if item not in amounts]
    if not figures:
        yield _without_figure(page, promise)
        return
    for item in _separate(page, amounts):
        yield _funding(page, promise, item)
    if amounts and not counts and all(_ADJUNCT.search(page.text, promise.start, item.start) for item in amounts):
        yield _without_figure(
            page, promise
        )  # "that the scheme be introduced, at a cost of £278,000": two things decided
    for item in _separate(page, counts):
        yield _target(page, promise, item)


def _spoken_of(page: Page, promise: Promise) -> list[Quantity]:
    """The things told of before that are the subject of a promise: "the remaining two were due in May"."""
    found = [item for item in page.figures_in(promise.start, promise.cue[1]) if is_named_before(page, item)]
    return found[:1] if not page.has("zero", promise.start, promise.end) else []


def _limits(page: Page, promise: Promise) -> list[Quantity]:
    """The time promised to everybody: "visit every enquirer within seven days"."""
    spans = [item for item in page.figures_in(promise.start, promise.end) if item.form == "duration"]
    if not _EVERY.search(page.text, promise.start, promise.end):
        spans = [item for item in spans if _OF_ANY.match(page.text, item.end)]
    return [
        item._replace(bound=None if word.group("in") else "at_most")
        for item in spans
        if (word := _WITHIN.search(page.text, promise.start, item.start)) and not is_aside(page, promise.start, item)
    ][:1]


def _cleared(page: Page, match: re.Match[str], figures: list[Quantity]) -> Goal:
    """Nothing of it is to be left; how many there are is where it starts from."""
    numbers = [item for item in figures if item.form == "number"]
    near = [item for item in numbers if match.start() < item.start < match.end() + 24]
    there = [item for item in near if not joined(page, match.end(), item.start)]
    return Goal(
        kind="target",
        change="reach",
        value=0,
        value_text=match.group(),
        baseline=there[0].value if there else None,
        unit=there[0].unit if there else None,
        figure=(there[0].start, there[0].end) if there else match.span(),
    )


_EVERY = re.compile(r"\b(?:every|each)\b", re.IGNORECASE)
# "within three days of a child coming into care": whichever child it is.
_OF_ANY = re.compile(
    r"[\s-]+(?:(?:working|school|calendar)\s+)?(?:days?|weeks?|months?)\s+of\s+(?:an?|your)\s+(?!(?:meeting|report|decision|new|final)\b)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:within|inside|under|up\s+to|(?P<in>in))\s+$", re.IGNORECASE)


_BECOME = re.compile(r"\b(?:become|becoming|replaced\s+by|reduced\s+to|down\s+to)\s+(?:just\s+)?$", re.IGNORECASE)
_RATE = re.compile(
    r"\s+(?:a|an|per|each|every|for\s+each)\s+(?:week|night|mile|hour|day|placement|child|place|session|head)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(r"\b(?:(?:average|unit|mean|weekly)\s+(?:\w+\s+)?(?:cost|price|fee)s?|cost\s+per)\b", re.IGNORECASE)


def _is_price(page: Page, promise: Promise, item: Quantity) -> bool:
    """Whether a sum is the level a price is to reach, and no money to be spent or saved: "from 40p to 45p a mile"."""
    level = item.baseline is not None or item.bound is not None or _LEVEL.search(page.text, promise.start, item.start)
    priced = _RATE.match(page.text, item.end) or _PRICE.search(page.text, promise.start, item.start)
    return bool(level) and priced is not None


_LEVEL = re.compile(r"\b(?:below|under|above|down\s+to|up\s+to|at|to)\s+(?:about\s+|around\s+)?$", re.IGNORECASE)


def _separate(page: Page, figures: list[Quantity]) -> list[Quantity]:
    """The first figure, and those after it that are joined by "and" with a time or a unit of their own."""
    kept: list[Quantity] = []
    for item in figures:
        if not kept:
            kept.append(item)
            continue
        between = page.text[kept[-1].end : item.start]
        own_time = any(
            kept[-1].end <= time.start and time.end <= item.start for time in page.times_in(kept[-1].end, item.start)
        )
        joined = re.search(r"(?:,|\band\b|\bthen\b|;|\bgiving\b)\s*(?:\w+\s+){0,2}$", between)
        if joined and (own_time or (item.unit is not None and item.unit != kept[-1].unit)):
            kept.append(item)
    return kept


def _without_figure(page: Page, promise: Promise) -> Goal:
    text = page.text[promise.start : promise.end]
    if match := _SINGLE.search(text):  # "hold losses to single figures"
        return Goal(kind="target", change="at_most", value=9, value_text=match.group())
    if _BOTH.search(page.text, promise.start, promise.cue[0]):
        return _both(page, promise)
    if (match := _TARGET_MET.search(text)) and (named := _target_named(page, promise.start)):
        return replace(_goal("target", "at_least" if match.group("past") else "reach", named), figure=None)
    zero = page.first("zero", promise.start, promise.end)
    if zero and zero.start() < promise.cue[1] + 40:
        return Goal(kind="target", change="reach", value=0, value_text=zero.group(), figure=zero.span())
    if match := _HALVE.search(text):
        return Goal(kind="target", change="decrease_by", value=50, unit="percent", value_text=match.group())
    if match := _DOUBLE.search(text):
        return Goal(kind="target", change="increase_by", value=100, unit="percent", value_text=match.group())
    if _APPROVE.match(text) and _SPENDING.search(text[:60]):
        return Goal(kind="funding", unit="gbp")
    if _MET.match(text):
        return Goal(kind="funding", unit="gbp")
    if _SPENDING.search(text, 0, promise.cue[0] - promise.start) and _KEPT.search(text):
        return Goal(kind="funding", change="maintain", unit="gbp")
    return Goal(kind="action", change=action_change(page, promise))


def _both(page: Page, promise: Promise) -> Goal:
    """The two things told of before: "both are due to open by May"."""
    two = [
        item for item in page.figures_in(max(0, promise.start - 600), promise.start) if item.value == 2 and item.unit
    ]
    change = action_change(page, promise)
    return Goal(
        kind="target",
        change="reach" if change == "none" else change,
        value=2,
        unit=two[-1].unit if two else None,
        value_text="both",
        figure=promise.cue,
    )


# "that the shortfall be met from reserves"; "spending on children in care is to be protected".
_MET = re.compile(
    r"(?:recommend[^.;]{0,40}?\bthat\s+|that\s+)?(?:the|any|this|an?|all)?\s*(?:[\w-]+\s+){0,3}"
    r"(?:costs?|shortfall|deficit|gap|balance|overspend|pressures?)\b[^.;]{0,60}\b(?:be|is|are)\s+(?:to\s+be\s+)?"
    r"(?:met|funded|covered|financed|contained|drawn)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:be|being)\s+(?:fully\s+)?(?:protected|maintained|frozen|ring-?fenced|safeguarded)\b", re.IGNORECASE
)
_SINGLE = re.compile(r"\b(?:to|in)\s+single\s+figures\b", re.IGNORECASE)
_BOTH = re.compile(r"\bboth(?:\s+of\s+(?:them|these|the\s+\w+)|\s+\w+s)?\s*$", re.IGNORECASE)
_TARGET_MET = re.compile(
    r"\b(?:meet|met|reach\w*|achiev\w*|hit|back\s+(?:to|on)|(?P<past>past|exceed\w*|above|beyond))\s+(?:the\s+|its\s+|our\s+|that\s+)?target\b"
    r"|\b(?:the|its|our|that)\s+target\s+(?:\w+\s+){1,2}(?:met|reached|achieved|hit)\b",
    re.IGNORECASE,
)
_TARGET_BEFORE = re.compile(r"\btarget(?:\s+(?:of|is|was|being))?\s*:?\s*$", re.IGNORECASE)
_TARGET_AFTER = re.compile(r"\s*(?:per\s+cent\s+|%\s*)?target\b", re.IGNORECASE)


def _target_named(page: Page, start: int) -> Quantity | None:
    """The target named last before a place: "the target of 85%", "the 85% target"."""
    for item in reversed(page.figures_in(max(0, start - 600), start)):
        if _TARGET_BEFORE.search(page.text, max(0, item.start - 20), item.start) or _TARGET_AFTER.match(
            page.text, item.end
        ):
            return item
    return None


def _funding(page: Page, promise: Promise, item: Quantity) -> Goal:
    return _goal("funding", money_change(page, promise.start, item), item, unit="gbp", bound=item.bound)


def _target(page: Page, promise: Promise, item: Quantity) -> Goal:
    if _HALVE.search(page.text, promise.start, promise.end) and item.baseline is None:
        return (
            _goal("target", "decrease_by", item, unit="percent")
            if item.value == 50
            else _goal("target", item.bound or "reach", item)
        )
    if item.form == "multiplier":
        start = next((f.value for f in page.figures_in(promise.start, promise.end) if f.is_baseline), item.baseline)
        start = start if start is not None else _doubled(page, promise, item)
        if start is not None:
            return replace(_goal("target", "reach", item), value=start * item.value, unit=None, baseline=start)
        return replace(_goal("target", "increase_by", item), value=(item.value - 1) * 100, unit="percent")
    change = figure_change(page, promise, item)
    return _goal("target", change, item, unit="ratio" if change == "ratio" else None, bound=item.bound)


def _doubled(page: Page, promise: Promise, item: Quantity) -> float | None:
    """The number that is to be doubled: "from 14", "There are 17" in the next sentence."""
    for other in page.figures_in(item.end, min(len(page.text), promise.end + 60)):
        if other.form == "number" and _STANDS_AT.search(page.text, item.end, other.start):
            return other.value
    return None


_STANDS_AT = re.compile(
    r"\bfrom\s+(?:the\s+)?(?:current\s+|present\s+)?$|[.;(]\W*(?:there\s+(?:are|were)|it\s+(?:has|had|is|was)|currently|now|at\s+present)"
    r"\s+(?:just\s+|only\s+|about\s+)?$",
    re.IGNORECASE,
)


def _goal(kind: Kind, change: Change, item: Quantity, *, unit: str | None = None, bound: str | None = None) -> Goal:
    return Goal(
        kind=kind,
        change=change,
        value=item.value,
        value_high=item.value_high,
        unit=unit or item.unit,
        value_text=item.value_text,
        baseline=item.baseline,
        bound=bound,
        net=item.net,
        figure=(item.start, item.end),
    )
