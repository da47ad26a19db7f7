"""An agenda item as ModernGov prints it: title, documents, labelled parts. One walk serves every page with items."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bs4 import Tag

from crawler.parsers.addresses import canonical, off_site, page_name, parameter
from crawler.parsers.days import read_day
from crawler.parsers.moderngov_words import Kind, part
from crawler.parsers.problems import is_document
from crawler.parsers.selecting import attribute, classes, hidden, line, plain_text
from records.collected import AgendaItem, DocumentLink

_SIZE = re.compile(
    r"\s*(?:pdf icon)?\s*\b(PDF|DOCX?|XLSX?|PPTX?|RTF|TXT|HTML?)\s+([\d.,]+)\s*([KMG]?B)$", re.IGNORECASE
)
_GLUED_SIZE = re.compile(r"(?:pdf icon)?\s*(PDF)\s+([\d.,]+)\s*([KMG]B)$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:item\s*)?[A-Z]{0,6}\s?\d+[a-z]?(?:[./]\d+[a-z]?)*\s*[.:)]?", re.IGNORECASE)
_REASONS = re.compile(r"\bview (?:the )?reasons?\b|\bgweld y rhesymau\b", re.IGNORECASE)

_PIECES = frozenset({"mgAiTitleTxt", "mgSubItemTitleTxt", "mgWordPara"})


@dataclass(slots=True)
class _Parts:
    number: str | None = None
    title: str = ""
    texts: dict[str, list[str]] = field(default_factory=dict)
    documents: list[DocumentLink] = field(default_factory=list)
    id: str | None = None
    issue: str | None = None
    restricted: bool = False


def blocks(root: Tag) -> Iterator[Tag]:
    """The pieces an item is made of, in the order of the page: titles, labels, paragraphs, lists, loose links."""
    for child in root.find_all(True, recursive=False):
        if hidden(child):
            continue
        own = not _PIECES.isdisjoint(classes(child)) or child.name in ("ul", "ol", "a")
        if own or (child.name in ("p", "h2", "h3", "h4") and line(child)):
            yield child
        else:
            yield from blocks(child)


def read_item(pieces: Iterable[Tag], url: str, site: str, number: str | None = None) -> AgendaItem:
    """One item from its pieces. A label names everything up to the next one; what stands before any is the description.

    The title is "" when the pieces hold none: the caller knows whether that is a fault.
    """
    found = _Parts(number=number)
    current: str = "description"
    for piece in pieces:
        if found.id is None:
            found.id = anchor(piece)
        if "mgSubItemTitleTxt" in classes(piece):
            label = line(piece)
            current = part(label) or "description"
            if part(label) is None and label:  # a label of the council's own stays above its text
                found.texts.setdefault(current, []).append(label)
        elif "mgAiTitleTxt" in classes(piece) and not found.title:
            _title(piece, found, url, site)
        else:
            _piece(piece, current, found, url, site)
    parts = {name: "\n\n".join(texts) or None for name, texts in found.texts.items()}
    return AgendaItem(
        id=found.id,
        number=found.number,
        title=found.title,
        description=parts.get("description"),
        minutes=parts.get("minutes"),
        decision=parts.get("decision"),
        documents=tuple(unrepeated(found.documents)),
        issue=found.issue,
        restricted=found.restricted,
    )


def _title(piece: Tag, found: _Parts, url: str, site: str) -> None:
    text, _size = title_and_size(piece)
    if _NUMBER.fullmatch(text):  # the number stands in a paragraph of its own
        found.number = found.number or text
        return
    found.title = text
    found.documents += documents(piece, url, site, listed=True)  # a title's link is its document, wherever it lies


def _piece(piece: Tag, current: str, found: _Parts, url: str, site: str) -> None:
    for link in [piece] if piece.name == "a" else piece.select("a[href]"):
        _note_link(link, found)
    listed = piece.name in ("ul", "ol") and ("mgBulletList" in classes(piece) or current == "documents")
    found.documents += documents(piece, url, site, listed=listed)
    if not listed and piece.name != "a" and "mgActionList" not in classes(piece) and current != "documents":
        text = plain_text(piece)
        if text:
            found.texts.setdefault(current, []).append(text)


def _note_link(link: Tag, found: _Parts) -> None:
    href = attribute(link, "href")
    name = page_name(href)
    if name == "mgissuehistoryhome.aspx":
        found.issue = found.issue or parameter(href, "IId")
    elif name == "iedecisiondetails.aspx":
        found.id = found.id or parameter(href, "AIId")
    elif name == "mgai.aspx":
        found.id = found.id or parameter(href, "ID")
    if _REASONS.search(line(link)) and re.search(r"\b(?:item|eitem)\b", line(link), re.IGNORECASE):
        found.restricted = True


def documents(tag: Tag, url: str, site: str, listed: bool = False, kind: Kind = "report") -> Iterator[DocumentLink]:
    """The documents an element links to, and nothing else it links to.

    In a list of documents (`listed`) an off-site link is a document elsewhere, and an entry without any link is one
    that is not for the public.
    """
    for link in [tag] if tag.name == "a" else tag.select("a[href]"):
        address = canonical(attribute(link, "href"), url, site)
        if address is None:
            continue
        outside = off_site(address, site)
        if (is_document(address) and not outside) or (listed and outside):
            yield _document(link, address, outside, kind)
    if listed:
        for entry in tag.find_all("li"):
            title = line(entry, without=frozenset({"a"})).strip(" ,;-–")
            linked = any(not _REASONS.search(line(link)) for link in entry.select("a[href]"))
            if not linked and title and entry.find("li") is None:
                yield DocumentLink(title=title, url=None, restricted=True, kind=kind)


def _document(link: Tag, address: str, outside: bool, kind: Kind) -> DocumentLink:
    title, size = title_and_size(link)
    if not title:  # an icon alone: the link's tooltip, "Link to file Report.pdf", else the file's name
        title = line_of_tooltip(attribute(link, "title")) or address.rsplit("/", 1)[-1]
    attachment = parameter(address, "ID") if page_name(address) == "mgconvert2pdf.aspx" else None
    return DocumentLink(
        title=title,
        url=address,
        attachment=attachment,
        size_label=size,
        published=read_day(line(link.select_one(".mgPublicationDate"))),
        external=outside,
        kind=kind,
    )


def title_and_size(tag: Tag) -> tuple[str, str | None]:
    """A link's words without its size, and the size as printed, "PDF 119 KB" (None when there is none)."""
    size = line(tag.select_one(".mgFileSize")) or None
    text = line(tag, without=frozenset({"mgFileSize"}))
    found = _SIZE.search(text) or _GLUED_SIZE.search(text)
    if found:
        size = size or found[0].strip()
        text = text[: found.start()]
    if size:
        size = re.sub(r"^pdf icon\s*", "", size, flags=re.IGNORECASE)
    return text.strip(), size


def line_of_tooltip(title: str) -> str:
    """The words of a link's tooltip without its opening: "Link to file Budget report" → "Budget report"."""
    return re.sub(r"^(?:link to (?:file|document)|dolen i(?:'r)? (?:ffeil|ddogfen))\s*", "", title, flags=re.IGNORECASE)


def anchor(tag: Tag) -> str | None:
    """The agenda item's id in an anchor on or inside an element: `<a name="AI3001">`, `id="AI3001"`."""
    for place in [tag, *tag.select("[name], [id]")]:
        for name in ("name", "id"):
            found = re.fullmatch(r"AI(\d+)", attribute(place, name))
            if found:
                return found[1]
    return None


def unrepeated(links: Iterable[DocumentLink]) -> Iterator[DocumentLink]:
    """Each document once, by its address, else by its title; the first mention stays."""
    seen: set[str] = set()
    for link in links:
        key = link.url or f"title:{link.title}"
        if key not in seen:
            seen.add(key)
            yield link
