"""Read plans set line by line without headings: what is to be done, then dots or a wide gap, then by when it is due."""

import re
from collections.abc import Iterator

from commitments.cells import Cell, words_of
from commitments.clauses import begins_with_verb
from commitments.pages import Page
from commitments.row_states import is_day_ahead, tells_over
from commitments.tables import find_tables

_ROW = re.compile(
    r"^[ \t\xa0]*(?:(?:[a-z]|\d{1,2}(?:\.\d{1,2})?)[ \xa0]{2,}"
    r"|(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)|[a-z\d]{1,2}[.)]|[•·▪●–-])[ \xa0]+)?"
    r"(?P<label>[^\s|.:][^|\n:]{8,160}?)(?:[ \xa0]*+\.{4,}+[ \xa0]*+|[ \xa0]{4,}+)"
    r"(?P<cell>[^\s|.][^|\n]{2,60}?)[ \t\xa0]*$",
    re.MULTILINE,
)
# The days of meetings and of the paper itself; an index of pages.
_NO_ACTION = re.compile(
    r"(?:(?:full|the|to|of) )*(?:[\w&’'-]+ ){0,4}(?:cabinet|council|committee|panel|board|scrutiny|executive"
    r"|forum|group|meetings?)"
    r"|.*\b(?:published|publication|deadline|dates?|tel(?:ephone)?|contact|signed|version|pages?|appendix|annex)\b.*",
    re.IGNORECASE,
)
_GAP = re.compile(r"[ \xa0]{3,}")
_APART = 3  # line ends between two rows of one list at most


def find_led_rows(page: Page) -> Iterator[tuple[Cell, Cell]]:
    """Every action set so, with the cell that says by when, if the action is still to be done: a list of at least two
    lines that all end in a day to come or in how the action stands."""
    if "...." not in page.text and "    " not in page.text:
        return
    rows: list[tuple[Cell, Cell]] = []
    for row in _ROW.finditer(page.text):
        label, cell = words_of(page.text, *row.span("label")), words_of(page.text, *row.span("cell"))
        if _GAP.search(row["cell"]) or not _is_state(page, cell):
            continue
        if rows and page.text.count("\n", rows[-1][1].end, label.start) > _APART:
            yield from _due(page, rows)
            rows = []
        rows.append((label, cell))
    yield from _due(page, rows)


def _due(page: Page, rows: list[tuple[Cell, Cell]]) -> Iterator[tuple[Cell, Cell]]:
    if len(rows) < 2 or not any(begins_with_verb(page, label.start, label.end, line=True) for label, _ in rows):
        return  # lists of meetings, holidays, leases and terms of office look the same but for the verb
    tables = find_tables(page.text)
    for label, cell in rows:
        in_table = any(table.start < label.end and label.start < table.end for table in tables)
        if _NO_ACTION.fullmatch(label.text):
            continue
        if not in_table and is_day_ahead(page, cell) and not tells_over(page, cell.text):
            yield label, cell


def _is_state(page: Page, cell: Cell) -> bool:
    return is_day_ahead(page, cell) or tells_over(page, cell.text)
