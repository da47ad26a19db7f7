"""The ways a time is written: dates, months, quarters, seasons, terms, years, spans, "the end of the month".

Each pattern stands beside the function of `calendar_meaning.py` that says which days it means. The preposition and
"the end of", "early", "mid-" in front of it are read in `deadlines.py`.
"""

import re
from dataclasses import dataclass

from commitments import calendar_meaning as meaning
from commitments import calendar_spans as spans
from commitments.calendar_meaning import COUNTS, Meaning
from commitments.feast_days import FEASTS, feast_day


def _either(words: str) -> str:
    """Words as alternatives, which are tried only where the first letter of one of them stands."""
    return rf"(?=[{''.join({word[0] for word in words.split('|')})}])(?:{words})"


_SHORT_MONTH = _either("jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec")
_LONG_MONTH = _either("january|february|march|april|may|june|july|august|september|october|november|december")
_MONTH = rf"(?:{_LONG_MONTH}|{_SHORT_MONTH}(?:\.(?=\s?['’\d])|\b))(?!\w)"
_DAY = rf"(?:0?[1-9]|[12]\d|3[01])(?:\s?{_either('st|nd|rd|th')}\b)?"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = _either("mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun") + "(?:day)?"
_DASH = r"\s?[-–—/]\s?"
_ABOUT = _either(r"about|around|approximately|some|roughly|at\s+least|up\s+to")
_COUNTED = _either("|".join(sorted(COUNTS, key=len, reverse=True)))
_COUNT = rf"(?:\d{{1,3}}(?:\.\d)?|(?=[ac])(?:an?\s+)?couple\s+of|{_COUNTED})"
# "Milestone 3 Mar 24": the number belongs to the word before it.
_HEADED = "milestone objective target stage phase period quarter year".split()
_UNNUMBERED = "".join(rf"(?<!{word}\s)" for word in _HEADED)
_SPAN = r"(?:(?:working|school|calendar|term)\s+days?|days?|weeks?|fortnights?|months?|years?|yrs?|terms|decades?)"
# A year as papers state it after a quarter: "2024/25", "2025", "24/25".
_IN_YEAR = rf"(?:FY\s?)?(?P<first>{_YEAR}|\d\d(?=[/-]\d\d))(?:{_DASH}(?P<second>(?:20)?\d\d)(?![\d/]))?"
_WHICH = rf"(?P<which>(?:the\s+(?=[cf]))?{_either('coming|following')}|{_either('this|next|last|previous|past')})\s+"
_SEASON = _either("spring|summer|autumn|winter")
_SCHOOL = r"(?:term|holidays?|break|recess|vacation|school\s+holidays?)"
_GATHERING = r"(?:meetings?|reports?|updates?|board|committee|panel|cabinet|session|review|cycle|scorecard)"
_MEETING = rf"(?:[\w'’]+\s+){{0,3}}?{_GATHERING}\b"

# An apostrophe may be a curly one, and Hallowe'en has one or none.
_FEAST = _either(
    "|".join(name.replace("'", "['’]").replace("halloween", "hallowe['’]?en").replace(" ", r"\s+") for name in FEASTS)
)

_DATED = rf"(?:(?P<day>{_DAY})\s+(?:of\s+)?)?(?P<month>{_MONTH})(?:[\s,]+(?P<year>{_YEAR}))?"
_LENGTH = rf"(?P<count>{_COUNT})[\s-]+(?:(?:further|more|full|consecutive)\s+)?(?P<unit>{_SPAN})"

