"""Which days a time counted from publication means: spans, "next week", "the end of the month", "the year after"."""

import re
from datetime import date, timedelta

from commitments.calendar_meaning import (
    ORDINALS,
    STEPS,
    Parts,
    Standing,
    count_of,
    day_of_year,
    full_date,
    month,
    month_of_year,
)
from commitments.periods import (
    UNKNOWN,
    Period,
    academic_year,
    academic_year_of,
    days_later,
    financial_year,
    financial_year_of,
    month_period,
    months_later,
    municipal_year,
    one_day,
    quarter_of,
    term_period,
    working_days_later,
    year_period,
)

_WEEKDAYS = "mon tue wed thu fri sat sun".split()


def today(parts: Parts, at: Standing) -> Period | None:
    """ "Today", "tomorrow", "yesterday"."""
    if at.published is None:
        return UNKNOWN
    found = days_later(at.published, {"tomorrow": 1, "yesterday": -1}.get(parts.whole.lower(), 0))
    return one_day(found) if found else UNKNOWN


def weekday(parts: Parts, at: Standing) -> Period | None:
    """ "By Friday", "on Monday", "next Tuesday"; "this weekend" is over on Sunday."""
    which, name = parts["which"], parts["weekday"].replace("weekend", "sunday")
    if not (parts.is_name("weekday") or parts["weekday"] == "weekend") or not (at.firm or which):
        return None
    if at.published is None:
        return UNKNOWN
    number = _WEEKDAYS.index(name[:3])
    ahead, back = (number - at.published.weekday()) % 7, (at.published.weekday() - number) % 7
    forward = which in ("next", "this", "coming") or (at.forward and which != "last")
    found = days_later(at.published, (ahead or 7 * (which == "next")) if forward else -(back or 7 * (which == "last")))
    return one_day(found) if found else UNKNOWN


def week_of_month(parts: Parts, at: Standing) -> Period | None:
    """ "The first week of May": to the seventh; "the last week of May": to its end."""
    if not parts.is_name("month"):
        return None
    found = month_of_year(parts, at) if parts["year"] else month(parts, at._replace(firm=True))
    if found is None or found.end is None:
        return found
    number = parts["number"]
    last = found.end if number in ("last", "final") else found.end.replace(day=7 * ORDINALS[number])
    return Period(start=last - timedelta(days=6), end=last, precision="day")


def week_of_day(parts: Parts, at: Standing) -> Period | None:
    """ "Week commencing 10 March", "w/c 10/03/2025": the seven days from then on."""
    if not parts["year"] and not parts["month"].isalpha():
        return None
    found = full_date(parts, at) if parts["year"] else day_of_year(parts, at)
    if found is None or found.end is None:
        return found
    return Period(start=found.end, end=days_later(found.end, 6), precision="day")


