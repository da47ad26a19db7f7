"""Snippets: the best few words of a page for a query, with the places to mark. Knows no engine and no HTML."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from search.analysis import SURFACE, places_of, term
from search.entries import Snippet
from search.tree import Fuzzy, Leaf, Phrase, Prefix, Query, Word, wanted

WIDTH = 240  # characters
_LEAD = 60  # how much of it may stand before the first thing found

_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")  # also what steers a terminal
_SENTENCE_END = re.compile(r"[.!?:;]\s+|\n\s*\n|[•▪]\s*")


def snippet(text: str, query: Query, width: int = WIDTH) -> Snippet:
    """About `width` characters of a page, on one line, where most of what was asked stands together.

    Without anything to mark (the paper's title matched, or everything was asked) it is the page's beginning.
    """
    found = find_words(text, query)
    start, end = _window(text, found, width)
    pieces = ["… "] if text[:start].strip() else []
    length = len(pieces[0]) if pieces else 0
    spans: list[tuple[int, int]] = []
    at = start
    for a, b, _ in (span for span in found if start <= span[0] and span[1] <= end):
        for piece, marked in ((text[at:a], False), (text[a:b], True)):
            line = _BLANK.sub(" ", piece)
            if marked:
                spans.append((length, length + len(line)))
            pieces.append(line)
            length += len(line)
        at = b
    pieces.append(_BLANK.sub(" ", text[at:end]).rstrip())
    if text[end:].strip():
        pieces.append(" …")
    return Snippet(text="".join(pieces), spans=_merged(spans, "".join(pieces)))


def find_words(text: str, query: Query) -> list[tuple[int, int, Leaf]]:
    """Where what was asked stands in a text: (start, end, what), in order and without overlaps."""
    found = sorted(_finder(query).find(text), key=lambda span: (span[0], -span[1]))
    apart: list[tuple[int, int, Leaf]] = []
    for span in found:
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart


class _Finder:
    """Finds the leaves of one query in many texts. What a word answers to is worked out once for each spelling."""

    def __init__(self, leaves: list[Leaf]):
        self.leaves: list[tuple[Leaf, range]] = []  # each with the numbers of its tests, one for each of its words
        self.tests: list[Callable[[str], bool]] = []
        for leaf in leaves:
            words: list[Leaf] = [Word(word) for word in leaf.words] if isinstance(leaf, Phrase) else [leaf]
            self.leaves.append((leaf, range(len(self.tests), len(self.tests) + len(words))))
            self.tests += [_test(word) for word in words]
        self.known: dict[str, tuple[tuple[frozenset[int], int, int], ...]] = {}

    def find(self, text: str) -> Iterator[tuple[int, int, Leaf]]:
        row: list[tuple[frozenset[int], int, int]] = []  # for each place: which tests it meets, where it stands
        where: dict[int, list[int]] = {}  # for each test: the places that meet it
        for match in SURFACE.finditer(text) if self.tests else ():
            offset = match.start()
            for met, start, end in self.known.get(match.group()) or self.answers(match.group()):
                for test in met:
                    where.setdefault(test, []).append(len(row))
                row.append((met, offset + start, offset + end))
        for leaf, tests in self.leaves:
            for at in where.get(tests[0], ()):
                places = row[at : at + len(tests)]
                if len(places) == len(tests) and all(
                    test in met for test, (met, _, _) in zip(tests, places, strict=True)
                ):
                    yield places[0][1], places[-1][2], leaf

    def answers(self, surface: str) -> tuple[tuple[frozenset[int], int, int], ...]:
        """For each place of a surface: the tests it meets, where it stands. A word found by its hyphenated whole
        ("inhouse" in in-house) stands from the whole's beginning."""
        found = []
        for place in places_of(surface):
            own = {n for n, test in enumerate(self.tests) if test(place.forms[0])}
            met = {n for n, test in enumerate(self.tests) if any(map(test, place.forms))}
            found.append((frozenset(met), place.start if own or not met else 0, place.end))
        self.known[surface] = tuple(found)
        return self.known[surface]


@lru_cache(maxsize=16)
def _finder(query: Query) -> _Finder:
    return _Finder(wanted(query))


def _test(leaf: Leaf) -> Callable[[str], bool]:
    match leaf:
        case Word(text):
            wanted_term = term(text)
            return lambda form: term(form) == wanted_term
        case Prefix(text):
            return lambda form: form.startswith(text)
        case Fuzzy(text, distance):
            return lambda form: form[:1] == text[:1] and OSA.distance(text, form, score_cutoff=distance) <= distance
        case _:
            raise TypeError(f"a phrase is tested word by word: {leaf}")


def _window(text: str, found: list[tuple[int, int, Leaf]], width: int) -> tuple[int, int]:
    """The stretch with most different things asked, then most of them, then first."""
    if not found:
        start = len(text) - len(text.lstrip())
        return start, _whole_word_end(text, start + width)
    best = max(range(len(found)), key=lambda n: (*_worth(found, n, width - _LEAD), -n))
    first = found[best][0]
    start = _start(text, first)
    return start, _whole_word_end(text, max(start + width, found[best][1]))


def _worth(found: list[tuple[int, int, Leaf]], first: int, width: int) -> tuple[int, int]:
    within = [leaf for a, b, leaf in found[first:] if b <= found[first][0] + width]
    return len(set(within)), len(within)


def _start(text: str, first: int) -> int:
    """The sentence's beginning when it is near, else a word's."""
    earliest = max(0, first - _LEAD)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, earliest, first)]
    if ends:
        return ends[-1]
    if earliest == 0:
        return len(text) - len(text.lstrip()) if text[:first].strip() else first
    space = re.search(r"\s", text[earliest:first])
    return earliest + space.end() if space else first


def _whole_word_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text.rstrip())
    space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    return space if space > end - 40 else end


def _merged(spans: list[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Neighbouring marks with only a space between become one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
