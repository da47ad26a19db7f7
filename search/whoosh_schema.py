"""The Whoosh schema. It is pickled beside the index, so its classes live here and keep their names."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Token
from whoosh.analysis.acore import Composable
from whoosh.columns import RefBytesColumn, VarBytesColumn
from whoosh.fields import ID, STORED, TEXT, FieldType, Schema
from whoosh.formats import Existence

from search.analysis import forms_in, keyword, terms_in
from search.entries import Entry

APART = "\x1e"  # between the title and the text of one value: no phrase runs across it
_GAP = 100  # places


class Terms(Composable):  # type: ignore[misc]
    """Our analysis as Whoosh takes it: every form's term, forms of one place at one position."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        """One token after another, as Whoosh wants it: the same object each time."""
        token = Token(positions=True)
        position = 0
        for part in value.split(APART):
            for terms in terms_in(part):
                token.pos = position
                for term in terms:
                    token.text = term
                    yield token
                position += 1
            position += _GAP


class Forms(Composable):  # type: ignore[misc]
    """Every word as it is written, for prefixes, fuzzy words and spelling."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        """Each form once."""
        token = Token()
        for form in {form for forms in forms_in(value) for form in forms}:
            token.text = form
            yield token


class Names(FieldType):  # type: ignore[misc]
    """A field of which only "is it there" is asked. Takes a list of names, or a text when given an analyzer."""

    indexed = True
    stored = False
    scorable = False

    def __init__(self, analyzer: Composable | None = None):
        self.analyzer = analyzer
        self.format = Existence()
        self.column_type = None


SCHEMA = Schema(
    paper=ID(sortable=VarBytesColumn()),  # a RefBytesColumn drops values after 65,535 of them
    council=ID(sortable=RefBytesColumn()),
    kind=ID(sortable=RefBytesColumn()),
    date=ID(sortable=RefBytesColumn()),  # 2018-05-01
    body=TEXT(analyzer=Terms(), sortable=RefBytesColumn()),
    title=TEXT(analyzer=Terms()),
    text=TEXT(analyzer=Terms()),  # the council's name, the title and the page's text
    words=Names(Forms()),
    measure=Names(),
    shown=STORED(),  # what a hit shows
)


def document(entry: Entry) -> dict[str, Any]:
    """An entry as the fields of a Whoosh document."""
    council = (entry.council or "").replace("-", " ")
    return {
        "paper": entry.paper,
        "council": entry.council,
        "kind": keyword(entry.kind),
        "date": entry.date.isoformat() if entry.date else None,
        "body": entry.body,
        "title": entry.title,
        "text": APART.join((council, entry.title, entry.text)),
        "words": APART.join((council, entry.title, entry.text)),
        "measure": list(entry.measures),
        "shown": entry.shown(),
    }
