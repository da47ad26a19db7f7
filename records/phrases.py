"""Find the phrases of many lists in a text at once: every word is looked up by its first letters, so that of a thousand
phrases only a few are tried at each word."""

import re
from collections.abc import Iterable, Iterator, Mapping
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
        self._compiled: dict[str, tuple[re.Pattern[str] | None, list[tuple[int, re.Pattern[str]]]]] = {}

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Key, start and end of every phrase that stands in a text on word boundaries, overlapping ones too."""
        ready = self._compiled
        for start, first in _words(text):
            known = ready.get(first)
            if known is None:
                known = ready[first] = self._beginning(first)
            any_of_them, entries = known
            if any_of_them and not any_of_them.match(text, start):
                continue
            for key, pattern in entries:
                if match := pattern.match(text, start):
                    yield key, start, match.end()

    def _beginning(self, first: str) -> tuple[re.Pattern[str] | None, list[tuple[int, re.Pattern[str]]]]:
        """The phrases that a word with these first letters may begin, each once, and one pattern for them all where
        they are many; compiled when first met."""
        known = {found: None for length in range(len(first) + 1) for found in self._by_opening.get(first[:length], ())}
        together = _compiled("|".join(phrase for _, phrase in known)) if len(known) > 2 else None
        return together, [(key, _compiled(phrase)) for key, phrase in known]


class Lists:
    """Lists of phrases, looked up together in a text that is read once."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self._by_opening: dict[str, list[tuple[int, str, str]]] = {}
        opened = {name: [openings(phrase) for phrase in phrases] for name, phrases in lists.items()}
        self.names = frozenset(name for name, known in opened.items() if not any("" in some for some in known))
        for name in self.names:
            for place, (phrase, some) in enumerate(zip(lists[name], opened[name], strict=True)):
                for opening in some:
                    self._by_opening.setdefault(opening, []).append((place, name, phrase))
        self._beginning: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def read(self, text: str) -> "ListedWords":
        """A text in which the words of any list in `names` can be looked up; a list of which a phrase may begin with
        anything is not among them."""
        words: dict[str, list[int]] = {}
        for start, first in _words(text):
            words.setdefault(first, []).append(start)
        places: dict[str, list[tuple[list[int], re.Pattern[str]]]] = {}
        for first, starts in words.items():
            entries = self._beginning.get(first)
            if entries is None:
                entries = self._beginning[first] = self._that_begin(first)
            for name, pattern in entries:
                places.setdefault(name, []).append((starts, pattern))
        return ListedWords(text, places)

    def _that_begin(self, first: str) -> list[tuple[str, re.Pattern[str]]]:
        """For each list that a word with these first letters may begin, those of its phrases; compiled when met."""
        known = {found for length in range(len(first) + 1) for found in self._by_opening.get(first[:length], ())}
        phrases: dict[str, list[str]] = {}
        for _, name, phrase in sorted(known):
            phrases.setdefault(name, []).append(phrase.strip())
        return [(name, _compiled("|".join(some))) for name, some in phrases.items()]


class ListedWords:
    """Where words of each list may begin in one text, and by which pattern."""

    def __init__(self, text: str, places: dict[str, list[tuple[list[int], re.Pattern[str]]]]) -> None:
        self._text = text
        self._places = places

    def all(self, name: str) -> list[re.Match[str]]:
        """What one pattern of the list's phrases, in their order and on word boundaries, would find one after the
        other."""
        possible = [
            match
            for starts, pattern in self._places.get(name, ())
            for start in starts
            if (match := pattern.match(self._text, start))
        ]
        found: list[re.Match[str]] = []
        for match in sorted(possible, key=re.Match.start):
            if not found or match.start() >= found[-1].end():
                found.append(match)
        return found


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Where a phrase can begin in a text, with the first letters that stand there, in lower case."""
    folded = _SPACE.sub(" ", text).lower()
    if len(folded) != len(text):  # a letter whose small form is two characters
        folded = _SPACE.sub(" ", text)
    for word in _WORD.finditer(text):
        start = word.start()
        yield start, folded[start : start + _LETTERS]


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
