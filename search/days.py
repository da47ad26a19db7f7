"""Days as people type them after `since:` and `until:`."""

import calendar
import re
from datetime import date

_MONTHS = {name.lower(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if n}
_MONTHS["sept"] = 9

_YEAR = re.compile(r"(\d{4})")
_FINANCIAL = re.compile(r"(\d{4})[/-](\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+) (\d{4})")


def read_days(text: str) -> tuple[date, date] | None:
    """The first and last day of what was typed, or None when it is no date.

    2018, 2018-05, 2018-05-01, 1/5/2018 (day first), May 2018, 1 May 2018, and 2018/19: the financial year from April.
    2018-05 is a month; 2018-19 a financial year.
    """
    text = " ".join(text.lower().replace(",", " ").split())
    try:
        if found := _YEAR.fullmatch(text):
            return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
        found = _FINANCIAL.fullmatch(text)
        if found and (int(found[1]) + 1) % 100 == int(found[2]) and ("/" in text or int(found[2]) > 12):
            return date(int(found[1]), 4, 1), date(int(found[1]) + 1, 3, 31)
        if found := _ISO.fullmatch(text):
            return _span(int(found[1]), int(found[2]), found[3])
        if found := _BRITISH.fullmatch(text):
            return _span(int(found[3]), int(found[2]), found[1])
        if (found := _NAMED.fullmatch(text)) and found[2] in _MONTHS:
            return _span(int(found[3]), _MONTHS[found[2]], found[1])
    except ValueError:  # no such day: 31 June
        return None
    return None


def _span(year: int, month: int, day: str | None) -> tuple[date, date]:
    if day:
        return date(year, month, int(day)), date(year, month, int(day))
    first = date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])
