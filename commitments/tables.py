"""Find the tables in a page's text: rows of cells under column headings, with the place of every cell.

Columns are told apart by `|`, by tabs, or by runs of spaces as in text drawn from a PDF. What the columns mean is
decided in `columns.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from records.papers import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: `page_text[start:end] == text`, without outer white space; empty cells have start == end."""

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


_LINE = re.compile(r"[^\r\n]+")
_BAR = re.compile(r"[ \t\xa0]*\|[ \t\xa0]*")
_TAB = re.compile(r"[ \xa0]*\t+[ \t\xa0]*")
_GAP = re.compile(r"[ \xa0]{2,}")
_RULE = re.compile(r"[\s|:+=_-]+")
# A cell that is a figure, not a heading. "2023/24" and "31.03.21" are headings as well.
_FIGURE = re.compile(r"[~c£+<>=≤≥-]*\s*[\d,]+(?:\.\d+)?\s*(?:%|k|m|bn|days?|weeks?)?(?:\s*\(.*\))?", re.IGNORECASE)
_PERIOD = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d\d(?:\d\d)?)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d\d/\d\d")
_HEADING_WORD = re.compile(
    r"\b(?:actual|target|rag|status|measure|indicator|kpi|baseline|latest|q[1-4]|quarter|outturn|ytd|"
    r"20\d\d[-/–](?:20)?\d\d|trend|direction|travel|dot|current|previous|action|lead|owner|due|milestone|result)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8)
def find_tables(text: str) -> tuple[PageTable, ...]:
    """Every table of a page's text, in order. A table needs two lines of cells, of which the first may be headings."""
    return tuple(_tables(text))


def place_table(table: Table, text: str) -> PageTable | None:
    """A table read cell by cell from a paper, placed in its page's text; rows that are not in the text are left out.
    None when no row is found there."""
    width = max((len(row) for row in table.rows), default=0)
    if width < 2:
        return None
    placed: list[tuple[Cell, ...]] = []
    at = 0
    for row in table.rows:
        cells = _placed_row(row, text, at, width)
        if cells is not None:
            placed.append(cells)
            at = max(cell.end for cell in cells)
    if not placed:
        return None
    headings, rows = _headed([list(row) for row in placed], width)
    start = min(cell.start for row in placed for cell in row if cell.text)
    return PageTable(headings=headings, rows=rows, start=start, end=at, caption=_caption(text, start))


def _placed_row(row: Sequence[str], text: str, at: int, width: int) -> tuple[Cell, ...] | None:
    words = [r"\s+".join(map(re.escape, cell.split())) for cell in row]
    pattern = r"[\s|]*".join(f"({word})" for word in words if word)
    match = re.compile(pattern).search(text, at) if pattern else None
    if match is None:
        return None
    cells, group = [], 0
    for word in [*words, *[""] * (width - len(words))]:
        group += bool(word)
        start, end = match.span(group) if word else (match.end(group), match.end(group))
        cells.append(Cell(text=" ".join(text[start:end].split()), start=start, end=end))
    return tuple(cells)


def _tables(text: str) -> Iterator[PageTable]:
    block: list[list[Cell]] = []
    kind = ""
    waiting: tuple[int, int] | None = None  # a line without cells: the top of a row whose label is wrapped, or the end
    for line in _LINE.finditer(text):
        content = line.group().strip()
        if not content or _RULE.fullmatch(content):
            continue
        found_kind, cells = _cells(text, line.start(), line.end())
        if cells and (not kind or found_kind == kind):
            if waiting and block and len(cells) == len(block[0]):
                cells[0] = _joined(text, Cell(text="", start=waiting[0], end=waiting[1]), cells[0])
            elif waiting and block:
                yield from _finished(text, block)
                block = []
            waiting, kind = None, found_kind
            block.append(cells)
            continue
        if block and waiting is None and len(content) < 90 and not content.endswith("."):
            first = line.start() + line.group().index(content)
            waiting = (first, first + len(content))
            continue
        yield from _finished(text, block)
        block, waiting, kind = ([cells], None, found_kind) if cells else ([], None, "")
    yield from _finished(text, block)


def _cells(text: str, start: int, end: int) -> tuple[str, list[Cell]]:
    """The cells of a line and what divides them; no cells when the line is not a row."""
    for kind, divider in (("bar", _BAR), ("tab", _TAB), ("gap", _GAP)):
        first, last = _trimmed(text, start, end)
        cuts = [(m.start(), m.end()) for m in divider.finditer(text, first, last)]
        if not cuts or (kind == "gap" and (len(cuts) < 2 or last - first > 220)):
            continue
        edges = [first, *[place for cut in cuts for place in cut], last]
        cells = []
        for left, right in zip(edges[::2], edges[1::2], strict=True):
            a, b = _trimmed(text, left, right)
            cells.append(Cell(text=text[a:b], start=a, end=b))
        if kind == "bar":
            framed = text[first] == "|" and text[last - 1] == "|"
            cells = cells[1:] if framed and len(cells) > 2 else cells
            cells = cells[:-1] if not cells[-1].text and len(cells) > 2 else cells
        if len(cells) > 1:
            return kind, cells
    return "", []


def _joined(text: str, top: Cell, bottom: Cell) -> Cell:
    return Cell(text=" ".join(text[top.start : bottom.end].split()), start=top.start, end=bottom.end)


def _finished(text: str, block: list[list[Cell]]) -> Iterator[PageTable]:
    if len(block) < 2:
        return
    width = max(len(row) for row in block[:3])
    aligned = [_aligned(row, block[0], width, text) for row in block]
    headings, rows = _headed(aligned, width)
    if not rows or (width > 2 and not any(headings) and not any(_is_figure(c.text) for row in rows for c in row)):
        return
    start = min(cell.start for cell in block[0])
    end = max(cell.end for cell in block[-1])
    yield PageTable(headings=headings, rows=rows, start=start, end=end, caption=_caption(text, start))


def _aligned(row: list[Cell], top: list[Cell], width: int, text: str) -> list[Cell]:
    """A row with one cell a column: cells set by where they stand under the headings when some are missing."""
    if len(row) == width:
        return row
    last = row[-1].end
    if len(row) > width:
        kept = row[: width - 1]
        tail = row[width - 1 :]
        return [*kept, Cell(text=text[tail[0].start : tail[-1].end], start=tail[0].start, end=tail[-1].end)]
    if len(top) == width and "|" not in text[row[0].start : last]:
        line, head = _line_start(text, row[0].start), _line_start(text, top[0].start)
        slots = [Cell(text="", start=last, end=last) for _ in range(width)]
        for cell in row:
            middle = (cell.start + cell.end) / 2 - line
            column = min(range(width), key=lambda i: abs((top[i].start + top[i].end) / 2 - head - middle))
            if not slots[column].text:
                slots[column] = cell
        return slots
    return [*row, *[Cell(text="", start=last, end=last) for _ in range(width - len(row))]]


def _headed(rows: list[list[Cell]], width: int) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """The headings (of one or two lines) and the rows below them."""
    depth = 0
    while depth < min(2, len(rows) - 1) and _is_heading_row(rows[depth], second=depth == 1):
        depth += 1
    headings = tuple(" ".join(rows[line][column].text for line in range(depth)).strip() for column in range(width))
    body = tuple(tuple(row) for row in rows[depth:] if any(cell.text for cell in row))
    return headings, body


def _is_heading_row(row: list[Cell], *, second: bool) -> bool:
    texts = [cell.text for cell in row if cell.text]
    if len(texts) < 2 or any(_is_figure(text) for text in texts):
        return False
    if second:  # a second line of headings has an empty corner or only periods and column words
        return not row[0].text or all(_PERIOD.fullmatch(text) or _HEADING_WORD.search(text) for text in texts)
    return True


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text)) and not _PERIOD.fullmatch(text)


def _caption(text: str, start: int) -> str:
    """Up to four short lines above the table."""
    lines = [line.strip() for line in text[:start].splitlines() if line.strip()][-4:]
    return "\n".join(line for line in lines if len(line) < 160 and "|" not in line)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
