"""The order in which a page is read: columns one after the other, everything else from the top down."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reading.lines import as_rows
from reading.markers import is_marker
from reading.words import Line

_STEP = 4.0  # points between the places where a gutter is looked for
_WIDEST = 5_000.0  # points; a page may claim the size of a country
_ROWS = 4  # fewer rows side by side are no columns
_WORDS = 3  # a column of prose has this many words on its usual line; cells have fewer
_FULL = 0.7  # of its column's width: what a line of prose usually fills


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that are read together, one below the other: a column, or the page's full width."""

    rows: list[list[Line]]
    is_column: bool


def regions_of(rows: list[list[Line]], depth: int = 0) -> Iterator[Region]:
    """The regions of a page in reading order. Rows of a table stay rows; only columns of prose are taken apart."""
    gutter = _gutter(rows) if depth < 4 else None
    if gutter is None:
        yield Region(rows, depth > 0)
        return
    begun: list[list[Line]] = []
    for side_by_side, run in _runs(rows, gutter):
        if not side_by_side or not _is_prose(run, gutter):
            begun += run
            continue
        if begun:
            yield Region(begun, depth > 0)
            begun = []
        yield from regions_of(as_rows([line for row in run for line in row if line.right <= gutter]), depth + 1)
        yield from regions_of(as_rows([line for row in run for line in row if line.right > gutter]), depth + 1)
    if begun:
        yield Region(begun, depth > 0)


def _gutter(rows: list[list[Line]]) -> float | None:
    """The place where the most rows have a gap, if at least four do."""
    counts: dict[int, int] = {}
    for row in rows:
        for before, after in pairwise(row):
            if is_marker(before.text) or after.left - before.right > _WIDEST:
                continue
            for step in range(int(before.right / _STEP) + 1, int(after.left / _STEP) + 1):
                counts[step] = counts.get(step, 0) + 1
    most = max(counts.values(), default=0)
    if most < _ROWS:
        return None
    best = sorted(step for step, count in counts.items() if count == most)
    return best[len(best) // 2] * _STEP


def _runs(rows: list[list[Line]], gutter: float) -> Iterator[tuple[bool, list[list[Line]]]]:
    """Rows in a row that leave the gutter free (True), and those that cross it or hold a table (False)."""
    run: list[list[Line]] = []
    free = False
    for row in rows:
        leaves_free = not any(line.left < gutter < line.right or line.rows for line in row)
        if run and leaves_free != free:
            yield free, run
            run = []
        free = leaves_free
        run.append(row)
    if run:
        yield free, run


def _is_prose(rows: list[list[Line]], gutter: float) -> bool:
    """Columns of prose: rows side by side, several words a line, most lines filling their column."""
    if sum(row[0].right <= gutter < row[-1].left for row in rows) < _ROWS:
        return False
    lines = [line for row in rows for line in row if not is_marker(line.text)]
    if median(len(line.words) for line in lines) < _WORDS:
        return False
    for side in ([line for line in lines if line.right <= gutter], [line for line in lines if line.right > gutter]):
        left, right = min(line.left for line in side), max(line.right for line in side)
        # Inside one side there may be further columns: what counts is how much of each row is filled.
        filled = [sum(line.right - line.left for line in row) for row in as_rows(side)]
        if sum(width >= _FULL * (right - left) for width in filled) * 2 < len(filled):
            return False
    return True
