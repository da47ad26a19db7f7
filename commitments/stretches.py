"""The words of a page in rows, and what any stretch of them counts: summed once a page, not for each thing weighed."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from commitments.pages import Page
from commitments.plain_words import PlainWords, pairs, plain_words
from records.topics import Topic
from records.weighing import FEW, FINER, Numbering, Numbers, Running, Scores, Weighing


class Stretch(NamedTuple):
    """A part of a row, all of whose words are signs of one kind: ("before", "words", 3, 15)."""

    kind: str
    row: str
    first: int
    last: int


class Signs(NamedTuple):
    """What is to be weighed: stretches of rows, and signs by kind."""

    stretches: Sequence[Stretch]
    others: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of words by name, with their numbers and their sums for those weighings that were asked about them."""

    named: Mapping[str, Sequence[str]]
    _numbers: dict[tuple[Numbering, str], Numbers] = field(default_factory=dict)
    _sums: dict[tuple[Weighing, str, str], Running] = field(default_factory=dict)

    def counted(self, signs: Signs) -> dict[str, int]:
        """How often each sign is seen, as signs are kept in the file of a weighing: {"w=will": 1}."""
        stretches = ((kind, self.named[row][first:last]) for kind, row, first, last in signs.stretches)
        return Counter(f"{kind}={word}" for kind, words in (*stretches, *signs.others) for word in words)

    def score(self, weighing: Weighing, signs: Signs) -> int:
        """What signs count together for a yes."""
        total = weighing.score(signs.others)
        leaning: dict[str, tuple[int, int]] = {}
        for kind, row, first, last in signs.stretches:
            if first < last and kind in weighing.kinds:
                running = self._running(weighing, kind, row)
                total += running.sums[last] - running.sums[first]
                if running.known:
                    told, known = leaning.get(kind, (0, FEW))
                    told += running.leanings[last] - running.leanings[first]
                    leaning[kind] = told, known + running.known[last] - running.known[first]
        return total + sum(told // (FINER * known) for told, known in leaning.values())

    def scores(self, weighing: Weighing, signs: Signs) -> Scores:
        """What signs count together, for each answer of a weighing in its place."""
        rows = [(kind, self._numbered(weighing, row)[first:last]) for kind, row, first, last in signs.stretches]
        return weighing.scores(rows, signs.others)

    def _numbered(self, weighing: Weighing, row: str) -> Numbers:
        known = self._numbers.get((weighing.numbering, row))
        if known is None:
            known = self._numbers[weighing.numbering, row] = weighing.numbering.numbered(self.named[row])
        return known

    def _running(self, weighing: Weighing, kind: str, row: str) -> Running:
        known = self._sums.get((weighing, kind, row))
        if known is None:
            known = self._sums[weighing, kind, row] = weighing.running(kind, self._numbered(weighing, row))
        return known


@dataclass(frozen=True, slots=True, eq=False)
class PageRows:
    """The rows of a page: its plain words, each two of them, and the names of the vocabulary lists met."""

    rows: Rows
    words: PlainWords
    _list_starts: list[int]

    def stretch(self, kind: str, start: int, end: int) -> Stretch:
        """The words that begin between two offsets, as signs of a kind."""
        return Stretch(kind, "words", self.words.place(start), self.words.place(end))

    def lists(self, kind: str, start: int, end: int) -> Stretch:
        """The vocabulary lists with a phrase that begins between two offsets, wherever it ends, as signs of a kind."""
        return Stretch(kind, "lists", bisect_left(self._list_starts, start), bisect_left(self._list_starts, end))


@lru_cache(maxsize=4)
def rows_of(page: Page) -> PageRows:
    """The rows of a page with all vocabulary lists that are signs of any weighing of its topic."""
    return rows_with(page, _weighed_lists(page.topic))


def rows_with(page: Page, lists: tuple[str, ...]) -> PageRows:
    """The rows of a page with the vocabulary lists named."""
    words = plain_words(page.topic, page.text)
    begun = sorted((start, name) for name in lists for start in page.begins(name))
    rows = Rows({"words": words.words, "pairs": pairs(words), "lists": [name for _, name in begun]})
    return PageRows(rows, words, [start for start, _ in begun])


@lru_cache(maxsize=4)
def _weighed_lists(topic: Topic) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for weighing in topic.weighings.values() for name in weighing.lists))


def pairs_of(words: Stretch, kind: str) -> Stretch:
    """Each two words of a stretch of words, as signs of a kind."""
    return Stretch(kind, "pairs", words.first, max(words.first, words.last - 1))


def latest(kind: str, stretch: Stretch, words: int) -> Stretch:
    """The last few words of a stretch, as signs of a kind."""
    return Stretch(kind, stretch.row, max(stretch.first, stretch.last - words), stretch.last)


def earliest(kind: str, stretch: Stretch, words: int) -> Stretch:
    """The first few words of a stretch, as signs of a kind."""
    return Stretch(kind, stretch.row, stretch.first, min(stretch.last, stretch.first + words))
