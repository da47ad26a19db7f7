"""Plain text: its encoding, its form feeds as pages."""

from itertools import groupby
from operator import itemgetter

from reading.clean import clean
from reading.limits import Limits
from reading.paging import OUR_PAGES, divide
from reading.versions import reader
from records.papers import Page, Reading

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_plain(body: bytes, limits: Limits) -> Reading:
    """The text as it stands, a page at every form feed, else about 3,000 characters a page."""
    text = decode(body)
    warnings: tuple[str, ...] = ()
    if len(text) > limits.characters:
        text, warnings = text[: limits.characters], (f"cut after {limits.characters:,} characters",)
    sheets = [clean(sheet).strip("\n") for sheet in text.rstrip("\f").split("\f")]
    if len(sheets) > 1:
        pages = tuple(Page(number=number, text=sheet) for number, sheet in enumerate(sheets, start=1))
        return Reading(pages=pages[: limits.pages], reader=reader("plain"), warnings=warnings)
    blocks = sheets[0].split("\n\n")
    pages = tuple(
        Page(number=number, text="\n\n".join(block for _, block in group))
        for number, group in groupby(zip(divide(blocks), blocks, strict=True), key=itemgetter(0))
    )
    return Reading(pages=pages, reader=reader("plain"), warnings=(*warnings, OUR_PAGES) if len(pages) > 1 else warnings)


def decode(body: bytes) -> str:
    """UTF-8 where it is valid, UTF-16 where it is marked, else Windows-1252, in which old council files are written."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, errors="replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")
