"""The reading step: bytes that no current reader has seen become pages, or are quarantined with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from zstandard import ZstdError

from archive.home import Archive
from pipeline.findings_of import brief
from pipeline.progress import Progress, silent
from pipeline.time_limit import at_most
from reading.child import ReaderPool
from reading.limits import Limits
from reading.personal_data import find_personal_data
from reading.versions import is_current
from records.errors import NotKept, UnreadablePaper
from records.papers import Paper, Reading, Version

_SECONDS_A_SCAN = 30
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
        for done, (sha256, result) in enumerate(_readings(archive, pool, waiting), 1):
            if isinstance(result, UnreadablePaper):
                archive.texts.quarantine(sha256, QUARANTINE_READER, str(result), now)
                quarantined += 1
            else:
                private = personal_pages(result)
                archive.texts.keep(sha256, result, now, hidden=private)
                read += 1
                needs_ocr += sum(page.needs_ocr for page in result.pages)
                hidden += len(private)
            progress("reading", done, len(waiting))
    return ReadCounts(read=read, quarantined=quarantined, needs_ocr=needs_ocr, hidden=hidden)


def _readings(
    archive: Archive, pool: ReaderPool, waiting: dict[str, tuple[Paper, Version]]
) -> Iterator[tuple[str, Reading | UnreadablePaper]]:
    """Each paper's bytes read, or the reason why not: a file missing or damaged on the disk is such a reason."""
    lost: list[tuple[str, UnreadablePaper]] = []

    def papers() -> Iterator[tuple[str, bytes, str | None, str | None]]:
        for sha256, (paper, version) in waiting.items():
            try:
                body = archive.blobs.get(sha256)
            except (NotKept, OSError, ZstdError) as error:
                lost.append((sha256, UnreadablePaper(f"its kept file cannot be opened ({brief(error)})")))
            else:
                yield sha256, body, version.media_type, file_name(paper)

    yield from pool.read_many(papers())
    yield from lost


def _unread(archive: Archive) -> Iterator[tuple[Paper, Version]]:
    for kept, version in archive.papers.current_all():
        reading = archive.texts.reading(version.sha256)
        current = reading is not None and (
            reading.reader == QUARANTINE_READER if reading.reason else is_current(reading.reader)
        )
        if not current:
            yield kept.paper, version


def personal_pages(reading: Reading) -> dict[int, str]:
    """The pages that hold what must not be spread, by number, each with the reason."""
    reasons = ((page.number, personal(page.text)) for page in reading.pages)
    return {number: reason for number, reason in reasons if reason}


def personal(text: str) -> str | None:
    """Why a page must be kept out of index and exports, or None. A page the scan breaks on is kept out: it may hold
    anything."""
    try:
        with at_most(_SECONDS_A_SCAN):
            return find_personal_data(text)
    except Exception as error:  # whatever it raises, the page stays hidden and the reason is told
        return f"the scan for personal data broke off on it ({brief(error)})"


def file_name(paper: Paper) -> str | None:
    """What a reader may tell a kind of file by: the address, else the title."""
    return paper.url or paper.title
