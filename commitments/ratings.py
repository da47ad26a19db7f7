"""Read red, amber and green ratings: words, letters and signs in a cell, a colour beside a figure."""

import re

from records.findings import Rag
from records.topics import Topic

_NO_LETTERS = re.compile(r"[^A-Za-z/-]+")
_SIGNS: tuple[tuple[Rag, str], ...] = (("red", "🔴🟥"), ("amber", "🟠🟡🟧🟨"), ("green", "🟢🟩"))

_RAG_INSIDE = re.compile(
    r"(?:\(|\[|[-–—,:;|]\s*|\brag(?:[- ]?rat(?:ed|ing))?:?\s*|\brated\s*|\bstatus:?\s*|[\d%]\s+)(?P<word>\b(?:red"
    r"|amber|green)\b)(?![- ](?:tape|light|paper|party|book|flag))"
    r"|[\d%]\s*\(?(?P<letter>[RAG])\)?$",
    re.IGNORECASE,
)


def rating_of(text: str, topic: Topic) -> Rag | None:
    """The colour a rating cell gives ("Amber", "R", "▼ Red", "On track"), or None."""
    if re.search(r"\d", text):  # "63% Red" is a figure with its rating
        return None
    for colour, signs in _SIGNS:
        if any(sign in text for sign in signs):
            return colour
    plain = _NO_LETTERS.sub(" ", text).strip()
    if not plain or len(plain) > 40:
        return None
    ratings: tuple[tuple[str, Rag], ...] = (("rating_amber", "amber"), ("rating_red", "red"), ("rating_green", "green"))
    for name, colour in ratings:
        if topic.words[name].fullmatch(plain):
            return colour
    for name, colour in ratings:
        found = topic.words[name].search(plain)
        if found and (len(found.group()) > 2 and (found.start() == 0 or found.group().lower() == colour)):
            return colour
    return None


def rag_inside(text: str) -> Rag | None:
    """The colour written in the words beside a figure: "63% (Red)", "RAG: amber", "78% G"."""
    match = _RAG_INSIDE.search(text)
    if match is None:
        return None
    letter = (match["word"] or match["letter"])[0].lower()
    return {"r": "red", "a": "amber", "g": "green"}[letter]  # type: ignore[return-value]
