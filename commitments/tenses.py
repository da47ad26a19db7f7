"""Whether the verb beside a time speaks of what is to come or of what is gone."""

import re
from functools import cached_property
from typing import Literal

Tense = Literal["past", "future", "open"]

_VERB = re.compile(
    r"(?:\b(?=\w)|(?=['’]))(?:(?P<will>\b(?:will|would|shall|should|ought\s+to|won['’]t|may|might|could|can|must"
    r"|(?:is|are|was|were)\s+(?:\w+\s+)?(?:to|due|expected|planned|scheduled|set|hoped|intended|likely|projected)\b"
    r"|to\s+be|due\s+to|expect(?:s|ed|ing)?|hop(?:es?|ed|ing)\s+(?:to|that|for)|plan(?:s|ned|ning)?\s+(?:to|for)"
    r"|aim(?:s|ed|ing)?|intend(?:s|ed|ing)?|going\s+to|target(?!s\s+(?:was|were))|ambition|goal|need(?:s|ed)?\s+to"
    r"|agreed\s+(?:to|that)|ask(?:ed|s)?|request(?:ed|s)?|resolved|recommend(?:ed|s)?|want(?:ed|s)?|until)\b"
    r"(?:\s+(?:not|also|now|then|only|be|been|have|\w+ly))*(?:\s+\w+ed\b)?|['’]ll\b)"
    r"|(?P<was>\b(?:was|were|had|did|rose|fell|went|came|saw|took|made|said|told|heard|spent|been|became|met|ran|stood|gave"
    r"|got|held|left|\w{2,}ed)\b|['’]ve\b))",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?;]\s|\n\s*\n|\|")
_REACH = 160  # characters of a sentence looked at on either side


class Verb:
    """The verb nearest before a stretch of text, else the first after it, in its sentence; looked up when needed."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._place = text, start, end

    @cached_property
    def _found(self) -> tuple[Tense, bool]:
        text, start, end = self._place
        first = max(0, start - _REACH)
        for stop in _STOP.finditer(text, first, start):
            first = stop.end()
        verbs = list(_VERB.finditer(text, first, start))
        verb = verbs[-1] if verbs else None
        if verb is None:
            after = _STOP.search(text, end, end + _REACH)
            verb = _VERB.search(text, end, after.start() if after else min(len(text), end + _REACH))
        return ("open" if verb is None else "future" if verb["will"] else "past"), not verbs

    @property
    def tense(self) -> Tense:
        """What the verb says: past, future, or open where there is none."""
        return self._found[0]

    @property
    def follows(self) -> bool:
        """Whether the stretch stands before every verb of its sentence."""
        return self._found[1]
