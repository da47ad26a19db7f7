"""The root command: home and settings, every other command, and the one place where errors become exit codes."""

import importlib
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from cli.options import STOPPED
from cli.output import say
from cli.settings import Session, find_home, read_settings
from records.errors import CouncilwatchError

# In the order people meet them; each name is a file in cli/commands.
COMMANDS = [
    "demo",
    "sources",
    "watch",
    "unwatch",
    "crawl",
    "add",
    "process",
    "nightly",
    "search",
    "show",
    "commitments",
    "commitment",
    "track",
    "review",
    "extract",
    "status",
    "rebuild",
    "verify",
    "forget",
    "export",
    "doctor",
]

app = typer.Typer(
    name="councilwatch",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option("--home", metavar="DIR", help="Where the archive is kept. Also COUNCILWATCH_HOME.")
    ] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say on stderr what is being done.")] = False,
) -> None:
    """Watches UK councils and the local press, keeps every paper, finds the promises in them, and shows whether they
    were kept.

    Start with [bold]councilwatch demo[/bold], or watch a council:

      councilwatch watch powys
      councilwatch crawl
      councilwatch process
      councilwatch search "foster carers"
    """
    if context.resilient_parsing:
        return
    folder = find_home(home, os.environ)
    if verbose:
        logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    context.obj = Session(home=folder, settings=read_settings(folder))


for _name in COMMANDS:
    importlib.import_module(f"cli.commands.{_name}").register(app)


def main() -> None:
    """Run the program; what goes wrong around it is a sentence and an exit code, never a traceback."""
    warnings.filterwarnings("ignore", category=SyntaxWarning, module="whoosh")
    try:
        app()
    except CouncilwatchError as error:
        _end(str(error), error.exit_code)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # a full disk, a folder that may not be written
        where = f": {error.filename}" if error.filename else ""
        _end(f"{error.strerror or error}{where}", 1)
    except SystemExit as end:
        if end.code == STOPPED:
            say("stopped; what is done is kept: run it again", "yellow")
        raise
    except Exception as error:
        if not _of_database(error):
            raise
        _end(f"the archive's database cannot be used: {getattr(error, 'orig', None) or error}", 1)


def _end(sentence: str, code: int) -> NoReturn:
    say(f"councilwatch: {sentence}", "red")
    sys.exit(code)


def _of_database(error: Exception) -> bool:
    from sqlalchemy.exc import SQLAlchemyError  # only here: help and mistakes load no database

    return isinstance(error, SQLAlchemyError)


if __name__ == "__main__":
    main()
