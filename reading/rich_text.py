"""RTF: its text, table rows and page breaks."""

import re

from striprtf.striprtf import rtf_to_text

from reading.clean import clean, one_line, row_text
from reading.limits import Limits
from reading.versions import reader
from records.errors import UnreadablePaper
from records.papers import Page, Reading, Table

_CELL, _ROW, _PAGE = "\x1f", "\x1e", "\x0c"
# striprtf writes a cell end as "|" and a page break as blank lines; marks nobody types keep them apart from the text.
_MARKED = re.compile(r"\\(cell|nestcell|row|nestrow|page|sbkpage)(?![a-z])")
_MARKS = {"cell": r"\'1f", "nestcell": r"\'1f", "row": r"\'1e", "nestrow": r"\'1e", "page": r"\'0c", "sbkpage": ""}


def read_rich_text(body: bytes, limits: Limits) -> Reading:
    """The text with `a | b` for table rows, a page at every page break; pictures, headers and footers are left out."""
    source = body[body.index(b"{\\rtf") :].decode("latin-1")
    # striprtf looks for links by a pattern that takes forever on some files; a field's code is dropped either way.
    source = source.replace("HYPERLINK", "LINK")
    source = _MARKED.sub(lambda word: _MARKS[word.group(1)], source)
    try:
        text: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, OverflowError) as error:
        raise UnreadablePaper(f"damaged: its RTF codes cannot be followed ({error})") from error
    warnings = (f"cut after {limits.characters:,} characters",) if len(text) > limits.characters else ()
    pages, tables = [], []
    for number, sheet in enumerate(text[: limits.characters].rstrip(_PAGE).split(_PAGE), start=1):
        sheet_text, rows = _rows(sheet)
        pages.append(Page(number=number, text=sheet_text))
        tables += [Table(page=number, rows=tuple(table)) for table in rows]
    return Reading(pages=tuple(pages), tables=tuple(tables), reader=reader("rich_text"), warnings=warnings)


def _rows(sheet: str) -> tuple[str, list[list[tuple[str, ...]]]]:
    """The sheet's text with its table rows written out, and its tables."""
    parts = sheet.split(_ROW)
    written: list[str] = []
    tables: list[list[tuple[str, ...]]] = []
    for place, part in enumerate(parts):
        if place == len(parts) - 1 or _CELL not in part:
            written.append(part.replace(_CELL, " "))
            continue
        first, *others = part.removesuffix(_CELL).split(_CELL)
        before, _, first = first.rpartition("\n")
        row = tuple(one_line(cell) for cell in (first, *others))
        if tables and not before.strip() and place:
            tables[-1].append(row)
        else:
            tables.append([row])
        written.append(f"{before}\n{row_text(row)}\n" if before else f"{row_text(row)}\n")
    lines = [line.strip(" ") for line in clean("".join(written)).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n"), tables
