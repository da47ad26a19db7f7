"""What several tests share: the program run as a user runs it, and an archive of the pretend council."""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from typer.testing import CliRunner


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its one JSON document."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `councilwatch --home TMP …` in this process, errors turned into exit codes as `main` does."""
    return _runner(tmp_path / "home", monkeypatch)


def _runner(home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    from cli.main import app
    from records.errors import CouncilwatchError

    for name in ("COUNCILWATCH_HOME", "COUNCILWATCH_DELAY", "COUNCILWATCH_CONTACT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: object, stdin: str | None = None) -> Ran:
        result = CliRunner().invoke(app, ["--home", str(home), *map(str, words)], input=stdin)
        if isinstance(result.exception, CouncilwatchError):
            return Ran(result.exception.exit_code, result.stdout, str(result.exception))
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the pretend council and its newspapers crawled and processed, once for all tests, whatever process
    runs them: do not write to it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # the workers share one
    with FileLock(folder / "demo.lock"):
        if not (folder / "demo").exists():
            _build_demo(folder / "demo.new")
            (folder / "demo.new").rename(folder / "demo")
    return folder / "demo"


@pytest.fixture
def own_demo(demo_home: Path, tmp_path: Path) -> Path:
    """A copy of the pretend council's home that a test may write to, at the `run` fixture's home."""
    return shutil.copytree(demo_home, tmp_path / "home")


def _build_demo(home: Path) -> None:
    from archive.bundled import load_topic
    from archive.home import open_archive
    from cli.commands.demo import pretend_sources
    from cli.demo.pretend_council import DEMO_DAY
    from crawler.run import crawl
    from crawler.task import Options
    from pipeline.process import process

    now = datetime(DEMO_DAY.year, DEMO_DAY.month, DEMO_DAY.day, 20, tzinfo=UTC)
    topic = load_topic()
    with ExitStack() as stack, closing(open_archive(home)) as archive:
        sources = pretend_sources(stack, DEMO_DAY)
        for source in sources:
            archive.watched.add(source)
        archive.watched.watch(source.slug for source in sources)
        with archive.lock():
            crawl(archive, sources, topic, Options(since=date(2018, 1, 1), delay=0), now)
            process(archive, topic, engine="whoosh", now=now, workers=2)
