"""The paragraph that a place in a text stands in: what heads it, its first sentence, and the heading above it."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

Span = tuple[int, int]

_BREAK = re.compile(
    r"\n[ \t\xa0]*\n\s*|\n(?=[ \t\xa0]*(?:[·•●▪○¾\-–—*]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)])[ \t\xa0])"
)
_MARK = re.compile(
    r"[ \t\xa0\n]*(?:(?:[·•●▪○¾\-–—*]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,4})[.)]?)[ \t\xa0]+)*"
)
_LABEL = re.compile(r"[A-Z\d][^.:;!?\n–—]{2,60}(?:[.:](?=\s)|\s[–—](?=\s)|\n)")
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s)[^.!?]*)*[.!?]?")
_MOST = 90  # letters of a heading


class Paragraph(NamedTuple):
    """A paragraph or list item. `label`: the words it is headed with, on its own line ("Caseloads. The average is");
    `opening`: its first sentence; `heading`: the last short line above it. An empty span where there is none."""

    start: int
    end: int
    label: Span
    opening: Span
    heading: Span


def paragraph_at(text: str, place: int) -> Paragraph:
    """The paragraph in which a place of a text stands."""
    starts, paragraphs = _paragraphs(text)
    return paragraphs[max(bisect_right(starts, place) - 1, 0)]


@lru_cache(maxsize=8)
def _paragraphs(text: str) -> tuple[list[int], list[Paragraph]]:
    """Where the paragraphs of a text begin, and what they are."""
    starts = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    found: list[Paragraph] = []
    heading = (0, 0)
    for start, end in pairwise(starts):
        mark = _MARK.match(text, start, end)
        first = mark.end() if mark else start
        words = text[first:end].strip()
        label = _LABEL.match(text, first, end)
        sentence = _SENTENCE.match(text, first, end)
        found.append(
            Paragraph(
                start=start,
                end=end,
                label=label.span() if label else (first, first),
                opening=sentence.span() if sentence else (first, first),
                heading=heading,
            )
        )
        if words and len(words) <= _MOST and "\n" not in words and words[-1] not in ".;,":
            heading = (first, end)
    return starts[:-1], found
