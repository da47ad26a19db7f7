"""`verify`: prove the archive, every file, page and quotation."""

import os
from dataclasses import asdict
from typing import Annotated

import typer

from cli.options import Json, archive_of
from cli.output import print_json, say
from cli.progress import progress_bars


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("verify")(run)


def run(
    context: typer.Context,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Reading processes; else one for each of the machine's cores.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Re-hash every file, read every paper again, and look up every quotation. Exit 1 when anything is wrong.

    Example: councilwatch verify --json
    """
    from pipeline.verify import verify

    with archive_of(context) as archive, progress_bars() as bars:
        proof = verify(archive, workers=workers or os.cpu_count() or 2, progress=bars)
    if as_json:
        print_json(asdict(proof) | {"seconds_per_thousand_papers": proof.seconds_per_thousand})
    else:
        say(
            f"verified {proof.files} files, {proof.pages} pages of {proof.papers} papers and {proof.quotations} "
            f"quotations in {proof.seconds:.1f} s ({proof.seconds_per_thousand} s per thousand papers)"
        )
        for fault in proof.faults:
            say(fault, "red")
        say(f"{len(proof.faults)} faults" if proof.faults else "no fault", "red" if proof.faults else "green")
    if proof.faults:
        raise typer.Exit(1)
