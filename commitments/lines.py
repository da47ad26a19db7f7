"""Tell the lines of a page apart: prose, list item, table row, heading, or the furniture of page and site."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

LineKind = Literal["blank", "furniture", "row", "bullet", "number", "heading", "prose"]


class Line(NamedTuple):
    """One line: `text[start:end]` without its list marker and outer white space."""

    start: int
    end: int
    kind: LineKind
    width: int = 0  # of the whole line, for telling a wrapped line from a short one
    marker: str = ""  # what sort of list marker stood before it: "·", "1.", "1.1", "(a)", "(i)"
    blank_after: bool = False


_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_FURNITURE = re.compile(
    r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|page\s+\d+.*|[-–—]\s*\d{1,4}\s*[-–—]"
    r"|(?:view |download )?pdf icon PDF [\d.,]+ ?[KM]B|PDF [\d.,]+ ?[KM]B|additional documents:?|supporting documents:?"
    r"|(?:skip to|back to top|share this|cookies|print this page|sign in|log in|related documents).{0,30}"
    r"|No\.? Item|\W+",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"\bpage \d+ of \d+$", re.IGNORECASE)
_DOCUMENT_LINK = re.compile(r"\s*(?:pdf icon )?PDF [\d.,]+ ?[KM]B\s*$", re.IGNORECASE)
_BULLET = re.compile(r"[·•▪◦‣●○■□§➢➤►✓✔»¾Ø❖→➔➜⇒▸▶*\uf0b7]\s*(?=\S)|[-–—o]\s+(?=\S)")
_NUMBER = re.compile(
    r"(?:\(?(?:[ivxIVX]{1,5}|[a-zA-Z]|\d{1,3})\)|\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}[.)]|\d{1,2}[a-z][.)]?|[a-zA-Z]\.|[ivx]{1,4}\.|[IVX]{1,5}\.)(?:\s+(?=\S)(?!per\s?cent|percent|million|days?\b|weeks?\b|months?\b|per\b)|$)"
    r"|\d{1,3}[\t\xa0 ]{1,}(?=[A-Z])|\d{1,2}[\t\xa0 ]{4,}(?=[a-z])|\d{1,2}[\t\xa0 ]{2,}(?=(?:to|that)\b)"
    r"|(?:R|Rec|Recommendation )\d{1,2}[.:)]?(?:\s+[–-])?\s+(?=That\b)|\d{1,2}[a-z][.)]?[\t\xa0 ]{2,}(?=\S)"
    # "B2  Recruit volunteers", and no row of cells
    r"|(?!Q\d|KS)[A-Z]{1,3}[-.]?\d{1,3}(?:\.\d{1,2})*[a-z]?[.):]?[ \t\xa0]{2,}(?=[A-Za-z])"
    r"(?![^\n]*\S(?:[ \xa0]{3,}|\t)\S)"
)
_GAP = re.compile(r"[\t \xa0](?:(?<=\t)\t*|(?<=\S.)[ \xa0]{2,}(?=\S))")  # between two cells of a row without "|"
# What leads the eye from a line to what stands at its end: dots, or a wide gap before a few words.
LEADER = re.compile(r"(?<=[^\s.])[ \xa0]*\.{4,}[ \xa0]*(?=\S)|(?<=\S)[ \xa0]{4,}(?=\S[^\n]{0,30}(?:\n|$))")
# "The Board:", "RESOLVED – That:", "We will:" open a list and are no titles.
LEAD_IN = re.compile(
    r"^(?:the|that|we|each|to)\b|\b(?:resolved|agreed|ordered|will|is|are|was|were|has|have|that|to|asked|pledged|noted|raised|includ\w+|said|says)\b",
    re.IGNORECASE,
)
_SMALL = frozenset("a an and as at by for from in into of on or over the to with vs - – & /".split())


def find_lines(text: str) -> list[Line]:
    """Every line that holds anything, in order."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    found = list(_LINE.finditer(text))
    spans = [(m.start(), m.end()) for m in found]
    last: Line | None = None  # the line right above
    for index, (start, end) in enumerate(spans):
        first, stop = trimmed(text, start, end)
        if first == stop:
            continue
        following = spans[index + 1] if index + 1 < len(spans) else None
        blank_after = following is None or _is_gap(text, end, following)
        item = last.marker if last is not None and last.kind == "number" and not last.blank_after else ""
        last = _read(text, first, stop, indent=first - start, blank_after=blank_after, item=item)
        yield last


