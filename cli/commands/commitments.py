"""`commitments`: list what was promised, with filters."""

import csv
import sys
from datetime import date
from typing import Annotated, Any

import typer
from rich.text import Text

from cli.options import AsOf, Council, Json, archive_of, council_slug, now, read_day, session
from cli.output import print_json, safe, say, table
from records.errors import BadInput

STATUS_STYLE = {
    "met": "green",
    "missed": "red",
    "overdue_unknown": "yellow",
    "due_soon": "bold yellow",
    "superseded": "dim",
}


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("commitments")(run)


def run(
    context: typer.Context,
    council: Council = None,
    measure: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this measure, e.g. in_house_foster_carers.")
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(help="open, due_soon, overdue, met, missed, superseded or no_evidence."),
    ] = None,
    due_before: Annotated[
        date | None, typer.Option(parser=read_day, metavar="DAY", help="Due before this day.")
    ] = None,
    as_of: AsOf = None,
    query: Annotated[str | None, typer.Option(help="Words that must stand in a quotation.")] = None,
    sort: Annotated[str, typer.Option(help="deadline, published or longest-open.")] = "deadline",
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV on stdout.")] = False,
    as_json: Json = False,
) -> None:
    """List commitments with their status, today or as it was known on any day.

    Examples: councilwatch commitments --status overdue --sort longest-open ·
    councilwatch commitments --council powys --as-of 2019-03-01
    """
    from archive.bundled import load_topic
    from pipeline.tracking import SORTS, STATUSES, commitments

    topic = load_topic(session(context).settings.topic)
    if sort not in SORTS:
        raise BadInput(f"--sort is {', '.join(SORTS)}, not {sort!r}")
    if status and status not in STATUSES:
        raise BadInput(f"{status!r} is no status; there are: {', '.join(STATUSES)}")
    if measure and measure not in topic.measure:
        raise BadInput(f"{topic.name} has no measure {measure!r}; there are: {', '.join(topic.measure)}")
    with archive_of(context) as archive:
        found = commitments(
            archive,
            topic,
            as_of=as_of or now().date(),
            council=council_slug(council),
            measure=measure,
            status=status,
            due_before=due_before,
            query=query,
            sort=sort,
        )
        kept = sum(archive.findings.counts().values())
    if as_json:
        print_json(found)
    elif as_csv:
        _print_csv(found)
    elif not found:
        say("no commitment fits" if kept else "nothing is found yet: `councilwatch process` searches what is kept")
    else:
        _print(found)


def target_of(one: dict[str, Any]) -> str:
    """What is promised, in few words: "+15 carers", "60:40", "at most £2,000,000"."""
    if one["value"] is None:
        return one["value_text"] or ""
    number = f"£{one['value']:,.0f}" if one["unit"] == "gbp" else f"{one['value']:g}"
    if one["value_high"] is not None:
        number += f"–{one['value_high']:g}"
    sign = {"increase_by": "+", "decrease_by": "−", "at_least": "≥ ", "at_most": "≤ "}.get(one["change"], "")
    if one["change"] == "ratio":
        return one["value_text"] or number
    unit = {"percent": "%", "gbp": "", None: "", "other": ""}.get(
        one["unit"], f" {(one['unit'] or '').replace('_', ' ')}"
    )
    return f"{sign}{number}{unit}"


def _print(found: list[dict[str, Any]]) -> None:
    table(
        ["id", "council", "what", "target", "due", "status", "said"],
        [
            [
                one["id"],
                one["council"],
                Text(safe(one["statements"][0]["quote"][:90])),
                target_of(one),
                (one["deadline"] or {}).get("end"),
                Text(one["status"], style=STATUS_STYLE.get(one["status"], "")),
                f"{len(one['statements'])}×",
            ]
            for one in found
        ],
    )
    say(f"{len(found)} commitments; `councilwatch commitment ID` shows statements, evidence and why")


def _print_csv(found: list[dict[str, Any]]) -> None:
    from pipeline.export_columns import COMMITMENTS
    from pipeline.export_rows import commitment_row

    writer = csv.DictWriter(sys.stdout, list(COMMITMENTS))
    writer.writeheader()
    writer.writerows(commitment_row(one) for one in found)
