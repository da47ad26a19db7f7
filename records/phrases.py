"""Find the phrases of many lists in a text at once: every word is looked up by the letters it begins with, so that of a
thousand phrases only a few are tried at each word."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from operator import itemgetter
from sys import maxsize
from typing import Generic, TypeVar

_LETTERS = 10  # by how many first characters a phrase is looked up
_MOST = 200  # openings beyond which a phrase is looked up by fewer letters
_REMEMBERED = 20_000  # beginnings of words whose phrases are kept ready
_WORD = re.compile(r"(?<!\w)\S")
_OPENING = re.compile(rf"(?<!\w)(?=(\S.{{0,{_LETTERS - 1}}}))", re.DOTALL)
_LOOK_AROUND = re.compile(r"\?(?:!|=|<!|<=)")
_REPEATED = re.compile(r"[*+?]|\{(\d*)(,?)\d*\}")
_NAMED = re.compile(r"\?[\w-]*:")

_Known = TypeVar("_Known")
_Item = TypeVar("_Item", bound=Hashable)
_Match = re.Match[str]
_Pattern = re.Pattern[str]


def openings(phrase: str) -> frozenset[str]:
    """What a phrase can begin with: its first few characters in lower case, or fewer where it ends or where anything
    may follow; {""} when it may begin with anything."""
    grown, stopped, at = _either(phrase.lower(), 0)
    return frozenset(grown | stopped) if at == len(phrase) else frozenset({""})


class _Opened(Generic[_Item]):
    """Things looked up by the letters they may begin with."""

    def __init__(self) -> None:
        self._by_opening: dict[str, list[_Item]] = {}
        self._longer: set[str] = set()  # what some opening begins with

    def add(self, opening: str, item: _Item) -> None:
        self._by_opening.setdefault(opening, []).append(item)
        self._longer.update(opening[:length] for length in range(len(opening)))

    def that_begin(self, first: str) -> list[_Item]:
        """What a word with these first letters may be, each once, in the order of adding within an opening."""
        found: dict[_Item, None] = {}
        for length in range(len(first) + 1):
            known = first[:length]
            found |= dict.fromkeys(self._by_opening.get(known, ()))
            if known not in self._longer:
                break
        return list(found)


class Phrases:
    """Phrases with a key each, found together."""

    def __init__(self, phrases: Iterable[tuple[int, str]]) -> None:
        self._opened: _Opened[tuple[int, str]] = _Opened()
        self._anywhere: list[tuple[int, str]] = []  # those that may begin with any word
        for key, phrase in phrases:
            some = openings(phrase)
            if "" in some:
                self._anywhere.append((key, phrase))
                continue
            for opening in some:
                self._opened.add(opening, (key, phrase))
        self._ready: dict[str, list[tuple[int, _Pattern]]] = {}

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Key, start and end of every phrase that stands in a text on word boundaries, overlapping ones too."""
        ready = self._ready
        for start, first in zip(*_words(text), strict=True):
            entries = ready.get(first)
            if entries is None:
                known = [(key, _compiled(phrase)) for key, phrase in self._opened.that_begin(first)]
                entries = _kept(ready, first, known)
            for key, pattern in entries:
                if match := pattern.match(text, start):
                    yield key, start, match.end()
        for begin in self._open.finditer(text) if self._anywhere else ():
            for key, phrase in self._anywhere:
                if match := _compiled(phrase).match(text, begin.start()):
                    yield key, begin.start(), match.end()

    @cached_property
    def _open(self) -> _Pattern:
        return _ahead("|".join(phrase for _, phrase in self._anywhere))


