"""What part of a paper each unit stands in: a resolution, a recommendation, a plan, or where nothing is promised."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from commitments.clauses import begins_with_verb
from commitments.openings import RECOMMENDED, RESOLVED, label_of, may_decide, opens_item
from commitments.pages import Page
from commitments.sentences import Sentence
from records.findings import Strength
from records.topics import Topic

Part = Literal["resolved", "recommended", "reasons", "plan", "past", "elsewhere", "plain"]


class Setting(NamedTuple):
    """A unit with the part of the paper it stands in; `strength`: of its lines without a verb of promise."""

    unit: Sentence
    part: Part
    strength: Strength = "planned"
    heading: str = ""
    before: str = ""  # the unit before it, for words that only point back


_REASONS = re.compile(
    r"(?:reasons?|purpose|aims? and objectives?)(?: (?:for|of))?(?: the)?(?: decisions?| recommendations?| report)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?:minutes|discussion|decision details|(?:agenda )?items?|issue.*|publication date.*|date of decision.*)",
    re.IGNORECASE,
)
_ADVISED = re.compile(
    r"\b(?:be|is|are|was|were) (?:advised|recommended|asked|requested|invited)(?: to| that)?\Z", re.IGNORECASE
)
_BODY = re.compile(
    r"(?:that\s+)?(?:the\s+)?(?:[\w'’]+\s+){0,4}(?:cabinet|committee|council|board|panel|executive|commission"
    r"|forum|members?|sub-committee|authority|director\b.*)(?:\s+(?:agrees?|agreed|resolved?|resolves"
    r"|has agreed to|is asked to|are asked to|note|:))*",
    re.IGNORECASE,
)
# An officer who agrees undertakes; a meeting that agrees resolves.
_OFFICER = re.compile(
    r"(?:the\s+)?(?:[\w’'-]+\s+){0,6}(?:officers?|manager|director|head(?:\s+of\s+[\w ]+?)?|cllr\s+\w+"
    r"|councillor\s+\w+|holder|lead|chief\s+\w+|he|she|they)\s+(?:also\s+)?agreed\b",
    re.IGNORECASE,
)
# "Head of Service to write to ...": an action in note form.
SOMEBODY_TO = re.compile(
    r"(?:(?-i:[A-Z])[\w&/.’'()-]*\s+(?:(?:of|for|and|the|with|&|[–—-])\s+)*){1,8}to\s+(?=[a-z])", re.IGNORECASE
)
_DECISION_VERB = re.compile(
    r"(?:instruct|request|ask|agree|approve|recommend|direct|commission|allocate)s?\s+(?:that|to|the|officers|a"
    r"|an|£)\b",
    re.IGNORECASE,
)
# "That officers write": a limb; "That compares with 22", "That is": a sentence, whose verb follows at once.
_BARE_LIMB = re.compile(
    r"(?:(?:\(?\w{1,3}[.)]\s*)?)That\s+(?:the\s+)?(?!(?:would|was|is|said|will|could|has|had|means?|came|left|made"
    r"|brought|took|gave|\w+s\s+(?:with|the|an?|only|\d+))\b)[\w’' -]+",
    re.DOTALL,
)
_LIMB = re.compile(r"(?:that|to|note|approve|agree|endorse|authorise|welcome|receive|delegate)s?\b", re.IGNORECASE)
_ACCEPTED = re.compile(
    r"(?:recommendations?|advice|proposals?)\b[^.]{0,40}\b(?:be |were |was )?(?:accepted|approved|agreed|endorsed)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"(?:officer |latest )?(?:comments?|commentary|narrative|notes?)", re.IGNORECASE)
_PLAN_TITLE = re.compile(r"\b(?:plan|strategy|priorities|programme|roadmap|pledges?)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:officers?|owner|chair\w*|director|manager|head of \w+|lead|members?|cllr \w+|councillor \w+"
    r"|(?:m(?:r|s|rs)|dr) \w+)\s+"
    r"(?:\w+ly\s+)?(?:said|asked|reported|explained|confirmed|advised|agreed|undertook|replied|added)\b"
    r"|(?:implementation|revised|new) date",
    re.IGNORECASE,
)


def find_settings(page: Page) -> Iterator[Setting]:
    """Every unit of the page that may hold a promise, with its part of the paper."""
    part: Part = "plain"
    opener: Part | None = None  # the resolution or recommendation whose limbs follow
    heading, before = "", ""
    for unit in page.units:
        words = page.text[unit.start : unit.end]
        if unit.form in ("furniture", "table_row"):
            continue
        if unit.form == "heading":
            decides = opener or part in ("resolved", "recommended")
            if decides and (_BODY.fullmatch(label_of(words)) or label_of(words).lower() == "that"):
                continue
            part, heading, opener = _part_of_heading(page, words, part), words, None
            figures = page.figures_in(unit.start, unit.end)
            when = {time.preposition for time in page.times_in(unit.start, unit.end)}
            told = not when.isdisjoint(("by", "before", "within", "(")) or any(item.unit for item in figures)
            is_line = (
                (told and begins_with_verb(page, unit.start, unit.end))
                or SOMEBODY_TO.match(words) is not None
                or _DECISION_VERB.match(words) is not None
                or ("by" in when and bool(figures))
            )
            if (
                not words.isupper()
                and not _names_part(page, words)
                and (part in ("plan", "resolved", "recommended") or is_line)
            ):
                yield Setting(unit=unit, part="plan" if is_line else part, heading=heading, before=before)
            continue
        if words[-1] not in ".;," and len(words.split()) < 12 and (named := _named_part(page, words)):
            if named == "plan" and ": " in words and page.figures_in(unit.start + words.index(": "), unit.end):
                yield Setting(unit=unit, part="plan", heading=heading, before=before)  # "Where we aim to be: 90%"
            else:
                part, heading, opener = named, words, None
            continue
        if part == "elsewhere" and unit.form == "bullet" and opens_item(page.text, unit.start, words):
            part, heading, opener = _part_of_heading(page, words, "plain"), words, None
            continue
        own = _decided(page, unit, words)
        if own == "recommended" and opener == "resolved" and _BARE_LIMB.match(words):
            own = opener
        if own is None and opener and (unit.form == "bullet" or _is_limb(page, unit, words)):
            own = opener
        elif own is not None and (words.rstrip()[-1:] in ":–—-" or RESOLVED.fullmatch(words.rstrip(" :–—-"))):
            opener = own
        elif own is None:
            opener = None
        strength: Strength = "planned"
        chosen: Part | None = own
        if chosen is None:
            chosen, strength = _part_by_lead(page, unit)
        chosen = chosen or part
        if chosen == "elsewhere" and page.kind == "minutes" and _SPEAKS.search(words):
            chosen = "plain"  # "Risk register", then what members and officers said of it
        if chosen == "recommended" and _takes_advice(page.text):
            chosen = "resolved"
        yield Setting(unit=unit, part=chosen, strength=strength, heading=heading, before=before)
        before = words


@lru_cache(maxsize=2)  # each recommendation of a page asks
def _takes_advice(text: str) -> bool:
    """Whether a page says that what is recommended in it was agreed."""
    return _ACCEPTED.search(text) is not None


def _is_advised(words: str) -> bool:
    """Whether a lead-in ends by asking somebody: "The Committee is recommended to"."""
    return may_decide(words) and _ADVISED.search(label_of(words)) is not None


# "The Board noted the update and asked for a report in May": a meeting that decides, whatever its first verb.
_NOTED_AND = re.compile(
    r"(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:committee|panel|board|members|cabinet|council|executive|commission|forum|group"
    r"|sub-committee)\s+(?:formally\s+|duly\s+)?(?:noted?s?|welcomed|endorsed|thanked|received|accepted)\b[^.;]*?,?\s+and\s+"
    r"(?:also\s+)?(?:asked|requested|agreed|approved|instructed|recommended|resolved|remitted|directed)\b",
    re.IGNORECASE | re.DOTALL,
)


def _decided(page: Page, unit: Sentence, words: str) -> Part | None:
    small = words.lower()
    if "agreed" in small and _OFFICER.match(words):
        return None
    if "and" in small and _NOTED_AND.match(words):
        return "resolved"
    if ("That" in words and _BARE_LIMB.match(words)) or (
        unit.form == "bullet" and (words.startswith("that ") or _DECISION_VERB.match(words))
    ):
        return _decided_by_lead(page, unit) or "recommended"
    opens = unit.form in ("resolution", "recommendation")  # its own words do, or those of a lead
    if (opens and RECOMMENDED.match(words)) or _is_advised(words):
        return "recommended"
    if opens and RESOLVED.match(words):
        return "resolved"
    led = _decided_by_lead(page, unit)
    return led if led and _is_limb(page, unit, words) else None


def _is_limb(page: Page, unit: Sentence, words: str) -> bool:
    """Whether a unit under "RESOLVED" reads like a limb and not like the report that goes on."""
    if _LIMB.match(words) or _DID.match(words) or begins_with_verb(page, unit.start, unit.end, line=True):
        return True
    decides = _SUBJUNCTIVE.search(words)
    due = decides is None and any(t.preposition in ("by", "before") for t in page.times_in(unit.start, unit.end))
    return (decides is not None or due) and not _INDICATIVE.search(words[: decides.start()] if decides else words)


_SUBJUNCTIVE = re.compile(
    r"\b(?:be|have|receive|proceed|go ahead|report|visit|consist|to|should|will|continue|open|review|bring|submit"
    r"|provide|write)\s+\w+",
    re.IGNORECASE,
)
_INDICATIVE = re.compile(r"\b(?:is|are|was|were|has|had|been|said|do|does|did)\b", re.IGNORECASE)
_THE_BODY = re.compile(
    r"\b(?:committee|board|panel|cabinet|council|executive|commission|sub-committee|IJB|trust|forum|convention|meeting)\s*[:–—-]+\s*$",
    re.IGNORECASE,
)
_DID = re.compile(
    r"(?:noted|agreed|approved|resolved|remitted|instructed|requested|asked|directed|welcomed|endorsed|decided)\b",
    re.IGNORECASE,
)


_VOTED = re.compile(
    r"\b(?:it was|unanimously|(?-i:RESOLVED|AGREED|DECIDED|RECOMMENDED))\s*(?:resolved|agreed)?(?:\s+(?:that|to))?"
    r"\s*[:–—-]*\s*$",
    re.IGNORECASE,
)


def _decided_by_lead(page: Page, unit: Sentence) -> Part | None:
    lead = unit.lead
    if lead and _DID.match(page.text, unit.start) and _THE_BODY.search(page.text[lead.start : lead.end]):
        return "resolved"
    for lead in unit.leads():
        if decided := _decides(page.text[lead.start : lead.end]):
            return decided
    return None


@lru_cache(maxsize=256)
def _decides(lead: str) -> Part | None:
    """What a lead-in makes of the limbs under it."""
    if RECOMMENDED.match(lead) or _is_advised(lead):
        return "recommended"
    return "resolved" if RESOLVED.match(lead) or _VOTED.search(lead) else None


def _named_part(page: Page, words: str) -> Part | None:
    """The part that a short line names like a heading, though it has a verb ("What we want to do in 2024")."""
    label = label_of(words)
    called = [part for part in _parts_called(page.topic, label) if part != "elsewhere"]
    return called[0] if called and not label.lower().startswith(("we ", "the ", "to ")) else None


def _names_part(page: Page, words: str) -> bool:
    label = label_of(words)
    return bool(_PLAIN.fullmatch(label) or _REASONS.fullmatch(label) or _parts_called(page.topic, label))


@lru_cache(maxsize=256)  # leads are asked again for each unit under them
def _parts_called(topic: Topic, label: str) -> tuple[Part, ...]:
    """The parts of a paper that a heading is a name for, the one that counts first."""
    return tuple(part for part, name in _PART_NAMES if topic.words[name].fullmatch(label))


_PART_NAMES: tuple[tuple[Part, str], ...] = (("elsewhere", "other_part"), ("past", "past_part"), ("plan", "plan_part"))


def _part_of_heading(page: Page, words: str, part: Part) -> Part:
    label = label_of(words)
    if _REASONS.fullmatch(label):
        return "reasons"
    if may_decide(words):
        if RECOMMENDED.match(words):
            return "recommended"
        if RESOLVED.match(words):
            return "resolved"
    if called := _parts_called(page.topic, label):
        return called[0]
    if _COMMENT.fullmatch(label):
        return "plain"  # the cell of a plan that says how an action stands
    # A heading between a plan's heading and its lines ("1. Increase local placements") does not end the plan.
    return part if part == "plan" and len(label.split()) < 8 and not _PLAIN.fullmatch(label) else "plain"


def _part_by_lead(page: Page, unit: Sentence) -> tuple[Part | None, Strength]:
    for lead in unit.leads():
        if lead.form == "heading":
            continue
        label = label_of(page.text[lead.start : lead.end])
        called = _parts_called(page.topic, label)
        if "past" in called:
            return "past", "planned"
        if "elsewhere" in called:
            return "elsewhere", "planned"
        first = page.text.index(label, lead.start)
        planned = page.words("plan_part").search(page.text, first, first + len(label))
        if planned and not page.has("past", lead.start, lead.end):
            return "plan", _strength_of(page.topic, label)
    if unit.form == "bullet" and _PLAN_TITLE.search(page.title) and begins_with_verb(page, unit.start, unit.end):
        return "plan", "planned"
    return None, "planned"


@lru_cache(maxsize=16)
def _strength_of(topic: Topic, words: str) -> Strength:
    """A list under "We will:" is committed, one under "We hope to:" hoped, any other planned."""
    found = [(m.start(), name) for name in ("committed", "planned", "hoped") if (m := topic.words[name].search(words))]
    return min(found)[1] if found else "planned"  # type: ignore[return-value]
