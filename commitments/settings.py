"""What part of a paper each unit stands in: a resolution, a recommendation, a plan, or where nothing is promised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from commitments.pages import Page
from commitments.sentences import Sentence
from records.findings import Strength

Part = Literal["resolved", "recommended", "reasons", "plan", "past", "elsewhere", "plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A unit with the part of the paper it stands in; `strength` is what that part gives a line without a verb of promise."""

    unit: Sentence
    part: Part
    strength: Strength = "planned"
    heading: str = ""
    before: str = ""  # the unit before it, for words that only point back


_REASONS = re.compile(r"reasons?(?: for)?(?: the)?(?: decisions?| recommendations?)?\s*:?\s*$|reasons?:", re.IGNORECASE)
_PURPOSE = re.compile(r"purpose\s*:?\s*$", re.IGNORECASE)
_MINUTES = re.compile(r"(?:minutes|discussion|decision details)\s*:?\s*$", re.IGNORECASE)
_PLAN_TITLE = re.compile(r"\b(?:plan|strategy|priorities|programme|roadmap|pledges?)\b", re.IGNORECASE)


def find_settings(page: Page) -> Iterator[Setting]:
    """Every unit of the page that may hold a promise, with its part of the paper."""
    part: Part = "plain"
    heading, before = "", ""
    plan_paper = _PLAN_TITLE.search(page.title) is not None
    for unit in page.units:
        words = page.text[unit.start : unit.end]
        if unit.form in ("furniture", "table_row"):
            continue
        if unit.form == "heading":
            part, heading = _part_of_heading(page, words, part), words
            if part != "plain" and not _names_part(page, words):
                yield Setting(unit=unit, part=part, heading=heading, before=before)
            continue
        own, strength = _part_by_lead(page, unit)
        chosen: Part = own or part
        if chosen == "plain" and plan_paper and unit.form == "bullet":
            chosen = "plan"
        yield Setting(unit=unit, part=chosen, strength=strength, heading=heading, before=before)
        before = words


def _names_part(page: Page, words: str) -> bool:
    label = words.strip(" :.–—-")
    return any(page.words(name).fullmatch(label) for name in ("plan_part", "past_part", "other_part"))


def _part_of_heading(page: Page, words: str, part: Part) -> Part:
    label = words.strip(" :.–—-")
    if _REASONS.match(label) or _PURPOSE.match(label):
        return "reasons"
    if page.words("other_part").fullmatch(label):
        return "elsewhere"
    if page.words("past_part").fullmatch(label):
        return "past"
    if page.words("plan_part").fullmatch(label):
        return "plan"
    if _MINUTES.match(label):
        return "plain"
    # A heading between a plan's heading and its lines ("1. Increase local placements") does not end the plan.
    return part if part == "plan" and len(label.split()) < 8 else "plain"


def _part_by_lead(page: Page, unit: Sentence) -> tuple[Part | None, Strength]:
    if unit.form == "resolution":
        return "resolved", "resolved"
    if unit.form == "recommendation":
        return "recommended", "planned"
    for lead in unit.leads():
        words = page.text[lead.start : lead.end].strip(" :.–—-")
        if lead.form == "heading":
            continue
        if page.words("past_part").fullmatch(words):
            return "past", "planned"
        if page.words("other_part").fullmatch(words):
            return "elsewhere", "planned"
        if page.words("plan_part").search(words):
            return "plan", _strength_of(page, words)
    return None, "planned"


def _strength_of(page: Page, words: str) -> Strength:
    """A list under "We will:" is committed, one under "We hope to:" hoped, any other planned."""
    found = [(m.start(), name) for name in ("committed", "planned", "hoped") if (m := page.words(name).search(words))]
    return min(found)[1] if found else "planned"  # type: ignore[return-value]
