"""Options several commands share, and the archive a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import say
from cli.settings import Session
from records.slugs import slug

if TYPE_CHECKING:
    from archive.home import Archive

STOPPED = 130  # the exit code of Ctrl-C, which Typer gives, too


def read_day(text: str) -> date:
    """A day as the user writes it: YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day: write it as YYYY-MM-DD, like 2018-09-14") from error


Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else.")]
Council = Annotated[str | None, typer.Option("--council", metavar="SLUG", help="Only this council, e.g. powys.")]
Since = Annotated[date | None, typer.Option(parser=read_day, metavar="DAY", help="From this day on, YYYY-MM-DD.")]
Until = Annotated[date | None, typer.Option(parser=read_day, metavar="DAY", help="Up to this day, YYYY-MM-DD.")]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=read_day, metavar="DAY", help="As it would have been known on this day."),
]


def session(context: typer.Context) -> Session:
    """The session the root command prepared."""
    found = context.find_object(Session)
    assert found is not None
    return found


def now() -> datetime:
    """This moment in UTC: the one place commands take the clock from."""
    return datetime.now(UTC)


@contextmanager
def archive_of(context: typer.Context, *, write: bool = False) -> Iterator["Archive"]:
    """The archive in home, locked for writing when asked. Closed afterwards."""
    from archive.home import open_archive

    archive = open_archive(session(context).home)
    try:
        if write:
            with archive.lock():
                yield archive
        else:
            yield archive
    finally:
        archive.close()


def warn_of_unknown(archive: "Archive", council: str | None) -> None:
    """One sentence on stderr when neither the registry nor any paper knows a council's slug, with the nearest slug."""
    if council is None or council in (known := archive.watched.registry()):
        return
    if council in (held := archive.papers.councils() | set(archive.runs.sources())):
        return
    near = get_close_matches(council, sorted({*known, *held}), 1)
    guess = f"; did you mean {near[0]}?" if near else ""
    say(f"warning: no council {council!r} is in the registry{guess}", "yellow")


def council_slug(name: str | None) -> str | None:
    """The slug of a council as the user wrote it."""
    return slug(name) if name else None
