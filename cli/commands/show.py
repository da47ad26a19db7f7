"""`show`: print a paper, one page of it, its versions, or what changed between two of them."""

from typing import Annotated, Any

import typer
from rich.text import Text

from cli.commands.search import dated
from cli.options import Json, archive_of, now, session
from cli.output import out, print_json, safe, say, shown
from records.errors import BadUsage, NotKept

_STYLES = {"same": "", "gone": "red strike", "new": "bold green"}


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
    diff: Annotated[bool, typer.Option("--diff", help="What changed between the last two versions, by page.")] = False,
    before: Annotated[
        str | None, typer.Option("--from", metavar="SHA", help="Compare from this version, else the one before.")
    ] = None,
    after: Annotated[
        str | None, typer.Option("--to", metavar="SHA", help="Compare to this version, else the newest.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what is kept of a paper, and what changed in it.

    Examples: councilwatch show powys-3f9a2c1b7d --page 3 · councilwatch show powys-3f9a2c1b7d --diff ·
    councilwatch show powys-3f9a2c1b7d --original > paper.pdf
    """
    from pipeline.papers import paper_document

    if sum((text, original, versions, diff or bool(before or after))) > 1:
        raise BadUsage("--text, --original, --versions and --diff do not go together: give one of them")
    with archive_of(context) as archive:
        kept = archive.papers.get(paper)
        if original:
            current = archive.papers.current(kept.paper.id)
            if current is None:
                raise NotKept(f"{kept.paper.title!r} was linked but never fetched ({kept.state})")
            typer.get_binary_stream("stdout").write(archive.blobs.get(current.sha256))
            return
        if versions:
            from pipeline.versions import versions_document

            document, tell = versions_document(archive, kept.paper.id), _print_versions
        elif diff or before or after:
            from archive.bundled import load_topic
            from pipeline.versions import diff_document

            topic = load_topic(session(context).settings.topic)
            document = diff_document(archive, topic, kept.paper.id, now=now(), before=before, after=after)
            tell = _print_diff
        else:
            from pipeline.story_ties import ties_document

            document, tell = paper_document(archive, kept.paper.id, page), _print_text if text else _print
            document |= ties_document(archive, {kept.paper.id})
    if as_json:
        print_json(document)
    else:
        tell(document)


def _print_text(document: dict[str, Any]) -> None:
    typer.echo("\f".join(safe(page["text"]) for page in document["pages"]))


def _print(document: dict[str, Any]) -> None:
    console = out()
    console.print(Text(safe(document["title"]), style="bold"))
    facts = (document["council"], document["body"], dated(document), document["kind"], document["url"])
    console.print(Text(" · ".join(safe(fact) for fact in facts if fact), style="dim"))
    _say_state(document)
    if document["reason"]:
        say(f"{document['state']}: {document['reason']}", "yellow")
    if len(document["versions"]) > 1:
        say(
            f"{len(document['versions'])} versions were seen: --versions lists them, --diff says what changed", "yellow"
        )
    for how, ties in (("reported by", document["reported_by"]), ("reports on", document["reports_on"])):
        for tie in ties:
            console.print(Text(safe(f"{how} {tie['title']} · {tie['paper']} ({tie['why']})"), style="dim"))
    for page in document["pages"]:
        scanned = ", scanned: needs OCR, `councilwatch doctor` says how" if page["needs_ocr"] else ""
        console.print(Text(f"\n— page {page['number']} of {document['page_count']}{scanned} —", style="cyan"))
        console.print(Text(safe(page["text"])), soft_wrap=True)
    if not document["pages"]:
        say("no text: " + (document["reason"] or "not processed yet, run `councilwatch process`"))


def _say_state(document: dict[str, Any]) -> None:
    if document["state"] == "withdrawn":
        say(f"withdrawn: no longer linked where it was; last seen linked on {shown(document['last_seen'])}", "yellow")


def _print_versions(document: dict[str, Any]) -> None:
    out().print(Text(safe(document["title"]), style="bold"))
    _say_state(document)
    for version in document["versions"]:
        facts = (shown(version["seen_at"]), version["state"], f"{version['size']} bytes", version["media_type"])
        out().print(Text("\n" + " · ".join(safe(fact) for fact in facts if fact), style="cyan"))
        out().print(Text(f"  sha256 {version['sha256']}"))
        for name, value in version["headers"]:
            out().print(Text(safe(f"  {name}: {value}"), style="dim"))
    if not document["versions"]:
        say(f"it was linked but never fetched ({document['state']})")


def _print_diff(document: dict[str, Any]) -> None:
    from pipeline.versions import sentence

    console = out()
    console.print(Text(safe(document["title"]), style="bold"))
    _say_state(document)
    for sign, name in (("-", "before"), ("+", "after")):
        version = document[name]
        facts = f"{sign} {version['sha256'][:12]}  seen {shown(version['seen_at'])}  {version['state']}"
        console.print(Text(facts, style="red" if name == "before" else "green"))
    if document["warning"]:
        say(document["warning"], "yellow")
    if document["quotations"]:
        console.print(Text("\nQuotations that changed", style="bold yellow"))
    for change in document["quotations"]:
        console.print(Text(safe(sentence(change)), style="bold yellow" if change["how"] == "figure" else "yellow"))
    for page in document["pages"]:
        console.print(Text(f"\n— page {_pages(page)} —", style="cyan"))
        for change in page["changes"]:
            words = [(safe(words), _STYLES[side]) for side, words in change["words"]]
            sign = "~" if change["before"] and change["after"] else "-" if change["before"] else "+"
            console.print(Text.assemble(f"{sign} ", *(_marked(*pair) for pair in words)), soft_wrap=True)
    if not document["pages"]:
        say("their text is the same: another file, or changes that are no words")


def _marked(words: str, style: str) -> tuple[str, str]:
    """Words with their colour, and with the marks that tell it where there are no colours."""
    if out().is_terminal or not style:
        return words, style
    return (f"[-{words}-]" if style == _STYLES["gone"] else f"{{+{words}+}}"), style


def _pages(page: dict[str, Any]) -> str:
    before, after = page["before"], page["after"]
    return str(after or before) if before == after or not (before and after) else f"{before}, now {after}"
