"""Find tables that lost their lines: one cell a line, as when text is copied out of a web page or a PDF."""

import re
from collections.abc import Iterator, Sequence

from commitments.cells import Cell, PageTable, caption_above, is_heading_word, is_number, lines_of, words_of

_REFERENCE = re.compile(r"(?:[A-Z]{1,6}[ .-]?)?\d{1,3}(?:[.\d]*[a-z]?)?[.)]?|[A-Z]{1,4}\d*", re.IGNORECASE)
_NOTHING = re.compile(r"[-–—*]|n/?a|tbc", re.IGNORECASE)
_LONGEST_CELL = 140
_LONGEST_HEADING = 40
_FEWEST, _MOST = 3, 10  # columns


def stacked_tables(text: str) -> Iterator[PageTable]:
    """Every table of a text written one cell a line, in order. It opens with its headings, of which two or more must be
    words that head columns; its rows are set apart by blank lines, or follow each other in the headings' rhythm."""
    runs = list(_runs(text))
    if all(len(run) < _FEWEST for run in runs):
        return
    groups = [[words_of(text, *line) for line in run] if len(run) > 1 else [] for run in runs]  # a lone line parts
    at = 0
    while at < len(groups):
        found = _parted(text, groups, at) or _running(text, groups[at])
        if found is None:
            at += 1
            continue
        table, used = found
        yield table
        at += used


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of short lines between blank or long ones."""
    run: list[tuple[int, int]] = []
    for start, end, words in lines_of(text):
        if words and len(words) <= _LONGEST_CELL and "|" not in words:
            run.append((start, end))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _headings(cells: Sequence[Cell]) -> bool:
    return (
        _FEWEST <= len(cells) <= _MOST
        and all(len(cell.text) <= _LONGEST_HEADING and not is_number(cell.text) for cell in cells)
        and _heads(cells) > 1
        and not any(cell.text.endswith((".", ";", ",")) and len(cell.text) > 5 for cell in cells)
    )


def _heads(cells: Sequence[Cell]) -> int:
    """How many of some cells are words that head columns."""
    return sum(is_heading_word(cell.text) for cell in cells)


def _parted(text: str, groups: Sequence[list[Cell]], at: int) -> tuple[PageTable, int] | None:
    """A table whose rows are groups of as many lines as there are headings; one line more or fewer is a wrapped or an
    empty cell."""
    head = groups[at]
    if not _headings(head):
        return None
    if at + 1 < len(groups) and _headings(groups[at + 1]) and _heads(groups[at + 1]) > _heads(head):
        return None  # the lines over a table's headings name the paper and the part of it
    rows = []
    for group in groups[at + 1 :]:
        row = _row(group, len(head))
        if row is None:
            break
        rows.append(row)
    return _finished(text, head, rows, len(rows) + 1)


def _row(group: list[Cell], width: int) -> tuple[Cell, ...] | None:
    if len(group) == width:
        return tuple(group)
    if len(group) == width - 1:  # a cell is empty: which one, only the reader of the page knew
        empty = Cell(text="", start=group[-1].end, end=group[-1].end)
        place = next((i for i, cell in enumerate(group) if i > 1 and not is_number(cell.text)), len(group))
        return (*group[:place], empty, *group[place:])
    if len(group) == width + 1:
        first = 1 if _REFERENCE.fullmatch(group[0].text) else 0
        label = Cell(
            text=f"{group[first].text} {group[first + 1].text}", start=group[first].start, end=group[first + 1].end
        )
        return (*group[:first], label, *group[first + 2 :])
    return None


def _running(text: str, group: list[Cell]) -> tuple[PageTable, int] | None:
    """A table of lines without blank ones between its rows."""
    for width in range(_FEWEST, min(_MOST, len(group) // 3) + 1):
        head = group[:width]
        if len(group) % width or not _headings(head):
            continue
        rows = [tuple(group[first : first + width]) for first in range(width, len(group), width)]
        label = next((i for i, cell in enumerate(rows[0]) if re.search(r"[A-Za-z]{3}", cell.text)), None)
        if label is not None and _is_regular(rows, label):
            return _finished(text, head, rows, 1)
    return None


def _is_regular(rows: Sequence[tuple[Cell, ...]], label: int) -> bool:
    """Whether the rows have words where the first has its label, and some column below holds only figures."""
    if not all(re.search(r"[A-Za-z]{3}", row[label].text) and not is_number(row[label].text) for row in rows):
        return False
    columns = list(zip(*rows, strict=True))[label + 1 :]
    return any(all(is_number(c.text) or _NOTHING.fullmatch(c.text) for c in column) for column in columns)


def _finished(
    text: str, head: Sequence[Cell], rows: Sequence[tuple[Cell, ...]], used: int
) -> tuple[PageTable, int] | None:
    if len(rows) < 2:
        return None
    start = head[0].start
    table = PageTable(
        headings=tuple(cell.text for cell in head), rows=tuple(rows), start=start, end=rows[-1][-1].end,
        caption=caption_above(text, start),
    )  # fmt: skip
    return table, used
