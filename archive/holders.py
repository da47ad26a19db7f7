"""Who else holds a paper's words: the same bytes elsewhere, a pack, an issue's history, a page as it was captured."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from archive import schema
from archive.forgotten import related
from archive.home import Archive
from archive.papers import KeptPaper
from archive.runs_of_words import every_run, holds, is_file, telling_runs, visible
from records.errors import NotKept
from records.papers import Paper

Told = Callable[[str, int, int | None], None]  # step, done, of how many


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """A paper, the other papers that hold its words, and the captures that do, by SHA-256. `parts`: the papers that it
    was put together from, as a pack from reports: each holds some of its words, and is a matter of its own."""

    paper: Paper
    others: tuple[Paper, ...]
    captures: frozenset[str]
    parts: tuple[Paper, ...] = ()


def holders(archive: Archive, paper: Paper, progress: Told = lambda *_: None) -> Holders:
    """Look through the papers of the same council and the captures of the same source. A paper not read yet is told by
    its bytes only; `process` looks at it again."""
    telling = runs_of(archive, paper.id)
    bytes_of = {version.sha256 for version in archive.papers.versions(paper.id)}
    others = [
        kept.paper
        for kept in _near(archive, paper)
        if not bytes_of.isdisjoint(version.sha256 for version in archive.papers.versions(kept.paper.id))
        or _holds(archive, kept.paper, paper, telling)
    ]
    captures = _cut_from(archive, [one.id for one in (paper, *others)])
    answers = _pages_of(archive, paper.source) if telling else {}
    for done, (sha256, url) in enumerate(answers.items(), 1):
        progress("captures", done, len(answers))
        body = archive.blobs.get(sha256) if sha256 not in captures and archive.blobs.has(sha256) else b""
        near = related((paper.meeting, paper.issue), (url,))
        if body and not is_file(body) and holds(every_run(visible(body)), telling, related=near):
            captures.add(sha256)
    return Holders(
        paper=paper,
        others=tuple(others),
        captures=frozenset(captures),
        parts=tuple(_parts(archive, paper, {one.id for one in others})),
    )


def runs_of(archive: Archive, paper: str) -> bytes:
    """What tells a paper's words: of every version that was read, or is plain text itself."""
    return telling_runs(text for texts in _texts(archive, paper) for text in texts)


def _texts(archive: Archive, paper: str) -> Iterator[list[str]]:
    for version in archive.papers.versions(paper):
        pages = archive.texts.pages(version.sha256, hidden=True)
        if pages:
            yield [page.text for page in pages]
        elif (version.media_type or "").startswith("text/plain"):
            try:
                yield [archive.blobs.get(version.sha256).decode(errors="replace")]
            except NotKept:
                continue


def _near(archive: Archive, paper: Paper) -> Iterator[KeptPaper]:
    for kept in archive.papers.all():
        same = kept.paper.source == paper.source or (kept.paper.council and kept.paper.council == paper.council)
        if same and kept.paper.id != paper.id and kept.state != "forgotten":
            yield kept


def _holds(archive: Archive, other: Paper, paper: Paper, telling: bytes) -> bool:
    meeting = paper.meeting is not None and (other.source, other.meeting) == (paper.source, paper.meeting)
    issue = paper.issue is not None and (other.source, other.issue) == (paper.source, paper.issue)
    return bool(telling) and any(
        holds(every_run("\n".join(pages)), telling, related=meeting or issue) for pages in _texts(archive, other.id)
    )


def _parts(archive: Archive, paper: Paper, gone: set[str]) -> Iterator[Paper]:
    held = every_run("\n".join(page for pages in _texts(archive, paper.id) for page in pages))
    for kept in _near(archive, paper):
        near = related((paper.meeting, paper.issue), (kept.paper.meeting, kept.paper.issue))
        if near and kept.paper.id not in gone and holds(held, runs_of(archive, kept.paper.id), related=True):
            yield kept.paper


def _cut_from(archive: Archive, papers: list[str]) -> set[str]:
    version, capture = schema.version, schema.capture
    numbers = select(version.c.capture).where(version.c.paper.in_(papers), version.c.capture.is_not(None))
    with archive.engine.connect() as connection:
        return set(connection.execute(select(capture.c.sha256).where(capture.c.id.in_(numbers))).scalars())


def _pages_of(archive: Archive, source: str) -> dict[str, str]:
    """The address of every answer captured from a source, by SHA-256."""
    return {one.sha256: one.url for one in archive.captures.all(source)}
