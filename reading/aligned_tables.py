"""Tables without ruling lines: rows whose cells stand below each other."""

import math
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from reading.joining import Vocabulary, joined
from reading.markers import is_bullet, is_marker
from reading.words import Line, line_of

_TOUCHING = 0.85  # of a line's height: a row this close to its neighbour is part of the same table row
_APART = 2.6  # of a line's height: a larger step down ends a table

Rows = tuple[tuple[str, ...], ...]


def with_tables(rows: list[list[Line]], vocabulary: Vocabulary) -> Iterator[list[Line]]:
    """The rows with every table among them as one `Line`; all other rows become one line each.

    A table is three rows of two cells, or two of three, with their cells in the same columns. A list with its bullets
    or numbers apart is none, nor are labels before their values ("Report of:  Head of Service").
    """
    place = 0
    while place < len(rows):
        row = _without_markers(rows[place])
        if row[0].rows:
            yield row
            place += 1
            continue
        run = _run([row, *map(_without_markers, rows[place + 1 :])]) if len(row) > 1 else []
        table = _table(run, vocabulary)
        if table:
            yield [table]
            place += len(run)
        else:
            yield [line_of([word for line in row for word in line.words])]
            place += 1


def _without_markers(row: list[Line]) -> list[Line]:
    """A bullet or a paragraph number belongs to the text behind it."""
    if (len(row) == 2 and is_marker(row[0].text)) or (len(row) > 2 and is_bullet(row[0].text)):
        return [line_of([*row[0].words, *row[1].words]), *row[2:]]
    return row


def _run(rows: list[list[Line]]) -> list[list[Line]]:
    """The longest run of rows from the first whose lines keep to the same columns."""
    columns: list[tuple[float, float]] = []
    run: list[list[Line]] = []
    for row in rows:
        if row[0].rows or (run and row[0].top - run[-1][0].top > _APART * max(row[0].height, run[-1][0].height)):
            break
        widened = _columns(columns, row)
        if widened is None or (run and len(widened) < 2):
            break
        columns = widened
        run.append(row)
    while run and len(run[-1]) == 1 and not _belongs(run, columns):
        run.pop()
    return run


def _columns(columns: list[tuple[float, float]], row: list[Line]) -> list[tuple[float, float]] | None:
    """The columns made wide enough for this row; None when a line of it would lie across two."""
    widened = list(columns)
    for line in row:
        touched = [column for column in widened if line.left < column[1] and column[0] < line.right]
        if len(touched) > 1 or any(column not in columns for column in touched):
            return None
        for column in touched:
            widened.remove(column)
        widened.append((min([line.left, *(c[0] for c in touched)]), max([line.right, *(c[1] for c in touched)])))
    return sorted(widened)


def _belongs(run: list[list[Line]], columns: list[tuple[float, float]]) -> bool:
    """Whether a last row of one cell is the rest of a cell above: in a later column, or close below."""
    line = run[-1][0]
    if line.left >= columns[0][1]:
        return True
    return len(run) > 1 and line.top - run[-2][0].top < _TOUCHING * line.height


def _table(run: list[list[Line]], vocabulary: Vocabulary) -> Line | None:
    full = [row for row in run if len(row) > 1]
    if len(full) < 2:
        return None
    columns: list[tuple[float, float]] = []
    for row in run:
        columns = _columns(columns, row) or columns
    if len(full) < (3 if len(columns) == 2 else 2) or max(map(len, full)) * 2 < len(columns):
        return None
    cells = _cells(run, columns)
    if len(columns) == 2 and all(row[0] and joined(row[0]).endswith(":") for row in cells):
        return None
    texts = tuple(tuple(joined(cell, vocabulary) for cell in row) for row in cells)
    whole = [line for row in run for line in row]
    return Line(
        left=min(line.left for line in whole),
        top=min(line.top for line in whole),
        right=max(line.right for line in whole),
        bottom=max(line.bottom for line in whole),
        words=[],
        rows=texts,
    )


def _cells(run: list[list[Line]], columns: list[tuple[float, float]]) -> list[list[list[Line]]]:
    """Rows of cells, each a list of lines; rows that continue the one above (or open the one below) are part of it."""
    pairs = pairwise(run)
    steps = [after[0].top - before[0].top for before, after in pairs if len(before) > 1 and len(after) > 1]
    usual = median(steps) if steps else 0.0
    openings = [row[0].text[:1] for row in run if row[0].left < columns[0][1]]
    starts_small = sum(map(str.islower, openings)) * 2 > len(openings)
    rows: list[list[list[Line]]] = []
    last_top = None
    for visual, below in zip(run, [*run[1:], None], strict=True):
        placed: list[list[Line]] = [[] for _ in columns]
        for line in visual:
            placed[_nearest(columns, (line.left + line.right) / 2)].append(line)
        step = visual[0].top - last_top if last_top is not None else math.inf
        # A line nearer to the row below opens a cell taller than its neighbours, which stand beside its middle.
        opens = below is not None and below[0].top - visual[0].top < 0.75 * step and not placed[0]
        if rows and not opens and _continues(rows[-1], placed, step, usual, starts_small):
            for cell, more in zip(rows[-1], placed, strict=True):
                cell += more
        else:
            rows.append(placed)
        last_top = visual[0].top
    return rows


def _nearest(columns: list[tuple[float, float]], middle: float) -> int:
    return min(range(len(columns)), key=lambda place: max(columns[place][0] - middle, middle - columns[place][1]))


def _continues(row: list[list[Line]], placed: list[list[Line]], step: float, usual: float, starts_small: bool) -> bool:
    """Whether a visual row is the rest of the table row above: centred beside it, or close below with cells that go on.

    `starts_small`: this table's rows begin in small letters, which then says nothing.
    """
    filled = [bool(cell) for cell in placed]
    first = next(cell for cell in placed if cell)[0]
    alone = not any(fill and cell for fill, cell in zip(filled, row, strict=True))
    if step < _TOUCHING * first.height or (step < 0.7 * usual and (alone or sum(filled) == 1)):
        return True
    if step > max(1.6 * first.height, 1.1 * usual):
        return False
    if filled[0]:
        goes_on = (first.text[:1].islower() and not starts_small) or first.text[:1] in "(&"
        return goes_on or (sum(filled) == 1 and step < 0.8 * usual)
    return sum(filled) * 2 <= len(filled) + 1 and all(row[place] for place, fill in enumerate(filled) if fill)
