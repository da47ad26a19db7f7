"""The numbers Word shows before paragraphs but does not store in them: "4.2", "(a)", "•"."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

_VALUE = qn("w:val")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_SMALL_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str  # w:numFmt
    text: str  # w:lvlText, "%1.%2" stands for the numbers of levels 1 and 2
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts a document's numbered paragraphs as Word does, from `numbering.xml` and the styles that carry a list."""

    levels: Mapping[str, Mapping[int, _Level]]  # list definition → level → how it is written
    lists: Mapping[str, str]  # list → its definition
    styles: Mapping[str, tuple[str, int]]  # paragraph style → list, level
    counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, properties: _Element | None, style: str | None) -> str:
        """The next paragraph's label by its properties and style; "" when it has none. Call in document order."""
        found = _list_of(properties) if properties is not None else None
        number, depth = found or self.styles.get(style or "", ("0", 0))
        if found and found[1] is None:
            depth = self.styles.get(style or "", ("", 0))[1]
        definition = self.lists.get(number)
        level = self.levels.get(definition, {}).get(depth or 0) if definition else None
        if not definition or level is None:
            return ""
        if level.shape == "bullet":
            return "•"
        depth = depth or 0
        known = self.levels[definition]
        counts = self.counts.setdefault(definition, [])
        while len(counts) <= depth:
            upper = known.get(len(counts))
            # A level never shown counts as begun: Word writes "1.1" even where no "1" stands.
            counts.append((upper.start if upper else 1) - (1 if len(counts) == depth else 0))
        counts[depth] += 1
        del counts[depth + 1 :]
        text = level.text
        for place, count in enumerate(counts):
            shape = known[place].shape if place in known else "decimal"
            text = text.replace(f"%{place + 1}", _written(count, shape))
        return text.strip()


def read_numbering(numbering: _Element | None, styles: _Element | None) -> Numbering:
    """A document's list definitions, from the roots of `numbering.xml` and `styles.xml` (either may be missing)."""
    levels: dict[str, dict[int, _Level]] = {}
    lists: dict[str, str] = {}
    for definition in numbering.iterfind(qn("w:abstractNum")) if numbering is not None else ():
        levels[definition.get(qn("w:abstractNumId"), "")] = {
            _whole(level.get(qn("w:ilvl")), 0): _Level(
                shape=_child(level, "w:numFmt") or "decimal",
                text=_child(level, "w:lvlText") or "",
                start=_whole(_child(level, "w:start"), 1),
            )
            for level in definition.iterfind(qn("w:lvl"))
        }
    for entry in numbering.iterfind(qn("w:num")) if numbering is not None else ():
        lists[entry.get(qn("w:numId"), "")] = _child(entry, "w:abstractNumId") or ""
    carried = {}
    for style in styles.iterfind(qn("w:style")) if styles is not None else ():
        properties = style.find(qn("w:pPr"))
        if properties is not None and (found := _list_of(properties)):
            carried[style.get(qn("w:styleId"), "")] = (found[0], found[1] or 0)
    return Numbering(levels=levels, lists=lists, styles=carried)


def _list_of(properties: _Element) -> tuple[str, int | None] | None:
    numbered = properties.find(qn("w:numPr"))
    number = _child(numbered, "w:numId") if numbered is not None else None
    if numbered is None or number is None:
        return None
    depth = _child(numbered, "w:ilvl")
    return number, None if depth is None else _whole(depth, 0)


def _child(element: _Element, name: str) -> str | None:
    child = element.find(qn(name))
    return None if child is None else child.get(_VALUE)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def _written(count: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 9)
        return letters.upper() if shape == "upperLetter" else letters
    if shape in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if shape == "upperRoman" else _roman(count)
    if shape == "decimalZero":
        return f"{count:02d}"
    return "" if shape == "none" else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text + _SMALL_ROMAN[count]
