"""Find every number that counts something in a text: amounts, shares, ratios, lengths of time, with their units.

Years, dates, times, ages, minute and section numbers are told apart and left out. Percent, pounds, lengths of time,
rates and ratios are known here; every other unit's words come from the topic pack.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from commitments.counted import counted
from commitments.numbers import Form, Number, find_numbers
from commitments.unwrapped import Unwrapped, unwrap
from commitments.words import last_word
from records.topics import Topic

Bound = Literal["at_least", "at_most"]


class Quantity(NamedTuple):
    """A number with what it counts; `text[start:end] == value_text`.

    Money is in pounds, a percentage is 60 and not 0.6, a ratio's value is its first share. `noun` is the place of the
    word that gave the unit. `baseline` is the level it starts from ("from 31% to 20%"); the starting level itself is
    returned too, with `is_baseline`, and so is the step of "up by £12m to £99m".
    """

    start: int
    end: int
    value: float
    value_text: str
    value_high: float | None = None
    unit: str | None = None
    form: Form = "number"
    bound: Bound | None = None
    approx: bool = False
    net: bool = False
    extra: bool = False
    baseline: float | None = None
    is_baseline: bool = False
    noun: tuple[int, int] | None = None


_AT_LEAST = (
    r"at\s+least|a\s+minimum\s+of|minimum(?:\s+of)?|not?\s+(?:less|fewer|lower)\s+than|more\s+than|over|above|upwards?\s+of|in\s+excess\s+of|"
    r"exceed(?:s|ing)?|greater\s+than|better\s+than|higher\s+than|≥|>=?"
)
_AT_MOST = (
    r"no(?:t)?\s+(?:more|greater|higher|longer|later)\s+than|at\s+most|a\s+maximum\s+of|maximum(?:\s+of)?|max|up\s+to(?!\s+the\s)|under|below"
    r"|less\s+than|fewer\s+than|lower\s+than|within|as\s+many\s+as|as\s+much\s+as|not\s+(?:to\s+)?exceed(?:ing)?|≤|=?<=?"
)
_APPROX = r"about|around|approx(?:imately|\.)?|some|roughly|nearly|almost|close\s+to|just\s+(?:over|under)|circa|~"
_BEFORE = re.compile(
    rf"(?<![A-Za-z])(?=[a-z≥>=≤<~])(?:(?P<at_most>{_AT_MOST})|(?P<at_least>{_AT_LEAST})|(?P<approx>{_APPROX})"
    rf"|(?P<extra>(?:a\s+)?further|another|an\s+(?:extra|additional)|additional|extra)"
    rf"|(?P<net>net(?:\s+(?:gain|increase|growth|rise|reduction))?(?:\s+of)?))\s*(?:(?:a|an|the|of|by|only|just)\s+)*$",
    re.IGNORECASE,
)
# The words with which that can end: where none stands, and no sign, nothing is looked for.
_BEFORE_ENDS = frozenset(
    "least of minimum than over above exceed exceeds exceeding most maximum max to under below within as about around "
    "approx approximately some roughly nearly almost circa further another extra additional net gain increase growth "
    "rise reduction a an the by only just".split()
)
_EXTRA_AFTER = re.compile(r"\s+(?:more\b(?!\s+than)|extra\b|further\b|additional\b|new\b)", re.IGNORECASE)
_NET_AFTER = re.compile(r"\s+net\b")
_PLUS_AFTER = re.compile(r"\+|\s+(?:or\s+(?:more|over|above|better)|plus\b|and\s+(?:over|above))", re.IGNORECASE)
_LESS_AFTER = re.compile(r"\s+or\s+(?:less|fewer|under|below)\b", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:(?:up|down|rising|falling|increase[sd]?|reduction|compared|again)\s+)?(?P<word>from|by|up\s+from|down\s+from|against|currently|baseline(?:\s+of)?|now|previously)\s+"
    r"(?:(?:about|around|some|approximately|the\s+current|a\s+baseline\s+of|its\s+current|nearly|just\s+over|over)\s+)?$",
    re.IGNORECASE,
)
_FROM_ENDS = frozenset(
    "from by against currently baseline of now previously about around some approximately current nearly over".split()
)
_TO = re.compile(r"^[^.;:|\d£]{0,60}?\b(?:to|to\s+reach|reaching)\b[^.;:|\d£]{0,30}$", re.IGNORECASE)


def find_quantities(text: str, topic: Topic, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Every quantity between two offsets, in order; a number whose unit the pack does not know has unit None."""
    return list(_quantities(text, topic, start, len(text) if end is None else end))


