"""`status`: what is kept and what is not, per source."""

from typing import Annotated, Any

import typer
from rich.text import Text

from cli.options import Json, archive_of, now, session, warn_of_unknown
from cli.output import print_json, say, table

_CHANGES_SHOWN = 10
_COLOURS = {"ok": "green", "empty": "green", "partial": "yellow"}


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("status")(run)


def run(
    context: typer.Context,
    slug: Annotated[str | None, typer.Argument(metavar="[SLUG]", help="One source, by body and year.")] = None,
    as_json: Json = False,
) -> None:
    """Say how complete the archive is, how each source's last run ended, and which papers cannot be read.

    Examples: councilwatch status · councilwatch status powys · councilwatch status --json
    """
    from pipeline.status import status

    settings = session(context).settings
    with archive_of(context) as archive:
        document = status(archive, now=now(), topic=settings.topic, engine=settings.engine)
        warn_of_unknown(archive, slug)
        if slug or as_json:
            document["by_body"] = archive.completeness.by_body(slug)
    if slug:
        document["sources"] = [row for row in document["sources"] if row["slug"] == slug]
        document["not_readable"] = [row for row in document["not_readable"] if row["source"] == slug]
        document["changed_figures"] = [row for row in document["changed_figures"] if row["source"] == slug]
    if as_json:
        print_json(document)
        return
    if not document["sources"]:
        say(
            f"nothing is kept of {slug}"
            if slug
            else "nothing is watched or kept yet; start with `councilwatch demo`, or `councilwatch watch powys`"
        )
        return
    _print(document, slug)


def _print(document: dict[str, Any], slug: str | None) -> None:
    table(
        ["source", "outcome", "last ok", "meetings", "papers", "read", "bad", "asked"],
        [
            [
                row["slug"],
                Text(row["outcome"] or "–", style=_COLOURS.get(row["outcome"], "red") if row["outcome"] else ""),
                row["last_success"].date() if row["last_success"] else None,
                f"{row['meetings']['captured']}/{row['meetings']['listed']}",
                f"{row['papers']['fetched']}/{row['papers']['linked']}",
                row["papers"]["readable"],
                row["papers"]["quarantined"],
                row["requests"],
            ]
            for row in document["sources"]
        ],
        whole=("source", "outcome", "last ok", "meetings", "papers"),
    )
    say(
        "meetings captured/listed; papers fetched/linked, read + bad + not read yet = fetched; bad: cannot be read; "
        "asked: requests of the last run",
        "dim",
    )
    for row in document["sources"]:
        for sentence in (row["reason"], row["stale"]):
            if sentence:
                say(f"{row['slug']}: {sentence}", "yellow")
    if slug:
        table(
            ["body", "year", "meetings", "papers", "fetched", "readable"],
            [
                [
                    r["body"],
                    str(r["year"] or "–"),
                    f"{r['captured']}/{r['listed']}",
                    r["linked"],
                    r["fetched"],
                    r["readable"],
                ]
                for r in document["by_body"]
            ],
        )
    papers, found = document["papers"], document["findings"]
    say(
        f"{papers['kept']} papers kept: {papers['readable']} readable ({papers['indexed']} of them indexed), "
        f"{papers['quarantined']} cannot be read, {papers['unread']} not read yet; "
        f"{found['statement']} statements and {found['observation']} observations found"
    )
    _print_changes(document["changed_figures"])
    for row in document["not_readable"][:20]:
        say(f"{row['kind']}: {row['paper']} {row['title']}: {row['reason']}", "yellow")
    if len(document["not_readable"]) > 20:
        say(f"… and {len(document['not_readable']) - 20} more: `status --json` lists all")


def _print_changes(rows: list[dict[str, Any]]) -> None:
    from pipeline.versions import sentence

    for row in rows[:_CHANGES_SHOWN]:
        say(f"changed figure: {row['paper']} {row['title']}: {sentence(row)}", "bold yellow")
    if len(rows) > _CHANGES_SHOWN:
        say(f"… and {len(rows) - _CHANGES_SHOWN} more changed figures: `status --json` lists all")
