"""HTML papers: a page's text in its block structure, tables as rows. (News articles are read elsewhere.)"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from reading.clean import one_line, row_text
from reading.limits import Limits
from reading.versions import reader
from records.papers import Heading, Page, Reading, Table

_NOT_SHOWN = ["script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "button"]
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr"
    " ul".split()
)
_SPACED = frozenset("h1 h2 h3 h4 h5 h6 p table ul ol blockquote pre".split())
_BLOCK, _APART = "\x01", "\x02"  # where a block begins or ends; the same with a blank line. No text holds these.
_LEVELS = {f"h{level}": chr(0x10 + level) for level in range(1, 7)}  # a heading begins
_NOT_IN_TEXT = re.compile(f"[\n\r{_BLOCK}{_APART}\x11-\x16]")
_ENDS = re.compile(f"[ \t]*[\n{_BLOCK}{_APART}][ \t\n{_BLOCK}{_APART}]*")


def read_web_page(body: bytes, limits: Limits, charset: str | None = None) -> Reading:
    """The whole page as one page of text: a line a block, blank lines around paragraphs, `a | b` a table row.

    A table that holds another table, or has one column, only lays the page out and is read as its parts.
    """
    soup = BeautifulSoup(body, "lxml", from_encoding=charset)
    title = one_line(soup.title.get_text()) if soup.title else None
    for element in soup.find_all(_NOT_SHOWN):
        element.decompose()
    tables: list[Table] = []
    pieces = _ENDS.sub(_line_ends, "".join(_pieces(soup, tables)))
    text, headings = _text(pieces)
    warnings = (f"cut after {limits.characters:,} characters",) if len(text) > limits.characters else ()
    page = Page(number=1, text=text[: limits.characters])
    return Reading(
        pages=(page,),
        tables=tuple(tables),
        headings=tuple(heading for heading in headings if heading.end <= limits.characters),
        reader=reader("web_page"),
        title=title or None,
        warnings=warnings,
    )


def _pieces(node: Tag, tables: list[Table]) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Tag):
            if child.name == "table" and (rows := _rows(child)):
                tables.append(Table(page=1, rows=rows))
                yield _APART + "\n".join(map(row_text, rows)) + _APART
                continue
            if child.name == "br":
                yield "\n"
                continue
            around = _APART if child.name in _SPACED else _BLOCK if child.name in _BLOCKS else ""
            opening = _LEVELS.get(child.name) or ("• " if child.name == "li" else "")
            yield around + opening
            yield from _pieces(child, tables)
            yield around
        elif _is_shown(child):
            # A line end in the source is only a space on the page.
            yield _NOT_IN_TEXT.sub(" ", str(child))


def _text(pieces: str) -> tuple[str, tuple[Heading, ...]]:
    """The page's text, and where its headings stand in it."""
    headings = []
    written: list[str] = []
    place = 0
    for line in pieces.strip("\n").split("\n"):
        text = one_line(line)
        level = ord(line[0]) - 0x10 if line[:1] in _LEVELS.values() else None
        if level and text:
            headings.append(Heading(page=1, start=place, end=place + len(text), level=level))
        written.append(text)
        place += len(text) + 1
    return "\n".join(written).rstrip("\n"), tuple(headings)


def _is_shown(child: PageElement) -> bool:
    return isinstance(child, NavigableString) and not isinstance(child, PreformattedString)


def _rows(table: Tag) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of data; nothing for a table that lays out a page."""
    if table.find("table"):
        return ()
    rows = []
    for row in table.find_all("tr"):
        cells: list[str] = []
        for cell in row.find_all(["td", "th"]):
            span = str(cell.get("colspan", "1"))
            cells.append(one_line(cell.get_text(" ")))
            cells += [""] * (min(int(span), 50) - 1 if span.isdigit() else 0)
        if any(cells):
            rows.append(tuple(cells))
    return tuple(rows) if any(len(row) > 1 for row in rows) else ()


def _line_ends(run: re.Match[str]) -> str:
    """However many blocks end and begin between two texts: one line end, or a blank line."""
    return "\n\n" if _APART in run.group() or run.group().count("\n") > 1 else "\n"
