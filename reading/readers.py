"""One paper's bytes → the reader for what they are. Runs inside the child; see `child.py` for the way in."""

import re
import zipfile
from dataclasses import replace

from reading.limits import MEGABYTE, Limits
from reading.packages import check_package
from reading.sniff import NAMES, Kind, what_it_is
from reading.versions import reader
from records.errors import UnreadablePaper
from records.papers import Page, Reading

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)


def read_bytes(
    body: bytes, media_type: str | None, name: str | None, limits: Limits, *, distrust_pdfium: bool = False
) -> Reading:
    """The reading of one paper, in this process. Raises `UnreadablePaper` with a plain reason.

    `distrust_pdfium` is set when the first PDF reader has brought its process down with these bytes.
    """
    if len(body) > limits.size:
        raise UnreadablePaper(f"too large: {len(body) // MEGABYTE:,} MB, where {limits.size // MEGABYTE:,} MB are read")
    kind, warnings = what_it_is(body, media_type, name)
    try:
        reading = _read(kind, body, media_type, limits, distrust_pdfium)
    except (UnreadablePaper, MemoryError, ImportError):
        raise
    except RecursionError as error:
        raise UnreadablePaper(f"{NAMES[kind]} nested too deep to be read") from error
    except zipfile.BadZipFile as error:
        raise UnreadablePaper(f"truncated or damaged: {NAMES[kind]} with a broken part ({error})") from error
    except Exception as error:  # Whatever a library raises on a hostile file is this file's reason, not our crash.
        raise UnreadablePaper(f"damaged: {NAMES[kind]} that its reader cannot follow ({_short(error)})") from error
    if not reading.pages or not any(page.text.strip() or page.needs_ocr for page in reading.pages):
        raise UnreadablePaper(f"{NAMES[kind]} without any text in it")
    return replace(reading, warnings=(*warnings, *reading.warnings)) if warnings else reading


def _read(kind: Kind, body: bytes, media_type: str | None, limits: Limits, distrust_pdfium: bool) -> Reading:
    # Imported where used: a child that reads PDFs only never loads the Office libraries.
    if kind == "pdf":
        from reading.pdf import read_pdf

        return read_pdf(body, limits, distrust_pdfium=distrust_pdfium)
    if kind == "html":
        from reading.web_page import read_web_page

        charset = _CHARSET.search(media_type or "")
        return read_web_page(body, limits, charset.group(1) if charset else None)
    if kind == "text":
        from reading.plain import read_plain

        return read_plain(body, limits)
    if kind == "rtf":
        from reading.rich_text import read_rich_text

        return read_rich_text(body, limits)
    if kind == "image":
        return Reading(
            pages=(Page(number=1, text="", needs_ocr=True),), reader=reader("image"), warnings=("an image: needs OCR",)
        )
    check_package(body, limits)
    if kind == "docx":
        from reading.word import read_word

        return read_word(body, limits)
    if kind == "xlsx":
        from reading.sheets import read_sheets

        return read_sheets(body, limits)
    from reading.slides import read_slides

    return read_slides(body, limits)


def _short(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:160]
