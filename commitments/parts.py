"""Tell a part of what was promised that follows with its own number or time: "seven hubs, the first two by March"."""

import re

from commitments.pages import Page

_PART = re.compile(
    r"(?:with\s+)?(?:(?:the|a|at least|about|around|up to|some|no more than|not more than|another|all)\s+)*(?:"
    r"(?:first|last|rest|others?|remainder|final|second|third)\b"
    r"(?:\s+(?:of (?:them|these|which|those|it)|one|\w+)\b)?"
    r"|(?:remaining|other|further|first|next|last|final)\s+\w+"
    r"|(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half)"
    r"\s+of (?:them|these|those|which|whom)"
    r"|of (?:which|whom|these|them),?\s+(?:at least\s+|about\s+|up to\s+)*(?:\d[\d,]*|\w+))\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|said|opened|came|went)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?:[;:]|\s[–—]\s|,|\sand\s)(?![^(]*\))")
_FOR = re.compile(r"\bfor\b")


_AHEAD = re.compile(r"(?:this|next)\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:(?:then|to|a|about|around|at least|up to|some|over|under|no more than|more than|a further|another)\s+)*$",
    re.IGNORECASE,
)


def _is_next_goal(page: Page, joint: re.Match[str], left: int, end: int) -> bool:
    """Whether the next step follows as bare figure and time: "45% by July 2023, and 70% by December 2023"."""
    figures = [item for item in page.figures_in(joint.end(), min(end, joint.end() + 60)) if item.form != "duration"]
    if not figures or not _AMOUNT.fullmatch(page.text, joint.end(), figures[0].start):
        return False
    first = figures[0]
    stop = _STOP.search(page.text, first.end, end)
    last = min(stop.start() if stop else end, first.end + 60)
    before = [
        item
        for item in page.figures_in(left, joint.start())
        if item.form == first.form and item.unit in (first.unit, None)
    ]
    dated = [
        time
        for time in page.times_in(first.end, last)
        if time.preposition in ("by", "before", "in", "from") and time.role == "due"
    ]
    return (
        bool(before and dated)
        and any(time.preposition for time in page.times_in(left, joint.start()))
        and not _TOLD.search(page.text, first.end, last)
    )


_SUM = re.compile(
    r"(?:a further |another |and )?£[\d,.]+\s?(?:m|k|bn|million|thousand)?\s+(?:of (?:it|this|that|them)\s+)?"
    r"(?:from|by|through|out of|in|for|on)\s",
    re.IGNORECASE,
)


def _is_next_sum(page: Page, joint: re.Match[str], left: int, end: int) -> bool:
    """Whether the next of a row of sums follows: "£1.5m from fees and £700,000 from transport"."""
    if not _SUM.match(page.text, joint.end(), end):
        return False
    stop = _STOP.search(page.text, joint.end(), end)
    told = _TOLD.search(page.text, joint.end(), stop.start() if stop else end)
    return told is None and any(item.form == "money" for item in page.figures_in(left, joint.start()))


def is_part(page: Page, joint: re.Match[str], left: int, end: int) -> bool:
    """Whether a part of what was promised follows with its own number or time and no verb of its own: ", the first of
    them by Easter", "and the remaining five during 2024"."""
    word = (joint.group("word") or "").lower()
    if (
        joint.group().strip()[:1] not in (",", "a", "A")
        or word not in ("", "and")
        or len(page.text[left : joint.start()].split(maxsplit=2)) < 3
    ):
        return False
    part = _PART.match(page.text, joint.end(), end)
    if part is None and _is_next_sum(page, joint, left, end):
        return True
    if part is None:
        return _is_next_goal(page, joint, left, end)
    stop = _STOP.search(page.text, part.end(), end)
    last = min(stop.start() if stop else end, part.end() + 90)
    if _TOLD.search(page.text, part.start(), last):
        return False
    near = [
        time
        for time in page.times_in(part.start(), last)
        if (time.preposition or _AHEAD.match(page.text, time.start)) and time.role in ("due", "as_of")
    ]
    counted = part.group().lower().startswith("of ") or " of " in part.group()
    return bool(near) or (counted and _FOR.search(page.text, part.end(), last) is not None)
