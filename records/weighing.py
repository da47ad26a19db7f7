"""Weigh signs against each other: the weights of a logistic regression, fitted once and kept as data."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from records.errors import BadInput


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What each sign counts for each answer; of answers that are yes or no only yes is weighed, above 0 is yes.

    Made by bench/fit_weights.py from labelled passages; a sign is a word, or the name of a list that has one.
    """

    asks: str
    answers: tuple[str, ...]
    start: tuple[float, ...]  # what each answer counts without any sign
    signs: Mapping[str, tuple[float, ...]]

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The vocabulary lists whose words are signs here."""
        named = (sign.partition("=") for sign in self.signs if sign.startswith("list"))
        return tuple(dict.fromkeys(name for kind, _, name in named if kind in ("list", "list before", "list after")))

    def scores(self, seen: Iterable[str]) -> dict[str, float]:
        """What the signs seen count together, for each answer."""
        known = [self.signs[sign] for sign in seen if sign in self.signs]
        return {
            answer: sum([weights[place] for weights in known], self.start[place])
            for place, answer in enumerate(self.answers)
        }

    def heaviest(self, seen: Iterable[str], answer: str) -> str | None:
        """The sign that speaks most for an answer, None when nothing does."""
        place = self.answers.index(answer)
        known = [(self.signs[sign][place], sign) for sign in seen if sign in self.signs]
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
            signs={sign: tuple(weights) for sign, weights in read["signs"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{where}: not a file of weights ({error}); make it anew with bench/fit_weights.py") from error
