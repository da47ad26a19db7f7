"""Which observation bears on which commitment: same council, measure, unit, cohort and area; then day and number."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from commitments.agreement import family_of, is_share, same_area, same_measure, same_unit
from commitments.bearing import ANOTHER_TIME, OLD_BASELINE, Goal, bearing_of, is_position, share_of_baseline
from commitments.drift import Succession
from commitments.known import Known
from commitments.numerals import names_number
from commitments.reported import is_part_of_another
from commitments.subjects import Subject, subject_of
from records.commitments import Evidence, Sighting
from records.findings import Statement
from records.topics import Topic

_ALIKE = 0.6
_LONG = 8  # words of a quotation from which it may hold more figures than one
_PARTS = re.compile(r"[,;–—]\s|\b(?:and|plus|while|but|with)\b")
_BROAD = 6  # units from which a measure gathers several things, so that a direction on it says too little
_SPENT = re.compile(
    r"\b(?:spent|spend|paid|invested|provided|allocated|granted|awarded|committed|saved|achieved|delivered|realised)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:more|fewer|less|lower|higher|greater|reduc\w+|increas\w+|decreas\w+|cut(?:s|ting)?|rais\w+|grow\w*|expan\w+"
    r"|rise|rising|fall\w*|drop\w*|extra|additional|recruit\w*|further|clear\w*|down|up|end(?:s|ing)?|stop\w*)\b",
    re.IGNORECASE,
)
_VERDICTS = ("met", "missed")
_OUTTURN = 45  # days around a deadline in which a figure still belongs to the commitment that was replaced


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting with its subject, read once."""

    sighting: Sighting
    subject: Subject
    fewer: bool = False  # its words count what there should be less of
    delivered: bool = False  # they count what was done since
    part: bool = False  # they count over a part of the year


def seen(topic: Topic, sighting: Sighting) -> Seen:
    """A sighting with its subject, which in a long quotation is that of the part with the figure in it."""
    quote = _part_with(sighting.observation.value, sighting.observation.quote)
    council = sighting.place.council
    whole = sighting.observation.quote
    row = sighting.sentence if len(whole.split()) < _LONG else ""
    return Seen(
        sighting,
        subject_of(topic, council, quote, sentence=sighting.sentence, around=sighting.around),
        fewer=_says(topic, "polarity_down", f"{whole} {row}"),
        delivered=_says(topic, "delivered_words", whole),
        part=_says(topic, "part_period", whole),
    )


class Figures:
    """The figures of each council and family of measures by their day, so that those near a goal are soon found."""

    def __init__(self, topic: Topic, figures: Iterable[Seen]) -> None:
        self._topic = topic
        self._held: dict[tuple[str | None, str], dict[str | None, list[Seen]]] = defaultdict(lambda: defaultdict(list))
        for figure in figures:
            seen = figure.sighting.observation
            self._held[figure.sighting.place.council, family_of(topic, seen.measure)][seen.unit].append(figure)
        for units in self._held.values():
            for held in units.values():
                held.sort(key=_day)

    def near(self, mentions: Sequence[Known]) -> Sequence[Seen]:
        """The figures that may bear on the commitment of these mentions: of its council and measure, without a
        day or of a day from well before it was made to well after it was due."""
        one = mentions[0].mention
        days = [place.published for known in mentions for place in known.mention.places if place.published]
        ends = [d.end for known in mentions if (d := known.mention.statement.deadline) and d.end]
        if not days:
            return ()
        since = min(days) - timedelta(days=OLD_BASELINE)
        until = max(ends) + timedelta(days=ANOTHER_TIME) if ends else date.max
        found: list[Seen] = []
        units = self._held.get((one.place.council, family_of(self._topic, one.statement.measure)), {})
        for unit, held in units.items():
            if any(_units_meet(self._topic, known.mention.statement, unit) for known in mentions):
                undated = bisect_right(held, date.min, key=_day)
                first = max(undated, bisect_left(held, since, key=_day))
                found += (*held[:undated], *held[first : bisect_right(held, until, key=_day)])
        return sorted(found, key=_day)


