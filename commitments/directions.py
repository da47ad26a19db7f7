"""Read which way a promise moves what it counts: by so much, to a level, at least, at most, as it was."""

import re
from dataclasses import dataclass

from commitments.goal_figures import NOBODY
from commitments.pages import Page
from commitments.promises import Promise
from commitments.quantities import Quantity
from records.findings import Change

_ABOUT = r"about|around|some|approximately|just|roughly|nearly|almost"
_BY = re.compile(
    rf"\bby\s+(?:(?:up\s+to|at\s+least|{_ABOUT}|a\s+further|another|more\s+than|over|between|an\s+average\s+of|a\s+total\s+of"
    r"|a\s+minimum\s+of)\s+)*$",
    re.IGNORECASE,
)
# "an increase of 12%", "a reduction of about 100%".
_CHANGE_OF = re.compile(
    r"\b(?:(?P<up>increase|rise|uplift|growth|improvement|gain|boost|addition)|reduction|cut|decrease|fall|drop|discount)s?\s+of\s+"
    rf"(?:(?:{_ABOUT}|at\s+least|up\s+to|over|between)\s+)*$",
    re.IGNORECASE,
)
# "bring visits up to 45 a week", "go up to twenty": a level; "take up to four children" is a limit.
_UP_TO = re.compile(
    r"\b(?:(?:go(?:es|ing)?|ris(?:e|es|ing)|climb(?:s|ing)?)\s+|(?:bring(?:s|ing)?|tak(?:e|es|en|ing)|buil[dt]|get(?:s|ting)?"
    r"|mov(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|grow(?:s|n|ing)?|push(?:es|ed|ing)?|scal(?:e|es|ed|ing))\s+"
    r"(?!(?:out|back|home|on|over|away|forward|each|every|this|next)\b)"
    r"(?:(?!(?:by|for|with|from|in|into|where)\b)[\w'’-]+\s+){1,5})(?<!\bto\s)up\s+to\s+$",
    re.IGNORECASE,
)
_LEVEL_TO = re.compile(
    rf"(?<!up\s)\b(?:to|at|towards?|reach(?:es|ing)?)\s+(?:(?:{_ABOUT}|no\s+more\s+than|below|under|at\s+least|over|a|the)"
    r"\s+)*$",
    re.IGNORECASE,
)
_BOUND_WORDS = re.compile(
    r"\b(?:no|not)\s+(?:more|fewer|less|higher|lower|greater|longer)\s+than\s*$|\b(?:at\s+(?:least|most)|up\s+to"
    r"|more\s+than|fewer\s+than|less\s+than|a\s+(?:minimum|maximum)\s+of|as\s+many\s+as)\s*$",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"(?:no|not)\s+(?:more|higher|greater|longer)\s+than|a\s+maximum", re.IGNORECASE)
