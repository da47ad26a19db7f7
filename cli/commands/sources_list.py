"""`sources list`: councils and outlets by nation, type, platform and what they run."""

from typing import Annotated

import typer

from cli.options import Json, archive_of
from cli.output import out, print_json, say, table
from records.sources import Source

_ROOMY = 120  # columns from which names and addresses fit beside the rest


def register(group: typer.Typer) -> None:
    """Add the command to its group."""
    group.command("list")(run)


def run(
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
    roomy = out().width >= _ROOMY
    table(
        ["slug", *(["name"] if roomy else []), "nation", "type", "platform", "watched", *(["site"] if roomy else [])],
        [
            [
                source.slug,
                *([source.name] if roomy else []),
                source.nation,
                source.type,
                source.platform,
                "watched" if source.slug in watching else "",
                *([source.url or _successors(source)] if roomy else []),
            ]
            for source in found
        ],
        whole=("slug", "platform", "watched"),
    )
    say(f"{len(found)} sources" + ("" if roomy else "; a wider terminal, or --json, shows names and sites"))


def _successors(source: Source) -> str | None:
    return f"→ {', '.join(source.replaced_by)}" if source.replaced_by else None


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
