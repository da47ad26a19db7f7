"""Verify: every file's hash, every page's text read again, every quotation in its place. Proves the archive, whole."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from zstandard import ZstdError

from archive.forgetting import left_over
from archive.home import Archive
from pipeline.progress import Progress, silent
from reading.child import ReaderPool
from reading.versions import is_current
from records.errors import UnreadablePaper
from records.papers import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was verified and every fault found, each a sentence."""

    files: int
    papers: int
    pages: int
    quotations: int
    faults: tuple[str, ...]
    seconds: float

    @property
    def seconds_per_thousand(self) -> float:
        """Seconds per thousand papers; 0 for an empty archive."""
        return round(1000 * self.seconds / self.papers, 1) if self.papers else 0.0


def verify(
    archive: Archive, *, workers: int, progress: Progress = silent, clock: Callable[[], float] = monotonic
) -> Proof:
    """Prove the archive. Pages read by an older reader are compared only after `process` has read them again."""
    began = clock()
    faults: list[str] = []
    files, damaged = _verify_files(archive, faults, workers, progress)
    papers, pages = _verify_pages(archive, faults, damaged, workers, progress)
    quotations = _verify_quotations(archive, faults, progress)
    return Proof(
        files=files,
        papers=papers,
        pages=pages,
        quotations=quotations,
        faults=tuple(faults),
        seconds=clock() - began,
    )


def _verify_files(archive: Archive, faults: list[str], workers: int, progress: Progress) -> tuple[int, set[str]]:
    """How many files there are, and which of them are damaged."""
    hashes = list(archive.blobs)
    damaged = set()
    progress("files", 0, len(hashes))
    with ThreadPoolExecutor(workers) as threads:  # unpacking and hashing leave the interpreter's lock
        for done, (sha256, fault) in enumerate(threads.map(lambda one: _file_fault(archive, one), hashes), 1):
            if fault:
                damaged.add(sha256)
                faults.append(fault)
            progress("files", done, len(hashes))
    held = set(hashes)
    for kept, versions in archive.papers.with_versions():
        for sha256 in dict.fromkeys(version.sha256 for version in versions):
            if sha256 not in held:
                faults.append(f"paper {kept.paper.id} ({kept.paper.title}): its file {sha256} is missing")
    faults += [f"file {sha256} belongs to a forgotten paper: forget it again" for sha256 in left_over(archive)]
    return len(hashes), damaged


def _file_fault(archive: Archive, sha256: str) -> tuple[str, str | None]:
    try:
        body = archive.blobs.get(sha256)
    except (OSError, ZstdError) as error:
        return sha256, f"file {sha256} cannot be opened: {error}"
    sound = hashlib.sha256(body).hexdigest() == sha256
    return sha256, None if sound else f"file {sha256} is damaged: its bytes have another hash"


def _verify_pages(
    archive: Archive, faults: list[str], damaged: set[str], workers: int, progress: Progress
) -> tuple[int, int]:
    """How many papers and pages were read again; damaged files were told of and are not read."""
    held = {}
    readings = archive.texts.readings()
    for kept, version in archive.papers.current_all():
        reading = None if version.sha256 in damaged else readings.get(version.sha256)
        if reading and not reading.reason and is_current(reading.reader) and archive.blobs.has(version.sha256):
            held[version.sha256] = (kept.paper, version)

    def papers() -> Iterator[tuple[str, bytes, str | None, str | None]]:
        for sha256, (paper, version) in held.items():
            yield sha256, archive.blobs.get(sha256), version.media_type, paper.url or paper.title

    pages = 0
    progress("pages", 0, len(held))
    with ReaderPool(workers) as pool:
        for done, (sha256, result) in enumerate(pool.read_many(papers()), 1):
            paper = held[sha256][0]
            kept_pages = archive.texts.pages(sha256, hidden=True)
            if isinstance(result, UnreadablePaper):
                faults.append(f"paper {paper.id} ({paper.title}): can no longer be read: {result}")
            elif changed := _changed(result.pages, kept_pages):
                where = f"on page {', '.join(map(str, changed))}"
                faults.append(f"paper {paper.id} ({paper.title}): reading it again gives another text {where}")
            pages += len(kept_pages)
            progress("pages", done, len(held))
    return len(held), pages


def _changed(fresh: Sequence[Page], kept: Sequence[Page]) -> list[int]:
    """The numbers of the pages that differ. Scanned pages are not compared: OCR is not done again."""
    texts = {page.number: page.text for page in kept}
    again = {page.number: page.text for page in fresh}
    scanned = {page.number for page in fresh if page.needs_ocr}
    return [number for number in sorted({*texts, *again} - scanned) if texts.get(number) != again.get(number)]


def _verify_quotations(archive: Archive, faults: list[str], progress: Progress) -> int:
    current = {kept.paper.id: version.sha256 for kept, version in archive.papers.current_all()}
    texts: dict[tuple[str, int], str | None] = {}
    count = 0
    for placed in archive.findings.all():
        place = (placed.sha256, placed.page)
        if place not in texts:
            texts = {place: archive.texts.page(*place)}  # findings come page by page: one text at a time is enough
        text, found = texts[place], placed.found
        if current.get(placed.paper) != placed.sha256:
            faults.append(
                f"a finding in {placed.paper}, page {placed.page}, stands on a version that is not the current"
            )
        elif text is None or text[found.start : found.end] != found.quote:
            faults.append(
                f"the quotation {found.quote[:60]!r} is not at its place in {placed.paper}, page {placed.page}"
            )
        count += 1
        if count % 500 == 0:
            progress("quotations", count, None)
    progress("quotations", count, count)
    return count
