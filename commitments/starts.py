"""A number told as where a promise starts from ("from 87 at 31 March") is its baseline, and no promise of its own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from records.commitments import Mention


def with_starts(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order without those whose number is the start of another in the same words, which has it as
    its baseline where it had none."""
    by_page: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.statement.value is not None:
            by_page[mention.place.paper, mention.place.page].append(mention)
    return [
        _with_start(mention, by_page[mention.place.paper, mention.place.page])
        for mention in mentions
        if not _is_start(mention, by_page[mention.place.paper, mention.place.page])
    ]


def _is_start(mention: Mention, beside: Iterable[Mention]) -> bool:
    return any(_starts(mention, other) for other in beside)


def _with_start(mention: Mention, beside: Iterable[Mention]) -> Mention:
    found = {other.statement.value for other in beside if _starts(other, mention)}
    if mention.statement.baseline is not None or len(found) != 1:
        return mention
    return replace(mention, statement=replace(mention.statement, baseline=found.pop()))


def _starts(one: Mention, other: Mention) -> bool:
    """Whether the first one's number stands behind "from" in the words of the second, whose own number does not."""
    a, b = one.statement, other.statement
    if a.value is None or b.value is None or a.value == b.value or a.measure != b.measure or a.unit != b.unit:
        return False
    if not (a.start < b.end and b.start < a.end):
        return False
    return _from(a.value, a.quote) and not _from(b.value, a.quote)


def _from(value: float, quote: str) -> bool:
    return re.search(rf"\bfrom\s+(?:the\s+)?{re.escape(f'{value:g}')}(?![\w]|[.,]\d)", quote) is not None
