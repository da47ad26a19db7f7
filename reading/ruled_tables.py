"""Tables drawn with ruling lines: the grid gives the cells."""

from bisect import bisect_right
from collections import defaultdict

from reading.joining import Vocabulary, joined
from reading.lines import rows_of
from reading.words import Line, PageContent, Rule, Word

_NEAR = 3.0  # points: lines this close are one line, and meet
_SIDE = 10.0  # points a line stands out over the last one that crosses it when a cell is there
_MOST = 4_000  # rules: more is a drawing
_ROWS_INSIDE = 3  # aligned lines in one ruled band that make it several rows


def take_ruled_tables(content: PageContent, vocabulary: Vocabulary) -> tuple[list[Line], list[Word]]:
    """The page's ruled tables, each as one `Line` in its place, and the words outside them.

    A box of one cell or one column is a frame around text, not a table. A cell that spans columns leaves the others
    empty.
    """
    if len(content.horizontals) + len(content.verticals) > _MOST:
        return [], content.words
    tables, words = [], content.words
    for horizontals, verticals in _grids(_merged(content.horizontals), _merged(content.verticals)):
        xs, ys = _places(verticals), _places(horizontals)
        # A table without an outer frame: its inner lines say how far it goes.
        left, right = min(rule.start for rule in horizontals), max(rule.end for rule in horizontals)
        xs = [*([left] if xs[0] - left > _SIDE else []), *xs, *([right] if right - xs[-1] > _SIDE else [])]
        top, bottom = min(rule.start for rule in verticals), max(rule.end for rule in verticals)
        ys = [*([top] if ys[0] - top > _SIDE else []), *ys, *([bottom] if bottom - ys[-1] > _SIDE else [])]
        if len(xs) < 3 or len(ys) < 2:
            continue
        inside: list[Word] = []
        outside: list[Word] = []
        for word in words:
            within = xs[0] <= (word.left + word.right) / 2 <= xs[-1] and ys[0] <= word.middle <= ys[-1]
            (inside if within else outside).append(word)
        rows = _rows(inside, xs, ys, horizontals, verticals, vocabulary)
        if len(rows) and sum(sum(map(bool, row)) > 1 for row in rows) * 3 >= len(rows):
            tables.append(Line(xs[0], ys[0], xs[-1], ys[-1], [], tuple(rows)))
            words = outside
    return tables, words


def _merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line made whole: Word draws every cell's border by itself."""
    merged: list[Rule] = []
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _NEAR:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            merged.append(Rule(at, start, end))
    return merged


def _grids(horizontals: list[Rule], verticals: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, directly or through others, grouped; from the top down."""
    if len(horizontals) * len(verticals) > 250_000:
        return []
    parent = list(range(len(horizontals) + len(verticals)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for h, across in enumerate(horizontals):
        for v, down in enumerate(verticals, start=len(horizontals)):
            if (
                across.start - _NEAR <= down.at <= across.end + _NEAR
                and down.start - _NEAR <= across.at <= down.end + _NEAR
            ):
                parent[root(h)] = root(v)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate((*horizontals, *verticals)):
        groups[root(index)][index >= len(horizontals)].append(rule)
    return sorted((group for group in groups.values() if all(group)), key=lambda group: group[0][0].at)


def _places(rules: list[Rule]) -> list[float]:
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _rows(
    words: list[Word],
    xs: list[float],
    ys: list[float],
    horizontals: list[Rule],
    verticals: list[Rule],
    vocabulary: Vocabulary,
) -> list[tuple[str, ...]]:
    cells: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in words:
        row = min(max(bisect_right(ys, word.middle) - 1, 0), len(ys) - 2)
        column = min(max(bisect_right(xs, (word.left + word.right) / 2) - 1, 0), len(xs) - 2)
        # Where no line parts a cell from its neighbour to the left or above, they are one cell.
        while (
            column
            and xs[column]
            and not _parted(verticals, xs[column], (max(ys[row], word.top) + min(ys[row + 1], word.bottom)) / 2)
        ):
            column -= 1
        while row and not _parted(horizontals, ys[row], (xs[column] + xs[column + 1]) / 2):
            row -= 1
        cells[row, column].append(word)
    rows = []
    for row in range(len(ys) - 1):
        texts = [cells.get((row, column), []) for column in range(len(xs) - 1)]
        rows += _split(texts, vocabulary) if len(ys) <= 3 else [tuple(_cell_text(cell, vocabulary) for cell in texts)]
    used = [any(row[column] for row in rows) for column in range(len(xs) - 1)]
    kept = [tuple(cell for cell, use in zip(row, used, strict=True) if use) for row in rows if any(row)]
    return kept if sum(used) > 1 else []


def _parted(rules: list[Rule], at: float, where: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= where <= rule.end + _NEAR for rule in rules)


def _cell_text(words: list[Word], vocabulary: Vocabulary) -> str:
    return joined([line for row in rows_of(words) for line in row], vocabulary) if words else ""


def _split(cells: list[list[Word]], vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """A band without lines between its rows: where its columns hold the same lines side by side, each is a row."""
    lines = [rows_of(words) if words else [] for words in cells]
    counts = {len(column) for column in lines if column}
    if len(counts) == 1 and (count := counts.pop()) >= _ROWS_INSIDE:
        heights = [[row[0].top for row in column] for column in lines if column]
        if len(heights) > 1 and all(max(tops) - min(tops) < _NEAR for tops in zip(*heights, strict=True)):
            return [
                tuple(joined(column[place], vocabulary) if column else "" for column in lines) for place in range(count)
            ]
    return [tuple(_cell_text(cell, vocabulary) for cell in cells)]
