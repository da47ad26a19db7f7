"""What PDFium knows of a page: its words, ruling lines and images, with their places."""

import ctypes
import re
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from reading.words import PageContent, Rule, Word

# PDFium joins a word broken at a line's end and marks the place of its hyphen with U+FFFE (older builds U+0002).
_WORDS = re.compile("[^\\s\x02\ufffe]+[\x02\ufffe]?")
_BREAKS = "\x02\ufffe"
_OBJECTS = 20_000  # a map may hold half a million shapes; no table holds more
_SEGMENTS = 4_000
_THIN = 3.0  # points: a filled box thinner than this is a line
_BOLD = 600  # of 900, as font weights go
_SHORT = 6.0  # points: a line shorter than this is the corner of one

Place = Callable[[float, float], tuple[float, float]]


def page_content(page: pdfium.PdfPage) -> PageContent:
    """The words, ruling lines and image cover of one page, as it is turned for the reader."""
    width, height = page.get_size()
    place = _place(page)
    content = PageContent(width=width, height=height, words=_words(page, place))
    _look_at_objects(page, place, content)
    return content


def _place(page: pdfium.PdfPage) -> Place:
    """From the file's coordinates (up from a corner, before rotation) to ours (down from the top left, as shown)."""
    left, bottom, right, top = page.get_bbox()
    turned = page.get_rotation()
    if turned == 90:
        return lambda x, y: (y - bottom, x - left)
    if turned == 180:
        return lambda x, y: (right - x, y - bottom)
    if turned == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _words(page: pdfium.PdfPage, place: Place) -> list[Word]:
    """Words by the boxes of their first and last characters: a call for each character would take far longer."""
    text_page = page.get_textpage()
    try:
        text = _characters(text_page)
        box = raw.FS_RECTF()
        reference = ctypes.byref(box)
        measure, handle = raw.FPDFText_GetLooseCharBox, text_page.raw
        turned, (edge, _, _, head) = page.get_rotation(), page.get_bbox()
        words = []
        for match in _WORDS.finditer(text):
            word = match.group()
            first, last = match.span()
            broken = word[-1] in _BREAKS
            if broken:
                word, last = word[:-1], last - 1
            if not word or not measure(handle, first, reference):
                continue
            left, low, right, high = box.left, box.bottom, box.right, box.top
            if last - first > 1 and measure(handle, last - 1, reference):
                if box.right >= right and box.top == high:
                    right = box.right
                else:  # upright or backward writing, or a raised letter
                    left, right = min(left, box.left), max(right, box.right)
                    low, high = min(low, box.bottom), max(high, box.top)
            bold = (first == 0 or text[first - 1] == "\n") and _is_bold(handle, first)
            if turned:
                (x1, y1), (x2, y2) = place(left, high), place(right, low)
                words.append(Word(word, min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), broken, bold))
            else:
                words.append(Word(word, left - edge, head - high, right - edge, head - low, broken, bold))
        return words
    finally:
        text_page.close()


def _is_bold(text_page: object, index: int) -> bool:
    """By the font's weight where the file gives one, else by its name."""
    if raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(80)
    raw.FPDFText_GetFontInfo(text_page, index, name, len(name), None)
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"demi"))


def _characters(text_page: pdfium.PdfTextPage) -> str:
    """The page's characters, each at its own index."""
    count = text_page.count_chars()
    if count <= 0:
        return ""
    try:
        text: str = text_page.get_text_range()
    except (AssertionError, pdfium.PdfiumError):
        text = ""
    if len(text) == count:
        return text
    # Emoji and letters left out of the text shift it: take the characters one by one.
    codes = (raw.FPDFText_GetUnicode(text_page.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def _look_at_objects(page: pdfium.PdfPage, place: Place, content: PageContent) -> None:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    covered = 0.0
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        if not raw.FPDFPageObj_GetBounds(item, left, low, right, high):
            continue
        (x1, y1), (x2, y2) = place(left.value, high.value), place(right.value, low.value)
        x1, x2, y1, y2 = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            covered += max(0.0, x2 - x1) * max(0.0, y2 - y1)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            content.drawn += 1
            if x2 - x1 <= _THIN or y2 - y1 <= _THIN:
                _add_rule(content, x1, y1, x2, y2)
            elif _is_stroked(item):
                for start, end in _segments(item, place):
                    _add_rule(content, *start, *end)
    content.pictured = min(1.0, covered / max(1.0, content.width * content.height))


def _is_stroked(path: object) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke.value)


def _segments(path: object, place: Place) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path: a cell's border is one path of four."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first = before = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path), _SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = place(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield before, here
        if raw.FPDFPathSegment_GetClose(segment):
            yield here, first
        before = here


def _add_rule(content: PageContent, x1: float, y1: float, x2: float, y2: float) -> None:
    x1, x2, y1, y2 = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    if y2 - y1 <= _THIN and x2 - x1 >= _SHORT:
        content.horizontals.append(Rule((y1 + y2) / 2, x1, x2))
    elif x2 - x1 <= _THIN and y2 - y1 >= _SHORT:
        content.verticals.append(Rule((x1 + x2) / 2, y1, y2))
