"""Searching: the user's words in, one document out, with what was searched and what was not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from archive.home import Archive
from pipeline.status import gaps
from records.errors import NotKept
from records.topics import Topic
from search.engine import Engine, Sort, open_engine
from search.entries import Hit, Results
from search.query import corrected, narrow, parse_query


@contextmanager
def open_index(archive: Archive, name: str, *, create: bool = False) -> Iterator[Engine]:
    """The archive's index, closed afterwards. Page texts come from the catalogue."""
    current: dict[str, str | None] = {}

    def text_of(paper: str, page: int) -> str | None:
        if paper not in current:
            version = archive.papers.current(paper)
            current[paper] = version.sha256 if version else None
        sha256 = current[paper]
        return archive.texts.page(sha256, page) if sha256 else None

    with open_engine(name, archive.index_folder, text_of, create=create) as engine:
        yield engine


def search(
    archive: Archive,
    topic: Topic,
    words: str,
    *,
    engine: str,
    now: datetime,
    council: str | None = None,
    body: str | None = None,
    kind: str | None = None,
    since: date | None = None,
    until: date | None = None,
    sort: Sort = "best",
    limit: int = 20,
    offset: int = 0,
    facets: bool = False,
    synonyms: bool = True,
) -> dict[str, Any]:
    """The answer to one search, in the shape of `search --json`. Raises NotKept when there is no index yet."""
    warnings: list[str] = []
    query = narrow(
        parse_query(words, topic.rings, synonyms, warnings.append),
        council=council,
        body=body,
        kind=kind,
        since=since,
        until=until,
    )
    searched = {"papers": 0} | gaps(archive, now=now)
    kept = searched.pop("kept")
    try:
        with open_index(archive, engine) as index:
            found = index.search(query, sort=sort, limit=limit, offset=offset, facets=facets)
            searched["papers"] = archive.findings.indexed() if index.count()[0] else 0
            hits = [hit_document(archive, hit) for hit in found.hits]
    except NotKept:
        if archive.index_folder.exists() or (kept and not searched["unprocessed"]):
            raise  # the index is damaged, another engine's, or was lost; else none was ever made
        found = Results()
        hits = []
    return {
        "query": words,
        "total": found.total,
        "pages": found.pages,
        "searched": searched,
        "hits": hits,
        "warnings": warnings,
        "did_you_mean": corrected(words, found.corrections) if found.corrections else None,
    } | ({"facets": asdict(found.facets)} if found.facets else {})


def hit_document(archive: Archive, hit: Hit) -> dict[str, Any]:
    """One hit in the shape of `search --json`; `marks` are the (start, end) of what was found in the snippet."""
    kept = archive.papers.get(hit.paper)
    return {
        "paper": hit.paper,
        "withdrawn": kept.state == "withdrawn",
        "title": hit.title,
        "council": hit.council,
        "body": hit.body,
        "kind": hit.kind,
        "date": hit.date,
        "meeting_date": kept.paper.meeting_date,
        "published": kept.paper.published,
        "page": hit.page,
        "pages": hit.pages,
        "url": hit.url,
        "page_url": hit.page_url,
        "also_at": [_other_place(archive, place) for place in hit.also_at],
        "snippet": hit.snippet.text,
        "marks": [list(span) for span in hit.snippet.spans],
        "score": round(hit.score, 4),
    }


def _other_place(archive: Archive, place: str) -> dict[str, Any]:
    paper, _, page = place.rpartition("#")
    other = archive.papers.get(paper).paper
    return {"paper": paper, "title": other.title, "kind": other.kind, "page": int(page), "url": other.url}
