"""`demo`: the whole pipeline on a bundled pretend council and its newspapers, on loopback, without a network."""

import shutil
from contextlib import ExitStack, suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from cli.commands.commitment import print_commitment
from cli.commands.crawl import end, print_results
from cli.commands.search import print_hit
from cli.options import read_day, session
from cli.output import out, say
from cli.progress import progress_bars, source_lines

if TYPE_CHECKING:
    from archive.home import Archive
    from records.sources import Source
    from records.topics import Topic

SEARCHES = ('"in-house foster carers"', "agency social workers", '"Gwernen House"')
_EVIDENCE_SHOWN = 6
MEASURE = "in_house_foster_carers"
COUNCIL = "morfa-elin"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("demo")(run)


def run(
    context: typer.Context,
    serve: Annotated[bool, typer.Option("--serve", help="Leave the pretend sites up until Ctrl-C.")] = False,
    as_of: Annotated[
        date | None, typer.Option(parser=read_day, metavar="DAY", help="The day the pretend sites are looked at.")
    ] = None,
) -> None:
    """Show everything at work on an invented Welsh county council: crawl, read, find, follow. About half a minute.

    The council, the newspapers and everybody in them are invented. Nothing leaves this machine.

    Example: councilwatch demo
    """
    from archive.bundled import load_topic
    from archive.home import open_archive
    from cli.demo.pretend_council import DEMO_DAY

    home = session(context).home / "demo"
    shutil.rmtree(home, ignore_errors=True)
    day = as_of or DEMO_DAY
    now = datetime.combine(day, time(20), UTC)
    with ExitStack() as stack:
        sources = pretend_sources(stack, day)
        archive = stack.enter_context(_closing(open_archive(home)))
        topic = load_topic("childrens-services")
        for source in sources:
            archive.watched.add(source)
        archive.watched.watch(source.slug for source in sources)
        with archive.lock():
            _collect(archive, sources, topic, now)
        _find(archive, topic, now)
        _tell(archive, topic, day, home)
        _where_next(home, sources, day)
        if serve:
            for source in sources:
                out().print(Text(f"  {source.slug:22} {source.platform:10} {source.url}"), soft_wrap=True)
            say("the pretend sites stay up at these addresses; Ctrl-C ends them", "bold")
            _wait()


def pretend_sources(stack: ExitStack, day: date) -> "list[Source]":
    """The pretend council and its two newspapers, served until the stack closes, as rows of the registry."""
    from cli.demo.pretend_council import PretendCouncil
    from cli.demo.pretend_paper import PretendPaper
    from records.sources import Source

    council = stack.enter_context(PretendCouncil(as_of=day))
    journal = stack.enter_context(PretendPaper(as_of=day))
    post = stack.enter_context(PretendPaper(as_of=day, outlet="post"))
    invented = "invented for the demo"
    return [
        Source(slug=COUNCIL, name="Morfa Elin", platform="moderngov", url=council.url, nation="Wales",
               childrens_services=True, origin=invented),
        Source(slug="elin-valley-journal", name=journal.name, platform="rss", url=journal.feed, type="outlet",
               council=COUNCIL, origin=invented),
        Source(slug="coast-and-hills-post", name=post.name, platform="rss", url=post.feed, type="outlet",
               council=COUNCIL, origin=invented),
    ]  # fmt: skip


def _collect(archive: "Archive", sources: "list[Source]", topic: "Topic", now: datetime) -> None:
    from crawler.run import crawl
    from crawler.task import Options
    from pipeline.process import process

    _heading("Collect", "a council's committee site and two newspapers, all invented, on loopback")
    options = Options(since=date(2018, 1, 1), delay=0, contact="https://example.org/demo")
    with source_lines() as lines:
        report = crawl(archive, sources, topic, options, now, progress=lines)
    print_results(report)
    end(report)
    _heading("Read and find", "every page's text, every promise and figure in it")
    with progress_bars() as bars:
        counts = process(archive, topic, engine="whoosh", now=now, workers=2, progress=bars)
    found = archive.findings.counts()
    say(
        f"{counts.reading.read} papers read, {counts.reading.quarantined} quarantined with their reason, "
        f"{found.get('statement', 0)} statements and {found.get('observation', 0)} figures found"
    )


def _find(archive: "Archive", topic: "Topic", now: datetime) -> None:
    from pipeline.searching import search

    for words in SEARCHES:
        _heading("Search", words)
        found = search(archive, topic, words, engine="whoosh", now=now, limit=2)
        for hit in found["hits"]:
            print_hit(hit)
        say(f"{found['total']} papers found among {found['searched']['papers']}")


def _tell(archive: "Archive", topic: "Topic", day: date, home: Path) -> None:
    from pipeline.charts import draw_terminal
    from pipeline.series import series
    from pipeline.tracking import commitments

    _heading("Follow", "one promise: made, restated in the press, missed, moved, reported against")
    found = commitments(archive, topic, as_of=day, council=COUNCIL, measure=MEASURE, sort="published")
    for one in story_of(found):
        more = f'councilwatch --home "{home}" commitment {one["id"]} --as-of {day} --all'
        print_commitment(one, most=_EVIDENCE_SHOWN, rest=more)
        out().print()
    points = series(archive, topic, MEASURE, as_of=day, councils=[COUNCIL])
    drawing = draw_terminal(points, width=out().width, title=topic.measure[MEASURE].name)
    if drawing:
        typer.echo(drawing)


def story_of(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The one promise told, with what it became: of the targets with a number, a day and evidence, the first that
    moved, else the first."""
    told = [one for one in found if one["kind"] == "target" and one["deadline"] and one["evidence"]]
    told.sort(key=lambda one: not one["drift"])
    moved = {drift["later"] for one in told[:1] for drift in one["drift"]}
    return [*told[:1], *(one for one in told[1:] if one["id"] in moved)]


def _where_next(home: Path, sources: "list[Source]", day: date) -> None:
    _heading("Your turn", "the demo's archive stays here")
    console = out()
    for line in (
        f'councilwatch --home "{home}" search "recruitment of foster carers" --facets',
        f'councilwatch --home "{home}" commitments --as-of {day} --status overdue --sort longest-open',
        f'councilwatch --home "{home}" track {MEASURE} --council {sources[0].slug} --as-of {day} --chart carers.svg',
        f'councilwatch --home "{home}" status',
    ):
        console.print(Text("  " + line), soft_wrap=True)
    say("the addresses of the pretend sites answer only while `councilwatch demo --serve` runs", "dim")


def _heading(what: str, more: str) -> None:
    out().print(Text(f"\n{what}: ", style="bold cyan") + Text(more, style="cyan"))


def _closing(archive: "Archive") -> Any:
    from contextlib import closing

    return closing(archive)


def _wait() -> None:
    from threading import Event

    with suppress(KeyboardInterrupt):
        Event().wait()
