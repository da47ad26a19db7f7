"""`add`: keep a file the user already has, as a paper like any other."""

from datetime import date
from pathlib import Path
from typing import Annotated, get_args

import typer

from cli.options import Json, archive_of, now, read_day
from cli.output import print_json, say
from records.errors import BadInput, BadUsage, CouncilwatchError
from records.papers import PaperKind
from records.slugs import slug

_NAMED = 3  # files at fault that are named; --json names all


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("add")(run)


def run(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="PDF, DOCX, XLSX, PPTX, RTF, HTML or text.")],
    council: Annotated[str | None, typer.Option(metavar="SLUG", help="Whose paper it is, e.g. powys.")] = None,
    body: Annotated[str | None, typer.Option(help="Committee, or the newspaper's name.")] = None,
    title: Annotated[str | None, typer.Option(help="Title; the file's name if left out.")] = None,
    published: Annotated[date | None, typer.Option(parser=read_day, metavar="DAY", help="YYYY-MM-DD.")] = None,
    kind: Annotated[str | None, typer.Option(help=f"One of {', '.join(get_args(PaperKind))}.")] = None,
    as_json: Json = False,
) -> None:
    """Keep files you already have. `process` then reads and indexes them.

    Example: councilwatch add story.txt --council powys --published 2018-09-14 --kind article
    """
    from pipeline.add_files import add_file

    if kind and kind not in get_args(PaperKind):
        raise BadUsage(f"{kind!r} is no kind of paper; there are: {', '.join(get_args(PaperKind))}")
    if title and len(files) > 1:
        raise BadUsage("--title is for one file; add several files without it")
    added, faults = [], []
    whose = slug(council) if council else None
    with archive_of(context, write=True) as archive:
        if whose and whose not in archive.watched.registry():
            say(f"warning: no council {whose!r} is in the registry; kept under that name", "yellow")
        for path in files:
            try:
                paper, new = add_file(
                    archive,
                    path,
                    now=now(),
                    council=whose,
                    body=body,
                    title=title,
                    published=published,
                    kind=kind,  # type: ignore[arg-type]
                )
            except CouncilwatchError as error:
                faults.append(str(error))
            else:
                added.append({"paper": paper.id, "title": paper.title, "new": new, "file": str(path)})
    if as_json:
        print_json({"added": added, "faults": faults})
    else:
        for row in added:
            say(f"{'kept' if row['new'] else 'already kept'}: {row['paper']} ({row['title']})")
    if faults:
        more = f"; and {len(faults) - _NAMED} more" if len(faults) > _NAMED else ""
        raise BadInput("; ".join(faults[:_NAMED]) + more)
    if not as_json:
        say("next: councilwatch process")
