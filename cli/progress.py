"""Progress bars on stderr for long work; nothing when stderr is no terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from cli.output import err
from pipeline.progress import Progress as Callback

SourceCallback = Callable[[str, dict[str, int]], None]


@contextmanager
def progress_bars() -> Iterator[Callback]:
    """A callback for the pipeline's steps, drawn as one bar a step."""
    bars = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err(),
        transient=True,
        disable=not err().is_terminal,
    )
    tasks: dict[str, int] = {}

    def show(step: str, done: int, total: int | None) -> None:
        if step not in tasks:
            tasks[step] = bars.add_task(step, total=total)
        bars.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

    with bars:
        yield show


@contextmanager
def source_lines() -> Iterator[SourceCallback]:
    """A callback for a crawl, drawn as one line a source: requests, meetings, papers so far."""
    lines = Progress(SpinnerColumn(), TextColumn("{task.description}"), console=err(), transient=True,
                     disable=not err().is_terminal)  # fmt: skip
    tasks: dict[str, Any] = {}

    def show(source: str, counts: dict[str, int]) -> None:
        words = (
            f"{source}: {counts.get('requests', 0)} requests, {counts.get('meetings_captured', 0)} of "
            f"{counts.get('meetings_asked', 0)} meetings, {counts.get('papers_fetched', 0)} papers"
        )
        if source not in tasks:
            tasks[source] = lines.add_task(words)
        lines.update(tasks[source], description=words)

    with lines:
        yield show
