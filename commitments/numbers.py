"""Read numbers as papers write them: digits, words, money, percentages, shares, ratios, ranges.

Numbers that count nothing are passed over: years, dates, times, ages, and those that are part of a name (minute 24,
section 20, Phase 2, Form 7).
"""

import re
from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from text_to_num import text2num

from commitments.first_words import DIGIT, places_of
from commitments.number_names import is_age, is_day_or_pronoun, is_part_of_a_name
from records.phrase_lists import PhraseList

Form = Literal["number", "money", "percent", "ratio", "duration", "range", "multiplier"]


class Number(NamedTuple):
    """A number in a text. `unit` is set where the writing itself gives it: percent, gbp, ratio, times, per_10000."""

    start: int
    end: int
    value: float
    value_high: float | None = None
    unit: str | None = None
    form: Form = "number"


_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen"
)
_TENS = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
_BIG = "hundred|thousand|million|billion"
_UNDER_HUNDRED = rf"(?:(?:{_TENS})(?:[\s-]+(?:{_ONES}))?|(?:{_ONES}))"
_WORDS = (
    rf"(?:(?:a\s+)?(?:{_BIG})|{_UNDER_HUNDRED})(?:[\s-]+(?:{_BIG}))*"
    rf"(?:(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+{_UNDER_HUNDRED})?"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?:\s?(?:million|mn|m|billion|bn|thousand|k)\b)"
