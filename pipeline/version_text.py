"""The pages of any version of a paper: `process` reads the current one, the others are read when they are asked for."""

from datetime import datetime

from archive.home import Archive
from pipeline.read_papers import file_name
from pipeline.scan_pages import personal_pages
from reading.child import read_paper
from reading.personal_data import RULES
from reading.versions import is_current
from records.errors import BadInput, Locked, UnreadablePaper
from records.papers import Page, Paper, Version


def pages_of(archive: Archive, paper: Paper, version: Version, *, now: datetime, locked: bool = False) -> list[Page]:
    """The pages of a version without those that hold personal data, read now when they are not kept, or were read by an
    older reader, and then kept, unless another run is writing. `locked`: the caller holds the lock. Raises BadInput
    when this version cannot be read."""
    reading = archive.texts.reading(version.sha256)
    if reading and reading.reason and not reading.tries:
        raise BadInput(f"the version {version.sha256[:12]} of {paper.title!r} cannot be read: {reading.reason}")
    if reading and (is_current(reading.reader) or not archive.blobs.has(version.sha256)):
        return archive.texts.pages(version.sha256)
    try:
        fresh = read_paper(archive.blobs.get(version.sha256), version.media_type, file_name(paper))
    except UnreadablePaper as error:
        raise BadInput(f"the version {version.sha256[:12]} of {paper.title!r} cannot be read: {error}") from error
    private = personal_pages(fresh.pages)
    if locked:
        archive.texts.keep(version.sha256, fresh, now, hidden=private, scanned=RULES)
    else:
        try:
            with archive.lock():
                archive.texts.keep(version.sha256, fresh, now, hidden=private, scanned=RULES)
        except Locked:  # a run is writing: this reading is shown, and made again the next time
            pass
    return [page for page in fresh.pages if page.number not in private]