class Lists:
    """Lists of phrases by name, looked up together in a text that is read once."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.named = {name: PhraseList(self, phrases) for name, phrases in lists.items()}
        self._opened: _Opened[tuple[PhraseList, int]] = _Opened()
        for one in self.named.values():
            for place, opening in one.opened:
                self._opened.add(opening, (one, place))
        self._ready: dict[str, dict[PhraseList, _Pattern]] = {}
        self._page = _Page("", {})

    def read(self, text: str) -> None:
        """Make a text ready: until another is read, its words are looked up instead of searched."""
        ready = self._ready
        page = _Page(text, {})
        places = page.places
        for start, first in zip(*_words(text), strict=True):
            known = ready.get(first)
            if known is None:
                known = _kept(ready, first, self._that_begin(first))
            page.words[start] = known
            for one, pattern in known.items():
                places[one].append((start, pattern))
        self._page = page

    def page(self, text: str) -> "_Page | None":
        """The text as it was read, when it is the last one read."""
        page = self._page
        return page if page.text is text else None

    def _that_begin(self, first: str) -> "dict[PhraseList, _Pattern]":
        """The lists that have phrases which a word with these first letters may begin, and those phrases' pattern."""
        found: dict[PhraseList, list[int]] = {}
        for one, place in self._opened.that_begin(first):
            found.setdefault(one, []).append(place)
        return {one: one.some(places) for one, places in found.items()}


class _Page:
    """A text with the words in it: what each may begin, by its place, and where each list may have a phrase."""

    def __init__(self, text: str, words: "dict[int, dict[PhraseList, _Pattern]]") -> None:
        self.text = text
        self.words = words
        self.places: defaultdict[PhraseList, list[tuple[int, _Pattern]]] = defaultdict(list)
        self.open: dict[PhraseList, list[tuple[int, _Pattern]]] = {}


class PhraseList:
    """One list of phrases, used like the pattern of them all; quicker in a text that its `Lists` have read."""

    def __init__(self, lists: Lists, phrases: tuple[str, ...]) -> None:
        self.pattern = rf"(?<!\w)(?:{alternatives(phrases)})(?!\w)" if phrases else "(?!)"
        self._lists = lists
        self._phrases = phrases
        opened = [(place, openings(phrase)) for place, phrase in enumerate(phrases)]
        self.opened = [(place, opening) for place, some in opened if "" not in some for opening in some]
        self._anywhere = [place for place, some in opened if "" in some]  # phrases that may begin with any word

    def search(self, text: str, start: int = 0, end: int = maxsize) -> _Match | None:
        """The first phrase of the list between two offsets."""
        page = self._lists.page(text)
        if page is None:
            return _whole(self.pattern).search(text, start, end)
        places = self._places(page)
        if places:
            for at in range(bisect_left(places, (start,)), len(places)):
                begin, pattern = places[at]
                if begin >= end:
                    return None
                if match := pattern.match(text, begin, end):
                    return match
        return None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[_Match]:
        """The phrases of the list between two offsets, one after the other."""
        page = self._lists.page(text)
        if page is None:
            yield from _whole(self.pattern).finditer(text, start, end)
            return
        places = self._places(page)
        for at in range(bisect_left(places, (start,)) if places else 0, len(places)):
            begin, pattern = places[at]
            if begin >= end:
                return
            if begin >= start and (match := pattern.match(text, begin, end)):
                yield match
                start = match.end()

    def match(self, text: str, start: int = 0, end: int = maxsize) -> _Match | None:
        """A phrase of the list that begins at an offset."""
        page = self._lists.page(text)
        if page is None:
            return _whole(self.pattern).match(text, start, end)
        known = page.words.get(start)
        pattern = None if known is None else known.get(self, self._open)
        return pattern.match(text, start, end) if pattern else None

    def fullmatch(self, text: str) -> _Match | None:
        """A phrase of the list that is the whole text."""
        return _whole(self.pattern).fullmatch(text)

    def findall(self, text: str) -> list[str]:
        """The words of every phrase of the list in a text."""
        return [match.group() for match in self.finditer(text)]

    def sub(self, words: str, text: str) -> str:
        """The text with other words in place of every phrase of the list."""
        return _whole(self.pattern).sub(words, text)

    def some(self, places: list[int]) -> _Pattern:
        """The pattern of those of the phrases, and of all that may begin with any word, in the list's order."""
        return _compiled("|".join(self._phrases[place].strip() for place in sorted({*places, *self._anywhere})))

    @cached_property
    def _open(self) -> _Pattern | None:
        return self.some([]) if self._anywhere else None

    def _places(self, page: _Page) -> list[tuple[int, _Pattern]]:
        """Where in the text a phrase may begin, and the pattern of those that may begin there."""
        if not self._open:
            return page.places.get(self, [])
        if self not in page.open:
            places = dict.fromkeys((begin.start() for begin in self._beginnings.finditer(page.text)), self._open)
            page.open[self] = sorted((places | dict(page.places.get(self, ()))).items(), key=itemgetter(0))
        return page.open[self]

    @cached_property
    def _beginnings(self) -> _Pattern:
        return _ahead("|".join(self._phrases[place].strip() for place in self._anywhere))


