"""The day a figure in a sentence describes: the date beside it, "now", the year before, or the paper's own period."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Literal

from commitments.figures import Figure
from commitments.past_days import financial_year_end, year_before
from commitments.past_periods import find_past_periods
from commitments.periods import last_day
from commitments.reporting import meeting_date, reported_period
from commitments.sentences import Sentence
from commitments.stamps import Stamp, find_stamps, stamp_of
from commitments.undated import heading_day, latest_year, quarter_before, results_day, same_day
from records.findings import Passage
from records.topics import Topic

_NEW_PARAGRAPH = re.compile(r"\n[^\S\n]*\n|\n[^\S\n]*(?=[·•▪*-]|\(?[a-z0-9ivx]{1,4}[.)]\s)")
_COMPARING = re.compile(r"\b(?:from|than|against|compared (?:with|to)|up on|down on|it was)\b[^.;]*$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[\"“‘']?(?:of (?:these|those|them|the)\b|they\b|these\b|those\b|another\b|a further\b|the (?:rest|remaind\w+"
    r"|others?|remaining|figure|total|number)\b|most\b|among (?:these|them)"
    r"|(?:(?:only|just|some|about|around|nearly|over|a)\s+)?[\w-]+\s+of\s+(?:these|them|those)\b)",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:has|have)(?: now| so far| already| since)?(?: been)? (?:\w+ed|bought|built|spent|cut|left|gone|come|begun"
    r"|taken|made|put|set|met|seen)\b",
    re.IGNORECASE,
)
_UP_TO_REPORT = ("so far", "to date", "this year")
# Minutes tell in the past what goes on at the meeting: "IROs were carrying 78 children", "had been waiting a year".
_GOES_ON_NOW = re.compile(
    r"\b(?:was|were)\s+(?:(?:still|now|currently)\b|(?:being|carrying|holding|waiting|living|running|working|awaiting"
    r"|costing|attending|missing|looking|caring|paying|using|employing|receiving)\b)|\bhad\s+been\s+(?:waiting|living|missing)\b"
    r"|\bhad\s+(?:now\s+)?(?:reached|passed|exceeded|topped)\b",
    re.IGNORECASE,
)
_IS_SO = re.compile(
    r"\b(?:is|are|has|have|will|would|now|currently|cost|costs|average|there were|there was)\b", re.IGNORECASE
)
# "four have been approved", "38 cases have now been allocated"
_DONE_NOW = re.compile(
    r"(?:\s+(?!(?:who|which|that)\b)[\w'’-]+){0,6}?\s+(?:has|have)\s+(?:now\s+|so\s+far\s+|already\s+)?(?:been|\w+ed)\b"
)
_WAS = re.compile(
    r"\b(?:up|down|risen|fallen|rose|fell|increased|reduced|instead)\s+(?:from|of)\s+(?:just |about |over )?$"
)
_FROM = re.compile(r"[^.;\d]{0,20}?\bfrom\s+(?:(?:just|about|over|around|nearly|a (?:start|low|high|peak) of)\s+)?")
_COME_FROM = re.compile(
    r"\b(?:down|fallen|fell|dropped|gone|come|grown|rose|risen|moved|improved|cut|reduced|increased)\s+from\s+"
    r"(?:(?:just|about|over|around|nearly|a (?:start|low|high|peak) of)\s+)?$"
)
_LAST_YEARS_OUTTURN = re.compile(
    r"last year['’]s\s+(?:\w+\s+){0,2}?(?:outturn|accounts|over-?spen\w+|under-?spen\w+|deficit|year[- ]end)",
    re.IGNORECASE,
)
_BRACKETED_YEAR = re.compile(r"\((?:19|20)\d\d:")
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d")
_FINANCE = re.compile(r"\b(?:budget|overspen\w+|underspen\w+|outturn|financial|savings?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """A sentence, the day it gives to the next, and whether all its figures stand on `one` day."""

    sentence: Sentence
    day: date | None
    one: bool


def date_figures(
    figures: Sequence[Figure], passage: Passage, topic: Topic, beside: date | None = None
) -> dict[Figure, date | None]:
    """The day of every figure given, worked out in the order of the text; None where the text gives no day for it.
    `beside` is the latest day of the tables of a report, whose words mostly tell of the same day."""
    days: dict[Figure, date | None] = {}
    told: list[date | None] = []
    undated: list[Figure] = []
    settled: _Settled | None = None
    latest: date | None = None
    for sentence, group in groupby(figures, key=attrgetter("sentence")):
        inside = list(group)
        stamps = find_stamps(passage, topic, sentence)
        opens = inside[0].quantity.start - sentence.start < _OPENING
        carried = _carried(settled, sentence, passage, topic, opens=opens)
        last: date | None = None
        used: list[Stamp] = []
        for place, figure in enumerate(inside):
            left = inside[place - 1].quantity.end if place else sentence.start
            stamp = stamp_of(figure, left, stamps, passage.text, used)
            if stamp is not None and stamp.kind == "year":  # "At the end of May £3m was forecast in the year"
                stamp = next((s for s in stamps if s.kind == "day" and s.end <= figure.quantity.start), stamp)
            if stamp is not None and stamp.kind in ("year_before", "years_before", "quarter_before", "once", "moment"):
                used.append(stamp)
            if (stamp is None or stamp.end <= left) and _starts_out(figure, place, passage.text, left):
                days[figure] = None  # "47, down from 212": some day that is not told
                continue
            day, how = _day(stamp, last, carried, figure, passage, latest, topic)
            days[figure] = day
            if how == "assumed":
                undated.append(figure)
            else:
                told.append(day)
            if stamp is not None and stamp.kind in ("day", "now", "year"):
                last = latest = day
        shared = {days[figure] for figure in inside}
        one = len(shared) == 1
        day = (shared.pop() if one else last) if last or carried else None
        settled = _Settled(sentence=sentence, day=day, one=one)
    usual = _usual_day(told)
    if usual is None and passage.kind == "report":
        usual = beside
    if usual is not None and passage.kind != "article":
        days |= dict.fromkeys(undated, usual)
    return days


def _starts_out(figure: Figure, place: int, text: str, left: int) -> bool:
    """Whether a figure is only where another came from ("down from 212", "gone from 19 to three")."""
    q = figure.quantity
    if place and (_WAS.search(text, left, q.start) or _FROM.fullmatch(text, left, q.start)):
        return True
    return place == 0 and q.is_baseline and _COME_FROM.search(text, left, q.start) is not None


def _carried(
    settled: _Settled | None,
    sentence: Sentence,
    passage: Passage,
    topic: Topic,
    *,
    opens: bool,
) -> date | None:
    """The day the sentence before gave, when it stands in the same paragraph or item."""
    text = passage.text
    start = _paragraph_start(text, sentence.start)
    goes_on = _GOES_ON.match(text, sentence.start) is not None
    if goes_on:
        start = _paragraph_start(text, max(0, start - 3))
    if settled is not None and settled.sentence.start >= start:
        if settled.day is not None:
            on = goes_on or (opens and _is_told_on(settled, sentence, passage))
            return settled.day if on else None
        start = settled.sentence.end
    if sentence.start - start > 400 or not find_past_periods(text, passage.published, start, sentence.start):
        return None
    if reported_period(passage) and not goes_on:
        return None
    stamps = [
        s
        for s in find_stamps(passage, topic, Sentence(start=start, end=sentence.start, form="prose"))
        if s.kind == "day" and not _PLAIN_YEAR.fullmatch(text, s.start, s.end)  # "had been completed in 2018"
    ]
    return stamps[-1].day if stamps and len({s.day for s in stamps}) == 1 else None


def _is_told_on(settled: _Settled, sentence: Sentence, passage: Passage) -> bool:
    """Whether a sentence of a council's paper that a number opens tells on of the one day of the sentence before it."""
    day, now = settled.day, passage.published
    if not settled.one or day is None or now is None or (now - day).days > _LONG_AGO or reported_period(passage):
        return False
    return passage.kind not in ("article", "press_release") and not _IS_SO.search(
        passage.text, sentence.start, sentence.end
    )


