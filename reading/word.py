"""DOCX: paragraphs with their numbers, table rows as lines, Word's own page breaks as pages."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from reading.clean import clean, one_line, row_text
from reading.limits import Limits
from reading.numbering import Numbering, read_numbering
from reading.paging import OUR_PAGES, divide
from reading.versions import reader
from records.papers import Heading, Page, Reading, Table

_P, _TABLE, _ROW, _CELL, _CONTROL = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:sdtContent"))
_T, _TAB, _BREAK, _RETURN, _HYPHEN = map(qn, ("w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen"))
_RENDERED, _PROPERTIES, _VALUE, _TYPE = map(qn, ("w:lastRenderedPageBreak", "w:pPr", "w:val", "w:type"))
_STYLE, _BREAK_BEFORE = map(qn, ("w:pStyle", "w:pageBreakBefore"))
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What Word does not show, or shows twice: text moved away (deleted text has a tag of its own), and the old-format copy
# of a text box.
_NOT_SHOWN = (qn("w:moveFrom"), _COMPATIBLE, qn("w:tabs"))


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    breaks_before: bool = False
    breaks_after: bool = False
    level: int | None = None  # of a heading


@dataclass(frozen=True, slots=True)
class _Manner:
    """What a document's paragraphs get from its styles: their numbers, and which are headings."""

    numbering: Numbering
    levels: Mapping[str, int]


def read_word(body: bytes, limits: Limits) -> Reading:
    """A page for every page break Word saved or the author set; without any, about 3,000 characters a page.

    Walks the XML instead of python-docx's paragraphs, which leave out inserted (tracked) text, content controls and
    automatic numbers. A paragraph across a break stays whole on the page where it begins.
    """
    document: Any = Document(io.BytesIO(body))
    root: _Element = document.element.body
    etree.strip_elements(root, *_NOT_SHOWN, with_tail=False)
    styles = _part(document, RELATIONSHIP_TYPE.STYLES)
    manner = _Manner(read_numbering(_part(document, RELATIONSHIP_TYPE.NUMBERING), styles), _heading_levels(styles))
    blocks, warnings, length = [], [], 0
    for block in _blocks(root, manner):
        length += len(block.text)
        if length > limits.characters:
            warnings.append(f"cut after {limits.characters:,} characters")
            break
        blocks.append(block)
    numbers = _page_numbers(blocks)
    if numbers is None:
        numbers = divide([block.text for block in blocks])
        if numbers and numbers[-1] > 1:
            warnings.append(OUR_PAGES)
    texts = [""] * max(numbers, default=0)
    headings: list[Heading] = []
    for number, block in zip(numbers, blocks, strict=True):
        if not block.text:
            continue
        before = texts[number - 1] + "\n\n" if texts[number - 1] else ""
        texts[number - 1] = before + block.text
        if block.level:
            start, end = len(before), len(texts[number - 1])
            headings.append(Heading(page=number, start=start, end=end, level=block.level))
    pages = tuple(Page(number=number, text=text) for number, text in enumerate(texts, start=1))
    tables = tuple(Table(page=n, rows=b.rows) for n, b in zip(numbers, blocks, strict=True) if b.rows)
    title = one_line(document.core_properties.title or "")
    return Reading(
        pages=pages,
        tables=tables,
        headings=tuple(headings),
        reader=reader("word"),
        title=title or None,
        warnings=tuple(warnings),
    )


def _part(document: Any, kind: str) -> _Element | None:
    """The root of a part beside the document (numbering, styles), if it has one."""
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            part = relation.target_part
            element: _Element = part.element if hasattr(part, "element") else etree.fromstring(part.blob, _SAFE)
            return element
    return None


