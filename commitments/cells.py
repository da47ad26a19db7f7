"""Cells and tables as they stand in a page's text, and which of a table's top rows are its headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from commitments.lines import trimmed

_LINE = re.compile(r"[^\r\n\f]+|(?<=\n)[ \t]*(?=\r?\n)")  # a line that holds anything, or an empty one between two
RULE = re.compile(r"[\s|:+=_-]+")  # a line drawn under headings


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell and where it stands, without outer white space; empty cells have start == end. `text` is the words of
    `page_text[start:end]`, or, where a cell is wrapped over lines shared with other cells, of all its lines."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """A table found in a page's text. `headings` has one heading a column ("" where the page gives none); each row
    has as many cells as there are columns. `caption` is the text just above the table, a few lines at most."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    caption: str = ""


# A cell that is a figure, not a heading. "2023/24" and "31.03.21" are headings as well.
_FIGURE = re.compile(
    r"\(?[~c£+<>=≤≥−–-]*\s*£?[\d,]+(?:\.\d+)?\s*(?:%|k|m|bn|pp|days?|weeks?)?\)?(?:\s*\(.*\))?", re.IGNORECASE
)
_PERIOD = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d\d(?:\d\d)?)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d\d[/-]\d\d")
REFERENCE = re.compile(r"[A-Z]{0,3}-?\d{1,3}(?:[./-]\d{1,2})*[a-z]?")  # "C1" above "C2": rows, and no headings
_THOUSANDS = re.compile(r"£\s?['’]?0")
_LABELLED = re.compile(r"[A-Za-z]: \w|\bscore \d")  # "Owner: ICB" is a field with its name, no heading
_HEADING_WORD = re.compile(
    r"\b(?:actual|act|target|tgt|rag|status|measure|indicator|kpi|baseline|latest|q[1-4]|qtr|quarter|outturn|ytd|"
    r"20\d\d[-/–](?:20)?\d\d|\d\d/\d\d|trend|direction|travel|dot|current|previous|action|lead|owner|due|milestone"
    r"|result|forecast|budget|variance|saving|plan|total|no|number|rate|description|proposal|scheme|service|theme|title"
    r"|priority|area|who|when|what|comment|progress|update|ref|england|average)s?\b\.?|£",
    re.IGNORECASE,
)


@lru_cache(maxsize=2)
def lines_of(text: str) -> list[tuple[int, int, str]]:
    """The lines of a text: start, end, and what stands there without outer white space; of empty ones those between
    two others. Kept, because tables of more than one kind are looked for in them."""
    return [(*line.span(), line.group().strip()) for line in _LINE.finditer(text)]


def words_of(text: str, start: int, end: int) -> Cell:
    """The cell between two offsets, its white space folded."""
    start, end = trimmed(text, start, end)
    return Cell(text=" ".join(text[start:end].split()), start=start, end=end)


def is_number(text: str) -> bool:
    """Whether a cell is a figure and no year or date, which may head a column."""
    return bool(_FIGURE.fullmatch(text)) and not _PERIOD.fullmatch(text) and not _THOUSANDS.match(text)


def is_heading_row(cells: Sequence[Cell], *, below: bool = False) -> bool:
    """Whether a row may be one of headings; `below` one that has headings above it must have an empty corner or hold
    only years and words that head columns."""
    texts = [cell.text for cell in cells if cell.text]
    if len(texts) < 2 or any(is_number(text) or _LABELLED.search(text) for text in texts):
        return False
    if below:
        return not cells[0].text or all(_PERIOD.fullmatch(text) or _HEADING_WORD.search(text) for text in texts)
    return True


def is_heading_word(text: str) -> bool:
    """Whether a cell is a year or has a word that heads columns ("Target", "Q2")."""
    return bool(_PERIOD.fullmatch(text) or _HEADING_WORD.search(text))


def headed(rows: Sequence[Sequence[Cell]], width: int) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """The headings (of one or two lines) and the rows below them."""
    depth = 0
    numbered = len(rows) > 1 and all(REFERENCE.fullmatch(row[0].text) for row in rows[:2])
    while not numbered and depth < min(2, len(rows) - 1) and is_heading_row(rows[depth], below=depth == 1):
        depth += 1
    headings = tuple(" ".join(rows[line][column].text for line in range(depth)).strip() for column in range(width))
    body = tuple(tuple(row) for row in rows[depth:] if any(cell.text for cell in row))
    return headings, body


def caption_above(text: str, start: int) -> str:
    """Up to four short lines above a table."""
    lines = [line.strip() for line in text[max(0, start - 1200) : start].splitlines() if line.strip()][-4:]
    return "\n".join(line for line in lines if len(line) < 160 and "|" not in line)
