"""`sources add`: a row of the user's own, and with `--record` a few pages of its site to test the parsers with."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.commands.crawl import FAILED
from cli.options import archive_of, now, session
from cli.output import say, table
from records.errors import BadInput, BadUsage
from records.registry import guess_platform, quirk_named
from records.slugs import slug as slug_of
from records.slugs import slug_of_host
from records.sources import Source

if TYPE_CHECKING:
    from archive.home import Archive


def register(group: typer.Typer) -> None:
    """Add the command to its group."""
    group.command("add")(run)


def run(
    context: typer.Context,
    slug_or_url: Annotated[
        str, typer.Argument(metavar="SLUG|URL", help="The short name commands will use; or the address alone.")
    ],
    url: Annotated[str | None, typer.Option(help="Base address of the committee site, or the feed's address.")] = None,
    slug: Annotated[str | None, typer.Option(help="With an address alone: the short name, else told by it.")] = None,
    name: Annotated[str | None, typer.Option(help="The council's or outlet's name.")] = None,
    platform: Annotated[
        str | None, typer.Option(help="moderngov, cmis or rss; told from the address if left out.")
    ] = None,
    nation: Annotated[str | None, typer.Option(help="England, Wales, Scotland or Northern Ireland.")] = None,
    council: Annotated[str | None, typer.Option(metavar="SLUG", help="For an outlet: whose stories it tells.")] = None,
    quirk: Annotated[
        str | None, typer.Option(metavar="MODULE:CLASS", help="A spider of your own for this site alone.")
    ] = None,
    keep: Annotated[str, typer.Option(help="full, or excerpt: headline and first lines only.")] = "full",
    record: Annotated[
        bool, typer.Option("--record", help="Fetch a few pages and keep them as the parsers' test.")
    ] = False,
    into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where recorded pages go; ./recorded/SLUG if left out.")
    ] = None,
    delay: Annotated[float | None, typer.Option(min=0, help="With --record: seconds between two requests.")] = None,
) -> None:
    """Add a source of your own. Sends nothing; `sources check` and `--record` do.

    Examples: councilwatch sources add exmouth --name "Exmouth" --platform moderngov --url https://exmouth.moderngov.co.uk
    · councilwatch sources add https://exmouth.moderngov.co.uk --record
    """
    source = _source(slug_or_url, url, slug, name, platform, nation, council, keep, quirk)
    with archive_of(context, write=record) as archive:
        registry = archive.watched.registry()
        if source.council and source.council not in registry:
            say(f"warning: no council {source.council!r} is in the registry", "yellow")
        if source.quirk:
            _load(source)
        archive.watched.add(source)
        same = [s.slug for s in registry.values() if s.slug != source.slug and s.addresses & source.addresses]
        say(f"added {source.slug} ({source.platform}, {source.url}); next: councilwatch watch {source.slug}")
        if same:
            say(f"note: {', '.join(same)} has the same site: they are crawled once", "yellow")
        good = not record or _record(context, archive, source, into or Path("recorded") / source.slug, delay)
    if not good:
        raise typer.Exit(FAILED)


def _source(
    slug_or_url: str,
    url: str | None,
    slug: str | None,
    name: str | None,
    platform: str | None,
    nation: str | None,
    council: str | None,
    keep: str,
    quirk: str | None,
) -> Source:
    """The row the user described. Raises BadInput with what is wrong with it."""
    if "://" in slug_or_url:
        if url:
            raise BadUsage("give the address once: as the first word, or with --url")
        url, wanted = slug_or_url, slug or slug_of_host(slug_or_url)
        if wanted is None:
            raise BadUsage(f"the address {url} does not tell a name: say --slug")
    else:
        if slug:
            raise BadUsage(f"the short name is given twice: {slug_or_url} and --slug {slug}")
        wanted = slug_or_url
    if wanted != slug_of(wanted):
        raise BadUsage(f"{wanted!r} is not a slug: use small letters, digits and dashes, like {slug_of(wanted)!r}")
    if not url:
        raise BadUsage(f"where is {wanted}? Give its address with --url")
    if not url.startswith(("http://", "https://")) or len(url.split("/")[2]) == 0:
        raise BadUsage(f"{url!r} is not a web address (http://… or https://…)")
    told = platform or guess_platform(url)
    if told is None:
        raise BadUsage(f"the address {url} does not tell its platform: say --platform moderngov, cmis or rss")
    if told not in ("moderngov", "cmis", "rss"):
        raise BadUsage(f"there is no spider for platform {told!r}: there are moderngov, cmis and rss")
    if keep not in ("full", "excerpt"):
        raise BadUsage(f"--keep is full or excerpt, not {keep!r}")
    try:
        quirk_named(quirk, "--quirk")
    except BadInput as error:
        raise BadUsage(str(error)) from None
    return Source(
        slug=wanted,
        name=name or wanted.replace("-", " ").title(),
        platform=told,  # type: ignore[arg-type]
        url=url,
        nation=nation,
        type="outlet" if told == "rss" else None,
        council=slug_of(council) if council else None,
        keep=keep,  # type: ignore[arg-type]
        quirk=quirk,
        origin="added by the user",
    )


def _load(source: Source) -> None:
    """Raise BadInput where the quirk is no spider, before the first crawl finds out."""
    from crawler.run import spider_of

    spider_of(source)


def _record(context: typer.Context, archive: "Archive", source: Source, folder: Path, delay: float | None) -> bool:
    """Record a few pages; whether the source answered and the parsers read them."""
    from archive.bundled import load_topic
    from crawler.recording import record
    from crawler.task import Options
    from pipeline.record_pages import gate, write_pages

    settings = session(context).settings
    options = Options(
        delay=settings.delay if delay is None else delay, contact=settings.contact, patience=1.0, timeout=60.0
    )
    pages, conclusion = record(archive, source, load_topic(settings.topic), options, now())
    if not pages:
        say(f"nothing was recorded: {conclusion.reason}", "yellow")
        return False
    written = write_pages(folder, pages, source.site or "")
    table(["page", "bytes as it came", "trimmed"], [
        [str(path), len(page.body), path.stat().st_size] for path, page in zip(written, pages, strict=True)
    ])  # fmt: skip
    faults = gate(folder)
    for fault in faults:
        say(fault, "red")
    say(f"{len(written)} pages in {folder}, each beside what its parser reads: read them before you share them, since "
        "minutes can name people")  # fmt: skip
    answered = conclusion.outcome in ("ok", "empty")
    if not answered and conclusion.reason:
        say(conclusion.reason, "yellow")
    return answered and not faults
