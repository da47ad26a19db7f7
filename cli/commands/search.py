"""`search`: find a page by its words."""

from typing import Annotated, Any, get_args

import typer
from rich.text import Text

from cli.options import Council, Json, Since, Until, archive_of, council_slug, now, session, warn_of_unknown
from cli.output import out, print_json, safe, say, table
from records.errors import BadUsage
from records.papers import PaperKind


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("search")(run)


def run(
    context: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY", help='Words, "phrases", AND OR NOT, prefix*, fuzzy~, title: body: kind: since:'
        ),
    ] = None,
    council: Council = None,
    body: Annotated[str | None, typer.Option(help="Only bodies whose name has these words.")] = None,
    kind: Annotated[str | None, typer.Option(help="report, minutes, item, article, …")] = None,
    since: Since = None,
    until: Until = None,
    sort: Annotated[str, typer.Option(help="best, newest or oldest.")] = "best",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many papers.")] = 10,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count what was found by council, body, kind and year.")
    ] = False,
    synonyms: Annotated[bool, typer.Option("--synonyms/--no-synonyms", help="LAC finds looked after children.")] = True,
    as_json: Json = False,
) -> None:
    """Find pages of papers; without words, list the newest papers.

    Examples: councilwatch search '"foster carers" recruit*' --council powys · councilwatch search LAC --sort newest
    """
    from archive.bundled import load_topic
    from pipeline.searching import search

    if sort not in ("best", "newest", "oldest"):
        raise BadUsage(f"--sort is best, newest or oldest, not {sort!r}")
    if kind and kind not in get_args(PaperKind):
        raise BadUsage(f"{kind!r} is no kind of paper; there are: {', '.join(get_args(PaperKind))}")
    if since and until and since > until:
        raise BadUsage(f"--since {since} is after --until {until}")
    settings = session(context).settings
    with archive_of(context) as archive:
        found = search(
            archive,
            load_topic(settings.topic),
            " ".join(query or []),
            engine=settings.engine,
            now=now(),
            council=council_slug(council),
            body=body,
            kind=kind,
            since=since,
            until=until,
            sort=sort,  # type: ignore[arg-type]
            limit=limit,
            facets=facets,
            synonyms=synonyms,
        )
        warn_of_unknown(archive, council_slug(council))
    if as_json:
        print_json(found)
        return
    for warning in found["warnings"]:
        say(warning, "yellow")
    if not found["hits"]:
        _nothing(found)
        return
    for hit in found["hits"]:
        print_hit(hit)
    for name, values in found.get("facets", {}).items():
        if values:
            table([name, "papers"], values[:10])
    more = "" if found["total"] <= limit else f"; --limit {min(found['total'], 1000)} shows all"
    say(f"{found['total']} papers found among {found['searched']['papers']}{more}")
    _warn_of_gaps(found["searched"])


def dated(row: dict[str, Any]) -> str | None:
    """The day of a paper, said to be the meeting's or the publication's; both where they differ."""
    met, published = row["meeting_date"], row["published"]
    days = [f"meeting {met}" if met else None, f"published {published}" if published and published != met else None]
    return ", ".join(filter(None, days)) or None


def print_hit(hit: dict[str, Any]) -> None:
    """One hit for people: title, page, place, the quotation and the links."""
    console = out()
    where = " · ".join(safe(part) for part in (hit["council"], hit["body"], dated(hit), hit["kind"]) if part)
    console.print(Text(safe(hit["title"]), style="bold"), Text(f"p. {hit['page']}", style="cyan"), end="")
    console.print(Text("  withdrawn by the council" if hit["withdrawn"] else "", style="bold red"))
    console.print(Text(where, style="dim"))
    console.print(marked(hit["snippet"], hit["marks"]))
    if hit["page_url"]:
        console.print(Text(safe(hit["page_url"]), style="blue"), soft_wrap=True)
    console.print(Text(f"councilwatch show {hit['paper']} --page {hit['page']}", style="dim"), soft_wrap=True)
    for other in hit["also_at"]:
        console.print(Text(f"also in {safe(other['title'])}, p. {other['page']}", style="dim"))
    console.print()


def marked(snippet: str, marks: list[list[int]]) -> Text:
    """A snippet with what was found in bold yellow."""
    text = Text(snippet)
    for start, end in marks:
        text.stylize("bold yellow", start, end)
    return Text("“") + text + Text("”")


def _nothing(found: dict[str, Any]) -> None:
    searched = found["searched"]
    say(f"nothing found in {searched['papers']} papers of {searched['sources']} sources")
    if found["did_you_mean"] and found["did_you_mean"].casefold() != found["query"].casefold():
        say(f"did you mean: {found['did_you_mean']}")
    if not searched["sources"]:
        say("nothing is kept yet: try `councilwatch demo`, or `councilwatch watch powys` and `councilwatch crawl`")
    _warn_of_gaps(searched)


def _warn_of_gaps(searched: dict[str, Any]) -> None:
    if searched["unprocessed"]:
        say(f"{searched['unprocessed']} papers are kept but not yet processed: `councilwatch process`", "yellow")
    if searched["stale"]:
        say(f"not up to date: {', '.join(searched['stale'])}; `councilwatch status` says why", "yellow")
