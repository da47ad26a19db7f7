"""Which units can count what a statement promises."""

import re

from commitments.agreement import is_share, same_unit
from commitments.bearing import share_of_baseline
from records.findings import Statement
from records.topics import Topic

_COMPARES = re.compile(
    r"\b(?:more|fewer|less|lower|higher|greater|reduc\w+|increas\w+|decreas\w+|cut(?:s|ting)?|rais\w+|grow\w*|expan\w+"
    r"|rise|rising|fall\w*|drop\w*|extra|additional|recruit\w*|further|clear\w*|down|up|end(?:s|ing)?|stop\w*)\b",
    re.IGNORECASE,
)


def units_meet(topic: Topic, statement: Statement, unit: str | None) -> bool:
    """Whether a figure in this unit can count what the statement promises."""
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
    nouns = list(topic.unit_words.finditer(quote))
    compared = _COMPARES.search(quote)
    after = [noun for noun in nouns if compared and noun.start() >= compared.end()]
    return {topic.unit_of(noun).id for noun in after[:1] or nouns}
