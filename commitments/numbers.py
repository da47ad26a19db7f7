"""Read numbers as papers write them: digits, words, money, percentages, shares, ratios, ranges.

Numbers that count nothing are passed over: years, dates, times, ages, and those that are part of a name (minute 24,
section 20, Phase 2, Form 7).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from text_to_num import text2num


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text. `unit` is set where the writing itself gives it: percent, gbp, ratio, times, per_10000."""

    start: int
    end: int
    value: float
    value_high: float | None = None
    unit: str | None = None
    kind: str = "number"


_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
_BIG = "hundred|thousand|million|billion"
_WORDS = (
    rf"(?:(?:a\s+(?:few\s+)?)?(?:{_BIG})|(?:{_TENS})(?:[\s-]+(?:{_ONES}))?|(?:{_ONES}))"
    rf"(?:[\s-]+(?:{_BIG}))*(?:(?<=hundred|usand,|illion,)\s+and\s+(?:(?:{_TENS})(?:[\s-]+(?:{_ONES}))?|(?:{_ONES})))?"
).replace("(?<=hundred|usand,|illion,)", "(?:(?<=hundred)|(?<=thousand)|(?<=million))")
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?:\s?(?:million|mn|m|billion|bn|thousand|k)\b)"
_AMOUNT = rf"(?:(?:{_DIGITS}){_SCALE}?|{_WORDS}\b)"
_TO = r"(?:\s?[-–—]\s?|\s+(?:to|or)\s+)"
_AND_TO = r"(?:\s?[-–—]\s?|\s+(?:to|or|and)\s+)"
_PERCENT = r"(?:%|per\s?-?cent\b|percent\b|pc\b)"
_POINTS = r"(?:(?:%|per\s+cent(?:age)?|percentage)[\s-]points?\b|ppts?\b|pp\b|points\b)"
_SHARE = r"(?:one|two|three|four|five|six|seven|eight|nine|\d+)"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|tember|ober)?\b"

# Each place in the text is tried against these in order; "other" only looks like a number.
_SHAPES = {
    "other": (
        r"\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d\b|(?:19|20)\d\d-\d\d-\d\d\b|(?:19|20)\d\d\s?[/–—-]\s?(?:20)?\d\d\b(?!,\d|\s?%)|\d\d/\d\d\b"
        r"|\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m|p\.m|noon)\b|\d\d?:\d\d:\d\d|[012]?\d:[0-5]\d\b(?=\s*(?:-|to|hrs|until|$|[.,;)]))"
        r"|\d+\s?(?:st|nd|rd|th)\b|\d+(?:\.\d+){2,}|0\d{2,4}[\s-]?\d{3,4}(?:[\s-]?\d{3,4})?\b|24/7\b"
        r"|(?:\d+|one|two)[\s-]to[\s-]one\b|one[\s-](?:off|stop|to[\s-]one)\b|\d/\d\b"
    ),
    "money": rf"(?:between\s+)?[£€$]\s?{_AMOUNT}(?:\s?pa\b)?(?:{_AND_TO}[£€$]?\s?{_AMOUNT}(?!\s?%))?",
    "pounds": rf"{_AMOUNT}\s?(?:pounds?\b|GBP\b)|\d+p\b",
    "share": rf"{_SHARE}\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{_SHARE}|ten|twenty|a\s+hundred)\b(?!\s*(?:[%/]|,\d|per\b|weeks?|days?|months?|years?))",
    "fraction": (
        r"(?:(?:a|one|two|three|four)[\s-]+)?(?:half|thirds?|quarters?|fifths?|tenths?)\b"
        r"(?=\s+(?:of|the|that|its|their|our|all|are|were|is|by|in|live[sd]?|had|have)\b|\s*[.,;)]|\s*$)"
    ),
    "per": rf"{_DIGITS}\s+(?:\w+\s+)?per\s+10,?000\b",
    "percent": rf"(?:between\s+)?{_AMOUNT}\s?{_PERCENT}?(?:{_AND_TO}{_AMOUNT})?[\s-]?(?:{_POINTS}|{_PERCENT})",
    "ratio": r"\d{1,3}\s?:\s?\d{1,3}\b(?![:\d])|\d\d\s?[-/–]\s?\d\d(?=\s+(?:split|ratio|mix|balance))",
    "range": rf"between\s+{_AMOUNT}\s+and\s+{_AMOUNT}|{_AMOUNT}{_TO}{_AMOUNT}(?![/%\d]|-\d)",
    "number": rf"{_AMOUNT}(?![/%\d]|\.\d)",
    "multiplier": r"(?:doubl|trebl|tripl|quadrupl|halv)(?:e[sd]?|ing)\b|(?:two|three|four|five|ten)fold\b",
    "none": r"(?:zero|nil|none)\b|no(?=\s+[a-z])",
    "few": r"(?:half[\s-]a[\s-]|a\s+)?dozen\b|(?:a\s+)?couple(?=\s+of\b)",
}
_ANY = re.compile(
    r"(?<![\w.,£])(?:" + "|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items()) + ")", re.IGNORECASE
)

