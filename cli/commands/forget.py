"""`forget`: remove a paper's bytes and text, and all that holds its words, for good, keeping an audit line."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import Json, archive_of, now
from cli.output import print_json, say, table
from cli.progress import progress_bars
from records.errors import BadUsage

if TYPE_CHECKING:
    from archive.holders import Holders
    from archive.home import Archive


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("forget")(run)


def run(
    context: typer.Context,
    paper: Annotated[str | None, typer.Argument(metavar="PAPER", help="A paper's id.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why, for the audit line.")] = None,
    who: Annotated[str | None, typer.Option(envvar="USER", help="Who decides, for the audit line.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Allow a forgotten paper to be fetched or added again.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="The audit lines so far.")] = False,
    as_json: Json = False,
) -> None:
    """Remove every byte and word of a paper, for instance because it names a child. It is never fetched again.

    What else holds its words goes too, and is named before anything is removed: the same file under another address,
    the pack it stands in, the history of its matter, the pages as they were captured.

    Example: councilwatch forget powys-3f9a2c1b7d --reason "names a child" --who editor@example.org
    """
    from archive.holders import holders
    from pipeline.forget_papers import finish_forgetting, forget_paper

    with archive_of(context, write=not listed) as archive:
        if listed:
            _list(archive, as_json)
            return
        if paper and undo:
            _undo(archive, paper, who, as_json)
            return
        if not paper or not reason or not who:
            raise BadUsage("say which paper, --reason and --who: they are the audit line")
        kept = archive.papers.get(paper)
        if kept.state == "forgotten":  # again: what a killed run left behind
            gone, others, parts = finish_forgetting(archive), [], []
        else:
            with progress_bars() as bars:
                found = holders(archive, kept.paper, bars)
            others, parts = (
                [{"paper": one.id, "title": one.title, "kind": one.kind} for one in listed_papers]
                for listed_papers in (found.others, found.parts)
            )
            if not yes and not _agreed(found):
                raise typer.Exit(1)
            gone = forget_paper(archive, found, who=who, at=now(), reason=reason)
    if as_json:
        print_json({"paper": kept.paper.id, "also": others, "stay": parts, "removed": gone})
    else:
        also = f" and {len(others)} others that held its words" if others else ""
        say(f"forgotten: {kept.paper.id}{also}; {len(gone)} files removed, the audit line is kept")
        for part in parts:
            say(f"stays, with words that stood in it too: {part['kind']} {part['title']!r} ({part['paper']})", "yellow")


def _agreed(found: "Holders") -> bool:
    for other in found.others:
        say(f"holds its words and goes too: {other.kind} {other.title!r} ({other.id})", "yellow")
    if found.captures:
        say(f"{len(found.captures)} captured pages hold its words and go too", "yellow")
    return typer.confirm(f"Remove {found.paper.title!r} ({found.paper.id}) for good?", err=True)


def _undo(archive: "Archive", paper: str, who: str | None, as_json: bool) -> None:
    from archive.forgetting import forget_no_more

    if not who:
        raise BadUsage("say --who: it is the audit line")
    lifted = forget_no_more(archive, archive.papers.get(paper).paper.id, who=who, at=now())
    if as_json:
        print_json({"allowed": lifted})
    else:
        say(f"allowed again: {', '.join(lifted)}; what was removed is gone: `crawl --full` or `add` brings it back")


def _list(archive: "Archive", as_json: bool) -> None:
    from dataclasses import asdict

    lines = archive.forgotten.lines()
    if as_json:
        print_json({"forgotten": [asdict(line) for line in lines]})
        return
    taken_back = [f"{line.lifted_at:%Y-%m-%d} {line.lifted_by}" if line.lifted_at else None for line in lines]
    table(
        ["paper", "when", "who", "why", "because of", "taken back"],
        [
            [line.paper, line.at, line.who, line.reason, line.because_of, back]
            for line, back in zip(lines, taken_back, strict=True)
        ],
    )
