"""`show`: print a paper, one page of it, or its versions."""

from typing import Annotated, Any

import typer
from rich.text import Text

from cli.options import Json, archive_of
from cli.output import out, print_json, safe, say, table
from records.errors import NotKept


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("show")(run)


def run(
    context: typer.Context,
    paper: Annotated[str, typer.Argument(metavar="PAPER", help="A paper's id, as `search` prints it.")],
    page: Annotated[int | None, typer.Option(min=1, help="Only this page.")] = None,
    text: Annotated[bool, typer.Option("--text", help="The plain text, nothing around it.")] = False,
    original: Annotated[bool, typer.Option("--original", help="The original file's bytes, to stdout.")] = False,
    versions: Annotated[bool, typer.Option("--versions", help="Every version that was seen.")] = False,
    as_json: Json = False,
) -> None:
    """Show what is kept of a paper.

    Examples: councilwatch show powys-3f9a2c1b7d --page 3 · councilwatch show powys-3f9a2c1b7d --original > paper.pdf
    """
    from pipeline.papers import paper_document

    with archive_of(context) as archive:
        kept = archive.papers.get(paper)
        current = archive.papers.current(kept.paper.id)
        if original:
            if current is None:
                raise NotKept(f"{kept.paper.title!r} was linked but never fetched ({kept.state})")
            typer.get_binary_stream("stdout").write(archive.blobs.get(current.sha256))
            return
        document = paper_document(archive, kept.paper.id, page)
    if as_json:
        print_json(document)
    elif versions:
        table(
            ["seen", "state", "bytes", "type", "sha256"],
            [[v["seen_at"], v["state"], v["size"], v["media_type"], v["sha256"]] for v in document["versions"]],
        )
    elif text:
        typer.echo(safe("\f".join(p["text"] for p in document["pages"])))
    else:
        _print(document)


def _print(document: dict[str, Any]) -> None:
    console = out()
    console.print(Text(safe(document["title"]), style="bold"))
    facts = (document["council"], document["body"], document["date"], document["kind"], document["url"])
    console.print(Text(" · ".join(safe(fact) for fact in facts if fact), style="dim"))
    if document["reason"]:
        say(f"{document['state']}: {document['reason']}", "yellow")
    for page in document["pages"]:
        console.print(Text(f"\n— page {page['number']} of {document['page_count']} —", style="cyan"))
        console.print(Text(safe(page["text"])), soft_wrap=True)
    if not document["pages"]:
        say("no text: " + (document["reason"] or "not processed yet, run `councilwatch process`"))