# What stands before a number that is part of a name ...
_NAMED = re.compile(
    r"(?:\b(?:nos?|minutes?|items?|para(?:graph)?s?|pages?|pp?|sections?|ss?|sec|regulations?|regs?|articles?|schedules?|parts?|chapters?|"
    r"priorit(?:y|ies)|phases?|stages?|ks|years?|themes?|objectives?|append(?:ix|ices)|annexe?s?|options?|tables?|figures?|fig|"
    r"versions?|v|levels?|grades?|bands?|tiers?|forms?|rooms?|floors?|orders?|rules?|clauses?|questions?|steps?|domains?|"
    r"categor(?:y|ies)|zones?|units?|refs?|references?|recommendations?|principles?|pillars?|strands?|volumes?|vol|periods?|"
    r"waves?|tranches?|milestones?|rounds?|covid|tel|telephone|phone|ext|box|junction|motions?|quarters?|q|act|class|wards?|types?)"
    r"(?:\s+(?:nos?|numbers?|item|ref)\.?)?[\s.:#-]+|\b(?:minute|item|reference|order|agenda|report|key|room|question|action)\s+numbers?:?\s+"
    r"|\b[A-Z][a-z]+\s(?:Outcome|Action|Aim|Standard|Goal|Group|Week|Day|Issue|Decision|Note|Cohort)\s|#\s?|§\s?|(?<=\w)-)$",
    re.IGNORECASE,
)
# ... and what shows after it that it counts all the same: "orders: 15 in the year", "Phase 2 weeks".
_COUNTS_ANYWAY = re.compile(r"\s*(?:weeks?|days?|months?|years?|hours?)\b|\s+per\b|\s*%", re.IGNORECASE)
_AGE_BEFORE = re.compile(
    r"\b(?:age[sd]?(?:\s+(?:of|between|from|over|under|up\s+to|at))?|(?:under|over)(?:\s+the\s+age\s+of)|under-|over-|turn(?:s|ed|ing)?)\s*$",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"s\b|(?:\s?[-–]\s?|\s+(?:to|and|or)\s+|,\s?)?(?:\d{1,2})?[\s-]+years?[\s-]olds?\b|\s?[-–]\s?,?\s?(?:and|to|or)\s+\d|\+?\s*(?:yrs?|years)\s+(?:old|of\s+age)\b"
    rf"|\s+(?:of\s+)?{_MONTH}(?!\s+[a-z]+ed\b)|-(?:bed|point|strong|storey|tier|way|page|place\b)|\s+bed(?:rooms?|room(?:ed)?)?\s+(?:\w+\s+)?(?:homes?|house|unit|property)",
    re.IGNORECASE,
)
_AGE_RANGE = re.compile(r"\d\d?\s?(?:-|–|to)\s?\d\d?")
_MONTH_BEFORE = re.compile(rf"(?P<day>\b\d\d?(?:st|nd|rd|th)?\s+)?\b{_MONTH}\.?,?\s+$", re.IGNORECASE)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?(?:-|–|—|to|or)\s?(?:19|20)?\d\d)?")
_COUNTED = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:children|people|homes|families|households|cases|plans|pupils|carers|places|staff|visits|referrals|requests|assessments)\b"
)
# "From 41 to 25", "up by £12m to £99m".
_STEP = re.compile(
    r"\b(?:from|by)\s+(?:(?:about|around|some|just|over|under|the\s+current|nearly|a\s+baseline\s+of)\s+)*$",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"(?:between\s+)?[£€$]?\s?(?P<amount>{_AMOUNT})(?:\s?{_PERCENT})?", re.IGNORECASE)
