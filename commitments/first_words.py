"""Where the words of a text stand, each by its small letters: what may begin a time or a number is looked up there, so
that the words of a page are read once for all of them."""

import re
from collections import defaultdict
from collections.abc import Set
from functools import lru_cache
from string import digits

DIGIT = "0"  # stands for a figure, whatever it begins with
_WORD = re.compile(r"[A-Za-z]+|(?<![0-9])[0-9]|[£€$]")


def places_of(text: str, words: Set[str]) -> list[tuple[int, str]]:
    """Where some words stand in a text, in order, and which; a sign of money is a word."""
    known = _words(text)
    return sorted([(start, word) for word in known.keys() & words for start in known[word]])


@lru_cache(maxsize=4)
def _words(text: str) -> dict[str, list[int]]:
    """Where each word of a text begins."""
    small = text.replace("İ", " ").lower()  # the one letter whose small form is two characters
    found: defaultdict[str, list[int]] = defaultdict(list)
    for word in _WORD.finditer(small):
        found[word[0]].append(word.start())
    found[DIGIT] = sorted(start for digit in digits for start in found.pop(digit, ()))
    return found
