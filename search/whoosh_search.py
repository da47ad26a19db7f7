"""One search over one generation of a Whoosh index: which papers match, in what order, counted how."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from whoosh import query as wq
from whoosh.searching import Searcher

from search.engine import Sort
from search.entries import Facets
from search.tree import And, Everything, Query, all_of
from search.whoosh_columns import Columns
from search.whoosh_query import WordsFrom, whoosh_query

_PAGES_A_PAPER = 3  # how many best pages are first scored for each paper wanted


class Found(NamedTuple):
    """One paper of the answer: its best page's document number and score, and how many pages match."""

    number: int
    score: float
    pages: int


class WhooshSearch:
    """What a query finds. Days, councils and kinds are sets by column; the rest is a Whoosh query."""

    def __init__(self, searcher: Searcher, columns: Columns, query: Query, words_from: WordsFrom):
        self._searcher = searcher
        self._columns = columns
        parts = query.parts if isinstance(query, And) else (query,)
        sets = [columns.within(part) for part in parts]
        self._allowed = [found for found in sets if found is not None]
        rest = all_of([part for part, found in zip(parts, sets, strict=True) if found is None])
        self._scored = None if isinstance(rest, Everything) else whoosh_query(rest, words_from)

    @cached_property
    def numbers(self) -> list[int]:
        """Every matching document number, in order."""
        if self._scored is None:
            return sorted(self._columns.alive.intersection(*self._allowed))
        return sorted(set(self._searcher.docs_for_query(self._scored)).intersection(*self._allowed))

    @cached_property
    def by_paper(self) -> dict[str, list[int]]:
        """The matching document numbers of each paper."""
        papers = self._columns.of("paper")
        groups: dict[str, list[int]] = {}
        for number in self.numbers:
            groups.setdefault(papers[number], []).append(number)
        return groups

    def ordered(self, sort: Sort, limit: int, offset: int) -> list[Found]:
        """The papers from `offset` on, at most `limit`."""
        if sort == "best" and self._scored is not None:
            return self._best(offset + limit)[offset:]
        dates = self._columns.of("date")
        dated = sorted(self.by_paper, key=lambda paper: (dates[self.by_paper[paper][0]], paper))
        known = [paper for paper in dated if dates[self.by_paper[paper][0]]]
        order = (known if sort == "oldest" else known[::-1]) + dated[: len(dated) - len(known)]
        shown = order[offset : offset + limit]
        scores = self._scores({number for paper in shown for number in self.by_paper[paper]})
        best = [max(self.by_paper[paper], key=lambda number: (scores.get(number, 0.0), -number)) for paper in shown]
        return [Found(n, scores.get(n, 0.0), len(self.by_paper[p])) for p, n in zip(shown, best, strict=True)]

    def facets(self, measures: Iterable[str]) -> Facets:
        """The found papers by value. `measures` are all the measures of the index."""
        firsts = [numbers[0] for numbers in self.by_paper.values()]
        columns = self._columns
        return Facets(
            council=_counted(columns.of("council")[n] for n in firsts),
            body=_counted(columns.of("body")[n] for n in firsts),
            kind=_counted(columns.of("kind")[n] for n in firsts),
            year=tuple(sorted(_counted(columns.of("date")[n][:4] for n in firsts), reverse=True)),
            measure=self._measures(measures),
        )

    def _best(self, wanted: int) -> list[Found]:
        """The best papers by their best pages: enough of the best pages are asked for, more when too few papers
        turn up among them."""
        papers = self._columns.of("paper")
        pages = wanted * _PAGES_A_PAPER
        while self.numbers:
            best: dict[str, Found] = {}
            for number, score in self._top(pages).items():
                paper = papers[number]
                if paper not in best:
                    best[paper] = Found(number, score, len(self.by_paper[paper]))
            if len(best) >= min(wanted, len(self.by_paper)) or pages >= len(self.numbers):
                return list(best.values())[:wanted]
            pages *= 4
        return []

    def _top(self, pages: int) -> dict[int, float]:
        within = set(self.numbers) if self._allowed else None
        found = self._searcher.search(self._scored, limit=min(pages, len(self.numbers)), filter=within)
        return {number: score for score, number in found.top_n}

    def _scores(self, numbers: set[int]) -> dict[int, float]:
        if self._scored is None or not numbers:
            return {}
        found = self._searcher.search(self._scored, limit=len(numbers), filter=numbers)
        return {number: score for score, number in found.top_n}

    def _measures(self, measures: Iterable[str]) -> tuple[tuple[str, int], ...]:
        papers = self._columns.of("paper")
        matching = set(self.numbers)
        counts = []
        for measure in measures:
            pages = matching.intersection(self._searcher.docs_for_query(wq.Term("measure", measure)))
            counts.append((measure, len({papers[n] for n in pages})))
        return tuple(sorted((pair for pair in counts if pair[1]), key=lambda pair: (-pair[1], pair[0])))


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
