"""Find the clauses that promise something that can be checked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from commitments.clauses import PART, Clause, find_clauses
from commitments.cues import first_cue, lies_ahead
from commitments.exclusions import bars_unit, reason_against
from commitments.limbs import is_turned_down, limb
from commitments.motions import is_lost
from commitments.others import led_by_others, speech_of_others
from commitments.pages import Page
from commitments.plan_lines import is_asked, is_fragment, is_imperative, is_over, is_task
from commitments.settings import Setting
from commitments.substance import holds_something
from records.findings import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A clause that promises. `cue`: the words that make it one, empty where its part of the paper does."""

    start: int
    end: int
    cue: tuple[int, int]
    strength: Strength
    rule: str
    setting: Setting


Verdict = Literal["promise", "against", "nothing"]  # "against": it has the words of one, and something bars it
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
# "NOTED that the Bill would end the scheme, and that it was before Parliament"
_NOTES_THAT = re.compile(
    r"(?:that\s+)?(?:it\s+be\s+|to\s+)?(?:duly\s+)?note[sd]?\b(?:[^,;]*,)?\s+(?:also\s+)?that\b", re.IGNORECASE
)
_LINES = ("plan line", "imperative", "planned")
_GOAL_AHEAD = re.compile(
    r"(?:(?:the|a)\s+)?(?:targets?|goals?)\s+of\b|on (?:course|track)\b|will\b|would\b", re.IGNORECASE
)
# "to note the letter and to ask for the action plan", "noted the update and asked for another"
_DECIDES = re.compile(r"(?:to|(?:ask|request|agree|approv|instruct|recommend|resolv|remit|direct)ed)\s", re.IGNORECASE)
# "ACTION: Chair to write ...", "ACTION SK: forecast to next Board"
_ACTION_POINT = re.compile(
    r"(?:ACTIONS?|Action point|AP)\b(?:\s+(?:[A-Z]{2,3}|\d+(?:[./]\d+)?[a-z]?))?\s*[:–—-]\s+(?=\w)"
)
_TOLD = re.compile(r"(?:[^\s,;]+\s+){1,16}?(?:was|were|had|did|has)\b(?!\s+to\b)", re.IGNORECASE)
_TOLD_OF = re.compile(r"\w+ed\b")
_UNDER_PROPOSALS = re.compile(
    r"\b(?:propos(?:al|als|ed|es)|under (?:the )?(?:new|draft) \w+|draft|option)\b", re.IGNORECASE
)
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)\s+\w+", re.IGNORECASE)


class Reading:
    """What the rules read one clause of a unit as, and what they hold of it. Both are asked for only where they can
    still change the answer, for they take as long as all else."""

    def __init__(self, page: Page, setting: Setting, clause: Clause, before: "Reading | None") -> None:
        self._page = page
        self._setting = setting
        self._before = before
        self.clause = clause

    @cached_property
    def found(self) -> Promise | None:
        """The clause as a promise, by its words alone."""
        unread: list[Reading] = []  # from the back: a unit may have more clauses than calls may be nested
        before = self._before
        while before is not None and "found" not in vars(before):
            unread.append(before)
            before = before._before
        for one in reversed(unread):
            _ = one.found
        last = self._before.found if self._before else None
        return read_clause(self._page, self._setting, self.clause, last)

    @cached_property
    def verdict(self) -> Verdict:
        """What the rules hold of the clause."""
        page, found, clause = self._page, self.found, self.clause
        if found is None:  # a limb of a decision that promises nothing thanks, notes or delegates
            return "against" if self._setting.part in ("resolved", "recommended") else "nothing"
        if not holds_something(page, found):
            return "nothing"
        if clause.joint == "so that" and not page.figures_in(found.start, found.end) and self._follows_a_promise:
            return "nothing"
        over = self._setting.part == "plan" and found.rule in _LINES and is_over(page, self._setting)
        against = (
            over
            or speech_of_others(page, clause.start)
            or _speaks_against(page, found)
            or led_by_others(page, self._setting.unit.start, clause.end)
        )
        return "against" if against else "promise"

    @property
    def _follows_a_promise(self) -> bool:
        before = self._before
        return before is not None and (before.verdict == "promise" or before._follows_a_promise)


def read_rules(page: Page, setting: Setting) -> Iterator[Reading]:
    """Every clause of a unit that promises may stand in, as the rules read it."""
    if (
        setting.part == "elsewhere"
        or bars_unit(page, setting.unit.start, setting.unit.end)
        or is_lost(page, setting.unit)
    ):
        return
    reading: Reading | None = None
    decides = setting.part in ("resolved", "recommended")
    if decides and (is_turned_down(page.text, setting.unit.end) or _NOTES_THAT.match(page.text, setting.unit.start)):
        return
    for clause in find_clauses(page, setting.unit, decides=decides):
        if decides and (_NOTES_THAT.match(page.text, clause.start) or is_turned_down(page.text, clause.end)):
            continue
        reading = Reading(page, setting, clause, reading)
        yield reading


