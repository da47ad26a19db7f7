"""`commitment`: one promise through time: statements, drift, evidence, status and why."""

from typing import Annotated, Any

import typer
from rich.text import Text

from cli.commands.commitments import status_of, target_of
from cli.options import AsOf, Json, archive_of, now, session
from cli.output import out, print_json, safe, shown, table

_EVIDENCE_SHOWN = 12


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("commitment")(run)


def run(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="A commitment's id, or a beginning of it.")],
    as_of: AsOf = None,
    cite: Annotated[bool, typer.Option("--cite", help="Only its citation lines.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="All its evidence, however much there is.")] = False,
    as_json: Json = False,
) -> None:
    """Show a commitment: every statement of it with page and quotation, what changed, the evidence, the status and why.

    Examples: councilwatch commitment c-3f9a2c1b7d10 · councilwatch commitment c-3f9a2c1b7d10 --cite
    """
    from archive.bundled import load_topic
    from pipeline.tracking import citations, one_commitment

    with archive_of(context) as archive:
        one = one_commitment(archive, load_topic(session(context).settings.topic), id, as_of=as_of or now().date())
        names = {slug: source.name for slug, source in archive.watched.registry().items()}
    if cite:
        lines = citations(one, names)
        if as_json:
            print_json({"id": one["id"], "citations": lines})
        else:
            for line in lines:
                typer.echo(safe(line))
        return
    if as_json:
        print_json(one)
    else:
        print_commitment(one, most=len(one["evidence"]) if everything else _EVIDENCE_SHOWN)


def print_commitment(one: dict[str, Any], *, most: int = _EVIDENCE_SHOWN, rest: str = "--all shows them") -> None:
    """One commitment for people: status and why, statements, drift, at most so many rows of evidence, and where the
    rest of them is."""
    console = out()
    due = (one["deadline"] or {}).get("end")
    console.print(Text(f"{one['id']} · {one['council'] or 'council unknown'} · {one['measure']}", style="dim"))
    console.print(
        status_of(one),
        Text(safe(f"on {one['as_of']}: {one['reason']}")),
    )
    console.print(Text(f"{one['kind']}, {one['strength']}: {target_of(one)}" + (f", due {due}" if due else "")))
    console.print(Text("\nSaid", style="bold"))
    for said in one["statements"]:
        _quote(said, f"{said['strength']}")
    for tie in [*one.get("reported_by", []), *one.get("reports_on", [])]:
        print_tie(tie, "reported by" if tie in one["reported_by"] else "reports on")
    for drift in one["drift"]:
        console.print(Text(f"\n{drift['relation'].capitalize()}: {safe(drift['why'])}", style="bold yellow"))
        table(
            [f"{drift['before']['published']}", f"{drift['after']['published']}"],
            [[f"“{drift['before']['quote']}”", f"“{drift['after']['quote']}”"]],
        )
    for change in one.get("changed", []):
        _changed(change)
    console.print(Text("\nEvidence", style="bold"))
    for item in one["evidence"][:most]:
        _quote(item, item["bearing"] + (", self-reported" if item["self_reported"] else ""), item["why"])
    if len(one["evidence"]) > most:
        console.print(Text(f"  {len(one['evidence']) - most} more: {rest}", style="dim"), soft_wrap=True)
    if not one["evidence"]:
        console.print("none found")
    for note in one["notes"]:
        console.print(Text(safe(f"{note['kind']} by {note['who']} on {note['when']}: {note['text']}"), style="cyan"))


def _changed(change: dict[str, Any]) -> None:
    from pipeline.versions import sentence

    console = out()
    console.print(Text(f"\nChanged in the paper itself, seen {shown(change['seen_at'])}", style="bold yellow"))
    console.print(Text("  " + safe(sentence(change)), style="yellow"))
    console.print(Text(f"    {safe(change['title'])} · councilwatch show {change['paper']} --diff", style="dim"))


def print_tie(tie: dict[str, Any], how: str) -> None:
    """A news story and the paper it reports, from either side."""
    facts = f"  {how} {tie['published'] or 'undated'} {tie['title']} · {tie['url'] or ''} · {tie['paper']}"
    out().print(Text(safe(facts), style="dim") + Text(safe(f" ({tie['why']})"), style="dim"))


def _quote(item: dict[str, Any], label: str, why: str | None = None) -> None:
    console = out()
    day = item.get("as_of") or item["published"]
    console.print(
        Text(f"  {day or 'undated'} ", style="cyan")
        + Text(f"“{safe(item['quote'])}”")
        + Text(f" ({label})", style="dim")
    )
    place = f"    {item['title']}, p. {item['page']} · {item['url'] or ''} · {item['paper']}"
    console.print(Text(safe(place), style="dim"))
    for copy in item.get("also_at", []):
        place = f"    also {copy['published'] or 'undated'}, {copy['title']}, p. {copy['page']} · {copy['paper']}"
        console.print(Text(safe(place), style="dim"))
    if why:
        console.print(Text("    " + safe(why), style="dim"))
