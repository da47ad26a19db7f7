"""Find tables set by runs of spaces, as in text drawn from a PDF, by what stands under what."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from commitments.cells import (
    RULE,
    Cell,
    PageTable,
    caption_above,
    is_heading_row,
    is_heading_word,
    is_number,
    lines_of,
    words_of,
)

_GAP = re.compile(r"[ \xa0](?:(?<![.;:?!].)[ \xa0]+|[ \xa0]{3,})")  # after a stop two are no gap
_REFERENCE = re.compile(
    r"(?:[A-Z]{1,6}(?:-[A-Z]{1,2})?[ .-]?)?\d{1,3}(?:[.\d]*[a-z]?)?[.)]?|[a-z][.)]?|\(?[ivx]{1,4}\)"
)
_LONGEST_LINE = 260
_NEAR = 4  # spaces at most between a row's reference and its label
_SLACK = 3  # places by which cells of a column may miss each other


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A stretch of a line between gaps; `left` and `right` are its places in the line."""

    cell: Cell
    left: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    pieces: tuple[_Piece, ...]
    after_blank: bool


_Span = tuple[int, int]
_Last = tuple[tuple[_Span, ...], tuple[str, ...], str]  # a table's columns, headings and caption


def aligned_tables(text: str) -> Iterator[PageTable]:
    """Every table of a text whose columns are set by spaces, in order."""
    last: _Last | None = None
    above: list[_Row] = []  # rows of headings parted from their table by a line of its own ("Savings")
    for block in _blocks(text):
        if all(len(row.pieces) > 2 and _are_headings(row) for row in block):
            above = block
            continue
        found = _table(text, [*above, *block] if above and not _are_headings(block[0]) else block, last)
        above = []
        if found is not None:
            table, spans = found
            last = (spans, table.headings, table.caption)
            yield table


def _blocks(text: str) -> Iterator[list[_Row]]:
    """Runs of lines with cells; a lone line between two of them (the rest of a label, a group's name) does not part
    them, a new row of headings does."""
    block: list[_Row] = []
    blank = False
    alone: tuple[int, int] | None = None  # the line above, where it is a lone one
    for start, end, words in lines_of(text):
        if not words:
            blank = True
            continue
        if RULE.fullmatch(words):
            continue
        whole = end - start <= _LONGEST_LINE and "|" not in words and "\t" not in words  # no long prose, nor divided
        pieces = _pieces(text, start, end) if whole and ("  " in words or "\xa0" in words) else ()
        if len(pieces) < 2:
            if block and (alone is not None or blank or not _may_be_part(words)):
                yield block
                block = []
            alone = (start, end) if whole else None
            blank = False
            continue
        if alone is not None and not blank and pieces[0].cell.text[0].islower():
            pieces = (_under(text, alone, pieces[0]), *pieces[1:])
        row = _Row(pieces=pieces, after_blank=blank)
        if block and (_heads(row, block) or (blank and not _goes_on(row, block))):
            yield block
            block = []
        block.append(row)
        alone = None
        blank = False
    if block:
        yield block


def _under(text: str, line: tuple[int, int], bottom: _Piece) -> _Piece:
    """A label wrapped over two lines, of which the upper holds nothing else."""
    top = words_of(text, *line)
    cell = Cell(text=f"{top.text} {bottom.cell.text}", start=top.start, end=bottom.cell.end)
    return _Piece(cell=cell, left=min(top.start - line[0], bottom.left), right=bottom.right)


def _may_be_part(content: str) -> bool:
    return len(content) < 90 and not content.endswith(".")


