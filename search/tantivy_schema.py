"""The tantivy schema: what of an entry goes into which field."""

import json
from collections.abc import Iterator
from hashlib import blake2b

from tantivy import Document, PreTokenizedString, Schema, SchemaBuilder, Token

from search.analysis import forms_in, keyword, terms_in
from search.entries import Entry

_GAP = 100  # places between the title and the text, so that no phrase runs across

COUNTED = ("council", "kind", "body")  # also held as numbers, for facets


def _schema() -> Schema:
    builder = SchemaBuilder()
    for name in ("paper", "council", "kind", "measure", "words"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("text", "title", "body"):  # given as terms by our own analysis
        builder.add_text_field(name, tokenizer_name="raw", index_option="position")
    for name in ("paper", *COUNTED):
        builder.add_unsigned_field(f"{name}_number", fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)  # as date.toordinal
    builder.add_unsigned_field("page", fast=True)
    builder.add_bytes_field("shown", stored=True)  # what a hit shows, as JSON
    return builder.build()


SCHEMA = _schema()


def document(entry: Entry) -> Document:
    """An entry as a tantivy document."""
    made = Document()
    council = (entry.council or "").replace("-", " ")
    kind = keyword(entry.kind)
    made.add_text("paper", entry.paper)
    made.add_text("kind", kind)
    made.add_unsigned("paper_number", number(entry.paper))
    made.add_unsigned("kind_number", number(entry.kind))
    made.add_unsigned("page", entry.page)
    if entry.council:
        made.add_text("council", entry.council)
        made.add_unsigned("council_number", number(entry.council))
    if entry.body:
        made.add_pre_tokenized_text("body", _terms(entry.body))
        made.add_unsigned("body_number", number(entry.body))
    if entry.date:
        made.add_integer("day", entry.date.toordinal())
    made.add_pre_tokenized_text("title", _terms(entry.title))
    made.add_pre_tokenized_text("text", _terms(council, entry.title, entry.text))
    for measure in entry.measures:
        made.add_text("measure", measure)
    for form in {f for text in (council, entry.title, entry.text) for forms in forms_in(text) for f in forms}:
        made.add_text("words", form)
    made.add_bytes("shown", json.dumps(entry.shown()).encode())
    return made


def number(value: str) -> int:
    """A value's own number, the same everywhere: 64 bits of a hash, so that two values never meet."""
    return int.from_bytes(blake2b(value.encode(), digest_size=8).digest(), "big")


def _terms(*texts: str) -> PreTokenizedString:
    return PreTokenizedString("", list(_tokens(texts)))


def _tokens(texts: tuple[str, ...]) -> Iterator[Token]:
    position = 0
    for text in texts:
        for terms in terms_in(text):
            for term in terms:
                yield Token(term, position, 0, 0)
            position += 1
        position += _GAP
