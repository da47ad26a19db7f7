"""What an agenda pack repeats from the single papers in it is one finding, told once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from commitments.fingerprints import plain_words
from records.commitments import Mention, Sighting

PACKS = frozenset({"pack", "agenda"})
_WEEKS = 31  # days between a paper and the pack that holds it
_Found = TypeVar("_Found", Mention, Sighting)


def once(found: Iterable[_Found]) -> list[_Found]:
    """Each finding once: what a pack repeats from a single paper of the same weeks is left out."""
    held: dict[str, _Found] = {}
    for item in found:
        other = held.get(item.fingerprint)
        if other is None or (other.place.kind in PACKS and item.place.kind not in PACKS):
            held[item.fingerprint] = item
    single: dict[tuple[str | None, str], list[date]] = defaultdict(list)
    for item in held.values():
        if item.place.kind not in PACKS and item.place.published:
            single[item.place.council, _words(item)].append(item.place.published)
    return [item for item in held.values() if not _repeats(item, single[item.place.council, _words(item)])]


def _repeats(item: Mention | Sighting, days: Sequence[date]) -> bool:
    day = item.place.published
    return item.place.kind in PACKS and day is not None and any(abs((day - other).days) <= _WEEKS for other in days)


def _words(item: Mention | Sighting) -> str:
    quote = item.statement.quote if isinstance(item, Mention) else item.observation.quote
    return plain_words(f"{quote} {item.sentence}")
