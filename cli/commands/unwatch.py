"""`unwatch`: stop covering a source; what is kept stays kept."""

from typing import Annotated

import typer

from cli.options import archive_of
from cli.output import say
from records.errors import BadInput


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("unwatch")(run)


def run(
    context: typer.Context,
    slugs: Annotated[list[str], typer.Argument(metavar="SLUG…", help="Sources that are watched.")],
) -> None:
    """Stop covering these sources. Everything kept stays kept.

    Example: councilwatch unwatch powys
    """
    with archive_of(context) as archive:
        watched = archive.watched.watched()
        for name in slugs:
            if name not in watched:
                raise BadInput(f"{name!r} is not watched; watched are: {', '.join(watched) or 'none'}")
        archive.watched.watch(slugs, on=False)
        say(f"watched now: {', '.join(archive.watched.watched()) or 'none'}")
