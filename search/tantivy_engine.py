"""The engine for one big machine: tantivy, many times faster than Whoosh and flat to a million pages."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import tantivy
from tantivy import DocAddress, Searcher
from tantivy import Query as TantivyQuery

from records.errors import Locked
from search.analysis import term
from search.engine import Engine, Sort, TextOf, broken
from search.entries import Entry, Facets, Hit, Results
from search.snippets import snippet
from search.tantivy_query import tantivy_query
from search.tantivy_schema import COUNTED, SCHEMA, document
from search.tree import And, DateRange, Everything, Field, Query

_UNSCORED = (DateRange, Everything)


class _Found(NamedTuple):
    """One paper of the answer: its best page, how many pages match, its day (None when unknown)."""

    address: DocAddress
    score: float
    pages: int
    day: int | None
    paper: int


class TantivyEngine(Engine):
    """Entries in a folder of tantivy segments."""

    name = "tantivy"

    def __init__(self, path: Path, text_of: TextOf):
        self.path = path
        self.text_of = text_of
        try:
            if tantivy.Index.exists(str(path)):
                self._index = tantivy.Index.open(str(path))
            else:
                self._index = tantivy.Index(SCHEMA, path=str(path))
        except ValueError as error:
            raise broken(path, error) from error

    def add(self, entries: Iterable[Entry]) -> int:
        """One writer for the batch; a batch that fails half-way leaves nothing behind."""
        writer = self._writer()
        added = 0
        try:
            papers: set[str] = set()
            for entry in entries:
                if entry.paper not in papers:
                    papers.add(entry.paper)
                    writer.delete_documents_by_term("paper", entry.paper)
                writer.add_document(document(entry))
                added += 1
        except BaseException:
            writer.rollback()
            writer.wait_merging_threads()
            raise
        writer.commit()
        writer.wait_merging_threads()
        return added

    def remove(self, papers: Iterable[str]) -> None:
        """One writer for the batch."""
        writer = self._writer()
        for paper in papers:
            writer.delete_documents_by_term("paper", paper)
        writer.commit()
        writer.wait_merging_threads()

    def purge(self, papers: Iterable[str]) -> bool:  # noqa: ARG002
        """Its library merges segments when it likes: deleted words stay in the files until then."""
        return False

    def clear(self) -> None:
        """A commit without documents."""
        writer = self._writer()
        writer.delete_all_documents()
        writer.commit()
        writer.wait_merging_threads()

    def count(self) -> tuple[int, int]:
        """(papers, pages): every page is asked for its paper's number."""
        searcher = self._fresh()
        numbers = searcher.fast_field_values("paper_number", [a for _, a in _all(searcher, TantivyQuery.all_query())])
        return len(set(numbers)), len(numbers)

    def search(
        self, query: Query, *, sort: Sort = "best", limit: int = 20, offset: int = 0, facets: bool = False
    ) -> Results:
        """Every matching page is scored, best first, and grouped by its paper's number."""
        searcher = self._fresh()
        asked = tantivy_query(query, self._words_from)
        pages = _all(searcher, asked)
        found = _grouped(searcher, pages)
        if sort == "best" and not _unscored(query):
            order = found
        else:
            known = [one for one in found if one.day is not None]
            known.sort(key=lambda one: (one.day, one.paper), reverse=sort != "oldest")
            order = known + [one for one in found if one.day is None]
        return Results(
            total=len(found),
            pages=len(pages),
            hits=tuple(self._hit(searcher, one, query) for one in order[offset : offset + limit]),
            facets=self._facets(searcher, found, asked) if facets else None,
            corrections=self.corrections(query),
        )

    def pages_of(self, paper: str) -> list[int]:
        """From the page column."""
        searcher = self._fresh()
        found = _all(searcher, TantivyQuery.term_query(SCHEMA, "paper", paper))
        return sorted(int(page or 0) for page in searcher.fast_field_values("page", [a for _, a in found]))

    def frequency(self, word: str) -> int:
        """From the term dictionary; pages deleted but not yet merged away still count."""
        return int(self._fresh().doc_freq("text", term(word)))

    def words(self, prefix: str) -> list[str]:
        """From the term dictionary."""
        return self._words_from("words", prefix)

    def close(self) -> None:
        """Nothing is held open."""

    def _fresh(self) -> Searcher:
        """A searcher that sees the last batch any process wrote."""
        try:
            self._index.reload()
            return self._index.searcher()
        except ValueError as error:
            raise broken(self.path, error) from error

    def _writer(self) -> Any:
        try:
            return self._index.writer()
        except ValueError as error:
            if "lock" not in str(error).lower():
                raise broken(self.path, error) from error
            raise Locked(f"Another run is writing the search index in {self.path}; try again when it ends.") from error

    def _words_from(self, field: str, prefix: str) -> list[str]:
        return [word for word, _ in self._fresh().terms_with_prefix(field, prefix)]

    def _facets(self, searcher: Searcher, found: list[_Found], asked: TantivyQuery) -> Facets:
        addresses = [one.address for one in found]
        values = {name: _counted(searcher, name, addresses) for name in COUNTED}
        years = Counter(str(date.fromordinal(one.day).year) for one in found if one.day is not None)
        return Facets(
            **values, year=tuple(sorted(years.items(), reverse=True)), measure=self._measures(searcher, asked)
        )

    def _measures(self, searcher: Searcher, asked: TantivyQuery) -> tuple[tuple[str, int], ...]:
        counts: Counter[str] = Counter()
        for measure in self._words_from("measure", ""):
            both = asked.and_must_match(TantivyQuery.term_query(SCHEMA, "measure", measure))
            addresses = [address for _, address in _all(searcher, both)]
            counts[measure] = len(set(searcher.fast_field_values("paper_number", addresses)))
        return _most_first({measure: count for measure, count in counts.items() if count})

    def _hit(self, searcher: Searcher, found: _Found, query: Query) -> Hit:
        shown = _shown(searcher, found.address)
        text = self.text_of(shown["paper"], shown["page"]) or ""
        return Hit.of(shown, pages=found.pages, score=found.score, snippet=snippet(text, query))


