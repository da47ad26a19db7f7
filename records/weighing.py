"""Weigh signs against each other: the weights of a logistic regression, fitted once and kept as data."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from records.errors import BadInput
from records.likeness import Likeness

_FINE = 1000  # weights are kept as whole thousandths, so that a sum is the same in whatever order signs are met
_FINEST = 1_000_000  # those of directions as whole millionths
FEW = 3  # of fewer words than these the mean direction counts less
_LIST_SIGNS = ("list", "list before", "list after")  # the kinds of signs whose words are names of vocabulary lists
Seen = Iterable[tuple[str, Iterable[str]]]  # the signs seen, by kind: ("w", ["will", "open"]); a kind comes once
_Counts = tuple[tuple[int, int], ...]  # the places of answers, and what a sign counts there


@dataclass(frozen=True, kw_only=True, eq=False)
class Weighing:
    """What each sign counts for each answer; of answers that are yes or no only yes is weighed, above 0 is yes.

    Made by bench/fit_weighings.py from labelled passages. A sign has a kind and a word: "w=will" is the word "will"
    in the clause, "list=deed" a word of that vocabulary list. However often it is seen it counts once.
    """

    asks: str
    answers: tuple[str, ...]
    start: tuple[int, ...]  # what each answer counts without any sign
    signs: Mapping[str, Mapping[str, _Counts]]  # by kind and word
    likeness: Likeness | None = None
    # What the mean direction of the words of a kind counts: a row for each of its parts, a column for each answer.
    leanings: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)
    version: str = ""  # of these weights: the first letters of the SHA-256 of their file

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The vocabulary lists whose words are signs here."""
        return tuple(dict.fromkeys(name for kind in _LIST_SIGNS for name in self.signs.get(kind, ())))

    def scores(self, seen: Seen) -> list[int]:
        """What the signs seen count together, for each answer in its place."""
        found = [*self.start]
        for kind, words in seen:
            if known := self.signs.get(kind):
                for word in known.keys() & words:
                    for place, weight in known[word]:
                        found[place] += weight
            if kind in self.leanings:
                found = [sum(both) for both in zip(found, self._leaning(kind, words), strict=True)]
        return found

    def _leaning(self, kind: str, words: Iterable[str]) -> list[int]:
        """What words count for each answer by what they are like."""
        assert self.likeness is not None
        total, known = self.likeness.sum_of(words)
        leaning: list[int] = (total @ self.leanings[kind] * _FINE // (_FINEST * (FEW + known))).tolist()
        return leaning

    def most(self, seen: Seen) -> str:
        """The answer that the signs seen speak most for."""
        scores = self.scores(seen)
        return self.answers[scores.index(max(scores))]

    def weight(self, kind: str, word: str) -> int:
        """What one sign counts for the first answer."""
        return sum(weight for place, weight in self.signs.get(kind, {}).get(word, ()) if place == 0)

    def heaviest(self, kind: str, words: Iterable[str]) -> str | None:
        """Of some words the one that as a sign of a kind speaks most for the first answer; None when none does."""
        weight, word = max(((self.weight(kind, word), word) for word in words), default=(0, ""))
        return word if weight > 0 else None


def read_weighing(text: str, where: str, likeness: Likeness | None = None) -> Weighing:
    """A weighing from its JSON. Raises BadInput naming the file, also when it was fitted with other directions of
    words than those given."""
    try:
        read = json.loads(text)
        leanings = {kind: np.array(rows, dtype=np.int64) for kind, rows in read.get("leanings", {}).items()}
        if leanings and (likeness is None or likeness.version != read["likeness"]):
            raise ValueError(f"fitted with the directions of words {read['likeness']}, which are not here")
        signs: dict[str, dict[str, _Counts]] = {}
        for sign, weights in read["signs"].items():
            kind, _, word = sign.partition("=")
            signs.setdefault(kind, {})[word] = _placed(weights)
        return Weighing(
            asks=read["asks"],
            answers=tuple(read["answers"]),
            start=tuple(_fine(weight) for weight in read["start"]),
            signs=signs,
            likeness=likeness,
            leanings=leanings,
            version=hashlib.sha256(text.encode()).hexdigest()[:6],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{where}: not a file of weights ({error}); make it anew with bench/fit_weighings.py") from error


def _placed(weights: list[Any]) -> _Counts:
    """One weight an answer, or [place, weight] for the answers that a sign counts for."""
    pairs = weights if weights and isinstance(weights[0], list) else [*enumerate(weights)]
    return tuple((int(place), _fine(weight)) for place, weight in pairs)


def _fine(weight: float) -> int:
    return round(weight * _FINE)
