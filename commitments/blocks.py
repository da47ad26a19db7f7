"""Which mentions are worth comparing: those that share what every link or succession needs, so that time grows with the
number of mentions and not with its square.

Each mention lies under some keys and is looked up under some; two are compared where these meet, within some days.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from commitments.agreement import family_of, is_level, level_of
from commitments.known import Known
from records.topics import Topic

_Key = tuple[object, ...]
_LONG_AGO = 800  # days between two promises without numbers, or an earlier and another number, that may be one


def pairs_to_compare(topic: Topic, mentions: Sequence[Known]) -> list[tuple[int, int]]:
    """Pairs that may restate one promise: one number and a measure or word in common; without numbers a telling word or
    name, of the same years; or words that begin or end alike."""

    def under(known: Known) -> Iterator[tuple[_Key, int | None]]:
        statement, family = known.mention.statement, family_of(topic, known.mention.statement.measure)
        for words in _ends(known):
            yield ("words", family, statement.value, words), None
        if statement.value is not None:
            yield ("number", statement.value, statement.value_high, family), None
            yield from ((("number", statement.value, statement.value_high, word), None) for word in known.subject.words)
            if (level := level_of(statement)) is not None:
                yield ("number", level, None, family), None
        else:
            yield from ((("thing", family, word), _LONG_AGO) for word in known.subject.words | known.about)
            if end := known.mention.statement.deadline and known.mention.statement.deadline.end:
                yield ("day", family, end), _LONG_AGO

    def asked(known: Known) -> Iterator[tuple[_Key, int | None]]:
        yield from under(known)
        if known.mention.statement.value is not None:  # the same words in which no number was read
            family = family_of(topic, known.mention.statement.measure)
            yield from ((("words", family, None, words), None) for words in _ends(known))

    found = {(min(pair), max(pair)) for pair in _meeting(mentions, under, asked)}
    return sorted(found)


def _ends(known: Known) -> Iterator[_Key]:
    words = known.subject.plain.split()
    yield ("first", *words[:4])
    yield ("last", *words[-4:])


def successors_to_compare(topic: Topic, mentions: Sequence[Known]) -> list[tuple[int, int]]:
    """Pairs of which the second may replace the first, said on an earlier day: by its number a goal of the same kind
    with a word or the number in common; without numbers, where it says that something moved, with a word around it."""

    def base(known: Known) -> _Key:
        statement = known.mention.statement
        valued = statement.value is not None
        return (
            family_of(topic, statement.measure),
            statement.kind == "funding",
            valued,
            valued and is_level(statement),
        )

    def under(known: Known) -> Iterator[tuple[_Key, int | None]]:
        statement, subject = known.mention.statement, known.subject
        here = base(known)
        yield (here[0], "any"), None
        if statement.value is None:
            yield from (((*here, word), None) for word in subject.words | known.about)
            return
        yield (*here, "any"), None
        yield (*here, "number", statement.value), None
        yield from (((*here, word), None) for word in subject.words or ("no word",))

    def asked(known: Known) -> Iterator[tuple[_Key, int | None]]:
        statement, subject = known.mention.statement, known.subject
        here = base(known)
        if known.gives_up:
            yield (here[0], "any"), None
        if statement.value is None:
            if known.moved:
                yield from (((*here, word), None) for word in subject.words | subject.wide | known.about)
            return
        since = None if known.moved else _LONG_AGO
        if known.moved or known.is_goal or not subject.words:
            yield (*here, "any"), since
            return
        yield (*here, "number", statement.value), since
        yield from (((*here, word), since) for word in (*subject.words, "no word"))

    days = [known.day or date.max for known in mentions]
    pairs = {pair for pair in _meeting(mentions, under, asked) if days[pair[0]] < days[pair[1]] < date.max}
    return sorted(pairs, key=lambda pair: (days[pair[1]], pair[1], days[pair[0]], pair[0]))


def _meeting(
    mentions: Sequence[Known],
    under: Callable[[Known], Iterable[tuple[_Key, int | None]]],
    asked: Callable[[Known], Iterable[tuple[_Key, int | None]]],
) -> Iterator[tuple[int, int]]:
    """Pairs of one council of which the first lies under a key that the second asks for, within so many days where the
    asking says how many."""
    held: dict[_Key, list[tuple[int, int]]] = defaultdict(list)
    for index, known in enumerate(mentions):
        if known.mention.place.council:
            for key, _ in dict(under(known)).items():
                held[known.mention.place.council, *key].append(((known.day or date.max).toordinal(), index))
    for lying in held.values():
        lying.sort()
    for index, known in enumerate(mentions):
        day = (known.day or date.max).toordinal()
        for key, near in dict(asked(known)).items():
            lying = held.get((known.mention.place.council, *key), [])
            first = 0 if near is None else bisect_left(lying, (day - near, -1))
            last = len(lying) if near is None else bisect_right(lying, (day + near, len(mentions)))
            yield from ((other, index) for _, other in lying[first:last] if other != index)
