"""`rebuild`: make everything derived again from what is kept, with no network."""

from typing import Annotated

import typer

from cli.options import archive_of, now, session
from cli.output import say
from cli.progress import progress_bars


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("rebuild")(run)


def run(
    context: typer.Context,
    engine: Annotated[str | None, typer.Option(help="Search engine from now on: whoosh or tantivy.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Reading processes.")] = None,
) -> None:
    """Throw away the index and every finding, and make them again from the archive. Reviews are kept.

    Example: councilwatch rebuild --engine tantivy
    """
    from archive.bundled import load_topic
    from cli.settings import keep_setting
    from pipeline.process import rebuild

    current = session(context)
    settings = current.settings
    chosen = engine or settings.engine
    with archive_of(context, write=True) as archive, progress_bars() as bars:
        counts = rebuild(
            archive,
            load_topic(settings.topic),
            engine=chosen,
            now=now(),
            workers=workers or settings.workers,
            progress=bars,
        )
    if engine and engine != settings.engine:
        keep_setting(current.home, "engine", engine)
    say(f"rebuilt with {chosen}: {counts.searched} papers searched, {counts.indexed} indexed")
