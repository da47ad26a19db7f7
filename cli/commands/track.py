"""`track`: one measure's figures against its targets over time; or threads of passages, for scoring."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.options import AsOf, Json, archive_of, council_slug, now, session, warn_of_unknown
from cli.output import out, print_json, safe, say, table
from records.errors import BadInput, BadUsage
from records.topics import Topic


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("track")(run)


def run(
    context: typer.Context,
    measure: Annotated[
        str | None, typer.Argument(metavar="MEASURE", help="A measure's id, e.g. in_house_foster_carers.")
    ] = None,
    council: Annotated[
        list[str] | None, typer.Option("--council", metavar="SLUG", help="One council; give it again to compare.")
    ] = None,
    as_of: AsOf = None,
    chart: Annotated[Path | None, typer.Option("--chart", metavar="FILE.svg|.png", help="Draw it into a file.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV on stdout, for a notebook.")] = False,
    questions: Annotated[Path | None, typer.Option("--questions", metavar="Q.json", help="Threads to answer.")] = None,
    passages: Annotated[Path | None, typer.Option("--passages", metavar="P.jsonl", help="Their passages.")] = None,
    given: Annotated[bool, typer.Option("--given", help="Start from the passages' labelled findings.")] = False,
    topic: Annotated[str | None, typer.Option(help="Topic pack; else the setting `topic`.")] = None,
    as_json: Json = False,
) -> None:
    """Show a measure's reported figures against the targets set for it, for one council or several side by side.

    Examples: councilwatch track in_house_foster_carers --council powys --chart carers.svg ·
    councilwatch track foster_households --council powys --council west-sussex ·
    councilwatch track --questions Q.json --passages P.jsonl > predictions.json
    """
    from archive.bundled import load_topic

    pack = load_topic(topic or session(context).settings.topic)
    if questions or passages:
        if measure or not (questions and passages):
            raise BadUsage("--questions and --passages go together, without a MEASURE")
        print_json(_answer(questions, passages, pack, given))
        return
    if measure is None and as_json:
        print_json({"measures": [{"id": one.id, "name": one.name} for one in pack.measures]})
        return
    if measure is None:
        table(["measure", "name"], [[one.id, one.name] for one in pack.measures], whole=("measure",))
        say("say which: councilwatch track MEASURE")
        return
    if measure not in pack.measure:
        raise BadUsage(f"{pack.name} has no measure {measure!r}; `councilwatch track` alone lists them")
    _measure(context, pack, measure, council, as_of or now().date(), chart, as_csv, as_json)


def _measure(
    context: typer.Context,
    pack: Topic,
    measure: str,
    councils: list[str] | None,
    day: Any,
    chart: Path | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    from dataclasses import asdict

    from pipeline.charts import draw_file, draw_terminal
    from pipeline.series import COLUMNS, series

    wanted = [council_slug(name) for name in councils or [None]]
    with archive_of(context) as archive:
        points = series(archive, pack, measure, as_of=day, councils=wanted)
        for name in wanted:
            warn_of_unknown(archive, name)
    title = pack.measure[measure].name
    if chart:
        draw_file(points, chart, title=title)
        say(f"drawn: {chart}")
    if as_json:
        print_json({"measure": measure, "as_of": day, "points": [asdict(point) for point in points]})
    elif as_csv:
        from pipeline.csv_cells import write_csv

        write_csv(sys.stdout, COLUMNS, map(asdict, points))
    elif not points:
        say(f"no dated figure or target of {title} is known; `councilwatch track` lists the measures")
    else:
        console = out()
        drawing = draw_terminal(points, width=console.width, title=title)
        if drawing:
            typer.echo(drawing)
        _list(points, wide=console.width >= _WIDE)


_WIDE = 140  # columns from which a quotation fits beside its figure


def _list(points: list[Any], *, wide: bool) -> None:
    """The points as a table; in a narrow terminal each has its quotation and page on lines of their own."""
    if wide:
        table(
            ["council", "day", "what", "value", "status", "quotation", "page"],
            [
                [p.council, p.day, _what(p), _value(p), _status(p), p.quote[:80], f"{p.paper} p. {p.page}"]
                for p in points
            ],
            whole=("council", "day", "value"),
        )
        return
    for p in points:
        told = "  ".join(part for part in (str(p.day), p.council, _what(p), _value(p), _status(p)) if part)
        typer.echo(safe(f"{told}\n    “{p.quote[:120]}”\n    {p.paper} p. {p.page}"))


def _value(point: Any) -> str:
    sign = {"increase_by": "+", "decrease_by": "−", "at_least": "≥ ", "at_most": "≤ "}.get(point.change or "", "")
    pound, cent = ("£" if point.unit == "gbp" else ""), ("%" if point.unit == "percent" else "")
    high = f"–{pound}{_number(point.value_high)}" if point.value_high is not None else ""
    unit = "" if point.unit in ("gbp", "percent", "other", None) else " " + point.unit.replace("_", " ")
    return f"{sign}{pound}{_number(point.value)}{high}{cent}{unit}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def _what(point: Any) -> str:
    """A figure that is no level of the whole measure says so: it stands in no line of the chart."""
    return point.kind if point.kind == "target" or point.level is not None else "count or part"


def _status(point: Any) -> str:
    return {"overdue_unknown": "overdue"}.get(point.status or "", (point.status or "").replace("_", " "))


def _answer(questions: Path, passages: Path, pack: Topic, given: bool) -> dict[str, Any]:
    from archive.bundled import bundled_registry
    from commitments.extract import find
    from commitments.threads import answer
    from records.sources import successors

    try:
        asked = json.loads(questions.read_text("utf-8"))
        rows = [json.loads(line) for line in passages.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise BadInput(f"cannot read {questions} and {passages}: {error}") from error
    try:
        became = successors(bundled_registry().values())
        return answer(asked, rows, pack, given=given, find=find, successors=became)
    except (KeyError, TypeError) as error:
        raise BadInput(f"{questions} or {passages} is not in the gold's shape: {error!r}") from error
