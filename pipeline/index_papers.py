"""The indexing step: one entry per page of every paper's current version, made again when anything it says changed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.findings import Processed
from archive.home import Archive
from pipeline.findings_of import SECONDS_A_PAGE, brief
from pipeline.pair_packs import Pairing, Twins
from pipeline.progress import Progress, silent
from pipeline.time_limit import at_most
from records.errors import CouncilwatchError
from records.papers import Paper, Version
from records.topics import Topic
from search.engine import Engine
from search.entries import Entry

_BATCH = 500  # papers per commit of the index


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCounts:
    """What the step did, in papers. `broken` could not be indexed."""

    indexed: int = 0
    broken: int = 0


_Waiting = tuple[Paper, Version, Processed]  # the mark as it will be


def index_papers(
    archive: Archive,
    engine: Engine,
    topic: Topic,
    pairing: Pairing,
    *,
    seconds_a_page: float = SECONDS_A_PAGE,
    progress: Progress = silent,
) -> IndexCounts:
    """Bring the index up to date. A paper that breaks the index costs itself only; it is marked with the reason."""
    marks = archive.findings.processed()
    waiting: list[_Waiting] = []
    lost: list[str] = []
    readings = archive.texts.readings()
    for kept, version in archive.papers.current_all():
        mark = marks.get(kept.paper.id)
        reading = readings.get(version.sha256)
        if mark is not None and (reading is None or reading.reason):
            lost.append(kept.paper.id)  # an earlier version, or an earlier reader's text, is what the index holds
        if mark is None or mark.sha256 != version.sha256 or reading is None or reading.reason:
            continue  # not readable, or not searched yet
        stamp = _stamp(engine.name, kept.paper, pairing.get(kept.paper.id, Twins()))
        if mark.engine != stamp:
            waiting.append((kept.paper, version, replace(mark, engine=stamp)))
    if lost:
        engine.remove(lost)
    for paper in lost:
        archive.findings.remove(paper)
    broken = 0
    progress("indexing", 0, len(waiting))
    for at in range(0, len(waiting), _BATCH):
        batch = waiting[at : at + _BATCH]
        try:
            _index(archive, engine, topic, pairing, batch, seconds_a_page)
        except (CouncilwatchError, OSError):
            raise  # the index itself, or the disk
        except Exception:  # one of them broke it, and none is in: each alone tells which
            broken += sum(not _index_one(archive, engine, topic, pairing, one, seconds_a_page) for one in batch)
        progress("indexing", at + len(batch), len(waiting))
    return IndexCounts(indexed=len(waiting) - broken, broken=broken)


def _index(
    archive: Archive, engine: Engine, topic: Topic, pairing: Pairing, batch: list[_Waiting], seconds: float
) -> None:
    engine.remove([paper.id for paper, _, _ in batch])  # also those that have no entry any more
    engine.add(
        entry
        for paper, version, _ in batch
        for entry in entries_of(archive, paper, version, topic, pairing.get(paper.id, Twins()), seconds)
    )
    for _, _, mark in batch:
        archive.findings.mark(mark)


def _index_one(archive: Archive, engine: Engine, topic: Topic, pairing: Pairing, one: _Waiting, seconds: float) -> bool:
    try:
        _index(archive, engine, topic, pairing, [one], seconds)
    except (CouncilwatchError, OSError):
        raise
    except Exception as error:  # whatever it raises is this paper's loss, and is told
        faults = (one[2].fault, f"it could not be indexed ({brief(error)})")
        archive.findings.mark(replace(one[2], fault="; ".join(filter(None, faults))))
        return False
    return True


def entries_of(
    archive: Archive, paper: Paper, version: Version, topic: Topic, twins: Twins, seconds_a_page: float = SECONDS_A_PAGE
) -> Iterator[Entry]:
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
            measures=_measures(topic, page.text, seconds_a_page),
            also_at=tuple(sorted(place for number, place in twins.also_at if number == page.number)),
        )


def _measures(topic: Topic, text: str, seconds: float) -> tuple[str, ...]:
    with at_most(seconds):
        return tuple(measure.id for measure in topic.measures if measure.pattern.search(text))


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
