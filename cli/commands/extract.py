"""`extract`: try the extractor on any text, without an archive."""

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from cli.options import Json, read_day, session
from cli.output import out, print_json, safe, say, shown
from records.errors import BadInput, BadUsage, CouncilwatchError
from records.findings import Findings, Observation, Passage, Statement


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("extract")(run)


def run(
    context: typer.Context,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE|-", help="Text, PDF, DOCX, HTML, …; - reads stdin.")
    ] = None,
    published: Annotated[
        date | None, typer.Option(parser=read_day, metavar="DAY", help="What relative dates count from, YYYY-MM-DD.")
    ] = None,
    council: Annotated[str | None, typer.Option(help="Whose paper it is, by name.")] = None,
    kind: Annotated[str, typer.Option(help="report, minutes, issue, article, …")] = "other",
    topic: Annotated[str | None, typer.Option(help="Topic pack; else the setting `topic`.")] = None,
    passages: Annotated[
        Path | None, typer.Option("--passages", metavar="FILE.jsonl", help="Passages in the gold's shape, one a line.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Find statements and observations in a text, with their slots and the rule that found each.

    Examples: councilwatch extract story.txt --published 2018-09-14 --council Powys ·
    councilwatch extract --passages dev.jsonl > predictions.jsonl
    """
    from archive.bundled import load_topic

    if (file is None) == (passages is None):
        raise BadUsage("give one FILE, - for stdin, or --passages FILE.jsonl")
    pack = load_topic(topic or session(context).settings.topic)
    if passages is not None:
        _extract_passages(passages, pack)
        return
    pages = _pages(file or "-")
    found = [(number, text, _find(text, pack, published, council, kind)) for number, text in pages]
    if as_json:
        print_json({"pages": [{"page": number} | asdict(findings) for number, _, findings in found]})
        return
    if published is None:
        say("no --published day: dates that need one stay open", "yellow")
    for number, text, findings in found:
        _print(number, text, findings, many=len(found) > 1)


def _find(text: str, pack: Any, published: date | None, council: str | None, kind: str) -> Findings:
    from commitments.extract import find

    return find(Passage(text=text, published=published, council=council, kind=kind), pack)  # type: ignore[arg-type]


def _pages(file: str) -> list[tuple[int, str]]:
    from reading.child import read_paper

    if file == "-":
        body, name = sys.stdin.buffer.read(), None
    else:
        try:
            body, name = Path(file).read_bytes(), file
        except OSError as error:
            raise BadInput(f"cannot read {file}: {error.strerror}") from error
    if not body.strip():
        raise BadInput(f"{'stdin' if file == '-' else file} is empty")
    return [(page.number, page.text) for page in read_paper(body, None, name).pages]


def _extract_passages(path: Path, pack: Any) -> None:
    from commitments.extract import find
    from commitments.gold_lines import line_of, passage_of

    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot read {path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            passage = passage_of(row)
            name = row["id"]
        except (CouncilwatchError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(f"{path}, line {number}: not a passage (id, source, text): {error}") from error
        print(json.dumps(line_of(name, find(passage, pack)), ensure_ascii=False))  # noqa: T201


def _print(number: int, text: str, findings: Findings, *, many: bool) -> None:
    console = out()
    if many:
        console.print(Text(f"— page {number} —", style="cyan"))
    for item in sorted([*findings.statements, *findings.observations], key=lambda found: found.start):
        console.print(_in_sentence(text, item))
        console.print(Text("    " + _slots(item), style="dim"))
    if not findings.statements and not findings.observations:
        console.print("nothing found: no statement that can later be checked, no figure that could show progress")


def _in_sentence(text: str, item: Statement | Observation) -> Text:
    """The quotation, bold, with a few words of what stands around it."""
    before = text[max(0, item.start - 70) : item.start].rpartition("\n")[2]
    after = text[item.end : item.end + 40].partition("\n")[0]
    style = "bold yellow" if isinstance(item, Statement) else "bold cyan"
    return Text("… ", style="dim") + Text(safe(before)) + Text(safe(item.quote), style=style) + Text(safe(after))


def _slots(item: Statement | Observation) -> str:
    values = {name: value for name, value in asdict(item).items() if value not in (None, False, "none")}
    for name in ("quote", "start", "end", "rule", "trigger"):
        values.pop(name, None)
    if isinstance(item, Statement) and item.deadline:
        values["deadline"] = f"{item.deadline.text} → {shown(item.deadline.end)} ({item.deadline.precision})"
    name = "statement" if isinstance(item, Statement) else "observation"
    slots = " · ".join(f"{key} {shown(value)}" for key, value in values.items())
    return safe(f"{name}: {slots} · rule {item.rule} ({item.trigger})")
