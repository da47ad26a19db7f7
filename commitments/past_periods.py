"""Find the dates, months, quarters and years that the words of reports name, always looking back.

Deadlines look forward ("by March" is the next March); these look back ("at the end of March" is the last one).
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from commitments.first_words import DIGIT, places_of
from commitments.past_days import DASH, MONTH_NAMES, NUMBERS, Span, days_of

_TITLED = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?"
)
# Title case or capitals only: "may" and "march" are other words.
_MONTH = rf"(?:{_TITLED}|{'|'.join(name.upper() for name in MONTH_NAMES)})"
_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_FORMS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"),
    ("numeric", r"(?<![\d./])(?P<nd>\d{1,2})(?P<sep>[./-])(?P<nm>\d{1,2})(?P=sep)(?P<ny>\d{4}|\d{2})(?![\d/])"),
    (
        "day",
        rf"(?<![\w.])(?P<dd>\d{{1,2}})(?:st|nd|rd"
        rf"|th)?\s+(?:of\s+)?(?P<dm>{_MONTH})\b\.?,?(?:\s+(?P<dy>\d{{4}})(?![\d/])"
        r"|\s+(?:[’'](?P<dys>\d\d)\b|(?P<dyb>\d\d)(?=\s*(?:$|[|)]))))?",
    ),
    ("us_day", rf"\b(?P<um>{_MONTH})\s+(?P<ud>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<uy>\d{{4}})(?!\d)"),
    ("month_day", rf"\b(?P<xm>{_MONTH})\s+(?P<xd>\d{{1,2}})(?:st|nd|rd|th)\b"),
    ("month_year", rf"\b(?P<mm>{_MONTH})\b\.?,?(?:\s*[-–/]?\s*|\s+of\s+)(?P<my>(?:19|20)\d\d)(?![\d/])"),
    ("month_last_year", rf"\b(?P<ml>{_MONTH})\s+last\s+year\b"),
    (
        "month_short",
        rf"\b(?P<sm>{_MONTH})\.?(?:[^\S\n]+[’']?|[-–’'/])(?P<sy>\d\d)(?![\d%/:]|\.\d|\s*(?:per|%|st\b|nd\b|rd\b|th\b)"
        rf"|\s+of\b|\s+(?:[a-z]+\s+)?[a-z]+(?:s|ren|ple)\b)",
    ),
    (
        "quarter",
        r"\b(?:[Qq](?:uarter|tr|TR|UARTER)?\.?\s*(?P<qn>[1-4]|(?i:one|two|three|four))\b"
        r"|(?P<qo>first|second|third|fourth|final)\s+quarter\b)"
        r"(?:\s+of\s+(?:the\s+current|this|the)\s+(?:financial\s+)?year\b)?"
        rf"(?:\s*(?:of|in|for|,|\()?\s*(?:the\s+)?(?P<qy>(?:19|20)?\d\d\s?{DASH}\s?(?:20)?\d\d\b|(?:19|20)\d\d\b))?",
    ),
    (
        "half",
        r"\b(?P<ho>first|second)\s+half\s+of\s+(?:the\s+)?(?:year\s+)?"
        rf"(?P<hy>(?:19|20)\d\d(?:{DASH}(?:20)?\d\d)?|(?:financial\s+|municipal\s+|current\s+)?year)"
        rf"|\b(?P<ha>(?:19|20)\d\d{DASH}(?:20)?\d\d),?\s+(?P<hb>first|second)\s+half\b",
    ),
    (
        "finance_month",
        r"\b(?:[Pp]eriod|[Mm]onth|P(?=\d{1,2}\s+(?:forecast|outturn|position|budget|monitoring)))\s?(?P<fm>\d{1,2})\b"
        rf"(?!\s*[%/]|:\d|\.?\d|\s+{_MONTH})",
    ),
    (
        "academic",
        rf"\b(?:(?:academic|school)\s+year|[Ss]ession)\s+(?:of\s+)?(?P<ay>(?:19|20)\d\d\s?{DASH}\s?(?:20)?\d\d)\b",
    ),
    ("financial_year", rf"(?<![\d/£.])(?P<fy>(?:19|20)\d\d)\s?{DASH}\s?(?P<fe>(?:20)?\d\d)(?![\d/-])"),
    ("short_year", r"(?<![\d/£.])(?P<sfy>\d\d)/(?P<sfe>\d\d)(?![\d/])"),
    (
        "last_named_year",
        r"\b(?:[Ll]ast|[Pp]revious)\s+(?P<lyk>financial|academic|school|calendar|municipal)\s+year\b"
        r"|\bend\s+of\s+last\s+year\b",
    ),
    ("term", r"\b(?:[Ee]nd\s+of\s+(?:the\s+)?)?(?P<tn>[Aa]utumn|[Ss]pring|[Ss]ummer)\s+[Tt]erm(?:\s+(?P<ty>20\d\d))?"),
    (
        "season",
        r"\b(?P<sn>[Aa]utumn|[Ss]pring|[Ss]ummer|[Ww]inter)\b(?!\s+(?:[Tt]erm|[Hh]olidays?))(?:\s+(?:of\s+)?(?P<sny>20\d\d))?",
    ),
    ("christmas", r"\bChristmas\b(?!\s+(?:\d|[a-z]+s\b))"),
    ("turn", r"\b[Tt]urn\s+of\s+the\s+year\b"),
    ("weekday", r"\b(?P<wd>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’])"),
    ("last_month", r"\b[Ll]ast\s+month\b"),
    ("last_week", r"\b[Ll]ast\s+week\b(?![’'])"),
    ("named_month", rf"\blast\s+(?P<lm>{_MONTH})\b"),
    ("ago", rf"\b(?P<an>(?i:{_COUNT}))\s+(?P<au>years?|months?|weeks?)\s+(?:ago|previously)\b"),
    ("last_year_now", r"\b(?:this|the\s+same)\s+(?:time|point|period|month|quarter)\s+last\s+year\b"),
    ("bare_month", rf"\b(?P<bm>{_MONTH})\b(?![^\S\n]*\d(?!\d*(?:[.,]\d+)?\s*(?:%|per\s?cent|[a-z]{{2}})))"),
    ("calendar_year", r"(?<![\d/£.,-])(?P<cy>(?:19|20)\d\d)(?![\d%]|[/,.–-]\d)"),
)


def _any_of(names: Container[str]) -> re.Pattern[str]:
    """Those of the forms, in their order, as one pattern."""
    forms = (f"(?P<f_{name}>{form})" for name, form in _FORMS if name in names)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(forms)})")


# What a period can begin with, and which forms begin so: most words of a text are passed over at once.
_MONTH_STARTS = [name[:length] for name in map(str.title, MONTH_NAMES) for length in (3, 4, len(name))]
_STARTS: tuple[tuple[str, list[str]], ...] = (
    ("iso numeric day half financial_year short_year ago calendar_year", [DIGIT]),
    (
        "us_day month_day month_year month_last_year month_short bare_month",
        [*_MONTH_STARTS, *map(str.upper, MONTH_NAMES)],
    ),
    ("ago", [form for name in NUMBERS for form in (name, name.title(), name.upper())]),
    ("quarter", [q + rest for q in "Qq" for rest in ("", "uarter", "tr", "TR", "UARTER")]),
    ("quarter half", ["first", "second", "third", "fourth", "final"]),
    ("finance_month", ["Period", "period", "Month", "month", "P"]),
    ("academic", ["academic", "school", "Session", "session"]),
    ("last_named_year last_month last_week named_month", ["Last", "last", "Previous", "previous"]),
    ("last_named_year term", ["End", "end"]),
    ("term season", [form for name in ("autumn", "spring", "summer", "winter") for form in (name, name.title())]),
    ("last_year_now", ["this", "the"]),
    ("turn", ["Turn", "turn"]),
    ("christmas", ["Christmas"]),
    ("weekday", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
)
_BY_BEGIN = {word: pattern for forms, words in _STARTS for pattern in [_any_of(forms.split())] for word in words}
_SMALL = frozenset(map(str.lower, _BY_BEGIN))


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPeriod:
    """A stretch of time named in a text; `last` is its last day, which for a year still running lies ahead."""

    text: str
    start: int
    end: int
    first: date | None
    last: date
    span: Span


def find_past_periods(
    text: str, published: date | None, start: int = 0, end: int | None = None
) -> tuple[PastPeriod, ...]:
    """Every period named in `text[start:end]`, in order. Without a year the latest one not after `published` is meant;
    a period that needs `published` is left out when that is None."""
    last = len(text) if end is None else end
    return tuple([period for period in _periods(text, published) if start <= period.start and period.end <= last])


@lru_cache(maxsize=8)
def _periods(text: str, published: date | None) -> tuple[PastPeriod, ...]:
    """Every period of a whole text; kept, because each sentence of a page asks for its own."""
    found = []
    for match in _matches(text):
        try:
            days = days_of((match.lastgroup or "")[2:], match, text, published)
        except (ValueError, OverflowError):  # "31 June", year 0: written so, but no day of any calendar
            continue
        if days is not None:
            first, last, span = days
            found.append(
                PastPeriod(text=match.group(), start=match.start(), end=match.end(), first=first, last=last, span=span)
            )
    return tuple(found)


@lru_cache(maxsize=8)
def _matches(text: str) -> tuple[re.Match[str], ...]:
    """Every period's words, one after the other; kept, because they are read as of more than one day."""
    found: list[re.Match[str]] = []
    at = 0
    for begin, word in places_of(text, _SMALL):
        if begin < at:
            continue
        pattern = _BY_BEGIN.get(DIGIT if word == DIGIT else text[begin : begin + len(word)])
        if pattern and (match := pattern.match(text, begin)):
            at = match.end()
            found.append(match)
    return tuple(found)


def heading_period(text: str, published: date | None) -> PastPeriod | None:
    """The last period named in a short text such as a column heading, or None."""
    found = find_past_periods(f"({text})", published)
    return found[-1] if found else None
