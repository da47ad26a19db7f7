"""Weigh signs against each other: the weights of a logistic regression, fitted once and kept as data."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from records.errors import BadInput
from records.likeness import Likeness

_FINE = 1000  # weights are kept as whole thousandths, so that a sum is the same in whatever order signs are met
FINER = 1000  # those of directions as whole millionths, finer by this much
FEW = 3  # of fewer words than these the mean direction counts less
# The kinds of signs whose words are names of vocabulary lists.
_LIST_SIGNS = ("list", "list before", "list after", "list in time")
Seen = Iterable[tuple[str, Iterable[str]]]  # the signs seen, by kind: ("w", ["will", "open"]); kinds may come again
Numbers = NDArray[np.intp]  # words by their numbers; 0 is a word that counts nothing
Scores = NDArray[np.int64]  # one for each answer, in thousandths


class Numbering:
    """A number from 1 on for each word that counts anything in some weighings: a row of words is looked up once for
    all of them and for all kinds of signs."""

    def __init__(self, words: Iterable[str]) -> None:
        self._numbers = {word: number for number, word in enumerate(dict.fromkeys(words), start=1)}

    def numbered(self, words: Sequence[str]) -> Numbers:
        """The words of a row by their numbers."""
        return np.fromiter(map(self._numbers.get, words, repeat(0)), np.intp, len(words))

    def placed(self, rows: Mapping[str, int]) -> Numbers:
        """For each number the row that its word has, 0 where it has none."""
        placed = np.zeros(len(self._numbers) + 1, dtype=np.intp)
        placed[[self._numbers[word] for word in rows]] = [*rows.values()]
        return placed


@dataclass(frozen=True, slots=True)
class Running:
    """What the words of a row count for a yes, added up word by word, so that any stretch of them is known at once."""

    sums: Sequence[int]  # one more than words
    leanings: Sequence[int]  # the same of what the words are like, in millionths
    known: Sequence[int]  # how many of the words have a direction


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
    signs: Mapping[str, Mapping[str, int]]  # by kind: for each word its row of the weights
    weights: NDArray[np.int64]  # a row a sign, a column for each answer; the first row is of what counts nothing
    likeness: Likeness | None = None
    leanings: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)  # by kind: a row a part of a direction
    version: str = ""  # of these weights: the first letters of the SHA-256 of their file
    shared: Numbering | None = None  # with other weighings, see `sharing_numbers`

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of signs that count anything."""
        return frozenset([*self.signs, *self.leanings])

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The vocabulary lists whose words are signs here."""
        return tuple(dict.fromkeys(name for kind in _LIST_SIGNS for name in self.signs.get(kind, ())))

    @property
    def words(self) -> Iterator[str]:
        """Every word that counts anything as a sign of some kind or by what it is like; some more than once."""
        return chain(self._like, *self.signs.values())

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers of words that rows are given in."""
        return self.shared if self.shared is not None else Numbering(self.words)

    def score(self, seen: Seen) -> int:
        """What signs count together for a yes, without what words are like."""
        yes = self._yes
        return sum(
            (yes[self.signs[kind].get(word, 0)] for kind, words in seen if kind in self.signs for word in words),
            self._begin,
        )

    def running(self, kind: str, row: Numbers) -> Running:
        """What the words of a row count for a yes as signs of one kind."""
        sums = _summed(self.weights[self._rows[kind][row], 0]) if kind in self.signs else [0] * (len(row) + 1)
        if kind not in self.leanings:
            return Running(sums, [], [])
        directed = self._directed[row]
        return Running(sums, _summed(self._leans[kind][directed, 0]), _summed(np.minimum(directed, 1)))

    def scores(self, rows: Iterable[tuple[str, Numbers]], others: Seen = ()) -> Scores:
        """What the words of rows and other signs count together for each answer in its place. The words of a kind that
        leans count by their mean direction, too; the other signs do not."""
        signs = [self.signs[kind].get(word, 0) for kind, words in others if kind in self.signs for word in words]
        counted = [np.array(signs, dtype=np.intp)]
        leaning: dict[str, list[Numbers]] = {}
        for kind, row in rows:
            if kind in self.signs:
                counted.append(self._rows[kind][row])
            if kind in self.leanings:
                leaning.setdefault(kind, []).append(row)
        found: Scores = self.start + self.weights[np.concatenate(counted)].sum(axis=0)
        for kind, parts in leaning.items():
            directed = self._directed[np.concatenate(parts)]
            found += self._leans[kind][directed].sum(axis=0) // (FINER * (FEW + np.count_nonzero(directed)))
        return found

    @cached_property
    def _begin(self) -> int:
        return int(self.start[0])

    @cached_property
    def _yes(self) -> list[int]:
        """What each row of the weights counts for a yes."""
        yes: list[int] = self.weights[:, 0].tolist()
        return yes

    @cached_property
    def _rows(self) -> dict[str, Numbers]:
        """By kind, for each number the row of its weights, 0 where it counts nothing."""
        return {kind: self.numbering.placed(rows) for kind, rows in self.signs.items()}

    @property
    def _like(self) -> Mapping[str, int]:
        return self.likeness.rows if self.likeness is not None and self.leanings else {}

    @cached_property
    def _directed(self) -> Numbers:
        """For each number the row of what its word is like, from 1 on; 0 where it has no direction."""
        return self.numbering.placed({word: row + 1 for word, row in self._like.items()})

    @cached_property
    def _leans(self) -> dict[str, NDArray[np.int64]]:
        """By kind, what each direction counts for each answer, in millionths; the first row is of none."""
        assert self.likeness is not None
        none = np.zeros((1, len(self.answers)), dtype=np.int64)
        return {kind: np.concatenate([none, self.likeness.directions @ parts]) for kind, parts in self.leanings.items()}

    def weight(self, kind: str, word: str) -> int:
        """What one sign counts for the first answer."""
        return self._yes[self.signs.get(kind, {}).get(word, 0)]

    def heaviest(self, kind: str, words: Iterable[str]) -> str | None:
        """Of some words the one that as a sign of a kind speaks most for the first answer; None when none does."""
        weight, word = max(((self.weight(kind, word), word) for word in words), default=(0, ""))
        return word if weight > 0 else None


