"""Weigh signs against each other: the weights of a logistic regression, fitted once and kept as data."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from records.errors import BadInput


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What each sign counts for each answer; of answers that are yes or no only yes is weighed, above 0 is yes.

    Made by bench/fit_weighings.py from labelled passages; a sign is a word, or the name of a list that has one.
    """

    asks: str
    answers: tuple[str, ...]
    start: tuple[float, ...]  # what each answer counts without any sign
    signs: Mapping[str, tuple[tuple[int, float], ...]]  # for each sign the places of answers, and what it counts there
    version: str = ""  # of these weights: the first letters of the SHA-256 of their file

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The vocabulary lists whose words are signs here."""
        named = (sign.partition("=") for sign in self.signs if sign.startswith("list"))
        return tuple(dict.fromkeys(name for kind, _, name in named if kind in ("list", "list before", "list after")))

    def scores(self, seen: Iterable[str]) -> dict[str, float]:
        """What the signs seen count together, for each answer."""
        found = [*self.start]
        for sign in seen:
            for place, weight in self.signs.get(sign, ()):
                found[place] += weight
        return dict(zip(self.answers, found, strict=True))

    def weight(self, sign: str, answer: str) -> float:
        """What one sign counts for an answer."""
        place = self.answers.index(answer)
        return sum(weight for at, weight in self.signs.get(sign, ()) if at == place)

    def heaviest(self, seen: Iterable[str], answer: str) -> str | None:
        """The sign that speaks most for an answer, None when nothing does."""
        place = self.answers.index(answer)
        known = [(weight, sign) for sign in seen for at, weight in self.signs.get(sign, ()) if at == place]
        weight, sign = max(known, default=(0.0, ""))
        return sign if weight > 0 else None


def read_weighing(text: str, where: str) -> Weighing:
    """A weighing from its JSON. Raises BadInput naming the file."""
    try:
        read = json.loads(text)
        return Weighing(
            asks=read["asks"],
            answers=tuple(read["answers"]),
            start=tuple(read["start"]),
            signs={sign: _placed(weights) for sign, weights in read["signs"].items()},
            version=hashlib.sha256(text.encode()).hexdigest()[:6],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{where}: not a file of weights ({error}); make it anew with bench/fit_weighings.py") from error


def _placed(weights: list[Any]) -> tuple[tuple[int, float], ...]:
    """One weight an answer, or [place, weight] for the answers that a sign counts for."""
    pairs = weights if weights and isinstance(weights[0], list) else [*enumerate(weights)]
    return tuple((int(place), float(weight)) for place, weight in pairs)
