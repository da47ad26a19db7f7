"""One search over one generation of a Whoosh index: which pages match and how well, grouped by paper, counted."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from search.analysis import keyword, term
from search.engine import Sort
from search.entries import Facets
from search.spelling import near_words
from search.tree import And, DateRange, Everything, Field, Fuzzy, Not, Or, Phrase, Prefix, Query, Word
from search.whoosh_columns import Columns
from search.whoosh_postings import Postings

Scores = dict[int, float]  # by document number


class Found(NamedTuple):
    """One paper of the answer: its best page's document number and score, and how many pages match."""

    number: int
    score: float
    pages: int


class WhooshSearch:
    """What a query finds."""

    def __init__(self, postings: Postings, columns: Columns, query: Query):
        self._postings = postings
        self._columns = columns
        found = self._scores(query, "text", None)
        self.scores = {n: found[n] for n in columns.alive.intersection(found)} if columns.deleted else found
        self.ranked = any(self.scores.values())

    @cached_property
    def papers(self) -> list[Found]:
        """The papers found, best first; where nothing ranks, in no order."""
        papers = self._columns.of("paper")
        best: dict[str, int] = {}
        pages: Counter[str] = Counter()
        scores = self.scores
        for number in sorted(scores):
            paper = papers[number]
            pages[paper] += 1
            if paper not in best or scores[number] > scores[best[paper]]:
                best[paper] = number
        found = [Found(number, scores[number], pages[paper]) for paper, number in best.items()]
        return sorted(found, key=lambda one: -one.score) if self.ranked else found

    def ordered(self, sort: Sort) -> list[Found]:
        """The papers in the order asked for; by date where nothing ranks, undated ones last."""
        if sort == "best" and self.ranked:
            return self.papers
        dates = self._columns.of("date")
        dated = sorted(self.papers, key=lambda one: dates[one.number], reverse=sort != "oldest")
        return [one for one in dated if dates[one.number]] + [one for one in dated if not dates[one.number]]

    def facets(self) -> Facets:
        """The papers by value."""
        numbers = [one.number for one in self.papers]
        columns = self._columns
        return Facets(
            council=_counted(columns.of("council")[n] for n in numbers),
            body=_counted(columns.of("body")[n] for n in numbers),
            kind=_counted(columns.of("kind")[n] for n in numbers),
            year=tuple(sorted(_counted(columns.of("date")[n][:4] for n in numbers), reverse=True)),
            measure=_counted(self._measures()),
        )

    def _measures(self) -> Iterable[str]:
        """Each measure once for each paper found that speaks of it on a matching page."""
        papers = self._columns.of("paper")
        for measure in self._postings.names("measure", ""):
            pages = self._postings.pages("measure", measure).intersection(self.scores)
            yield from [measure] * len({papers[n] for n in pages})

    def _scores(self, query: Query, field: str, within: set[int] | None) -> Scores:
        """The pages a query finds, all or (where that is quicker) only those within a set."""
        allowed = self._columns.within(query, field)
        if allowed is not None:
            return dict.fromkeys(allowed, 0.0)
        match query:
            case Word(text) if field == "measure":
                return self._any(field, (name for name in self._names(field) if keyword(name) == text))
            case Prefix(text) if field == "measure":
                return self._any(field, (name for name in self._names(field) if keyword(name).startswith(text)))
            case Word(text):
                return self._postings.scores(field, term(text))
            case Phrase(words):
                return self._postings.phrase_scores(field, tuple(map(term, words)), within)
            case Prefix(text):
                return self._written(field, self._names("words", text))
            case Fuzzy(text, distance):
                return self._written(field, near_words(text, self._names("words", text[:1]), distance))
            case And(parts):
                return self._all(parts, field, within)
            case Or(parts):
                found: Scores = {}
                for part in parts:
                    for number, score in self._scores(part, field, within).items():
                        found[number] = found.get(number, 0.0) + score
                return found
            case Not(part):
                return dict.fromkeys(self._columns.alive.difference(self._scores(part, field, None)), 0.0)
            case Field(name, part):
                return self._scores(part, name, within)
            case Everything() | DateRange():
                return dict.fromkeys(self._columns.alive, 0.0)

    def _all(self, parts: tuple[Query, ...], field: str, within: set[int] | None) -> Scores:
        """The pages every part finds; the quick parts first, so that phrases look at few pages."""
        found: Scores | None = None
        for part in sorted(parts, key=_cost):
            banned = isinstance(part, Not)
            among = within if found is None else set(found)
            others = self._scores(part.part if isinstance(part, Not) else part, field, among)
            if found is None:
                found = dict.fromkeys(self._columns.alive.difference(others), 0.0) if banned else others
            elif banned:
                found = {n: score for n, score in found.items() if n not in others}
            else:
                found = {n: score + others[n] for n, score in found.items() if n in others}
        return found or {}

    def _names(self, field: str, prefix: str = "") -> list[str]:
        return self._postings.names(field, prefix)

    def _written(self, field: str, words: Iterable[str]) -> Scores:
        """Pages with any of these words as written. A title or a body has only stems."""
        return self._any("words", words) if field == "text" else self._any(field, {term(word) for word in words})

    def _any(self, field: str, names: Iterable[str]) -> Scores:
        return dict.fromkeys((n for name in names for n in self._postings.pages(field, name)), 1.0)


def _cost(part: Query) -> int:
    """In which order the parts of an And are looked up."""
    match part:
        case DateRange() | Field():
            return 0
        case Word():
            return 1
        case Not():
            return 4
        case Phrase():
            return 3
    return 2


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
