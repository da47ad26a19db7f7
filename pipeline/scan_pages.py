"""The scan for personal data: which pages must be kept out of index and exports, also of papers that were read before
the patterns were what they are."""

from archive.home import Archive
from pipeline.findings_of import brief
from pipeline.progress import Progress, silent
from pipeline.time_limit import at_most
from reading.personal_data import RULES, find_personal_data
from records.papers import Page

_SECONDS_A_SCAN = 30


def scan_again(archive: Archive, *, progress: Progress = silent) -> int:
    """Scan every kept text, of older versions too, that these patterns have not seen; gives how many pages are newly
    hidden or shown. Papers of which any are will be searched and indexed again."""
    waiting = [one for one in archive.texts.readings().values() if not one.reason and one.scanned != RULES]
    if not waiting:
        return 0
    hidden = {(sha256, page): reason for sha256, page, reason in archive.texts.hidden()}
    papers: dict[str, list[str]] = {}
    for kept, version in archive.papers.current_all():
        papers.setdefault(version.sha256, []).append(kept.paper.id)
    changed = 0
    progress("scanning", 0, len(waiting))
    for done, reading in enumerate(waiting, 1):
        pages = archive.texts.pages(reading.sha256, hidden=True)
        private = personal_pages(pages)
        differ = sum(((reading.sha256, page.number) in hidden) != (page.number in private) for page in pages)
        if differ:  # the marks first: a run killed between leaves a paper to be done again, not one half done
            for paper in papers.get(reading.sha256, ()):
                archive.findings.remove(paper)
        archive.texts.scan(reading.sha256, private, RULES)
        changed += differ
        progress("scanning", done, len(waiting))
    return changed


def personal_pages(pages: tuple[Page, ...] | list[Page]) -> dict[int, str]:
    """The pages that hold what must not be spread, by number, each with the reason."""
    reasons = ((page.number, personal(page.text)) for page in pages)
    return {number: reason for number, reason in reasons if reason}


def personal(text: str) -> str | None:
    """Why a page must be kept out of index and exports, or None. A page the scan breaks on is kept out: it may hold
    anything."""
    try:
        with at_most(_SECONDS_A_SCAN):
            return find_personal_data(text)
    except Exception as error:  # whatever it raises, the page stays hidden and the reason is told
        return f"the scan for personal data broke off on it ({brief(error)})"
