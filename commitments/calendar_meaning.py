"""Which days the words for a time mean: one function per way of writing listed in `calendar_words.py`.

Each takes the parts of the words found and what they are read against, and returns a period: one without an end where
there is no date to stand on, None where the words are no time after all ("may" the verb).
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from commitments.periods import (
    UNKNOWN,
    Period,
    academic_year,
    calendar_quarter,
    day,
    financial_year,
    financial_year_of,
    half_year,
    holiday_period,
    last_day,
    month_period,
    one_day,
    quarter_period,
    season_period,
    term_period,
    year_period,
)


class Standing(NamedTuple):
    """What a time word is read against: the day of publication, the paper's kind of year, the sentence's direction."""

    published: date | None
    fiscal: Callable[[], bool]  # whether "this year" is the financial year: few times ask
    forward: bool = True  # a month without a year is the next one, not the last
    rolling: bool = False  # "by Quarter 1" of a year whose first quarter is over is that of the next
    firm: bool = True  # a preposition of time stands before it, so that a bare word counts
    inside: bool = False  # that preposition is "within"
    on: bool = False  # that preposition is "on": a day follows
    whole: bool = True  # no "end of", "early" or "mid-" before it
    last: Period | None = None  # the period named before this one, for "the year after"


class Parts:
    """The named parts of the words found, in small letters; "" for a part that is not there."""

    def __init__(self, match: re.Match[str]) -> None:
        self.whole = match[0]
        self._named = {key: part for key, part in match.groupdict().items() if part}
        self._small = {key: " ".join(part.lower().split()) for key, part in self._named.items()}

    def __getitem__(self, key: str) -> str:
        return self._small.get(key, "")

    def is_name(self, key: str) -> bool:
        """Whether a part is written as a name: "March", "MAY", not "may"."""
        return self._named.get(key, "x")[0].isupper()


Meaning = Callable[[Parts, Standing], Period | None]

COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "a": 1, "an": 1, "half a": 0.5}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
STEPS = {"next": 1, "coming": 1, "following": 1, "forthcoming": 1, "new": 1, "last": -1, "previous": -1, "past": -1}


def count_of(words: str) -> float | None:
    """The number a small count stands for: "12", "six", "a", "a couple of"."""
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words)
    return 2 if words.endswith("couple of") else COUNTS.get(words)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def in_year(make: Callable[[int], Period], parts: Parts, at: Standing) -> Period:
    """A period that comes round each year: that of the year stated, else the one meant."""
    if parts["year"]:
        return make(_year(parts["year"]))
    if at.published is None:
        return Period(start=None, end=None, precision="relative")
    year, which = at.published.year, parts["which"].split(" ")[-1]
    this = make(year)
    assert this.start is not None and this.end is not None
    if which == "this":
        return this
    if which in ("next", "coming"):
        return this if this.start > at.published else make(year + 1)
    if which in ("last", "previous", "past"):
        return this if this.end < at.published else make(year - 1)
    if not at.forward:
        return this if this.start <= at.published else make(year - 1)
    return this if this.end >= at.published else make(year + 1)


def full_date(parts: Parts, _: Standing) -> Period | None:
    """ "31 March 2019", "31/03/2019"."""
    month = parts["month"]
    number = int(month) if month.isdigit() else _month(month)
    found = day(_year(parts["year"]), number, int(re.sub(r"\D", "", parts["day"])))
    return one_day(found) if found else None


def day_of_year(parts: Parts, at: Standing) -> Period | None:
    """ "31 March", "31st December": the next or the last one."""
    month, number = _month(parts["month"]), int(re.sub(r"\D", "", parts["day"]))
    if not parts.is_name("month") or not 1 <= number <= last_day(2000, month).day:
        return None
    return in_year(lambda year: one_day(day(year, month, number) or last_day(year, month)), parts, at)


def month_and_number(parts: Parts, at: Standing) -> Period | None:
    """ "December 18": December 2018 in a paper of 2018, 18 December in one that cannot mean the year."""
    month, number = _month(parts["month"]), int(parts["number"])
    year = 2000 + number
    if not parts.is_name("month"):
        return None
    near = at.published is not None and -2 <= year - at.published.year <= 6
    if near and at.forward and at.rolling and at.published and last_day(year, month) < at.published:
        near = False  # "by April 18" in a paper of 2019 is a day
    if near and not at.on and not parts["ordinal"] and not parts["weekday"] and number != last_day(year, month).day:
        return month_period(year, month)
    if not 1 <= number <= last_day(2000, month).day:
        return None
    return in_year(lambda year: one_day(day(year, month, number) or last_day(year, month)), parts, at)


def month_of_year(parts: Parts, at: Standing) -> Period | None:
    """ "March 2019", "Mar '24", "Mar-24"."""
    year = _year(parts["year"])
    if not parts.is_name("month") or (at.published and len(parts["year"]) == 2 and abs(year - at.published.year) > 20):
        return None
    return month_period(year, _month(parts["month"]))


def months(parts: Parts, at: Standing) -> Period | None:
    """ "April to June 2025", "Oct-Dec"."""
    if not (parts.is_name("month") and parts.is_name("last")):
        return None
    first, last = _month(parts["month"]), _month(parts["last"])

    def make(year: int) -> Period:
        start = _year(parts["first"]) if parts["first"] else year - (first > last)
        return Period(start=date(min(start, year), first, 1), end=last_day(year, last), precision="month")

    return in_year(make, parts, at)


def month(parts: Parts, at: Standing) -> Period | None:
    """ "March", "next April", "May this year", "the January meeting"."""
    tail, month = parts["tail"], _month(parts["month"])
    if not parts.is_name("month") or not (at.firm or parts["which"] or tail):
        return None
    if "year" in tail:
        if at.published is None:
            return UNKNOWN
        return month_period(at.published.year + ("next" in tail) - ("last" in tail), month)
    return in_year(lambda year: month_period(year, month), parts, at)


def quarter(parts: Parts, at: Standing) -> Period | None:
    """ "Q3", "Quarter 3 of 2024/25", "quarter two", "third quarter of 2025"."""
    word = parts["number"]
    number = int(word[0]) if word[0].isdigit() else int(ORDINALS.get(word) or COUNTS[word])
    if parts["first"] and not parts["second"] and word in ORDINALS:
        return calendar_quarter(number, _year(parts["first"]))
    if parts["first"]:
        return quarter_period(number, _year(parts["first"]))
    if at.published is None:
        return Period(start=None, end=None, precision="relative")
    if parts["which"] and parts["kind"] != "financial" and not at.fiscal() and word in ORDINALS:
        return calendar_quarter(number, at.published.year + STEPS.get(parts["which"], 0))
    if parts["which"]:
        return quarter_period(number, financial_year_of(at.published) + STEPS.get(parts["which"], 0))
    found = quarter_period(number, financial_year_of(at.published))
    assert found.end is not None
    over = at.rolling and found.end < at.published
    return quarter_period(number, financial_year_of(at.published) + 1) if over else found


def half(parts: Parts, at: Standing) -> Period | None:
    """ "H1 2025/26", "the second half of 2024"."""
    number = 1 if parts["half"] in ("h1", "first") else 2
    if parts["first"] and not parts["second"] and not parts["half"].startswith("h"):
        return half_year(number, _year(parts["first"]), from_month=1)
    if not parts["first"] and at.published is None:
        return UNKNOWN
    if parts["which"] and parts["kind"] != "financial" and not at.fiscal() and at.published is not None:
        return half_year(number, at.published.year + STEPS.get(parts["which"], 0), from_month=1)
    first = _year(parts["first"]) if parts["first"] else financial_year_of(at.published or date.max)
    first += STEPS.get(parts["which"], 0)
    return half_year(number, first, from_month=4)


def season(parts: Parts, at: Standing) -> Period | None:
    """ "the autumn", "spring 2025", "autumn term", "the summer holidays"."""
    name, kind = parts["season"], parts["kind"]
    if not (at.firm or parts["which"] or parts["year"] or kind):
        return None
    period = term_period if "term" in kind else holiday_period if kind else season_period
    if tail := parts["tail"]:
        step = ("next" in tail) - ("last" in tail)
        return period(name, at.published.year + step) if at.published else UNKNOWN
    return in_year(lambda year: period(name, year), parts, at)


def festival(parts: Parts, at: Standing) -> Period | None:
    """ "Christmas" is the day; "Easter" and the holidays are known to their month."""
    name, kind = parts["feast"], parts["kind"]
    if not (at.firm or parts["which"] or parts["year"] or kind):
        return None
    if "term" in kind:
        return in_year(lambda year: term_period(name, year), parts, at)
    if kind or name != "christmas":
        return in_year(lambda year: holiday_period(name, year), parts, at)
    return in_year(lambda year: one_day(date(year, 12, 25)), parts, at)


def half_term(parts: Parts, at: Standing) -> Period | None:
    """ "October half term", "half term": the end of its month."""
    if parts["month"]:
        number = _month(parts["month"])
    elif parts["season"]:
        number = {"autumn": 10, "spring": 2, "summer": 5}[parts["season"]]
    elif at.published is None:
        return UNKNOWN
    else:
        month = at.published.month
        number = next((term for term in (2, 5, 10) if term >= month), 2)

    def make(year: int) -> Period:
        return Period(start=date(year, number, 1), end=last_day(year, number), precision="season")

    return in_year(make, parts, at)


def recess(parts: Parts, at: Standing) -> Period | None:
    """ "Before recess": the summer one."""
    return in_year(lambda year: holiday_period("summer", year), parts, at)


def new_year(_: Parts, at: Standing) -> Period | None:
    """ "In the new year" runs to March; `deadlines.py` makes "by the new year" the 31 December before it."""
    if at.published is None:
        return UNKNOWN
    year = at.published.year + (at.published.month > 2)
    return Period(start=date(year, 1, 1), end=date(year, 3, 31), precision="season")


def two_part_year(parts: Parts, _: Standing) -> Period | None:
    """ "2019/20" is a financial year, "2023-2026" calendar years, "the 2024/25 academic year" a school year."""
    first, second = _year(parts["first"]), _year(parts["second"])
    whole = parts.whole.lower()
    if second == first + 1:
        schooling = any(word in whole for word in ("academic", "school", "session"))
        return academic_year(first) if schooling else financial_year(first)
    if len(parts["first"]) == 2 or not first < second < first + 31:
        return None
    return financial_year(first, second) if "/" in whole and len(parts["second"]) == 2 else year_period(first, second)


def financial_year_ending(parts: Parts, _: Standing) -> Period | None:
    """ "FY26", "FY 2026": the year that ends in it."""
    return financial_year(_year(parts["year"]) - 1)


def stated_academic_year(parts: Parts, _: Standing) -> Period | None:
    """ "Academic year 2024/25", "school year 2025"."""
    return academic_year(_year(parts["first"]))


def years(parts: Parts, _: Standing) -> Period | None:
    """ "2023 to 2026"."""
    first, last = int(parts["first"]), _year(parts["second"])
    return year_period(first, last) if first < last < first + 31 else None


def year(parts: Parts, at: Standing) -> Period | None:
    """ "2025", where a preposition makes it a time."""
    return year_period(int(parts["year"])) if at.firm else None
