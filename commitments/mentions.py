"""Mentions and sightings: findings put in their place, with the sentence or table row around them."""

from bisect import bisect_right
from collections import Counter

from commitments.fingerprints import fingerprint
from commitments.sentences import Sentence, find_sentences
from records.commitments import Mention, PageText, Sighting
from records.findings import Findings, Observation, Statement

_LONG_ROW = 400  # characters of a neighbour that are kept


class Surroundings:
    """The units of one page, for looking up what stands around an offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.units = find_sentences(text)
        self._starts = [unit.start for unit in self.units]

    def sentence(self, start: int, end: int) -> str:
        """The text of the units that `start` to `end` touches."""
        first, last = self._touched(start, end)
        return self.text[first.start : max(last.end, end)] if first and last else self.text[start:end]

    def around(self, start: int, end: int) -> str:
        """The same with what introduces it and the neighbouring units of the same kind of prose."""
        first, last = self._touched(start, end)
        if first is None or last is None:
            return self.text[start:end]
        parts = [self._piece(lead) for lead in first.leads()][::-1]
        if first.form != "table_row":
            index = self.units.index(first)
            parts += [self._piece(unit) for unit in self.units[max(0, index - 1) : index] if unit.form != "table_row"]
        parts.append(self.sentence(start, end))
        if last.form != "table_row":
            index = self.units.index(last)
            parts += [self._piece(unit) for unit in self.units[index + 1 : index + 2] if unit.form != "table_row"]
        return "\n".join(dict.fromkeys(parts))

    def _touched(self, start: int, end: int) -> tuple[Sentence | None, Sentence | None]:
        if not self.units:
            return None, None
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, max(start, end - 1)) - 1)
        return self.units[first], self.units[last]

    def _piece(self, unit: Sentence) -> str:
        return self.text[unit.start : unit.end][:_LONG_ROW]


def placed(findings: Findings, page: PageText) -> tuple[tuple[Mention, ...], tuple[Sighting, ...]]:
    """All findings of one page in their place, in their order."""
    surroundings, place = Surroundings(page.text), page.place
    names: Counter[str] = Counter()

    def named(found: Statement | Observation) -> tuple[str, str, str]:
        sentence = surroundings.sentence(found.start, found.end)
        first = fingerprint(place.council, found.quote, place.published, sentence)
        names[first] += 1
        name = fingerprint(place.council, found.quote, place.published, sentence, names[first] - 1)
        return name, sentence, surroundings.around(found.start, found.end)

    mentions, sightings = [], []
    for statement in findings.statements:
        name, sentence, around = named(statement)
        mentions.append(Mention(statement=statement, place=place, fingerprint=name, sentence=sentence, around=around))
    names.clear()
    for observation in findings.observations:
        name, sentence, around = named(observation)
        sightings.append(
            Sighting(observation=observation, place=place, fingerprint=name, sentence=sentence, around=around)
        )
    return tuple(mentions), tuple(sightings)
