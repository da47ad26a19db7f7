"""How a later mention replaces an earlier goal: a later day, a lower or a higher number, or the goal in another form.

A goal *moves* when the council says so or when a running goal is stated anew with another day or number. A new year's
target, a milestone on the way, another phase and another cohort replace nothing.
"""

import re
from datetime import date

from commitments.agreement import (
    deadlines_agree,
    direction,
    family_of,
    is_annual,
    is_level,
    is_share,
    same_council,
    same_measure,
    same_unit,
)
from commitments.known import Known, one_deed
from commitments.measures import mentions_measure
from commitments.numerals import forms_of, names_number
from commitments.subjects import AREA, AWAY, is_telling
from records.commitments import Relation
from records.findings import Statement
from records.topics import Topic

_ALIKE = 0.6
_LONG_AGO = 800  # days after which another number is another goal, unless the words say it moved
# What somebody remembers of an earlier promise is no new one.
_RECALLED = re.compile(
    r"\bhad\s+(?:\w+\s+)?(?:been\s+)?(?:promised|pledged|told|assured|said|agreed|undertaken|due|hoped|planned)\b"
    r"|\b(?:months?|years?|weeks?)\s+(?:ago|earlier|before)\b",
    re.IGNORECASE,
)
# A number that is told as a figure, not as a goal.
_FIGURE = re.compile(
    r"\b(?:was|were|is|are|reported|stood at|finds?|found)\s+(?:only\s+|about\s+|at\s+)?[\d£]"
    r"|\bthere (?:are|were|is|was)\b"
    r"|\d+\s+(?:[\w'’-]+\s+){1,4}(?:are|were|is|was)\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(?:for|in|of) the (?:year|quarter|month|period)\b|\b(?:annual|yearly|in[- ]year)\b", re.IGNORECASE
)
# "a plan to bring it down to eight, to be sent by the end of April": the day is the paper's
_PAPER_DUE = re.compile(
    r"\b(?:plan|report|paper|update|strategy|note)\b[^.;]*\b(?:sent|brought|submitted|presented|reported)\b",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(?:other|remaining|rest of)\b", re.IGNORECASE)  # a part, no other number for the whole
# "tightened from 15% to 12%", "12 rather than the 15 first agreed": the number before is named beside the new one
_CHANGED = r"\b(?:cut|lower|reduc|rais|increas|tighten|relax|chang|amend|adjust|revis|mov|drop|lift|stretch|scal)\w*"
_FORMER = r"(?:rather than|instead of|in place of|not|previously|formerly|originally|down from|up from|replac\w+)"
_LITTLE = 0.34
_TOO_LATE = 400  # days after its deadline in which a commitment may still be given a new one


def replaces(topic: Topic, old: Known, new: Known) -> tuple[Relation, str, float] | None:
    """How, why and how surely a later mention replaces an earlier one's commitment; None when it does not."""
    if _gives_up(topic, old, new):
        return ("replaced", "the later paper names what is given up", 0.95) if _comparable(topic, old, new) else None
    a, b = old.mention.statement, new.mention.statement
    moved = new.moved or recalls(old, new)
    deadline = a.deadline.end if a.deadline else None
    if deadline and new.day and new.day > deadline and not moved:
        return None
    if deadline and new.day and (new.day - deadline).days > _TOO_LATE:
        return None
    if is_annual(a.deadline) and is_annual(b.deadline) and not new.moved:
        return None  # next year's target
    if a.value is not None and b.value is not None:
        if not same_unit(a.unit, b.unit) or not (a.value == b.value or _of_one_size(a.value, b.value)):
            return None
        return _changed_number(topic, old, new, moved) if _comparable(topic, old, new) else None
    if a.value is None and b.value is None and _comparable(topic, old, new):
        return _moved_action(topic, old, new, moved)
    return None


def _comparable(topic: Topic, old: Known, new: Known) -> bool:
    """Whether the two speak of one thing at all: council, measure, money, cohort, phase; and the new is later."""
    a, b = old.mention.statement, new.mention.statement
    places = old.mention.place, new.mention.place
    if not same_council(*places) or places[0].paper == places[1].paper:
        return False
    if old.day is None or new.day is None or new.day <= old.day or new.mention.statement.conditional:
        return False
    if not same_measure(topic, a.measure, b.measure) or (a.kind == "funding") != (b.kind == "funding"):
        return False
    if {a.change, b.change} >= {"increase_by", "decrease_by"}:
        return False
    if old.subject.clash(new.subject) is not None:
        phases = old.subject.stages and new.subject.stages and not old.subject.stages & new.subject.stages
        if phases or not _gives_up(topic, old, new):
            return False
    return not _RECALLED.search(new.mention.statement.quote)


def _changed_number(topic: Topic, old: Known, new: Known, moved: bool) -> tuple[Relation, str, float] | None:
    a, b = old.mention.statement, new.mention.statement
    assert a.value is not None and b.value is not None
    if is_level(a) != is_level(b):
        return None
    if _names_both(old, new):
        way = direction(topic, a, old.subject.plain) or direction(topic, b, new.subject.plain)
        relation: Relation = "replaced" if not way else "strengthened" if (b.value - a.value) * way > 0 else "weakened"
        return relation, f"{a.value:g} became {b.value:g}", 0.95
    if is_share(a.unit) and old.subject.likeness(new.subject) < 0.5 and not (moved and _refers_back(old, new)):
        return None
    if not moved and ((new.day or date.max) - (old.day or date.min)).days > _LONG_AGO:
        return None
    if not _refers_back(old, new) and not _tells_of_it(topic, old, new, moved):
        return None
    sure = 0.9 if moved else 0.7
    later = _later_by(a, b)
    alike = old.subject.likeness(new.subject)
    if a.value == b.value and a.value_high == b.value_high:
        if deadlines_agree(a.deadline, b.deadline) != "differ":
            in_place = new.instead and a.measure == b.measure and not alike
            return ("replaced", "the same number is to come from something else", sure) if in_place else None
        if not is_level(a) and not moved:
            return None  # so many more, and so many more again
        if _PAPER_DUE.search(b.quote):
            return None
        if later > 0:
            return "slipped", _dates(a, b), sure
        return ("strengthened", _dates(a, b), sure) if moved else None
    if a.value == b.value or _REST.search(b.quote):
        return None
    if not is_level(a) and not _restated_addition(old, new, moved):
        return None
    if a.unit == "gbp" and alike < (0.3 if moved else 0.6):
        return None
    way = direction(topic, a, old.subject.plain) or direction(topic, b, new.subject.plain)
    if not way:
        return ("replaced", f"{a.value:g} became {b.value:g}", sure) if moved else None
    harder = (b.value - a.value) * way > 0
    if later < 0 and not harder and not moved:
        return None  # a milestone on the way
    if later > 0 and harder and not moved:
        return None  # the next goal after this one
    return ("strengthened" if harder else "weakened"), f"{a.value:g} became {b.value:g}", sure


def _names_both(old: Known, new: Known) -> bool:
    """Whether the later sentence is about a goal and says that its number was the earlier one before."""
    a, b = old.mention.statement, new.mention.statement
    if a.value is None or b.value is None or a.value == b.value or a.measure != b.measure:
        return False
    if not new.moved and (not new.is_goal or deadlines_agree(a.deadline, b.deadline) == "differ"):
        return False
    before, after = (
        rf"[£]?(?:{'|'.join(map(re.escape, sorted(forms_of(value))))})(?![\w]|[.,]\d)" for value in (a.value, b.value)
    )
    changed = rf"{_CHANGED}[^.;]{{0,40}}?\bfrom (?:\w+ ){{0,3}}?{before}[^.;]{{0,30}}?\bto (?:\w+ ){{0,2}}?{after}"
    former = rf"(?<![\w.,]){after}[^.;]{{0,40}}?\b{_FORMER} (?:\w+ ){{0,3}}?{before}"
    return bool(re.search(f"{changed}|{former}", new.mention.sentence or b.quote, re.IGNORECASE))


def _refers_back(old: Known, new: Known) -> bool:
    """Whether the later one speaks of the earlier number as known ("the 70% would now be reached by July")."""
    a, b = old.mention.statement, new.mention.statement
    if a.value is None or a.value != b.value or a.measure != b.measure:
        return False
    number = "|".join(map(re.escape, sorted(forms_of(a.value))))
    return bool(
        re.search(rf"\bthe (?:(?:target|aim|goal|figure) of )?[£]?(?:{number})(?![\w]|[.,]\d)", b.quote, re.IGNORECASE)
    )


def _restated_addition(old: Known, new: Known, moved: bool) -> bool:
    """Whether so many more are another number for the same period, and not some more on top."""
    a, b = old.mention.statement, new.mention.statement
    days, alike = deadlines_agree(a.deadline, b.deadline), old.subject.likeness(new.subject)
    if moved and alike and days != "differ":
        return True
    bare = not new.subject.words and moved
    return days == "same" and a.measure == b.measure and not new.on_top and (bare or alike >= _ALIKE)


def recalls(old: Known, new: Known) -> bool:
    """Whether the later one's sentence or row names the day the earlier one was due, beside its own."""
    a, b = old.mention.statement.deadline, new.mention.statement.deadline
    if a is None or b is None or a.end is None or b.end is None or b.end <= a.end:
        return False
    day, month, text = a.end, a.end.strftime("%B"), new.mention.sentence
    return bool(
        re.search(
            rf"\b0?{day.day}[/.]0?{day.month}[/.](?:{day.year}|{day:%y})\b|\b{month},? {day.year}\b"
            rf"|\b{month} (?:meeting|date|deadline)\b",
            text,
            re.IGNORECASE,
        )
    )


def _tells_of_it(topic: Topic, old: Known, new: Known, moved: bool) -> bool:
    """Whether the later number is a goal in the earlier one's place: with a day of its own where that had one, or among
    words that say it was changed, and on the same subject."""
    a, b = old.mention.statement, new.mention.statement
    alike = old.subject.likeness(new.subject)
    if b.deadline is None:
        if _FIGURE.search(b.quote):
            return False
        if _is_goal(old, new):
            return True
        if not moved and alike < _ALIKE:
            return False
    if not alike and a.value != b.value and not mentions_measure(topic, a.quote):
        return False
    if not alike and old.subject.words and new.subject.words and not names_number(a.value, new.mention.sentence):
        return a.value == b.value
    return moved or alike >= _LITTLE or not (old.subject.words and new.subject.words) or a.value == b.value


def _is_goal(old: Known, new: Known) -> bool:
    """Whether an undated number is called the goal, of the same measure, and not that of one year only."""
    same = old.mention.statement.measure == new.mention.statement.measure
    return same and new.is_goal and not _YEARLY.search(new.mention.statement.quote)


def _of_one_size(a: float, b: float) -> bool:
    """Whether one number can be the other moved: within a factor of two and a half; none is no such number."""
    least, most = sorted((abs(a), abs(b)))
    return least > 0 and most / least <= 2.5


def _moved_action(topic: Topic, old: Known, new: Known, moved: bool) -> tuple[Relation, str, float] | None:
    """A deliverable with a later day. Its words must show that the same one is meant."""
    a, b = old.mention.statement, new.mention.statement
    if deadlines_agree(a.deadline, b.deadline) != "differ" or not moved:
        return None
    close = old.subject.likeness(new.subject)
    if not (close >= _ALIKE and is_telling(old.subject.shared(new.subject))) and not _told_around(topic, old, new):
        wide = (old.subject.wide & new.subject.wide) - {AREA, AWAY}
        if not (recalls(old, new) and a.measure == b.measure and len(wide) >= 2):
            return None
    relation: Relation = "slipped" if _later_by(a, b) > 0 else "strengthened"
    return relation, _dates(a, b), 0.8 + 0.1 * close


def _told_around(topic: Topic, old: Known, new: Known) -> bool:
    """Whether the sentences around the later one name the deliverable ("The second home had not opened ... opening was
    now expected in June"). Reports and plans are too alike for that."""
    a, b = old.mention.statement, new.mention.statement
    if a.measure != b.measure or a.change != b.change or family_of(topic, a.measure) == "near_papers":
        return False
    if new.subject.stages - old.subject.stages:
        return False  # the third and the fourth, where the first was promised
    if one_deed(old, new):
        return True
    named = new.subject.words - {AREA, AWAY}
    if named and not named & old.subject.wide:
        return False  # it names a thing of its own
    wide = (old.subject.wide & new.subject.wide) - {AREA, AWAY}
    return len(wide) >= 2 and bool(old.subject.words & new.subject.wide)


def _later_by(a: Statement, b: Statement) -> int:
    if a.deadline is None or b.deadline is None or a.deadline.end is None or b.deadline.end is None:
        return 0
    return (b.deadline.end - a.deadline.end).days


def _dates(a: Statement, b: Statement) -> str:
    first = a.deadline.end.isoformat() if a.deadline and a.deadline.end else "no date"
    second = b.deadline.end.isoformat() if b.deadline and b.deadline.end else "no date"
    return f"{first} became {second}"


def _gives_up(topic: Topic, old: Known, new: Known) -> bool:
    """Whether the later sentence names the earlier number, size or words as what is given up ("no longer two")."""
    if not new.gives_up:
        return False
    pattern = topic.words["drift_replaced"]
    sentence = new.mention.sentence or new.mention.statement.quote
    match = pattern.search(sentence)
    if match is None:
        return False
    given_up = sentence[match.end() : match.end() + 80].split(".")[0]
    return names_number(old.mention.statement.value, given_up.replace("-", " ")) and bool(
        _units(given_up) & _units(old.mention.sentence)
    )


def _units(text: str) -> set[str]:
    return {word.strip(".,;:").rstrip("s").lower() for word in text.replace("-", " ").split() if len(word) > 2}
