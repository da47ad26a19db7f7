"""`process`: read, extract, link and index whatever is new or whose reader or rules changed."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import Json, archive_of, now, session
from cli.output import print_json, say
from cli.progress import progress_bars

if TYPE_CHECKING:
    from pipeline.process import ProcessCounts


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("process")(run)


def run(
    context: typer.Context,
    workers: Annotated[int | None, typer.Option(min=1, help="Reading processes; else the setting `workers`.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Try everything again that could not be read.")] = False,
    as_json: Json = False,
) -> None:
    """Read, extract and index whatever is new. Run it again at any time: what is done is not done twice.

    Example: councilwatch process --workers 4
    """
    from archive.bundled import load_topic
    from pipeline.process import process

    settings = session(context).settings
    with archive_of(context, write=True) as archive, progress_bars() as bars:
        counts = process(
            archive,
            load_topic(settings.topic),
            engine=settings.engine,
            now=now(),
            workers=workers or settings.workers,
            ocr_pages=settings.ocr_pages,
            again=again,
            progress=bars,
        )
    if as_json:
        print_json(asdict(counts))
    else:
        print_counts(counts)


def print_counts(counts: "ProcessCounts") -> None:
    """What a run of `process` did, in sentences."""
    reading = counts.reading
    say(f"read {reading.read} papers, searched {counts.searched}, indexed {counts.indexed}")
    if reading.quarantined:
        say(f"{reading.quarantined} could not be read: `councilwatch status` says why", "yellow")
    if counts.compared:
        say(f"{counts.compared} replaced papers compared with what they said before: `councilwatch status`")
    if counts.broken:
        say(f"{counts.broken} papers could be processed only in part: `councilwatch status` says why", "yellow")
    if counts.scans.recognised:
        say(f"{counts.scans.recognised} scanned pages put through OCR")
    if counts.scans.waiting:
        say(f"{counts.scans.waiting} scanned pages wait for OCR: `councilwatch doctor` says how", "yellow")
    if reading.hidden:
        say(f"{reading.hidden} pages hold personal data and stay out of index and exports", "yellow")
