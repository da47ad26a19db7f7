"""Sentences that report a promise as done or as missed, and papers that are the report a body was promised.

A sentence counts when one clause of it says so, nothing in that clause takes it back ("not", "will", "once"), and the
clause names the thing promised. An announcement that something will be done says nothing here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from rapidfuzz import fuzz

from commitments.bearing import Goal, goal_of
from commitments.linking import Known
from commitments.sentences import Sentence, find_clauses, find_sentences
from commitments.subjects import Subject, subject_of
from records.commitments import Bearing, Evidence, PageText
from records.topics import Topic

_ALIKE = 0.6
_SAME_TITLE = 85.0
_EARLY, _LATE = 100, 60  # days around its due date in which a promised report is looked for
_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_CONTENT = re.compile(
    r"\b(?:includ\w+|add(?:ed|ing)?|contain\w*|cover\w*|circulat\w+|figures?|data|information|breakdown|details?|statistics)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"\b(?:met|reached|exceeded|surpassed|beaten|hit|achieved|bettered|passed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One clause that says something is done or missed, with the sentence it is in and its subject."""

    page: PageText
    start: int
    end: int
    bearing: Bearing
    clause: str
    subject: Subject


def find_said(topic: Topic, pages: Iterable[PageText]) -> Iterator[Said]:
    """Every clause of the pages that reports something as done or missed."""
    for page in pages:
        for sentence in find_sentences(page.text):
            if sentence.form in ("prose", "bullet"):
                yield from _clauses(topic, page, sentence)


def _clauses(topic: Topic, page: PageText, sentence: Sentence) -> Iterator[Said]:
    whole = page.text[sentence.start : sentence.end]
    for start, end in find_clauses(page.text, sentence):
        clause = page.text[start:end]
        bearing = _verdict(topic, clause)
        if bearing:
            subject = subject_of(topic, page.place.council, clause, sentence=whole)
            yield Said(page, start, end, bearing, clause, subject)


def _verdict(topic: Topic, clause: str) -> Bearing | None:
    missed, done, taken_back = (topic.words.get(id) for id in ("missed_words", "done_words", "done_not"))
    if missed and missed.search(clause):
        return "missed"
    if done and done.search(clause) and not (taken_back and taken_back.search(clause)):
        return "met"
    if _REACHED.search(clause) and not (taken_back and taken_back.search(clause)):
        return "met"
    return None


def find_reports(
    topic: Topic, mentions: Sequence[Known], said: Iterable[Said], pages: Iterable[PageText]
) -> Iterator[Evidence]:
    """Self-reported evidence from sentences and papers on the commitment of these mentions."""
    goal = goal_of(topic, mentions)
    if goal is None:
        return
    for report in said:
        why = _speaks_of(topic, goal, report)
        if why:
            yield _evidence(report.page, report.start, report.end, report.bearing, why)
    for page in pages:
        why = _is_the_report(topic, goal, page)
        if why:
            yield _evidence(page, 0, 0, "met", why)


def _evidence(page: PageText, start: int, end: int, bearing: Bearing, why: str) -> Evidence:
    return Evidence(
        source="report",
        bearing=bearing,
        self_reported=True,
        why=why,
        quote=page.text[start:end],
        start=start,
        end=end,
        place=page.place,
        as_of=page.place.published,
    )


def _speaks_of(topic: Topic, goal: Goal, report: Said) -> str | None:
    """Why a clause is about the commitment, or None. It must come later, and "missed" only after the deadline."""
    place = report.page.place
    if place.published is None or place.published <= goal.first or place.paper in goal.papers:
        return None
    if any(known.mention.place.council != place.council for known in goal.mentions):
        return None
    if report.bearing == "missed" and (goal.end is None or place.published <= goal.end):
        return None
    if any(known.subject.clash(report.subject) for known in goal.mentions):
        return None
    for known in goal.mentions:
        statement = known.mention.statement
        if statement.kind == "funding":
            continue
        if statement.kind == "target" and (goal.level or not _names_number(statement.value, report.clause)):
            if (
                goal.level
                and _REACHED.search(report.clause)
                and _names_number(statement.value, report.clause)
                and _same_thing(topic, known, report)
            ):
                return "the number is said to have been reached"
            continue
        if _same_thing(topic, known, report):
            return "said to be done" if report.bearing == "met" else "said not to have been done in time"
    return None


def _same_thing(topic: Topic, known: Known, report: Said) -> bool:
    """Whether the clause names what the mention promises: most of its telling words, or its stage and measure."""
    shared = known.subject.words & report.subject.words
    measure = topic.measure.get(known.mention.statement.measure)
    if len(shared) >= 2 and len(shared) / len(known.subject.words) >= _ALIKE:
        return True
    staged = known.subject.stages & report.subject.stages
    if staged and known.subject.wide & report.subject.words:
        return True
    return bool(
        known.mention.statement.kind == "target"
        and shared
        and measure
        and measure.pattern.search(report.clause)
        and known.subject.likeness(report.subject) >= _ALIKE
    )


def _names_number(value: float | None, text: str) -> bool:
    if value is None:
        return False
    forms = {f"{value:g}", f"{value:,.0f}" if value == int(value) else f"{value:g}"}
    if value == int(value) and 0 <= value < len(_NUMBER_WORDS):
        forms.add(_NUMBER_WORDS[int(value)])
    return any(re.search(rf"(?<![\w.,]){re.escape(form)}(?![\w]|[.,]\d)", text, re.IGNORECASE) for form in forms)


def _is_the_report(topic: Topic, goal: Goal, page: PageText) -> str | None:
    """Whether a paper is the report that was promised: to the same body, about when it was due, on the same subject."""
    place = page.place
    brought = topic.words.get("brought_words")
    if brought is None or goal.end is None or place.published is None or place.paper in goal.papers:
        return None
    if place.kind in ("article", "press_release"):
        return None
    if not goal.end - timedelta(days=_EARLY) <= place.published <= goal.end + timedelta(days=_LATE):
        return None
    for known in goal.mentions:
        mine = known.mention.place
        quote = known.mention.statement.quote
        if mine.council != place.council or not _one_body(mine.body, place.body) or place.published <= goal.first:
            continue
        if known.mention.statement.kind != "action" or not brought.search(quote) or _CONTENT.search(quote):
            continue
        if mine.title and place.title and fuzz.token_set_ratio(mine.title.lower(), place.title.lower()) >= _SAME_TITLE:
            return "the paper that was promised, under the same title"
        title = subject_of(topic, place.council, place.title or "").words
        asked = {word for word in known.subject.words if not brought.search(word) and word not in _BRINGING}
        if len(asked & title) >= 2 and len(asked & title) / len(asked) >= _ALIKE:
            return "the paper that was promised, by its title"
    return None


_BRINGING = frozenset(
    {"report", "updat", "pap", "brief", "review", "progress", "present", "submitt", "submit", "brought"}
)


def _one_body(one: str | None, other: str | None) -> bool:
    return bool(one and other and fuzz.token_sort_ratio(one.lower(), other.lower()) >= _SAME_TITLE)
