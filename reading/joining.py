"""Lines → running text: a word broken at a line's end is made whole again."""

import re
from collections.abc import Iterable, Set

from reading.words import Line, Word

Vocabulary = Set[str]

_LETTERS_ONLY = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BROKEN = re.compile(r"[^\W\d_]-$")
# First parts that keep their hyphen when nothing in the paper says otherwise ("long-term", "in-house").
_KEEP_HYPHEN = frozenset(
    "all anti child co cross ex face fast first five four full half hard health high in inter joint kin late long low"
    " mid"
    " multi near non north off old on one out over part peer post pre present re real second self semi seven short"
    " single six sixth"
    " south step ten third three time two under up well whole wide work year young".split()
)


def vocabulary_of(words: list[Word]) -> Vocabulary:
    """The paper's own words, which tell a broken word from a compound one. Empty where none is broken."""
    if not any(word.wrapped or word.text[-1] == "-" for word in words):
        return frozenset()
    whole = " ".join([word.text for word in words if not word.wrapped])
    return frozenset(_LETTERS_ONLY.findall(whole.lower()))


def joined(lines: Iterable[Line], vocabulary: Vocabulary = frozenset()) -> str:
    """The lines' text on one line: "accom-" and "dation" as one word, "long-" and "term" with their hyphen."""
    text, broken = "", False
    for line in lines:
        words = line.text
        if not text:
            text = words
        elif text[-1] == "-" and text[-2:-1].isdigit() and words[:1].isdigit():
            text += words  # "2024-" and "25"
        elif broken or (_BROKEN.search(text) and words[:1].islower()):
            text = _together(text if broken else text[:-1], words, vocabulary)
        else:
            text = f"{text} {words}"
        broken = line.wrapped
    return f"{text}-" if broken else text


def _together(before: str, after: str, vocabulary: Vocabulary) -> str:
    first = before.rsplit(" ", 1)[-1].lower().lstrip("(‘“\"'")
    second = re.split(r"[^\w’'-]", after.lower(), maxsplit=1)[0]
    if first.isalpha() and second[:1].isalpha() and after[:1].islower():
        if first + second in vocabulary:
            return before + after
        compound = (
            f"{first}-{second}" in vocabulary
            or first in _KEEP_HYPHEN
            or (len(first) > 2 and first in vocabulary and second in vocabulary)
        )
        if not compound:
            return before + after
    return f"{before}-{after}"
