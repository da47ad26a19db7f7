"""Find the clauses that promise something, the words that make each a promise, and how strongly they bind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commitments.clauses import Clause, find_clauses, trimmed
from commitments.exclusions import reason_against
from commitments.limbs import limb
from commitments.pages import Page
from commitments.settings import Setting, find_settings
from records.findings import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A clause that promises: `cue` is the place of the words that make it one."""

    start: int
    end: int
    cue: tuple[int, int]
    strength: Strength
    rule: str
    setting: Setting


STRENGTHS: tuple[Strength, ...] = ("resolved", "committed", "planned", "hoped")
_MODAL = re.compile(r"(?:will|would|shall|\w+['’]ll|won['’]t)", re.IGNORECASE)
_WEAK = re.compile(r"(?:could|may|might|possibly|can then)", re.IGNORECASE)
_PURPOSE = re.compile(r"(?:so (?:that|as to)|in order to|designed to|meant to|with a view to|in the hope of)", re.IGNORECASE)
_DONE_STATE = re.compile(r"\b(?:is|are|has been|have been)\b", re.IGNORECASE)


def find_promises(page: Page) -> Iterator[Promise]:
    """Every clause of the page that promises something that can be checked, in order."""
    for setting in find_settings(page):
        if setting.part in ("past", "elsewhere") or reason_against(page, setting.unit.start, setting.unit.end, whole=True):
            continue
        yield from _in_unit(page, setting)


def _in_unit(page: Page, setting: Setting) -> Iterator[Promise]:
    last: Promise | None = None
    for clause in find_clauses(page, setting.unit):
        found = _read(page, setting, clause, last)
        if found is None:
            last = last if clause.joint in ("if", "when", "where", "who", "because", "as", "since", "once") else None
            continue
        if holds_something(page, found) and not reason_against(page, found.start, found.end, cue=found.cue):
            yield found
        last = found


def _read(page: Page, setting: Setting, clause: Clause, last: Promise | None) -> Promise | None:
    """The clause as a promise by its own words, by those of the clause it goes on from, or by its part of the paper."""
    cue = first_cue(page, clause.start, clause.end)
    if setting.part in ("resolved", "recommended") and (cue is None or cue[0] == "resolved" or not clause.joint):
        strength = "resolved" if setting.part == "resolved" else "planned"
        if found := limb(page, clause.start, clause.end):
            return Promise(start=found[0], end=found[1], cue=(found[0], found[0]), strength=strength, rule=f"{setting.part} limb", setting=setting)
        if cue is None or cue[0] == "resolved":
            return None
    if cue is not None:
        strength, place = cue
        return Promise(start=clause.start, end=clause.end, cue=place, strength=_weakened(page, strength, place, setting), rule=strength, setting=setting)
    if last is not None and (clause.verb_first or clause.joint in ("and", "giving", ",")) and _goes_on(page, clause):
        return Promise(start=clause.start, end=clause.end, cue=(clause.start, clause.start), strength=last.strength, rule="goes on", setting=setting)
    if setting.part == "plan" and clause.start <= setting.unit.start + 3:
        return Promise(start=clause.start, end=clause.end, cue=(clause.start, clause.start), strength=setting.strength, rule="plan line", setting=setting)
    return None


def first_cue(page: Page, start: int, end: int) -> tuple[Strength, tuple[int, int]] | None:
    """The first words of promise in a stretch, longest first, with their strength."""
    best: tuple[int, int, Strength] | None = None
    for strength in STRENGTHS:
        if match := page.words(strength).search(page.text, start, end):
            found = (match.start(), -match.end(), strength)
            if best is None or found[:2] < best[:2]:
                best = found
    if match := page.words("goal").search(page.text, start, end):
        if (best is None or match.start() < best[0]) and page.figures_in(match.end(), end):
            best = (match.start(), -match.end(), "planned")
    return (best[2], (best[0], -best[1])) if best else None


def _goes_on(page: Page, clause: Clause) -> bool:
    return clause.verb_first or bool(page.figures_in(clause.start, clause.end)) or page.has("deed", clause.start, clause.end)


def _weakened(page: Page, strength: Strength, cue: tuple[int, int], setting: Setting) -> Strength:
    """Under proposals and new plans "would" and "will" tell what is planned."""
    before = page.text[setting.unit.start : cue[0]]
    if strength == "committed" and re.search(r"\b(?:propos(?:al|als|ed|es)|under (?:the )?(?:new|draft) \w+|draft|option)\b", before, re.IGNORECASE):
        return "planned"
    return strength


def holds_something(page: Page, promise: Promise) -> bool:
    """Whether what is promised can be checked: a figure, a thing to be delivered, or a direction on what can be counted."""
    text, (first, after), end = page.text, promise.cue, promise.end
    cue = text[first:after]
    figure = any(is_goal(page, promise, item) for item in page.figures_in(promise.start, end))
    time = any(item.role == "due" for item in page.times_in(promise.start, end))
    direction = (page.has("up", after, end) or page.has("down", after, end)) and page.has("countable", after, end)
    thing = page.has("deliverable", after, end)
    deed = page.words("deed").search(text, after, min(end, after + 60)) is not None
    if promise.rule.endswith("limb"):
        return figure or thing or deed or direction
    if promise.rule == "plan line":
        leading = any(page.words(name).match(text, promise.start, end) for name in ("deed", "up", "down", "hold"))
        state = _DONE_STATE.search(text, promise.start, end) is not None
        return figure or (leading and (thing or direction or time)) or (state and (thing or deed)) or direction
    if page.words("zero").search(text, promise.start, end):
        return True
    if _WEAK.fullmatch(cue):
        return figure or time
    if _MODAL.fullmatch(cue) or promise.rule == "committed":
        rest = text[after:end].lstrip()
        if page.words("state").match(rest):
            return figure
        if page.words("vague").match(rest):
            return figure or direction or (thing and time)
        return figure or deed or direction or (thing and time)
    if promise.rule == "goes on":
        return figure or deed or direction
    return figure or direction or (deed and thing) or (time and thing)


def is_goal(page: Page, promise: Promise, item: object) -> bool:
    """Whether a figure is one to be reached, and not a length of time or a level it starts from."""
    return not item.is_baseline and item.form != "duration"  # type: ignore[attr-defined]
