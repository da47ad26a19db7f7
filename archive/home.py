"""An archive's home folder, its lock, and the rooms of the archive opened together."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import URL, Engine

from archive.blobs import Blobs
from archive.captures import Captures
from archive.catalogue import open_catalogue
from archive.comparisons import Comparisons
from archive.completeness import Completeness
from archive.findings import FoundThings
from archive.forgotten import Forgotten
from archive.meetings import Meetings
from archive.papers import Papers
from archive.reviews import Reviews
from archive.runs import Runs
from archive.texts import Texts
from archive.twins import Twins
from archive.watched import Watched
from records.errors import BadInput, Locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Everything kept: captures and papers are the truth, findings and texts are derived from them."""

    home: Path
    engine: Engine
    blobs: Blobs
    captures: Captures
    meetings: Meetings
    papers: Papers
    texts: Texts
    findings: FoundThings
    reviews: Reviews
    runs: Runs
    watched: Watched
    completeness: Completeness
    twins: Twins
    comparisons: Comparisons
    forgotten: Forgotten

    @property
    def index_folder(self) -> Path:
        """Where the search engine keeps its index; it can be thrown away."""
        return self.home / "index"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the right to write. Raises Locked when another run holds it; a killed run's lock is free."""
        try:
            with FileLock(self.home / "lock", timeout=0):
                yield
        except Timeout as error:
            raise Locked(f"another run is writing to {self.home}: wait for it to end, then try again") from error

    def close(self) -> None:
        """Let go of the catalogue."""
        self.engine.dispose()


def open_archive(home: Path) -> Archive:
    """The archive in a folder, made when it is not there yet. Raises BadInput when the folder cannot be used."""
    try:
        (home / "blobs").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"cannot use {home} as home: {error.strerror}; give another with --home") from error
    engine = open_catalogue(URL.create("sqlite", database=str(home / "catalogue.db")))
    blobs = Blobs(home / "blobs")
    forgotten = Forgotten(engine)
    return Archive(
        home=home,
        engine=engine,
        blobs=blobs,
        captures=Captures(engine, blobs, forgotten),
        meetings=Meetings(engine, forgotten),
        papers=Papers(engine, blobs, forgotten),
        texts=Texts(engine),
        findings=FoundThings(engine),
        reviews=Reviews(engine),
        runs=Runs(engine),
        watched=Watched(engine),
        completeness=Completeness(engine),
        twins=Twins(engine),
        comparisons=Comparisons(engine),
        forgotten=forgotten,
    )
