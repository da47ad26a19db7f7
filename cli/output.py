"""How commands print: tables for people, one JSON document for programs, sentences on stderr."""

import json
import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

_CONTROL = {code: None for code in range(32) if code not in (9, 10)} | dict.fromkeys(range(127, 160))


class _Piped(Console):
    def on_broken_pipe(self) -> None:
        """The reader of our output went away, as `head` does: `main` ends quietly, where rich would exit with 1."""
        raise BrokenPipeError


def out() -> Console:
    """The console for results."""
    return _Piped(highlight=False, soft_wrap=not sys.stdout.isatty())


def err() -> Console:
    """The console for sentences, warnings and progress."""
    return Console(stderr=True, highlight=False)


def safe(text: object) -> str:
    """Text that cannot steer a terminal: control characters gone."""
    return str(text).translate(_CONTROL)


def say(sentence: str, style: str = "") -> None:
    """One sentence on stderr."""
    err().print(Text(safe(sentence), style=style), soft_wrap=True)


def print_json(document: Any) -> None:
    """One JSON document on stdout, nothing else."""
    json.dump(document, sys.stdout, default=_plain, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str | None = None, whole: Collection[str] = ()
) -> None:
    """A table for people. Numbers stand right; None is an en dash. Columns named in `whole` are never broken, however
    narrow the terminal: ids and slugs are copied from there."""
    drawn = Table(
        title=title, title_justify="left", header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0)
    )
    listed = [list(row) for row in rows]
    for position, name in enumerate(columns):
        cells = [str(cell) if isinstance(cell := row[position], Text) else shown(cell) for row in listed]
        width = max(map(cell_len, [name, *cells])) if name in whole else None
        numeric = bool(listed) and all(isinstance(row[position], int | float | None) for row in listed)
        drawn.add_column(
            name, justify="right" if numeric else "left", overflow="fold", no_wrap=name in whole, min_width=width
        )
    for row in listed:
        drawn.add_row(*[cell if isinstance(cell, Text) else Text(shown(cell)) for cell in row])
    out().print(drawn)


def shown(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    if isinstance(value, float):
        return f"{value:g}"
    return safe(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
