"""A topic pack: the vocabulary of one subject, checked at the TOML door and compiled once.

Every entry of vocabulary is a *phrase*: a small regular expression in which a space stands for any white space (a
no-break space, a line wrap), matched without regard to case and on word boundaries. Each entry carries examples it must
match (`matches`) and must not match (`rejects`); `tests/test_topics.py` runs them all.
"""

import re
import tomllib
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from records.errors import BadInput
from records.phrase_lists import Lists, PhraseList
from records.phrases import alternatives
from records.weighing import Weighing


def phrase_pattern(phrases: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    """One compiled pattern for a list of phrases; it never matches when the list is empty."""
    if not phrases:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{alternatives(phrases)})(?!\w)", re.IGNORECASE)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Measure(_Entry):
    """Something that can be counted or delivered. `good` is the direction in which more is kept."""

    id: str
    name: str
    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()  # words that name it only where no other measure is named
    unless: tuple[str, ...] = ()  # phrases beside which the words mean something else
    units: tuple[str, ...] = ()  # unit ids its figures usually carry
    good: str | None = None  # "up", "down" or None
    weight: float = (
        1.0  # above 1: named beside another measure it is the one meant ("residential placements out of county")
    )
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The measure's words, weak ones too, as one pattern."""
        return phrase_pattern((*self.words, *self.weak))


class Unit(_Entry):
    """A unit and the words for it ("carers": carer, carers, foster parents...)."""

    id: str
    words: tuple[str, ...]
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The unit's words as one pattern."""
        return phrase_pattern(self.words)


class Vocabulary(_Entry):
    """A named list of phrases the rules use: promise verbs by strength, what is procedural, what is history."""

    id: str
    words: tuple[str, ...]
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The list as one pattern."""
        return phrase_pattern(self.words)


class Follow(_Entry):
    """Which bodies are followed whole, and which item titles or minutes are followed at general bodies."""

    bodies: tuple[str, ...] = ()
    general_bodies: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()

    @cached_property
    def body_pattern(self) -> re.Pattern[str]:
        """Names of bodies all of whose papers are followed."""
        return phrase_pattern(self.bodies)

    @cached_property
    def word_pattern(self) -> re.Pattern[str]:
        """Words in a title or minute that make one item of any other body followed."""
        return phrase_pattern(self.words)


# What the ids of vocabulary lists begin with that tell cells of tables, links between findings and groups of people.
ASIDE = ("column_", "link_", "cohort_", "rating_", "tracker_", "drift_", "again_")


class Topic(BaseModel):
    """A whole topic pack."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    id: str
    name: str
    version: str = "1"
    extends: str | None = None
    follow: Follow = Follow()
    measures: tuple[Measure, ...] = Field(default=(), alias="measure")
    units: tuple[Unit, ...] = Field(default=(), alias="unit")
    vocabulary: tuple[Vocabulary, ...] = ()
    weighings: dict[str, Weighing] = Field(default={}, exclude=True)  # what is weighed, by what it decides
    rings: tuple[tuple[str, ...], ...] = ()  # search synonyms: every word of a ring finds the others

    def __eq__(self, other: object) -> bool:
        """A pack is known by being the same object: comparing two whole ones would cost more than reading a page."""
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def follows(self, body: str | None, *texts: str | None) -> bool:
        """Whether a body is followed whole, or any of the texts (item title, minutes) names the topic."""
        if body and self.follow.body_pattern.search(body):
            return True
        return any(text and self.follow.word_pattern.search(text) for text in texts)

    def says(self, id: str, text: str) -> bool:
        """Whether a text holds a word of a vocabulary list; False where the pack has no such list."""
        words = self.words.get(id)
        return words is not None and words.search(text) is not None

    @cached_property
    def words(self) -> dict[str, PhraseList]:
        """Vocabulary lists by id."""
        return self.lists.named | self._aside.named

    @cached_property
    def _aside(self) -> Lists:
        """Vocabulary lists by id that are looked up in cells, names and quotes: no page is read for them."""
        return Lists({entry.id: entry.words for entry in self.vocabulary if entry.id.startswith(ASIDE)})

    @cached_property
    def lists(self) -> Lists:
        """All other vocabulary lists by id, and the words of units, to be found all at once in a page."""
        every = tuple(f"(?P<u{place}>{'|'.join(self.units[place].words)})" for place in range(len(self.units)))
        return Lists(
            {entry.id: entry.words for entry in self.vocabulary if not entry.id.startswith(ASIDE)}
            | {f"{_UNIT}{place}": unit.words for place, unit in enumerate(self.units)}
            | {_UNIT: every[::-1]}
        )

    @cached_property
    def ring_pattern(self) -> re.Pattern[str]:
        """All synonym rings as one pattern; ring number 7 matches as the group `r7`."""
        rings = [alternatives([re.escape(word).replace(r"\ ", " ") for word in ring]) for ring in self.rings]
        named = "|".join(f"(?P<r{number}>{words})" for number, words in enumerate(rings))
        return re.compile(rf"(?<!\w)(?:{named or '(?!)'})(?!\w)", re.IGNORECASE)

    @cached_property
    def families(self) -> dict[str, str]:
        """For each measure that the pack lists as near others (`near_*`), the id of that list."""
        return {
            measure.id: entry.id
            for entry in self.vocabulary
            if entry.id.startswith("near_")
            for measure in self.measures
            if entry.pattern.fullmatch(measure.id)
        }

    @cached_property
    def unit_words(self) -> PhraseList:
        """The words of every unit; `unit_of` tells whose. A pack's own units go before those of the pack it extends."""
        return self.lists.named[_UNIT]

    def unit_of(self, word: re.Match[str]) -> Unit:
        """The unit whose word was found."""
        return self.units[int((word.lastgroup or "u0")[1:])]

    @cached_property
    def words_of_units(self) -> tuple[tuple[str, PhraseList], ...]:
        """The id of each unit with its words; a pack and the one it extends may both have words for one."""
        return tuple((unit.id, self.lists.named[f"{_UNIT}{place}"]) for place, unit in enumerate(self.units))

    @cached_property
    def measure(self) -> dict[str, Measure]:
        """Measures by id."""
        return {entry.id: entry for entry in self.measures}


_UNIT = "unit "  # before the place of a unit: its list of words; alone: that of all units
_LISTS = ("measure", "unit", "vocabulary", "rings")


def read_topic(text: str, where: str, parent: str | None = None) -> Topic:
    """A topic pack from its TOML. `parent` is the TOML of the pack it `extends`: its lists come first, and a
    vocabulary entry of the same id adds its words. Raises BadInput naming the file and the entry."""
    child = _parsed(text, where)
    if parent is not None:
        child = _extended(_parsed(parent, f"{where} (extends)"), child)
    try:
        return Topic.model_validate(child)
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part) for part in first["loc"])
        raise BadInput(f"{where}: {place}: {first['msg']}") from error


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{where}: not valid TOML: {error}") from error


def _extended(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    merged = {**parent, **child}
    for name in _LISTS:
        merged[name] = [*parent.get(name, []), *child.get(name, [])]
    entries: dict[str, dict[str, Any]] = {}
    for entry in merged["vocabulary"]:
        known = entries.setdefault(entry["id"], {**entry, "words": [], "matches": [], "rejects": []})
        for field in ("words", "matches", "rejects"):
            known[field] = [*known[field], *entry.get(field, [])]
    merged["vocabulary"] = list(entries.values())
    return merged
