"""Words of a sentence that say when, and which of them belong to which of its figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commitments.figures import Figure
from commitments.past_periods import find_past_periods
from commitments.sentences import Sentence
from records.findings import Passage
from records.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Words of a sentence that say when: a day, the meeting's day ("now"), the year before, or some day untold."""

    start: int
    end: int
    kind: str  # "day", "same", "now", "year", "past_year", "year_before", "years_before", "last_year", "once" ...
    day: date | None = None
    years: int = 1  # of "three years previously"


# After these a date opens or closes a span, or is a deadline, and is not the day of a figure.
NOT_THE_DAY = re.compile(
    r"\b(?:since|(?<!figures )(?<!data )from|until|till|after|before|due|between|starting|beginning|effective"
    r"|(?<!% )(?<!cent )(?:agreed|published|opened|opening|began|started|launched|founded|set up|established|introduced"
    r"|approved|created|signed|completed|built|joined|appointed|inspected|reviewed|moved)"
    r"(?: (?:its|their) \w+)?(?: by (?:the )?[\w ]{3,40}?)?(?: (?:in|on|last))?"
    r"|same as in|as in|than in|dated|"
    r"strategy|plan|act|regulations|report of)\s+(?:the\s+)?(?:end\s+of\s+|start\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s*(?:to|until|and|[-–—])\s*(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?$", re.IGNORECASE)