@lru_cache(maxsize=4)
def _quantities(text: str, topic: Topic, start: int, end: int) -> tuple[Quantity, ...]:
    """Kept, because promises and reported figures of a page are both read from its numbers."""
    page = unwrap(text)
    first, last = page.joined(start), page.joined(end)
    found = [
        _quantity(page.text, topic, number, first, last)
        for number in find_numbers(page.text, first, last, topic.unit_words)
    ]
    kept = [item for item in found if item is not None]
    read = _taken_up(page.text, _with_baselines(page.text, kept))
    return tuple(read if page.text == text else (_placed(text, page, item) for item in read))


def _placed(text: str, page: Unwrapped, item: Quantity) -> Quantity:
    start, end = page.place(item.start), page.end_place(item.end)
    noun = item.noun and (page.place(item.noun[0]), page.end_place(item.noun[1]))
    return item._replace(start=start, end=end, noun=noun, value_text=text[start:end])


def _quantity(text: str, topic: Topic, number: Number, first: int, last: int) -> Quantity | None:
    """A number with its unit and the words around it that qualify it; None when it counts nothing after all."""
    unit, noun, form = number.unit, None, number.form
    if unit is None:
        duration = _DURATION.match(text, number.end, last)
        if duration is not None:
            unit, noun, form = _span_unit(duration["unit"]), duration.span("unit"), "duration"
        else:
            unit, noun = counted(text, topic, number, first, last)
    if (
        number.value == 0
        and text[number.start : number.end].lower() == "no"
        and (noun is None or noun[0] < number.start)
    ):
        return None
    if text[number.start : number.end].lower() == "one" and noun is None:
        return None
    signs = _signs(text, first, number.start)
    after = text[number.end : number.end + 24]
    bound: Bound | None = "at_least" if "at_least" in signs else "at_most" if "at_most" in signs else None
    if bound is None and _PLUS_AFTER.match(after):
        bound = "at_least"
    elif bound is None and _LESS_AFTER.match(after):
        bound = "at_most"
    return Quantity(
        start=number.start,
        end=number.end,
        value=number.value,
        value_high=number.value_high,
        unit=unit,
        value_text=text[number.start : number.end],
        form=form,
        bound=bound,
        approx="approx" in signs or after.lower().startswith(" or so"),
        net="net" in signs or _NET_AFTER.match(after) is not None,
        extra="extra" in signs or _EXTRA_AFTER.match(after) is not None,
        noun=noun,
    )


def _signs(text: str, first: int, start: int) -> set[str]:
    """What the words before a number say of it, read backwards one after the other ("a net increase of up to 15")."""
    signs: set[str] = set()
    while _may_end(text, max(first, start - 40), start, _BEFORE_ENDS) and (
        match := _BEFORE.search(text, max(first, start - 40), start)
    ):
        signs.add(match.lastgroup or "")
        start = match.start()
    return signs


def _may_end(text: str, start: int, end: int, words: frozenset[str]) -> bool:
    """Whether the last word between two offsets is one of some words, or a sign stands after it."""
    before = text[start:end].rstrip()[-1:]
    return (last_word(text, start, end) in words) if before.isalpha() else before in _SIGNS


