"""The words of a page in their plainest form, for weighing: small letters, every number, sum, month and measure by one
name, so that what is learned of them holds for any number and any topic."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from commitments.measure_words import find_hits
from records.topics import Topic

_MEASURE = "MEASURE"
_WORD = re.compile(
    r"(?P<MONEY>£\s?[\d,.]+\s?(?:m|bn|k|million|thousand|billion)?\b)"
    r"|(?P<YEAR>\b(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?\b)"
    r"|(?P<PERCENT>\d[\d,.]*\s?(?:%|per cent\b|percent\b))"
    r"|(?P<MONTH>\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb"
    r"|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)"
    r"|(?P<NUMBER>\d[\d,.]*)|(?P<word>[a-z][a-z'-]*|[?;:])"
)


@dataclass(frozen=True, slots=True, eq=False)
class PlainWords:
    """The words of a text and where each begins."""

    starts: list[int]
    words: list[str]

    def place(self, offset: int) -> int:
        """How many words begin before an offset."""
        return bisect_left(self.starts, offset)

    def between(self, start: int, end: int) -> list[str]:
        """The words that begin between two offsets."""
        return self.words[self.place(start) : self.place(end)]

    def first(self, word: str, start: int, end: int) -> int | None:
        """Where a word first begins between two offsets."""
        for place in range(self.place(start), self.place(end)):
            if self.words[place] == word:
                return self.starts[place]
        return None


@lru_cache(maxsize=8)
def pairs(words: PlainWords) -> list[str]:
    """Each two words that follow one another: with every word but the last the next."""
    return [*map(" ".join, pairwise(words.words))]


@lru_cache(maxsize=4)
def plain_words(topic: Topic, text: str) -> PlainWords:
    """The words of a text in their plainest form."""
    named = named_words(text)
    starts: list[int] = []
    words: list[str] = []
    at = 0
    for hit in find_hits(topic, text):
        first, last = bisect_left(named.starts, hit.start), bisect_left(named.starts, hit.end)
        if at < last:
            starts += [*named.starts[at:first], named.starts[max(at, first)]]
            words += [*named.words[at:first], _MEASURE]
            at = last
    return PlainWords([*starts, *named.starts[at:]], [*words, *named.words[at:]])


@lru_cache(maxsize=16)
def named_words(text: str) -> PlainWords:
    """The words of a text with the measures by their own names: what is learned of them holds for one topic."""
    folded = text.lower().replace("’", "'")
    found = [*_WORD.finditer(folded if len(folded) == len(text) else text)]
    kinds = [match.lastgroup for match in found]
    words = [match[0] if kind == "word" else kind or "" for match, kind in zip(found, kinds, strict=True)]
    return PlainWords([match.start() for match in found], words)