def is_promise(page: Page, found: Promise) -> bool:
    """Whether a clause read as a promise can be checked and nothing speaks against it."""
    return holds_something(page, found) and not _speaks_against(page, found)


def _speaks_against(page: Page, found: Promise) -> bool:
    weighed = found.rule.endswith(("limb", "plan line", "imperative", "action row", "action point"))
    return reason_against(page, found.start, found.end, found.cue, weighed=weighed) is not None


def read_clause(page: Page, setting: Setting, clause: Clause, last: Promise | None) -> Promise | None:
    """The clause as a promise by its own words, by those of the clause it goes on from, or by its part of the paper."""

    def promise(start: int, end: int, cue: tuple[int, int], strength: Strength, rule: str) -> Promise:
        return Promise(start=start, end=end, cue=cue, strength=strength, rule=rule, setting=setting)

    if clause.joint == PART:
        # "seven hubs, the first two by March": as strong as what it is part of
        whole = last is not None and (last.rule == "part" or is_promise(page, last))
        return (
            promise(clause.start, clause.end, (clause.start, clause.start), last.strength, "part")
            if last and whole
            else None
        )
    cue = first_cue(page, clause.start, clause.end)
    if clause.joint == "giving" and last is not None:
        cue = None  # "giving five beds, depending on what they will register" goes on from the promise before
    if setting.part == "past":  # among what was achieved only what is still to come
        ahead = cue is not None and (_GOAL_AHEAD.match(page.text, cue[1][0]) or lies_ahead(page, cue[1][0], clause.end))
        return promise(clause.start, clause.end, cue[1], cue[0], cue[0]) if cue and ahead else None
    decided = setting.part in ("resolved", "recommended")
    if decided and (cue is None or cue[0] == "resolved" or clause.verb_first or clause.joint in ("", "and that")):
        if clause.verb_first and last is None and not _DECIDES.match(page.text, clause.start):
            return None
        if found := limb(page, clause.start, clause.end):
            return promise(
                *found,
                (found[0], found[0]),
                "resolved" if setting.part == "resolved" else "planned",
                f"{setting.part} limb",
            )
        if cue is None or cue[0] == "resolved":
            return None
    if (
        cue is not None
        and clause.start == setting.unit.start
        and is_task(page, clause)
        and is_asked(page, clause, cue[1][0])
    ):
        return promise(clause.start, clause.end, (clause.start, clause.start), "planned", "plan line")
    if cue is not None:
        strength, place = cue
        return promise(clause.start, clause.end, place, _weakened(page, strength, place, setting), strength)
    here = (clause.start, clause.start)
    if is_fragment(page, setting, clause):
        return promise(clause.start, clause.end, here, "planned", "figure and date")
    if (
        last is not None
        and (clause.verb_first or clause.joint in ("and", "giving", ",", "while", "whilst"))
        and _goes_on(page, clause, last)
    ):
        return promise(clause.start, clause.end, here, last.strength, "goes on")
    if point := _ACTION_POINT.match(page.text, clause.start, clause.end):
        return promise(point.end(), clause.end, (point.end(), point.end()), "resolved", "action point")
    if clause.start == setting.unit.start and is_task(page, clause):
        return promise(clause.start, clause.end, here, "planned", "plan line")
    if is_imperative(page, setting, clause):
        return promise(clause.start, clause.end, here, "planned", "imperative")
    if setting.part == "plan" and clause.start <= setting.unit.start + 3:
        return promise(clause.start, clause.end, here, setting.strength, "plan line")
    if setting.part == "reasons":
        return promise(clause.start, clause.end, here, "planned", "reason")
    return None


def _goes_on(page: Page, clause: Clause, last: Promise) -> bool:
    if _TOLD_OF.match(page.text, clause.start, clause.end) and not _PASSIVE.search(page.text, last.start, last.end):
        return False  # "... and created a fund": told, not promised
    if not clause.verb_first and clause.joint in ("and", ",") and _TOLD.match(page.text, clause.start, clause.end):
        return False  # "... and an information evening was held"
    return (
        clause.verb_first
        or bool(page.figures_in(clause.start, clause.end))
        or page.has("deed", clause.start, clause.end)
    )


def _weakened(page: Page, strength: Strength, cue: tuple[int, int], setting: Setting) -> Strength:
    """Under proposals and new plans "would" and "will" tell what is planned."""
    if strength == "committed" and _UNDER_PROPOSALS.search(page.text[setting.unit.start : cue[0]]):
        return "planned"
    return strength