_LONG_AGO = 400
_OPENING = 4  # characters in which a number stands at the head of its sentence


def _paragraph_start(text: str, at: int) -> int:
    """Where the paragraph or list item around a place begins."""
    starts = [match.end() for match in _NEW_PARAGRAPH.finditer(text, max(0, at - 900), at)]
    return starts[-1] if starts else max(0, at - 900)


def _usual_day(days: list[date | None]) -> date | None:
    """The day most dated figures of a passage share, when it is three or more of them and more than half."""
    known = [day for day in days if day is not None]
    if len(known) < 3:
        return None
    day, times = Counter(known).most_common(1)[0]
    return day if times >= 3 and times * 2 > len(known) else None


def _day(
    stamp: Stamp | None,
    last: date | None,
    carried: date | None,
    figure: Figure,
    passage: Passage,
    latest: date | None,
    topic: Topic,
) -> tuple[date | None, Literal["told", "assumed"]]:
    """The day of a figure, and whether the text around it tells it."""
    now = meeting_date(passage)
    reported = reported_period(passage)
    base = last or carried or latest or reported or now
    if stamp is None:
        if last or carried:
            return last or carried, "told"
        if results := results_day(figure, passage, topic):
            return results, "told"
        if _GOES_ON_NOW.search(passage.text, figure.clause[0], figure.clause[1]):
            return now, "told"
        if passage.kind in ("article", "press_release", "report") and _PERFECT.search(
            passage.text, figure.clause[0], figure.quantity.start
        ):
            return now, "told"
        if passage.kind == "report" and _DONE_NOW.match(passage.text, figure.quantity.end):
            return now, "told"
        if under := heading_day(figure.sentence, passage) or reported or same_day(figure, passage):
            return under, "told"
        return now, "assumed"
    if stamp.kind in ("day", "moment"):
        if last and stamp.day and _BRACKETED_YEAR.fullmatch(passage.text, stamp.start - 1, stamp.end + 1):
            return last_day(stamp.day.year, last.month), "told"  # "318 on 31 March 2019 (2018: 377)"
        return stamp.day, "told"
    if stamp.kind == "same":
        earlier = find_past_periods(passage.text, passage.published, max(0, stamp.start - 800), stamp.start)
        return last or latest or (earlier[-1].last if earlier else reported), "told"
    if stamp.kind == "now":
        words = passage.text[stamp.start : stamp.end].lower()
        fresh = reported and now and words.startswith(_UP_TO_REPORT) and (now - reported).days < 200
        return reported if fresh else now, "told"
    if stamp.kind == "once" or base is None:
        return None, "told"
    if stamp.kind == "same_of" and stamp.day:
        while base > stamp.day:
            base = year_before(base)
        return base, "told"
    if stamp.kind == "year_before" and now and _LAST_YEARS_OUTTURN.match(passage.text, stamp.start):
        return financial_year_end(now), "told"
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
        return quarter_before(base), "told"
    if stamp.kind == "year":
        return reported or latest_year(passage) or (now and financial_year_end(now)), "told"
    sentence = passage.text[figure.sentence.start : figure.sentence.end]
    if stamp.kind == "past_year":
        return (financial_year_end(now) if now and _FINANCE.search(sentence) else reported or now), "told"
    in_press = passage.kind in ("article", "press_release")
    if in_press and now and figure.quantity.unit != "gbp" and not _FINANCE.search(sentence):
        return date(now.year - 1, 12, 31), "told"
    if reported is not None and now and reported.month not in (3, 8, 12):
        return financial_year_end(now), "told"
    if reported is None and now and (_FINANCE.search(sentence) or passage.kind != "article"):
        return financial_year_end(now), "told"
    return (reported or financial_year_end(now) if now else reported), "told"
