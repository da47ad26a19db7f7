"""The comparing step: a paper that was replaced is held against what it said before."""

from datetime import datetime
from itertools import pairwise

from archive.home import Archive
from pipeline.changed_quotes import changed_quotes
from pipeline.find_commitments import rules_of
from pipeline.findings_of import SECONDS_A_PAGE, brief, findings_of
from pipeline.progress import Progress, silent
from pipeline.time_limit import at_most
from pipeline.version_text import pages_of
from records.papers import Paper, Version
from records.topics import Topic
from records.versions import Comparison


def compare_versions(archive: Archive, topic: Topic, *, now: datetime, progress: Progress = silent) -> int:
    """Compare every two versions that followed each other and that these rules have not compared; gives how many. The
    caller holds the archive's lock. Two versions that cannot be compared are kept with the reason."""
    made = archive.comparisons.made()
    rules = rules_of(topic)
    names = {slug: source.name for slug, source in archive.watched.registry().items()}
    waiting = [
        (paper, before, after)
        for paper in archive.papers.replaced()
        for before, after in pairwise(archive.papers.versions(paper))
        if before.sha256 != after.sha256 and made.get((paper, before.sha256, after.sha256)) != rules
    ]
    progress("comparing", 0, len(waiting))
    for done, (paper, before, after) in enumerate(waiting, 1):
        compared = _compared(archive, topic, names, archive.papers.get(paper).paper, before, after, now)
        archive.comparisons.keep(compared)
        progress("comparing", done, len(waiting))
    return len(waiting)


def _compared(
    archive: Archive,
    topic: Topic,
    names: dict[str, str],
    paper: Paper,
    before: Version,
    after: Version,
    now: datetime,
) -> Comparison:
    facts = {
        "paper": paper.id,
        "before": before.sha256,
        "after": after.sha256,
        "seen_at": after.seen_at,
        "rules": rules_of(topic),
    }
    try:
        old, new = (pages_of(archive, paper, one, now=now, locked=True) for one in (before, after))
        found, fault = findings_of(paper, old, names, topic)
        placed = [(page, one) for page, f in found.items() for one in (*f.statements, *f.observations)]
        with at_most(SECONDS_A_PAGE):
            return Comparison(**facts, changes=changed_quotes(old, new, placed), fault=fault)  # type: ignore[arg-type]
    except Exception as error:  # an unreadable version, or a text that breaks the comparison, costs this pair only
        return Comparison(**facts, fault=f"its versions cannot be compared ({brief(error)})")  # type: ignore[arg-type]
