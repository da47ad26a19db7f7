"""XLSX: a sheet is a page, a row is a line."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from reading.clean import one_line, row_text
from reading.limits import Limits
from reading.versions import reader
from records.papers import Page, Reading, Table

_DECIMALS = re.compile(r"0\.(0+)")
_WIDEST = 256  # columns; a row that claims more is formatting, not figures


def read_sheets(body: bytes, limits: Limits) -> Reading:
    """A page a visible sheet: its name, then its rows as `a | b`; rows between blank lines form one table.

    Figures read as the sheet shows them: 0.412 in a percent cell is "41.2%". Formulas give the value last saved.
    """
    workbook: Any = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
    pages: list[Page] = []
    tables: list[Table] = []
    warnings: list[str] = []
    left = limits.cells
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible" or len(pages) == limits.pages:
            continue
        number = len(pages) + 1
        sheet.reset_dimensions()  # what a file claims about its size is often a million rows
        lines, block = [one_line(sheet.title)], []
        for width, cells in _rows(sheet):
            left -= width + 1
            if left < 0:
                warnings.append(f"cut in sheet {one_line(sheet.title)!r}: more than {limits.cells:,} cells")
                break
            if cells:
                block.append(cells)
                lines.append(row_text(cells))
            elif block:
                tables.append(Table(page=number, rows=tuple(block)))
                lines.append("")
                block = []
        if block:
            tables.append(Table(page=number, rows=tuple(block)))
        pages.append(Page(number=number, text="\n".join(lines).strip("\n")))
        if left < 0:
            break
    title = one_line(workbook.properties.title or "") if workbook.properties else ""
    return Reading(
        pages=tuple(pages),
        tables=tuple(table for table in tables if max(map(len, table.rows)) > 1),
        reader=reader("sheets"),
        title=title or None,
        warnings=tuple(warnings),
    )


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each row's width as stored, and its texts without the empty cells at the end; an empty row is an empty tuple."""
    for row in sheet.iter_rows():
        cells = [_shown(cell) for cell in row[:_WIDEST]]
        while cells and not cells[-1]:
            cells.pop()
        yield len(row), tuple(cells)


def _shown(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, (bool, str)):
        return one_line(str(value))
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (int, float)):
        return _figure(value, cell.number_format or "General")
    return one_line(str(value))


def _figure(value: float, shape: str) -> str:
    """A number as its format shows it: percent, pounds, thousands and decimals; otherwise at most ten digits."""
    shape = shape.partition(";")[0]
    decimals = _DECIMALS.search(shape)
    places = len(decimals.group(1)) if decimals else 0
    if "%" in shape:
        return f"{value * 100:.{places}f}%"
    if "£" in shape or "," in shape:
        sign, pound = ("-" if value < 0 else ""), ("£" if "£" in shape else "")
        return f"{sign}{pound}{abs(value):,.{places}f}"
    if decimals or shape.startswith("0"):
        return f"{value:.{places}f}"
    return f"{value:.10g}"
