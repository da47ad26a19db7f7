"""Phrases, which are small regular expressions: a space stands for any white space, and they stand on word boundaries.

Many are found in a text at once: every word is looked up by the letters it begins with, so that of a thousand phrases
only a few are tried at each word."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from records.openings import Opened, holds_any, needed, openings, starts


class Phrases:
    """Phrases with a key each, found together."""

    def __init__(self, phrases: Iterable[tuple[int, str]]) -> None:
        opened = [((key, Choice([phrase])), openings(phrase)) for key, phrase in phrases]
        self._opened = Opened(
            ((opening, phrase) for phrase, some in opened if "" not in some for opening in some),
            make=lambda found: list(dict.fromkeys(found)),
        )
        self._anywhere = [phrase for phrase, some in opened if "" in some]
        self._needed = frozenset[str]().union(*(needed(phrase.words) for _, phrase in self._anywhere))

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Key, start and end of every phrase that stands in a text on word boundaries, overlapping ones too."""
        found = []
        for start, phrases in self._opened.read(text):
            for key, phrase in phrases:
                if match := phrase.match(text, start):
                    found.append((key, start, match.end()))
        if self._anywhere and holds_any(text, self._needed):
            for start in starts(text):
                for key, phrase in self._anywhere:
                    if match := phrase.match(text, start):
                        found.append((key, start, match.end()))
        return found


class Choice:
    """Phrases of which one is to stand at a place; they are compiled when first tried."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.words = "|".join(phrases)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrases as one pattern."""
        return re.compile(rf"(?:{alternatives([self.words])})(?!\w)", re.IGNORECASE)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """The first of the phrases that stands at a place of a text."""
        return self.pattern.match


def alternatives(phrases: Iterable[str]) -> str:
    """The phrases as alternatives of one pattern; a space is any white space."""
    return "|".join(re.sub(r" +", r"\\s+", phrase.strip()) for phrase in phrases)
