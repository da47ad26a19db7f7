"""Find every time named in a text and the days it means, by the gold guidelines' table of deadlines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Literal

from commitments.calendar_meaning import Parts, Standing
from commitments.calendar_words import BY_START, TimeWords
from commitments.periods import UNKNOWN, Period
from commitments.unwrapped import unwrap
from records.findings import Deadline

Role = Literal["due", "past", "as_of", "standard"]
Tense = Literal["past", "future", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDeadline:
    """A time named in a text: `text[start:end] == deadline.text`.

    `role` says how it stands there: `due` (by, within, in the coming ...), `as_of` (at 31 March, to the end of
    March), `past` (since, in a year gone by, over the last two years) or `standard`, a time allowed for every case
    ("60% of plans within 20 weeks"). It is a hint: the sentence's verb has the last word. `preposition` is the word
    before it, in small letters, or "".
    """

    start: int
    end: int
    deadline: Deadline
    role: Role
    preposition: str = ""


_MODIFIER = re.compile(
    r"(?:\b(?P<end>(?:the\s+)?(?:very\s+)?(?:end|close)\s+of|end|late|later(?:\s+in)?|(?:the\s+)?(?:latter|last)\s+part\s+of)"
    r"|\b(?P<early>early(?:\s+in)?|(?:the\s+)?(?:start|beginning|turn|first\s+part|opening)\s+of)"
    r"|\b(?P<mid>mid|(?:the\s+)?middle\s+of)"
    r"|\b(?P<past>earlier(?:\s+in)?))[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?P<word>by|before|ahead\s+of|prior\s+to|in\s+advance\s+of|within|until|till|(?:no|not)\s+later\s+than|up\s+to|to|in\s+time\s+for|come|in|inside|during|over|across|throughout|through|"
    r"with\s+effect\s+from|(?:starting|beginning|commencing)(?:\s+(?:from|in|on))?|from|for|as\s+at|as\s+of|at|on|since|after|following|between|"
    r"ending|ended|ends|target(?:\s+date)?(?:\s+of|:)?|due|deadline(?:\s+of|:)?|of|take[sn]?|taking|last(?:s|ing)?|around|about|approximately|this)"
    r"[\s(]+(?:(?:a|the|our|its|their|his|her)\s+)?(?:(?:course|period|space|whole|rest|remainder)\s+of\s+(?:the\s+)?)?(?:(?:around|about|approximately|roughly|at\s+least|at\s+the\s+latest|no\s+later\s+than)\s+)?$",
    re.IGNORECASE,
)
_UNTIL = {
    "by",
    "before",
    "within",
    "inside",
    "until",
    "till",
    "no later than",
    "not later than",
    "up to",
    "to",
    "in time for",
    "for",
}
_BEFORE = {"before", "ahead of", "prior to", "in advance of"}
_UNTIL |= {
    "come",
    "ahead of",
    "prior to",
    "in advance of",
    "due",
    "deadline",
    "deadline of",
    "deadline:",
    "target",
    "target date",
    "target of",
    "target:",
    "target date:",
    "ending",
    "ended",
    "ends",
}
_DURING = {"in", "during", "over", "across", "throughout", "through", "from", "between", "with effect from", ""}
# The verb that carries the time: promised or expected, gone by, or neither for certain.
_VERB = re.compile(
    r"(?P<will>\b(?:will|would|shall|should|won['’]t|may|might|could|can|must|(?:is|are|was|were)\s+(?:\w+\s+)?(?:to|due|expected|planned|scheduled|set|hoped|intended|likely|projected)\b"
    r"|to\s+be|due\s+to|expect(?:s|ed|ing)?|hop(?:es?|ed|ing)\s+(?:to|that|for)|plan(?:s|ned|ning)?\s+(?:to|for)|aim(?:s|ed|ing)?|intend(?:s|ed|ing)?"
    r"|going\s+to|target(?!s\s+(?:was|were))|ambition|goal|need(?:s|ed)?\s+to|agreed\s+(?:to|that)|ask(?:ed|s)?|request(?:ed|s)?|resolved|recommend(?:ed|s)?|want(?:ed|s)?|until)\b(?:\s+(?:not|also|now|then|only|be|been|have|\w+ly))*(?:\s+\w+ed\b)?|['’]ll\b)"
    r"|(?P<was>\b(?:was|were|had|did|rose|fell|went|came|saw|took|made|said|told|heard|spent|been|became|met|ran|stood|gave|got|held|left|\w{2,}ed)\b|['’]ve\b)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?;]\s|\n\s*\n|\|")
_FISCAL = re.compile(
    r"\b(?:financial\s+year|budget|outturn|overspen\w+|underspen\w+|savings|revenue|quarter\s+[1-4]|Q[1-4]|20\d\d/\d\d|year[\s-]end|"
    r"performance|scorecard|indicators?|KPIs?|targets?)\b",
    re.IGNORECASE,
)
_SPANS = ("span", "one span")
_WORD = re.compile(r"(?<![\w£$€.,])(?:\d|[A-Za-z]+)")
_JOIN = re.compile(
    r"\s*(?:\b(?:to|until|till|up\s+to|through\s+to|and|through)\b|-|–|—)\s*(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?"
)


def find_deadlines(text: str, published: date | None, start: int = 0, end: int | None = None) -> list[FoundDeadline]:
    """Every time named between two offsets, in order, none overlapping.

    Times that depend on publication have no end when `published` is None.
    """
    page = unwrap(text)
    first, last = page.joined(start), page.joined(len(text) if end is None else end)
    found = _merged(page.text, list(_found(page.text, published, first, last)))
    return [_placed(text, page.place(item.start), page.end_place(item.end), item) for item in found]


def _placed(text: str, start: int, end: int, item: FoundDeadline) -> FoundDeadline:
    return replace(item, start=start, end=end, deadline=replace(item.deadline, text=text[start:end]))


def _found(text: str, published: date | None, start: int, end: int) -> Iterator[FoundDeadline]:
    """Every time between two offsets, read one after the other."""
    previous: Period | None = None
    floor = start
    for word in _WORD.finditer(text, start, end):
        if word.start() < floor:
            continue
        first = word[0].lower()
        for words in BY_START.get("0" if first.isdigit() else first, ()):
            match = words.pattern.match(text, word.start(), end)
            item = match and _item(text, words, match, published, floor, previous)
            if match and item:
                floor = match.end()
                if item.deadline.end is not None:
                    previous = Period(
                        start=item.deadline.start, end=item.deadline.end, precision=item.deadline.precision
                    )
                yield item
                break


def _item(
    text: str, words: TimeWords, match: re.Match[str], published: date | None, floor: int, previous: Period | None
) -> FoundDeadline | None:
    """What one expression means where it stands; None when it is no time there."""
    begin, modifier, word = _before(text, floor, match.start())
    if not _stands(words.name, match, word, modifier, text):
        return None
    verb = _Verb(text, begin, match.end())
    parts = Parts(match)
    at = Standing(
        published=published,
        fiscal=_is_fiscal(text),
        forward=_looks_forward(word, words.name, verb),
        rolling=word in _UNTIL,
        firm=bool(word or modifier) or _is_cell(text, match.start(), match.end()),
        on=word == "on",
        whole=not modifier,
        last=previous,
    )
    period = words.read(parts, at)
    if period is None:
        return None
    period = _moved_within(period, modifier, word, words.name, starts="start" in text[begin : match.start()].lower())
    gone = bool(parts["past"]) or parts["after"] == "ago" or parts["which"] in ("the last", "the past")
    role = _role(text, match, words.name, word, modifier, period, published, verb, gone=gone)
    first = period.start if _spans_days(words.name, word, modifier, parts) else None
    deadline = Deadline(text=text[begin : match.end()], start=first, end=period.end, precision=period.precision)
    return FoundDeadline(start=begin, end=match.end(), deadline=deadline, role=role, preposition=word)


@lru_cache(maxsize=16)
def _is_fiscal(text: str) -> bool:
    """Whether a paper is about budgets or performance, where "this year" is the financial year."""
    return len(_FISCAL.findall(text)) >= 3


def _before(text: str, floor: int, start: int) -> tuple[int, str, str]:
    """The offset at which the expression begins, its modifier (end, early, mid, past) and its preposition."""
    modifier = ""
    window = max(floor, start - 48)
    if match := _MODIFIER.search(text, window, start):
        start, modifier = match.start(), match.lastgroup or ""
    if match := _PREPOSITION.search(text, max(floor, start - 48), start):
        return match.start(), modifier, re.sub(r"\s+", " ", match["word"].lower())
    while start < len(text) and text[start].isspace():
        start += 1
    return start, modifier, ""


class _Verb:
    """The verb nearest before a time, else the first after it, looked up when it is needed."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._place = text, start, end

    @cached_property
    def _found(self) -> tuple[Tense, bool]:
        text, start, end = self._place
        first = max(0, start - 160)
        for stop in _STOP.finditer(text, first, start):
            first = stop.end()
        verbs = list(_VERB.finditer(text, first, start))
        verb = verbs[-1] if verbs else None
        if verb is None:
            after = _STOP.search(text, end, end + 160)
            verb = _VERB.search(text, end, after.start() if after else min(len(text), end + 160))
        return ("open" if verb is None else "future" if verb["will"] else "past"), not verbs

    @property
    def tense(self) -> Tense:
        """What it says of the time."""
        return self._found[0]

    @property
    def opens(self) -> bool:
        """Whether the time stands before every verb of its sentence."""
        return self._found[1]


