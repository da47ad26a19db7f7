"""Words → visual rows from the top down, each cut into lines where a gap is too wide for a space."""

from operator import attrgetter

from reading.words import Line, Word, line_of

_SAME_ROW = 0.45  # of a line's height: superscripts stay in their row, the next line does not
_WIDE_GAP = 0.9  # of a line's height: justified text rarely reaches it, table cells and columns do


def rows_of(words: list[Word]) -> list[list[Line]]:
    """The visual rows from the top down; each row's lines from left to right."""
    rows: list[list[Word]] = []
    middle = height = 0.0
    for word in sorted(words, key=_by_height):
        its_middle, its_height = (word.top + word.bottom) / 2, word.bottom - word.top
        if rows and its_middle - middle <= _SAME_ROW * (height if height > its_height else its_height):
            rows[-1].append(word)
        else:
            rows.append([word])
            middle, height = its_middle, its_height
    return [_cut(sorted(row, key=_by_left)) for row in rows]


def as_rows(lines: list[Line]) -> list[list[Line]]:
    """The same for lines already cut: those at one height form a row."""
    rows: list[list[Line]] = []
    anchor = None
    for line in sorted(lines, key=lambda line: (line.top + line.bottom, line.left)):
        middle = (line.top + line.bottom) / 2
        if anchor is not None and not line.rows and middle - anchor[0] <= _SAME_ROW * max(line.height, anchor[1]):
            rows[-1].append(line)
        else:
            rows.append([line])
            anchor = None if line.rows else (middle, line.height)
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _by_height(word: Word) -> tuple[float, float]:
    return word.top + word.bottom, word.left


_by_left = attrgetter("left")


def _cut(row: list[Word]) -> list[Line]:
    lines, begun = [], [row[0]]
    reach, height = row[0].right, row[0].bottom - row[0].top
    for word in row[1:]:
        its_height = word.bottom - word.top
        if word.left - reach > _WIDE_GAP * (height if height < its_height else its_height):
            lines.append(line_of(begun))
            begun = []
        begun.append(word)
        height = its_height
        if word.right > reach:
            reach = word.right
    lines.append(line_of(begun))
    return lines
