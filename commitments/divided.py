"""Find tables whose cells are parted by a sign: `|` or a tab."""

import re
from collections.abc import Iterator

from commitments.cells import REFERENCE, RULE, Cell, PageTable, caption_above, headed, is_number
from commitments.lines import trimmed

_LINE = re.compile(r"[^\r\n]+")
_BAR = re.compile(r"[ \t\xa0]*\|[ \t\xa0]*")
_TAB = re.compile(r"[ \xa0]*\t+[ \t\xa0]*")


def divided_tables(text: str) -> Iterator[PageTable]:
    """Every table of a text whose cells are parted by `|` or tabs, in order."""
    if "|" not in text and "\t" not in text:
        return
    block: list[list[Cell]] = []
    kind = ""
    waiting: tuple[int, int] | None = None  # a line without cells: the top of a row whose label is wrapped, or the end
    for line in _LINE.finditer(text):
        content = line.group().strip()
        if not content or RULE.fullmatch(content):
            continue
        found_kind, cells = _cells(text, line.start(), line.end())
        if cells and block and _heads_again(cells, block[0]):
            yield from _finished(text, block)
            block, waiting = [], None
        if cells and (not kind or found_kind == kind):
            if waiting and block and len(cells) == len(block[0]):
                if text.count("\n", waiting[1], line.start()) < 2:  # else a title over the rows below it
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


def _heads_again(cells: list[Cell], first: list[Cell]) -> bool:
    """Whether a row begins with the headings of the table above: the next table of a paper, under its own title."""
    same = [one.text for one, other in zip(cells[:2], first[:2], strict=True) if one.text and one.text == other.text]
    return len(same) == 2 and not any(is_number(text) for text in same)


def _cells(text: str, start: int, end: int) -> tuple[str, list[Cell]]:
    """The cells of a line and what divides them; no cells when the line is not a row."""
    first, last = trimmed(text, start, end)
    for kind, sign, divider in (("bar", "|", _BAR), ("tab", "\t", _TAB)):
        if text.find(sign, first, last) < 0:
            continue
        cuts = [(m.start(), m.end()) for m in divider.finditer(text, first, last)]
        if not cuts:
            continue
        edges = [first, *[place for cut in cuts for place in cut], last]
        cells = []
        for left, right in zip(edges[::2], edges[1::2], strict=True):
            a, b = trimmed(text, left, right)
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
    aligned = [_filled(row, width, text) for row in block]
    headings, rows = headed(aligned, width)
    told = any(headings) or REFERENCE.fullmatch(block[0][0].text) or any(is_number(c.text) for row in rows for c in row)
    if not rows or (width > 2 and not told):
        return
    start = min(cell.start for cell in block[0])
    end = max(cell.end for cell in block[-1])
    yield PageTable(headings=headings, rows=rows, start=start, end=end, caption=caption_above(text, start))


def _filled(row: list[Cell], width: int, text: str) -> list[Cell]:
    """A row with one cell a column: those it lacks are empty, those it has too many are of the last."""
    if len(row) == width:
        return row
    last = row[-1].end
    if len(row) > width:
        kept = row[: width - 1]
        tail = row[width - 1 :]
        return [*kept, Cell(text=text[tail[0].start : tail[-1].end], start=tail[0].start, end=tail[-1].end)]
    return [*row, *[Cell(text="", start=last, end=last) for _ in range(width - len(row))]]
