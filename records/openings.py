"""What a phrase, which is a small regular expression, can begin with; and words looked up by it."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Generic, TypeVar

_LETTERS = 10  # by how many first characters a phrase is looked up
_FIGURE = "0"  # stands for any run of figures
_ENOUGH, _TELLING = 6, 3  # letters of what is needed; fewer are met on every page
_MOST = 200  # openings beyond which a phrase is looked up by fewer letters
_REMEMBERED = 50_000  # first letters of words whose phrases are kept ready
_WORD = r"(?:\w+[^\w\s]?|\S)"  # what stands after a letter begins nothing
_BEGINS = re.compile(_WORD)
_OPENING = re.compile(rf"(?=(.{{1,{_LETTERS}}})){_WORD}", re.DOTALL)
_FIGURES = re.compile(r"[0-9]+")
_LOOK_AROUND = re.compile(r"\?(?:!|=|<!|<=)")
_REPEATED = re.compile(r"[*+?]|\{(\d*)(,?)\d*\}")
_NAMED = re.compile(r"\?(?:p<\w+>|[\w-]*:)")

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")


def openings(phrase: str) -> frozenset[str]:
    """What a phrase can begin with, in the plain form of texts: its first few characters, or fewer where it ends or
    where anything may follow; {""} when it may begin with anything."""
    grown, stopped, at = _either(phrase.lower(), 0)
    return frozenset(grown | stopped) if at == len(phrase) else frozenset({""})


def needed(phrase: str) -> frozenset[str]:
    """Some letters of which one stands in the plain form of everything that a phrase fits; {""} where none need to."""
    found, at = _needed(phrase.lower(), 0)
    return frozenset(found) if at == len(phrase) else frozenset({""})


class Opened(Generic[_Item, _Made]):
    """Things looked up by what they may begin with; what is made of those that belong to one beginning is kept."""

    def __init__(self, items: Iterable[tuple[str, _Item]], make: Callable[[list[_Item]], _Made]) -> None:
        self._by_opening: dict[str, list[_Item]] = {}
        for opening, item in items:
            self._by_opening.setdefault(opening, []).append(item)
        self._known = {opening[:length] for opening in self._by_opening for length in range(len(opening) + 1)}
        self._make = make
        self._made: dict[str, _Made] = {}
        self._seen = _Seen(self._of)

    def read(self, text: str) -> list[tuple[int, _Made]]:
        """Where each word of a text begins that may begin any, and what is made of all that it may begin: shorter
        openings first, in the order of adding within one."""
        seen = self._seen
        if len(seen) > _REMEMBERED:
            seen.clear()
        return [(start, one) for start, first in _words(text) if (one := seen[first])]

    def at_start(self, text: str) -> _Made:
        """What is made of all that the first word of a text may begin."""
        return self._seen[plain(text)[:_LETTERS]]

    def _of(self, first: str) -> _Made:
        """What is made of all that a word with these first letters may begin."""
        shorter, longer = 0, len(first) + 1
        while longer - shorter > 1:  # the longest beginning of any opening that they begin with
            length = (shorter + longer) // 2
            if first[:length] in self._known:
                shorter = length
            else:
                longer = length
        beginning = first[:shorter]
        if beginning not in self._made:
            some = (self._by_opening.get(beginning[:length], ()) for length in range(shorter + 1))
            self._made[beginning] = self._make([item for items in some for item in items])
        return self._made[beginning]


class _Seen(dict[str, _Made]):
    """What is made of all that a word may begin, by its first letters; made when it is first asked for."""

    def __init__(self, make: Callable[[str], _Made]) -> None:
        self._make = make

    def __missing__(self, first: str) -> _Made:
        made = self[first] = self._make(first)
        return made


def holds_any(text: str, some: frozenset[str]) -> bool:
    """Whether some of what phrases need stands in a text."""
    words = plain(text)
    return any(one in words for one in some)


def starts(text: str) -> list[int]:
    """Where a phrase can begin in a text, in order."""
    return [start for start, _ in _words(text)]


@lru_cache(maxsize=64)  # pages, and cells and headings that are asked for one list after the other
def plain(text: str) -> str:
    """A text in lower case, with single spaces, and with 0 for every run of figures."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter whose small form is two characters
        folded = text
    return _FIGURES.sub(_FIGURE, " ".join(folded.split()))


@lru_cache(maxsize=8)
def _words(text: str) -> list[tuple[int, str]]:
    """Where a phrase can begin in a text, and the first letters that stand there in the plain text."""
    starts = [word.start() for word in _BEGINS.finditer(text)]
    return list(zip(starts, _OPENING.findall(plain(text)), strict=True))


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
            if repeated[0] != "?" and more != {_FIGURE}:
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
    return first + then[1:] if first[-1:] == then[:1] and then[:1] in (" ", _FIGURE) else first + then


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
        return ({_figured(one) for one in spaced}, set(), end + 1) if known else (set(), {""}, end + 1)
    if char == "\\":
        code = phrase[at + 1]
        return (
            ({""}, set(), at + 2)
            if code == "b"
            else ({_FIGURE}, set(), at + 2)
            if code == "d"
            else (set(), {""}, at + 2)
            if code.isalnum()
            else ({code}, set(), at + 2)
        )
    return (set(), {""}, at + 1) if char == "." else ({_figured(char)}, set(), at + 1)


def _figured(char: str) -> str:
    return _FIGURE if char.isdecimal() and char.isascii() else char


def _needed(phrase: str, at: int) -> tuple[set[str], int]:
    """What is needed of an alternation from `at` on, and where it ends."""
    found: set[str] = set()
    while True:
        some, at = _needed_in_sequence(phrase, at)
        found |= some
        if at >= len(phrase) or phrase[at] != "|":
            return found, at
        at += 1


def _needed_in_sequence(phrase: str, at: int) -> tuple[set[str], int]:
    """Of all that is needed one after the other, what is met least often: the longest, and of few forms."""
    choices: list[set[str]] = []
    while at < len(phrase) and phrase[at] not in "|)":
        grown, stopped, _ = _sequence(phrase, at)
        choices.append(grown | stopped)
        _, _, end = _piece(phrase, at)
        repeated = _REPEATED.match(phrase, end)
        if phrase[at] == "(" and repeated is None and not _LOOK_AROUND.match(phrase, at + 1):
            named = _NAMED.match(phrase, at + 1)
            choices.append(_needed(phrase, named.end() if named else at + 1)[0])
        at = repeated.end() + (phrase[repeated.end() : repeated.end() + 1] == "?") if repeated else end
    short = ({one[:_ENOUGH] for one in some} for some in choices)
    shortest, _, rarest = max(
        ((min(len(one.strip()) for one in some), -len(some), some) for some in short),
        key=itemgetter(0, 1),
        default=(0, 0, {""}),
    )
    return (rarest if shortest >= _TELLING else {""}), at
