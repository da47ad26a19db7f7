"""One page made ready for the rules: its text, units, figures and times, found once and looked up by place."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from commitments.deadlines import FoundDeadline, find_deadlines
from commitments.quantities import Quantity, find_quantities
from commitments.sentences import Sentence, find_sentences
from records.findings import COUNCIL_KINDS, Passage, SourceKind
from records.phrase_lists import PhraseList
from records.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """A passage with everything the rules look up in it. Its text has no hyphenated line ends."""

    text: str
    topic: Topic
    published: date | None
    kind: SourceKind
    title: str
    council: str
    units: tuple[Sentence, ...]
    figures: tuple[Quantity, ...]
    times: tuple[FoundDeadline, ...]
    _figure_starts: list[int]
    _time_starts: list[int]
    _found: dict[str, tuple[list[int], list[re.Match[str]]]] = field(default_factory=dict)

    def words(self, name: str) -> PhraseList:
        """A vocabulary list of the topic."""
        return self.topic.words[name]

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether a word of a vocabulary list stands between two offsets."""
        return self.first(name, start, end) is not None

    def first(self, name: str, start: int, end: int) -> re.Match[str] | None:
        """The first word of a list that stands wholly between two offsets; each list is looked up once a page."""
        starts, found = self._found.get(name) or self._found_of(name)
        if not starts or starts[-1] < start:
            return None
        match = found[bisect_left(starts, start)]
        return match if match.end() <= end else None

    def all(self, name: str, start: int, end: int) -> list[re.Match[str]]:
        """Every word of a list that stands wholly between two offsets."""
        starts, found = self._found.get(name) or self._found_of(name)
        at, last = bisect_left(starts, start), bisect_left(starts, end)
        return [match for match in found[at:last] if match.end() <= end]

    def _found_of(self, name: str) -> tuple[list[int], list[re.Match[str]]]:
        found = list(self.words(name).finditer(self.text))
        self._found[name] = [match.start() for match in found], found
        return self._found[name]

    def begins(self, name: str) -> list[int]:
        """Where each word of a vocabulary list begins, in order; nowhere when the topic has no such list."""
        if name not in self.topic.words:
            return []
        return (self._found.get(name) or self._found_of(name))[0]

    def unit_before(self, unit: Sentence) -> Sentence | None:
        """The unit that stands before another."""
        place = bisect_left(self.units, unit.start, key=lambda one: one.start)
        return self.units[place - 1] if place else None

    def figures_in(self, start: int, end: int) -> list[Quantity]:
        """The figures that stand wholly between two offsets."""
        first, last = bisect_left(self._figure_starts, start), bisect_left(self._figure_starts, end)
        return [figure for figure in self.figures[first:last] if figure.end <= end]

    def times_in(self, start: int, end: int) -> list[FoundDeadline]:
        """The times that stand wholly between two offsets."""
        first, last = bisect_left(self._time_starts, start), bisect_left(self._time_starts, end)
        return [time for time in self.times[first:last] if time.end <= end]


@lru_cache(maxsize=2)  # promises and figures of a page are read one after the other
def read_page(passage: Passage, topic: Topic) -> Page:
    """A passage made ready for the rules."""
    topic.lists.read(passage.text)
    figures = sorted(find_quantities(passage.text, topic), key=lambda figure: figure.start)
    own = passage.kind in COUNCIL_KINDS  # there "this year" is the financial year, in the press it need not be
    times = sorted(find_deadlines(passage.text, passage.published, papers=own), key=lambda time: time.start)
    return Page(
        text=passage.text,
        topic=topic,
        published=passage.published,
        kind=passage.kind,
        title=passage.title or "",
        council=passage.council or "",
        units=find_sentences(passage.text),
        figures=tuple(figures),
        times=tuple(times),
        _figure_starts=[figure.start for figure in figures],
        _time_starts=[time.start for time in times],
    )
