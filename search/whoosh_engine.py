"""The embedded engine: Whoosh 2.7.4, kept to what was measured to be fast.

Segments are never compound (a compound one is copied into memory at every open), page texts are not stored, days,
councils and kinds are filtered and counted by columns, and postings are read by the block (`whoosh_postings`).
"""

import threading
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from records.errors import CouncilwatchError, Locked
from search.analysis import term
from search.engine import Engine, Sort, TextOf, broken
from search.entries import Entry, Hit, Results
from search.snippets import snippet
from search.tree import Query

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)  # Whoosh's old escapes, told of once by Python 3.12 and later
    from whoosh import index, writing
    from whoosh.reading import SegmentReader
    from whoosh.searching import Searcher

    from search.whoosh_columns import Columns
    from search.whoosh_postings import Postings
    from search.whoosh_schema import SCHEMA, document
    from search.whoosh_search import Found, WhooshSearch

_MEMORY = 512  # MB of postings held before they are written to disk: 1.4 times as fast as Whoosh's own 128


class WhooshEngine(Engine):
    """Entries in a folder of Whoosh segments. Threads may share one: they take turns."""

    name = "whoosh"

    def __init__(self, path: Path, text_of: TextOf):
        self.path = path
        self.text_of = text_of
        self._turn = threading.RLock()
        self._searcher: Searcher | None = None
        try:
            if not index.exists_in(str(path)):
                index.create_in(str(path), SCHEMA)
            self._index = index.open_dir(str(path), schema=SCHEMA)
            self._fresh()
        except Exception as error:  # Whoosh raises anything at all over a damaged file
            raise broken(path, error) from error

    def add(self, entries: Iterable[Entry]) -> int:
        """One writer for the batch; a batch that fails half-way leaves nothing behind."""
        with self._turn:
            writer = self._writer()
            added = 0
            try:
                papers: set[str] = set()
                for entry in entries:
                    if entry.paper not in papers:
                        papers.add(entry.paper)
                        self._delete(writer, entry.paper)
                    writer.add_document(**document(entry))
                    added += 1
            except BaseException:
                writer.cancel()
                raise
            writer.commit()
            return added

    def remove(self, papers: Iterable[str]) -> None:
        """One writer for the batch."""
        with self._turn:
            writer = self._writer()
            for paper in papers:
                self._delete(writer, paper)
            writer.commit()

    def purge(self, papers: Iterable[str]) -> bool:
        """Segments with a deleted page are written anew; Whoosh itself would keep its words until it merges."""
        with self._turn:
            writer = self._writer()
            for paper in papers:
                self._delete(writer, paper)
            writer.commit(mergetype=_without_deleted)
            return True

    def clear(self) -> None:
        """A commit that keeps no segment."""
        with self._turn:
            self._writer().commit(mergetype=writing.CLEAR)

    def count(self) -> tuple[int, int]:
        """(papers, pages), from the columns."""
        with self._turn:
            _, columns = self._fresh()
            papers = columns.of("paper")
            return len({papers[number] for number in columns.alive}), len(columns.alive)

    def search(
        self, query: Query, *, sort: Sort = "best", limit: int = 20, offset: int = 0, facets: bool = False
    ) -> Results:
        """One search over one generation."""
        with self._turn:
            try:
                self._fresh()
                search = WhooshSearch(self._postings, self._columns, query)
                shown = search.ordered(sort)[offset : offset + limit]
                return Results(
                    total=len(search.papers),
                    pages=len(search.scores),
                    hits=tuple(self._hit(found, query) for found in shown),
                    facets=search.facets() if facets else None,
                    corrections=self.corrections(query),
                )
            except CouncilwatchError:
                raise
            except Exception as error:  # a damaged file of postings, too, raises anything at all
                raise broken(self.path, error) from error

    def pages_of(self, paper: str) -> list[int]:
        """From the stored fields."""
        with self._turn:
            searcher, _ = self._fresh()
            return sorted(searcher.stored_fields(number)["shown"]["page"] for number in self._numbers(paper))

    def frequency(self, word: str) -> int:
        """From the term dictionary; pages deleted but not yet merged away still count."""
        with self._turn:
            searcher, _ = self._fresh()
            return int(searcher.doc_frequency("text", term(word)))

    def words(self, prefix: str) -> list[str]:
        """From the term dictionary."""
        with self._turn:
            self._fresh()
            return self._postings.names("words", prefix)

    def close(self) -> None:
        """Close the segments; a later search opens them again."""
        with self._turn:
            if self._searcher:
                self._searcher.close()
            self._searcher = None

    def _fresh(self) -> tuple[Searcher, Columns]:
        """A searcher that sees the last batch any process wrote, and its columns."""
        searcher = self._searcher.refresh() if self._searcher else self._index.searcher()
        if searcher is not self._searcher:
            self._searcher = searcher
            self._columns = Columns(searcher.reader())
            self._postings = Postings(searcher.reader())
        return searcher, self._columns

    def _numbers(self, paper: str) -> list[int]:
        searcher, _ = self._fresh()
        reader = searcher.reader()
        return list(reader.postings("paper", paper).all_ids()) if ("paper", paper) in reader else []

    def _writer(self) -> Any:
        try:
            return self._index.writer(compound=False, limitmb=_MEMORY)
        except index.LockError as error:
            raise Locked(f"Another run is writing the search index in {self.path}; try again when it ends.") from error

    def _delete(self, writer: Any, paper: str) -> None:
        for number in self._numbers(paper):
            writer.delete_document(number)

    def _hit(self, found: Found, query: Query) -> Hit:
        searcher, _ = self._fresh()
        shown = searcher.stored_fields(found.number)["shown"]
        text = self.text_of(shown["paper"], shown["page"]) or ""
        return Hit.of(shown, pages=found.pages, score=found.score, snippet=snippet(text, query))


def _without_deleted(writer: Any, segments: list[Any]) -> list[Any]:
    """A merge policy: the segments that hold nothing deleted stay, what is alive in the others is written anew."""
    for segment in (one for one in segments if one.has_deletions()):
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [one for one in segments if not one.has_deletions()]