def _day(figure: Seen) -> date:
    return figure.sighting.observation.as_of or date.min


def _part_with(value: float | None, quote: str) -> str:
    if value is None or len(quote.split()) <= _LONG:
        return quote
    parts = [part for part in _PARTS.split(quote) if names_number(value, part)]
    return parts[0] if len(parts) == 1 and len(parts[0].split()) >= 3 else quote


def find_evidence(
    topic: Topic, goal: Goal, sightings: Iterable[Seen], replaced: Succession | None = None
) -> Iterator[Evidence]:
    """The figures that bear on a goal, by day, up to the first at or after the deadline that decides. `replaced` is
    how it ended."""
    figures = list(sightings)
    stock = _stock(goal, figures)
    decided = date.max
    for figure in sorted(figures, key=_day):
        if _day(figure) > decided:
            return
        evidence = bears(topic, goal, figure, replaced, stock)
        if evidence:
            if goal.end and _day(figure) >= goal.end and evidence.bearing in _VERDICTS:
                decided = _day(figure)
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
        about = all(_about(topic, known, figure, goal) and not _clash(known, figure) for known in goal.mentions)
        if about and not any(_other_cohort(topic, known, figure) for known in goal.mentions):
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
        or not any(_about(topic, known, figure, goal) for known in goal.mentions)
    ):
        return None
    if any(_clash(known, figure) for known in goal.mentions):
        return None
    if not _same_number(goal, figure) and any(_other_cohort(topic, known, figure) for known in goal.mentions):
        return None
    if is_part_of_another(figure.sighting, goal.value) or _opposite(topic, goal, figure):
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


def _about(topic: Topic, known: Known, figure: Seen, goal: Goal) -> bool:
    """Whether the figure counts what the mention speaks of."""
    statement, observation = known.mention.statement, figure.sighting.observation
    if not same_measure(topic, statement.measure, observation.measure):
        return False
    if not same_area(known.mention.place, figure.sighting.place):
        return False
    if not _units_meet(topic, statement, observation.unit):
        return False
    named = goal.value is not None and observation.target == goal.value
    if observation.unit == "gbp" and goal.value is not None and observation.target is not None and not named:
        return False  # set beside another sum
    started = observation.value is not None and observation.value in goal.baselines
    measure = topic.measure.get(statement.measure)
    broad = measure is None or len(measure.units) >= _BROAD
    if is_share(observation.unit) or statement.measure == "other" or observation.unit == "gbp":
        if named or started or figure.subject.likeness(known.subject) >= _ALIKE:
            return True
        whole = not broad and observation.unit != "gbp" and statement.measure == observation.measure
        return whole and figure.subject.cohorts == known.subject.cohorts
    if goal.value is not None:
        return True
    good = {"up": 1, "down": -1}.get((measure.good if measure else None) or "", goal.way)
    if goal.way != good:
        return False  # "more" of what there should be less of: it cannot be told which way a figure points
    alike = figure.subject.cohorts == known.subject.cohorts and not broad
    return alike or bool(figure.subject.words & known.subject.words)


def _units_meet(topic: Topic, statement: Statement, unit: str | None) -> bool:
    if statement.value is not None:
        if {statement.unit, unit} == {"percent", "percentage_points"}:
            return True
        if statement.unit in (None, "other"):
            measure = topic.measure.get(statement.measure)
            return measure is None or not measure.units or unit in (None, "other", *measure.units)
        if unit in (None, "other") and not is_share(statement.unit):
            return False
        if share_of_baseline(statement) is not None:
            return not is_share(unit) and unit != "gbp"
        return same_unit(statement.unit, unit, loosely=True)
    measure = topic.measure.get(statement.measure)
    if statement.kind != "action" or statement.change not in ("increase_by", "decrease_by"):
        return False  # nothing to count
    if unit is None or measure is None or unit not in measure.units or not _COMPARES.search(statement.quote):
        return False
    counted = _counted(topic, statement.quote) & set(measure.units)
    return not counted or any(same_unit(one, unit, loosely=True) for one in counted)


