"""`commitments`: list what was promised, with filters."""

import sys
from datetime import date
from textwrap import shorten
from typing import Annotated, Any

import typer
from rich.text import Text

from cli.options import AsOf, Council, Json, archive_of, council_slug, now, read_day, session, warn_of_unknown
from cli.output import print_json, say, table
from records.errors import BadUsage

STATUS_WORDS = {"overdue_unknown": "overdue", "no_evidence": "no evidence", "due_soon": "due soon"}
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
        raise BadUsage(f"--sort is {', '.join(SORTS)}, not {sort!r}")
    if status and status not in STATUSES:
        raise BadUsage(f"{status!r} is no status; there are: {', '.join(STATUSES)}")
    if measure and measure not in topic.measure:
        raise BadUsage(f"{topic.name} has no measure {measure!r}; there are: {', '.join(topic.measure)}")
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
        warn_of_unknown(archive, council_slug(council))
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
    """What is promised, in few words: "+15 carers", "60:40", "≤ £2,000,000"."""
    if one["value"] is None:
        return one["value_text"] or ""
    if one["change"] == "ratio":
        return one["value_text"] or _number(one["value"], one["unit"])
    sign = {"increase_by": "+", "decrease_by": "−", "at_least": "≥ ", "at_most": "≤ "}.get(one["change"], "")
    high = f"–{_number(one['value_high'], one['unit'])}" if one["value_high"] is not None else ""
    unit = {"percent": "%", "gbp": "", None: "", "other": ""}.get(
        one["unit"], f" {(one['unit'] or '').replace('_', ' ')}"
    )
    return f"{sign}{_number(one['value'], one['unit'])}{high}{unit}"


def _number(value: float, unit: str | None) -> str:
    digits = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}" if unit == "gbp" else f"{value:,g}"
    return f"£{digits}" if unit == "gbp" else digits


def status_of(one: dict[str, Any]) -> Text:
    """A status in people's words, with its colour."""
    return Text(STATUS_WORDS.get(one["status"], one["status"]), style=STATUS_STYLE.get(one["status"], ""))


def _print(found: list[dict[str, Any]]) -> None:
    councils = {one["council"] for one in found}
    several = len(councils) > 1
    if not several:
        say(f"council: {next(iter(councils)) or 'unknown'}")
    columns = ["id", *(["council"] if several else []), "target", "due", "status", "what"]
    table(
        columns,
        [
            [
                one["id"],
                *([one["council"]] if several else []),
                target_of(one),
                (one["deadline"] or {}).get("end"),
                status_of(one),
                shorten(one["statements"][0]["quote"], 90, placeholder=" …"),
            ]
            for one in found
        ],
        whole=("id", "council", "due", "status"),
    )
    counted = "1 commitment" if len(found) == 1 else f"{len(found)} commitments"
    say(f"{counted}; `councilwatch commitment ID` shows statements, evidence and why")


def _print_csv(found: list[dict[str, Any]]) -> None:
    from pipeline.csv_cells import write_csv
    from pipeline.export_columns import COMMITMENTS
    from pipeline.export_rows import commitment_row

    write_csv(sys.stdout, list(COMMITMENTS), map(commitment_row, found))