# Surest first: at each word the first that fits is taken.
_WORDS: dict[str, tuple[str, Meaning]] = {
    "week of month": (
        rf"(?:the\s+)?(?P<number>first|second|third|fourth|last|final)\s+(?:full\s+)?week\s+(?:of|in)\s+(?P<month>{_MONTH})"
        rf"(?:\s+(?P<year>{_YEAR}))?(?!\w|\s+half)",
        spans.week_of_month,
    ),
    "week of day": (
        rf"(?:(?:the\s+)?week\s+(?:commencing|beginning|starting|of)\s+|w\s?/\s?[cb]:?\s+)(?:{_WEEKDAY},?\s+)?(?:the\s+)?"
        rf"(?P<day>{_DAY})(?:\s+of)?[\s./-]+(?P<month>{_MONTH}|[01]?\d)(?:[\s,./-]+(?P<year>{_YEAR}|(?<=[./-])\d\d))?(?!\w)",
        spans.week_of_day,
    ),
    "span from day": (
        rf"{_LENGTH}\s+(?:from|(?:starting|beginning|commencing)(?:\s+(?:on|from|in))?)\s+{_DATED}(?!\w)",
        spans.span_from,
    ),
    "day for span": (
        rf"{_DATED}\s+for\s+(?:up\s+to\s+)?(?:an?\s+(?:\w+\s+)?(?:period|term)\s+of\s+(?:up\s+to\s+)?)?"
        rf"{_LENGTH}(?!\w|-)",
        spans.span_from,
    ),
    "date": (
        rf"(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?P<day>{_DAY})(?:\s+(?:day\s+)?of)?[\s-]*(?P<month>{_MONTH})[\s,-]*(?P<year>{_YEAR})(?!\d)",
        meaning.full_date,
    ),
    "month first": (
        rf"(?:{_WEEKDAY},?\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY})\s*,?\s+(?P<year>{_YEAR})(?!\d)",
        meaning.full_date,
    ),
    "iso date": (rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", meaning.full_date),
    "numeric date": (
        r"(?P<day>[0-3]?\d)(?P<mark>[/.-])(?P<month>[01]?\d)(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)",
        meaning.full_date,
    ),
    "date with short year": (
        rf"{_UNNUMBERED}(?P<day>{_DAY})[\s-](?P<month>{_MONTH})[\s-]['’]?(?P<year>\d\d)"
        r"(?![\d:./%,]|\s?(?:am|pm|per|%))",
        meaning.full_date,
    ),
    "months": (
        rf"(?P<month>{_MONTH})\s*(?:(?P<first>{_YEAR})\s*)?(?:-|–|—|/|to|and|until)\s*(?P<last>{_MONTH})(?:\s+(?P<year>{_YEAR}))?",
        meaning.months,
    ),
    "half term": (
        rf"(?:(?P<month>{_MONTH})\s+|(?P<season>autumn|spring|summer)\s+)?half[\s-]?term(?:\s+(?:holidays?|break))?(?:\s+(?P<year>{_YEAR}))?\b",
        meaning.half_term,
    ),
    "month and year": (rf"(?P<month>{_MONTH})[\s,/–-]+(?:of\s+)?(?P<year>{_YEAR})(?!\d)", meaning.month_of_year),
    "month and apostrophe": (rf"(?P<month>{_MONTH})\s?['’‘](?P<year>\d\d)(?!\d)", meaning.month_of_year),
    "day and month": (
        rf"{_UNNUMBERED}(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?P<day>{_DAY})(?:\s+(?:day\s+)?of)?\s+(?:(?P<which>this|next|last)\s+)?(?P<month>{_MONTH})",
        meaning.day_of_year,
    ),
    "month and short year": (rf"(?P<month>{_MONTH})[-–/](?P<year>\d\d)(?![\d/])", meaning.month_of_year),
    "month and number": (
        rf"(?:(?P<weekday>{_WEEKDAY}),?\s+)?(?P<month>{_MONTH})\s+(?P<number>\d\d?)(?P<ordinal>st|nd|rd|th)?\b(?![%:/]|,\d|\.\d|\s?(?:am|pm|per|%))",
        meaning.month_and_number,
    ),
    "quarter": (
        rf"(?:Q|(?:quarter|qtr)\s+)(?P<number>[1-4]|one|two|three|four)\b(?:\s*\([^)\d]{{3,20}}\))?(?:[,\s]*(?:of|in|-|–)?\s*(?:the\s+)?{_IN_YEAR}"
        r"|\s+of\s+(?P<which>this|next|the\s+new|the|last)\s+(?P<kind>(?:financial|calendar)\s+)?year\b)?",
        meaning.quarter,
    ),
    "ordinal quarter": (
        rf"(?P<number>first|second|third|fourth|final|last(?=\s+quarter\s+of)|1st|2nd|3rd|4th)\s+quarter\b"
        rf"(?:\s+(?:(?:of|in)\s+)?(?:the\s+)?{_IN_YEAR}|\s+of\s+(?P<which>this|next|the\s+new|the|last)\s+(?P<kind>(?:financial|calendar)\s+)?year\b)?",
        meaning.quarter,
    ),
    "half year": (rf"(?P<half>H[12])\b(?:[,\s]*(?:of\s+)?{_IN_YEAR})?", meaning.half),
    "half of year": (
        rf"(?P<half>first|second|latter)\s+half\s+of\s+(?:(?:the\s+)?(?:(?:financial\s+)?year\s+)?{_IN_YEAR}"
        r"|(?P<which>this|next|the|last)\s+(?P<kind>(?:financial|calendar)\s+)?year\b)",
        meaning.half,
    ),
    "academic year": (
        rf"(?:(?:academic|school)\s+year|(?:(?:academic|school)\s+)?session)\s+(?:of\s+)?{_IN_YEAR}",
        meaning.stated_academic_year,
    ),
    "two part year": (
        rf"(?:(?:financial|fiscal|budget)\s+years?\s+(?:of\s+)?)?(?:FY\s?)?(?P<first>{_YEAR}|(?<![\d/.,£-])\d\d)"
        rf"{_DASH}(?P<second>20\d\d|\d\d)(?![\d/%]|\.\d|,\d)(?:\s+(?:(?:financial|fiscal|academic|school)\s+years?|(?:school\s+)?session)\b)?",
        meaning.two_part_year,
    ),
    "FY26": (r"FY\s?['’]?(?P<year>20\d\d|\d\d)\b", meaning.financial_year_ending),
    "years": (rf"(?P<first>{_YEAR})\s*(?:to|until|and)\s*(?P<second>20\d\d)(?![\d/])", meaning.years),
    "season": (
        rf"(?:{_WHICH})?(?:{_SEASON}\s?(?:/|-|–|or|to)\s?)?(?P<season>{_SEASON})(?:\s+(?P<kind>{_SCHOOL})\b)?(?:\s+(?:of\s+)?(?P<year>{_YEAR})|(?P<tail>\s+(?:of\s+)?(?:this|next|last)\s+year))?\b",
        meaning.season,
    ),
    "feast day": (
        rf"(?:{_WHICH})?(?P<feast>{_FEAST})(?!\s+(?:term|after|for|in|of|street|road|centre|nursery|school|house)\b)(?:\s+(?P<year>{_YEAR}))?\b",
        feast_day,
    ),
    "festival": (
        rf"(?:{_WHICH})?(?P<feast>{_either('christmas|easter|whitsun')})(?:\s+(?P<kind>{_SCHOOL})\b)?(?:\s+(?P<year>{_YEAR}))?\b",
        meaning.festival,
    ),
    "recess": (r"(?:recess|school\s+holidays)\b", meaning.recess),
    "new year": (r"new\s+year\b(?!['’]s\s+(?:eve|day))", meaning.new_year),
    "month": (
        rf"(?:{_WHICH})?(?P<month>{_MONTH})(?P<out>\s+is\s+out\b)?(?P<tail>\s+(?:of\s+)?(?:this|next|last)\s+year\b|(?:['’]s)?\s+(?:meeting|report|cabinet|board|committee|panel|council)\b)?",
        meaning.month,
    ),
    "weekday": (
        rf"(?:{_WHICH})?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?<=this\s)weekend|(?<=next\s)weekend)\b"
        r"(?!\s+(?:morning|afternoon|evening|night)s\b)",
        spans.weekday,
    ),
    "nth year": (
        r"(?P<number>first|second|third|fourth)\s+(?:full\s+)?year\b(?!\s+(?:of|students?|groups?))",
        spans.nth_year,
    ),
    "a year on": (
        r"(?:(?:this|the\s+same)\s+(?:time|point)\s+next\s+year|a\s+year\s+(?:from\s+(?:now|today)|today))\b",
        spans.a_year_on,
    ),
    "this and next": (r"this\s+(?:financial\s+)?year\s+and\s+(?:the\s+)?next(?:\s+year)?\b", spans.this_and_next),
    "term end": (
        r"(?P<unit>term)\b(?![\s-]*(?:\d|one|two|three|four|five|six|of\b|time\b|reports?\b|part(?:y|ies)\b))",
        spans.this_or_next,
    ),
    "year end": (r"(?:financial\s+)?(?P<unit>year)[\s-]end\b", spans.this_or_next),
    "this or next": (
        r"(?P<which>(?:the\s+)?(?:this|next|last|previous|current|coming|following|forthcoming|same|past|present)"
        r"|(?:the\s+)?new(?=\s+(?:financial|fiscal|budget|academic|school|municipal|term))|the)\s+"
        r"(?P<unit>(?:financial|fiscal|budget|academic|school|municipal|calendar)\s+year|school\s+session|calendar\s+month|week|month|quarter|year|term|decade)"
        r"(?:['’]s)?\b(?!-|\s+(?:of\s+)?(?:FY\s?)?(?:\d\d/\d|(?:19|20)\d\d))(?:(?P<after>\s+after\b)|(?P<ahead>\s+ahead\b)|(?P<out>\s+(?:is|was)\s+(?:out|over|up)\b|\s+end(?:s|ed)\b)|(?P<money>\s+(?:budget|savings|return|outturn|accounts|settlement)\b))?",
        spans.this_or_next,
    ),
    "span": (
        rf"(?:(?P<past>{_either('last|past|previous|preceding')})\s+|(?P<more>another|a\s+further)\s+"
        rf"|{_either('next|following|coming|first')}\s+)?"
        rf"(?:{_ABOUT}\s+)?"
        rf"(?P<count>{_COUNT})(?:\s*(?:-|–|to|or)\s*(?P<high>{_COUNT}))?(?P<half>\s+and\s+a\s+half)?[\s-]+"
        rf"(?:(?:consecutive|full|financial|further|more)\s+)?(?P<unit>{_SPAN})(?:['’]s?)?(?P<and_half>\s+and\s+a\s+half)?(?P<after>[\s-]+(?:time|period|from\s+now|ago))?(?!\w)",
        spans.span,
    ),
    "another span": (r"(?P<more>another)\s+(?P<unit>week|fortnight|month|term|year|decade)\b", spans.span),
    "one span": (
        r"(?:(?P<past>last|past|previous)|next|coming|the)\s+(?P<unit>fortnight|decade)\b(?!\s+(?:before|after|beginning|starting|ending|from|to)\b)",
        spans.span,
    ),
    "budget month": (r"(?:period|month)\s(?P<number>1[0-2]|[1-9])\b(?!\s*[-–:.]\s?\d)", spans.budget_month),
    "today": (r"(?:today|tomorrow|yesterday)\b", spans.today),
    "next meeting": (rf"(?:next|following|future|subsequent)\s+{_MEETING}", spans.unknown),
    "vague span": (r"(?:days|weeks|months)\b", spans.unknown),
    "year": (rf"(?:(?:calendar\s+)?year\s+)?(?P<year>{_YEAR})(?![\d/%]|,\d|\.\d|-\d)", meaning.year),
}

_MONTH_NAMES = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
).split()
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun".split()
_WHICH_WORDS = "this next last coming previous past following the".split()
_SEASONS = "spring summer autumn winter".split()
# The words an expression can begin with ("0" for any digit), so that most words of a page are passed over at once.
_STARTS: dict[str, list[str]] = {
    "week of month": ["the", "first", "second", "third", "fourth", "last", "final"],
    "week of day": ["the", "week", "w"],
    "span from day": ["0", "a", "an", *COUNTS],
    "day for span": ["0", *_MONTH_NAMES],
    "date": ["0", *_DAY_NAMES],
    "month first": [*_MONTH_NAMES, *_DAY_NAMES],
    "iso date": ["0"],
    "numeric date": ["0"],
    "date with short year": ["0"],
    "months": _MONTH_NAMES,
    "half term": ["half", "halfterm", *_MONTH_NAMES, *_SEASONS],
    "month and year": _MONTH_NAMES,
    "month and apostrophe": _MONTH_NAMES,
    "day and month": ["0", *_DAY_NAMES],
    "month and short year": _MONTH_NAMES,
    "month and number": [*_MONTH_NAMES, *_DAY_NAMES],
    "quarter": ["q", "quarter", "qtr"],
    "ordinal quarter": ["first", "second", "third", "fourth", "final", "last", "0"],
    "half year": ["h"],
    "half of year": ["first", "second", "latter"],
    "academic year": ["academic", "school", "session"],
    "two part year": ["0", "fy", "financial", "fiscal", "budget"],
    "FY26": ["fy"],
    "years": ["0"],
    "season": [*_WHICH_WORDS, *_SEASONS],
    "feast day": [*_WHICH_WORDS, *dict.fromkeys(re.split(r"\W", name)[0] for name in FEASTS), "hallowe"],
    "festival": [*_WHICH_WORDS, "christmas", "easter", "whitsun"],
    "recess": ["recess", "school"],
    "new year": ["new"],
    "month": [*_WHICH_WORDS, *_MONTH_NAMES],
    "weekday": [*_WHICH_WORDS, *_DAY_NAMES],
    "nth year": ["first", "second", "third", "fourth"],
    "a year on": ["this", "the", "a"],
    "this and next": ["this"],
    "term end": ["term"],
    "year end": ["year", "financial"],
    "this or next": [*_WHICH_WORDS, "current", "forthcoming", "same", "new", "present"],
    "span": [*"0 last past previous preceding next following coming first another couple half a an".split(), *COUNTS],
    "another span": ["another"],
    "one span": ["last", "past", "previous", "next", "coming", "the"],
    "budget month": ["period", "month"],
    "today": ["today", "tomorrow", "yesterday"],
    "next meeting": ["next", "following", "future", "subsequent"],
    "vague span": ["days", "weeks", "months"],
    "year": ["0", "year", "calendar"],
}


