"""Promises spoken of again in words that name only their number: "if 130 was realistic. The Director stood by it".

Such a sentence is no statement by itself. With the council's earlier statement of the number at hand it is one: the
goal stands, or is moved to the day the sentence names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from commitments.agreement import is_share, same_unit
from commitments.deadlines import find_deadlines
from commitments.fingerprints import fingerprint
from commitments.known import Known
from commitments.quantities import Quantity, find_quantities
from commitments.sentences import Sentence, find_sentences
from records.commitments import Mention, PageText, Sighting
from records.findings import Deadline, Statement
from records.phrase_lists import PhraseList
from records.topics import Topic

_LEAST = 5  # numbers below this are too common
_LONG_AGO = 1100  # days after which an earlier number is no longer what is meant
_LONGEST = 60  # words of a quotation
_NEXT = 3  # characters between a sentence and the one that answers it
_ASKED = re.compile(r"\b(?:asked|asks|if|whether|queried|questioned|wondered)\b|\?", re.IGNORECASE)
_PROSE = ("prose", "bullet")

_ByNumber = Mapping[float, Sequence[Known]]


def find_said_again(
    topic: Topic, mentions: Sequence[Known], sightings: Iterable[Sighting], pages: Iterable[PageText]
) -> Iterator[Mention]:
    """Mentions of earlier goals in the pages, where neither a statement nor an observation was found."""
    stated: dict[str | None, dict[float, list[Known]]] = defaultdict(lambda: defaultdict(list))
    taken: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for known in mentions:
        statement, place = known.mention.statement, known.mention.place
        taken[place.paper, place.page].append((statement.start, statement.end))
        for copy in known.mention.also_at:
            taken[copy.place.paper, copy.place.page].append((copy.start, copy.end))
        if (
            statement.value is not None
            and statement.value >= _LEAST
            and statement.unit
            and not is_share(statement.unit)
        ):
            stated[place.council][statement.value].append(known)
    for sighting in sightings:
        seen = sighting.observation
        taken[sighting.place.paper, sighting.place.page].append((seen.start, seen.end))
        for copy in sighting.also_at:
            taken[copy.place.paper, copy.place.page].append((copy.start, copy.end))
    goal = topic.words.get("again_goal")
    for page in pages:
        numbers = stated.get(page.place.council)
        if goal and numbers and page.place.council and goal.search(page.text):
            yield from _on_page(topic, goal, page, numbers, taken[page.place.paper, page.place.page])


def _on_page(
    topic: Topic, goal: PhraseList, page: PageText, numbers: _ByNumber, taken: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    units = [unit for unit in find_sentences(page.text) if unit.form in _PROSE]
    for sentence, following in zip_longest(units, units[1:]):
        if not goal.search(page.text, sentence.start, sentence.end):
            continue
        end = _last(topic, page.text, sentence, following)
        if end is None or any(start < end and last > sentence.start for start, last in taken):
            continue
        for quantity in find_quantities(page.text, topic, sentence.start, sentence.end):
            meant = _meant(quantity, numbers.get(quantity.value, ()), page.place.published)
            if meant is not None:
                yield _mention(page, sentence.start, end, meant)
                break


def _last(topic: Topic, text: str, sentence: Sentence, following: Sentence | None) -> int | None:
    """Where the words end that say the goal stands: in the sentence itself or the next; None when they do not."""
    kept, denied = topic.words.get("again_kept"), topic.words.get("again_denied")
    answered = following if following and following.start - sentence.end < _NEXT else None
    last = answered.end if answered else sentence.end
    if kept is None or (denied and denied.search(text, sentence.start, last)):
        return None
    if _ASKED.search(text, sentence.start, sentence.end):  # the answer says whether it stands
        stands = answered is not None and kept.search(text, answered.start, answered.end)
    else:
        last = sentence.end
        stands = kept.search(text, sentence.start, last)
    return last if stands and len(text[sentence.start : last].split()) <= _LONGEST else None


def _meant(quantity: Quantity, stated: Sequence[Known], published: date | None) -> Known | None:
    """The latest earlier statement of the number; None when its unit differs or it is of more measures than one."""
    if published is None or quantity.is_baseline:
        return None
    meant = [
        known
        for known in stated
        if known.day is not None
        and 0 < (published - known.day).days <= _LONG_AGO
        and (quantity.unit is None or same_unit(known.mention.statement.unit, quantity.unit))
    ]
    if len({known.mention.statement.measure for known in meant}) != 1:
        return None
    return max(meant, key=lambda known: known.day or date.min)


def _mention(page: PageText, start: int, end: int, meant: Known) -> Mention:
    text, place, earlier = page.text[start:end], page.place, meant.mention.statement
    statement = Statement(
        quote=text,
        start=start,
        end=end,
        kind=earlier.kind,
        strength="planned",
        measure=earlier.measure,
        change=earlier.change,
        value=earlier.value,
        value_high=earlier.value_high,
        unit=earlier.unit,
        deadline=_deadline(page, start, end),
        rule="said again",
        trigger=earlier.quote,
    )
    return Mention(
        statement=statement,
        place=place,
        fingerprint=fingerprint(place.council, text, place.published),
        sentence=text,
        around=text,
    )


def _deadline(page: PageText, start: int, end: int) -> Deadline | None:
    found = find_deadlines(page.text, page.place.published, start, end)
    return next((item.deadline for item in found if item.role == "due" and item.deadline.end), None)
