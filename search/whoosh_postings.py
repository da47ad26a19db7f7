"""The postings of one generation of a Whoosh index, a block at a time.

Whoosh's matchers step from page to page in Python, through several calls a page; reading whole blocks answers the same
questions many times faster (`bench/search.py`). The block reader has no public name, so this file reaches for Whoosh's
own: it is pinned at 2.7.4 and no other will come.
"""

from array import array
from collections.abc import Collection, Iterator
from functools import cache
from math import log
from typing import Any

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, _lenfield
from whoosh.reading import IndexReader
from whoosh.util.numeric import byte_to_length

from search.whoosh_schema import PLACES

_B, _K1 = 0.75, 1.2  # of BM25, as everywhere
# Words, or half of an average page: shorter pages are scored as though they were that long. One that says only "Item
# withdrawn" under its title is not the best answer to that title.
_SHORT = 100


class Postings:
    """Pages by document number, deleted ones included, with BM25 scores."""

    def __init__(self, reader: IndexReader):
        self._reader = reader
        self._norms = cache(self._read_norms)

    def names(self, field: str, prefix: str) -> list[str]:
        """The terms of a field that begin so, in order."""
        return [name.decode() for name in self._reader.expand_prefix(field, prefix.encode())]

    def pages(self, field: str, name: str) -> set[int]:
        """The pages with a term."""
        return {number for numbers, _, _ in self._blocks(field, name) for number in numbers}

    def scores(self, field: str, term: str) -> dict[int, float]:
        """The pages with a term, scored."""
        found: dict[int, float] = {}
        norms = self._norms(field)
        top = self._idf(field, term) * (_K1 + 1)
        for numbers, weights, _ in self._blocks(field, term):
            found.update((n, top * w / (w + norms[n])) for n, w in zip(numbers, weights, strict=True))
        return found

    def phrase_scores(self, field: str, terms: tuple[str, ...], within: Collection[int] | None) -> dict[int, float]:
        """The pages with the terms one after another, scored as one rare term; only those `within`, when given."""
        common = self.pages(field, terms[0]) if within is None else set(within)
        rarest_first = sorted(set(terms), key=lambda term: self._frequency(field, term))
        places: dict[str, dict[int, array[int]]] = {}
        for term in rarest_first:
            places[term] = self._places(field, term, common)
            common = set(places[term])
        norms = self._norms(field)
        top = sum(self._idf(field, term) for term in terms) * (_K1 + 1)
        found: dict[int, float] = {}
        for number in common:
            starts = set(places[terms[0]][number])
            for after, term in enumerate(terms[1:], 1):
                starts.intersection_update([place - after for place in places[term][number]])
            if starts:
                found[number] = top * len(starts) / (len(starts) + norms[number])
        return found

    def _places(self, field: str, term: str, within: Collection[int]) -> dict[int, "array[int]"]:
        found: dict[int, array[int]] = {}
        for numbers, _, values in self._blocks(field, term):
            for at, number in enumerate(numbers):
                if number in within:
                    found[number] = array(PLACES, values()[at])
        return found

    def _blocks(self, field: str, name: str) -> Iterator[tuple[Any, Any, Any]]:
        """(document numbers, weights, a function for the values) of each block."""
        for leaf, offset in self._reader.leaf_readers():
            if (field, name) not in leaf:
                continue
            block = leaf._terms.matcher(field, name.encode(), leaf.schema[field].format)
            while not block._atend:
                block._read_ids()
                block._read_weights()
                numbers = [number + offset for number in block._ids] if offset else block._ids
                yield numbers, block._weights, lambda block=block: _values(block)
                block._next_block()

    def _frequency(self, field: str, term: str) -> int:
        return int(self._reader.doc_frequency(field, term))

    def _idf(self, field: str, term: str) -> float:
        known = self._frequency(field, term)
        return log(1 + (self._reader.doc_count_all() - known + 0.5) / (known + 0.5))

    def _read_norms(self, field: str) -> list[float]:
        """For each page, what BM25 adds to a term's weight for the length of its field."""
        count = self._reader.doc_count_all()
        average = self._reader.field_length(field) / count if count else 1
        least = min(_SHORT, average / 2) if field == "text" else 0
        of_byte = [_K1 * (1 - _B + _B * max(byte_to_length(byte), least) / (average or 1)) for byte in range(256)]
        norms: list[float] = []
        for leaf, _ in self._reader.leaf_readers():
            size = leaf.doc_count_all()
            if not size:
                continue  # the reader of an index without a segment has no columns
            lengths = bytes(size)
            if leaf._perdoc.has_column(_lenfield(field)):
                column = leaf._perdoc.column_reader(_lenfield(field), LENGTHS_COLUMN)
                lengths = bytes(column._dbfile.get(column._basepos, column._count)).ljust(size, b"\0")
            norms += [of_byte[byte] for byte in lengths]
        return norms


def _values(block: Any) -> Any:
    if block._values is None:
        block._read_values()
    return block._values
