"""The public year: months, quarters, seasons, school holidays, financial and academic years as spans of days."""

import calendar
from datetime import date, timedelta
from typing import Literal, NamedTuple

from records.findings import Precision


class Period(NamedTuple):
    """A span of days as words named it. `start` and `end` are None when no date to stand on is known."""

    start: date | None
    end: date | None
    precision: Precision

    def ending(self, end: date | None, precision: Precision | None = None) -> "Period":
        """The same with another end, and no start."""
        return self._replace(start=None, end=end, precision=precision or self.precision)


UNKNOWN = Period(start=None, end=None, precision="relative")


def day(year: int, month: int, number: int) -> date | None:
    """A date, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_later(start: date, months: int) -> date | None:
    """The same day so many months on (or back), or the month's last day when it is shorter; None past year 9999."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def days_later(start: date, days: int) -> date | None:
    """So many days on (or back); None outside the calendar."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def working_days_later(start: date, days: int) -> date | None:
    """So many Mondays to Fridays on; bank holidays are counted as working days."""
    weeks, rest = divmod(days, 5)
    end = days_later(start, weeks * 7)
    while end is not None and rest:
        end = days_later(end, 1)
        rest -= end is not None and end.weekday() < 5
    return end


def one_day(found: date) -> Period:
    """A single day."""
    return Period(start=found, end=found, precision="day")


def month_period(year: int, month: int) -> Period:
    """A calendar month."""
    return Period(start=date(year, month, 1), end=last_day(year, month), precision="month")


def year_period(year: int, last: int | None = None) -> Period:
    """A calendar year, or several."""
    return Period(start=date(year, 1, 1), end=date(last or year, 12, 31), precision="year")


def financial_year(first: int, last: int | None = None) -> Period:
    """The year from 1 April of `first`; `last` is the year it ends in, for spans of several."""
    return Period(start=date(first, 4, 1), end=date(last or first + 1, 3, 31), precision="financial_year")


def academic_year(first: int) -> Period:
    """The school year from 1 September of `first`."""
    return Period(start=date(first, 9, 1), end=date(first + 1, 8, 31), precision="academic_year")


def financial_year_of(when: date) -> int:
    """The calendar year in which the financial year of a day began."""
    return when.year if when.month >= 4 else when.year - 1


def academic_year_of(when: date) -> int:
    """The calendar year in which the school year of a day began."""
    return when.year if when.month >= 9 else when.year - 1


def quarter_period(number: int, first: int) -> Period:
    """A quarter of the financial year that began in April of `first`; quarter 1 is April to June."""
    year, month = (first, 3 * number + 1) if number < 4 else (first + 1, 1)
    return Period(start=date(year, month, 1), end=last_day(year, month + 2), precision="quarter")


def calendar_quarter(number: int, year: int) -> Period:
    """A quarter of the calendar year; quarter 1 is January to March."""
    return Period(start=date(year, 3 * number - 2, 1), end=last_day(year, 3 * number), precision="quarter")


def quarter_of(when: date) -> Period:
    """The financial quarter a day falls in."""
    return quarter_period((when.month - 4) % 12 // 3 + 1, financial_year_of(when))


def half_year(number: int, year: int, *, from_month: Literal[1, 4]) -> Period:
    """The first or second half of a calendar year (from January) or of a financial one (from April)."""
    if from_month == 1:
        start, end = (date(year, 1, 1), date(year, 6, 30)) if number == 1 else (date(year, 7, 1), date(year, 12, 31))
    else:
        start, end = (
            (date(year, 4, 1), date(year, 9, 30)) if number == 1 else (date(year, 10, 1), date(year + 1, 3, 31))
        )
    return Period(start=start, end=end, precision="season")


def municipal_year(when: date, step: int = 0) -> Period:
    """The council's year of meetings, from one annual meeting in May to the next."""
    year = when.year + step - (when.month < 6)
    return Period(start=date(year, 6, 1), end=date(year + 1, 5, 31), precision="year")


SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
# The month in whose end a school holiday or recess ends; the summer one begins at the end of July.
HOLIDAYS = {
    "summer": 7,
    "easter": 4,
    "christmas": 12,
    "spring": 4,
    "autumn": 10,
    "october": 10,
    "february": 2,
    "may": 5,
    "whitsun": 5,
}
TERMS = {
    "spring": (1, 4),
    "summer": (4, 7),
    "autumn": (9, 12),
    "easter": (1, 4),
    "christmas": (9, 12),
    "winter": (9, 12),
    "michaelmas": (9, 12),
}


def season_period(name: str, year: int) -> Period:
    """A season; winter runs from December of `year` into February of the next."""
    if name == "winter":
        return Period(start=date(year, 12, 1), end=last_day(year + 1, 2), precision="season")
    first, last = SEASONS[name]
    return Period(start=date(year, first, 1), end=last_day(year, last), precision="season")


def holiday_period(name: str, year: int) -> Period:
    """A school holiday or recess, known only to its month."""
    month = HOLIDAYS[name]
    return Period(start=date(year, month, 1), end=last_day(year, month), precision="season")


def term_period(name: str, year: int) -> Period:
    """A school term."""
    first, last = TERMS[name]
    return Period(start=date(year, first, 1), end=last_day(year, last), precision="season")
