"""What is to be cleared until nothing of it is left: a backlog, a waiting list; and the figures that are not of it."""

import re

from commitments.clauses import begins_with_verb
from commitments.pages import Page
from commitments.promises import Promise
from commitments.quantities import Quantity

# "clear the backlog of 212 reviews", "eliminate unallocated cases"; what only helps to clear it is no target.
_CLEAR = re.compile(
    r"(?<!help\s)(?<!help\sto\s)(?<!helping\s)(?<!start\s)(?<!towards\s)\b(?:clear|eliminat|eradicat|wip)(?:e|es|ed|ing|s)?\s+(?:out\s+)?"
    r"(?:(?:the|a|all|its|our|any|this|that|every|of)\s+)*(?:[\w-]+\s+){0,2}?"
    r"(?:backlogs?|(?:waiting\s+)lists?|lists?\s+of\s+(?:[\w-]+\s+){1,3}wait\w*|queues?|waits?|arrears|overdue|unallocated|outstanding"
    r"|(?:waiting|older)\s+(?:\w+\s+){0,2}(?:over|than|beyond))\b",
    re.IGNORECASE,
)
# "the backlog of 40 reviews would be cleared": how many there are is where it starts from.
_BE_CLEARED = re.compile(
    r"\b(?:backlogs?|arrears|waiting\s+lists?|queues?)\s+of\s+(?:(?!once\b|when\b|after\b|until\b|will\b|would\b|has\b|have\b|to\b)[^.;,\s]+\s+){1,8}?"
    r"(?:will|would|to|should|must|shall|can|could)\s+be\s+(?:\w+ly\s+)?(?:cleared|gone|eliminated|eradicated|wiped\s+out|worked\s+off|dealt\s+with)\b",
    re.IGNORECASE,
)
# Before "clear" as a verb; "a clear list", "is clear" are none.
_TO_CLEAR = re.compile(
    r"(?:^|[\n|/:;•·*–—-]|[.)]\s|\b(?:to|will|would|shall|should|must|can|could|and|or|then|also|fully|finally))\s*$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\bby\s+(?=[a-z]+ing\b)|\band\s+(?:(?:to|will|also|then)\s+)*|[;,]\s+(?:(?:and|to|will|also|then)\s+)*",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"(?!during\b|regarding\b|including\b|waiting\b|remaining\b|outstanding\b)[a-z]+ing\b", re.IGNORECASE
)


def clearing(page: Page, promise: Promise) -> re.Match[str] | None:
    """The words that say that nothing of something is to be left."""
    for match in _CLEAR.finditer(page.text, promise.start, promise.end):
        before = page.text[max(0, match.start() - 12) : match.start()]
        if not match.group().lower().startswith("clear ") or match.start() == promise.start or _TO_CLEAR.search(before):
            return match
    return _BE_CLEARED.search(page.text, promise.start, promise.end)


def joined(page: Page, start: int, end: int) -> re.Match[str] | None:
    """The words that join what follows to what is told before."""
    return _JOINED.search(page.text, start, end)


def stands_apart(page: Page, promise: Promise, cleared: re.Match[str], item: Quantity) -> bool:
    """Whether a figure is of something else than what is cleared: "clear the backlog and cut agency workers by 12"."""
    if item.end <= cleared.start():
        return item.start >= promise.cue[1] and joined(page, item.end, cleared.start()) is not None
    words = joined(page, cleared.end(), item.start)
    return words is not None and (
        begins_with_verb(page, words.end(), item.start) or _DOING.match(page.text, words.end(), item.start) is not None
    )
