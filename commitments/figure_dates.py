"""The day a figure in a sentence describes: the date beside it, "now", the year before, or the paper's own period."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from commitments.figures import Figure
from commitments.past_periods import financial_year_end, find_past_periods, year_before
from commitments.periods import last_day
from commitments.reporting import meeting_date, reported_period
from commitments.sentences import Sentence
from records.findings import Passage
from records.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Words of a sentence that say when: a day, the meeting's day ("now"), the year before, or some day untold."""

    start: int
    end: int
    kind: str  # "day", "now", "year", "past_year", "year_before", "quarter_before", "last_year", "once"
    day: date | None = None
    years: int = 1


# After these a date opens or closes a span, or is a deadline, and is not the day of a figure.
_NOT_THE_DAY = re.compile(
    r"\b(?:since|(?<!figures )(?<!data )from|until|till|after|before|due|between|starting|beginning|effective"
    r"|agreed (?:in|on)|published (?:in|on)|dated|"
    r"strategy|plan|act|regulations|report of)\s+(?:the\s+)?(?:end\s+of\s+|start\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s*(?:to|until|and|[-–—])\s*(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?$", re.IGNORECASE)
_BREAK = re.compile(r"[;:(]|,\s|\b(?:and|but|while|whereas|against|compared|from|where)\b", re.IGNORECASE)
_NEW_PARAGRAPH = re.compile(r"\n[^\S\n]*\n|\n[^\S\n]*(?=[·•▪*-]|\(?[a-z0-9ivx]{1,4}[.)]\s)")
_THE_YEAR = re.compile(
    r"(?<!\bof )\b(?:(?:for|over|in|across|during)\s+)?the\s+(?:full\s+|whole\s+"
    r"|calendar\s+)?year(?:\s+as\s+a\s+whole)?\b(?!\s+(?:before|to|ending|ended|from|after|earlier))|"
    r"\bin\s+(?:the|that|this)\s+(?:period|quarter|six\s+months|reporting\s+period)\b"
    r"|\b(?:at\s+)?(?:the\s+)?year[- ]end\b|\bend\s+of\s+(?:the|that)\s+year\b|\bthe\s+(?:past|last)\s+(?:12"
    r"|twelve)\s+months\b",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:from|than|against|compared (?:with|to)|up on|down on|it was|there (?:were|was))\b[^.;]*$", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"[\"“‘']?(?:of (?:these|those|them|the)\b|they\b|these\b|those\b|another\b|a further\b|the (?:rest|remaind\w+"
    r"|others?|remaining|figure|total|number)\b|most\b|among (?:these|them))",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:has|have)(?: now| so far| already| since)? (?:\w+ed|bought|built|spent|cut|left|gone|come|begun|taken"
    r"|made|put|set|met|seen)\b",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_YEARS_BEFORE = re.compile(
    r"\b(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+years\s+(?:earlier|before|previously)\b",
    re.IGNORECASE,
)
_FINANCE = re.compile(r"\b(?:budget|overspen\w+|underspen\w+|outturn|financial|savings?)\b", re.IGNORECASE)


def date_figures(figures: Sequence[Figure], passage: Passage, topic: Topic) -> dict[Figure, date | None]:
    """The day of every figure given, worked out in the order of the text; None where the text gives no day for it."""
    days: dict[Figure, date | None] = {}
    undated: list[Figure] = []
    settled: tuple[Sentence, date | None] | None = None
    latest: date | None = None
    for sentence in dict.fromkeys(figure.sentence for figure in figures):
        inside = [figure for figure in figures if figure.sentence == sentence]
        stamps = _stamps(passage, topic, sentence)
        carried = _carried(settled, sentence, passage, topic)
        last: date | None = None
        for place, figure in enumerate(inside):
            left = inside[place - 1].quantity.end if place else sentence.start
            stamp = _stamp_of(figure, left, stamps, passage.text)
            day, how = _day(stamp, last, carried, figure, passage, latest)
            days[figure] = day
            if how == "assumed":
                undated.append(figure)
            if stamp is not None and stamp.kind in ("day", "now", "year"):
                last = latest = day
        shared = {days[figure] for figure in inside}
        settled = (sentence, shared.pop() if len(shared) == 1 and (last or carried) else None)
    usual = _usual_day([day for figure, day in days.items() if figure not in undated])
    if usual is not None and passage.kind != "article":
        days |= dict.fromkeys(undated, usual)
    return days


def _carried(
    settled: tuple[Sentence, date | None] | None, sentence: Sentence, passage: Passage, topic: Topic
) -> date | None:
    """The day the sentence before gave, when it stands in the same paragraph or item."""
    text = passage.text
    start = _paragraph_start(text, sentence.start)
    if _GOES_ON.match(text, sentence.start):
        start = _paragraph_start(text, max(0, start - 3))
    if settled is not None and settled[0].start >= start:
        if settled[1] is not None:
            return settled[1] if _GOES_ON.match(text, sentence.start) else None
        start = settled[0].end
    before = text[start : sentence.start]
    if (
        not before.strip()
        or len(before) > 400
        or (reported_period(passage) and not _GOES_ON.match(text, sentence.start))
    ):
        return None
    stamps = [
        s for s in _stamps(passage, topic, Sentence(start=start, end=sentence.start, form="prose")) if s.kind == "day"
    ]
    return stamps[-1].day if stamps and len({s.day for s in stamps}) == 1 else None


def _paragraph_start(text: str, at: int) -> int:
    """Where the paragraph or list item around a place begins."""
    starts = [match.end() for match in _NEW_PARAGRAPH.finditer(text, max(0, at - 900), at)]
    return starts[-1] if starts else max(0, at - 900)


def _usual_day(days: list[date | None]) -> date | None:
    """The day most dated figures of a passage share, when it is three or more of them and more than half."""
    counts = Counter(day for day in days if day is not None)
    if not counts:
        return None
    day, times = counts.most_common(1)[0]
    return day if times >= 3 and times * 2 > sum(counts.values()) else None


def _stamps(passage: Passage, topic: Topic, sentence: Sentence) -> list[Stamp]:
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
    periods = find_past_periods(text, passage.published, sentence.start, sentence.end)
    for period in periods:
        lead = text[max(sentence.start, period.start - 40) : period.start]
        opens = re.match(r"\s*(?:to|until|[-–—])\s", text[period.end : period.end + 8])
        if (_NOT_THE_DAY.search(lead) or (opens and period is not periods[-1])) and not _closes_span(
            text, period.start, sentence.start
        ):
            continue
        last = period.last
        if passage.published and last > passage.published:
            if period.first is None or period.first > passage.published or period.span != "year":
                continue
            found.append(Stamp(start=period.start, end=period.end, kind="now"))
            continue
        if period.span == "year" and (last.month, last.day) == (3, 31) and _is_of_schools(text, sentence, topic):
            last = date(last.year, 8, 31)
            if passage.published and last > passage.published:
                last = period.last
        found.append(Stamp(start=period.start, end=period.end, kind="day", day=last))
    return _without_overlaps(found)


def _is_of_schools(text: str, sentence: Sentence, topic: Topic) -> bool:
    """Whether "2022/23" in a sentence is the school year, which ends in August."""
    words = topic.words.get("observed_school_year")
    return words is not None and words.search(text, sentence.start, sentence.end) is not None


def _closes_span(text: str, start: int, floor: int) -> bool:
    """ "From April 2018 to April 2019": the second date is the day."""
    lead = text[max(floor, start - 70) : start]
    return (
        _SPAN.search(lead) is not None
        and re.search(
            r"\b(?:from|between|since)\b[^.;]*\d[^.;]*$|\b(?:year|months?|period|quarter)\b", lead, re.IGNORECASE
        )
        is not None
    )


def _without_overlaps(stamps: list[Stamp]) -> list[Stamp]:
    kept: list[Stamp] = []
    order = {
        "year_before": 0,
        "years_before": 0,
        "quarter_before": 0,
        "once": 1,
        "day": 2,
        "past_year": 3,
        "last_year": 4,
        "year": 5,
        "now": 6,
    }
    for stamp in sorted(stamps, key=lambda s: (order[s.kind], s.start - s.end)):
        if not any(stamp.start < other.end and other.start < stamp.end for other in kept):
            kept.append(stamp)
    return sorted(kept, key=lambda s: s.start)


def _stamp_of(figure: Figure, left: int, stamps: list[Stamp], text: str) -> Stamp | None:
    """The words of time that belong to a figure: right after it before the next number, else the nearest before it."""
    q, limit = figure.quantity, figure.bound
    if any(stamp.kind == "now" and stamp.end == q.start - 1 for stamp in stamps):
        return next(stamp for stamp in stamps if stamp.end == q.start - 1)
    for stamp in stamps:
        if not q.end <= stamp.start < limit:
            continue
        between = text[q.end : stamp.start]
        if re.search(r"\bthan\s*$|;|\.\s", between):
            continue
        if limit == figure.sentence.end:
            if stamp.kind != "once" or len(between) < 40:
                return stamp
            continue
        # Between two figures it is the next one's when a break stands before it ("48; in October there had been 10").
        breaks = list(_BREAK.finditer(text, q.end, stamp.start))
        if not breaks or (breaks[-1].end() < stamp.start - 14 and _BREAK.search(text, stamp.end, limit)):
            return stamp
    before = [stamp for stamp in stamps if stamp.end <= q.start]
    own = [stamp for stamp in before if stamp.start >= left]
    if own:
        return own[-1]
    days = [stamp for stamp in before if stamp.kind in ("day", "now", "last_year", "past_year", "year")]
    return days[-1] if days else None


def _day(
    stamp: Stamp | None, last: date | None, carried: date | None, figure: Figure, passage: Passage, latest: date | None
) -> tuple[date | None, Literal["told", "assumed"]]:
    """The day of a figure, and whether the text around it tells it."""
    now = meeting_date(passage)
    reported = reported_period(passage)
    base = last or carried or latest or reported or now
    if stamp is None:
        if last or carried:
            return last or carried, "told"
        if passage.kind in ("article", "press_release", "report") and _PERFECT.search(
            passage.text, figure.clause[0], figure.quantity.start
        ):
            return now, "told"
        if under := _heading_day(figure.sentence, passage) or reported or _only_day(passage):
            return under, "told"
        return now, "assumed"
    if stamp.kind == "day":
        return stamp.day, "told"
    if stamp.kind == "now":
        words = passage.text[stamp.start : stamp.end].lower()
        fresh = reported and now and words.startswith(("so far", "to date")) and (now - reported).days < 100
        return reported if fresh else now, "told"
    if stamp.kind == "once" or base is None:
        return None, "told"
    if stamp.kind in ("year_before", "years_before"):
        for _ in range(stamp.years):
            base = year_before(base)
        return base, "told"
    if (
        stamp.kind == "last_year"
        and now
        and _COMPARING.search(
            passage.text, max(figure.sentence.start, figure.quantity.start - 30), figure.quantity.start
        )
    ):
        return year_before(last or now), "told"
    if stamp.kind == "quarter_before":
        return _quarter_before(base), "told"
    if stamp.kind == "year":
        return reported or _latest_year(passage) or now, "told"
    sentence = passage.text[figure.sentence.start : figure.sentence.end]
    if stamp.kind == "past_year":
        return (financial_year_end(now) if now and _FINANCE.search(sentence) else reported or now), "told"
    if reported is None and now and (_FINANCE.search(sentence) or passage.kind != "article"):
        return financial_year_end(now), "told"
    return (reported or financial_year_end(now) if now else reported), "told"


def _latest_year(passage: Passage) -> date | None:
    """The end of the latest whole year a passage names that is over."""
    years = [p.last for p in find_past_periods(passage.text, passage.published) if p.span == "year"]
    return max((day for day in years if passage.published is None or day < passage.published), default=None)


def _quarter_before(day: date) -> date:
    month = day.month - (day.month % 3 or 3)
    return last_day(day.year, month) if month > 0 else last_day(day.year - 1, 12)


def _heading_day(sentence: Sentence, passage: Passage) -> date | None:
    """The day a heading gives to what stands under it ("What we did in 2017/18")."""
    for lead in sentence.leads():
        periods = find_past_periods(passage.text, passage.published, lead.start, lead.end)
        days = [
            p.last for p in periods if not _NOT_THE_DAY.search(passage.text[max(lead.start, p.start - 40) : p.start])
        ]
        if days and (passage.published is None or days[-1] <= passage.published):
            return days[-1]
    return None


@lru_cache(maxsize=64)
def _only_day(passage: Passage) -> date | None:
    """The one day on which a press article's figures stand ("at the end of April", "at April 30"), or None."""
    if passage.kind != "article" or passage.published is None:
        return None
    days = set()
    for period in find_past_periods(passage.text, passage.published):
        lead = passage.text[max(0, period.start - 24) : period.start]
        if re.search(
            r"\b(?:at|as at|as of|at the end of|to the end of|ending)\s+(?:the\s+)?(?:end of\s+)?$", lead, re.IGNORECASE
        ):
            days.add(period.last)
    return days.pop() if len(days) == 1 else None
