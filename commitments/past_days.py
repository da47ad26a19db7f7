"""The days that written dates, quarters and years of reports mean, always looking back from the day of the paper."""

import re
from datetime import date, timedelta
from typing import Literal

from commitments.calendar_meaning import ORDINALS
from commitments.periods import last_day

Span = Literal["day", "month", "quarter", "year", "relative", "moment"]
MONTH_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december")  # fmt: skip
_MONTHS = {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}
DASH = r"[-–—/]"
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip
# A bare month is a date only after these; "May" and "March" are also other words.
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|at|of|to|for|since|during|end(?:ing)?|from|until|through|between|and|on|by|last|this|early|late|mid|"
    r"ended|is|position|month)\s+|[(|–-]\s*)$",
    re.IGNORECASE,
)
Days = tuple[date | None, date, Span]


def year_before(day: date) -> date:
    """The same day a year earlier; month ends stay month ends."""
    month_end = last_day(day.year, day.month)
    if day == month_end or (day.month, day.day) == (2, 29):
        return last_day(day.year - 1, day.month)
    return day.replace(year=day.year - 1)


def financial_year_end(day: date) -> date:
    """The last 31 March on or before a day."""
    return date(day.year if (day.month, day.day) >= (3, 31) else day.year - 1, 3, 31)


def days_of(form: str, match: re.Match[str], text: str, published: date | None) -> Days | None:
    """The first and last day a written form means and how long it is; None when it means no day."""
    group = match.group
    if form == "iso":
        day = date.fromisoformat(group("iso"))
        return day, day, "day"
    if form == "numeric":
        day = date(_year(group("ny")), int(group("nm")), int(group("nd")))
        return day, day, "day"
    if form == "day":
        return _a_day(int(group("dd")), _month(group("dm")), group("dy") or group("dys") or group("dyb"), published)
    if form == "us_day":
        return _a_day(int(group("ud")), _month(group("um")), group("uy"), published)
    if form == "month_day":
        return _a_day(int(group("xd")), _month(group("xm")), None, published)
    if form == "month_year":
        return _whole_month(_year(group("my")), _month(group("mm")))
    if form == "month_short":
        month, number = group("sm"), int(group("sy"))
        if published and number - published.year % 100 > 20 and published.year > 2000:
            return None  # "In December 89 children"
        # "April 30" is a day, "March 24" in a paper of 2023 is a month.
        if len(month) > 4 and number <= 31 and published and abs(number - published.year % 100) > 3:
            return _a_day(number, _month(month), None, published)
        return _whole_month(2000 + number, _month(month))
    if form == "quarter":
        return _quarter(match, published)
    if form == "half":
        return _half(match, published)
    if form == "academic":
        last = _second_year(group("ay"))
        return date(last - 1, 9, 1), date(last, 8, 31), "year"
    if form == "financial_year":
        return _financial_year(int(group("fy")), group("fe"))
    if form == "short_year":
        return _financial_year(2000 + int(group("sfy")), group("sfe"))
    return _without_year(form, match, text, published)


def _without_year(form: str, match: re.Match[str], text: str, published: date | None) -> Days | None:
    group = match.group
    if form == "calendar_year":
        year = int(group("cy"))
        if published and year > published.year:
            return None
        last = date(year, 12, 31)
        return date(year, 1, 1), min(last, published) if published else last, "year"
    if published is None:
        return None
    if form == "finance_month":
        number = int(group("fm"))
        return _latest_month((number + 2) % 12 + 1, published) if 1 <= number <= 12 else None
    if form == "term":
        return _term(group("tn").lower(), group("ty"), published)
    if form == "last_named_year":
        return _last_year(match.group("lyk"), published)
    if form == "month_last_year":
        return _whole_month(published.year - 1, _month(group("ml")))
    if form == "last_month":
        return _latest_month((published.month - 2) % 12 + 1, published)
    if form == "last_week":  # up to its Sunday
        day = published - timedelta(days=published.isoweekday())
        return day, day, "relative"
    if form == "named_month":
        month = _month(group("lm"))
        return _whole_month(published.year - 1, month) if month == published.month else _latest_month(month, published)
    if form in _ONCE_A_YEAR:
        at = _AT.search(text, max(0, match.start() - 16), match.start())
        if at is None or (at["by"] and form in ("season", "christmas")):  # "by the autumn": a goal's day
            return None
    if form == "season":
        return _season(group("sn").lower(), group("sny"), published)
    if form in ("christmas", "turn"):
        day = date(published.year, 12, 25 if form == "christmas" else 31)
        day = day if day <= published else day.replace(year=day.year - 1)
        return day, day, "moment"
    if form == "weekday":
        back = (published.weekday() - _WEEKDAYS.index(group("wd").lower())) % 7
        if back == 0 and text[max(0, match.start() - 5) : match.start()].lower() == "last ":
            back = 7
        day = published - timedelta(days=back)
        return day, day, "moment"
    if form == "last_year_now":
        day = year_before(published)
        return day, day, "relative"
    if form == "ago":
        return _ago(group("an"), group("au"), published)
    if not (
        _BEFORE_MONTH.search(text[max(0, match.start() - 16) : match.start()])
        or _CENSUS.match(text, match.end())
        or (_HEADS_SHARE.match(text, match.end()) and _HEADED.search(text, max(0, match.start() - 3), match.start()))
    ):
        return None
    return _latest_month(_month(group("bm")), published)