def _looks_forward(word: str, name: str, verb: _Verb) -> bool:
    """Whether a time without a year is the next one."""
    if name not in _YEARLESS:
        return True
    if word in ("since", "as at", "as of", "ended"):
        return False
    if word == "by":  # "By October three were again living further off" is gone
        return not (verb.opens and verb.tense == "past")
    if word in _UNTIL and word not in ("to", "for", "ending"):
        return True
    if word == "at" or (name == "weekday" and word == "on"):
        return verb.tense == "future" and word != "on"
    return verb.tense != "past"


_YEARLESS = frozenset(
    (
        "months",
        "half term",
        "day and month",
        "month and number",
        "quarter",
        "ordinal quarter",
        "season",
        "festival",
        "recess",
        "month",
        "weekday",
    )
)


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether the words fill a cell or a bracket of their own."""
    before = text[max(0, start - 3) : start].rstrip(" \t\xa0")
    after = text[end : end + 3].lstrip(" \t\xa0")
    return (not before or before[-1] in "|(\n\t:") and (not after or after[0] in "|)\n\t:")


def _stands(name: str, match: re.Match[str], word: str, modifier: str, text: str) -> bool:
    """Whether words that are often no time are one here."""
    groups = match.groupdict()
    if name in _SPANS:
        if (
            groups.get("past")
            or (groups.get("after") or "").endswith("ago")
            or word
            in ("within", "inside", "across", "during", "throughout", "take", "takes", "taking", "taken", "after")
        ):
            return True
        ahead = re.match(r"(?:next|following|coming|first)\b", match[0], re.IGNORECASE) is not None
        if ahead:
            return True
        if groups.get("after"):
            return word in ("in", "over", "by", "for") or "time" in (groups["after"] or "")
        if word == "over":
            years = re.match(r"year|yr|month|term", groups["unit"] or "", re.IGNORECASE) is not None
            return years and not re.search(
                r"\b(?:for|of|than|waited|waiting|lasting|took|takes|wait|least)\s+(?:just\s+|well\s+)?over\s+(?:a\s+)?$",
                text[: match.start()][-40:],
            )
        return word in ("in", "before", "by", "until") or (
            word in ("about", "around")
            and bool(re.search(r"\btak(?:es?|en|ing)\b", text[max(0, match.start() - 30) : match.start()]))
        )
    if name == "vague span":
        return (
            word in ("within", "in")
            and text[match.start() - 1 : match.start()].isspace()
            and bool(re.search(r"\b(?:within|in)\s+$", text[: match.start()][-9:]))
        )
    if name == "next meeting":
        return (
            bool(word)
            or re.search(
                r"\b(?:the|its|our|their|this|a)\s+$", text[max(0, match.start() - 8) : match.start()], re.IGNORECASE
            )
            is not None
        )
    if name == "this or next" and (groups["which"] or "").lower() == "the" and not groups["after"]:
        return (
            modifier in ("end", "early", "mid")
            or bool(groups["ahead"])
            or word in ("in", "during", "within", "throughout", "by", "before")
        )
    if name == "two part year" and len(groups["first"]) == 2:
        return "/" in match[0] and " " not in match[0]
    if name == "month" and word == "of" and not groups["which"]:
        return False
    return not (name == "year" and word in ("of", "about", "around", "over", "at") and not modifier and word != "of")


def _moved_within(period: Period, modifier: str, word: str, name: str, *, starts: bool) -> Period:
    """ "The end of", "early", "mid-", "before" applied to a period."""
    if period.end is None:
        return period
    if word == "after" and period.precision != "day" and name not in _SPANS:
        return UNKNOWN
    if name == "new year":
        if word in ("by", "until", *_BEFORE) and modifier != "early":
            return Period(start=None, end=date(period.end.year - 1, 12, 31), precision="year")
        return period
    whole_year = period.precision in ("year", "financial_year", "academic_year") and period.start is not None
    year_long = whole_year and period.start is not None and (period.end - period.start).days < 370
    if modifier == "end":
        return replace(period, start=None)
    if modifier == "past":
        return (
            replace(UNKNOWN, precision=period.precision)
            if period.precision == "relative"
            else replace(period, start=None)
        )
    if modifier == "early" and year_long and period.start is not None:
        if period.precision == "academic_year" or (
            starts and period.precision == "financial_year" and word in ("by", *_BEFORE)
        ):
            return period.ending(period.start - timedelta(days=1))
        month = period.start.month + 2
        last = date(period.start.year, month + 1, 1) - timedelta(days=1)
        return period.ending(last, "season")
    if modifier == "mid" and year_long and period.start is not None:
        return period.ending(
            date(period.end.year, 6, 30) if period.precision == "year" else date(period.start.year, 9, 30), "season"
        )
    if word in _BEFORE and period.start is not None and period.start != period.end and not modifier:
        if period.precision == "season" and period.end.day >= 28 and name in ("half term", "recess", "festival"):
            return replace(period, start=None)
        if period.precision in ("month", "year", "financial_year", "academic_year", "quarter"):
            return period.ending(period.start - timedelta(days=1))
    return period


def _spans_days(name: str, word: str, modifier: str, parts: Parts) -> bool:
    """Whether the expression names a stretch of time and not only its end."""
    if modifier:
        return False
    if word in ("within", "inside"):
        return False
    if name in _SPANS:
        return word in ("over", "across", "during", "throughout") or parts.whole.lower().startswith(
            ("next", "coming", "last", "past")
        )
    if word == "" and name in (
        "date",
        "month",
        "month and year",
        "month and apostrophe",
        "month and short year",
        "month and number",
        "today",
    ):
        return False
    return word in _DURING and not (word == "" and name == "quarter")


def _role(
    text: str,
    match: re.Match[str],
    name: str,
    word: str,
    modifier: str,
    period: Period,
    published: date | None,
    verb: "_Verb",
    *,
    gone: bool,
) -> Role:
    """How the time stands in its sentence."""
    if gone or word == "since" or modifier == "past":
        return "past"
    if name == "span" and _ALLOWED.match(match["unit"] or "") and not match["after"] and "next" not in match[0].lower():
        around = text[max(0, match.start() - 100) : match.end() + 60]
        if verb.tense != "future" or _RATE.search(around):
            return "standard"
    over = period.end is not None and published is not None and period.end < published
    today = period.end is not None and period.end == published
    if word in ("as at", "as of"):
        return "due" if not over and not today and verb.tense == "future" else "as_of"
    if word in ("at", "to", "ended", "ending", "ends", "on"):
        return "as_of" if over or published is None or (today and verb.tense != "future") else "due"
    return "past" if over else "due"


# A time allowed for each case is in days or weeks, and stands beside a share of the cases.
_ALLOWED = re.compile(r"(?:working\s+|school\s+|calendar\s+)?days?|weeks?|hours?", re.IGNORECASE)
_RATE = re.compile(
    r"%|\bper\s?cent|\b(?:rate|proportion|share|timeliness|percentage|average|statutory|legal|limit)\b", re.IGNORECASE
)


def _merged(text: str, found: list[FoundDeadline]) -> list[FoundDeadline]:
    """ "From April 2024 to March 2026" is one stretch of time."""
    merged: list[FoundDeadline] = []
    for item in found:
        before = merged[-1] if merged else None
        if before is not None and _joins(text, before, item):
            first, second = before.deadline, item.deadline
            begin = first.start or first.end
            deadline = Deadline(
                text=text[before.start : item.end], start=begin, end=second.end, precision=second.precision
            )
            merged[-1] = replace(item, start=before.start, deadline=deadline, preposition=before.preposition)
        else:
            merged.append(item)
    return merged


def _joins(text: str, before: FoundDeadline, item: FoundDeadline) -> bool:
    first, second = before.deadline, item.deadline
    if first.end is None or second.end is None or first.end >= second.end or item.start - before.end > 24:
        return False
    if "relative" in (first.precision, second.precision):
        return False
    joint = text[before.end : item.end]
    match = _JOIN.match(joint)
    if match is None or not joint.strip():
        return False
    if match[0].strip().lower().startswith("and"):
        return before.preposition == "between"
    return True