def alternatives(phrases: Iterable[str]) -> str:
    """The phrases as alternatives of one pattern; a space is any white space."""
    return "|".join(re.sub(r" +", r"\\s+", phrase.strip()) for phrase in phrases)


def _kept(ready: dict[str, _Known], first: str, known: _Known) -> _Known:
    """Put by what is known of a beginning; all is forgotten when it becomes too much."""
    if len(ready) >= _REMEMBERED:
        ready.clear()
    ready[first] = known
    return known


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[list[int], list[str]]:
    """Where a phrase can begin in a text, and the first letters that stand there, in lower case and with single
    spaces."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter whose small form is two characters
        folded = text
    return [word.start() for word in _WORD.finditer(text)], _OPENING.findall(" ".join(folded.split()))


@cache
def _compiled(phrase: str) -> _Pattern:
    return re.compile(rf"(?:{alternatives([phrase])})(?!\w)", re.IGNORECASE)


@cache
def _ahead(phrase: str) -> _Pattern:
    """The places at which a phrase begins."""
    return re.compile(rf"(?<!\w)(?=\S)(?={alternatives([phrase])})", re.IGNORECASE)


@cache
def _whole(pattern: str) -> _Pattern:
    return re.compile(pattern, re.IGNORECASE)


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
        stopped |= {_joined(first, then)[:_LETTERS] for first in grown for then in ended}
        joined = {_joined(first, then) for first in grown for then in more}
        if len(joined) > _MOST:
            stopped, joined = stopped | _shortened(joined), set()
        stopped |= {opening[:_LETTERS] for opening in joined if len(opening) >= _LETTERS}
        grown = {opening for opening in joined if len(opening) < _LETTERS}
    return grown, stopped, at


def _shortened(some: set[str]) -> set[str]:
    """The openings by as many of their letters as leave few of them."""
    lengths = range(_LETTERS - 1, 0, -1)
    return next(
        (short for length in lengths if len(short := {one[:length] for one in some}) <= _MOST),
        {one[:1] for one in some},
    )


def _joined(first: str, then: str) -> str:
    return first + then[1:] if first[-1:] == " " == then[:1] else first + then


def _piece(phrase: str, at: int) -> tuple[set[str], set[str], int]:
    char = phrase[at]
    if char == "(":
        around = _LOOK_AROUND.match(phrase, at + 1)
        colon = _NAMED.match(phrase, at + 1)
        inside = around.end() if around else colon.end() if colon else at + 1
        grown, stopped, at = _either(phrase, inside)
        return ({""}, set(), at + 1) if around else (grown, stopped, at + 1)
    if char == "[":
        end = phrase.index("]", at + 2)
        inner = phrase[at + 1 : end]
        known = inner[0] != "^" and "\\" not in inner and "-" not in inner[1:-1]
        spaced = {*inner, "+"} if " " in inner else {*inner}  # the space stands for white space and a plus there
        return (spaced, set(), end + 1) if known else (set(), {""}, end + 1)
    if char == "\\":
        code = phrase[at + 1]
        return (
            ({""}, set(), at + 2)
            if code == "b"
            else (set("0123456789"), set(), at + 2)
            if code == "d"
            else (set(), {""}, at + 2)
            if code.isalnum()
            else ({code}, set(), at + 2)
        )
    return (set(), {""}, at + 1) if char == "." else ({char}, set(), at + 1)
