"""`forget`: remove a paper's bytes and text for good, keeping an audit line."""

from typing import Annotated

import typer

from cli.options import Json, archive_of, now, session
from cli.output import print_json, say, table
from records.errors import BadInput


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("forget")(run)


def run(
    context: typer.Context,
    paper: Annotated[str | None, typer.Argument(metavar="PAPER", help="A paper's id.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why, for the audit line.")] = None,
    who: Annotated[str | None, typer.Option(envvar="USER", help="Who decides, for the audit line.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="The audit lines so far.")] = False,
    as_json: Json = False,
) -> None:
    """Remove every byte and word of a paper, for instance because it names a child. It is never fetched again.

    Example: councilwatch forget powys-3f9a2c1b7d --reason "names a child" --who editor@example.org
    """
    from archive.forgetting import forget
    from pipeline.searching import open_index

    with archive_of(context, write=not listed) as archive:
        if listed:
            lines = archive.reviews.forgotten()
            if as_json:
                print_json({"forgotten": lines})
            else:
                table(["paper", "when", "who", "why"], [[x["paper"], x["at"], x["who"], x["reason"]] for x in lines])
            return
        if not paper or not reason or not who:
            raise BadInput("say which paper, --reason and --who: they are the audit line")
        kept = archive.papers.get(paper).paper
        if not yes and not typer.confirm(f"Remove {kept.title!r} ({kept.id}) for good?", err=True):
            raise typer.Exit(1)
        gone = forget(archive, kept.id, who=who, at=now(), reason=reason)
        if archive.index_folder.exists():
            with open_index(archive, session(context).settings.engine) as index:
                index.remove([kept.id])
    if as_json:
        print_json({"paper": kept.id, "removed": gone})
    else:
        say(f"forgotten: {kept.id}; {len(gone)} files removed, the audit line is kept")
