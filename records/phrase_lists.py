"""Lists of phrases by name, all looked up in a page that is read once."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from sys import maxsize

from records.openings import Opened, holds_any, needed, openings, starts
from records.phrases import Choice, alternatives

_Match = re.Match[str]
_BEGINS = re.compile(r"(?<!\w)\S")


class Lists:
    """Lists of phrases by name, looked up together in a text that is read once."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.named = {name: PhraseList(self, phrases) for name, phrases in lists.items()}
        self._opened = Opened(
            ((opening, phrase) for one in self.named.values() for phrase, some in one.opened for opening in some),
            make=_by_list,
        )
        self.page = _Page("")  # the last text read

    def read(self, text: str) -> None:
        """Make a text ready: until another is read, its words are looked up instead of searched."""
        self.page = page = _Page(text)
        places = page.places
        for start, known in self._opened.read(text):
            for one, phrases in known.items():
                places[one][start] = phrases

    def at_start(self, text: str) -> "dict[PhraseList, Choice]":
        """The lists that have phrases which the first word of a text may begin, and those phrases."""
        return self._opened.at_start(text)


class _Page:
    """A text with the places at which each list may have a phrase, in order, and which of its phrases these may be."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: defaultdict[PhraseList, dict[int, Choice]] = defaultdict(dict)
        self.asked: dict[PhraseList, tuple[list[int], dict[int, Choice]]] = {}


class PhraseList:
    """One list of phrases, used like the pattern of them all; quicker in a text that its `Lists` have read."""

    def __init__(self, lists: Lists, phrases: tuple[str, ...]) -> None:
        self.pattern = rf"(?<!\w)(?:{alternatives(phrases)})(?!\w)" if phrases else "(?!)"
        self._lists = lists
        self._phrases = phrases
        opened = [(place, openings(phrase)) for place, phrase in enumerate(phrases)]
        self.opened = [((self, place), some) for place, some in opened if "" not in some]
        self._anywhere = [place for place, some in opened if "" in some]  # phrases that may begin with any word
        self._needed = frozenset[str]().union(*(needed(phrases[place]) for place in self._anywhere))
        self._choices: dict[tuple[int, ...], Choice] = {}

    def search(self, text: str, start: int = 0, end: int = maxsize) -> _Match | None:
        """The first phrase of the list between two offsets."""
        page = self._lists.page
        if page.text is not text:
            return _whole(self.pattern).search(text, start, end)
        starts, phrases = self._places(page)
        for at in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
            if match := phrases[at].match(text, at, end):
                return match
        return None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterable[_Match]:
        """The phrases of the list between two offsets, one after the other."""
        page = self._lists.page
        if page.text is not text:
            return _whole(self.pattern).finditer(text, start, end)
        starts, phrases = self._places(page)
        found = []
        for at in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
            if at >= start and (match := phrases[at].match(text, at, end)):
                found.append(match)
                start = match.end()
        return found

    def match(self, text: str, start: int = 0, end: int = maxsize) -> _Match | None:
        """A phrase of the list that begins at an offset."""
        page = self._lists.page
        if page.text is not text:
            return _whole(self.pattern).match(text, start, end)
        phrases = page.places.get(self, _NOWHERE).get(start)
        if phrases is None and self._anywhere and _BEGINS.match(text, start):
            phrases = self._open
        return phrases.match(text, start, end) if phrases else None

    def may_begin(self, text: str, start: int, end: int) -> bool:
        """A quick look at whether any phrase may begin between two offsets; true where nothing is known of it."""
        page = self._lists.page
        if page.text is not text or self._anywhere:
            return True
        starts, _ = self._places(page)
        at = bisect_left(starts, start)
        return at < len(starts) and starts[at] < end

    @property
    def is_open(self) -> bool:
        """Whether any of the phrases may begin with any word."""
        return bool(self._anywhere)

    def fullmatch(self, text: str) -> _Match | None:
        """A phrase of the list that is the whole text."""
        phrases = self._lists.at_start(text).get(self, self._open if self._anywhere else None)
        return phrases.pattern.fullmatch(text) if phrases else None

    def findall(self, text: str) -> list[str]:
        """The words of every phrase of the list in a text."""
        return [match.group() for match in self.finditer(text)]

    def sub(self, words: str, text: str) -> str:
        """The text with other words in place of every phrase of the list."""
        return _whole(self.pattern).sub(words, text)

    def some(self, places: list[int]) -> Choice:
        """Those of the phrases, and all that may begin with any word, in the list's order."""
        chosen = tuple(sorted({*places, *self._anywhere}))
        known = self._choices.get(chosen)
        if known is None:
            known = self._choices[chosen] = Choice(self._phrases[place].strip() for place in chosen)
        return known

    def _places(self, page: _Page) -> tuple[list[int], dict[int, Choice]]:
        """Where in the text a phrase may begin, and which."""
        known = page.asked.get(self)
        if known is None:
            places = page.places.get(self, _NOWHERE)
            if self._anywhere and holds_any(page.text, self._needed):
                places = dict.fromkeys(starts(page.text), self._open) | places
            known = page.asked[self] = [*places], places
        return known

    @cached_property
    def _open(self) -> Choice:
        """The phrases that may begin with any word."""
        return self.some([])


_NOWHERE: dict[int, Choice] = {}


def _by_list(found: list[tuple[PhraseList, int]]) -> dict[PhraseList, Choice]:
    """The lists that have phrases which a word may begin, and those phrases."""
    places: dict[PhraseList, list[int]] = {}
    for one, place in found:
        places.setdefault(one, []).append(place)
    return {one: one.some(some) for one, some in places.items()}


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