def _counted(topic: Topic, quote: str) -> set[str]:
    """The units of what a direction is about: of the noun that follows "more" or "fewer", else of any noun."""
    nouns = list(topic.unit_pattern.finditer(quote))
    compared = _COMPARES.search(quote)
    after = [noun for noun in nouns if compared and noun.start() >= compared.end()]
    return {topic.units[int((noun.lastgroup or "u0")[1:])].id for noun in after[:1] or nouns}


def _clash(known: Known, figure: Seen) -> bool:
    """Another cohort, phase or part of the area."""
    return bool(known.subject.clash(figure.subject) or (figure.subject.part and not known.subject.part))


def _same_number(goal: Goal, figure: Seen) -> bool:
    """Whether the figure repeats the goal's number or baseline, or is set beside that goal."""
    seen = figure.sighting.observation
    return goal.value is not None and (goal.value in (seen.value, seen.target) or seen.value in goal.baselines)


def _other_cohort(topic: Topic, known: Known, figure: Seen) -> bool:
    """Whether one of the two names a cohort the other does not, and which the measure does not imply."""
    whole = topic.words.get("cohort_whole")
    measure = topic.measure.get(known.mention.statement.measure)

    def narrows(axis: str, value: str, others: frozenset[tuple[str, str]]) -> bool:
        if any(axis == other for other, _ in others) or (whole and whole.search(f"{axis}_{value}")):
            return False
        words = topic.words.get(f"cohort_{axis}_{value}")
        return not (words and measure and any(words.search(example) for example in measure.matches))

    mine, theirs = known.subject.cohorts, figure.subject.cohorts
    return any(narrows(*cohort, mine) for cohort in theirs) or any(narrows(*cohort, theirs) for cohort in mine)


def is_of_a_part(topic: Topic, figure: Seen) -> bool:
    """Whether a figure is of a cohort, a part of the area or a part of a whole, or of what there should be less of."""
    measure = topic.measure.get(figure.sighting.observation.measure)
    whole = topic.words.get("cohort_whole")
    for axis, value in figure.subject.cohorts:
        words = topic.words.get(f"cohort_{axis}_{value}")
        implied = words and measure and any(words.search(example) for example in measure.matches)
        if not implied and not (whole and whole.search(f"{axis}_{value}")):
            return True
    return bool(figure.subject.part) or is_part_of_another(figure.sighting, None)


def _opposite(topic: Topic, goal: Goal, figure: Seen) -> bool:
    """Whether the figure counts what there should be less of (posts that are vacant) and the goal what there should be
    more of."""
    measure = topic.measure.get(figure.sighting.observation.measure)
    if not figure.fewer or (measure is not None and measure.good == "down"):
        return False
    return not any(
        _says(topic, "polarity_down", f"{known.mention.statement.quote} {known.mention.sentence}")
        for known in goal.mentions
    )


def _still_bears(goal: Goal, figure: Seen, replaced: Succession) -> bool:
    """Whether a figure still speaks of a commitment after another took its place: told with the new date of the same
    goal, or the outturn at its own deadline."""
    published, day = figure.sighting.place.published, figure.sighting.observation.as_of
    changed = replaced.after.place.published
    if published is None or changed is None or published < changed:
        return True
    if published == changed and replaced.relation == "slipped":
        return True
    return bool(goal.end and day and changed > goal.end and abs((day - goal.end).days) <= _OUTTURN)


def _says(topic: Topic, id: str, text: str) -> bool:
    pattern = topic.words.get(id)
    return bool(pattern and pattern.search(text))