_LIST_GAP = re.compile(r"\s*(?:,|and|to|or|&|-|–|/|\()\s*(?:and\s+)?", re.IGNORECASE)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:the|this|that|which|every|any|each|only|no|another|first|last|next|new|other|good|right|as|at|or|is|was|be)\s+$",
    re.IGNORECASE,
)
_PRONOUN_AFTER = re.compile(
    r"\s+(?:of|another|day|or|which|that|who|in|is|was|has|had|could|would|can|will|might|side|hand|thing|way|more)\b|[.,;:)]|\s*$",
    re.IGNORECASE,
)
_SCALES = {"million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3}
_FRACTIONS = {"hal": 50.0, "thi": 100 / 3, "qua": 25.0, "fif": 20.0, "ten": 10.0}
_AMOUNTS = re.compile(_AMOUNT, re.IGNORECASE)


# The words a number can begin with, so that most words of a page are passed over at once.
_BEGIN = re.compile(r"(?<![\w.,£])(?:[£€$]|\d|[A-Za-z]+)")
_SIGNS = frozenset("£€$0123456789")
_STARTS = frozenset(
    [*f"{_ONES}|{_TENS}|{_BIG}".split("|"), *"a between half third quarter zero nil none no dozen couple".split()]
    + [word + end for word in ("doubl", "trebl", "tripl", "quadrupl", "halv") for end in ("e", "es", "ed", "ing")]
    + [word + "fold" for word in ("two", "three", "four", "five", "ten")]
)


def find_numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Every number that may count something, in order."""
    at, named_until = start, -1
    for begin in _BEGIN.finditer(text, start, end):
        if begin.start() < at or not (begin[0][0] in _SIGNS or begin[0].lower() in _STARTS):
            continue
        match = _ANY.match(text, begin.start(), end)
        if match is None:
            continue
        at = match.end()
        shape = match.lastgroup or "other"
        if shape == "other":
            continue
        if shape in ("number", "range"):
            if (
                named_until >= 0
                and _LIST_GAP.fullmatch(text, named_until, match.start())
                or _is_numbered(text, match, start)
            ):
                named_until = match.end()
                continue
            if _is_age_or_day(text, match, start):
                if _AGE_BEFORE.search(text, max(start, match.start() - 32), match.start()):
                    named_until = match.end()  # "aged 16 and 17"
                continue
        number = _READERS[shape](match)
        if number is None:
            continue
        if number.value_high is not None and _STEP.search(text, max(start, match.start() - 24), match.start()):
            number = _first_alone(match, number)
        at = number.end
        yield number


def _first_alone(match: re.Match[str], number: Number) -> Number:
    """ "From 31% to 50%" and "by £12m to £99m" are two numbers and no range: the first of them."""
    first = _FIRST.match(match.string, match.start(), match.end())
    if first is None or (value := read_number(first["amount"])) is None:
        return number
    return replace(
        number, end=first.end(), value=value, value_high=None, kind="number" if number.kind == "range" else number.kind
    )


@lru_cache(maxsize=16)
def _item_numbers(text: str) -> frozenset[str]:
    """The numbers of a page's own items ("4.7"), so that a mention of one is known for what it is."""
    return frozenset(_ITEM_NUMBER.findall(text))


_ITEM_NUMBER = re.compile(r"^[ \t\xa0]*(\d{1,2}\.\d{1,2})(?=[ \t\xa0|])", re.MULTILINE)
# "40 Cumberland Road".
_ADDRESS = re.compile(
    r"\s(?:[A-Z][\w'’]+\s){1,3}(?:Road|Street|Lane|Avenue|Way|Close|Drive|Square|Crescent|Hill|Gardens|Terrace|Court|Grove|Row)\b"
)


def _is_numbered(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a number is part of a name: "minute 24", "Phase 2"."""
    window = max(start, match.start() - 32)
    if _ADDRESS.match(text, match.end()) or ("." in match[0] and match[0] in _item_numbers(text)):
        return True
    if not _NAMED.search(text, window, match.start()):
        return False
    return _COUNTS_ANYWAY.match(text, match.end()) is None


def _is_age_or_day(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a number is an age, a year, a day or a pronoun."""
    window = max(start, match.start() - 32)
    content = match[0].lower()
    if text[match.end() : match.end() + 1].isalpha():
        return True
    if _AGED.match(text, match.end()) or _AGE_BEFORE.search(text, window, match.start()):
        return True
    if month := _MONTH_BEFORE.search(text, window, match.start()):
        dated = month["day"] is not None and content.isdigit()
        return not (dated and re.match(r"\s+[a-z]", text[match.end() : match.end() + 3]))
    if _YEARS.fullmatch(content):
        return _COUNTED.match(text, match.end()) is None
    if match.lastgroup == "range" and _AGE_RANGE.fullmatch(content) and text[match.start() - 1 : match.start()] == "(":
        return re.match(r"\s?(?:yrs|years?)?\)", text[match.end() : match.end() + 8]) is not None
    if content == "one":
        return bool(_PRONOUN_AFTER.match(text, match.end()) or _PRONOUN_BEFORE.search(text, window, match.start()))
    return False


@lru_cache(maxsize=4096)
def read_number(words: str) -> float | None:
    """The value of one number as written: "1,200", "2.4m", "two hundred and seventy-six"; None when it is none."""
    words = re.sub(r"\s+", " ", words.strip().lower())
    match = re.fullmatch(rf"({_DIGITS})\s?([a-z]*)", words)
    if match:
        scale = _SCALES.get(match[2], 1.0 if not match[2] else None)
        return None if scale is None else float(match[1].replace(",", "")) * scale
    try:
        return float(text2num(re.sub(r"^a (?:few )?", "one ", words).replace("fourty", "forty"), "en"))
    except ValueError:
        return None


def _pair(words: str) -> tuple[float, float | None] | None:
    """One number, or the two ends of a range; a scale after the second end counts for both ("£1.5-2m")."""
    found = [m[0] for m in _AMOUNTS.finditer(words)]
    if not found:
        return None
    first = read_number(found[0])
    last = read_number(found[1]) if len(found) > 1 else None
    if first is None:
        return None
    if last is None:
        return first, None
    scale = re.search(rf"{_SCALE}$", found[1], re.IGNORECASE)
    if scale and not re.search(rf"{_SCALE}$", found[0], re.IGNORECASE) and first < last:
        scaled = first * _SCALES[scale[0].strip().lower()]
        first = scaled if scaled < last else first
    return (first, last) if last > first else (first, None)


def _read(match: re.Match[str], unit: str | None, kind: str, words: str | None = None) -> Number | None:
    pair = _pair(words or match[0])
    if pair is None:
        return None
    end = match.end()
    if pair[1] is None and len(_AMOUNTS.findall(words or match[0])) > 1:  # not a range: "5 to 3"; keep the first
        first = _AMOUNTS.search(match.string, match.start(), match.end())
        assert first is not None
        end = first.end()
    return Number(
        start=match.start(),
        end=end,
        value=pair[0],
        value_high=pair[1],
        unit=unit,
        kind="range" if pair[1] and kind == "number" else kind,
    )


def _pounds(match: re.Match[str]) -> Number | None:
    number = _read(match, "gbp", "money")
    if number is not None and re.fullmatch(r"\d+p", match[0], re.IGNORECASE):
        return Number(start=number.start, end=number.end, value=number.value / 100, unit="gbp", kind="money")
    return number


def _percent(match: re.Match[str]) -> Number | None:
    points = re.search(_POINTS + "$", match[0], re.IGNORECASE)
    return _read(
        match,
        "percentage_points" if points else "percent",
        "percent",
        re.sub(_PERCENT, " ", match[0], flags=re.IGNORECASE),
    )


def _share(match: re.Match[str]) -> Number | None:
    parts = re.split(r"\s+(?:in|out\s+of)\s+(?:every\s+)?", match[0], flags=re.IGNORECASE)
    first, second = read_number(parts[0]), read_number(parts[1])
    if first is None or not second or first >= second or second > 1000:
        return None
    return Number(
        start=match.start(), end=match.end(), value=round(100 * first / second, 2), unit="percent", kind="percent"
    )


def _fraction(match: re.Match[str]) -> Number | None:
    words = re.split(r"[\s-]+", match[0].lower())
    count = {"two": 2, "three": 3, "four": 4}.get(words[0], 1)
    value = _FRACTIONS[words[-1][:3]] * count
    if value >= 100 or (len(words) == 1 and words[0][:3] != "hal"):
        return None
    return Number(start=match.start(), end=match.end(), value=round(value, 2), unit="percent", kind="percent")


def _rate(match: re.Match[str]) -> Number | None:
    value = read_number(re.split(r"\s", match[0])[0])
    return None if value is None else Number(start=match.start(), end=match.end(), value=value, unit="per_10000")


def _ratio(match: re.Match[str]) -> Number | None:
    first, second = (float(part) for part in re.findall(r"\d+", match[0]))
    if not second:
        return None
    return Number(start=match.start(), end=match.end(), value=first, unit="ratio", kind="ratio")


def _multiplier(match: re.Match[str]) -> Number | None:
    word = match[0].lower()
    if word.startswith("halv"):
        return Number(start=match.start(), end=match.end(), value=50.0, unit="percent", kind="multiplier")
    starts = {"dou": 2, "two": 2, "tre": 3, "tri": 3, "thr": 3, "qua": 4, "fou": 4, "fiv": 5, "ten": 10}
    return Number(start=match.start(), end=match.end(), value=float(starts[word[:3]]), unit="times", kind="multiplier")


def _none(match: re.Match[str]) -> Number | None:
    return Number(start=match.start(), end=match.end(), value=0.0)


def _few(match: re.Match[str]) -> Number | None:
    word = match[0].lower()
    return Number(
        start=match.start(), end=match.end(), value=2.0 if "couple" in word else 6.0 if "half" in word else 12.0
    )


_READERS: dict[str, Callable[[re.Match[str]], Number | None]] = {
    "money": lambda match: _read(match, "gbp", "money"),
    "pounds": _pounds,
    "share": _share,
    "fraction": _fraction,
    "per": _rate,
    "percent": _percent,
    "ratio": _ratio,
    "range": lambda match: _read(match, None, "number"),
    "number": lambda match: _read(match, None, "number"),
    "multiplier": _multiplier,
    "none": _none,
    "few": _few,
}
