"""The OCR step: scanned pages, as many as one run allows, the newest papers first; the rest waits for the next run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from zstandard import ZstdError

from archive.home import Archive
from pipeline.progress import Progress, silent
from pipeline.scan_pages import personal_pages
from reading.ocr import ocr_available, read_scanned, scanned_pages, with_scanned
from reading.personal_data import RULES
from reading.versions import reader
from records.errors import NotKept, UnreadablePaper
from records.papers import Page, Paper, Reading, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanCounts:
    """What the step did, in pages. `waiting` are still to be read, by a later run or once tesseract is installed."""

    recognised: int = 0
    waiting: int = 0


def read_scans(archive: Archive, *, now: datetime, pages: int, progress: Progress = silent) -> ScanCounts:
    """Put up to `pages` scanned pages through OCR. Without tesseract nothing is done and all of them wait."""
    queue = _queue(archive)
    total = sum(len(waiting) for _, _, waiting in queue)
    tesseract = ocr_available()
    if tesseract is None:
        return ScanCounts(waiting=total)
    done = 0
    for _, version, waiting in queue:
        chosen = waiting[: pages - done]
        if not chosen:
            break
        whole = _kept(archive, version.sha256)
        for scanned in _scanned(archive, version.sha256, chosen, tesseract):
            whole = with_scanned(whole, scanned)
        archive.texts.keep(version.sha256, whole, now, hidden=personal_pages(whole.pages), scanned=RULES)
        done += len(chosen)
        progress("OCR", done, min(total, pages))
    return ScanCounts(recognised=done, waiting=total - done)


def _scanned(archive: Archive, sha256: str, pages: tuple[int, ...], tesseract: str) -> Iterator[Reading]:
    """These pages recognised; where that fails each is tried alone, so that one bad page costs itself only."""
    try:
        yield read_scanned(archive.blobs.get(sha256), pages, tesseract)
    except (UnreadablePaper, NotKept, OSError, ZstdError) as error:
        if len(pages) == 1 or not isinstance(error, UnreadablePaper):
            yield _blank(pages, str(error))
        else:
            for page in pages:
                yield from _scanned(archive, sha256, (page,), tesseract)


def _queue(archive: Archive) -> list[tuple[Paper, Version, tuple[int, ...]]]:
    found = []
    readings = archive.texts.readings()
    for kept, version in archive.papers.current_all():
        reading = readings.get(version.sha256)
        if reading and reading.needs_ocr:
            found.append((kept.paper, version, scanned_pages(_kept(archive, version.sha256))))
    return sorted(found, key=lambda row: row[0].date or date.min, reverse=True)


def _blank(pages: tuple[int, ...], reason: str) -> Reading:
    """What is kept of pages that OCR failed on: they are blank, wait until all is tried again (`process --again`), and
    the reason stands beside."""
    numbers = ", ".join(map(str, pages))
    return Reading(
        pages=tuple(Page(number=number, text="") for number in pages),
        reader=reader("tesseract"),
        warnings=(f"OCR failed on page {numbers}: {reason}",),
    )


def _kept(archive: Archive, sha256: str) -> Reading:
    reading = archive.texts.reading(sha256)
    return Reading(
        pages=tuple(archive.texts.pages(sha256, hidden=True)),
        tables=tuple(archive.texts.tables(sha256)),
        reader=reading.reader if reading else "",
        warnings=reading.warnings if reading else (),
    )