def _all(searcher: Searcher, query: TantivyQuery) -> list[tuple[float, DocAddress]]:
    """Every matching page with its score, best first."""
    return searcher.search(query, limit=max(1, searcher.num_docs), count=False).hits


def _grouped(searcher: Searcher, pages: list[tuple[float, DocAddress]]) -> list[_Found]:
    """The papers of pages that come best first; of equal pages the earlier."""
    addresses = [address for _, address in pages]
    papers = searcher.fast_field_values("paper_number", addresses)
    numbers = searcher.fast_field_values("page", addresses)
    best: dict[Any, int] = {}
    for at, paper in enumerate(papers):
        first = best.setdefault(paper, at)
        if at != first and pages[at][0] == pages[first][0] and int(numbers[at] or 0) < int(numbers[first] or 0):
            best[paper] = at
    counts = Counter(papers)
    days = searcher.fast_field_values("day", [addresses[at] for at in best.values()])
    return [
        _Found(addresses[at], pages[at][0], counts[paper], None if day is None else int(day), paper)
        for (paper, at), day in zip(best.items(), days, strict=True)
    ]


def _counted(searcher: Searcher, name: str, addresses: list[DocAddress]) -> tuple[tuple[str, int], ...]:
    """How many of these documents have each value; a value's text is read from one document that has it."""
    numbers = searcher.fast_field_values(f"{name}_number", addresses)
    where = {number: address for number, address in zip(numbers, addresses, strict=True) if number is not None}
    return _most_first({_shown(searcher, where[n])[name]: count for n, count in Counter(numbers).items() if n in where})


def _most_first(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _shown(searcher: Searcher, address: DocAddress) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(searcher.doc(address)["shown"][0])
    return found


def _unscored(query: Query) -> bool:
    """Whether nothing in the query ranks: only days, councils and kinds."""
    parts = query.parts if isinstance(query, And) else (query,)
    return all(isinstance(p, _UNSCORED) or (isinstance(p, Field) and p.name in ("council", "kind")) for p in parts)