def sharing_numbers(weighings: Mapping[str, Weighing]) -> dict[str, Weighing]:
    """The same weighings with one numbering of words for all: a row of words that several are asked about is looked up
    once."""
    numbering = Numbering(word for one in weighings.values() for word in one.words)
    return {name: replace(one, shared=numbering) for name, one in weighings.items()}


def read_weighing(text: str, where: str, likeness: Likeness | None = None) -> Weighing:
    """A weighing from its JSON. Raises BadInput naming the file, also when it was fitted with other directions of
    words than those given."""
    try:
        read = json.loads(text)
        answers = tuple(read["answers"])
        signs: dict[str, dict[str, int]] = {}
        weights = [[0] * len(answers)]
        for row, (sign, some) in enumerate(read["signs"].items(), start=1):
            kind, _, word = sign.partition("=")
            signs.setdefault(kind, {})[word] = row
            weights.append(_placed(some, len(answers)))
        leanings = {kind: np.array(rows) for kind, rows in read.get("leanings", {}).items()}
        if leanings and (likeness is None or likeness.version != read["likeness"]):
            raise ValueError(f"fitted with the directions of words {read['likeness']}, which are not here")
        for one in leanings.values():
            if likeness is None or one.shape != (likeness.directions.shape[1], len(answers)) or one.dtype.kind != "i":
                raise ValueError("a leaning is a whole number for each part of a direction and each answer")
        return Weighing(
            asks=read["asks"],
            answers=answers,
            start=np.array(_placed(read["start"], len(answers))),
            signs=signs,
            weights=np.array(weights),
            likeness=likeness,
            leanings=leanings,
            version=hashlib.sha256(text.encode()).hexdigest()[:6],
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise BadInput(f"{where}: not a file of weights ({error}); make it anew with bench/fit_weighings.py") from error


def _placed(weights: list[Any], answers: int) -> list[int]:
    """One weight an answer, or [place, weight] for the answers that a sign counts for; in thousandths."""
    pairs = weights if weights and isinstance(weights[0], list) else [*enumerate(weights)]
    if any(place not in range(answers) for place, _ in pairs) or (pairs is not weights and len(pairs) != answers):
        raise ValueError(f"{len(weights)} weights for {answers} answers")
    placed = [0] * answers
    for place, weight in pairs:
        placed[place] = round(weight * _FINE)
    return placed


def _summed(counts: NDArray[np.int64]) -> Sequence[int]:
    """Numbers added up one by one, from 0 on; looked up one by one, they need no list of them all."""
    sums = np.zeros(len(counts) + 1, dtype=np.int64)
    counts.cumsum(out=sums[1:])
    return sums.data
