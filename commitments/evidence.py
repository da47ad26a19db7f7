"""Which observation bears on which commitment: same council, measure, unit, cohort and area; then day and number."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from commitments.about import clashes, counts_the_opposite, is_about, is_of_another_cohort, repeats_number
from commitments.agreement import is_share
from commitments.bearing import OLD_BASELINE, Goal, bearing_of, is_position
from commitments.drift import Succession
from commitments.reported import is_part_of_another
from commitments.seen import Seen, day_of
from records.commitments import Evidence
from records.topics import Topic

_SPENT = re.compile(
    r"\b(?:spent|spend|paid|invested|provided|allocated|granted|awarded|committed|saved|achieved|delivered|realised)\b",
    re.IGNORECASE,
)
_VERDICTS = ("met", "missed")
_LATEST = timedelta(days=120)  # within which a figure is the one a change of the goal was decided upon
_OUTTURN = 45  # days around a deadline in which a figure still belongs to the commitment that was replaced


def find_evidence(
    topic: Topic, goal: Goal, sightings: Iterable[Seen], replaced: Succession | None = None
) -> Iterator[Evidence]:
    """The figures that bear on a goal, by day, up to the first at or after the deadline that decides. `replaced` is
    how it ended."""
    figures = list(sightings)
    stock = _stock(goal, figures)
    decided = date.max
    for figure in sorted(figures, key=day_of):
        if day_of(figure) > decided:
            return
        evidence = bears(topic, goal, figure, replaced, stock)
        if evidence:
            if goal.end and day_of(figure) >= goal.end and evidence.bearing in _VERDICTS:
                decided = day_of(figure)
            yield evidence


def with_start(topic: Topic, goal: Goal, figures: Iterable[Seen]) -> Goal:
    """The goal of so many more or fewer on balance, with the level that its own papers report for the day it was set,
    where it names no start and they report one only."""
    if goal.level or goal.baselines or goal.value is None or not (goal.net or goal.way < 0):
        return goal
    found: dict[date, set[float]] = defaultdict(set)
    for figure in figures:
        seen, place = figure.sighting.observation, figure.sighting.place
        if place.paper not in goal.papers or seen.value is None or seen.as_of is None or is_share(seen.unit):
            continue
        if not goal.first - timedelta(days=OLD_BASELINE) <= seen.as_of <= goal.first or seen.value < goal.value:
            continue
        if seen.basis == "forecast" or (seen.basis == "flow" and not is_position(seen.quote)):
            continue
        about = all(is_about(topic, known, figure, goal) and not clashes(known, figure) for known in goal.mentions)
        if about and not any(is_of_another_cohort(topic, known, figure) for known in goal.mentions):
            found[seen.as_of].add(seen.value)
    latest = found[max(found)] if found else set()
    return replace(goal, baselines=frozenset(latest), worked_out=True) if len(latest) == 1 else goal


def bears(
    topic: Topic, goal: Goal, figure: Seen, replaced: Succession | None = None, stock: float | None = None
) -> Evidence | None:
    """The figure as evidence on the goal, or None. `stock` is how many there were when it was promised, if known."""
    place, observation = figure.sighting.place, figure.sighting.observation
    if (
        place.published is None
        or place.published < goal.first
        or not any(is_about(topic, known, figure, goal) for known in goal.mentions)
    ):
        return None
    if any(clashes(known, figure) for known in goal.mentions):
        return None
    if not repeats_number(goal, figure) and any(is_of_another_cohort(topic, known, figure) for known in goal.mentions):
        return None
    if is_part_of_another(figure.sighting, goal.value) or counts_the_opposite(topic, goal, figure):
        return None
    if replaced and not _still_bears(goal, figure, replaced):
        return None
    counts_all = _of_stock(stock, observation.value)
    verdict = bearing_of(
        goal,
        replace(observation, basis="level") if counts_all else observation,
        paper=place.paper,
        published=place.published,
        delivered=figure.delivered and not counts_all,
        part=figure.part,
    )
    if verdict is None:
        return None
    bearing, why = verdict
    funding = any(known.mention.statement.kind == "funding" for known in goal.mentions)
    told = observation.target == goal.value or _SPENT.search(observation.quote)
    if funding and bearing in _VERDICTS and not told:
        bearing = "progress"
    return Evidence(
        source="figure",
        bearing=bearing,
        self_reported=observation.self_reported,
        why=why,
        quote=observation.quote,
        start=observation.start,
        end=observation.end,
        place=place,
        as_of=observation.as_of,
        fingerprint=figure.sighting.fingerprint,
        observation=observation,
        also_at=figure.sighting.also_at,
    )


def _stock(goal: Goal, figures: Sequence[Seen]) -> float | None:
    """The last level reported up to the day of a promise to add to it or take from it."""
    if goal.level:
        return None
    levels = [
        (seen.as_of, seen.value)
        for seen in (figure.sighting.observation for figure in figures)
        if seen.as_of and seen.value and seen.as_of <= goal.first and seen.basis == "level" and not is_share(seen.unit)
    ]
    return max(levels, default=(date.min, None), key=lambda level: level[0])[1]


def _of_stock(stock: float | None, value: float | None) -> bool:
    """Whether a figure counts all there are, not those that came since."""
    return bool(stock and value and stock / 2 <= value <= stock * 2)


def _still_bears(goal: Goal, figure: Seen, replaced: Succession) -> bool:
    """Whether a figure still speaks of a commitment after another took its place: told with the new date of the same
    goal, the latest when its number was changed, or the outturn at its own deadline."""
    published, day = figure.sighting.place.published, figure.sighting.observation.as_of
    changed = replaced.after.place.published
    if published is None or changed is None or published < changed:
        return True
    if published == changed and replaced.relation == "slipped":
        return True
    if published == changed and replaced.relation != "replaced" and day and day < changed <= day + _LATEST:
        return True
    return bool(goal.end and day and changed > goal.end and abs((day - goal.end).days) <= _OUTTURN)
