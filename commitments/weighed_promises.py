"""Decide which clauses promise something: what the rules hold of a clause and the signs in it, weighed together."""

from collections.abc import Iterable, Iterator

from commitments.clauses import Clause
from commitments.cues import first_cue
from commitments.pages import Page
from commitments.plain_words import plain_words
from commitments.promise_signs import promise_signs
from commitments.promises import VERDICTS, Promise, Reading, Verdict, read_rules
from commitments.settings import Setting, find_settings
from records.findings import Strength
from records.weighing import Weighing

_ASKED, _YES = "promises", "yes"  # the weighing that is asked, and of what; without it the rules decide alone


def find_promises(page: Page) -> Iterator[Promise]:
    """Every clause of the page that promises something that can be checked, in order."""
    for setting in find_settings(page):
        yield from in_unit(page, setting)


def in_unit(page: Page, setting: Setting) -> Iterator[Promise]:
    """Every clause of one unit that promises something that can be checked."""
    weighing = page.topic.weighings.get(_ASKED)
    for reading in read_rules(page, setting):
        if weighing is not None:
            found = _weighed(page, weighing, setting, reading)
        else:
            found = reading.found if reading.verdict == "promise" else None
        if found is not None:
            yield found


def verdict_sign(verdict: Verdict) -> str:
    """What the rules hold of a clause, as a sign."""
    return f"rules={verdict}"


def _weighed(page: Page, weighing: Weighing, setting: Setting, reading: Reading) -> Promise | None:
    clause, found = reading.clause, reading.found
    seen = frozenset(promise_signs(page, setting, clause, weighing.lists))
    score = weighing.scores(seen)[_YES]
    verdicts = [weighing.weight(verdict_sign(verdict), _YES) for verdict in VERDICTS]
    if score + max(verdicts) <= 0:
        return None
    if score + min(verdicts) <= 0 and score + weighing.weight(verdict_sign(reading.verdict), _YES) <= 0:
        return None
    if found is not None:
        return found
    cue = first_cue(page, clause.start, clause.end)
    strength: Strength = "resolved" if setting.part == "resolved" else "planned"
    return Promise(
        start=clause.start,
        end=clause.end,
        cue=cue[1] if cue else _heaviest_word(page, weighing, clause, seen),
        strength=cue[0] if cue else strength,
        rule="weighed",
        setting=setting,
    )


def _heaviest_word(page: Page, weighing: Weighing, clause: Clause, seen: Iterable[str]) -> tuple[int, int]:
    """Where the word of a clause stands that speaks most for a promise."""
    words = [sign for sign in seen if sign.startswith("w=") and sign[2:].isalpha() and sign.islower()]
    word = (weighing.heaviest(words, _YES) or "").removeprefix("w=")
    start = plain_words(page.topic, page.text).first(word, clause.start, clause.end)
    return (clause.start, clause.start) if start is None else (start, start + len(word))