_ONCE_A_YEAR = frozenset(("season", "christmas", "turn", "weekday"))
_AT = re.compile(r"\b(?:at|in|on|over|last|during|for|(?P<by>by))\s+(?:the\s+)?$", re.IGNORECASE)
_CENSUS = re.compile(r"\s+(?:school\s+)?(?:census|count)\b", re.IGNORECASE)
_HEADS_SHARE = re.compile(r":?[^\S\n]+\d{1,3}(?:\.\d+)?\s*%")  # "August 83%", "April: 71%   March: 64%"
_HEADED = re.compile(r"(?:^|[\n|]|[^\S\n]{2})\s*$")
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


def _season(name: str, year: str | None, published: date) -> Days:
    """The last season of a name that is over or running."""
    month = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name]
    number = int(year) if year else published.year - (published < date(published.year, month, 1))
    first = date(number, month, 1)
    last = last_day(number + (month == 12), (month + 1) % 12 + 1)
    return first, last if year else min(last, published), "moment"


def _term(name: str, year: str | None, published: date) -> Days:
    """The last school term of a name that is over or running."""
    first_month, month, day = {"autumn": (9, 12, 31), "spring": (1, 4, 15), "summer": (4, 7, 31)}[name]
    number = (
        int(year)
        if year
        else published.year
        if published >= date(published.year, first_month, 1)
        else published.year - 1
    )
    last = date(number, month, day)
    return date(number, first_month, 1), last if year else min(last, published), "quarter"


def _last_year(kind: str | None, published: date) -> Days:
    """The last year of a kind that is over: financial to 31 March, academic to 31 August, else calendar."""
    month, day = {"financial": (3, 31), "municipal": (4, 30), "academic": (8, 31), "school": (8, 31)}.get(
        kind or "", (12, 31)
    )
    last = date(published.year, month, day)
    if last >= published:
        last = date(published.year - 1, month, day)
    return date(last.year - 1, last.month, last.day) + timedelta(days=1), last, "year"


def _ago(count: str, unit: str, published: date) -> Days:
    number = int(count) if count.isdigit() else NUMBERS[count.lower()]
    if unit.startswith("week"):
        day = published - timedelta(weeks=number)
    else:
        months = published.year * 12 + published.month - 1 - number * (12 if unit.startswith("year") else 1)
        last = last_day(months // 12, months % 12 + 1)
        day = last.replace(day=min(last.day, published.day))
    return day, day, "relative"


def _a_day(number: int, month: int, year: str | None, published: date | None) -> Days | None:
    if year is not None:
        day = date(_year(year), month, number)
    elif published is None:
        return None
    else:
        day = date(published.year, month, number)
        if day > published:
            day = date(published.year - 1, month, number)
    return day, day, "day"


def _whole_month(year: int, month: int) -> Days:
    return date(year, month, 1), last_day(year, month), "month"


def _latest_month(month: int, published: date) -> Days:
    first, last, span = _whole_month(published.year if month <= published.month else published.year - 1, month)
    return first, min(last, published), span


def _quarter(match: re.Match[str], published: date | None) -> Days | None:
    word = (match.group("qn") or match.group("qo")).lower()
    number = int(word) if word.isdigit() else ORDINALS.get(word) or NUMBERS[word]
    named = match.group("qy")
    if named:
        # "Q3 2024/25" and "Q3 2024" both count from April of the first year named.
        opening = _year(re.split(DASH, named)[0].strip())
    elif published:
        opening = published.year if published.month >= 4 else published.year - 1
    else:
        return None
    first, last = _quarter_days(opening, number)
    if not named and published and first > published:
        first, last = _quarter_days(opening - 1, number)
    return first, last, "quarter"


def _quarter_days(opening: int, number: int) -> tuple[date, date]:
    month = (number * 3) % 12 + 1
    year = opening + (1 if number == 4 else 0)
    return date(year, month, 1), last_day(year, month + 2)


def _half(match: re.Match[str], published: date | None) -> Days | None:
    second = (match.group("ho") or match.group("hb")).lower() == "second"
    named = match.group("hy") or match.group("ha")
    if re.fullmatch(r"\d{4}", named):
        year = int(named)
        first, last = (date(year, 7, 1), date(year, 12, 31)) if second else (date(year, 1, 1), date(year, 6, 30))
        return first, last, "quarter"
    if named[0].isdigit():
        opening = int(named[:4])
    elif published is None:
        return None
    else:
        opening = published.year if published.month >= 4 else published.year - 1
    first, last = (
        (date(opening, 10, 1), date(opening + 1, 3, 31)) if second else (date(opening, 4, 1), date(opening, 9, 30))
    )
    return first, last, "quarter"


def _financial_year(opening: int, closing: str) -> Days | None:
    end = int(closing) if len(closing) == 4 else opening // 100 * 100 + int(closing)
    if end < opening:
        end += 100
    if end != opening + 1:  # "2023–2026" is the life of a plan, not a year's figures
        return None
    return date(opening, 4, 1), date(end, 3, 31), "year"


def _second_year(named: str) -> int:
    opening, closing = (part.strip() for part in re.split(DASH, named))
    return int(closing) if len(closing) == 4 else int(opening) // 100 * 100 + int(closing)


def _month(word: str) -> int:
    return _MONTHS[word.lower()[:3]]


def _year(text: str) -> int:
    number = int(text)
    return number if number > 99 else 2000 + number
