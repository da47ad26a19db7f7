"""One paper as a document: its facts, versions and pages."""

from dataclasses import asdict
from typing import Any

from archive.home import Archive
from pipeline.index_papers import page_address
from records.errors import BadInput


def paper_document(archive: Archive, paper: str, page: int | None = None) -> dict[str, Any]:
    """All that is kept of a paper, or of one page of it. Raises NotKept, or BadInput for a page it does not have."""
    kept = archive.papers.get(paper)
    versions = archive.papers.versions(kept.paper.id)
    current = versions[-1] if versions else None
    reading = archive.texts.reading(current.sha256) if current else None
    pages = archive.texts.pages(current.sha256) if current else []
    if page is not None:
        count = reading.pages if reading else 0
        chosen = [one for one in pages if one.number == page]
        if not chosen:
            hidden = " (it is hidden: it holds personal data)" if page <= count else ""
            raise BadInput(f"{kept.paper.title!r} has {count} pages, none of them shown as {page}{hidden}")
        pages = chosen
    return asdict(kept.paper) | {
        "date": kept.paper.date,
        "state": kept.state,
        "last_seen": kept.last_seen,
        "reason": kept.reason or (reading.reason if reading else None),
        "warnings": list(reading.warnings) if reading else [],
        "page_count": reading.pages if reading else 0,
        "pages": [
            {
                "number": one.number,
                "text": one.text,
                "needs_ocr": one.needs_ocr,
                "page_url": page_address(kept.paper, current, one.number),
            }
            for one in pages
        ],
        "versions": [asdict(version) for version in versions],
    }
