"""The contract every search engine keeps, and the engines there are. `tests/test_engines.py` is the contract's test."""

import json
import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Literal

from records.errors import BadInput, BadUsage, NotKept
from search.analysis import VERSION, fold
from search.entries import Entry, Hit, Results
from search.similar import MOST_PAGES, telling_words
from search.spelling import nearest_word
from search.tree import Leaf, Phrase, Query, Word, wanted

# An engine is a dotted name, loaded when it is asked for. The class is constructed as Engine(path, text_of).
ENGINES = {
    "whoosh": "search.whoosh_engine:WhooshEngine",
    "tantivy": "search.tantivy_engine:TantivyEngine",
}
ENOUGH_FOR_WHOOSH = 30_000  # pages: beyond, some searches take longer than a third of a second

Sort = Literal["best", "newest", "oldest"]
TextOf = Callable[[str, int], str | None]  # (paper id, page number) → the page's text from the catalogue

_MARK = "engine.json"  # beside the index: which engine and which analysis made it


class Engine(ABC):
    """A disposable index of entries. It keeps what it needs to find and show a page, never the page's text: that comes
    from `text_of`. One process writes at a time (Locked otherwise); searches see the last batch that was written."""

    name: str
    text_of: TextOf

    @abstractmethod
    def __init__(self, path: Path, text_of: TextOf):
        """Open the index in a folder that `open_engine` has made sure of."""

    @abstractmethod
    def add(self, entries: Iterable[Entry]) -> int:
        """Index entries in one batch; how many. Every paper in the batch is replaced whole, so all its pages come in
        one batch, one after another."""

    @abstractmethod
    def remove(self, papers: Iterable[str]) -> None:
        """Forget every page of these papers, in one batch; unknown ids are fine."""

    @abstractmethod
    def purge(self, papers: Iterable[str]) -> bool:
        """Forget these papers so that no file of the index holds a word of them. False where the engine cannot: then
        the index must be thrown away and made anew."""

    @abstractmethod
    def clear(self) -> None:
        """Forget everything."""

    @abstractmethod
    def count(self) -> tuple[int, int]:
        """How many (papers, pages) the index holds."""

    @abstractmethod
    def search(
        self, query: Query, *, sort: Sort = "best", limit: int = 20, offset: int = 0, facets: bool = False
    ) -> Results:
        """The papers with a page that matches, each once at its best page, from `offset` on.

        A page is found by its own words, its paper's title and its council's name. `best` orders by relevance; newest
        and oldest by date, papers without a date last. Everything is always listed newest first.
        """

    @abstractmethod
    def pages_of(self, paper: str) -> list[int]:
        """The page numbers the index holds of a paper, in order."""

    @abstractmethod
    def frequency(self, word: str) -> int:
        """On how many pages a word stands, in any inflection."""

    @abstractmethod
    def words(self, prefix: str) -> list[str]:
        """Every folded word of the index that begins so, as written on the pages."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files."""

    def suggest(self, word: str) -> str | None:
        """The nearest word that some page contains, of equals the commonest; None when the word itself is known or
        nothing is near. The first letter is taken to be right."""
        form = fold(word)
        if not form or self.frequency(form):
            return None
        return nearest_word(form, self.words(form[0]), self.frequency)

    def corrections(self, query: Query) -> tuple[tuple[str, str], ...]:
        """(typed, nearest) for each word asked for that no page contains and that is near one some page does."""
        typed = [leaf.words if isinstance(leaf, Phrase) else (leaf.text,) for leaf in wanted(query) if _spelt(leaf)]
        pairs = ((word, self.suggest(word)) for word in dict.fromkeys(word for words in typed for word in words))
        return tuple((word, better) for word, better in pairs if better)

    def similar(self, paper: str, limit: int = 10) -> tuple[Hit, ...]:
        """Other papers that use the same telling words, most similar first; empty for an unknown paper."""
        texts = (self.text_of(paper, page) or "" for page in self.pages_of(paper)[:MOST_PAGES])
        query = telling_words(texts, self.frequency, self.count()[1])
        found = self.search(query, limit=limit + 1).hits if query else ()
        return tuple(hit for hit in found if hit.paper != paper)[:limit]

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_engine(name: str, path: Path, text_of: TextOf, *, create: bool = False) -> Engine:
    """The engine of this name over the index in a folder.

    With `create`, an index that is missing, or was made by another engine or an older analysis, is begun afresh and
    empty. Without, NotKept says to rebuild. BadInput for an unknown name or a library that is not installed.
    """
    made = _engine_class(name)
    mark = {"engine": name, "analysis": VERSION}
    found = _read_mark(path)
    if found != mark:
        if not create:
            raise NotKept(f"{_what_is_wrong(found, name, path)}; run `councilwatch rebuild --engine {name}`.")
        _begin(path, mark)
    return made(path, text_of)