def _heading_levels(styles: _Element | None) -> dict[str, int]:
    """The styles that make a heading, with its level: "heading 2", or any style with an outline level; "Title" is 1."""
    levels: dict[str, int] = {}
    for style in styles.iterfind(qn("w:style")) if styles is not None else ():
        name = style.find(qn("w:name"))
        called = (name.get(_VALUE) or "").lower() if name is not None else ""
        outline = style.find(f"{_PROPERTIES}/{qn('w:outlineLvl')}")
        depth = (outline.get(_VALUE) or "") if outline is not None else ""
        if called == "title":
            levels[style.get(qn("w:styleId"), "")] = 1
        elif called.startswith("heading ") and called[8:].isdigit():
            levels[style.get(qn("w:styleId"), "")] = int(called[8:])
        elif depth.isdigit() and int(depth) < 9:  # 9 is body text
            levels[style.get(qn("w:styleId"), "")] = int(depth) + 1
    return levels


_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


def _blocks(parent: _Element, manner: _Manner) -> Iterator[_Block]:
    """Paragraphs and tables in order, through content controls and other wrappers."""
    for element in parent:
        if element.tag == _P:
            yield _paragraph(element, manner)
        elif element.tag == _TABLE:
            yield from _table(element, manner)
        elif isinstance(element.tag, str):
            yield from _blocks(element, manner)


def _paragraph(element: _Element, manner: _Manner) -> _Block:
    pieces: list[str] = []
    before = after = False
    for node in element.iter(_T, _TAB, _BREAK, _RETURN, _HYPHEN, _RENDERED, _P):
        if node.tag == _T:
            pieces.append(node.text or "")
        elif node.tag == _RENDERED or (node.tag == _BREAK and node.get(_TYPE) == "page"):
            before, after = before or not pieces, after or bool(pieces)
        elif node is not element:
            pieces.append("-" if node.tag == _HYPHEN else "\t" if node.tag == _TAB else "\n")
    properties = element.find(_PROPERTIES)
    style = properties.find(_STYLE) if properties is not None else None
    if properties is not None and properties.find(_BREAK_BEFORE) is not None:
        before = True
    text = clean("".join(pieces)).strip()
    name = style.get(_VALUE) if style is not None else None
    if text and (label := manner.numbering.label(properties, name)):
        text = f"{label} {text}"
    return _Block(text, breaks_before=before, breaks_after=after, level=manner.levels.get(name or ""))


def _table(element: _Element, manner: _Manner) -> Iterator[_Block]:
    """One block of rows; a table of one column is a frame, and is read as its paragraphs."""
    rows: list[tuple[str, ...]] = []
    breaks = False
    for row in element.iterfind(_ROW):
        cells: list[str] = []
        # A break inside the first row means the whole table begins on the next page.
        breaks = breaks or (not rows and row.find(f".//{_RENDERED}") is not None)
        for cell in row.iter(_CELL):
            if next(cell.iterancestors(_ROW)) is not row:
                continue  # a table inside a cell is part of that cell's text
            cells.append(one_line(" ".join(block.text for block in _blocks(cell, manner))))
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            width = span.get(_VALUE, "1") if span is not None else "1"
            cells += [""] * (min(int(width), 64) - 1 if width.isdigit() else 0)
        if any(cells):
            rows.append(tuple(cells))
    if any(sum(map(bool, row)) > 1 for row in rows):
        yield _Block("\n".join(map(row_text, rows)), tuple(rows), breaks_before=breaks)
    else:
        for texts in rows:
            yield _Block(row_text(tuple(filter(None, texts))), breaks_before=breaks)
            breaks = False


def _page_numbers(blocks: list[_Block]) -> list[int] | None:
    """The page of each block by the file's own page breaks; None when it has none. Empty pages in a row count once."""
    if not any(block.breaks_before or block.breaks_after for block in blocks):
        return None
    numbers, page, filled = [], 1, False
    for block in blocks:
        if block.breaks_before and filled:
            page, filled = page + 1, False
        numbers.append(page)
        filled = filled or bool(block.text)
        if block.breaks_after and filled:
            page, filled = page + 1, False
    return numbers
