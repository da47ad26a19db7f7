"""`export`: tables for a spreadsheet, a notebook or Datasette; captures as WARC."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.options import AsOf, Json, archive_of, now, session
from cli.output import print_json, say
from cli.progress import progress_bars
from records.errors import BadUsage, NotKept


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("export")(run)


def run(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go; made when it is not there.")],
    form: Annotated[str, typer.Option("--format", help="csv, jsonl, parquet, sqlite or warc.")] = "csv",
    as_of: AsOf = None,
    source: Annotated[str | None, typer.Option(metavar="SLUG", help="For warc: only this source.")] = None,
    as_json: Json = False,
) -> None:
    """Write papers, statements, observations and commitments, with a data dictionary; or the captures as WARC.

    Examples: councilwatch export out --format parquet · councilwatch export out --format sqlite, then
    datasette out/councilwatch.db -m out/metadata.json
    """
    from archive.bundled import load_topic
    from pipeline.export import export_tables
    from pipeline.warc import export_warc

    if source and form != "warc":
        raise BadUsage("--source is for --format warc; tables hold every source")
    day: date = as_of or now().date()
    with archive_of(context) as archive, progress_bars() as bars:
        if source and not archive.captures.count(source):
            raise NotKept(f"nothing was captured from {source!r}: `councilwatch status` lists what is kept")
        if form == "warc":
            path = folder / "captures.warc.gz"
            written = {path: export_warc(archive, path, source=source, progress=bars)}
        else:
            written = export_tables(archive, load_topic(session(context).settings.topic), folder, form=form, as_of=day)
    if as_json:
        print_json({"files": {str(path): rows for path, rows in written.items()}})
        return
    for path, rows in written.items():
        say(f"{path}: {rows} {'captures' if form == 'warc' else 'rows'}")
