"""`sources`: the registry of councils and outlets; each of its commands is a file of its own."""

import typer

from cli.commands import sources_add, sources_check, sources_list

_group = typer.Typer(no_args_is_help=True, help="The registry of councils and outlets: list it, add to it, check it.")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (sources_list, sources_add, sources_check):
        command.register(_group)
    app.add_typer(_group, name="sources")
