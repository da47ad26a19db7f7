"""Words said once and printed often are one finding: in packs, in minutes and the next meeting's papers, in two papers.

The finding stands where it was published first, a single paper before the pack that holds it; the other places are its
copies. Identical or nearly identical quotations of one council count as one within a year.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from rapidfuzz import fuzz

from commitments.fingerprints import plain_words
from records.commitments import Copy, Mention, Place, Sighting
from records.findings import Observation, Statement

PACKS = frozenset({"pack", "agenda"})
_WEEKS = timedelta(days=31)  # between a paper and the pack that holds it
_A_YEAR = 366  # days
_NEARLY = 95.0  # of 100: a misprint, a broken word
_SHORT, _LONG = 6, 8  # words
_FIRST_SAID = ("report", "plan", "decision", "item", "minutes", "issue", "press_release", "article", "other", *PACKS)
_NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve first second third fourth fifth last next
    not no never""".split()
)
_Found = TypeVar("_Found", Mention, Sighting)


def once(found: Iterable[_Found]) -> list[_Found]:
    """Each finding once, with its copies, by day; findings of unknown day are copies of the same fingerprint only."""
    held: list[list[_Found]] = []
    at: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for item in sorted(found, key=_order):
        words = _words(item)
        keys = tuple(_keys(item, words))
        index = next((i for key in keys for i in at[key] if _same(held[i][0], item, words)), None)
        if index is None:
            index = len(held)
            held.append([])
            for key in keys:
                at[key].append(index)
        held[index].append(item)
    return [_with_copies(items) for items in held]


def first_said(place: Place) -> tuple[date, int, str, int]:
    """The order of places that say the same: by day, a pack some weeks later than its own, then by kind of paper."""
    day = place.published or date.max
    if place.kind in PACKS and day < date.max - _WEEKS:
        day += _WEEKS
    return (day, _FIRST_SAID.index(place.kind), place.paper, place.page)


def within_a_year(one: Place, other: Place) -> bool:
    """Whether both days are known and no more than a year apart."""
    return bool(one.published and other.published and abs((one.published - other.published).days) <= _A_YEAR)


def _with_copies(items: Sequence[_Found]) -> _Found:
    first, *others = items
    return replace(first, also_at=tuple(_copy(item) for item in others)) if others else first


def _copy(item: Mention | Sighting) -> Copy:
    said = _said(item)
    return Copy(place=item.place, quote=said.quote, start=said.start, end=said.end, fingerprint=item.fingerprint)


def _order(item: Mention | Sighting) -> tuple[tuple[date, int, str, int], int]:
    return (first_said(item.place), _said(item).start)


def _said(item: Mention | Sighting) -> Statement | Observation:
    return item.statement if isinstance(item, Mention) else item.observation


def _keys(item: Mention | Sighting, words: str) -> Iterator[tuple[object, ...]]:
    """Under which a finding may have been kept: its slots with its first, or its last, words."""
    yield (item.fingerprint,)
    if item.place.published is None or not item.place.council:
        return
    slots = (item.place.council, item.place.former, *_slots(item))
    told = words.split()
    yield (*slots, "first", *told[:4])
    yield (*slots, "last", *told[-4:])


def _slots(item: Mention | Sighting) -> tuple[object, ...]:
    if isinstance(item, Mention):
        said = item.statement
        # "Within six months" is another day in the minutes of the next meeting: long words say enough.
        day = said.deadline.end if said.deadline and len(plain_words(said.quote).split()) < _LONG else None
        return (said.kind, said.value, said.value_high, said.unit, day)
    seen = item.observation
    told = seen.as_of == item.place.published and len(plain_words(seen.quote).split()) >= _LONG
    return (seen.measure, seen.value, seen.value_high, seen.unit, None if told else seen.as_of)


def _same(one: Mention | Sighting, other: Mention | Sighting, words: str) -> bool:
    if one.fingerprint == other.fingerprint:
        return True
    if not within_a_year(one.place, other.place):
        return False
    if one.place.paper == other.place.paper and one.around != other.around:
        return False  # the same row under another heading
    mine = _words(one)
    return mine == words or (_numbers(mine) == _numbers(words) and fuzz.ratio(mine, words) >= _NEARLY)


def _numbers(words: str) -> list[str]:
    """What may not differ in words that are nearly the same: another number or another one of its kind."""
    return [word for word in words.split() if word in _NUMBER_WORDS or any(sign.isdigit() for sign in word)]


def _words(item: Mention | Sighting) -> str:
    """The words of the quotation; of a short one, those of its sentence or row, then of what stands around it."""
    for text in (_said(item).quote, item.sentence, item.around):
        words = plain_words(text)
        if len(words.split()) >= _SHORT:
            return words
    return words
