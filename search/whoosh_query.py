"""Our query tree as Whoosh queries."""

from collections.abc import Callable, Iterable

from whoosh import query as wq

from search.analysis import keyword, term
from search.spelling import near_words
from search.tree import And, DateRange, Everything, Field, Fuzzy, Not, Or, Phrase, Prefix, Query, Word

WordsFrom = Callable[[str, str], Iterable[str]]  # (field, prefix) → the field's terms that begin so


def whoosh_query(query: Query, words_from: WordsFrom, field: str = "text") -> wq.Query:
    """The Whoosh query for a tree. Words go by their stems, prefixes and fuzzy words by the words as written."""
    match query:
        case Word(text) if field == "measure":
            return _any(field, (name for name in words_from(field, "") if keyword(name) == text))
        case Prefix(text) if field == "measure":
            return _any(field, (name for name in words_from(field, "") if keyword(name).startswith(text)))
        case Word(text):
            return wq.Term(field, text if field in ("council", "kind") else term(text))
        case Phrase(words):
            return wq.Phrase(field, [term(word) for word in words])
        case Prefix(text) if field in ("council", "kind"):
            return wq.Prefix(field, text)
        case Prefix(text):
            return _written(field, words_from("words", text))
        case Fuzzy(text, distance):
            return _written(field, near_words(text, words_from("words", text[:1]), distance))
        case And(parts):
            asked = [whoosh_query(part, words_from, field) for part in parts if not isinstance(part, Not)]
            banned = [whoosh_query(part.part, words_from, field) for part in parts if isinstance(part, Not)]
            both = (wq.And(asked) if len(asked) > 1 else asked[0]) if asked else wq.Every()
            return wq.AndNot(both, wq.Or(banned)) if banned else both
        case Or(parts):
            return wq.Or([whoosh_query(part, words_from, field) for part in parts])
        case Not(part):
            return wq.AndNot(wq.Every(), whoosh_query(part, words_from, field))
        case Field(name, part):
            return whoosh_query(part, words_from, name)
        case DateRange(since, until):
            return wq.TermRange("date", since.isoformat() if since else "0", until.isoformat() if until else "9999")
        case Everything():
            return wq.Every()


def _written(field: str, words: Iterable[str]) -> wq.Query:
    """Pages with any of these words as written. A title or a body has only stems."""
    return _any("words", words) if field == "text" else _any(field, {term(word) for word in words})


def _any(field: str, texts: Iterable[str]) -> wq.Query:
    terms = [wq.Term(field, text) for text in sorted(texts)]
    return wq.Or(terms) if terms else wq.NullQuery