def _pieces(text: str, start: int, end: int) -> tuple[_Piece, ...]:
    """The pieces of a line, parted at its gaps. A reference ("CYP1") is of its label."""
    gaps = [gap.span() for gap in _GAP.finditer(text, start, end)]
    edges = [start, *chain.from_iterable(gaps), end]
    cells = [words_of(text, first, last) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    pieces = [_Piece(cell=cell, left=cell.start - start, right=cell.end - start) for cell in cells if cell.text]
    if len(pieces) > 1 and _REFERENCE.fullmatch(pieces[0].cell.text) and pieces[1].left - pieces[0].right <= _NEAR:
        label = words_of(text, pieces[0].cell.start, pieces[1].cell.end)
        pieces[:2] = [_Piece(cell=label, left=pieces[0].left, right=pieces[1].right)]
    return tuple(pieces)


def _heads(row: _Row, block: Sequence[_Row]) -> bool:
    """Whether a row of headings opens a new table below rows of figures."""
    filled = any(is_number(piece.cell.text) for earlier in block for piece in earlier.pieces[1:])
    return (filled or (row.after_blank and len(row.pieces) > 2)) and _are_headings(row)


def _are_headings(row: _Row) -> bool:
    cells = [piece.cell for piece in row.pieces]
    return is_heading_row(cells) and all(is_heading_word(cell.text) for cell in cells[1:])


def _goes_on(row: _Row, block: Sequence[_Row]) -> bool:
    """Whether a row below a blank line still belongs to the rows above it: its cells stand under theirs."""
    above = block[-1].pieces if len(block[-1].pieces) >= len(block[0].pieces) else block[0].pieces
    under = sum(any(_apart(piece, other) == 0 for other in above) for piece in row.pieces)
    return under * 2 > len(row.pieces) and abs(len(row.pieces) - len(above)) <= 1


def _apart(piece: _Piece, other: _Piece) -> int:
    return max(0, other.left - piece.right, piece.left - other.right)


def _table(text: str, block: list[_Row], last: _Last | None) -> tuple[PageTable, tuple[_Span, ...]] | None:
    top = 0
    while top < min(3, len(block) - 1) and is_heading_row(
        [piece.cell for piece in block[top].pieces], below=top > 0 and not _starts_right(block[top], block)
    ):
        top += 1
    if last is not None and top == 1 and not _are_headings(block[0]) and len(block[0].pieces) == len(last[0]):
        top = 0
    body = block[top:]
    filled = Counter(len(row.pieces) for row in body)
    width = max(filled, key=lambda count: (filled[count] * (count > 1), count))
    if width < 2 or (width == 2 and not _is_list(body)):
        return None
    spans = _spans(body, width)
    inherited = top == 0 and last is not None and len(last[0]) == width and _same_places(last[0], spans)
    if top == 0 and not inherited and (len(body) < 2 or not _has_figures(body, width)):
        return None
    rows: list[list[Cell]] = []
    for row in body:
        cells = _placed(row, spans)
        if rows and _continues(row, cells, spans):
            rows[-1] = [_joined(above, below) for above, below in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    headings = last[1] if last is not None and inherited else _headings(block[:top], spans)
    start = min(piece.cell.start for piece in block[0].pieces)
    end = max(cell.end for row in rows for cell in row)
    caption = caption_above(text, start)
    if last is not None and inherited:
        caption = f"{last[2]}\n{caption.rpartition(chr(10))[2]}"
    table = PageTable(headings=headings, rows=tuple(map(tuple, rows)), start=start, end=end, caption=caption)
    return table, spans


def _starts_right(row: _Row, block: Sequence[_Row]) -> bool:
    """Whether a row has nothing under the first column: a second line of headings."""
    return row.pieces[0].left > min(other.pieces[0].left for other in block) + _SLACK


def _has_figures(body: Sequence[_Row], width: int) -> bool:
    """Whether rows without headings hold figures beside their labels, and so are rows of a table."""
    beside = [piece.cell.text for row in body for piece in row.pieces[1:]]
    return sum(map(is_number, beside)) * 2 > len(beside) and (width > 2 or not any("£" in text for text in beside))


def _is_list(body: Sequence[_Row]) -> bool:
    """Whether rows of two cells are a table: labels with figures well to the right of them."""
    figures = [row for row in body if len(row.pieces) == 2 and is_number(row.pieces[1].cell.text)]
    return len(figures) > 1 and len(figures) * 2 > len(body)


def _spans(body: Sequence[_Row], width: int) -> tuple[_Span, ...]:
    """From where to where each column reaches, by the rows that fill all of them."""
    full = [row.pieces for row in body if len(row.pieces) == width]
    return tuple((min(row[i].left for row in full), max(row[i].right for row in full)) for i in range(width))


def _placed(row: _Row, spans: tuple[_Span, ...]) -> list[Cell]:
    """A row with one cell a column: by order when it is full, else by where its pieces stand."""
    pieces = list(row.pieces)
    end = pieces[-1].cell.end
    cells = [Cell(text="", start=end, end=end) for _ in spans]
    if len(pieces) == len(spans):
        return [piece.cell for piece in pieces]
    for piece in pieces:
        column = _column(piece, spans)
        cells[column] = _joined(cells[column], piece.cell)
    return cells


def _column(piece: _Piece, spans: Sequence[_Span]) -> int:
    """The column a piece stands in or nearest to."""

    def distance(index: int) -> tuple[int, float]:
        left, right = spans[index]
        return max(0, left - piece.right, piece.left - right), abs(left + right - piece.left - piece.right)

    return min(range(len(spans)), key=distance)


def _continues(row: _Row, cells: Sequence[Cell], spans: tuple[_Span, ...]) -> bool:
    """Whether a line only goes on with the cells of the row above it: it is short of cells and holds no figure."""
    filled = [cell for cell in cells if cell.text]
    if row.after_blank or len(filled) * 2 > len(spans) or any(is_number(cell.text) for cell in filled):
        return False
    return row.pieces[0].left > spans[0][0] + 1 or filled[0].text[0].islower()


def _joined(above: Cell, below: Cell) -> Cell:
    if not above.text or not below.text:
        return above if above.text else below
    return Cell(text=f"{above.text} {below.text}", start=above.start, end=max(above.end, below.end))


def _headings(rows: Sequence[_Row], spans: tuple[_Span, ...]) -> tuple[str, ...]:
    """One heading a column. A piece over several columns ("2013/14 2014/15") is parted at its spaces."""
    words: list[list[str]] = [[] for _ in spans]
    for row in rows:
        if len(row.pieces) == len(spans):
            for column, piece in enumerate(row.pieces):
                words[column].append(piece.cell.text)
            continue
        for piece in row.pieces:
            over = [s for s in spans[1:] if s[0] < piece.right and piece.left < s[1]]
            parts = _parted(piece) if len(over) > 1 else [piece]
            for part in parts:
                words[_column(part, spans)].append(part.cell.text)
    return tuple(" ".join(column) for column in words)


def _parted(piece: _Piece) -> Iterator[_Piece]:
    for word in re.finditer(r"\S+", piece.cell.text):
        cell = Cell(text=word.group(), start=piece.cell.start + word.start(), end=piece.cell.start + word.end())
        yield _Piece(cell=cell, left=piece.left + word.start(), right=piece.left + word.end())


def _same_places(first: Sequence[_Span], second: Sequence[_Span]) -> bool:
    return all(abs(a[0] - b[0]) <= _SLACK or abs(a[1] - b[1]) <= _SLACK for a, b in zip(first, second, strict=True))