_SIGNS = frozenset("≥>=≤<~.")


def _span_unit(word: str) -> str:
    word = word.lower()
    return next(unit for name, unit in _SPAN_UNITS if name in word)


_DURATION = re.compile(
    r"[\s-]+(?:(?:working|school|calendar|consecutive|full|more|further|additional|extra|whole|long)\s+)*(?P<unit>days?|weeks?|fortnights?|months?|years?|yrs?)\b(?![\s-]olds?\b|\s+\d)",
    re.IGNORECASE,
)
_SPAN_UNITS = (("day", "days"), ("week", "weeks"), ("fortnight", "weeks"), ("month", "months"), ("y", "years"))


def _with_baselines(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "From 41 to 25": the first number is where the second starts from, and counts the same."""
    out = list(found)
    for index in range(len(out) - 1):
        first, second = out[index], out[index + 1]
        left = max(0, first.start - 40)
        if second.start - first.end > 60 or last_word(text, left, first.start) not in _FROM_ENDS:
            continue
        if not _FROM.search(text, left, first.start):
            continue
        if not _TO.match(text[first.end : second.start]):
            continue
        unit = first.unit if first.form in ("percent", "money", "duration") or second.unit is None else second.unit
        if second.form in ("percent", "money"):
            unit = second.unit
        out[index] = first._replace(unit=unit, is_baseline=True)
        by = text[: first.start].rstrip().lower().endswith("by")
        noun = second.noun if second.noun and second.noun[0] > second.start else first.noun or second.noun
        out[index + 1] = second._replace(unit=unit, noun=noun, baseline=None if by else first.value)
    for index in range(1, len(out)):
        before, item = out[index - 1], out[index]
        if before.baseline is None and item.start - before.end < 40 and _BACK.search(text, before.end, item.start):
            unit = before.unit if item.unit is None or before.form in ("percent", "money") else item.unit
            out[index - 1] = before._replace(baseline=item.value)
            out[index] = item._replace(unit=unit, is_baseline=True)
    return out


_THE = re.compile(r"\b(?:the|these|those|all|that)\s+$", re.IGNORECASE)
_THIS = re.compile(
    r"\b(?=[ti])(?:this|it|that|these|them|the (?:figure|number|total|rate|average))\b[^.;,\d]{0,24}$", re.IGNORECASE
)


def _taken_up(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "The 52 are to come down to 40", "bring this down to 22": a bare number counts what the one taken up counts."""
    out = list(found)
    for index, item in enumerate(out):
        bare = item.form == "number" and (item.noun is None or item.noun[0] < item.start)
        if not bare or index == 0:
            continue
        earlier = [other for other in out[:index] if other.unit is not None and item.start - other.end < 600]
        if _THE.search(text, max(0, item.start - 8), item.start):
            meant = [
                other for other in earlier if other.value == item.value and other.noun and other.noun[0] > other.start
            ]
        elif _THIS.search(text, max(0, item.start - 40), item.start):
            meant = [other for other in earlier[-1:] if item.start - other.end < 160 and other.form == "number"]
        else:
            continue
        if meant:
            out[index] = item._replace(unit=meant[-1].unit, noun=meant[-1].noun)
    for index in range(1, len(out)):
        first, second = out[index - 1], out[index]
        if (
            first.is_baseline
            and second.baseline == first.value
            and second.form == "number"
            and second.noun
            and second.noun[0] < first.start
        ):
            out[index] = second._replace(unit=first.unit)
    return out


_BACK = re.compile(
    r"(?:\b(?:up|down|rising|falling|increase|decrease|increased|reduced|compared)\s+)?\b(?:from|against|compared\s+(?:to|with))\s+(?:(?:about|around|just|over|the\s+current)\s+)*$"
    r"|\(\s*(?:(?:it\s+is|now|currently|baseline|from|up\s+from|down\s+from|current|was)\s+)+$",
    re.IGNORECASE,
)
