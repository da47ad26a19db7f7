"""Weigh signs against each other: the weights of a logistic regression, fitted once and kept as data."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
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
    """What the words of one kind count: a row a word, a column for each answer."""

    rows: Mapping[str, int]
    weights: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Running:
    """What the words of a row count for a yes, added up word by word, so that any stretch of them is known at once."""

    sums: list[int]  # one more than words
    leanings: list[int]  # the same of what the words are like, in millionths
    known: list[int]  # how many of the words have a direction


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

    def score(self, seen: Seen) -> int:
        """What signs count together for a yes, without what words are like."""
        return sum(
            (self._plain[kind].get(word, 0) for kind, words in seen if kind in self._plain for word in words),
            self._begin,
        )

    def running(self, kind: str, words: Sequence[str]) -> Running:
        """What the words of a row count for a yes as signs of one kind."""
        plain = self._plain.get(kind, {})
        sums = [0, *accumulate([plain.get(word, 0) for word in words])]
        if kind not in self.leanings or self.likeness is None:
            return Running(sums, [], [])
        leans, rows = self._leans[kind], self.likeness.rows
        leanings = [leans[rows[word]] if word in rows else 0 for word in words]
        return Running(sums, [0, *accumulate(leanings)], [0, *accumulate([word in rows for word in words])])

    def scores(self, seen: Seen) -> Scores:
        """What signs count together for each answer in its place; the words of a kind that leans count by their mean
        direction, too."""
        found = self.start.copy()
        leaning: dict[str, list[str]] = {kind: [] for kind in self.leanings}
        for kind, words in seen:
            if table := self.signs.get(kind):
                rows = [table.rows[word] for word in words if word in table.rows]
                if rows:
                    found += table.weights[rows].sum(axis=0)
            if kind in leaning:
                leaning[kind] += words
        for kind, words in leaning.items():
            assert self.likeness is not None
            total, known = self.likeness.sum_of(words)
            found += total @ self.leanings[kind] // (FINER * (FEW + known))
        return found

    @cached_property
    def _begin(self) -> int:
        return int(self.start[0])

    @cached_property
    def _plain(self) -> dict[str, dict[str, int]]:
        """What each sign counts for a yes."""
        return {
            kind: dict(zip(table.rows, table.weights[:, 0].tolist(), strict=True)) for kind, table in self.signs.items()
        }

    @cached_property
    def _leans(self) -> dict[str, list[int]]:
        """What the direction of each word counts for a yes, in millionths."""
        assert self.likeness is not None
        return {kind: (self.likeness.directions @ parts[:, 0]).tolist() for kind, parts in self.leanings.items()}

    def weight(self, kind: str, word: str) -> int:
        """What one sign counts for the first answer."""
        return self._plain.get(kind, {}).get(word, 0)

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
    return Table({word: row for row, word in enumerate(words)}, np.array(placed))


def _placed(weights: list[Any], answers: int) -> Scores:
    """One weight an answer, or [place, weight] for the answers that a sign counts for."""
    pairs = weights if weights and isinstance(weights[0], list) else [*enumerate(weights)]
    places = [place for place, _ in pairs]
    if any(place not in range(answers) for place in places) or (pairs is not weights and len(places) != answers):
        raise ValueError(f"{len(weights)} weights for {answers} answers")
    placed = np.zeros(answers, dtype=np.int64)
    placed[places] = [round(weight * _FINE) for _, weight in pairs]
    return placed
