"""Decide which clauses promise something: what the rules hold of a clause and the signs in it, weighed together."""

from collections.abc import Iterator
from functools import lru_cache

from commitments.clauses import Clause
from commitments.cues import first_cue
from commitments.pages import Page
from commitments.plain_words import plain_words
from commitments.promise_signs import promise_signs
from commitments.promises import VERDICTS, Promise, Reading, Verdict, read_rules
from commitments.settings import Setting, find_settings
from commitments.stretches import rows_of
from records.findings import Strength
from records.weighing import Weighing

_OPENING = ("“", '"', "‘")  # quotation marks
_ASKED = "promises"  # the weighing that is asked; without it the rules decide alone


def find_promises(page: Page) -> Iterator[Promise]:
    """Every clause of the page that promises something that can be checked, in order."""
    last: Promise | None = None
    for setting in find_settings(page):
        for found in in_unit(page, setting, last):
            yield found
            last = found


def in_unit(page: Page, setting: Setting, last: Promise | None = None) -> Iterator[Promise]:
    """Every clause of one unit that promises something that can be checked. `last`: the promise before the unit."""
    weighing = page.topic.weighings.get(_ASKED)
    for reading in read_rules(page, setting):
        if weighing is not None and not _is_listed(page, reading, last):
            found = _weighed(page, weighing, setting, reading)
        else:
            found = reading.found if reading.verdict == "promise" else None
        if found is not None:
            yield found


def _is_listed(page: Page, reading: Reading, last: Promise | None) -> bool:
    """Whether a clause is the next of a list quoted line by line, each opening with its own mark, whose line before is
    a promise: the words of one line alone tell less than the list does."""
    if last is None or not _is_quoted(page, last.start) or not _is_quoted(page, reading.clause.start):
        return False
    return "\n" in page.text[last.end : reading.clause.start] and not any(
        map(str.isalnum, page.text[last.end : reading.clause.start])
    )


def _is_quoted(page: Page, start: int) -> bool:
    return page.text[max(0, start - 1) : start] in _OPENING and start > 0


def _weighed(page: Page, weighing: Weighing, setting: Setting, reading: Reading) -> Promise | None:
    clause = reading.clause
    rows = rows_of(page)
    score = rows.rows.score(weighing, promise_signs(page, rows, setting, clause))
    verdicts = _verdicts(weighing)
    if score + max(verdicts.values()) <= 0:
        return None
    if score + min(verdicts.values()) <= 0 and score + verdicts[reading.verdict] <= 0:
        return None
    if reading.found is not None:
        return reading.found
    cue = first_cue(page, clause.start, clause.end)
    strength: Strength = "resolved" if setting.part == "resolved" else "planned"
    return Promise(
        start=clause.start,
        end=clause.end,
        cue=cue[1] if cue else _heaviest_word(page, weighing, clause),
        strength=cue[0] if cue else strength,
        rule="weighed",
        setting=setting,
    )


@lru_cache(maxsize=4)
def _verdicts(weighing: Weighing) -> dict[Verdict, int]:
    """What each word of the rules counts."""
    return {verdict: weighing.weight("rules", verdict) for verdict in VERDICTS}


def _heaviest_word(page: Page, weighing: Weighing, clause: Clause) -> tuple[int, int]:
    """Where the word of a clause stands that speaks most for a promise."""
    words = plain_words(page.topic, page.text)
    own = [word for word in words.between(clause.start, clause.end) if word.isalpha() and word.islower()]
    word = weighing.heaviest("w", own) or ""
    start = words.first(word, clause.start, clause.end)
    return (clause.start, clause.start) if start is None else (start, start + len(word))
