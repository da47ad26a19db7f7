"""`review`: a person's judgement on what the rules found; it outlives every rebuild."""

from typing import Annotated

import typer

from cli.options import Json, archive_of, now, session
from cli.output import print_json, say
from records.errors import BadUsage


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("review")(run)


def run(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="A commitment's id.")],
    confirm: Annotated[bool, typer.Option("--confirm", help="It is a commitment indeed.")] = False,
    dismiss: Annotated[bool, typer.Option("--dismiss", help="It is none: never show it again.")] = False,
    merge: Annotated[str | None, typer.Option(metavar="ID", help="It is the same as this other one.")] = None,
    split: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Its Nth statement, as `commitment` lists them, is another.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="A note, alone or with a judgement.")] = None,
    who: Annotated[str | None, typer.Option(envvar="USER", help="Who judges.")] = None,
    as_json: Json = False,
) -> None:
    """Confirm, dismiss, merge or split a commitment, or write a note on it. Kept with who and when.

    Examples: councilwatch review c-3f9a2c1b7d10 --dismiss --note "a quotation of another council" ·
    councilwatch review c-3f9a2c1b7d10 --merge c-81b2c4d5e6f7
    """
    from archive.bundled import load_topic
    from pipeline.reviewing import review

    asked = [
        name
        for name, given in (("confirm", confirm), ("dismiss", dismiss), ("merge", merge), ("split", split))
        if given
    ]
    if len(asked) > 1:
        raise BadUsage(f"--{asked[0]} and --{asked[1]} do not go together: give one")
    if not asked and not note:
        raise BadUsage("say --confirm, --dismiss, --merge ID, --split N or --note TEXT")
    if not who:
        raise BadUsage("say --who judges: a judgement is kept with its author")
    with archive_of(context, write=True) as archive:
        number = review(
            archive,
            load_topic(session(context).settings.topic),
            id,
            kind=asked[0] if asked else "note",
            who=who,
            at=now(),
            text=note or "",
            other=merge,
            statement=split,
        )
    if as_json:
        print_json({"review": number, "commitment": id, "kind": asked[0] if asked else "note"})
    else:
        say(f"kept as review {number}; `councilwatch commitment {id}` shows it")