_AMOUNT = rf"(?:(?=\d){_DIGITS}{_SCALE}?|(?=[a-z]){_WORDS}\b)"
_WHOLE = rf"(?:(?>{_DIGITS}{_SCALE}?)|(?=[a-z]){_WORDS}\b)"  # no figure of it is given up for what follows
_TO = r"(?:\s?[-–—]\s?|\s+(?:to|or)\s+)"
_AND_TO = r"(?:\s?[-–—]\s?|\s+(?:to|or|and)\s+)"
_PERCENT = r"(?:%|per\s?-?cent\b|percent\b|pc\b)"
_POINTS = r"(?:(?:%|per\s+cent(?:age)?|percentage)[\s-]points?\b|ppts?\b|pp\b|points\b)"
_SHARE = r"(?:one|two|three|four|five|six|seven|eight|nine|\d{1,3}(?!\d))"  # "37 in 2021" is no share
# Each place in the text is tried against these in order; "other" only looks like a number.
_SHAPES = {
    "other": (
        r"\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d\b|(?:19|20)\d\d-\d\d-\d\d\b|\d\d/\d\d\b"
        r"|(?:19|20)\d\d\s?[/–—-]\s?(?:20)?\d\d\b(?!,\d|\s?%)"
        r"|\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m|p\.m|noon)\b|\d\d?:\d\d:\d\d|[012]?\d:[0-5]\d\b(?=\s*(?:-|to|hrs|until|$|[.,;)]))"
        r"|\d+\s?(?:st|nd|rd|th)\b|\d+(?:\.\d+){2,}|0\d{2,4}[\s-]?\d{3,4}(?:[\s-]?\d{3,4})?\b|24/7\b"
        r"|(?:\d+|one|two)[\s-]to[\s-]one\b|one[\s-](?:off|stop|to[\s-]one)\b|\d/\d\b"
    ),
    "many": (
        rf"(?:half[\s-]a[\s-]|(?:a|{_ONES})\s+)?dozen\b|(?:a\s+)?couple(?=\s+of\b)"
        rf"|(?:half|(?:(?:a|three)[\s-]+)?quarters?\s+of|(?:{_ONES})\s+and\s+a\s+half)\s+(?:a\s+)?(?:million|billion)(?:\s+pounds)?\b"
    ),
    "money": rf"(?:between\s+)?[£€$]\s?{_AMOUNT}(?:\s?pa\b)?(?:{_AND_TO}[£€$]?\s?{_AMOUNT}(?!\s?%))?",
    "pounds": rf"{_WHOLE}\s?(?:pounds?\b|GBP\b)|\d+p\b",
    "share": rf"{_SHARE}\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{_SHARE}|ten|twenty|a\s+hundred)\b"
    r"(?!\s*(?:[%/]|,\d|per\b|weeks?|days?|months?|years?))",
    "share_of": r"(?:one|two|three|four|five|six|seven|eight|nine|\d)\s+(?:[a-z'’-]+\s+){1,3}in\s+(?:every\s+)?"
    r"(?:three|four|five|six|seven|eight|nine|ten|twelve|twenty|[3-9]|1[0-2]|20|100)\b"
    r"(?!\s*(?:[%/\-]|,\d|per\b|weeks?|days?|months?|years?|(?!was\b|is\b|has\b|lives\b|needs\b|leaves\b)[a-z]+s\b))",
    "fraction": (
        r"(?:(?:a|one|two|three|four)[\s-]+)?(?:half|thirds?|quarters?|fifths?|tenths?)\b"
        r"(?!\s+(?:in\s+(?:succession|a\s+row)|running))(?=\s+(?:of|the|that|its|their|our|all|are|were|is|by|in|live[sd]?|had|have)\b|\s*[.,;)]|\s*$)"
    ),
    "per": rf"(?>{_DIGITS})\s+(?:\w+\s+)?per\s+10,?000\b",
    "percent": rf"(?:between\s+)?{_WHOLE}\s?{_PERCENT}?(?:{_AND_TO}{_WHOLE})?[\s-]?(?:{_POINTS}|{_PERCENT})",
    "ratio": r"\d{1,3}\s?:\s?\d{1,3}\b(?![:\d])|\d\d\s?[-/–]\s?\d\d(?=\s+(?:split|ratio|mix|balance))"
    r"|(?:50\s?[-/–]\s?50|60\s?[-/–]\s?40|65\s?[-/–]\s?35|70\s?[-/–]\s?30|75\s?[-/–]\s?25|80\s?[-/–]\s?20)\b(?!\s?[%/–-])",
    # "in March 2010 to 497" is a year and a figure
    "range": rf"between\s+{_AMOUNT}\s+and\s+{_AMOUNT}"
    rf"|(?!(?:19|20)\d\d\s+to\s+\d{{1,3}}\b(?!,)){_WHOLE}{_TO}{_AMOUNT}(?![/%\d]|-\d)",
    "number": rf"{_AMOUNT}(?![/%\d]|\.\d)",
    "multiplier": r"(?:doubl|trebl|tripl|quadrupl|halv)(?:e[sd]?|ing)\b|(?:two|three|four|five|ten)fold\b",
    "none": r"(?:zero|nil|none)\b|no(?=\s+[a-z])",
}


def _any_of(names: Container[str]) -> re.Pattern[str]:
    """Those of the shapes, in their order, as one pattern."""
    shapes = (f"(?P<{name}>{shape})" for name, shape in _SHAPES.items() if name in names)
    return re.compile(rf"(?<![\w.,£])(?:{'|'.join(shapes)})", re.IGNORECASE)


# What can begin with a figure, with a sign of money, and with a word.
_BY_FIGURE = _any_of("other pounds share share_of per percent ratio range number".split())
_BY_SIGN = _any_of(["money"])
_BY_WORD = _any_of(set(_SHAPES) - {"per", "ratio"})

# "From 41 to 25", "up by £12m to £99m".
_STEP = re.compile(
    r"\b(?:from|by)\s+(?:(?:about|around|some|just|over|under|the\s+current|nearly|a\s+baseline\s+of)\s+)*$",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"(?:between\s+)?[£€$]?\s?(?P<amount>{_AMOUNT})(?:\s?{_PERCENT})?", re.IGNORECASE)
