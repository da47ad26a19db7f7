"""Days and times as council sites print them, in English and Welsh. Unknown is None."""

import re
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

# fmt: off
_ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December")
_WELSH = ("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref",
          "Tachwedd", "Rhagfyr")
# Soft mutations after "o" and "i", and the short forms calendars print.
_MORE = {
    "sept": 9, "ion": 1, "chwef": 2, "chwe": 2, "maw": 3, "fawrth": 3, "ebr": 4, "fai": 5, "meh": 6, "fehefin": 6,
    "gorff": 7, "gor": 7, "orffennaf": 7, "med": 9, "fedi": 9, "hyd": 10, "tach": 11, "dachwedd": 11, "rhag": 12,
    "ragfyr": 12,
}
# fmt: on
_MONTHS = {name.lower(): n for names in (_ENGLISH, _WELSH) for n, name in enumerate(names, 1)}
_MONTHS |= {name[:3].lower(): n for n, name in enumerate(_ENGLISH, 1)} | _MORE
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))

_NUMBERS = r"(?P<d1>\d{1,2})/(?P<m1>\d{1,2})/(?P<y1>\d{4})"
_ISO = r"(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})"
_WORDS = (
    r"(?P<d3>\d{1,2})(?:st|nd|rd|th|af|ail|il|ydd|edd|fed|ed|eg|ain)?(?:\s+of)?[\s,/-]+"
    rf"(?P<m3>{_NAMES})\.?[\s,/-]+(?P<y3>\d{{4}})"
)
_DAY = re.compile(rf"(?<![\d/-])(?:{_NUMBERS}|{_ISO}|{_WORDS})(?!\d)", re.IGNORECASE)
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\.?"
    r"|dydd\s+(?:llun|mawrth|mercher|iau|gwener|sadwrn|sul))"
)
_LEADING_DAY = re.compile(rf"\s*(?:{_WEEKDAY}[\s,]+)?(?={_DAY.pattern})", re.IGNORECASE)
_TIME = re.compile(r"(?<![\d.:/])(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|noon|yb|yh|yp|y\.b\.|y\.h\.)(?!\w)|"
                   r"(?<![\d.:/])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d/])", re.IGNORECASE)  # fmt: skip
_OLDEST = 1950  # 30/12/1899 and 01/01/1900 are how the platforms print "no date"


def read_day(text: str | None) -> date | None:
    """The first day named in a text; None when there is none, or it is no day of the calendar, or a null date."""
    found = _DAY.search(text) if text else None
    return _as_date(found) if found else None


def _as_date(found: re.Match[str]) -> date | None:
    year, month, day = next(
        (found[f"y{n}"], found[f"m{n}"], found[f"d{n}"]) for n in (1, 2, 3) if found[f"y{n}"] is not None
    )
    number = _MONTHS[month.lower()] if month.lower() in _MONTHS else int(month)
    try:
        return date(int(year), number, int(day)) if int(year) >= _OLDEST else None
    except ValueError:
        return None


def read_time(text: str | None) -> str | None:
    """The first time of day in a text, as "18:30"; None when there is none. Reads "6.30 pm", "18:30", "6.30yh"."""
    if not text:
        return None
    # A date's own digits ("12.10.2026 6.00 pm") are no time.
    found = _TIME.search(_DAY.sub(" ", text))
    if not found:
        return None
    if found[4]:
        return f"{int(found[4]):02}:{found[5]}"
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3].lower()[:2].replace(".", "")
    if hour > 23 or minute > 59:
        return None
    afternoon = half[0] == "p" or half in ("yh", "yp") or found[3].lower().startswith(("y.h", "noon"))
    if hour < 12 and afternoon:
        hour += 12
    elif hour == 12 and not afternoon:
        hour = 0
    return f"{hour:02}:{minute:02}"


def split_heading(text: str) -> tuple[str | None, date | None, str | None]:
    """Committee, day and time of a sub-heading, "Cabinet - Monday, 31st March, 2025 6.30 pm".

    A committee's name may itself hold " - " ("Scrutiny Board - Decommissioned"): the last one before a day parts them.
    """
    for dash in reversed(list(re.finditer(r"\s+[-–]\s+", text))):
        rest = text[dash.end() :]
        if _LEADING_DAY.match(rest):
            return text[: dash.start()].strip() or None, read_day(rest), read_time(rest)
    if _LEADING_DAY.match(text):
        return None, read_day(text), read_time(text)
    return text.strip() or None, None, None


def split_leading_day(text: str) -> tuple[date | None, str | None, str]:
    """Day, time and the rest of a text that begins with a day: "26 May 2026 6.00 pm - Agenda" → …, "Agenda"."""
    text = " ".join(text.split())
    lead = _LEADING_DAY.match(text)
    found = _DAY.match(text, lead.end()) if lead else None
    if not found:
        return None, None, text.strip()
    rest = text[found.end() :]
    time = _TIME.match(rest.lstrip(" ,"))
    at = read_time(time[0]) if time else None
    rest = rest.lstrip(" ,")[time.end() :] if time else rest
    return _as_date(found), at, rest.strip(" ,-–")


def read_moment(text: str | None) -> datetime | None:
    """A moment as feeds and pages print it (RFC 2822 or ISO 8601), in UTC; None when it is missing or unreadable.

    One without a zone is meant as British clocks show it, unless it says "-0000"; a day alone is its noon."""
    if not text or not text.strip():
        return None
    words = text.strip()
    try:
        moment = parsedate_to_datetime(words)
        zone: tzinfo = UTC if words.endswith("-0000") else LONDON
    except ValueError:
        try:
            moment, zone = datetime.fromisoformat(words), LONDON
        except ValueError:
            return None
        if len(words) == len("2021-06-28"):
            moment = moment.replace(hour=12)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def uk_day(moment: datetime) -> date:
    """The day it is in Britain at a moment: an hour before midnight UTC in summer it is tomorrow already."""
    return moment.astimezone(LONDON).date()


def printed(day: date) -> str:
    """A day as ModernGov's parameters want it: dd/mm/yyyy. An ISO date is accepted and silently ignored."""
    return f"{day:%d/%m/%Y}"
