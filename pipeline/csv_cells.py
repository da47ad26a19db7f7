"""Rows as a CSV file for people: a spreadsheet must never run a cell that came out of a council's paper."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TextIO

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")  # OWASP: CSV injection


def write_csv(handle: TextIO, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """A heading row, then the rows. A text that begins with = + - or @ gets an apostrophe before it."""
    writer = csv.DictWriter(handle, list(columns))
    writer.writeheader()
    writer.writerows({name: cell(row[name]) for name in columns} for row in rows)


def cell(value: Any) -> Any:
    """A value as a CSV cell holds it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUN_BY_SPREADSHEETS) else value
