"""The Whoosh schema. It is pickled beside the index, so its classes live here and keep their names."""

from array import array
from collections.abc import Iterator
from typing import Any

from whoosh.columns import RefBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

from search.analysis import forms_in, terms_in
from search.entries import Entry

_APART = "\x1e"  # between the title and the text of one value
_GAP = 100  # places left between them, so that no phrase runs across
PLACES = "I"  # a posting's value: the places of the term in the page, as an array of this type


class Terms(FieldType):  # type: ignore[misc]
    """A text by our own analysis: every term with its places. Whoosh's token chain would do it at a third the speed."""

    indexed = True
    scorable = True

    def __init__(self, column: object = None):
        self.format = Positions()
        self.column_type = column

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(term, frequency, weight, places) for each term."""
        where: dict[str, array[int]] = {}
        position = 0
        for part in value.split(_APART):
            for terms in terms_in(part):
                for term in terms:
                    if term in where:
                        where[term].append(position)
                    else:
                        where[term] = array(PLACES, (position,))
                position += 1
            position += _GAP
        for term, places in where.items():
            yield term.encode(), len(places), float(len(places)), places.tobytes()


class Names(FieldType):  # type: ignore[misc]
    """Of a name only "is it there" is kept. Takes a list of names, or a text for all its words as written."""

    indexed = True
    scorable = True  # else Whoosh looks on the disk for a missing file of lengths at every posting

    def __init__(self) -> None:
        self.format = Existence()

    def index(self, value: str | list[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(name, 1, 1.0, nothing) for each name."""
        names = {form for forms in forms_in(value) for form in forms} if isinstance(value, str) else set(value)
        for name in names:
            yield name.encode(), 1, 1.0, b""


SCHEMA = Schema(
    paper=ID(sortable=VarBytesColumn()),  # a RefBytesColumn drops values after 65,535 of them
    council=COLUMN(RefBytesColumn()),
    kind=COLUMN(RefBytesColumn()),
    date=COLUMN(RefBytesColumn()),  # 2018-05-01
    body=Terms(RefBytesColumn()),
    title=Terms(),
    text=Terms(),  # the council's name, the title and the page's text
    words=Names(),  # the same, as written: for prefixes, fuzzy words and spelling
    measure=Names(),
    shown=STORED(),  # what a hit shows
)


def document(entry: Entry) -> dict[str, Any]:
    """An entry as the fields of a Whoosh document."""
    text = _APART.join(((entry.council or "").replace("-", " "), entry.title, entry.text.replace(_APART, " ")))
    return {
        "paper": entry.paper,
        "council": entry.council.encode() if entry.council else None,
        "kind": entry.kind.encode(),
        "date": entry.date.isoformat().encode() if entry.date else None,
        "body": entry.body,
        "title": entry.title,
        "text": text,
        "words": text,
        "measure": list(entry.measures),
        "shown": entry.shown(),
    }
