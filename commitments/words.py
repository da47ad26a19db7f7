"""Ask whether words of a vocabulary list stand right before or right after a place in a text."""

import re
from functools import lru_cache

from records.phrase_lists import PhraseList

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_REACH = 90  # characters before a place in which a phrase may begin


@lru_cache(maxsize=512)
def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + r"[\s(~“\"'‘]*\Z", re.IGNORECASE)


@lru_cache(maxsize=512)
def _beginning(pattern: str, gap: int) -> re.Pattern[str]:
    return re.compile(rf"[\s)]*(?:[\w'’-]+\s+){{0,{gap}}}?" + pattern, re.IGNORECASE)


@lru_cache(maxsize=16)
def last_word(text: str, start: int, end: int) -> str:
    """The last run of letters between two offsets, in small letters: a quick look at whether it is worth trying a
    pattern that must end there. Kept, because several rules ask it of one number."""
    at = end
    while at > start and text[at - 1] not in _LETTERS:
        at -= 1
    first = at
    while first > start and text[first - 1] in _LETTERS:
        first -= 1
    return text[first:at].lower()


def ends_with(pattern: re.Pattern[str] | PhraseList, text: str, start: int, end: int) -> bool:
    """Whether a phrase of the pattern ends right before `end`; it may begin no earlier than `start`."""
    start = max(start, end - _REACH)
    if isinstance(pattern, PhraseList) and not pattern.may_begin(text, start, end):
        return False
    return _ending(pattern.pattern).search(text[start:end]) is not None


def begins_with(words: PhraseList, text: str, start: int, end: int, *, gap: int = 0) -> bool:
    """Whether a phrase of the list begins right after `start`, or after up to `gap` words."""
    first = start
    while first < end and (text[first] == ")" or text[first].isspace()):
        first += 1
    if not gap and first > start:
        return words.match(text, first, end) is not None
    if not words.may_begin(text, start, end):
        return False
    return _beginning(words.pattern, gap).match(text[start:end]) is not None  # "12-week": words joined to the number
