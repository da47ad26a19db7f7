"""What stands before a time and what it does to it: "by", "before", "the end of", "early", "mid-"."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from commitments.periods import UNKNOWN, Period
from commitments.words import last_word

_MODIFIER = re.compile(
    r"(?:\b(?P<end>(?:the\s+)?(?:very\s+)?(?:end|close)\s+of|end|late|later(?:\s+in)?|(?:the\s+)?(?:latter|last)\s+part\s+of)"
    r"|\b(?P<early>early(?:\s+in)?|(?:the\s+)?(?:start|beginning|turn|first\s+part|opening)\s+of)"
    r"|\b(?P<mid>mid|(?:the\s+)?middle\s+of)"
    r"|\b(?P<past>earlier(?:\s+in)?))[\s-]+(?:(?:the|its|their|our)\s+)?$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?=[a-fil-pstuw])(?P<word>by|before|ahead\s+of|prior\s+to|in\s+advance\s+of|within|until|till|(?:no|not)\s+later\s+than|up\s+to|to"
    r"|in\s+time\s+for|come|in|inside|during|over|across|throughout|through|with\s+effect\s+from"
    r"|(?:starting|beginning|commencing)(?:\s+(?:from|in|on))?|from|for|as\s+at|as\s+of|at|on|since|after|following|between"
    r"|ending|ended|ends|target(?:\s+date)?(?:\s+of|:)?|due|deadline(?:\s+of|:)?|of|take[sn]?|taking|last(?:s|ing)?"
    r"|around|about|approximately|this)[\s(]+"
    r"(?:(?:a|the|our|its|their|his|her)\s+)?(?:(?:course|period|space|whole|rest|remainder)\s+of\s+(?:the\s+)?)?"
    r"(?:(?:around|about|approximately|roughly|at\s+least|at\s+the\s+latest|no\s+later\s+than)\s+)?$",
    re.IGNORECASE,
)
# The words with which each of them can end: where none stands, neither is tried.
_MODIFIER_ENDS = frozenset("end of late later in early mid earlier the its their our".split())
_PREPOSITION_ENDS = frozenset(
    "by before of to within until till than for come in inside during over across throughout through from starting "
    "beginning commencing on at as since after following between ending ended ends target date due deadline take takes "
    "taken taking last lasts lasting around about approximately this a the our its their his her roughly least "
    "latest".split()
)
BEFORE = frozenset(("before", "ahead of", "prior to", "in advance of"))
# Prepositions that make a time the last moment.
UNTIL = BEFORE | frozenset(
    (
        *(
            "by",
            "within",
            "inside",
            "until",
            "till",
            "no later than",
            "not later than",
            "up to",
            "to",
            "in time for",
            "for",
        ),
        *("come", "due", "deadline", "deadline of", "deadline:", "target", "target date", "target of", "target:"),
        *("target date:", "ending", "ended", "ends"),
    )
)
# Those that make it a stretch of days; a time with none is one too ("2025/26").
DURING = frozenset(
    ("in", "during", "over", "across", "throughout", "through", "from", "between", "with effect from", "")
)


class Before(NamedTuple):
    """What stands before a time: where the whole expression begins, its preposition and what narrows the time."""

    start: int
    word: str = ""  # "by", "in time for"; "" when there is none
    modifier: str = ""  # "end", "early", "mid", "past" or ""
    starts: bool = False  # "the start of", not only "early"


def read_before(text: str, floor: int, start: int) -> Before:
    """What stands before the time word at `start`, looking back no further than `floor`."""
    modifier, starts = "", False
    first = max(floor, start - 48)
    last = last_word(text, first, start)
    if last in _MODIFIER_ENDS and (match := _MODIFIER.search(text, first, start)):
        start, modifier = match.start(), match.lastgroup or ""
        starts = "start" in match[0].lower() or "begin" in match[0].lower()
        first = max(floor, start - 48)
        last = last_word(text, first, start)
    word = ""
    if last in _PREPOSITION_ENDS and (match := _PREPOSITION.search(text, first, start)):
        start, word = match.start(), re.sub(r"\s+", " ", match["word"].lower())
    return Before(start=start, word=word, modifier=modifier, starts=starts)


def narrowed(period: Period, before: Before, name: str, *, whole: bool = False) -> Period:
    """The days meant when "the end of", "early", "mid-", "before" or "after" stands before a period. `whole` says that
    "before" leaves it whole: "before the March meeting", "before the year is out".
    """
    word, modifier, first, last = before.word, before.modifier, period.start, period.end
    if last is None:
        return period
    if word == "after" and period.precision not in ("day", "relative"):
        return UNKNOWN
    if name == "new year":
        if word in ("by", "until", *BEFORE) and modifier != "early":
            return Period(start=None, end=date(last.year - 1, 12, 31), precision="year")
        return period
    if modifier in ("end", "past"):
        return UNKNOWN if modifier == "past" and period.precision == "relative" else period._replace(start=None)
    if first is None or first == last or name == "year end":
        return period
    if modifier == "mid" and period.precision == "month" and first.day == 1:
        return period.ending(date(last.year, last.month, 15), "day")
    yearly = period.precision in ("year", "financial_year", "academic_year") and (last - first).days < 370
    if before.starts and name == "season" and period.precision == "season" and (last.month - first.month) == 3:
        return period.ending(first - timedelta(days=1) if word in ("by", *BEFORE) else _month_end(first))
    if modifier == "early" and yearly:
        return _early(period, first, before)
    if modifier == "mid" and yearly:
        return period.ending(
            date(last.year, 6, 30) if period.precision == "year" else date(first.year, 9, 30), "season"
        )
    holiday = period.precision == "season" and name in ("half term", "recess", "festival")
    if word in BEFORE and not modifier and not whole and not holiday and period.precision not in ("season", "relative"):
        return period.ending(first - timedelta(days=1))
    return period


def _month_end(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)


def _early(period: Period, first: date, before: Before) -> Period:
    """Early in a year is its first three months; by the start of a school or budget year is the day before."""
    if period.precision == "academic_year" or (
        before.starts and period.precision == "financial_year" and before.word in ("by", *BEFORE)
    ):
        return period.ending(first - timedelta(days=1))
    return period.ending(date(first.year, first.month + 3, 1) - timedelta(days=1), "season")
