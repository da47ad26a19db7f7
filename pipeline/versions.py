"""The versions of a paper: what was seen when, and two of them side by side."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from archive.home import Archive
from archive.papers import KeptPaper
from pipeline.changed_quotes import changed_quotes
from pipeline.findings_of import findings_of
from pipeline.version_diff import page_changes
from pipeline.version_text import pages_of
from records.errors import BadInput
from records.papers import Version
from records.topics import Topic
from records.versions import ChangedQuote


def versions_document(archive: Archive, paper: str) -> dict[str, Any]:
    """Every version of a paper, oldest first, with the headers it came with. Raises NotKept."""
    kept = archive.papers.get(paper)
    return _facts(kept) | {"versions": [asdict(one) for one in archive.papers.versions(kept.paper.id)]}


def diff_document(
    archive: Archive, topic: Topic, paper: str, *, now: datetime, before: str | None = None, after: str | None = None
) -> dict[str, Any]:
    """Two versions of a paper side by side, the last two unless told: first the quotations that changed, then the words
    by page. `before` and `after` are beginnings of a SHA-256. Raises NotKept, or BadInput when there are no two."""
    kept = archive.papers.get(paper)
    versions = archive.papers.versions(kept.paper.id)
    if len(versions) < 2:
        seen = "only one version of it was seen" if versions else f"it was linked but never fetched ({kept.state})"
        raise BadInput(f"{kept.paper.title!r} cannot be compared: {seen}")
    new = _chosen(versions, after) if after else versions[-1]
    old = _chosen(versions, before) if before else _before(versions, new)
    old_pages, new_pages = (pages_of(archive, kept.paper, one, now=now) for one in (old, new))
    names = {slug: source.name for slug, source in archive.watched.registry().items()}
    found, fault = findings_of(kept.paper, old_pages, names, topic)
    placed = [(page, one) for page, f in found.items() for one in (*f.statements, *f.observations)]
    return _facts(kept) | {
        "before": asdict(old),
        "after": asdict(new),
        "quotations": [asdict(one) for one in changed_quotes(old_pages, new_pages, placed)],
        "pages": [asdict(one) for one in page_changes(old_pages, new_pages)],
        "warning": fault,
    }


def changes_document(archive: Archive, papers: set[str] | None = None) -> list[dict[str, Any]]:
    """The changed figures of all papers, or of some, newest first; `process` has found them."""
    rows = []
    for compared in archive.comparisons.all():
        if papers is not None and compared.paper not in papers:
            continue
        kept = archive.papers.get(compared.paper)
        for change in compared.changes:
            if change.how == "figure":
                rows.append(
                    _facts(kept)
                    | {"before_sha256": compared.before, "after_sha256": compared.after, "seen_at": compared.seen_at}
                    | asdict(change)
                )
    return rows


def sentence(change: ChangedQuote | dict[str, Any]) -> str:
    """What became of a quotation, in words."""
    row = change if isinstance(change, dict) else asdict(change)
    if row["how"] == "figure":
        swaps = ", ".join(f"{old} became {new}" for old, new in row["figures"])
        return f"{swaps}: “{row['before']}” (p. {row['before_page']})"
    if row["how"] == "words":
        return f"reworded: “{row['before']}” (p. {row['before_page']}), now “{row['after']}” (p. {row['after_page']})"
    return f"gone: “{row['before']}” (p. {row['before_page']})"


def _facts(kept: KeptPaper) -> dict[str, Any]:
    return {
        "paper": kept.paper.id,
        "title": kept.paper.title,
        "source": kept.paper.source,
        "council": kept.paper.council,
        "url": kept.paper.url,
        "state": kept.state,
        "last_seen": kept.last_seen,
    }


def _chosen(versions: list[Version], sha256: str) -> Version:
    found = {one.sha256: one for one in versions if one.sha256.startswith(sha256.lower())}
    if len(found) != 1:
        known = ", ".join(dict.fromkeys(one.sha256[:12] for one in versions))
        raise BadInput(f"{'no' if not found else 'more than one'} version begins with {sha256!r}; there are: {known}")
    return next(iter(found.values()))


def _before(versions: list[Version], new: Version) -> Version:
    """The version the newer one followed; for the oldest, itself: nothing came before it."""
    at = max(place for place, one in enumerate(versions) if one.sha256 == new.sha256)
    return versions[max(0, at - 1)]
