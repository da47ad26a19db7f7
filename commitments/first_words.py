"""Where the words of a text stand, each by its small letters: what may begin a time or a number is looked up there, so
that the words of a page are read once for all of them."""

import re
from collections.abc import Set
from functools import lru_cache

DIGIT = "0"  # stands for a figure, whatever it begins with
_WORD = re.compile(r"[A-Za-z]+|(?P<digit>(?<![0-9])[0-9])|[£€$]")


def places_of(text: str, words: Set[str]) -> list[tuple[int, str]]:
    """Where some words stand in a text, in order, and which; a sign of money is a word."""
    known = _words(text)
    return sorted([(start, word) for word in known.keys() & words for start in known[word]])


@lru_cache(maxsize=16)
def _words(text: str) -> dict[str, list[int]]:
    """Where each word of a text begins."""
    found: dict[str, list[int]] = {}
    for word in _WORD.finditer(text):
        found.setdefault(DIGIT if word.lastgroup else word.group().lower(), []).append(word.start())
    return found