@dataclass(frozen=True, slots=True)
class TimeWords:
    """One way of writing a time: its name, its pattern and what it means."""

    name: str
    pattern: re.Pattern[str]
    read: Meaning


@dataclass(frozen=True, slots=True)
class Begun:
    """The ways of writing a time that begin with one word, and one pattern that any of them fits."""

    pattern: re.Pattern[str]
    words: tuple[TimeWords, ...]


def _by_start() -> dict[str, Begun]:
    starts: dict[str, list[TimeWords]] = {}
    for name, (pattern, read) in _WORDS.items():
        words = TimeWords(name, re.compile(pattern, re.IGNORECASE), read)
        for start in dict.fromkeys(_STARTS[name]):
            starts.setdefault(start, []).append(words)
    return {start: Begun(_any_of(found), tuple(found)) for start, found in starts.items()}


def _any_of(some: list[TimeWords]) -> re.Pattern[str]:
    """One pattern that fits wherever one of theirs does, not in the middle of a word or number."""
    unnamed = (re.sub(r"\(\?P<\w+>", "(?:", words.pattern.pattern) for words in some)
    either = "|".join(one.replace("(?P=mark)", "[/.-]") for one in unnamed)
    return re.compile(rf"(?<![\w£$€.,])(?:{either})", re.IGNORECASE)


BY_START = _by_start()
