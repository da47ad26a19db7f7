"""Running headers, footers and page numbers: lines at a page's edge that come again on other pages."""

import re
from collections import defaultdict
from dataclasses import dataclass

from reading.words import Line

_EDGE = 0.12  # of the page's height
_LINES = 3  # outermost rows looked at on either side
_DIGITS = re.compile(r"\d+")
# A page's own number stands after "page", or apart from the rest; "2. Background" and "Appendix 2" are headings.
_PAGE_NUMBER = re.compile(r"(?:page|tudalen|p\.)\s*(\d+)|^(\d+)\s{2,}|(?:\s{2,}|[|–—-]\s*)(\d+)$", re.IGNORECASE)
_NUMBER_ONLY = re.compile(r"^[-–—|\s]*(?:page|tudalen|p\.?)?\s*#(?:\s*(?:of|o|/)\s*#)?[-–—|\s]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line near the top or the foot of a page."""

    page: int
    at_top: bool
    text: str


def edge_lines(rows: list[list[Line]], page: int, height: float) -> list[EdgeLine]:
    """The page's outermost rows that lie within an eighth of its height from the top or the foot."""
    found = []
    for at_top, outermost in ((True, rows[:_LINES]), (False, rows[-_LINES:])):
        for row in outermost:
            middle = (row[0].top + row[0].bottom) / 2
            if at_top and len(row) > 2 and not _PAGE_NUMBER.search(row_line(row)):
                continue  # more likely a table's head, repeated on every page
            if middle < _EDGE * height if at_top else middle > (1 - _EDGE) * height:
                found.append(EdgeLine(page, at_top, row_line(row)))
    return found


def row_line(row: list[Line]) -> str:
    """A row's whole text; two spaces stand for a gap."""
    return "  ".join(line.text for line in row)


def without_furniture(
    rows: list[list[Line]], page: int, height: float, furniture: frozenset[EdgeLine]
) -> list[list[Line]]:
    """The page's rows without its furniture, taken off from the edges inwards, up to the first line of text."""
    dropped = {(edge.at_top, edge.text) for edge in edge_lines(rows, page, height) if edge in furniture}
    first, last = 0, len(rows)
    while first < min(_LINES, last) and (True, row_line(rows[first])) in dropped:
        first += 1
    while last > max(first, len(rows) - _LINES) and (False, row_line(rows[last - 1])) in dropped:
        last -= 1
    return rows[first:last]


def furniture_of(edges: list[EdgeLine]) -> frozenset[EdgeLine]:
    """Which of these lines are running headers, footers or page numbers.

    A line is one when the same words stand at the same edge of three pages (of two, in a paper of two or three) and
    nothing but a page number changes, in step with the page. "Appendix 1" above "Appendix 2" is none, nor is a table's
    repeated head.
    """
    pages = len({edge.page for edge in edges})
    needed = 2 if pages < 4 else 3
    groups: dict[tuple[bool, str], list[EdgeLine]] = defaultdict(list)
    for edge in edges:
        groups[edge.at_top, _DIGITS.sub("#", edge.text)].append(edge)
    found: set[EdgeLine] = set()
    for (_, shape), lines in groups.items():
        if len({line.page for line in lines}) < needed:
            continue
        if _NUMBER_ONLY.match(shape):
            found.update(lines)
            continue
        same: dict[str, list[EdgeLine]] = defaultdict(list)
        for line in lines:
            same[line.text].append(line)
            for number in _PAGE_NUMBER.finditer(line.text):
                # The number less the page's own is equal on all pages where only the page number changes.
                step = int(next(filter(None, number.groups()))[:9]) - line.page
                same[f"{line.text[: number.start()]}\n{step}\n{line.text[number.end() :]}"].append(line)
        for group in same.values():
            if len({line.page for line in group}) >= needed:
                found.update(group)
    return frozenset(found)
