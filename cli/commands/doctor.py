"""`doctor`: what this machine has, what is missing, and the one line that mends it."""

import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer
from rich.text import Text

from cli.options import Json, archive_of, session
from cli.output import print_json, say, table


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("doctor")(run)


def run(
    context: typer.Context,
    as_json: Json = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when anything is missing.")] = False,
) -> None:
    """Check Python, home, disk, settings, search engines and OCR, and say how to mend what is missing.

    Example: councilwatch doctor
    """
    found = _checks(context)
    if as_json:
        print_json({"checks": found})
    else:
        table(
            ["", "check", "found", "to do"],
            [
                [
                    Text("✓", style="green") if row["ok"] else Text("!", style="yellow"),
                    row["check"],
                    row["found"],
                    row["todo"],
                ]
                for row in found
            ],
        )
        missing = [row for row in found if not row["ok"]]
        say("all well" if not missing else f"{len(missing)} to look at; none of them stops the rest")
    if strict and not all(row["ok"] for row in found):
        raise typer.Exit(1)


def _checks(context: typer.Context) -> list[dict[str, Any]]:
    current = session(context)
    python = ".".join(map(str, sys.version_info[:3]))
    free = shutil.disk_usage(_nearest(current.home)).free / 2**30
    tesseract = shutil.which("tesseract")
    with archive_of(context) as archive:
        waiting = sum(holding.needs_ocr for holding in archive.completeness.holdings().values())
        indexed = (archive.index_folder / "engine.json").is_file()
    tantivy = _installed("tantivy")
    rows = [
        ("python", sys.version_info >= (3, 11), python, "use Python 3.11 or newer"),
        ("home", True, str(current.home), ""),
        ("disk", free > 2, f"{free:.0f} GB free", "make room: papers and index need it"),
        ("contact", bool(current.settings.contact), current.settings.contact or "not set",
         'set `contact = "you@example.org"` in councilwatch.toml: sites can then reach you'),
        ("index", indexed, "there" if indexed else "none yet", "run `councilwatch process`"),
        ("ocr", bool(tesseract), tesseract or f"tesseract is not installed; {waiting} pages wait for it",
         "apt install tesseract-ocr tesseract-ocr-cym, or brew install tesseract"),
        ("tantivy", tantivy is not None or current.settings.engine != "tantivy", tantivy or "not installed (optional)",
         "pip install 'councilwatch[tantivy]'"),
    ]  # fmt: skip
    return [{"check": name, "ok": ok, "found": found, "todo": "" if ok else todo} for name, ok, found, todo in rows]


def _nearest(path: Any) -> Any:
    while not path.exists():
        path = path.parent
    return path


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
