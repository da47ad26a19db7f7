"""The words around a number: how far they reach, and what stands right before and right after it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from commitments.quantities import Quantity
from commitments.sentences import Sentence
from commitments.words import begins_with, ends_with
from records.topics import Topic

_STOP = re.compile(r"[;:]\s|\s[–—]\s|[.!?][\"”’']?\s")
_NEW_START = re.compile(r",\s+(?=there\s+(?:is|are|was|were|had been|have been)\b)")


@dataclass(frozen=True, kw_only=True)
class Around:
    """A number with the words around it, out to the numbers before (`left`) and after it (`right`). How far they reach
    is kept, as many rules ask it one after the other."""

    text: str
    quantity: Quantity
    sentence: Sentence
    clause: tuple[int, int]
    left: int
    right: int
    topic: Topic
    following: Quantity | None
    published: date | None

    @cached_property
    def before_start(self) -> int:
        """Where the words before the number begin: after the last number or stop."""
        at = max(self.left, self.quantity.start - 140)
        lead = self.sentence.lead
        if at == self.sentence.start and lead is not None and 0 <= at - lead.end < 3:
            at = lead.start  # a label: "Overspend: £5.5m"
        stops = list(_STOP.finditer(self.text, max(at, self.sentence.start), self.quantity.start))
        return stops[-1].end() if stops else at

    @cached_property
    def after_end(self) -> int:
        """Where the words after the number end: before the next number or stop."""
        stop = _STOP.search(self.text, self.quantity.end, self.right)
        return stop.start() if stop else self.right

    def ends(self, name: str) -> bool:
        """Whether words of a list stand right before the number."""
        start = self.label_start or self.before_start  # "Overspend: £5.5m"
        return ends_with(self.topic.words[name], self.text, start, self.quantity.start)

    def begins(self, name: str) -> bool:
        """Whether words of a list stand right after the number."""
        return begins_with(self.topic.words[name], self.text, self.quantity.end, self.after_end)

    @cached_property
    def label_start(self) -> int | None:
        """Where the words before a label's colon begin, when the number stands right after it ("Overspend: £5.5m")."""
        label = self.text.rfind(":", self.left, self.quantity.start)
        if label < 0 or self.text[label + 1 : self.quantity.start].strip(" ~£"):
            return None
        return max(self.left, label - 60)

    def is_promised_in_words(self) -> bool:
        """Whether the words of the clause make the number something still to come."""
        if self.begins("observed_promise_after"):
            return True
        start, end = self.clause[0], self.quantity.start
        before = self.topic.words["observed_promise"].finditer(self.text, start, end)
        return any(promise.start() >= _last_stop(self.text, start, end) for promise in before)


def _last_stop(text: str, start: int, end: int) -> int:
    """Where the words after the last stop between two offsets begin; the first of the two where there is none."""
    return max((stop.end() for kind in (_STOP, _NEW_START) for stop in kind.finditer(text, start, end)), default=start)