_LIST_GAP = re.compile(r"\s*(?:,|and|to|or|&|-|–|/|\()\s*(?:and\s+)?", re.IGNORECASE)
_LONGEST_NUMBER = 100  # characters of one; longer rows of figures count nothing
_SCALES = {"million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3}
_FRACTIONS = {"hal": 50.0, "thi": 100 / 3, "qua": 25.0, "fif": 20.0, "ten": 10.0}
_MANY = {"dozen": 12.0, "couple": 2.0, "million": 1e6, "billion": 1e9}
_AMOUNTS = re.compile(_AMOUNT, re.IGNORECASE)
_SCALED = re.compile(rf"({_DIGITS})\s?([a-z]*)")
_IN_POINTS = re.compile(_POINTS + "$", re.IGNORECASE)
_PERCENTS = re.compile(_PERCENT, re.IGNORECASE)


# The words a number can begin with, so that most words of a page are passed over at once.
_BY_BEGIN = {DIGIT: _BY_FIGURE} | dict.fromkeys("£€$", _BY_SIGN)
_BY_BEGIN |= dict.fromkeys(
    [*f"{_ONES}|{_TENS}|{_BIG}".split("|"), *"a between half third quarter zero nil none no dozen couple".split()]
    + [word + end for word in ("doubl", "trebl", "tripl", "quadrupl", "halv") for end in ("e", "es", "ed", "ing")]
    + [word + "fold" for word in ("two", "three", "four", "five", "ten")],
    _BY_WORD,
)


def find_numbers(text: str, start: int, end: int, nouns: PhraseList) -> Iterator[Number]:
    """Every number that may count something, in order. `nouns` are the words of things counted."""
    at, named_until = start, -1
    for begin, word in places_of(text[:end], _BY_BEGIN.keys()):
        if begin < at:
            continue
        match = _BY_BEGIN[word].match(text, begin, end)
        if match is None:
            continue
        at = match.end()
        shape = match.lastgroup or "other"
        if shape in ("number", "range"):
            listed = named_until >= 0 and _LIST_GAP.fullmatch(text, named_until, match.start())
            if listed or is_part_of_a_name(text, match, start) or is_age(text, match, start):
                named_until = match.end()  # "sections 17, 20 and 47", "aged 16 and 17"
                continue
            if is_day_or_pronoun(text, match, start, nouns):
                continue
        number = None if shape == "other" else _READERS[shape](match)
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
    return number._replace(
        end=first.end(), value=value, value_high=None, form="number" if number.form == "range" else number.form
    )


@lru_cache(maxsize=4096)
def read_number(words: str) -> float | None:
    """The value of one number as written: "1,200", "2.4m", "two hundred and seventy-six"; None when it is none."""
    if len(words) > _LONGEST_NUMBER:
        return None
    words = " ".join(words.lower().split())
    match = _SCALED.fullmatch(words)
    if match:
        scale = _SCALES.get(match[2], 1.0 if not match[2] else None)
        return None if scale is None else float(match[1].replace(",", "")) * scale
    try:
        return float(text2num(re.sub(r"^a ", "one ", words).replace("fourty", "forty"), "en"))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _pair(words: str) -> tuple[float, float | None, int] | None:
    """One number, or the two ends of a range, and how many are written; a scale after the second end counts for both
    ("£1.5-2m")."""
    found = [m[0] for m in _AMOUNTS.finditer(words)]
    if not found:
        return None
    first = read_number(found[0])
    last = read_number(found[1]) if len(found) > 1 else None
    if first is None:
        return None
    if last is None:
        return first, None, len(found)
    scale = re.search(rf"{_SCALE}$", found[1], re.IGNORECASE)
    if scale and not re.search(rf"{_SCALE}$", found[0], re.IGNORECASE) and first < last:
        scaled = first * _SCALES[scale[0].strip().lower()]
        first = scaled if scaled < last else first
    return first, last if last > first else None, len(found)


def _read(match: re.Match[str], unit: str | None, form: Form, words: str | None = None) -> Number | None:
    pair = _pair(words or match[0])
    if pair is None:
        return None
    end = match.end()
    if pair[1] is None and pair[2] > 1:  # not a range: "5 to 3"; keep the first
        first = _AMOUNTS.search(match.string, match.start(), match.end())
        assert first is not None
        end = first.end()
    return Number(
        start=match.start(),
        end=end,
        value=pair[0],
        value_high=pair[1],
        unit=unit,
        form="range" if pair[1] and form == "number" else form,
    )


def _pounds(match: re.Match[str]) -> Number | None:
    number = _read(match, "gbp", "money")
    pence = re.fullmatch(r"\d+p", match[0], re.IGNORECASE)
    return number._replace(value=number.value / 100) if number and pence else number


def _percent(match: re.Match[str]) -> Number | None:
    points = _IN_POINTS.search(match[0])
    return _read(match, "percentage_points" if points else "percent", "percent", _PERCENTS.sub(" ", match[0]))


def _share(match: re.Match[str]) -> Number | None:
    parts = re.split(r"\s+(?:in|out\s+of)\s+(?:every\s+)?", match[0], flags=re.IGNORECASE)
    first, second = read_number(parts[0].split()[0]), read_number(parts[-1])
    if first is None or not second or first >= second or second > 1000:
        return None
    return Number(
        start=match.start(), end=match.end(), value=round(100 * first / second, 2), unit="percent", form="percent"
    )


def _fraction(match: re.Match[str]) -> Number | None:
    words = re.split(r"[\s-]+", match[0].lower())
    count = {"two": 2, "three": 3, "four": 4}.get(words[0], 1)
    value = _FRACTIONS[words[-1][:3]] * count
    if value >= 100 or (len(words) == 1 and words[0][:3] != "hal"):
        return None
    return Number(start=match.start(), end=match.end(), value=round(value, 2), unit="percent", form="percent")


def _rate(match: re.Match[str]) -> Number | None:
    value = read_number(re.split(r"\s", match[0])[0])
    return None if value is None else Number(start=match.start(), end=match.end(), value=value, unit="per_10000")


def _ratio(match: re.Match[str]) -> Number | None:
    first, second = (float(part) for part in re.findall(r"\d+", match[0]))
    if not second:
        return None
    return Number(start=match.start(), end=match.end(), value=first, unit="ratio", form="ratio")


def _multiplier(match: re.Match[str]) -> Number | None:
    word = match[0].lower()
    if word.startswith("halv"):
        return Number(start=match.start(), end=match.end(), value=50.0, unit="percent", form="multiplier")
    starts = {"dou": 2, "two": 2, "tre": 3, "tri": 3, "thr": 3, "qua": 4, "fou": 4, "fiv": 5, "ten": 10}
    return Number(start=match.start(), end=match.end(), value=float(starts[word[:3]]), unit="times", form="multiplier")


def _none(match: re.Match[str]) -> Number | None:
    return Number(start=match.start(), end=match.end(), value=0.0)


def _many(match: re.Match[str]) -> Number | None:
    """ "A couple", "two dozen", "three quarters of a million pounds", "two and a half million"."""
    words = re.split(r"[\s-]+", match[0].lower())
    count = (words[0] != "a" and read_number(words[0])) or 1.0
    if words[0] == "half" or "quarter" in match[0].lower():
        count = 0.5 if words[0] == "half" else 0.75 if words[0] == "three" else 0.25
    elif "half" in words:
        count += 0.5
    value = count * next(many for name, many in _MANY.items() if name in words)
    number = Number(start=match.start(), end=match.end(), value=value)
    return number._replace(unit="gbp", form="money") if words[-1] == "pounds" else number


_READERS: dict[str, Callable[[re.Match[str]], Number | None]] = {
    "money": lambda match: _read(match, "gbp", "money"),
    "pounds": _pounds,
    "share": _share,
    "share_of": _share,
    "fraction": _fraction,
    "per": _rate,
    "percent": _percent,
    "ratio": _ratio,
    "range": lambda match: _read(match, None, "number"),
    "number": lambda match: _read(match, None, "number"),
    "multiplier": _multiplier,
    "none": _none,
    "many": _many,
}
