"""Whether words that often name no time do so here: "over 20 weeks", "the year", "in weeks", "4/5"."""

import re

from commitments.calendar_meaning import Parts
from commitments.prepositions import Before

_ALWAYS = frozenset(("within", "inside", "across", "during", "throughout", "take", "takes", "taking", "taken", "after"))
_LONGER_THAN = re.compile(
    r"\b(?:for|of|than|waited|waiting|lasting|took|takes|wait|least)\s+(?:just\s+|well\s+)?over\s+(?:a\s+)?$",
    re.IGNORECASE,
)
_TAKES = re.compile(r"\btak(?:es?|en|ing)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:within|in)\s+$", re.IGNORECASE)
_NOT_LONGER = re.compile(r"-|['’]s|\s+(?:groups?|of|olds?|in\s+(?:19|20)\d\d)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|been|had|let)\s+(?:\w+\s+)?$", re.IGNORECASE)
_FULL_YEAR = re.compile(r"(?:a|one)\s+full\s+year", re.IGNORECASE)
_ITS = re.compile(r"\b(?:the|its|our|their|this|a)\s+$", re.IGNORECASE)


def stands(text: str, name: str, match: re.Match[str], parts: Parts, before: Before) -> bool:
    """Whether the expression of that name (in `calendar_words.py`) is a time where it stands."""
    word = before.word
    if name in ("span", "one span", "another span"):
        return _is_span_ahead(text, match, parts, before)
    if name == "span from day" and parts["count"] in ("a", "an"):  # "two days a week from September"
        return word == "for"
    if name == "vague span":
        return word in ("within", "in") and _WITHIN.search(text, max(0, match.start() - 9), match.start()) is not None
    if name == "next meeting":
        return bool(word) or _ITS.search(text, max(0, match.start() - 8), match.start()) is not None
    if name == "term end":
        return before.modifier == "end"
    if name == "nth year":
        return before.modifier == "end" or word in ("within", "by")
    if name == "this or next" and parts["which"] == "the" and not parts["after"]:
        narrow = before.modifier in ("end", "early", "mid") or parts["ahead"]
        return bool(narrow) or word in ("in", "during", "within", "throughout", "by", "before")
    if name == "two part year" and len(parts["first"]) == 2:
        return "/" in match[0] and " " not in match[0]
    if name == "month" and word == "of":
        return bool(parts["which"])
    return not (name == "year" and word in ("about", "around", "over", "at") and not before.modifier)


def _is_span_ahead(text: str, match: re.Match[str], parts: Parts, before: Before) -> bool:
    """Whether a length of time is counted from now on, or back, and does not only say how long something is."""
    after, word = parts["after"], before.word
    if parts["past"] or after.endswith("ago") or word in _ALWAYS:
        return True
    if re.match(r"first\b", match[0], re.IGNORECASE):
        return word not in ("on", "of", "for")  # "a report on the first six months" is about them
    if re.match(r"(?:next|following|coming)\b", match[0], re.IGNORECASE):
        return True
    if word == "in" and _FULL_YEAR.match(match[0]):  # "savings of £2m in a full year" says how much a year
        return False
    if after:
        return "time" in after or word in ("in", "over", "by", "for")
    if parts["more"]:  # "will stay for another year", but "another year group", "was extended for another year"
        if _NOT_LONGER.match(text, match.end()) or _WAS.search(text, max(0, before.start - 30), before.start):
            return False
        return word in ("for", "until") or (word == "in" and parts["unit"].startswith(("week", "month")))
    if word == "over":  # "over three years", but "over 20 weeks" and "for over ten years" say how long
        years = parts["unit"].startswith(("year", "yr", "month", "term"))
        return years and _LONGER_THAN.search(text, max(0, match.start() - 40), match.start()) is None
    if word in ("about", "around"):
        return _TAKES.search(text, max(0, match.start() - 30), match.start()) is not None
    return word in ("in", "before", "by", "until")
