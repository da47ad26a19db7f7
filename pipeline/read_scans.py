"""The OCR step: scanned pages, as many as one run allows, the newest papers first; the rest waits for the next run."""

from dataclasses import dataclass
from datetime import date, datetime

from archive.home import Archive
from pipeline.progress import Progress, silent
from pipeline.read_papers import hide_personal
from reading.ocr import ocr_available, read_scanned, scanned_pages, with_scanned
from records.errors import UnreadablePaper
from records.papers import Paper, Reading, Version


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
        reading = _kept(archive, version.sha256)
        try:
            scanned = read_scanned(archive.blobs.get(version.sha256), chosen, tesseract)
        except UnreadablePaper as error:
            blank = Reading(
                pages=tuple(p for p in reading.pages if p.number not in chosen), reader=reading.reader,
                tables=reading.tables, warnings=(*reading.warnings, f"OCR failed: {error}"),
            )  # fmt: skip
            archive.texts.keep(version.sha256, blank, now)
        else:
            archive.texts.keep(version.sha256, with_scanned(reading, scanned), now)
            hide_personal(archive, version.sha256, scanned)
        done += len(chosen)
        progress("OCR", done, min(total, pages))
    return ScanCounts(recognised=done, waiting=total - done)


def _queue(archive: Archive) -> list[tuple[Paper, Version, tuple[int, ...]]]:
    found = []
    for kept, version in archive.papers.current_all():
        reading = archive.texts.reading(version.sha256)
        if reading and reading.needs_ocr:
            found.append((kept.paper, version, scanned_pages(_kept(archive, version.sha256))))
    return sorted(found, key=lambda row: row[0].date or date.min, reverse=True)


def _kept(archive: Archive, sha256: str) -> Reading:
    reading = archive.texts.reading(sha256)
    return Reading(
        pages=tuple(archive.texts.pages(sha256, hidden=True)),
        tables=tuple(archive.texts.tables(sha256)),
        reader=reading.reader if reading else "",
        warnings=reading.warnings if reading else (),
    )
