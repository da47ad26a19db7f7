"""Which measure and unit a reported figure belongs to, from its label or clause and what stands around it."""

import re
from functools import lru_cache

from commitments.measures import NO_MEASURE, measure_of
from records.topics import Topic

_PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b|\brate of\b|\bshare of\b", re.IGNORECASE)
_RATE = re.compile(r"(?:\bper |/\s?)(?:10,?000|10k)\b|\brate per\b", re.IGNORECASE)
# Units in which no progress is counted.
UNCOUNTED = frozenset({"reports", "teams", "buildings", "schools", "times", "other", "hours"})
_PLAIN_UNITS = (
    (
        "days",
        re.compile(
            r"\((?:average |working |calendar |in )*days\)|\b(?:number of|average|mean|median) (?:working "
            r"|calendar )?days\b",
            re.I,
        ),
    ),
    ("weeks", re.compile(r"\((?:average |in )*weeks\)|\b(?:number of|average|mean|median) weeks\b", re.I)),
    ("months", re.compile(r"\((?:average |in )*months\)|\b(?:number of|average|mean|median) months\b", re.I)),
    ("gbp", re.compile(r"£|\bcosts?\b|\bspend(?:ing)?\b|\bbudgets?\b", re.I)),
)


# The name of a service says nothing of what a table counts.
_SERVICE = re.compile(
    r"children(?:,| and| &)+ (?:young people|families|education)(?:,? (?:and|&) \w+)*"
    r"|children['’]?s (?:services|social care|trust)",
    re.I,
)


def measure_of_figure(topic: Topic, label: str, *context: str, unit: str | None = None) -> str:
    """The measure a labelled figure belongs to, "other" when neither the label nor its context names one."""
    return measure_of(topic, label, 0, len(label), unit=unit, context=context, leave_out=measures_without(topic, unit))


@lru_cache(maxsize=64)
def measures_without(topic: Topic, unit: str | None) -> frozenset[str]:
    """The measures a figure in a unit cannot belong to: those about papers, and for a sum of money those
    never counted in money."""
    papers = topic.words["near_papers"]
    return frozenset(m.id for m in topic.measures if papers.fullmatch(m.id) or (unit == "gbp" and "gbp" not in m.units))


def unit_of_label(topic: Topic, label: str, caption: str, measure: str) -> str | None:
    """The unit of a bare number beside a label ("Carer households (mainstream)" are households), or None."""
    if _RATE.search(label):
        return "per_10000"
    if _PERCENT.search(label):
        return "percent"
    for unit, pattern in _PLAIN_UNITS:
        if pattern.search(label):
            return unit
    usual = topic.measure[measure].units if measure in topic.measure and measure != NO_MEASURE else ()
    for words in (label.split("(")[0], label, _SERVICE.sub(" ", caption)):
        if named := _units_named(topic, words, usual):
            return max(named)[1]
    return next((unit for unit in usual if unit != "percent"), None)


@lru_cache(maxsize=256)
def _units_named(topic: Topic, words: str, usual: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """Where each word of a unit ends, and the unit: one of the `usual` where there are any."""
    if not usual and not topic.unit_words.search(words):
        return ()
    return tuple(
        (match.end(), unit)
        for unit, known in topic.words_of_units
        if unit not in UNCOUNTED and (not usual or unit in usual)
        for match in known.finditer(words)
    )
