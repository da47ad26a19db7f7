"""`sources`: the registry of councils and outlets."""

from typing import Annotated

import typer

from cli.options import Json, archive_of
from cli.output import print_json, say, table
from records.errors import BadInput
from records.registry import guess_platform
from records.slugs import slug as slug_of
from records.sources import Source

_group = typer.Typer(no_args_is_help=True, help="The registry of councils and outlets: list it, add to it, check it.")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(_group, name="sources")


@_group.command("list")
def list_sources(
    context: typer.Context,
    nation: Annotated[str | None, typer.Option(help="England, Wales, Scotland or Northern Ireland.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="county, unitary, district, outlet, …")] = None,
    platform: Annotated[str | None, typer.Option(help="moderngov, cmis, rss, other, unknown or none.")] = None,
    childrens_services: Annotated[
        bool | None, typer.Option("--childrens-services/--no-childrens-services", help="Runs children's services.")
    ] = None,
    watched: Annotated[bool, typer.Option("--watched", help="Only what is watched.")] = False,
    as_json: Json = False,
) -> None:
    """List councils and outlets.

    Example: councilwatch sources list --nation Wales --childrens-services
    """
    with archive_of(context) as archive:
        watching = set(archive.watched.watched())
        found = [
            source
            for source in archive.watched.registry().values()
            if (nation is None or (source.nation or "").lower() == nation.lower())
            and (type_ is None or (source.type or "").lower() == type_.lower())
            and (platform is None or source.platform == platform.lower())
            and (childrens_services is None or source.childrens_services == childrens_services)
            and (not watched or source.slug in watching)
        ]
    found.sort(key=lambda source: source.slug)
    if as_json:
        print_json({"sources": [_document(source, source.slug in watching) for source in found]})
        return
    if not found:
        say("no source fits; `councilwatch sources list` without options shows all")
        return
    table(
        ["slug", "name", "nation", "type", "platform", "watched", "site"],
        [
            [
                source.slug,
                source.name,
                source.nation,
                source.type,
                source.platform,
                "watched" if source.slug in watching else "",
                source.url or (f"→ {', '.join(source.replaced_by)}" if source.replaced_by else None),
            ]
            for source in found
        ],
    )
    say(f"{len(found)} sources")


@_group.command("add")
def add_source(
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


def _document(source: Source, watched: bool) -> dict[str, object]:
    return {
        "slug": source.slug,
        "name": source.name,
        "nation": source.nation,
        "type": source.type,
        "platform": source.platform,
        "url": source.url,
        "childrens_services": source.childrens_services,
        "council": source.council,
        "watched": watched,
        "keep": source.keep,
        "replaced_by": list(source.replaced_by),
        "replaced_on": source.replaced_on,
        "notes": {
            "robots": source.robots_note,
            "http": source.http_note,
            "web_service": source.web_service_note,
            "note": source.note,
        },
        "origin": source.origin,
    }
