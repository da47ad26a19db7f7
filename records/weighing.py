"""Weigh signs against each other: the weights of a logistic regression, fitted once and kept as data."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from records.errors import BadInput
from records.likeness import Likeness

_FINE = 1000  # weights are kept as whole thousandths, so that a sum is the same in whatever order signs are met
_FINEST = 1000 * _FINE  # those of directions as whole millionths
FEW = 3  # of fewer words than these the mean direction counts less
_LIST_SIGNS = ("list", "list before", "list after")  # the kinds of signs whose words are names of vocabulary lists
Seen = Iterable[tuple[str, Iterable[str]]]  # the signs seen, by kind: ("w", ["will", "open"])
Scores = NDArray[np.int64]  # one for each answer, in thousandths


@dataclass(frozen=True, slots=True)
class Table:
    """What the words of one kind count: a row a word, a column for each answer; the last row is for all others."""

    rows: Mapping[str, int]
    weights: NDArray[np.int64]

    def of(self, words: Iterable[str]) -> NDArray[np.int64]:
        """A row for each of some words."""
        return self.weights[[self.rows.get(word, -1) for word in words]]


@dataclass(frozen=True, slots=True)
class Running:
    """What the words of a row count, added up word by word, so that any stretch of them is known at once."""

    sums: NDArray[np.int64]  # a row more than words, a column for each answer
    leanings: NDArray[np.int64] | None  # the same of what the words are like, in millionths
    known: NDArray[np.int64] | None  # how many of the words have a direction

    def between(self, first: int, last: int) -> Scores:
        """What the words from one place up to another count for each answer."""
        total: Scores = self.sums[last] - self.sums[first]
        if self.leanings is not None and self.known is not None:
            words = int(self.known[last] - self.known[first])
            total += (self.leanings[last] - self.leanings[first]) // (_FINE * (FEW + words))
        return total


@dataclass(frozen=True, kw_only=True, eq=False)
class Weighing:
    """What each sign counts for each answer; of answers that are yes or no only yes is weighed, above 0 is yes.

    Made by bench/fit_weighings.py from labelled passages. A sign has a kind and a word: "w=will" is the word "will"
    in the clause, "list=deed" a word of that vocabulary list. It counts as often as it is seen. Words of some kinds
    count by what they are like, too: their mean direction.
    """

    asks: str
    answers: tuple[str, ...]
    start: Scores  # what each answer counts without any sign
    signs: Mapping[str, Table]  # by kind
    likeness: Likeness | None = None
    leanings: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)  # by kind: a row a part of a direction
    version: str = ""  # of these weights: the first letters of the SHA-256 of their file

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of signs that count anything."""
        return frozenset([*self.signs, *self.leanings])

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The vocabulary lists whose words are signs here."""
        return tuple(
            dict.fromkeys(name for kind in _LIST_SIGNS if kind in self.signs for name in self.signs[kind].rows)
        )

    def scores(self, seen: Seen) -> Scores:
        """What signs count together for each answer in its place, without what words are like."""
        found = self.start.copy()
        for kind, words in seen:
            if table := self.signs.get(kind):
                for word in words:
                    if (row := table.rows.get(word)) is not None:
                        found += table.weights[row]
        return found

    def running(self, kind: str, words: Sequence[str]) -> Running:
        """What the words of a row count as signs of one kind."""
        sums = _added_up(
            self.signs[kind].of(words) if kind in self.signs else np.zeros((len(words), len(self.start)), int)
        )
        if kind not in self.leanings or self.likeness is None:
            return Running(sums, None, None)
        directions, known = self.likeness.of(words)
        return Running(sums, _added_up(directions @ self.leanings[kind]), _added_up(known))

    def weight(self, kind: str, word: str) -> int:
        """What one sign counts for the first answer."""
        return int(self.signs[kind].of([word])[0, 0]) if kind in self.signs else 0

    def heaviest(self, kind: str, words: Iterable[str]) -> str | None:
        """Of some words the one that as a sign of a kind speaks most for the first answer; None when none does."""
        weight, word = max(((self.weight(kind, word), word) for word in words), default=(0, ""))
        return word if weight > 0 else None


def read_weighing(text: str, where: str, likeness: Likeness | None = None) -> Weighing:
    """A weighing from its JSON. Raises BadInput naming the file, also when it was fitted with other directions of
    words than those given."""
    try:
        read = json.loads(text)
        answers = tuple(read["answers"])
        signs: dict[str, dict[str, list[Any]]] = {}
        for sign, weights in read["signs"].items():
            kind, _, word = sign.partition("=")
            signs.setdefault(kind, {})[word] = weights
        leanings = {kind: np.array(rows, dtype=np.int64) for kind, rows in read.get("leanings", {}).items()}
        if leanings and (likeness is None or likeness.version != read["likeness"]):
            raise ValueError(f"fitted with the directions of words {read['likeness']}, which are not here")
        return Weighing(
            asks=read["asks"],
            answers=answers,
            start=_placed(read["start"], len(answers)),
            signs={kind: _table(words, len(answers)) for kind, words in signs.items()},
            likeness=likeness,
            leanings=leanings,
            version=hashlib.sha256(text.encode()).hexdigest()[:6],
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise BadInput(f"{where}: not a file of weights ({error}); make it anew with bench/fit_weighings.py") from error


def _table(words: Mapping[str, list[Any]], answers: int) -> Table:
    placed = [_placed(weights, answers) for weights in words.values()]
    return Table({word: row for row, word in enumerate(words)}, np.array([*placed, np.zeros(answers, dtype=np.int64)]))


def _added_up(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sums of the first rows: of none, of one, of two ..."""
    return np.concatenate([np.zeros_like(rows[:1]), rows]).cumsum(axis=0)


def _placed(weights: list[Any], answers: int) -> Scores:
    """One weight an answer, or [place, weight] for the answers that a sign counts for."""
    pairs = weights if weights and isinstance(weights[0], list) else [*enumerate(weights)]
    placed = np.zeros(answers, dtype=np.int64)
    for place, weight in pairs:
        placed[int(place)] = round(weight * _FINE)
    return placed
