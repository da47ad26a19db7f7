"""What is kept and what is not: per source, with the outcome of its last run, as one document."""

from dataclasses import asdict
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from archive.completeness import Holding
from archive.home import Archive
from pipeline.versions import changes_document

_QUIET_AT_LEAST = 60  # days of silence that are never remarkable: councils rest in August and over Christmas


def status(archive: Archive, *, now: datetime, topic: str, engine: str) -> dict[str, Any]:
    """Completeness per source and the state of what is derived, in the shape of `status --json`."""
    holdings = archive.completeness.holdings()
    watched = archive.watched.watched()
    slugs = sorted({*watched, *holdings, *archive.runs.sources()})
    indexed = archive.findings.indexed()
    readable = sum(holding.readable for holding in holdings.values())
    return {
        "home": str(archive.home),
        "topic": topic,
        "engine": engine,
        "sources": [source_status(archive, slug, holdings.get(slug), slug in watched, now) for slug in slugs],
        "papers": {
            "kept": sum(holding.fetched for holding in holdings.values()),
            "readable": readable,
            "quarantined": sum(holding.quarantined for holding in holdings.values()),
            "unread": sum(holding.unread for holding in holdings.values()),
            # not read, or read by a run that stopped before it was indexed
            "unprocessed": sum(holding.unread for holding in holdings.values()) + max(readable - indexed, 0),
            "indexed": indexed,
            "pages_needing_ocr": sum(holding.needs_ocr for holding in holdings.values()),
            "pages_hidden": sum(1 for _ in archive.texts.hidden()),
        },
        "findings": {"statement": 0, "observation": 0} | archive.findings.counts(),
        "changed_figures": changes_document(archive),
        "not_readable": archive.completeness.quarantine(),
        "last_run": archive.runs.latest(),
    }


def source_status(archive: Archive, slug: str, holding: Holding | None, watched: bool, now: datetime) -> dict[str, Any]:
    """One source's line of the status document."""
    held = holding or Holding(source=slug)
    last = archive.runs.last(slug)
    counts = asdict(held)
    return {
        "slug": slug,
        "watched": watched,
        "outcome": last.outcome if last else None,
        "reason": last.reason if last else None,
        "evidence": last.evidence if last else None,
        "last_run": last.started_at if last else None,
        "last_success": archive.runs.last_success(slug),
        "stale": stale(archive.completeness.meeting_days(slug), now.date()) if last else None,
        "meetings": {"listed": held.listed, "captured": held.captured},
        "papers": {
            name: counts[name]
            for name in (
                "linked",
                "fetched",
                "readable",
                "quarantined",
                "unread",
                "pending",
                "failed",
                "unfollowed",
                "restricted",
                "external",
            )
        },
        "requests": last.counts.get("requests", 0) if last else 0,
        "versions": held.versions,
    }


def gaps(archive: Archive, *, now: datetime) -> dict[str, Any]:
    """What a search could not see: papers not yet processed, sources that are behind or silent. A few counts."""
    holdings = archive.completeness.holdings()
    outcomes = archive.runs.last_outcomes()
    behind = {slug for slug, outcome in outcomes.items() if outcome not in ("ok", "empty")}
    unread = sum(holding.unread for holding in holdings.values())
    readable = sum(holding.readable for holding in holdings.values())
    silent = {slug for slug in outcomes if stale(archive.completeness.meeting_days(slug), now.date())}
    return {
        "unprocessed": unread + max(readable - archive.findings.indexed(), 0),
        "sources": len({*holdings, *outcomes, *archive.watched.watched()}),
        "stale": sorted(behind | silent),
        "kept": sum(holding.fetched for holding in holdings.values()),
    }


def stale(days: list[date], today: date) -> str | None:
    """A sentence when a source has been silent for longer than its own rhythm, else None.

    The rhythm is the longest gap between two days with meetings in the two years before the last of them."""
    past = [day for day in days if day <= today]
    if not past:
        return None
    recent = [day for day in past if (past[-1] - day).days <= 730]
    usual = max(((later - earlier).days for earlier, later in pairwise(recent)), default=0)
    silent = (today - past[-1]).days
    if any(day > today for day in days) or silent <= max(_QUIET_AT_LEAST, usual):
        return None
    return f"no meeting since {past[-1]}, {silent} days ago; its longest usual gap is {usual} days"
