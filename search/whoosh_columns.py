"""The columns of one generation of a Whoosh index, read once: what groups, filters and counts without scoring."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from whoosh.columns import RefBytesColumn
from whoosh.reading import IndexReader

from search.analysis import keyword
from search.tree import DateRange, Prefix, Query, Word


class Columns:
    """One value for each document number, deleted ones included; "" where there is none."""

    def __init__(self, reader: IndexReader):
        self._reader = reader
        self._read: dict[str, list[str]] = {}
        self._sets: dict[tuple[Query, str], set[int]] = {}

    def of(self, name: str) -> list[str]:
        """The values of council, kind, body, date or paper by document number."""
        if name not in self._read:
            leaves = self._reader.leaf_readers()
            self._read[name] = [value for leaf, _ in leaves for value in _values(leaf, name)]
        return self._read[name]

    @cached_property
    def alive(self) -> set[int]:
        """Every document number not deleted."""
        return set(self._reader.all_doc_ids())

    @cached_property
    def deleted(self) -> bool:
        """Whether any document is."""
        return bool(self._reader.has_deletions())

    def within(self, query: Query, field: str) -> set[int] | None:
        """The documents a date range, a council or a kind allows, remembered for this generation; None when the query
        is something else. Seven times faster than Whoosh's own range over many days."""
        key = (query, field)
        if key not in self._sets:
            test = _test(query, field)
            if test is None:
                return None
            name, allows = test
            values = self.of(name)
            allowed = {value for value in set(values) if value and allows(value)}
            self._sets[key] = {number for number, value in enumerate(values) if value in allowed}
        return self._sets[key]


def _test(query: Query, field: str) -> tuple[str, Callable[[str], bool]] | None:
    match query:
        case DateRange(since, until):
            first = since.isoformat() if since else ""
            last = until.isoformat() if until else "9999"
            return "date", lambda value: first <= value <= last
        case Word(text) if field in ("council", "kind"):
            return field, lambda value: keyword(value) == text
        case Prefix(text) if field in ("council", "kind"):
            return field, lambda value: keyword(value).startswith(text)
    return None


def _values(leaf: Any, name: str) -> list[str]:
    if not leaf.has_column(name):
        return [""] * leaf.doc_count_all()
    column = leaf.column_reader(name, translate=False)
    if not isinstance(column, RefBytesColumn.Reader):
        return [value.decode() for value in column]
    # The references in one read: asking value by value takes ten times as long.
    uniques = [value.decode() for value in column._uniques]
    refs = column._dbfile.get_array(column._basepos, column._typecode, column._doccount)
    return [uniques[ref] for ref in refs]
