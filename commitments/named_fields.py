"""Read actions whose parts are named in the line: "Further action: buy a flat – Nov 25", "Owner: ICB   Due: June"."""

import re
from collections.abc import Iterator

from commitments.cells import Cell, words_of
from commitments.pages import Page
from commitments.row_states import is_day_ahead, tells_over

# In a row of a register: what is still to be done, each with its day and its owner after dashes.
_STILL_TO_DO = re.compile(
    r"(?<=\| )(?:further|planned|additional|next|required|proposed|outstanding|new)\s+"
    r"(?:actions?|mitigations?|controls|steps)\s*:\s*(?P<all>[^|\n]+)",
    re.IGNORECASE,
)
_PART = re.compile(r"[^;]+")
_PARTED = re.compile(r"(?<!\s)\s++(?:[–—-]\s+|\((?=[^)]+\)\s*$))")
# Under an action: who leads it and by when it is due, and on the next line how it stands.
_OWNED = re.compile(
    r"^[ \t\xa0]*(?:(?:[A-Z]{0,3}\d{1,2}(?:\.\d{1,2})*|[a-z]|\d{1,2}[.)])[ \xa0]+)?(?P<label>[^\s|][^|\n]{8,120})\n"
    r"[ \t\xa0]*(?:owner|lead(?: officer)?|who|responsible(?: officer)?|by whom)\s*:[^:\n]{1,60}?[\s;,|]+"
    r"(?:finish|due(?: date| by)?|deadline|by(?: when)?|when|target date|complet(?:e by|ion)|timescale)"
    r"\s*:"
    r"[ \t\xa0]*(?P<due>[^\n:]{2,40})(?:\n[ \t\xa0]*[A-Z][\w ]{1,20}:\s*(?P<stands>[^\n]+))?",
    re.IGNORECASE | re.MULTILINE,
)
_OWNER = re.compile(r"\n[ \t\xa0]*(?:owner|lead|who|responsible|by whom)\b[^:\n]{0,10}:", re.IGNORECASE)
_NOTHING = re.compile(r"(?:none|nil|n/?a|ongoing|monitor\w*|review(?:ed)?)\b", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:resolved|(?-i:CLOSED|COMPLETED?|DONE)|struck out|closed\W*$|completed?\W*$|abandoned|withdrawn)",
    re.IGNORECASE,
)


def find_named(page: Page) -> Iterator[tuple[Cell, Cell]]:
    """Every action with its day, where both are named and the day is still to come."""
    if "|" in page.text:
        for found in _STILL_TO_DO.finditer(page.text):
            for part in _PART.finditer(page.text, *found.span("all")):
                yield from _with_day(page, *part.span())
    if _OWNER.search(page.text):
        for found in _OWNED.finditer(page.text):
            cell = words_of(page.text, *found.span("due"))
            stands = found["stands"] or ""
            if is_day_ahead(page, cell) and not tells_over(page, stands) and not _OVER.search(stands):
                yield words_of(page.text, *found.span("label")), cell


def _with_day(page: Page, start: int, end: int) -> Iterator[tuple[Cell, Cell]]:
    cut = _PARTED.search(page.text, start, end)
    if cut is None:
        return
    label, rest = words_of(page.text, start, cut.start()), words_of(page.text, cut.end(), end)
    if label.text and not _NOTHING.match(label.text) and is_day_ahead(page, rest) and not tells_over(page, rest.text):
        yield label, rest
