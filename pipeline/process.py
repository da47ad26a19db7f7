"""Process: read, find, pair and index whatever is new or whose reader or rules changed. A killed run resumes."""

from dataclasses import dataclass
from datetime import datetime

from archive.home import Archive
from pipeline.compare_versions import compare_versions
from pipeline.find_commitments import find_commitments
from pipeline.findings_of import SECONDS_A_PAGE
from pipeline.forget_papers import forget_returned
from pipeline.index_papers import IndexCounts, index_papers
from pipeline.pair_packs import Pairing, pair_papers
from pipeline.progress import Progress, silent
from pipeline.read_papers import ReadCounts, read_papers
from pipeline.read_scans import ScanCounts, read_scans
from pipeline.scan_pages import scan_again
from pipeline.searching import open_index
from records.errors import NotKept
from records.topics import Topic
from search.engine import check_engine, discard


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessCounts:
    """What a run of `process` did, in papers (`reading` in papers and pages). `broken`: papers on which the extractor
    or the index broke off; `compared`: pairs of versions."""

    reading: ReadCounts
    scans: ScanCounts
    searched: int
    indexed: int
    broken: int = 0
    compared: int = 0


def process(
    archive: Archive,
    topic: Topic,
    *,
    engine: str,
    now: datetime,
    workers: int,
    ocr_pages: int = 0,
    again: bool = False,
    seconds_a_page: float = SECONDS_A_PAGE,
    progress: Progress = silent,
) -> ProcessCounts:
    """Bring texts, findings and index up to date with what is kept; with `again`, try everything once more that could
    not be read. The caller holds the archive's lock."""
    check_engine(engine)
    if again:
        archive.texts.try_again()
    scan_again(archive, progress=progress)
    reading = read_papers(archive, now=now, workers=workers, progress=progress)
    scans = read_scans(archive, now=now, pages=ocr_pages, progress=progress)
    forget_returned(archive, now=now)
    pairing = pair_papers(archive)  # before finding: what a pack repeats is found once, in the single paper
    found = find_commitments(archive, topic, seconds_a_page=seconds_a_page, progress=progress)
    compared = compare_versions(archive, topic, now=now, progress=progress)
    try:
        indexed = _index(archive, topic, engine, pairing, seconds_a_page, progress)
    except NotKept:  # the index is damaged: it is made of what is kept, so a new one takes its place
        discard(archive.index_folder)
        indexed = _index(archive, topic, engine, pairing, seconds_a_page, progress)
    return ProcessCounts(
        reading=reading,
        scans=scans,
        searched=found.searched,
        indexed=indexed.indexed,
        broken=found.broken + indexed.broken,
        compared=compared,
    )


def _index(
    archive: Archive, topic: Topic, engine: str, pairing: Pairing, seconds_a_page: float, progress: Progress
) -> IndexCounts:
    with open_index(archive, engine, create=True) as index:
        if index.count() == (0, 0):
            archive.findings.unindex()
        return index_papers(archive, index, topic, pairing, seconds_a_page=seconds_a_page, progress=progress)


def rebuild(
    archive: Archive, topic: Topic, *, engine: str, now: datetime, workers: int, progress: Progress = silent
) -> ProcessCounts:
    """Make everything derived again from what is kept: findings and index first thrown away, reviews untouched.
    The old index is not opened: it may be damaged. BadInput, with nothing thrown away, for an engine there is not."""
    check_engine(engine)
    discard(archive.index_folder)
    archive.findings.clear()
    archive.twins.clear()
    return process(archive, topic, engine=engine, now=now, workers=workers, again=True, progress=progress)
