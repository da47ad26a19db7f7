"""The reading step: bytes that no current reader has seen become pages, or are quarantined with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from zstandard import ZstdError

from archive.home import Archive
from archive.texts import KeptReading
from pipeline.findings_of import brief
from pipeline.progress import Progress, silent
from pipeline.scan_pages import personal_pages
from reading.child import ReaderPool
from reading.limits import Limits
from reading.personal_data import RULES
from reading.versions import is_current
from records.errors import NotKept, UnreadablePaper
from records.papers import Paper, Reading, Version

_MOST_TRIES = 3  # of a paper that failed by a fault that may pass: the machine's, not the paper's
_NEXT_NIGHT = timedelta(hours=12)
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
    known = archive.texts.readings()
    waiting = {version.sha256: (paper, version) for paper, version in _unread(archive, known, now)}
    read = quarantined = needs_ocr = hidden = 0
    progress("reading", 0, len(waiting))
    with ReaderPool(workers, limits) as pool:
        for done, (sha256, result) in enumerate(_readings(archive, pool, waiting), 1):
            if isinstance(result, UnreadablePaper):
                tries = (known[sha256].tries if sha256 in known else 0) + 1 if result.passing else 0
                archive.texts.quarantine(sha256, QUARANTINE_READER, str(result), now, tries=tries)
                quarantined += 1
            else:
                private = personal_pages(result.pages)
                archive.texts.keep(sha256, result, now, hidden=private, scanned=RULES)
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
                lost.append((sha256, UnreadablePaper(f"its kept file cannot be opened ({brief(error)})", passing=True)))
            else:
                yield sha256, body, version.media_type, file_name(paper)

    yield from pool.read_many(papers())
    yield from lost


def _unread(archive: Archive, known: dict[str, KeptReading], now: datetime) -> Iterator[tuple[Paper, Version]]:
    for kept, version in archive.papers.current_all():
        reading = known.get(version.sha256)
        if reading is None or not _stands(reading, now):
            yield kept.paper, version


def _stands(reading: KeptReading, now: datetime) -> bool:
    """Whether a reading need not be made again: by a current reader, or a failure that would be one again."""
    if not reading.reason:
        return is_current(reading.reader)
    again = 0 < reading.tries < _MOST_TRIES and now - reading.read_at >= _NEXT_NIGHT
    return reading.reader == QUARANTINE_READER and not again


def file_name(paper: Paper) -> str | None:
    """What a reader may tell a kind of file by: the address, else the title."""
    return paper.url or paper.title
