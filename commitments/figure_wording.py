"""The words around a number: how far they reach, and what stands right before and right after it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from commitments.quantities import Quantity
from commitments.sentences import Sentence
from commitments.words import begins_with, ends_with
from records.topics import Topic

_STOP = re.compile(r"[;:]\s|\s[–—]\s|[.!?][\"”’']?\s")
_NEW_START = re.compile(r",\s+(?=there\s+(?:is|are|was|were|had been|have been)\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A number with the words around it, out to the numbers before (`left`) and after it (`right`)."""

    text: str
    quantity: Quantity
    sentence: Sentence
    clause: tuple[int, int]
    left: int
    right: int
    topic: Topic
    following: Quantity | None
    published: date | None

    @property
    def before_start(self) -> int:
        """Where the words before the number begin: after the last number or stop."""
        at = max(self.left, self.quantity.start - 140)
        lead = self.sentence.lead
        if at == self.sentence.start and lead is not None and 0 <= at - lead.end < 3:
            at = lead.start  # a label: "Overspend: £5.5m"
        stop = _last_stop_of(self.text, max(at, self.sentence.start), self.quantity.start)
        return at if stop is None else stop

    @property
    def after_end(self) -> int:
        """Where the words after the number end: before the next number or stop."""
        return _first_stop(self.text, self.quantity.end, self.right)

    def ends(self, name: str) -> bool:
        """Whether words of a list stand right before the number."""
        start = self.label_start() or self.before_start  # "Overspend: £5.5m"
        return ends_with(self.topic.words[name], self.text, start, self.quantity.start)

    def begins(self, name: str) -> bool:
        """Whether words of a list stand right after the number."""
        return begins_with(self.topic.words[name], self.text, self.quantity.end, self.after_end)

    def label_start(self) -> int | None:
        """Where the words before a label's colon begin, when the number stands right after it ("Overspend: £5.5m")."""
        label = self.text.rfind(":", self.left, self.quantity.start)
        if label < 0 or self.text[label + 1 : self.quantity.start].strip(" ~£"):
            return None
        return max(self.left, label - 60)

    def is_promised_in_words(self) -> bool:
        """Whether the words of the clause make the number something still to come."""
        q, words, text = self.quantity, self.topic.words, self.text
        first = max(self.clause[0], _last_stop(text, self.clause[0], q.start))
        return words["observed_promise"].search(text, first, q.start) is not None or self.begins(
            "observed_promise_after"
        )


@lru_cache(maxsize=16)
def _last_stop_of(text: str, start: int, end: int) -> int | None:
    """Kept, as many rules ask one after the other how far the words around a number reach."""
    stops = list(_STOP.finditer(text, start, end))
    return stops[-1].end() if stops else None


@lru_cache(maxsize=16)
def _first_stop(text: str, start: int, end: int) -> int:
    stop = _STOP.search(text, start, end)
    return stop.start() if stop else end


def _last_stop(text: str, start: int, end: int) -> int:
    stops = [*_STOP.finditer(text, start, end), *_NEW_START.finditer(text, start, end)]
    stops.sort(key=lambda match: match.end())
    return stops[-1].end() if stops else start
