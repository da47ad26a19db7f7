"""Forgetting, through every room: archive and index; and again when a crawl brings forgotten words in another paper."""

from collections.abc import Iterable
from datetime import datetime

from archive.forgetting import forget, left_over, remove_bytes
from archive.holders import Holders, holders
from archive.home import Archive
from pipeline.searching import open_index
from records.errors import NotKept
from records.papers import Paper
from search.engine import discard, engine_of, sweep


def forget_paper(archive: Archive, found: Holders, *, who: str, at: datetime, reason: str) -> list[str]:
    """Remove a paper and what holds its words; gives the SHA-256 of all bytes removed. The caller holds the lock."""
    gone = forget(archive, found, who=who, at=at, reason=reason)
    purge_index(archive, [one.id for one in (found.paper, *found.others)])
    return gone


def finish_forgetting(archive: Archive) -> list[str]:
    """What a killed `forget` left undone: files, and words in the index and the database."""
    left = left_over(archive)
    remove_bytes(archive, left)
    purge_index(archive, [line.paper for line in archive.forgotten.lines() if not line.lifted_at])
    return left


def forget_returned(archive: Archive, *, now: datetime) -> int:
    """Forget the papers read at this moment that hold the words of a forgotten one (the same report in a pack that came
    later); gives how many. The caller holds the lock."""
    returned = list(_returned(archive, now)) if archive.forgotten.any_words() else []
    for paper, again in returned:
        line = archive.forgotten.of_paper(again)
        if line is not None:
            found = holders(archive, paper)
            forget(archive, found, who=line.who, at=now, reason=line.reason, because_of=line.because_of or line.paper)
            purge_index(archive, [one.id for one in (found.paper, *found.others)])
    return len(returned)


def purge_index(archive: Archive, papers: Iterable[str]) -> None:
    """Take papers out of the index so that none of its files holds their words. An index that cannot is thrown away,
    and `process` makes it anew."""
    sweep(archive.index_folder)
    name = engine_of(archive.index_folder)
    if not archive.index_folder.exists():
        return
    try:
        if name is not None:
            with open_index(archive, name) as index:
                if index.purge(papers):
                    return
    except NotKept:  # it is damaged
        pass
    discard(archive.index_folder)
    archive.findings.unindex()


def _returned(archive: Archive, now: datetime) -> Iterable[tuple[Paper, str]]:
    readings = archive.texts.readings()
    for kept, version in archive.papers.current_all():
        reading = readings.get(version.sha256)
        if reading and reading.read_at == now:
            text = "\n".join(page.text for page in archive.texts.pages(version.sha256, hidden=True))
            places = (kept.paper.meeting, kept.paper.issue)
            again = archive.forgotten.whose_words(kept.paper.source, text, places)
            if again:
                yield kept.paper, again
