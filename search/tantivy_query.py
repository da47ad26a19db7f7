"""Our query tree as tantivy queries."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from tantivy import FieldType, Occur
from tantivy import Query as TantivyQuery

from search.analysis import keyword, term
from search.spelling import near_words
from search.tantivy_schema import SCHEMA
from search.tree import And, DateRange, Everything, Field, Fuzzy, Not, Or, Phrase, Prefix, Query, Word

WordsFrom = Callable[[str, str], Iterable[str]]  # (field, prefix) → the field's terms that begin so


def tantivy_query(query: Query, words_from: WordsFrom, field: str = "text") -> TantivyQuery:
    """The tantivy query for a tree. Words go by their stems, prefixes and fuzzy words by the words as written; days,
    councils and kinds do not move the score."""
    match query:
        case Word(text) if field == "measure":
            return _any(field, (name for name in words_from(field, "") if keyword(name) == text))
        case Prefix(text) if field == "measure":
            return _any(field, (name for name in words_from(field, "") if keyword(name).startswith(text)))
        case Word(text) if field in ("council", "kind"):
            return TantivyQuery.const_score_query(TantivyQuery.term_query(SCHEMA, field, text), 0.0)
        case Word(text):
            return TantivyQuery.term_query(SCHEMA, field, term(text))
        case Phrase((word,)):
            return tantivy_query(Word(word), words_from, field)
        case Phrase(words):
            return TantivyQuery.phrase_query(SCHEMA, field, [term(word) for word in words])
        case Prefix(text) if field in ("council", "kind", "text"):
            return TantivyQuery.regex_query(SCHEMA, "words" if field == "text" else field, re.escape(text) + ".*")
        case Prefix(text):
            return _any(field, {term(word) for word in words_from("words", text)})
        case Fuzzy(text, distance):
            near = near_words(text, words_from("words", text[:1]), distance)
            return _any("words", near) if field == "text" else _any(field, {term(word) for word in near})
        case And(parts):
            asked = [tantivy_query(part, words_from, field) for part in parts if not isinstance(part, Not)]
            banned = [tantivy_query(part.part, words_from, field) for part in parts if isinstance(part, Not)]
            clauses = [(Occur.Must, part) for part in asked or [TantivyQuery.all_query()]]
            return TantivyQuery.boolean_query([*clauses, *((Occur.MustNot, part) for part in banned)])
        case Or(parts):
            return TantivyQuery.boolean_query([(Occur.Should, tantivy_query(p, words_from, field)) for p in parts])
        case Not():
            return tantivy_query(And((query,)), words_from, field)
        case Field(name, part):
            return tantivy_query(part, words_from, name)
        case DateRange(since, until):
            first, last = (since or date.min).toordinal(), (until or date.max).toordinal()
            days = TantivyQuery.range_query(SCHEMA, "day", FieldType.Integer, first, last)
            return TantivyQuery.const_score_query(days, 0.0)
        case Everything():
            return TantivyQuery.all_query()


def _any(field: str, texts: Iterable[str]) -> TantivyQuery:
    found = list(texts)
    return TantivyQuery.term_set_query(SCHEMA, field, found) if found else TantivyQuery.empty_query()