_BREAK = re.compile(r"[;:(]|,\s|\b(?:and|but|while|whereas|against|compared|from|where)\b", re.IGNORECASE)
# What may stand between a break and the words of time that open the next figure's part.
_ONLY_LEADS = re.compile(
    r"\s*(?:(?:at|in|on|by|as|of|for|during|over|since|the|end|start|beginning|early|late|mid|only|just|back|quarter"
    r"|year|month|period|same|that|it|there|was|were|had|been)\s+)*",
    re.IGNORECASE,
)
_FROM_THEN = re.compile(
    r"\bfrom\s+(?:just\s+|about\s+|over\s+)?£?\d[\w.,%]*(?:\s+(?!to\b)[\w-]+){0,3}?\s+(?:(?:in|at|on|by)\s+(?:the\s+)?"
    r"(?:(?:end|start)\s+of\s+)?(?:the\s+)?|\()$",
    re.IGNORECASE,
)
# "In December 2021 Cabinet approved": the day of what was decided then.
_DECIDED = re.compile(
    r",?\s+(?:the\s+)?(?:Cabinet|(?:full |city |county )?Council|(?:\w+ )?Committee|Executive|Members"
    r"|councillors|Board|Forum|Panel)"
    r"\s+(?:had\s+)?(?:approved|agreed|decided|resolved|voted|signed off|adopted|endorsed|gave|asked|commissioned)\b",
    re.IGNORECASE,
)
_THE_YEAR = re.compile(
    r"\b(?<!\bof )(?:(?:for|over|in|across|during)\s+)?the\s+(?:full\s+|whole\s+"
    r"|calendar\s+)?year(?:\s+as\s+a\s+whole)?\b(?!\s+(?:before|to|ending|ended|from|after|earlier))|"
    r"\bin\s+(?:the|that|this)\s+(?:period|quarter|six\s+months|reporting\s+period)\b"
    r"|\b(?:at\s+)?(?:the\s+)?year[- ]end\b|\bend\s+of\s+(?:the|that)\s+year\b|\bthe\s+(?:past|last)\s+(?:12"
    r"|twelve)\s+months\b",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(
    r"\b(?:on|at|by)\s+(?:the\s+same|that)\s+(?:date|day|point|time)\b(?!\s+(?:last|in))", re.IGNORECASE
)
_SAME_OF = re.compile(r"\b(?:same|equivalent|corresponding)\s+(?:\w+\s+)?\w+\s+(?:of|in|for)\s+$", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_YEARS_BEFORE = re.compile(
    r"\b(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+years\s+(?:earlier|before|previously)\b",
    re.IGNORECASE,
)
# A time after these is only what the figure is measured against: "22% up compared with the same period last year".
_NOT_ITS_DAY = re.compile(
    r"\b(?:than|compar(?:ed|ison|ing) (?:with|to)|against|(?:twice|double|half|treble) (?:the|that|as many)(?: \w+)?"
    r"(?: (?:of|as))?|as many as)(?: (?:in|at|for|on|during))?(?: the)?\s*$|;|\.\s|\bwho\b"
    r"|\b(?:like|similar|same|much)\s+(?:\w+\s+)?(?:to|as)\s*$"
    r"|\b(?:up from|down from|against|compared with|compared to)\s+(?:the\s+)?£?\d"
)
_ANOTHER = re.compile(r"[^);]{0,24}?[:\s]\d")  # "41 matched (2019/20: 52)": the time is the other number's


_OPENS = re.compile(r"\s*(?:to|until|[-–—])\s")
_SINCE = re.compile(
    r"\b(?:from|between|since)\b[^.;]*(?:\d|\b(?-i:[A-Z])|\b(?:spring|summer|autumn|winter)\b)[^.;]*$"
    r"|\b(?:year|months?|period|quarter)\b",
    re.IGNORECASE,
)


def find_stamps(passage: Passage, topic: Topic, sentence: Sentence) -> list[Stamp]:
    """Every word of time of a sentence that can date a figure, in order, none overlapping."""
    text = passage.text
    found: list[Stamp] = []
    for name in (
        "observed_year_before",
        "observed_quarter_before",
        "observed_last_year",
        "observed_past_year",
        "observed_once",
        "observed_now",
    ):
        kind = name.removeprefix("observed_")
        for match in topic.words[name].finditer(text, sentence.start, sentence.end):
            found.append(Stamp(start=match.start(), end=match.end(), kind=kind))
    for match in _YEARS_BEFORE.finditer(text, sentence.start, sentence.end):
        years = int(match["n"]) if match["n"].isdigit() else _COUNTS.get(match["n"].lower(), 1)
        found.append(Stamp(start=match.start(), end=match.end(), kind="years_before", years=years))
    for match in _THE_YEAR.finditer(text, sentence.start, sentence.end):
        found.append(Stamp(start=match.start(), end=match.end(), kind="year"))
    for match in _SAME_DAY.finditer(text, sentence.start, sentence.end):
        found.append(Stamp(start=match.start(), end=match.end(), kind="same"))
    periods = find_past_periods(text, passage.published, sentence.start, sentence.end)
    for period in periods:
        lead = text[max(sentence.start, period.start - 40) : period.start]
        opens = _OPENS.match(text[period.end : period.end + 8]) and not _FROM_THEN.search(lead)
        if (NOT_THE_DAY.search(lead) or (opens and period is not periods[-1])) and not _closes_span(
            text, period.start, sentence.start
        ):
            continue
        if _DECIDED.match(text, period.end):
            continue
        last = period.last
        if passage.published and last > passage.published:
            if period.first is None or period.first > passage.published or period.span != "year":
                continue
            found.append(Stamp(start=period.start, end=period.end, kind="now"))
            continue
        if period.span == "year" and period.first and _SAME_OF.search(lead):  # "in the same months of 2022"
            found.append(Stamp(start=period.start, end=period.end, kind="same_of", day=last))
            continue
        if period.span == "year" and (last.month, last.day) == (3, 31) and _is_of_schools(text, sentence, topic):
            last = date(last.year, 8, 31)
            if passage.published and last > passage.published:
                last = period.last
        kind = "moment" if period.span == "moment" else "day"  # "on Monday": of its own figure only
        found.append(Stamp(start=period.start, end=period.end, kind=kind, day=last))
    return _without_overlaps(found)


def _is_of_schools(text: str, sentence: Sentence, topic: Topic) -> bool:
    """Whether "2022/23" in a sentence is the school year, which ends in August."""
    words = topic.words.get("observed_school_year")
    return words is not None and words.search(text, sentence.start, sentence.end) is not None


def _closes_span(text: str, start: int, floor: int) -> bool:
    """ "From April 2018 to April 2019": the second date is the day."""
    lead = text[max(floor, start - 70) : start]
    return _SPAN.search(lead) is not None and _SINCE.search(lead) is not None


def _without_overlaps(stamps: list[Stamp]) -> list[Stamp]:
    kept: list[Stamp] = []
    order = {
        "years_before": 0,
        "same": 0,
        "year_before": 0,
        "quarter_before": 0,
        "once": 1,
        "day": 2,
        "moment": 2,
        "same_of": 2,
        "past_year": 3,
        "last_year": 4,
        "year": 5,
        "now": 6,
    }
    for stamp in sorted(stamps, key=lambda s: (order[s.kind], s.start - s.end)):
        if not any(stamp.start < other.end and other.start < stamp.end for other in kept):
            kept.append(stamp)
    return sorted(kept, key=lambda s: s.start)


def _is_shut_in(text: str, stamp: Stamp, at: int) -> bool:
    """Whether words of time stand in a bracket that closes before a place: "(2018: 377), or 47 in every 10,000"."""
    opening = text.rfind("(", max(0, stamp.start - 40), stamp.start + 1)
    shut = opening >= 0 and text.find(")", opening, stamp.start) < 0 and text.find(")", stamp.end, at) >= 0
    return shut and _ANOTHER.match(text, stamp.end) is not None


def stamp_of(figure: Figure, left: int, stamps: list[Stamp], text: str, used: Sequence[Stamp] = ()) -> Stamp | None:
    """The words of time that belong to a figure: right after it before the next number, else the nearest before it.
    Those `used` by an earlier figure of the sentence serve no other."""
    q, limit = figure.quantity, figure.bound
    for stamp in stamps:  # "April: 71%   March: 64%"
        if stamp.kind == "day" and 0 < q.start - stamp.end < 8 and text[stamp.end : q.start].strip() == ":":
            return stamp
    if any(stamp.kind == "now" and stamp.end == q.start - 1 for stamp in stamps):
        return next(stamp for stamp in stamps if stamp.end == q.start - 1)
    for stamp in stamps:
        if not q.end <= stamp.start < limit:
            continue
        between = text[q.end : stamp.start]
        if _NOT_ITS_DAY.search(between) or ("(" in between and ")" not in between and _ANOTHER.match(text, stamp.end)):
            continue
        if limit == figure.sentence.end:
            if stamp.kind != "once" or len(between) < 40:
                return stamp
            continue
        # Between two figures it is the next one's when a break stands before it ("48; in October there had been 10").
        breaks = list(_BREAK.finditer(text, q.end, stamp.start))
        if not breaks or (
            not _ONLY_LEADS.fullmatch(text, breaks[-1].end(), stamp.start) and _BREAK.search(text, stamp.end, limit)
        ):
            return stamp
    before = [stamp for stamp in stamps if stamp.end <= q.start and not _is_shut_in(text, stamp, q.start)]
    own = [stamp for stamp in before if stamp.start >= left and stamp not in used]
    if own:
        return own[-1]
    days = [stamp for stamp in before if stamp.kind in ("day", "now", "last_year", "past_year", "year")]
    return days[-1] if days else None