def this_or_next(parts: Parts, at: Standing) -> Period | None:
    """ "This month", "next year", "the end of the quarter", "the coming financial year", "the year after"."""
    which, unit, base = parts["which"].split(" ")[-1], parts["unit"], at.published
    step = STEPS.get(which, 0)
    if (which == "following" or parts["after"]) and at.last is not None and at.last.end is not None and unit != "week":
        return _following(at.last.end, at.last, unit)
    if parts["after"] or base is None:
        return UNKNOWN
    length = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    if length and (parts["which"] in ("the last", "the past")):  # "over the last year": the twelve months gone by
        return Period(start=months_later(base, -length), end=base, precision="relative")
    if (
        length
        and at.whole
        and (parts["which"] == "the next" or parts["ahead"] or (parts["which"] == "the" and at.inside))
    ):
        return Period(start=base, end=months_later(base, length), precision="relative")
    if unit == "week":
        monday = days_later(base, 7 * step - base.weekday())
        if which == "next" and at.whole:  # the guidelines count "next week" as seven days on
            return Period(start=None, end=days_later(base, 7), precision="relative")
        return Period(start=monday, end=days_later(monday, 6) if monday else None, precision="relative")
    if unit == "decade":
        return year_period(base.year // 10 * 10 + 10 * step, base.year // 10 * 10 + 10 * step + 9)
    if unit.endswith("month"):
        moved = months_later(base, step)
        return month_period(moved.year, moved.month) if moved else UNKNOWN
    if unit == "quarter":
        moved = months_later(base, 3 * step)
        return quarter_of(moved) if moved else UNKNOWN
    if unit in ("academic year", "school year", "school session"):
        return academic_year(academic_year_of(base) + step)
    if unit == "municipal year":
        return municipal_year(base, step)
    if unit == "term":
        order, index = ["spring", "summer", "autumn"], (base.month > 4) + (base.month > 7) + step
        return term_period(order[index % 3], base.year + index // 3)
    fiscal = at.fiscal() or parts["money"] or which == "coming" or "end" in parts.whole.lower()
    if unit == "calendar year" or (unit == "year" and not fiscal):
        return year_period(base.year + step)
    return financial_year(financial_year_of(base) + step)


def a_year_on(_: Parts, at: Standing) -> Period | None:
    """ "This time next year": a year after publication."""
    return Period(start=None, end=months_later(at.published, 12), precision="relative") if at.published else UNKNOWN


def nth_year(parts: Parts, at: Standing) -> Period | None:
    """ "By the end of the first year": of what begins on the day named before; of no day where none is named."""
    begins = (at.last.start or at.last.end) if at.last and at.last.precision in ("day", "relative") else None
    if at.published is None or begins is None or not 0 < (begins - at.published).days < 400:
        return UNKNOWN
    end = months_later(begins, 12 * ORDINALS[parts["number"]])
    first = end is not None and end.day == 1  # begun on the first of a month it ends with the month before
    return Period(start=None, end=end - timedelta(days=1) if end and first else end, precision="relative")


def this_and_next(parts: Parts, at: Standing) -> Period | None:
    """ "This year and next": two years, financial ones where the paper is about money."""
    if at.published is None:
        return UNKNOWN
    if at.fiscal() or "financial" in parts.whole.lower():
        first = financial_year_of(at.published)
        return financial_year(first, first + 2)
    return year_period(at.published.year, at.published.year + 1)


def _following(end: date, last: Period, unit: str) -> Period:
    """The year, month or quarter that follows the one named before."""
    moved = months_later(end, {"month": 1, "quarter": 3}.get(unit, 12))
    if moved is None:
        return UNKNOWN
    if unit == "month":
        return month_period(moved.year, moved.month)
    if unit == "quarter":
        return quarter_of(moved)
    return financial_year(end.year) if last.precision == "financial_year" else year_period(end.year + 1)


def span(parts: Parts, at: Standing) -> Period | None:
    """A length of time counted from publication, "six months", "12 to 18 months": its longer end."""
    count = count_of(parts["high"] or parts["count"] or "one")
    if count is None:
        return None
    if at.published is None:
        return UNKNOWN
    count += 0.5 * bool(parts["half"] or parts["and_half"])
    if parts["after"] == "ago":
        return Period(start=None, end=_moved(at.published, -count, parts["unit"]), precision="relative")
    if parts["past"]:
        return Period(start=_moved(at.published, -count, parts["unit"]), end=at.published, precision="relative")
    return Period(start=at.published, end=_moved(at.published, count, parts["unit"]), precision="relative")


def span_from(parts: Parts, at: Standing) -> Period | None:
    """ "For three years from 1 April 2012", "from April for six months": to the last day of it."""
    count = count_of(parts["count"])
    if count is None or not parts.is_name("month"):
        return None
    if parts["day"]:
        period = day_of_year(parts, at) if not parts["year"] else full_date(parts, at)
    else:
        period = month(parts, at._replace(firm=True)) if not parts["year"] else month_of_year(parts, at)
    if period is None or period.end is None:
        return period
    first = period.end if parts["day"] else date(period.end.year, period.end.month, 1)
    end = _moved(first, count, parts["unit"])
    whole = re.match(r"month|year|yr|decade", parts["unit"])  # whole months end the day before
    return Period(start=first, end=days_later(end, -1) if end and whole else end, precision="relative")


def _moved(base: date, count: float, unit: str) -> date | None:
    if "working" in unit or "school day" in unit:
        return working_days_later(base, int(count)) if count >= 0 else days_later(base, int(count * 7 / 5))
    for name, days in (("day", 1), ("fortnight", 14), ("week", 7)):
        if name in unit:
            return days_later(base, int(days * count))
    return months_later(base, int(count * {"month": 1, "term": 4, "decade": 120}.get(unit.rstrip("s"), 12)))


def budget_month(parts: Parts, at: Standing) -> Period | None:
    """ "Period 9" of a budget report: December, as the first is April."""
    if not at.fiscal() or at.published is None:
        return None
    number = int(parts["number"])
    first = financial_year_of(at.published)
    found = month_period(first + (number > 9), (number + 2) % 12 + 1)
    assert found.end is not None
    return found if found.end <= at.published else month_period(first - 1 + (number > 9), (number + 2) % 12 + 1)


def unknown(__: Parts, _: Standing) -> Period | None:
    """ "The next meeting", "within months": a time nobody can put a date to."""
    return UNKNOWN
