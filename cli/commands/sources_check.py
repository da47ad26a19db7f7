"""`sources check`: ask a few addresses of each source, and say in a sentence how it answers."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from cli.commands.crawl import FAILED, chosen
from cli.options import Json, archive_of, now, session
from cli.output import out, print_json, safe, say, table

if TYPE_CHECKING:
    from pipeline.check_sources import Look


def register(group: typer.Typer) -> None:
    """Add the command to its group."""
    group.command("check")(run)


def run(
    context: typer.Context,
    slugs: Annotated[
        list[str] | None, typer.Argument(metavar="[SLUG…]", help="Sources; all watched if left out.")
    ] = None,
    delay: Annotated[float | None, typer.Option(min=0, help="Seconds between two requests to one host.")] = None,
    as_json: Json = False,
) -> None:
    """Ask each source for robots.txt and one page through each channel, and remember which works.

    Exit 3 when some source did not answer as its platform does.

    Example: councilwatch sources check powys
    """
    from archive.bundled import load_topic
    from crawler.task import Options
    from pipeline.check_sources import check_sources

    settings = session(context).settings
    options = Options(
        delay=settings.delay if delay is None else delay,
        contact=settings.contact,
        patience=1.0,
        timeout=30.0,
    )
    with archive_of(context, write=True) as archive:
        sources = chosen(archive, slugs)
        looks = check_sources(archive, sources, load_topic(settings.topic), options, now())
    if as_json:
        print_json({"sources": [_document(look) for look in looks]})
    else:
        _print(looks)
    if not all(look.good for look in looks):
        raise typer.Exit(FAILED)


def _print(looks: "list[Look]") -> None:
    table(
        ["source", "platform", "outcome", "web service", "pages", "robots.txt", "requests"],
        [
            [
                look.source.slug,
                look.source.platform,
                look.checked.outcome,
                look.checked.service,
                look.checked.pages,
                look.robots,
                look.checked.requests,
            ]
            for look in looks
        ],
    )
    for look in looks:
        out().print(Text(safe(f"{look.source.slug}: {look.sentence}")), soft_wrap=True)
    bad = sum(not look.good for look in looks)
    say(f"{len(looks)} checked, {bad} did not answer" if bad else f"{len(looks)} checked; next: councilwatch crawl")


def _document(look: "Look") -> dict[str, Any]:
    checked = look.checked
    return {
        "slug": checked.source,
        "platform": look.source.platform,
        "url": look.source.url,
        "outcome": checked.outcome,
        "channels": {"service": checked.service, "pages": checked.pages},
        "robots": {"says": look.robots, "status": checked.robots, "delay": checked.delay},
        "sentence": look.sentence,
        "reason": checked.reason,
        "requests": checked.requests,
    }