def _is_gap(text: str, end: int, following: tuple[int, int]) -> bool:
    between = text[end : following[0]].replace("\r\n", "\n")
    return len(between) > 1 or "\f" in between or not text[following[0] : following[1]].strip()


def _read(text: str, start: int, end: int, *, indent: int, blank_after: bool, item: str) -> Line:
    """One line. `item`: the marker of the list item right above it, of which this may be the next."""
    width = end - start + indent
    content = text[start:end]
    kind: LineKind = "prose"
    marker = ""
    if _FURNITURE.fullmatch(content) or (content[-1].isdigit() and _PAGE_NUMBER.search(content)):
        kind = "furniture"
    elif "|" in content:
        kind = "row"
    elif (found := _BULLET.match(text, start, end)) is not None:
        kind, start, marker = "bullet", found.end(), found[0][0]
    elif (found := _NUMBER.match(text, start, end)) is not None:
        kind, start, marker = "number", found.end(), _sort_of(found[0].strip())
        goes_on = marker == item and text[start:end] != text[start:end].upper()
        if start < end and not goes_on and _is_item_heading(text[start:end], blank_after=blank_after):
            kind, marker = "heading", ""
    elif len(_GAP.findall(content)) > 1:
        kind = "row"
    elif _is_heading(content, blank_after=blank_after):
        kind = "heading"
    if kind == "heading" and (link := _document_link(text, start, end)):
        end = link.start()
    if start >= end:
        kind = "blank"
    return Line(start=start, end=end, kind=kind, width=width, marker=marker, blank_after=blank_after)


_FIGURES, _LETTER = re.compile(r"\d+"), re.compile(r"[a-zA-Z]")
_ROMAN, _ROMANS = re.compile(r"[ivx]{2,}|\b[ivx]\b"), re.compile(r"[ivxIVX]+")
_VERB = re.compile(r"\b(?:will|is|are|was|were|has|have|be|had|would|to)\b")


def _sort_of(marker: str) -> str:
    """The sort of a number: "2.14" is like "1.1", "(b)" like "(a)", "iv)" like "i)"."""
    sort = _FIGURES.sub("1", marker)
    return _ROMANS.sub("i", sort) if _ROMAN.search(sort) else _LETTER.sub("a", sort)


def _is_item_heading(content: str, *, blank_after: bool) -> bool:
    """A numbered title, not a numbered item: short, no figures, no lead-in."""
    if content[-1] == ":" or re.search(r"\d|%|£", re.sub(r"\b(?:19|20)\d\d(?:/\d\d)?\b", "", content)):
        return _document_link(content, 0, len(content)) is not None
    return len(content.split()) <= 9 and _is_heading(content, blank_after=blank_after)


def _is_heading(content: str, *, blank_after: bool) -> bool:
    """A short line with no full stop: in capitals, in title case, or standing alone."""
    if len(content) > 120:
        return False
    if _document_link(content, 0, len(content)):
        return True
    words = content.split()
    if content[-1] == ":":
        return len(words) <= 4 and not LEAD_IN.search(content)
    if content[-1] in ".;,!?…-–—" or len(words) > 14 or content[0].islower():
        return False
    names = [word for word in words if word[0].isalpha() and word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() for word in names)
    if content.isupper() or (names and capitals == len(names)):
        return True
    return blank_after and len(words) <= 10 and not _VERB.search(content)


def _document_link(text: str, start: int, end: int) -> re.Match[str] | None:
    """The name of a file's kind and its size that end a line: "PDF 213 KB"."""
    return _DOCUMENT_LINK.search(text, start, end) if text[end - 1] in "Bb" else None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without outer white space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
