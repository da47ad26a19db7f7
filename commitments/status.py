"""A commitment's status on a day: a pure function of what was published by then, with its reason in a sentence.

The order of the statuses and their meaning are those of the labelling guidelines, section 3: met, missed, superseded,
overdue_unknown, due_soon, open, no_evidence.
"""

from collections.abc import Sequence
from datetime import date

from records.commitments import Commitment, Drift, Evidence, Judgement, Mention, Status

_SOON = 60  # days


def status_of(
    commitment: Commitment, evidence: Sequence[Evidence], as_of: date, later_papers: int | None = None
) -> Judgement | None:
    """The status on a day, from what was published by then; None when nothing of the commitment was.

    `later_papers` is how many papers of the council after its deadline were read and do not mention it.
    """
    stated = [m for m in commitment.mentions if m.place.published and m.place.published <= as_of]
    if not stated:
        return None
    known = sorted(
        (e for e in evidence if e.place.published and e.place.published <= as_of),
        key=_order,
    )
    ends = sorted(m.statement.deadline.end for m in stated if m.statement.deadline and m.statement.deadline.end)
    replaced = _replaced_by(commitment, as_of)
    judged = (
        _met(known, ends, as_of)
        or _missed(known, replaced, ends, as_of)
        or _superseded(replaced, ends, as_of)
        or _overdue(commitment, known, ends, as_of, later_papers)
        or _due(known, ends, as_of)
    )
    return judged or _undated(stated, known, as_of)


def _met(known: Sequence[Evidence], ends: Sequence[date], as_of: date) -> Judgement | None:
    met = [item for item in known if item.bearing == "met"]
    missed = [item for item in known if item.bearing == "missed"]
    if not met or (missed and _order(missed[0]) < _order(met[0])):
        return None  # the first that decides stands: reached later is reached too late
    first = met[0]
    by = "by the council's own account" if first.self_reported else "as reported"
    return _judge("met", f"Reached {by} ({_told(first)}): {first.why}{_late(first, ends)}.", as_of, met)


def _late(item: Evidence, ends: Sequence[date]) -> str:
    """What to add where the evidence is of a day after the deadline: by when it was reached is then not known."""
    day = item.as_of or item.place.published
    if not ends or day is None or day <= ends[-1]:
        return ""
    how = "reported" if item.observation is None else "measured"
    days = (day - ends[-1]).days
    return f"; {how} {days} {'day' if days == 1 else 'days'} after the deadline, {_day(ends[-1])}"


def _order(item: Evidence) -> tuple[date, date]:
    """By the day it stands for, then by the day it was published."""
    published = item.place.published or date.max
    return (item.as_of or published, published)


def _missed(known: Sequence[Evidence], replaced: Drift | None, ends: Sequence[date], as_of: date) -> Judgement | None:
    missed = [item for item in known if item.bearing == "missed"]
    if missed:
        return _judge("missed", f"Not reached in time ({_told(missed[0])}): {missed[0].why}.", as_of, missed)
    if replaced and ends and replaced.relation == "slipped" and _published(replaced.after) > ends[-1]:
        reason = f"The deadline, {_day(ends[-1])}, had passed when a later date was given ({replaced.why})."
        return _judge("missed", reason, as_of, known)
    return None


def _superseded(replaced: Drift | None, ends: Sequence[date], as_of: date) -> Judgement | None:
    if replaced is None or (ends and _published(replaced.after) > ends[-1]):
        return None
    how = {
        "slipped": "given a later date",
        "weakened": "replaced by a lower goal",
        "strengthened": "replaced by a harder goal",
        "replaced": "replaced in another form",
    }[replaced.relation]
    reason = f"It was {how} on {_day(_published(replaced.after))}, before it fell due: {replaced.why}."
    return _judge("superseded", reason, as_of, ())


def _overdue(
    commitment: Commitment,
    known: Sequence[Evidence],
    ends: Sequence[date],
    as_of: date,
    later_papers: int | None,
) -> Judgement | None:
    if not ends or as_of <= ends[-1]:
        return None
    lacking = []
    after = [item for item in known if item.as_of and item.as_of >= ends[-1]]
    if after and commitment.baseline is None and commitment.change in ("increase_by", "decrease_by"):
        lacking.append(f"no baseline was given to compare {_told(after[-1])} with")
    elif known:
        lacking.append(f"the last figure, {_told(known[-1])}, is from before the deadline or decides nothing")
    else:
        lacking.append("nothing was reported on it")
    if later_papers:
        papers = "paper" if later_papers == 1 else "papers"
        lacking.append(f"not mentioned in {later_papers} later {papers}")
    reason = f"The deadline, {_day(ends[-1])}, has passed and nothing decisive is known: {'; '.join(lacking)}."
    return _judge("overdue_unknown", reason, as_of, known, lacking)


def _due(known: Sequence[Evidence], ends: Sequence[date], as_of: date) -> Judgement | None:
    if not ends:
        return None
    left = max(0, (ends[0] - as_of).days)
    so_far = f"; so far {_told(known[-1])}" if known else "; nothing was reported yet"
    days = "day" if left == 1 else "days"
    reason = f"{left} {days} to go until {_day(ends[0])}{so_far}."
    return _judge("due_soon" if left <= _SOON else "open", reason, as_of, known)


def _undated(stated: Sequence[Mention], known: Sequence[Evidence], as_of: date) -> Judgement:
    first = min(_published(mention) for mention in stated)
    later = [item for item in known if item.bearing != "context" and _later(item, first)]
    if later:
        return _judge("open", f"It has no deadline; the last figure is {_told(later[-1])}.", as_of, later)
    baseline = f" but where it started from ({_told(known[-1])})" if known else ""
    reason = f"It has no deadline, and nothing was reported on it since {_day(first)}{baseline}."
    return _judge("no_evidence", reason, as_of, known, ("no deadline was given", "nothing was reported since"))


def _later(item: Evidence, first: date) -> bool:
    return bool(item.as_of and item.as_of > first)


def _replaced_by(commitment: Commitment, as_of: date) -> Drift | None:
    found = [d for d in commitment.drift if d.earlier == commitment.id and _published(d.after) <= as_of]
    return min(found, key=lambda drift: _published(drift.after)) if found else None


def _judge(
    status: Status, reason: str, as_of: date, stands_on: Sequence[Evidence], lacking: Sequence[str] = ()
) -> Judgement:
    return Judgement(status=status, reason=reason, as_of=as_of, stands_on=tuple(stands_on), lacking=tuple(lacking))


def _published(mention: Mention) -> date:
    return mention.place.published or date.max


def _told(item: Evidence) -> str:
    """The evidence in a few words: its number and day, or its quotation."""
    seen = item.observation
    day = f" at {_day(item.as_of)}" if item.as_of else ""
    if seen is not None and seen.value is not None:
        return f"{_number(seen.value, seen.unit)}{day}"
    if not item.quote:
        return f"“{item.place.title}”{day}"
    return f"“{' '.join(item.quote.split())}”{day}"


def _number(value: float, unit: str | None) -> str:
    number = f"{value:,.10g}"
    if unit == "gbp":
        return f"£{number}"
    if unit == "percent":
        return f"{number}%"
    return number if unit in (None, "other") else f"{number} {unit.replace('_', ' ')}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
