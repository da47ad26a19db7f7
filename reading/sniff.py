"""What a paper's bytes really are, whatever the label says.

The bytes decide. A paper whose label is wrong but whose bytes are readable is read as what it is, with a warning. One
exception: an HTML page or plain text where a PDF or an Office file was promised is a site's error page, not the paper,
and is quarantined.
"""

import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from records.errors import UnreadablePaper

Kind = Literal["pdf", "docx", "xlsx", "pptx", "rtf", "html", "text", "image"]

NAMES: dict[Kind, str] = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "xlsx": "an Excel workbook",
    "pptx": "a PowerPoint presentation",
    "rtf": "an RTF document",
    "html": "an HTML page",
    "text": "plain text",
    "image": "an image",
}
_MEDIA_TYPES: dict[str, Kind] = {
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/msword": "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.ms-word.document.macroenabled.12": "docx",
    "application/vnd.ms-excel": "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.ms-powerpoint": "pptx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/csv": "text",
}
_SUFFIXES: dict[str, Kind] = {
    ".pdf": "pdf", ".doc": "docx", ".docx": "docx", ".docm": "docx", ".xls": "xlsx", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".ppt": "pptx", ".pptx": "pptx", ".rtf": "rtf", ".htm": "html", ".html": "html", ".xhtml": "html", ".txt": "text",
    ".csv": "text", ".md": "text", ".jpg": "image", ".jpeg": "image", ".png": "image", ".gif": "image",
    ".tif": "image", ".tiff": "image",
}  # fmt: skip
_PACKAGES: tuple[tuple[str, Kind], ...] = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|table|script|h[1-6])\b", re.IGNORECASE)
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "password-protected: an encrypted Office file"),
    ("WordDocument", "an old Word file (.doc), a format that is not read; a DOCX or PDF copy would be"),
    ("PowerPoint Document", "an old PowerPoint file (.ppt), a format that is not read"),
    ("Workbook", "an old Excel file (.xls), a format that is not read"),
    ("Book", "an old Excel file (.xls), a format that is not read"),
    ("__substg1.0_", "an Outlook message (.msg), a format that is not read"),
)
_HEADER_SEARCHED = 8192  # PDFs come with mail headers or a byte order mark before %PDF


def what_it_is(body: bytes, media_type: str | None = None, name: str | None = None) -> tuple[Kind, tuple[str, ...]]:
    """The kind the bytes really are, and warnings about a wrong label.

    `media_type` is the Content-Type header as sent, `name` a file name or URL. Raises `UnreadablePaper` with the reason
    when no reader is for these bytes.
    """
    kind = _kind(body)
    label = labelled(media_type, name)
    if label is None or label == kind:
        return kind, ()
    if kind == "html" and label != "text":
        raise UnreadablePaper(
            f"an HTML page, not {NAMES[label]}: the site answered with a page where the file should be"
        )
    if kind == "text" and label not in ("html", "rtf"):
        raise UnreadablePaper(f"plain text, not {NAMES[label]}: the site answered with text where the file should be")
    return kind, (f"labelled as {NAMES[label]}, read as {NAMES[kind]}",)


def labelled(media_type: str | None, name: str | None) -> Kind | None:
    """What the label promises: the media type's word first, the name's suffix where that says nothing definite."""
    essence = (media_type or "").partition(";")[0].strip().lower()
    if essence.startswith("image/") and "svg" not in essence:
        return "image"
    suffix = PurePosixPath(urlsplit(name or "").path if "://" in (name or "") else (name or "")).suffix.lower()
    by_name = _SUFFIXES.get(suffix)
    by_type = _MEDIA_TYPES.get(essence)
    # A server that answers "text/html" for report.pdf is sending a page in its place: the name is what was asked for.
    if by_type in ("html", "text") and by_name not in (None, "html", "text"):
        return by_name
    return by_type or by_name


def _kind(body: bytes) -> Kind:
    head = body[:_HEADER_SEARCHED]
    start = head.lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if not body.strip(b"\x00 \t\r\n"):
        raise UnreadablePaper("empty: no bytes" if not body else "empty: nothing but blanks")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(b"PK\x03\x04"):
        return _package(body)
    if start.startswith(_OLD_OFFICE):
        raise UnreadablePaper(_old_office(body))
    if start.startswith(_IMAGES):
        return "image"
    markup = _HTML.search(start[:2048])
    if markup and start[:1] == b"<":
        return "html"
    if b"%PDF-" in head:
        return "pdf"
    if _is_text(body):
        return "html" if markup and body.count(b"<") > 5 else "text"
    raise UnreadablePaper("not a file of any known kind: its first bytes fit no format that is read")


def _package(body: bytes) -> Kind:
    """DOCX, XLSX or PPTX by what the ZIP holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError) as error:
        raise UnreadablePaper(
            f"truncated or damaged: a zipped file whose table of contents cannot be read ({error})"
        ) from error
    for folder, kind in _PACKAGES:
        if any(name.startswith(folder) for name in names):
            return kind
    if "mimetype" in names and "content.xml" in names:
        raise UnreadablePaper("an OpenDocument file, a format that is not read; a DOCX or PDF copy would be")
    raise UnreadablePaper("a ZIP archive, not a paper: take the papers out of it and add them one by one")


def _old_office(body: bytes) -> str:
    for stream, reason in _OLE_STREAMS:
        if stream.encode("utf-16-le") in body:
            return reason
    return "an old Office file, a format that is not read"


def _is_text(body: bytes) -> bool:
    """Text in UTF-8, UTF-16 with its mark, or an 8-bit code: hardly any control characters."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = body[:65_536]
    controls = sum(sample.count(byte) for byte in range(32) if byte not in (9, 10, 12, 13, 27))
    if controls > len(sample) // 200:
        return False
    try:
        sample[: len(sample) - 4 if len(body) > len(sample) else None].decode("utf-8")
        return True
    except UnicodeDecodeError:
        letters = sum(chr(byte).isalnum() or byte in b" \n\r\t.,;:-" for byte in sample if byte < 128)
        return letters > len(sample) * 0.7
