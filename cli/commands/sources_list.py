"""`sources list`: councils and outlets by nation, type, platform and what they run."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, get_args

import typer

from cli.options import Json, archive_of
from cli.output import out, print_json, say, table
from records.errors import BadUsage
from records.sources import Platform, Source


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
        registry = archive.watched.registry().values()
        _known("--nation", nation, {source.nation for source in registry})
        _known("--type", type_, {source.type for source in registry})
        _known("--platform", platform, set(get_args(Platform)))
        found = [
            source
            for source in registry
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
        none = "nothing is watched yet: `councilwatch watch powys` begins" if watched and not watching else (
            "no source fits all of that; `councilwatch sources list` without options shows all"
        )  # fmt: skip
        say(none)
        return
    columns = {
        "slug": [source.slug for source in found],
        "name": [source.name for source in found],
        "nation": [source.nation for source in found],
        "type": [source.type for source in found],
        "platform": [source.platform for source in found],
        "watched": ["watched" if source.slug in watching else "" for source in found],
        "site": [source.url or _successors(source) for source in found],
    }
    names = _fitting(columns, out().width)
    table(names, list(zip(*(columns[name] for name in names), strict=True)), whole=names)
    left = [f"{name}s" for name in columns if name not in names]
    say(f"{len(found)} sources" + (f"; a wider terminal, or --json, shows {' and '.join(left)}" if left else ""))


def _fitting(columns: Mapping[str, Sequence[str | None]], width: int) -> list[str]:
    """The columns that fit beside each other, a line a source: what is told anyway, then the rest in its order."""
    widths = {name: max(len(cell or "–") for cell in [name, *cells]) + 2 for name, cells in columns.items()}
    names = ["slug", "type", "platform", "watched"]
    for name in ("name", "site", "nation"):
        if sum(widths[one] for one in (*names, name)) <= width:
            names.append(name)
    return [name for name in columns if name in names]


def _known(option: str, value: str | None, values: Iterable[str | None]) -> None:
    """Raise BadUsage for a value that no row has."""
    there = sorted({one for one in values if one}, key=str.lower)
    if value is not None and value.lower() not in (one.lower() for one in there):
        raise BadUsage(f"{option} {value!r}: there are {', '.join(there)}")


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
