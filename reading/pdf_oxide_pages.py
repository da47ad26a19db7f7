"""The second PDF reader, pdf_oxide: for files that PDFium refuses, mostly truncated ones."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace

import pdf_oxide

from reading.limits import Limits
from reading.pdf import pages_of, unread
from reading.versions import reader
from reading.words import PageContent, Word
from records.errors import UnreadablePaper
from records.papers import Reading


def read_damaged(body: bytes, limits: Limits, reason: str) -> Reading:
    """What pdf_oxide recovers, with a warning that says why the first reader failed (`reason`).

    Raises `UnreadablePaper` when that is nothing.
    """
    pdf_oxide.disable_logging()
    warnings = [f"{reason}: read with the second PDF reader, text may be missing"]
    failed: dict[int, str] = {}
    try:
        document = pdf_oxide.PdfDocument.from_bytes(body)
        count = min(document.page_count(), limits.pages)
        read = pages_of(_contents(document, count, failed), limits, warnings.append)
    except Exception as error:  # pdf_oxide raises plain RuntimeErrors; each is this file's reason
        raise UnreadablePaper(
            f"{reason}: a PDF that neither reader can open ({' '.join(str(error).split())[:120]})"
        ) from error
    if not any(page.text or page.needs_ocr for page in read.pages):
        raise UnreadablePaper(f"{reason}: a PDF in which neither reader finds any text")
    warnings += unread(failed)
    return replace(read, reader=reader("pdf_oxide"), warnings=tuple(warnings))


def _contents(document: pdf_oxide.PdfDocument, count: int, failed: dict[int, str]) -> Iterator[PageContent]:
    for index in range(count):
        width, height = 595.0, 842.0
        words: list[Word] = []
        try:
            left, bottom, right, top = document.page_media_box(index)
            width, height = right - left, top - bottom
            for word in document.extract_words(index):
                x, y, across, up = word.bbox
                words.append(Word(word.text, x - left, top - y - up, x - left + across, top - y))
        except Exception as error:  # one page's damage costs that page
            failed[index + 1] = str(error)
        with contextlib.suppress(Exception):
            pictures = document.page_images(index)
            yield PageContent(width=width, height=height, words=words, pictured=1.0 if pictures and not words else 0.0)
            continue
        yield PageContent(width=width, height=height, words=words)
