"""Whether a figure counts what a commitment speaks of: measure, unit, cohort and area."""

from commitments.agreement import is_share, same_area, same_measure
from commitments.bearing import Goal
from commitments.cohorts import narrowed_otherwise, narrowing
from commitments.countable import units_meet
from commitments.known import Known
from commitments.reported import is_part_of_another
from commitments.seen import Seen
from records.topics import Topic

_ALIKE = 0.6
_BROAD = 6  # units from which a measure gathers several things, so that a direction on it says too little


def is_about(topic: Topic, known: Known, figure: Seen, goal: Goal) -> bool:
    """Whether the figure counts what the mention speaks of."""
    statement, observation = known.mention.statement, figure.sighting.observation
    if not same_measure(topic, statement.measure, observation.measure):
        return False
    if not same_area(known.mention.place, figure.sighting.place):
        return False
    if not units_meet(topic, statement, observation.unit):
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
    alike = not is_of_another_cohort(topic, known, figure) and not broad
    return alike or bool(figure.subject.words & known.subject.words)


def clashes(known: Known, figure: Seen) -> bool:
    """Another cohort, phase or part of the area."""
    return bool(known.subject.clash(figure.subject) or (figure.subject.part and not known.subject.part))


def repeats_number(goal: Goal, figure: Seen) -> bool:
    """Whether the figure repeats the goal's number or baseline, or is set beside that goal."""
    seen = figure.sighting.observation
    return goal.value is not None and (goal.value in (seen.value, seen.target) or seen.value in goal.baselines)


def counts_the_opposite(topic: Topic, goal: Goal, figure: Seen) -> bool:
    """Whether the figure counts what there should be less of (posts that are vacant) and the goal what there should be
    more of."""
    measure = topic.measure.get(figure.sighting.observation.measure)
    if not figure.fewer or (measure is not None and measure.good == "down"):
        return False
    return not any(
        topic.says("polarity_down", f"{known.mention.statement.quote} {known.mention.sentence}")
        for known in goal.mentions
    )


def is_of_another_cohort(topic: Topic, known: Known, figure: Seen) -> bool:
    """Whether one of the two names a cohort the other does not, and which the measure does not imply."""
    return narrowed_otherwise(topic, known.mention.statement.measure, known.subject.cohorts, figure.subject.cohorts)


def is_of_a_part(topic: Topic, figure: Seen) -> bool:
    """Whether a figure is of a cohort, a part of the area or a part of a whole, or of what there should be less of."""
    if narrowing(topic, figure.sighting.observation.measure, figure.subject.cohorts):
        return True
    return bool(figure.subject.part) or is_part_of_another(figure.sighting, None)
