"""Which day a paper's undated figures describe: the end of the period it reports on, or the day of the meeting."""

import re
from datetime import date, timedelta
from functools import lru_cache

from commitments.first_words import places_of
from commitments.past_periods import PastPeriod, find_past_periods
from records.findings import Passage

_HEAD = 900  # characters in which a paper says what period it covers
_PAPER = (
    r"(?:annual (?:report|review|update|statement)|performance|outturn|scorecard|dashboard|year[- ]?end|monitoring"
    r"|report(?:ing|ed|s)?|data|activity|statistics|"
    r"figures|period|quarterly|position|update|highlights?|what we did|review of|summary|return)"
)
# Said of the whole paper: "performance report, Quarter 3 2024/25", "annual report 2017-18".
_ABOUT = re.compile(rf"\b{_PAPER}\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:plan|strategy|budget|programme|priorities|target|proposals?|draft|MTFS|MTFP|forward|agenda|minutes of"
    r"|deadline|"
    r"due|by|since|until|published|closed|meeting of|held on)\b",
    re.IGNORECASE,
)
# Said in the text: "for the six months to 30 September", "data up to the end of October", "position at Period 9".
_COVERS = re.compile(
    r"(?:\b(?:data|figures|activity|information|statistics|position|performance|outturn|forecast"
    r"|(?<!to )(?<!will )(?<!would )report|update)\b[^.;|\n]{0,30}?\s"
    r"(?:(?:as\s+)?(?:at|of)|up\s+to|to|for|cover(?:ing|ed|s)|relat(?:ing|es|ed)\s+to)"
    r"(?:\s+[A-Z]\w+\s+to)?|\breporting\s+period:?(?:[^.;"
    r"|\n]{0,30}?(?:to|[-–—]))?"
    r"|\b(?:for|in|during|over|covering)\s+the\s+(?:\w+\s+){0,3}?(?:months?|year|period|quarter)\s+(?:to|ending"
    r"|ended|up\s+to)"
    r"|\b(?:report|review|covering)\w*\b[^.;|\n]{0,60}?\d{4}\s*(?:to|until|[-–—])|\bas\s+(?:at|of))"
    r"\s*(?:the\s+)?(?:(?:end|close)\s+of\s+|year\s+(?:to|ending)\s+)?(?:the\s+)?(?:(?:financial|municipal"
    r"|academic)\s+year\s+)?$",
    re.IGNORECASE,
)
_FINANCE_MONTH = re.compile(r"(?:month|period|p)\s?\d{1,2}\b", re.IGNORECASE)
_REPORT_OF = re.compile(r"\b(?:report|letter|update|review)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_HALF_YEAR = re.compile(r"\b(?:mid|half)[- ]year(?:ly)?\b|\bsix[- ]month(?:ly|s)?\b", re.IGNORECASE)
_OF_RESULTS = re.compile(r"\b(?:monitoring|outturn|performance|scorecard|dashboard|annual report)\b", re.IGNORECASE)
_PRESS_COVERS = re.compile(
    r"\b(?:year|months?|quarter|period)\s+(?:to|ending|ended|up\s+to)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MEETING = (
    r"(?:meeting|committee|cabinet(?! member)|panel|board|council(?:lors)?|members|executive|scrutiny"
    r"|forum|commission|hearing|(?:county|town|city) hall|motion)"
)
_HEARD = re.compile(
    rf"\b{_MEETING}\b[^.\n]{{0,80}}?\b(?:on|last)\s+(?P<after>{'|'.join(_DAYS)})\b"
    rf"|\b(?:on|last)\s+(?P<before>{'|'.join(_DAYS)})\b[^.\n]{{0,60}}?\b{_MEETING}\b"
    rf"|\b(?P<its>{'|'.join(_DAYS)})(?:\s+night)?['’]s\s+(?:[\w'’]+\s+){{0,4}}{_MEETING}\b"
    rf"|\b(?P<yesterday>yesterday|last\s+night)(?:['’]s)?\b[^.\n]{{0,40}}\b{_MEETING}\b"
    rf"|\b{_MEETING}\b[^.\n]{{0,60}}\b(?P<then>yesterday|last\s+night)\b",
    re.IGNORECASE,
)
_LAST = re.compile(rf"\blast\s+(?:{'|'.join(_DAYS)})\b", re.IGNORECASE)  # on a Thursday: a week ago
_SPOKEN_OF = frozenset((*_DAYS, "yesterday", "night"))  # words of which one stands where a meeting was heard
_FAR = 300  # characters around a weekday within which "the meeting on" stands
_TO_COME = re.compile(
    r"\b(?:will|due|next|later|expected|upcoming|to be|set to|ahead of|before|papers for"
    r"|(?:are|is|being|been) (?:recommended|asked|urged|invited|advised|likely) to"
    r"|to (?:decide|vote|meet|consider|discuss))\b",
    re.IGNORECASE,
)
_MEETING_MONTH = re.compile(
    rf"\b(?P<month>[A-Z][a-z]+)(?:['’]s)\s+(?:\w+\s+){{0,2}}{_MEETING}\b|\b{_MEETING}\b(?!['’])[^.\n]{{0,30}}?\b(?:in"
    rf"|on)\s+(?P<when>[^.\n]{{3,24}})"
)


@lru_cache(maxsize=256)
def reporting_date(passage: Passage) -> date | None:
    """The last day of the period a paper reports on, when its title or its first lines name one, else the day of
    the meeting."""
    return reported_period(passage) or meeting_date(passage)


@lru_cache(maxsize=256)
def reported_period(passage: Passage) -> date | None:
    """The last day of the period a paper says it covers, or None."""
    published = passage.published
    title, body = passage.title or "", passage.text
    if passage.kind in ("article", "press_release"):
        parts = [(body, body, 0, _press_covers)]
    else:
        parts = [(title, title, 0, _is_covered), (body, body[:_HEAD], 0, _is_covered), (body, body, _HEAD, _covers)]
    for whole, text, first, test in parts:
        periods = (period for period in find_past_periods(whole, published, 0, len(text)) if period.end > first)
        dated = ((period, _end_of(period, text)) for period in periods if not _is_running(period, published))
        ends = (day for period, day in dated if (published is None or day <= published) and test(text, period))
        if found := max(ends, default=None) if test is _is_covered else next(ends, None):
            return found
    return None


@lru_cache(maxsize=256)
def meeting_date(passage: Passage) -> date | None:
    """The day on which the passage's "now" is: the day a press article says a meeting heard it, else publication."""
    published = passage.published
    if published is None or passage.kind not in ("article", "press_release", "other"):
        return published
    days = places_of(passage.text, _SPOKEN_OF)
    spoken = _HEARD.finditer(passage.text, max(0, days[0][0] - _FAR), days[-1][0] + _FAR) if days else ()
    heard = (match for match in spoken if not _is_to_come(passage.text, match))
    if match := next(heard, None):
        if match["yesterday"] or match["then"]:
            return published - timedelta(days=1)
        weekday = _DAYS.index((match["after"] or match["before"] or match["its"]).lower())
        back = (published.weekday() - weekday) % 7
        return published - timedelta(days=back or (7 if _LAST.search(match.group()) else 0))
    if match := _MEETING_MONTH.search(passage.text):
        words = f"in {match['month']}" if match["month"] else f"in {match['when']}"
        periods = find_past_periods(words, published)
        if periods and periods[0].span != "moment" and (published - periods[0].last).days in range(62):
            return periods[0].last
    return published


def _is_to_come(text: str, match: re.Match[str]) -> bool:
    """Whether a meeting is one still to be held ("will go before Thursday's cabinet")."""
    lead = text[max(0, match.start() - 60) : match.end() + 30]
    return _TO_COME.search(lead) is not None


def _is_covered(text: str, period: PastPeriod) -> bool:
    """Whether the line that names a period says so of the paper ("Annual Report 2017-18"), or a phrase does."""
    if _covers(text, period):
        return True
    line_start = max(text.rfind("\n", 0, period.start), text.rfind(". ", 0, period.start)) + 1
    line_end = min((at for at in (text.find("\n", period.end), len(text)) if at >= 0), default=len(text))
    line = text[line_start:line_end].rstrip()
    if len(line) > 140 or line.endswith((".", ";", ",")):
        return False
    if _FINANCE_MONTH.match(period.text) and not re.search(r"\b(?:due|by|until)\b", line, re.IGNORECASE):
        return True
    if _OF_RESULTS.search(line) and period.span not in ("day", "relative"):
        return True
    if _AHEAD.search(text, line_start, period.start):
        return re.search(r"\boutturn\b", line, re.IGNORECASE) is not None
    if period.span in ("day", "relative"):
        return False
    return bool(_ABOUT.search(line)) or (period.span == "quarter" and len(line) < 80)


def _is_running(period: PastPeriod, published: date | None) -> bool:
    """Whether a period is the calendar year in which a paper came out, and so only dates the paper."""
    return period.span == "year" and period.last == published


def _end_of(period: PastPeriod, text: str) -> date:
    """The last day a period's report covers: a mid-year report on 2023/24 ends in September."""
    line = text[max(0, period.start - 80) : period.end + 40]
    if period.span == "year" and period.first is not None and period.last.month == 3 and _HALF_YEAR.search(line):
        return date(period.first.year, 9, 30)
    return period.last


def _covers(text: str, period: PastPeriod) -> bool:
    if period.span == "day" and _REPORT_OF.search(text[max(0, period.start - 24) : period.start]):
        return False  # "the inspectors' report of 22 February" came out that day
    return _COVERS.search(text[max(0, period.start - 100) : period.start]) is not None


def _press_covers(text: str, period: PastPeriod) -> bool:
    return _PRESS_COVERS.search(text[max(0, period.start - 60) : period.start]) is not None