_STANDS = re.compile(r"\b(?:be|is|are|was|were|been|remains?|stays?|kept|held|to)\s+$", re.IGNORECASE)
_HAVE = re.compile(r"\b(?:to|will|would)\s+have\s+$", re.IGNORECASE)
# "8 per cent lower", "a 10% cut", "five per cent off".
_COMPARED = re.compile(
    r"\s+(?!or\b)(?:(?:\w+\s+){0,2}(?P<up>higher|larger|bigger|increase|rise|growth|uplift|improvement)"
    r"|(?:\w+\s+){0,2}(?:lower|fewer|less|cheaper|shorter|smaller|reduction|cut|decrease|fall|drop)"
    r"|(?:(?:days|weeks|months|points)\s+)?off(?![-\s](?:site|benefits?|sick|roll|plans?|street)\b))\b(?!\s+than\s+\d)",
    re.IGNORECASE,
)
_WANTED = re.compile(r"\b(?:wants?|wanted|wish(?:es|ed)?|would\s+like|expects?|expected)\s+$", re.IGNORECASE)
_TO_HAVE = re.compile(r"(?:\s+(?!to\b)[\w'’-]+){1,4}\s+(?:to|will|would)\s+(?:have|be)\b", re.IGNORECASE)
_GIVEN = re.compile(r"\b(?:give|offer|provide|see|visit|reach|help|support)\s+$", re.IGNORECASE)
_CEILING = re.compile(
    r"\b(?:an?\s+(?:\w+\s+){0,2}(?:maximum|ceiling|cap|limit)\s+(?:\w+\s+){0,2}of|peaking\s+at|capped\s+at|not\s+exceeding)\s+$",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"\b(?:growth|increase of|additions?\s+of|extra|additional|another|further)\b"
    r"(?:[^,;]{0,60}|\s+(?:annual\s+)?costs?,[^;]{0,40})$",
    re.IGNORECASE,
)
# "hold losses to ten", "limit the increase to 3%"
_HELD_TO = re.compile(
    r"\b(?:(?:limit|restrict|confin|cap)(?:s|e|es|ed|ing|ping|ped)?\s+(?:[\w'’-]+\s+){1,6}|(?:hold|keep)(?:s|ing)?\s+"
    r"(?:(?!\w+ing\b|open\b)[\w'’-]+\s+){1,6})to\s+(?:about\s+|around\s+|just\s+)?$",
    re.IGNORECASE,
)
# "will become nine teams", "merged into six", "ring-fence ten places a year": so many in all.
_IN_ALL = re.compile(
    r"\b(?:becom(?:e|es|ing)|merg(?:e|es|ed|ing)\b[^.;]{0,60}\binto|ring-?fenc(?:e|es|ed|ing))\s+(?:just\s+|only\s+)?$",
    re.IGNORECASE,
)
_RING_FENCED = re.compile(
    r"(?:\s+(?!and\b|but\b|while\b)[\w'’-]+){0,6}?\s+(?:(?:to|will|would|should|shall)\s+)?be\s+ring-?fenced\b",
    re.IGNORECASE,
)
# "£17.8m more than now", "a £6million boost", "£140,000 a year be added", "£612,000 be transferred".
_ADDED = re.compile(
    r"\s+(?:(?:more|extra|boost|uplift|injection|windfall|top[- ]up|increase)\b"
    r"|(?:a\s+year\s+|each\s+year\s+|annually\s+)?(?:(?:is|are|was|were|will|would|to|should)\s+)*(?:be\s+)?added\b)",
    re.IGNORECASE,
)
_OR = re.compile(
    r"\s*(?:%|per\s?cent)?(?:\s+(?!or\b)\w+)?\s+or\s+(?:(?P<up>more|higher|above|over|better|greater)|(?:fewer|less|lower|under|below))\b",
    re.IGNORECASE,
)
# Of those counted before, so many of one sort: "15 households, at least four of them for teenagers".
_PART = re.compile(r"\s+(?:of\s+(?:them|these|those|which|whom)|who\s+(?:would|will|can))\b", re.IGNORECASE)
_FLOW = re.compile(r"\s+(?:[\w-]+\s+){0,2}(?:approvals|recruits|starters|appointments)\b", re.IGNORECASE)
_SET = re.compile(r"\b(?:target|goal|aim|ambition|standard|limit|ceiling|cap)\b", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|consist(?:ing)?\s+of|target(?:\s+of)?:?)\s+$", re.IGNORECASE)
_FLOORS = re.compile(r"\b(?:below|under|no\s+more\s+than|fewer\s+than|less\s+than|=?<=?|≤)\s*$", re.IGNORECASE)
# Where the clause of a figure ends: what comes after it moves something else.
_CLAUSE_END = re.compile(
    r"[;.]\s|,\s+(?:and|but|after|while|so|giving|when|as|because|though|although)\b|\s[–—]\s"
    r"|\band\s+(?:by|from|in|to)\b",
    re.IGNORECASE,
)
# Words that tell more or fewer of the things they stand beside; a verb of moving outweighs them ("cut new requests").
_BESIDE = re.compile(
    r"(?:new|extra|additional|further|another|more|higher|greater|larger|wider|second|third|fourth|fifth|fewer|less"
    r"|lower|lowest|cheaper|shorter|quicker)\b",
    re.IGNORECASE,
)
_THAN = re.compile(r"\s+than\b", re.IGNORECASE)
_OPENED = ("homes", "places")  # "two homes, each for two children": so many more
_SUPPLIED = ("nights", "hours", "visits")  # what is given each year: so many in all, and not so many more


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of direction: where it begins, what it says, and whether it only stands beside a noun."""

    start: int
    change: Change
    beside: bool


def _words(page: Page, start: int, end: int) -> list[_Word]:
    """The words of direction between two offsets, in order; "fewer than" compares and moves nothing."""
    found = [
        _Word(match.start(), change, _BESIDE.match(match.group()) is not None)
        for name, change in _DIRECTIONS
        for match in page.all(name, start, end)
        if not _THAN.match(page.text, match.end())
    ]
    return sorted(found, key=lambda word: word.start)


_DIRECTIONS: tuple[tuple[str, Change], ...] = (("up", "increase_by"), ("down", "decrease_by"), ("hold", "maintain"))


def _first(page: Page, start: int, end: int) -> Change:
    """The way the first verb of direction points, else the first word of direction."""
    words = _words(page, start, end)
    return next((word.change for word in [w for w in words if not w.beside] or words), "none")


def _last(page: Page, start: int, end: int) -> Change | None:
    """The way the last verb of direction points, else the last word of direction."""
    words = _words(page, start, end)
    return next((word.change for word in reversed([w for w in words if not w.beside] or words)), None)


def money_change(page: Page, start: int, item: Quantity) -> Change:
    """What is done with a sum: a sum to be spent or saved is reached, "another £2m" is more."""
    before = page.text[start : item.start]
    if _BY.search(before) and _last(page, start, item.start) == "increase_by" and item.baseline is None:
        return "increase_by"  # "fees will go up by £45 a week"
    if item.extra:
        return "increase_by"
    if _ADDED.match(page.text, item.end):
        return "increase_by"
    if item.bound:
        return item.bound
    if _CEILING.search(before):
        return "at_most"
    if _GROWTH.search(before):
        return "increase_by"
    return "maintain" if _first(page, start, item.start) == "maintain" else "reach"


def figure_change(page: Page, promise: Promise, item: Quantity) -> Change:
    """What is done with what a figure counts."""
    before = page.text[promise.start : item.start]
    if bounded := _BOUND_WORDS.search(before):  # "no higher than" tells a limit and no direction
        before = before[: bounded.start()] + " "
    if item.baseline is None and (either := _OR.match(page.text, item.end)):  # "45 or fewer", "25% or lower"
        return "at_least" if either.group("up") else "at_most"
    level = item.bound or "reach"
    if item.value and NOBODY.search(before):  # "nobody waits more than 18 weeks", "no child waits beyond eight"
        return "at_most"
    if bounded and (_LIMIT.match(bounded.group()) or (item.bound and _STANDS.search(before))):
        return item.bound or "at_most"
    if _HAVE.search(before) and not item.extra:
        return level
    if item.form == "number" and _is_part(page, promise, item):
        return "increase_by"
    if _CEILING.search(before):
        return "at_most"
    if item.form == "number" and _HELD_TO.search(before):
        return "at_most"
    if _UP_TO.search(page.text, promise.start, item.start) or _IN_ALL.search(before):
        return "reach"
    if not item.extra and _RING_FENCED.match(page.text, item.end):
        return "reach"
    clause = _CLAUSE_END.search(page.text, item.end, promise.end)
    end = clause.start() if clause else promise.end
    towards = _first(page, promise.start, end)
    nearest = _last(page, promise.start, promise.start + len(before)) or towards
    if _WITH.search(before) and not item.extra:
        return "decrease_by" if page.has("down", item.end, end) else level
    if item.form == "ratio":
        return "ratio"
    if towards == "maintain" and nearest == "maintain":
        return "at_most" if item.bound == "at_most" else "maintain"
    if _BY.search(before) and nearest in ("increase_by", "decrease_by"):
        return nearest
    if item.baseline is not None or _LEVEL_TO.search(before):
        return level
    if item.extra or item.net:
        return "decrease_by" if nearest == "decrease_by" and not item.extra else "increase_by"
    if of := _CHANGE_OF.search(page.text, promise.start, item.start):
        return "increase_by" if of.group("up") else "decrease_by"
    if compared := _COMPARED.match(page.text, item.end):
        return "increase_by" if compared.group("up") else "decrease_by"
    if _TO_HAVE.match(page.text, item.end) and (item.bound or _WANTED.search(before)):
        return level  # "at least 500 pupils to have a plan", "wants 60 to have finished": a level
    if item.form in ("percent", "duration") or _is_supplied(item) or _FLOORS.search(before):
        return level
    if nearest in ("increase_by", "decrease_by"):
        return nearest
    if page.has("wanted", promise.start, end) and not _SET.search(before):
        return "at_least" if bounded and item.bound == "at_least" and _GIVEN.search(before) else "increase_by"
    if item.unit in _OPENED and item.form == "number" and not item.bound and item.noun and item.noun[0] >= item.start:
        return "increase_by"
    return level


def _is_part(page: Page, promise: Promise, item: Quantity) -> bool:
    """Whether a figure is of those that are to come: a part of the additions told before it, or approvals in a year."""
    if _PART.match(page.text, item.end):
        return _last(page, promise.setting.unit.start, item.start) == "increase_by"
    return _FLOW.match(page.text, item.end) is not None and not _LEVEL_TO.search(page.text, promise.start, item.start)


def _is_supplied(item: Quantity) -> bool:
    return item.unit in _SUPPLIED and item.noun is not None and item.noun[0] >= item.start


def action_change(page: Page, promise: Promise) -> Change:
    """The direction an action gives to what it is about: the first such word after the cue, else before it."""
    held = page.first("hold", promise.start, promise.end)
    if held and held.start() < promise.cue[0] < held.end():  # "none would be closed"
        return "maintain"
    for start, end in ((promise.cue[0], promise.end), (promise.start, promise.cue[1])):
        found = [(match.start(), change) for name, change in _DRIFTS if (match := page.first(name, start, end))]
        if found:
            return min(found)[1]
    return "none"


_DRIFTS: tuple[tuple[str, Change], ...] = (("more_of", "increase_by"), ("less_of", "decrease_by"), ("hold", "maintain"))
