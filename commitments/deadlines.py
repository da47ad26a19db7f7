"""Find every time named in a text and the days it means, by the gold guidelines' table of deadlines."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from commitments.calendar_meaning import Parts, Standing
from commitments.calendar_words import BY_START, TimeWords
from commitments.first_words import places_of
from commitments.periods import Period
from commitments.prepositions import DURING, UNTIL, Before, narrowed, read_before
from commitments.tenses import Verb
from commitments.time_sense import stands
from commitments.unwrapped import unwrap
from records.findings import Deadline
from records.openings import plain

Role = Literal["due", "past", "as_of", "standard"]


class FoundDeadline(NamedTuple):
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


_JOIN = re.compile(
    r"\s*(?:\b(?:to|until|till|up\s+to|through\s+to|and|through)\b|-|–|—)\s*(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?"
)
_FISCAL = re.compile(
    r"\b(?:financial year|budget|outturn|overspen\w+|underspen\w+|savings|revenue|quarter [1-4]|q[1-4]|20\d\d/\d\d"
    r"|year[ -]end|performance|scorecard|indicators?|kpis?|targets?)\b"
)
# "a target of 95% for the current year", "spending should not exceed £1.2m this year"
_MONEY_NEAR = re.compile(
    r"\b(?:budget\w*|spending|expenditure|overspen\w+|savings?|outturn|targets?)\b[^.;\n]*\b(?:this|current|present|next)\s+year\b",
    re.IGNORECASE,
)
# A time allowed for each case is in days or weeks, and stands beside a share of the cases.
_ALLOWED = re.compile(r"(?:working\s+|school\s+|calendar\s+)?days?|weeks?", re.IGNORECASE)
_RATE = re.compile(
    r"%|\bper\s?cent|\b(?:rate|proportion|share|timeliness|percentage|average|statutory|legal|limit)\b", re.IGNORECASE
)
_PART = re.compile(r";|\n\s*\n|(?<=[\w)%]{2})\.\s+(?=[A-Z])")  # what lies beyond one is of another clause
_EVERY = re.compile(r"\b(?:every|each|all|any)\b", re.IGNORECASE)
_SPANS = frozenset(("span", "one span"))
_MEETING = re.compile(r"\b(?:meeting|report|cabinet|board|committee|panel|council)$")
# Ways of writing that leave the year open.
_YEARLESS = frozenset(
    (
        *(
            "months",
            "half term",
            "span from day",
            "day for span",
            "week of month",
            "week of day",
            "day and month",
            "month and number",
            "quarter",
            "ordinal quarter",
            "season",
            "festival",
        ),
        *("recess", "month", "weekday"),
    )
)
# Ways of writing that name a moment unless a preposition makes them a stretch of days.
_MOMENTS = frozenset(
    (
        "date",
        "month",
        "month and year",
        "month and apostrophe",
        "month and short year",
        "month and number",
        "today",
        "quarter",
    )
)


def find_deadlines(
    text: str, published: date | None, start: int = 0, end: int | None = None, *, papers: bool = False
) -> list[FoundDeadline]:
    """Every time named between two offsets, in order, none overlapping.

    Times that depend on publication have no end when `published` is None. In `papers` of a council a year is the
    financial one.
    """
    page = unwrap(text)
    first, last = page.joined(start), page.joined(len(text) if end is None else end)
    found = _merged(page.text, list(_found(page.text, published, first, last, papers=papers)))
    if page.text == text:
        return found
    return [_placed(text, page.place(item.start), page.end_place(item.end), item) for item in found]


def _placed(text: str, start: int, end: int, item: FoundDeadline) -> FoundDeadline:
    return item._replace(start=start, end=end, deadline=replace(item.deadline, text=text[start:end]))


def _found(text: str, published: date | None, start: int, end: int, *, papers: bool = False) -> Iterator[FoundDeadline]:
    """Every time between two offsets, read one after the other."""
    previous: Period | None = None
    floor = start
    for at, first in places_of(text[:end], BY_START.keys()):
        begun = BY_START[first]
        if at < floor or not begun.pattern.match(text, at, end):
            continue
        for words in begun.words:
            match = words.pattern.match(text, at, end)
            item = match and _item(text, words, match, published, floor, previous, papers)
            if match and item:
                floor = match.end()
                if item.deadline.end is not None:
                    previous = Period(
                        start=item.deadline.start, end=item.deadline.end, precision=item.deadline.precision
                    )
                yield item
                break


def _item(
    text: str,
    words: TimeWords,
    match: re.Match[str],
    published: date | None,
    floor: int,
    previous: Period | None,
    papers: bool,
) -> FoundDeadline | None:
    """What one expression means where it stands; None when it is no time there."""
    before = read_before(text, floor, match.start())
    parts = Parts(match)
    if not stands(text, words.name, match, parts, before):
        return None
    verb = Verb(text, before.start, match.end())
    at = Standing(
        published=published,
        fiscal=lambda: (
            papers
            or _is_fiscal(text)
            or _MONEY_NEAR.search(text, max(0, match.start() - 140), match.end() + 30) is not None
        ),
        forward=_looks_forward(words.name, before, verb),
        rolling=before.word in UNTIL,
        firm=bool(before.word or before.modifier) or _is_cell(text, match.start(), match.end()),
        inside=before.word in ("within", "inside"),
        on=before.word == "on",
        whole=not before.modifier,
        last=previous,
    )
    period = words.read(parts, at)
    if period is None:
        return None
    period = narrowed(period, before, words.name, whole=bool(parts["out"] or _MEETING.search(parts["tail"])))
    first = period.start if _spans_days(words.name, before, parts) else None
    return FoundDeadline(
        start=before.start,
        end=match.end(),
        deadline=Deadline(
            text=text[before.start : match.end()], start=first, end=period.end, precision=period.precision
        ),
        role=_role(text, match, words.name, parts, before, period, published, verb),
        preposition=before.word,
    )


@lru_cache(maxsize=16)
def _is_fiscal(text: str) -> bool:
    """Whether a paper is about budgets or performance, where "this year" is the financial year."""
    return sum(1 for _ in islice(_FISCAL.finditer(plain(text)), 3)) == 3


def _looks_forward(name: str, before: Before, verb: Verb) -> bool:
    """Whether a time without a year is the next one."""
    word = before.word
    if name not in _YEARLESS:
        return True
    if word in ("since", "as at", "as of", "ended"):
        return False
    if word == "by":  # "By October three were again living further off" is gone
        return not (verb.follows and verb.tense == "past")
    if word in UNTIL and word not in ("to", "for", "ending"):
        return True
    if word == "at" or (name == "weekday" and word == "on"):
        return verb.tense == "future" and word != "on"
    return verb.tense != "past"


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether the words fill a cell or a bracket of their own."""
    before = text[max(0, start - 3) : start].rstrip(" \t\xa0")
    after = text[end : end + 3].lstrip(" \t\xa0")
    return (not before or before[-1] in "|(\n\t:") and (not after or after[0] in "|)\n\t:")


