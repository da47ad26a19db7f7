"""Scanned pages: tesseract, where it is installed, gives their words and places; the layout is read as for any PDF.

It takes about two seconds a page, two thousand times as long as a text layer: reading marks pages `needs_ocr`, and the
caller works through them later, as many as a night allows.
"""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from reading.child import ReaderPool
from reading.limits import Limits
from reading.pdf import pages_of
from reading.versions import reader
from reading.words import PageContent, Word
from records.errors import UnreadablePaper
from records.papers import Page, Reading

HOW_TO_INSTALL = "scanned pages are not read: install tesseract (Debian, Ubuntu: sudo apt install tesseract-ocr)"
_DOTS = 200  # an inch: measured best for council scans
_MOST_DOTS = 40_000_000  # a page, whatever size it claims
_UNSURE = 30  # of 100: below it tesseract reads specks and signatures
_LINE, _WORD = "4", "5"


def ocr_available() -> str | None:
    """The path of tesseract, or None; then pages stay marked `needs_ocr` and `HOW_TO_INSTALL` says what to do."""
    return shutil.which("tesseract")


def scanned_pages(reading: Reading) -> tuple[int, ...]:
    """The numbers of the pages that wait for OCR."""
    return tuple(page.number for page in reading.pages if page.needs_ocr)


def read_scanned(
    body: bytes | Path, pages: Collection[int], tesseract: str, limits: Limits | None = None, seconds_a_page: float = 60
) -> Reading:
    """These pages of a PDF (or the one page of an image) by OCR, in a child with limits. Only they are in the reading.

    A page on which nothing is recognised is blank and no longer waits. Raises `UnreadablePaper` with a plain reason.
    """
    limits = replace(limits or Limits(), seconds=seconds_a_page * max(1, len(pages)))
    with ReaderPool(1, limits) as pool:
        return pool.read(body, scans=sorted(pages), tesseract=tesseract)


def with_scanned(reading: Reading, scanned: Reading) -> Reading:
    """The paper's reading with its recognised pages put in."""
    recognised = {page.number: page for page in scanned.pages}
    return replace(
        reading,
        pages=tuple(recognised.get(page.number, page) for page in reading.pages),
        tables=tuple(sorted((*reading.tables, *scanned.tables), key=lambda table: table.page)),
        headings=tuple(sorted((*reading.headings, *scanned.headings), key=lambda heading: heading.page)),
        reader=f"{reading.reader}+{scanned.reader}",
        warnings=(*reading.warnings, *scanned.warnings),
    )


def recognise(body: bytes, pages: list[int], tesseract: str, limits: Limits) -> Reading:
    """The same in this process; called in the child."""
    warnings: list[str] = []
    contents = _contents(body, pages, tesseract, limits.seconds / len(pages))
    read = pages_of(contents, limits, warnings.append)
    return Reading(
        pages=tuple(Page(number=pages[page.number - 1], text=page.text) for page in read.pages),
        tables=tuple(replace(table, page=pages[table.page - 1]) for table in read.tables),
        headings=tuple(replace(heading, page=pages[heading.page - 1]) for heading in read.headings),
        reader=reader("tesseract"),
        warnings=tuple(warnings),
    )


def _contents(body: bytes, pages: list[int], tesseract: str, seconds: float) -> Iterator[PageContent]:
    if b"%PDF-" not in body[:8192]:
        yield _recognised(body, tesseract, seconds)
        return
    document = pdfium.PdfDocument(body)
    for number in pages:
        page = document[number - 1]
        yield _recognised(_picture(page), tesseract, seconds)
        page.close()
    document.close()


def _picture(page: pdfium.PdfPage) -> bytes:
    """The page as a grey PGM image of 200 dots an inch, fewer for a page of enormous size."""
    width, height = page.get_size()
    scale = min(_DOTS / 72, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    lines = memoryview(bitmap.buffer).cast("B")
    rows = (bytes(lines[y * bitmap.stride : y * bitmap.stride + bitmap.width]) for y in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)


def _recognised(picture: bytes, tesseract: str, seconds: float) -> PageContent:
    """Tesseract's words by its table of boxes; a word takes its line's height, so "on" and "by" stand on one line."""
    command = [tesseract, "stdin", "stdout", "--dpi", str(_DOTS), "tsv"]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=os.environ
            | {"OMP_THREAD_LIMIT": "1"},  # its threads only slow it down, and the workers are many already
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadablePaper(f"OCR takes longer than {seconds:g} seconds on one page") from error
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())[:160]
        raise UnreadablePaper(f"OCR fails on it (tesseract: {said or done.returncode})")
    content = PageContent(width=0, height=0, words=[])
    top = bottom = 0.0
    for row in csv.DictReader(
        io.StringIO(done.stdout.decode(errors="replace")), delimiter="\t", quoting=csv.QUOTE_NONE
    ):
        left, width = float(row["left"]), float(row["width"])
        if row["level"] == "1":
            content.width, content.height = width, float(row["height"])
        elif row["level"] == _LINE:
            top, bottom = float(row["top"]), float(row["top"]) + float(row["height"])
        elif row["level"] == _WORD and float(row["conf"]) >= _UNSURE and row["text"].strip():
            content.words.append(Word(row["text"].strip(), left, top, left + width, bottom))
    return content
