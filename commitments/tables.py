"""Find the tables in a page's text: rows of cells under column headings, with the place of every cell.

Columns are told apart by `|`, by tabs, by where they stand on the line, or not at all, one cell following the other
down the page. What the columns mean is decided in `columns.py`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from commitments.aligned import aligned_tables
from commitments.cells import Cell, PageTable, caption_above, headed
from commitments.divided import divided_tables
from commitments.stacked import stacked_tables
from records.papers import Table


@lru_cache(maxsize=8)
def find_tables(text: str) -> tuple[PageTable, ...]:
    """Every table of a page's text, in order. A table needs two lines of cells, of which the first may be headings."""
    found: list[PageTable] = []
    for table in [*divided_tables(text), *aligned_tables(text), *stacked_tables(text)]:
        if not any(table.start < other.end and other.start < table.end for other in found):
            found.append(table)
    return tuple(sorted(found, key=lambda table: table.start))


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
    headings, rows = headed([list(row) for row in placed], width)
    start = min(cell.start for row in placed for cell in row if cell.text)
    return PageTable(headings=headings, rows=rows, start=start, end=at, caption=caption_above(text, start))


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