def _spans_days(name: str, before: Before, parts: Parts) -> bool:
    """Whether the expression names a stretch of time and not only its end."""
    if before.modifier or before.word in ("within", "inside"):
        return False
    if name in _SPANS:
        opening = parts.whole.lower().split()[0]
        return before.word in ("over", "across", "during", "throughout") or opening in (
            "next",
            "coming",
            "last",
            "past",
        )
    return before.word in DURING and not (before.word == "" and name in _MOMENTS)


def _role(
    text: str,
    match: re.Match[str],
    name: str,
    parts: Parts,
    before: Before,
    period: Period,
    published: date | None,
    verb: Verb,
) -> Role:
    """How the time stands in its sentence."""
    word = before.word
    gone = parts["past"] or parts["after"] == "ago" or parts["which"] in ("the last", "the past")
    if gone or word == "since" or before.modifier == "past":
        return "past"
    if name == "span" and _ALLOWED.match(parts["unit"]) and not parts["after"] and "next" not in match[0].lower():
        around = _PART.split(text[max(0, match.start() - 100) : match.start()])[-1] + match[0]
        around += _PART.split(text[match.end() : match.end() + 60])[0]
        if verb.tense != "future" or _RATE.search(around) or _EVERY.search(around):
            return "standard"
    over = period.end is not None and published is not None and period.end < published
    today = period.end is not None and period.end == published
    if word in ("as at", "as of"):
        return "due" if not over and not today and verb.tense == "future" else "as_of"
    if word in ("at", "to", "ended", "ending", "ends", "on"):
        return "as_of" if over or published is None or (today and verb.tense != "future") else "due"
    return "past" if over else "due"


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
            merged[-1] = item._replace(start=before.start, deadline=deadline, preposition=before.preposition)
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
        # "in Q3 and Q4", "across 2025/26 and 2026/27"
        quarters = first.precision == second.precision in ("quarter", "financial_year") and not item.preposition
        return before.preposition == "between" or (quarters and before.preposition in DURING)
    return True
