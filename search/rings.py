"""Synonym rings: every member of a ring finds the others (LAC = CLA = looked after children)."""

from collections.abc import Iterable, Sequence

from search.analysis import term
from search.tree import Or, Phrase, Query, Word, any_of
from search.words import forms, literal


class Rings:
    """The rings of a topic pack, ready to be matched against words as typed."""

    def __init__(self, rings: Iterable[Iterable[str]] = ()):
        self._members: dict[tuple[str, ...], list[Query]] = {}
        for ring in rings:
            queries = {_terms(forms(member)): literal(member) for member in ring}
            for terms in queries:
                self._members.setdefault(terms, []).extend(query for query in queries.values() if query)
        self._members.pop((), None)
        self._longest = max(map(len, self._members), default=0)

    def first(self, words: Sequence[str]) -> tuple[Query, int] | None:
        """The longest member the typed words begin with: what it means (itself or any other member of its rings),
        and how many words it took. None when they begin with no member."""
        rows = [forms(word) for word in words[: self._longest]]
        for length in range(len(rows), 0, -1):
            typed = [form for row in rows[:length] for form in row]
            if found := self._members.get(_terms(typed)):
                own = literal(" ".join(words[:length]))
                others = [query for query in found if _own_terms(query) != _terms(typed)]
                return any_of([query for query in (own, *others) if query]), length
        return None


def _terms(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(term(word) for word in words)


def _own_terms(query: Query) -> tuple[str, ...]:
    match query:
        case Word(text):
            return (term(text),)
        case Phrase(words):
            return _terms(words)
        case Or(parts):
            return _own_terms(parts[0])
    return ()