def check_engine(name: str) -> None:
    """Make sure that an engine can be used before anything is thrown away for it. BadInput for an unknown name or a
    library that is not installed."""
    _engine_class(name)


def discard(path: Path) -> None:
    """Throw away the index in a folder, whatever state it is in, without opening it. A kill leaves no half of it in its
    place, and what it leaves aside goes the next time."""
    sweep(path)
    if path.exists():
        path.rename(_aside(path))
        sweep(path)


def sweep(path: Path) -> None:
    """Remove what a killed `discard` left of an earlier index."""
    if _aside(path).exists():
        shutil.rmtree(_aside(path))


def engine_of(path: Path) -> str | None:
    """The name of the engine that made the index in a folder, or None."""
    found = _read_mark(path)
    return found.get("engine") if found else None


def advice(name: str, pages: int) -> str | None:
    """A sentence when another engine would serve an index of so many pages better, else None."""
    if name == "whoosh" and pages > ENOUGH_FOR_WHOOSH:
        return (
            f"The index holds {pages:,} pages; above {ENOUGH_FOR_WHOOSH:,} tantivy is several times faster: "
            "`pip install 'councilwatch[tantivy]'`, then `councilwatch rebuild --engine tantivy`."
        )
    return None


def broken(path: Path, why: object) -> NotKept:
    """The error for an index that cannot be read."""
    return NotKept(f"The search index in {path} cannot be read ({why}); run `councilwatch rebuild`: nothing is lost.")


def _spelt(leaf: Leaf) -> bool:
    return isinstance(leaf, Word | Phrase)


def _engine_class(name: str) -> Callable[[Path, TextOf], Engine]:
    if name not in ENGINES:
        raise BadUsage(f"There is no search engine {name!r}; there are {', '.join(ENGINES)}.")
    module, _, attribute = ENGINES[name].partition(":")
    try:
        found: Callable[[Path, TextOf], Engine] = getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        raise BadInput(
            f"The search engine {name} needs the library {error.name}; install it with "
            f"`pip install 'councilwatch[{name}]'`, or choose another engine."
        ) from error
    return found


def _read_mark(path: Path) -> dict[str, str] | None:
    try:
        found = json.loads((path / _MARK).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _what_is_wrong(found: dict[str, str] | None, name: str, path: Path) -> str:
    if found is None:
        return f"There is no search index in {path}"
    if found.get("engine") != name:
        return f"The search index in {path} was made by {found.get('engine')}, not {name}"
    return f"The search index in {path} was made by another release"


def _aside(path: Path) -> Path:
    return path.with_name(path.name + ".old")


def _begin(path: Path, mark: dict[str, str]) -> None:
    sweep(path)
    if path.exists() and any(path.iterdir()):
        if _read_mark(path) is None and not (path / _MARK).exists():
            raise BadInput(f"{path} holds files that are no search index; give an empty folder.")
        discard(path)
    path.mkdir(parents=True, exist_ok=True)
    (path / _MARK).write_text(json.dumps(mark), encoding="utf-8")
