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
FINER = 1000  # those of directions as whole millionths, finer by this much
FEW = 3  # of fewer words than these the mean direction counts less
_LIST_SIGNS = ("list", "list before", "list after")  # the kinds of signs whose words are names of vocabulary lists
Seen = Iterable[tuple[str, Iterable[str]]]  # the signs seen, by kind: ("w", ["will", "open"]); kinds may come again
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
    leanings: NDArray[np.int64]  # the same of what the words are like, in millionths; no column where it does not count
    known: NDArray[np.int64]  # how many of the words have a direction

    def between(self, first: int, last: int) -> Scores:
        """What the words from one place up to another count for each answer, without what they are like."""
        total: Scores = self.sums[last] - self.sums[first]
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
        table = self.signs.get(kind) or _table({}, len(self.start))
        sums = _added_up(table.of(words))
        if kind not in self.leanings or self.likeness is None:
            return Running(sums, sums[:, :0], sums[:, :0])
        directions, known = self.likeness.of(words)
        return Running(sums, _added_up(directions @ self.leanings[kind]), _added_up(known[:, None]))

    def leaning(self, stretches: Iterable[tuple[Running, int, int]]) -> Scores:
        """What the words of some stretches of one kind count together by their mean direction."""
        total, known = np.zeros_like(self.start), FEW
        for running, first, last in stretches:
            total += running.leanings[last] - running.leanings[first]
            known += int(running.known[last, 0] - running.known[first, 0])
        mean: Scores = total // (FINER * known)
        return mean

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
        leanings = {kind: np.array(rows) for kind, rows in read.get("leanings", {}).items()}
        if leanings and (likeness is None or likeness.version != read["likeness"]):
            raise ValueError(f"fitted with the directions of words {read['likeness']}, which are not here")
        for one in leanings.values():
            if likeness is None or one.shape != (likeness.directions.shape[1], len(answers)) or one.dtype.kind != "i":
                raise ValueError("a leaning is a whole number for each part of a direction and each answer")
        return Weighing(
            asks=read["asks"],
            answers=answers,
            start=_placed(read["start"], len(answers)),
            signs={kind: _table(words, len(answers)) for kind, words in signs.items()},
            likeness=likeness,
            leanings=leanings,
            version=hashlib.sha256(text.encode()).hexdigest()[:6],
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise BadInput(f"{where}: not a file of weights ({error}); make it anew with bench/fit_weighings.py") from error


def _table(words: Mapping[str, list[Any]], answers: int) -> Table:
    placed = [_placed(weights, answers) for weights in words.values()]
    return Table({word: row for row, word in enumerate(words)}, np.array([*placed, np.zeros(answers, dtype=np.int64)]))


def _added_up(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sums of the first rows: of none, of one, of two ..."""
    return np.concatenate([np.zeros((1, rows.shape[1]), dtype=np.int64), rows]).cumsum(axis=0)


def _placed(weights: list[Any], answers: int) -> Scores:
    """One weight an answer, or [place, weight] for the answers that a sign counts for."""
    pairs = weights if weights and isinstance(weights[0], list) else [*enumerate(weights)]
    places = [place for place, _ in pairs]
    if any(place not in range(answers) for place in places) or (pairs is not weights and len(places) != answers):
        raise ValueError(f"{len(weights)} weights for {answers} answers")
    placed = np.zeros(answers, dtype=np.int64)
    placed[places] = [round(weight * _FINE) for _, weight in pairs]
    return placed
