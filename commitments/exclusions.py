"""Say why words that look like a promise are none: history, duty, others' promises, questions, procedure, publicity."""

import re

from commitments.pages import Page

_QUESTION = re.compile(r"\?[\"”’')]*\s*$")
_DETERMINER = re.compile(r"(?:[\s,“\"‘(]|\b(?:the|a|an|this|that|these|those|its|our|their|his|her|some|all|many|most|and|but|which|when|as|for|in|on)\b)*", re.IGNORECASE)
_PASSIVE = re.compile(r"\s*(?:\w+ly\s+|also\s+|now\s+|all\s+)*be(?:ing)?\s+(?:\w+ly\s+)?\w+(?:ed|en|ne|wn|ld|nt|ut|de|ght)\b", re.IGNORECASE)


def reason_against(page: Page, start: int, end: int, *, cue: tuple[int, int] | None = None, whole: bool = False) -> str | None:
    """Why `text[start:end]` promises nothing for the council, or None. `whole` asks only what bars a whole unit."""
    text = page.text
    if whole:
        if _QUESTION.search(text[start:end]):
            return "question"
        return "others" if page.has("others_lead", start, end) else None
    assert cue is not None
    if cue[0] == cue[1] and page.has("approve_only", start, end):  # a limb has been weighed already
        return None
    for name in ("refusal", "publicity", "duty", "procedural", "approve_only"):
        if match := page.words(name).search(text, start, end):
            if name == "procedural" and _is_beside(page, match, start, cue):
                continue
            return name
    if page.words("question").search(text, start, cue[0] + 1 if cue[0] > start else start):
        return "question"
    if _speaks_for_others(page, start, cue):
        return "others"
    return "past" if _is_past(page, cue[0], end) else None


def _is_beside(page: Page, match: re.Match[str], start: int, cue: tuple[int, int]) -> bool:
    """A word of procedure that is not the verb of the clause: before the cue, or far behind it."""
    return match.start() < cue[0] or (match.start() > max(cue[1], start) + 25 and not match.group().lower().startswith(("be ", "was ", "were ")))


def _speaks_for_others(page: Page, start: int, cue: tuple[int, int]) -> bool:
    text = page.text
    opening = _DETERMINER.match(text, start, cue[0])
    first = opening.end() if opening else start
    if page.words("others").match(text, first, cue[0]):
        return True
    subject = text[first : cue[0]].rstrip()
    for match in page.words("others").finditer(subject):
        if match.end() >= len(subject) - 2:
            return True
    if (person := page.words("public").match(text, first, cue[0])) is not None:
        return not _PASSIVE.match(text, cue[1]) and person.end() >= cue[0] - 12
    return False


def _is_past(page: Page, start: int, end: int) -> bool:
    times = page.times_in(start, end)
    ends = [time.deadline.end for time in times if time.deadline.end is not None and time.role == "due"]
    if ends and page.published and max(ends) < page.published:
        return True
    ahead = any(page.published and day >= page.published for day in ends)
    return page.has("past", start, end) and not ahead
