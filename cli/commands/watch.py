"""`watch`: choose what crawl and nightly cover."""

from typing import Annotated

import typer

from cli.options import archive_of
from cli.output import say
from records.errors import BadInput
from records.registry import find_source


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("watch")(run)


def run(
    context: typer.Context,
    slugs: Annotated[list[str], typer.Argument(metavar="SLUG…", help="Sources, as `sources list` names them.")],
) -> None:
    """Watch these sources from now on.

    Example: councilwatch watch powys west-sussex
    """
    with archive_of(context) as archive:
        registry = archive.watched.registry()
        found: list[str] = []
        for name in slugs:
            source = find_source(registry, name)
            if source is None:
                raise BadInput(
                    f"there is no source {name!r}: see `councilwatch sources list`, or add it: `sources add`"
                )
            if not source.url:
                successors = ", ".join(source.replaced_by)
                advice = (
                    f"it was replaced by {successors}: watch that" if successors else "no address of its site is known"
                )
                raise BadInput(f"{source.name} cannot be watched: {advice}")
            found.append(source.slug)
        archive.watched.watch(found)
        say(f"watched now: {', '.join(archive.watched.watched())}")
