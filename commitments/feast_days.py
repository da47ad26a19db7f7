"""Days known by a name: feasts with a date of their own, those counted from Easter, bank holidays, the clocks' change
and (to the end of their month) the days when schools close for the summer and open again."""

from datetime import date, timedelta

from dateutil.easter import easter

from commitments.calendar_meaning import Parts, Standing, in_year
from commitments.periods import Period, one_day

_FIXED = {
    "burns night": (1, 25),
    "candlemas": (2, 2),
    "valentine's day": (2, 14),
    "st david's day": (3, 1),
    "st patrick's day": (3, 17),
    "lady day": (3, 25),
    "st george's day": (4, 23),
    "may day": (5, 1),
    "midsummer": (6, 24),
    "lammas": (8, 1),
    "michaelmas": (9, 29),
    "halloween": (10, 31),
    "bonfire night": (11, 5),
    "schools break up": (7, 31),
    "schools go back": (8, 31),
    "schools return": (8, 31),
    "martinmas": (11, 11),
    "armistice day": (11, 11),
    "st andrew's day": (11, 30),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "hogmanay": (12, 31),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "twelfth night": (1, 5),
}
_FROM_EASTER = {
    "shrove tuesday": -47,
    "pancake day": -47,
    "ash wednesday": -46,
    "mothering sunday": -21,
    "mother's day": -21,
    "palm sunday": -7,
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "whit sunday": 49,
    "whit monday": 50,
}
# The last of that weekday (Monday is 0) in a month of 31 days.
_LAST_IN_MONTH = {
    "clocks go forward": (6, 3),
    "may bank holiday": (0, 5),
    "spring bank holiday": (0, 5),
    "august bank holiday": (0, 8),
    "clocks go back": (6, 10),
}
FEASTS = (*_FIXED, *_FROM_EASTER, *_LAST_IN_MONTH)


def feast_day(parts: Parts, at: Standing) -> Period | None:
    """ "St David's Day", "Mothering Sunday", "the August bank holiday"."""
    name = parts["feast"].replace("’", "'").replace("hallowe'en", "halloween").removesuffix(" weekend")
    return in_year(lambda year: one_day(_day(name, year)), parts, at)


def _day(name: str, year: int) -> date:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        sunday: date = easter(year)
        return sunday + timedelta(days=_FROM_EASTER[name])
    weekday, month = _LAST_IN_MONTH[name]
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() - weekday) % 7)
