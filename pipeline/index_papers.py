"""The indexing step: one entry per page of every paper's current version, made again when anything it says changed."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from archive.home import Archive
from pipeline.pair_packs import Pairing, Twins
from pipeline.progress import Progress, silent
from records.papers import Paper, Version
from records.topics import Topic
from search.engine import Engine
from search.entries import Entry

_BATCH = 500  # papers per commit of the index


def index_papers(
    archive: Archive, engine: Engine, topic: Topic, pairing: Pairing, *, progress: Progress = silent
) -> int:
    """Bring the index up to date. Gives how many papers were (re)indexed."""
    marks = archive.findings.processed()
    waiting = []
    for kept, version in archive.papers.current_all():
        mark = marks.get(kept.paper.id)
        if mark is None or mark.sha256 != version.sha256:
            continue  # not readable, or not searched yet
        stamp = _stamp(engine.name, kept.paper, pairing.get(kept.paper.id, Twins()))
        if mark.engine != stamp:
            waiting.append((kept.paper, version, replace(mark, engine=stamp)))
    progress("indexing", 0, len(waiting))
    for at in range(0, len(waiting), _BATCH):
        batch = waiting[at : at + _BATCH]
        engine.remove([paper.id for paper, _, _ in batch])  # also those that have no entry any more
        engine.add(
            entry
            for paper, version, _ in batch
            for entry in entries_of(archive, paper, version, topic, pairing.get(paper.id, Twins()))
        )
        for _, _, mark in batch:
            archive.findings.mark(mark)
        progress("indexing", at + len(batch), len(waiting))
    return len(waiting)


def entries_of(archive: Archive, paper: Paper, version: Version, topic: Topic, twins: Twins) -> Iterator[Entry]:
    """The entries of one paper: one per page that says something and that no single paper says in its stead."""
    if twins.same_as:
        return
    for page in archive.texts.pages(version.sha256):
        if not page.text.strip() or page.number in twins.repeats:
            continue
        yield Entry(
            paper=paper.id,
            page=page.number,
            text=page.text,
            title=paper.title,
            kind=paper.kind,
            council=paper.council,
            body=paper.body,
            date=paper.date,
            url=paper.url,
            page_url=page_address(paper, version, page.number),
            measures=tuple(measure.id for measure in topic.measures if measure.pattern.search(page.text)),
            also_at=tuple(sorted(place for number, place in twins.also_at if number == page.number)),
        )


def page_address(paper: Paper, version: Version | None, page: int) -> str | None:
    """The original at this page: only a PDF can be opened at one."""
    if not paper.url:
        return None
    media_type = (version.media_type if version else None) or ""
    is_pdf = "pdf" in media_type or paper.url.split("?")[0].lower().endswith(".pdf")
    return f"{paper.url}#page={page}" if is_pdf else paper.url


def _stamp(engine: str, paper: Paper, twins: Twins) -> str:
    """What the index was made from, apart from the text: another engine, title or twin makes the entries again."""
    facts = (
        paper.title,
        paper.kind,
        paper.council,
        paper.body,
        paper.date,
        paper.url,
        twins.same_as,
        sorted(twins.repeats),
        sorted(twins.also_at),
    )
    return f"{engine}:{hashlib.sha256(repr(facts).encode()).hexdigest()[:16]}"
