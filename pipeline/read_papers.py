"""The reading step: bytes that no current reader has seen become pages, or are quarantined with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from archive.home import Archive
from pipeline.progress import Progress, silent
from reading.child import ReaderPool
from reading.limits import Limits
from reading.personal_data import find_personal_data
from reading.versions import is_current
from records.errors import UnreadablePaper
from records.papers import Paper, Reading, Version

QUARANTINE_READER = "reading/1"  # rises when a reader may now succeed where all failed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCounts:
    """What the step did, in papers and pages."""

    read: int = 0
    quarantined: int = 0
    needs_ocr: int = 0  # pages
    hidden: int = 0  # pages kept out of index and exports


def read_papers(
    archive: Archive, *, now: datetime, workers: int, limits: Limits | None = None, progress: Progress = silent
) -> ReadCounts:
    """Read every current version that is unread or was read by an older reader. A hostile file costs itself only."""
    waiting = {version.sha256: (paper, version) for paper, version in _unread(archive)}
    read = quarantined = needs_ocr = hidden = 0
    progress("reading", 0, len(waiting))
    with ReaderPool(workers, limits) as pool:
        papers = (
            (sha256, archive.blobs.get(sha256), version.media_type, _file_name(paper))
            for sha256, (paper, version) in waiting.items()
            if archive.blobs.has(sha256)
        )
        for done, (sha256, result) in enumerate(pool.read_many(papers), 1):
            if isinstance(result, UnreadablePaper):
                archive.texts.quarantine(sha256, QUARANTINE_READER, str(result), now)
                quarantined += 1
            else:
                archive.texts.keep(sha256, result, now)
                read += 1
                needs_ocr += sum(page.needs_ocr for page in result.pages)
                hidden += hide_personal(archive, sha256, result)
            progress("reading", done, len(waiting))
    return ReadCounts(read=read, quarantined=quarantined, needs_ocr=needs_ocr, hidden=hidden)


def _unread(archive: Archive) -> Iterator[tuple[Paper, Version]]:
    for kept, version in archive.papers.current_all():
        reading = archive.texts.reading(version.sha256)
        current = reading is not None and (
            reading.reader == QUARANTINE_READER if reading.reason else is_current(reading.reader)
        )
        if not current:
            yield kept.paper, version


def hide_personal(archive: Archive, sha256: str, reading: Reading) -> int:
    """Hide every page that holds what must not be spread; gives how many."""
    hidden = 0
    for page in reading.pages:
        reason = find_personal_data(page.text)
        if reason:
            archive.texts.hide(sha256, page.number, reason)
            hidden += 1
    return hidden


def _file_name(paper: Paper) -> str | None:
    return paper.url or paper.title
