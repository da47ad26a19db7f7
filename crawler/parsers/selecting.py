"""Reading a page: decoding, selectors that count, and text as a reader sees it."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PageElement, PreformattedString

from records.errors import PageShape

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w{1,30});")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff]")
# Word writes bullets as characters: "·" in Symbol; "o", "§", "Ø" and "ü" in other fonts, always before no-break spaces.
_BULLET = re.compile(r"^\s*(?:[·•●▪◦‣\uf0b7\uf0a7][\s\xa0]*|[o§Øü]\xa0[\s\xa0]*)(?=\S)")
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "main", "nav", "ol", "p", "pre", "section",
    "ul",
})
# fmt: on
_SILENT = frozenset({"head", "script", "style", "noscript", "template", "title"})


def decoded(body: bytes) -> str:
    """The page's characters: UTF-8, else the charset it declares, else windows-1252 (older sites' smart quotes)."""
    text = _decode(body.removeprefix(b"\xef\xbb\xbf"))
    return text.replace("\x00", "")


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(body[:2048])
        name = declared[1].decode("ascii") if declared else "windows-1252"
        name = "windows-1252" if name.lower() in ("utf-8", "utf8", "iso-8859-1", "latin-1") else name
        try:
            return body.decode(name, "replace")
        except LookupError:  # a charset nobody knows
            return body.decode("windows-1252", "replace")


def read_page(body: bytes) -> Tag:
    """ModernGov's part of a page: `#modgov` when there is one (templates vary outside it), else all of it."""
    page = BeautifulSoup(decoded(body), "lxml")
    return page.select_one("#modgov") or page


def one(tag: Tag, selector: str, url: str) -> Tag:
    """The one element that must be there; PageShape otherwise."""
    found = tag.select(selector)
    if len(found) != 1:
        raise PageShape(f"{url}: expected one “{selector}”, found {len(found)}")
    return found[0]


def some(tag: Tag, selector: str, url: str) -> list[Tag]:
    """The elements of which there must be at least one; PageShape otherwise."""
    found = tag.select(selector)
    if not found:
        raise PageShape(f"{url}: expected at least one “{selector}”, found none")
    return list(found)


def maybe(tag: Tag, selector: str, url: str) -> Tag | None:
    """The element that may be there, once; PageShape when it is there more often."""
    found = tag.select(selector)
    if len(found) > 1:
        raise PageShape(f"{url}: expected at most one “{selector}”, found {len(found)}")
    return found[0] if found else None


def clean(text: str) -> str:
    """One line of text: entities decoded a second time (titles are often escaped twice), NFC, white space collapsed."""
    text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", text)).split())


def line(tag: Tag | None, without: frozenset[str] = frozenset()) -> str:
    """An element's text on one line, without what only screen readers hear (`span.mgHide`); "" when there is none.

    `without` names tags or classes whose text is left out as well.
    """
    return "" if tag is None else clean("".join(_strings(tag, without)))


def classes(tag: Tag) -> list[str]:
    """An element's class names."""
    value = tag.get("class")
    return value.split() if isinstance(value, str) else list(value or [])


def attribute(tag: Tag, name: str) -> str:
    """An element's attribute, stripped; "" when it has none."""
    value = tag.get(name)
    return value.strip() if isinstance(value, str) else ""


def tags_after(tag: Tag) -> Iterator[Tag]:
    """The elements that follow an element within its parent."""
    return (sibling for sibling in tag.next_siblings if isinstance(sibling, Tag))


def hidden(tag: Tag) -> bool:
    """Whether an element is not for readers' eyes."""
    return tag.name in _SILENT or "mgHide" in classes(tag)


def _strings(tag: Tag, without: frozenset[str]) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name == "br":
                yield " "
            elif not hidden(child) and without.isdisjoint((child.name, *classes(child))):
                spaced = child.name in _BLOCKS or child.name in ("li", "td", "th", "tr")
                yield " " if spaced else ""
                yield from _strings(child, without)
                yield " " if spaced else ""
        elif _is_text(child):
            yield str(child)


def _is_text(node: PageElement) -> bool:
    return isinstance(node, NavigableString) and (not isinstance(node, PreformattedString) or isinstance(node, CData))


def plain_text(*tags: Tag) -> str | None:
    """Word HTML as plain text, None when there is none.

    Hard wraps inside a paragraph are collapsed, paragraphs stand apart by an empty line, list items begin with "• " or
    their number, and a table row is one line, `a | b | c`.
    """
    writer = _Writer()
    for tag in tags:
        writer.walk(tag)
        writer.flush()
    return writer.text() or None


def plain_text_of(html: str) -> str | None:
    """The same for a string of HTML, as the web service gives it inside an element."""
    return plain_text(BeautifulSoup(html, "lxml")) if html.strip() else None


class _Writer:
    """Collects inline text until a block ends. Each line remembers whether it is a paragraph or a row."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []
        self.pieces: list[str] = []
        self.kind = "p"
        self.mark = "•"

    def walk(self, tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, Tag):
                if not hidden(child):
                    self.element(child)
            elif _is_text(child):
                self.pieces.append(str(child))

    def element(self, tag: Tag) -> None:
        if tag.name == "br":
            self.pieces.append("\x0b")
        elif tag.name == "table":
            self.flush()
            self.table(tag)
        elif tag.name == "li":
            self.flush()
            self.kind, self.mark = "li", _mark(tag)
            self.walk(tag)
            self.flush()
        elif tag.name in _BLOCKS:
            # Word puts a paragraph inside each list item: the bullet belongs to it.
            if not (self.kind == "li" and not "".join(self.pieces).strip()):
                self.flush()
            self.walk(tag)
            self.flush()
        else:
            self.walk(tag)

    def table(self, table: Tag) -> None:
        for row in own_rows(table):
            cells = [cell for cell in row.find_all(["td", "th"], recursive=False) if isinstance(cell, Tag)]
            if any(cell.find("table") for cell in cells):  # laid out by a table: its cells are blocks
                for cell in cells:
                    self.walk(cell)
                    self.flush()
            else:
                texts = [line(cell) for cell in cells]
                if any(texts):
                    self.lines.append(("tr", " | ".join(texts).rstrip()))

    def flush(self) -> None:
        raw = "".join(self.pieces)
        kind, self.pieces, self.kind = self.kind, [], "p"
        if _BULLET.match(raw):
            kind, raw, self.mark = "li", _BULLET.sub("", raw), self.mark if kind == "li" else "•"
        text = "\n".join(part for part in (clean(piece) for piece in raw.split("\x0b")) if part)
        if text:
            self.lines.append((kind, f"{self.mark} {text}" if kind == "li" else text))

    def text(self) -> str:
        written = ""
        before = ""
        for kind, text in self.lines:
            tight = kind == before and kind in ("li", "tr")
            written += ("\n" if tight else "\n\n") * bool(written) + text
            before = kind
        return written


def _mark(entry: Tag) -> str:
    """What a reader sees before a list's entry: a bullet, or its number in an ordered list."""
    numbered = entry.parent
    if numbered is None or numbered.name != "ol" or attribute(numbered, "type") not in ("", "1", "a"):
        return "•"
    before = sum(1 for sibling in entry.previous_siblings if isinstance(sibling, Tag) and sibling.name == "li")
    start = attribute(numbered, "start")
    number = before + (int(start) if start.isdigit() else 1)
    return f"{number}." if attribute(numbered, "type") != "a" or number > 26 else f"({chr(96 + number)})"


def own_rows(table: Tag) -> list[Tag]:
    """A table's own rows, without those of tables nested in its cells."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]
