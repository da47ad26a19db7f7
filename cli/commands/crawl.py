"""`crawl`: fetch what is new from the sources that are watched."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import STOPPED, Json, Since, Until, archive_of, now, session
from cli.output import print_json, say, table
from cli.progress import source_lines
from records.errors import BadInput, BadUsage
from records.registry import find_source
from records.sources import Source

if TYPE_CHECKING:
    from archive.home import Archive
    from crawler.run import CrawlReport

FAILED = 3  # exit: done, but some sources ended neither ok nor empty


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("crawl")(run)


def run(
    context: typer.Context,
    slugs: Annotated[
        list[str] | None, typer.Argument(metavar="[SLUG…]", help="Sources; all watched if left out.")
    ] = None,
    since: Since = None,
    until: Until = None,
    full: Annotated[bool, typer.Option("--full", help="Ask for every page and paper in the range again.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Meetings per source.")] = None,
    delay: Annotated[float | None, typer.Option(min=0, help="Seconds between two requests to one host.")] = None,
    all_papers: Annotated[bool, typer.Option("--all-papers", help="Also what the topic does not follow.")] = False,
    as_json: Json = False,
) -> None:
    """Crawl council sites and newspapers, politely. A source's first run covers two years; later ones what is open.

    Exit 3 when some source ended neither ok nor empty; nothing else is lost. Ctrl-C ends it with what was done so far.

    Examples: councilwatch crawl · councilwatch crawl powys --since 2018-01-01 --limit 20
    """
    from archive.bundled import load_topic
    from crawler.run import crawl
    from crawler.task import Options

    if since and until and since > until:
        raise BadUsage(f"--since {since} is after --until {until}")
    settings = session(context).settings
    options = Options(
        since=since,
        until=until,
        full=full,
        limit=limit,
        all_papers=all_papers,
        delay=settings.delay if delay is None else delay,
        contact=settings.contact,
    )
    with archive_of(context, write=True) as archive:
        sources = chosen(archive, slugs)
        if not settings.contact:
            say("warning: no contact is set; sites cannot reach you: see `councilwatch doctor`", "yellow")
        if not as_json:
            _estimate(archive, sources, options.delay, since, now().date())
        with source_lines() as lines:
            report = crawl(archive, sources, load_topic(settings.topic), options, now(), progress=lines)
    if as_json:
        print_json(crawl_document(report))
    else:
        print_results(report)
    end(report)


def end(report: "CrawlReport") -> None:
    """Exit as a crawl's report says: 130 after Ctrl-C, 3 when some source did not end well."""
    if report.stopped:
        raise typer.Exit(STOPPED)
    if not report.good:
        raise typer.Exit(FAILED)


def chosen(archive: "Archive", slugs: list[str] | None) -> list[Source]:
    """The sources named, or all that are watched. Raises BadInput for a named one that is not known or has no site; a
    watched one is passed over with a warning, unless none is left."""
    registry = archive.watched.registry()
    named = slugs or archive.watched.watched()
    if not named:
        raise BadInput("nothing is watched: `councilwatch watch powys` first, or name a source")
    names = [source.slug if (source := find_source(registry, name)) else name for name in named]
    faults = {name: fault for name in names if (fault := _fault(name, registry))}
    if faults and (slugs or len(faults) == len(names)):
        raise BadInput(next(iter(faults.values())))
    for fault in faults.values():
        say(f"warning: {fault}; the others go on", "yellow")
    return [registry[name] for name in names if name not in faults]


def _fault(name: str, registry: Mapping[str, Source]) -> str | None:
    """Why a source cannot be crawled, or None when it can."""
    if name not in registry:
        return f"there is no source {name!r}: see `councilwatch sources list`, or add it: `sources add`"
    if not registry[name].url:
        return f"{registry[name].name} has no known site (platform {registry[name].platform})"
    return None


def print_results(report: "CrawlReport") -> None:
    """A crawl's results, a line a source."""
    table(
        ["source", "outcome", "requests", "meetings", "papers", "versions"],
        [
            [
                r.source,
                r.outcome,
                r.counts.get("requests", 0),
                f"{r.counts.get('meetings_captured', 0)}/{r.counts.get('meetings_listed', 0)}",
                r.counts.get("papers_fetched", 0),
                r.counts.get("versions", 0),
            ]
            for r in report.results
        ],
        whole=("source", "outcome", "meetings"),
    )
    for result in report.results:
        if result.reason:
            say(f"{result.source}: {result.reason}", "yellow")
    if report.stopped:
        begun = {slug: counts for slug, counts in report.unfinished.items() if counts}
        for slug, counts in begun.items():
            say(
                f"{slug}: stopped after {counts.get('requests', 0)} requests, {counts.get('meetings_captured', 0)} of "
                f"{counts.get('meetings_asked', 0)} meetings and {counts.get('papers_fetched', 0)} papers"
            )
        waiting = len(report.unfinished) - len(begun)
        say(f"{len(report.results)} done, {len(begun)} stopped on the way" + f", {waiting} not begun" * bool(waiting))
    say(f"{report.requests} requests" + ("" if report.stopped else "; next: councilwatch process"))


def crawl_document(report: "CrawlReport") -> dict[str, Any]:
    """A crawl's report as one JSON document."""
    return {
        "run": report.run,
        "requests": report.requests,
        "unfinished": list(report.unfinished),  # stopped by Ctrl-C: no outcome
        "sources": [
            {
                "slug": r.source,
                "outcome": r.outcome,
                "reason": r.reason,
                "evidence": r.evidence,
                "counts": r.counts,
                "started": r.started_at,
                "finished": r.finished_at,
            }
            for r in report.results
        ],
    }


def _estimate(archive: "Archive", sources: list[Source], delay: float, since: date | None, today: date) -> None:
    """Say what a first crawl will cost, before it starts."""
    from pipeline.estimate import estimate

    first = [source for source in sources if archive.runs.last_success(source.slug) is None]
    if not first:
        return
    cost = estimate(first, since=since, today=today, delay=delay)
    say(
        f"first crawl of {len(first)} {'source' if len(first) == 1 else 'sources'}: about {cost.requests:,} requests, "
        f"{cost.hours:.1f} hours and {cost.gigabytes:.1f} GB (a guess from other councils; Ctrl-C loses nothing)"
    )
