"""The words of a page in their plainest form, for weighing: small letters, every number, sum, month and measure by one
name, so that what is learned of them holds for any number and any topic."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from commitments.measure_words import find_hits
from records.topics import Topic

_MEASURE = "MEASURE"
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?")
_WORD = re.compile(
    rf"([a-z][a-z'-]*|£\s?[\d,.]+\s?(?:m|bn|k|million|thousand|billion)?\b|\b{_YEAR.pattern}\b"
    r"|\d[\d,.]*(?:\s?(?:%|per cent\b|percent\b))?|[?;:])"
)
_MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul"
    r"|aug|sept?|oct|nov|dec)\b.*"
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
    parts = _WORD.split(folded if len(folded) == len(text) else text)
    starts = [*accumulate(map(len, parts))][:-1:2]
    return PlainWords(starts, [*map(_plainest, parts[1::2])])


@lru_cache(maxsize=20_000)
def _plainest(word: str) -> str:
    """A word, or what kind of number, sum or time it is."""
    if word[0] == "£":
        return "MONEY"
    if word[0].isdigit():
        return "YEAR" if _YEAR.fullmatch(word) else "PERCENT" if word[-1] in "%t" else "NUMBER"
    return "MONTH" if _MONTH.fullmatch(word) else word
