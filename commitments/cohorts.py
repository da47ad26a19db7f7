"""Which cohort a finding is narrowed to, apart from those its measure is of by itself."""

from records.topics import Topic

Cohorts = frozenset[tuple[str, str]]


def narrowing(topic: Topic, measure: str, cohorts: Cohorts) -> Cohorts:
    """The cohorts that narrow a finding: not the whole of an axis, nor one that the measure implies."""
    whole, known = topic.words.get("cohort_whole"), topic.measure.get(measure)

    def narrows(axis: str, value: str) -> bool:
        if whole and whole.search(f"{axis}_{value}"):
            return False
        words = topic.words.get(f"cohort_{axis}_{value}")
        return not (words and known and any(words.search(example) for example in known.matches))

    return frozenset(cohort for cohort in cohorts if narrows(*cohort))


def narrowed_otherwise(topic: Topic, measure: str, one: Cohorts, other: Cohorts) -> bool:
    """Whether one of the two names a cohort on an axis of which the other says nothing."""
    mine, theirs = narrowing(topic, measure, one), narrowing(topic, measure, other)
    axes, other_axes = {axis for axis, _ in one}, {axis for axis, _ in other}
    return any(axis not in other_axes for axis, _ in mine) or any(axis not in axes for axis, _ in theirs)
