"""`sources add`: a row of the user's own."""

from typing import Annotated

import typer

from cli.options import archive_of
from cli.output import say
from records.errors import BadInput
from records.registry import guess_platform
from records.slugs import slug as slug_of
from records.sources import Source


def register(group: typer.Typer) -> None:
    """Add the command to its group."""
    group.command("add")(run)


def run(
    context: typer.Context,
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The short name commands will use.")],
    url: Annotated[str, typer.Option(help="Base address of the committee site, or the feed's address.")],
    name: Annotated[str | None, typer.Option(help="The council's or outlet's name.")] = None,
    platform: Annotated[
        str | None, typer.Option(help="moderngov, cmis or rss; told from the address if left out.")
    ] = None,
    nation: Annotated[str | None, typer.Option(help="England, Wales, Scotland or Northern Ireland.")] = None,
    council: Annotated[str | None, typer.Option(metavar="SLUG", help="For an outlet: whose stories it tells.")] = None,
    keep: Annotated[str, typer.Option(help="full, or excerpt: headline and first lines only.")] = "full",
) -> None:
    """Add a source of your own. Sends nothing; `sources check` does.

    Example: councilwatch sources add exmouth --name "Exmouth" --platform moderngov --url https://exmouth.moderngov.co.uk
    """
    if slug != slug_of(slug):
        raise BadInput(f"{slug!r} is not a slug: use small letters, digits and dashes, like {slug_of(slug)!r}")
    if not url.startswith(("http://", "https://")) or len(url.split("/")[2]) == 0:
        raise BadInput(f"{url!r} is not a web address (http://… or https://…)")
    told = platform or guess_platform(url)
    if told is None:
        raise BadInput(f"the address {url} does not tell its platform: say --platform moderngov, cmis or rss")
    if told not in ("moderngov", "cmis", "rss"):
        raise BadInput(f"there is no spider for platform {told!r}: there are moderngov, cmis and rss")
    if keep not in ("full", "excerpt"):
        raise BadInput(f"--keep is full or excerpt, not {keep!r}")
    with archive_of(context) as archive:
        registry = archive.watched.registry()
        if council and slug_of(council) not in registry:
            say(f"warning: no council {slug_of(council)!r} is in the registry", "yellow")
        archive.watched.add(
            Source(
                slug=slug,
                name=name or slug.replace("-", " ").title(),
                platform=told,  # type: ignore[arg-type]
                url=url,
                nation=nation,
                type="outlet" if told == "rss" else None,
                council=slug_of(council) if council else None,
                keep=keep,  # type: ignore[arg-type]
                origin="added by the user",
            )
        )
        same = [s.slug for s in registry.values() if s.site and s.site == url.rstrip("/") and s.slug != slug]
    say(f"added {slug} ({told}, {url}); next: councilwatch watch {slug}")
    if same:
        say(f"note: {', '.join(same)} has the same site: they are crawled once", "yellow")
