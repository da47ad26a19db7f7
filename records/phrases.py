"""Find the phrases of many lists in a text at once: every word is looked up by its first letters, so that of a thousand
phrases only a few are tried at each word."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

_LETTERS = 5  # by how many first characters a phrase is looked up
_WORD = re.compile(r"(?<!\w)\S")
_SPACE = re.compile(r"\s")
_LOOK_AROUND = re.compile(r"\?(?:!|=|<!|<=)")
_REPEATED = re.compile(r"[*+?]|\{(\d*)(,?)\d*\}")


def openings(phrase: str) -> frozenset[str]:
    """What a phrase can begin with: its first few characters in lower case, or fewer where it ends or where anything
    may follow; {""} when it may begin with anything."""
    grown, stopped, at = _either(phrase.lower(), 0)
    return frozenset(grown | stopped) if at == len(phrase) else frozenset({""})


class Phrases:
    """Phrases with a key each, found together."""

    def __init__(self, phrases: Iterable[tuple[int, str]]) -> None:
        self._by_opening: dict[str, list[tuple[int, str]]] = {}
        for key, phrase in phrases:
            for opening in openings(phrase):
                self._by_opening.setdefault(opening, []).append((key, phrase))
        self._compiled: dict[str, list[tuple[int, re.Pattern[str]]]] = {}

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Key, start and end of every phrase that stands in a text on word boundaries, overlapping ones too."""
        folded = _SPACE.sub(" ", text).lower()
        if len(folded) != len(text):  # a letter whose small form is two characters
            folded = _SPACE.sub(" ", text)
        ready = self._compiled
        for word in _WORD.finditer(text):
            start = word.start()
            first = folded[start : start + _LETTERS]
            entries = ready.get(first)
            if entries is None:
                entries = ready[first] = self._beginning(first)
            for key, pattern in entries:
                if match := pattern.match(text, start):
                    yield key, start, match.end()

    def _beginning(self, first: str) -> list[tuple[int, re.Pattern[str]]]:
        """The phrases that a word with these first letters may begin, each once; compiled when first met."""
        known = {found: None for length in range(len(first) + 1) for found in self._by_opening.get(first[:length], ())}
        return [(key, _compiled(phrase)) for key, phrase in known]


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    spaced = re.sub(r" +", r"\\s+", phrase.strip())
    return re.compile(rf"(?:{spaced})(?!\w)", re.IGNORECASE)


def _either(phrase: str, at: int) -> tuple[set[str], set[str], int]:
    """The openings of an alternation from `at` on: those that what follows continues, those that anything may
    follow, and where it ends."""
    grown: set[str] = set()
    stopped: set[str] = set()
    while True:
        more, ended, at = _sequence(phrase, at)
        grown, stopped = grown | more, stopped | ended
        if at >= len(phrase) or phrase[at] != "|":
            return grown, stopped, at
        at += 1


def _sequence(phrase: str, at: int) -> tuple[set[str], set[str], int]:
    grown, stopped = {""}, set[str]()
    while at < len(phrase) and phrase[at] not in "|)":
        more, ended, at = _piece(phrase, at)
        repeated = _REPEATED.match(phrase, at)
        if repeated:
            at = repeated.end() + (phrase[repeated.end() : repeated.end() + 1] == "?")
            if repeated[0] != "?":
                ended = ended | more
            if repeated[0] in "*?" or repeated[1] == "0":
                more = more | {""}
        stopped |= {(first + then)[:_LETTERS] for first in grown for then in ended}
        joined = {first + then for first in grown for then in more}
        stopped |= {opening[:_LETTERS] for opening in joined if len(opening) >= _LETTERS}
        grown = {opening for opening in joined if len(opening) < _LETTERS}
    return grown, stopped, at


def _piece(phrase: str, at: int) -> tuple[set[str], set[str], int]:
    char = phrase[at]
    if char == "(":
        around = _LOOK_AROUND.match(phrase, at + 1)
        colon = re.compile(r"\?[\w-]*:").match(phrase, at + 1)
        inside = around.end() if around else colon.end() if colon else at + 1
        grown, stopped, at = _either(phrase, inside)
        return ({""}, set(), at + 1) if around else (grown, stopped, at + 1)
    if char == "[":
        end = phrase.index("]", at + 2)
        inner = phrase[at + 1 : end]
        known = inner[0] != "^" and "\\" not in inner and "-" not in inner[1:-1]
        return (set(inner), set(), end + 1) if known else (set(), {""}, end + 1)
    if char == "\\":
        code = phrase[at + 1]
        return (
            ({""}, set(), at + 2)
            if code == "b"
            else (set(), {""}, at + 2)
            if code.isalnum()
            else ({code}, set(), at + 2)
        )
    if char == " ":  # of any length in a text, so that nothing after it can be looked up
        return set(), {" "}, at + 1
    return (set(), {""}, at + 1) if char == "." else ({char}, set(), at + 1)
