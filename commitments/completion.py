"""Sentences that report a promise as done or as missed.

A sentence counts when one clause of it says so, nothing in that clause takes it back ("not", "will", "once"), and the
clause names the thing promised. An announcement that something will be done says nothing here.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from commitments.agreement import family_of, is_share, same_council
from commitments.bearing import Goal, goal_of
from commitments.fingerprints import plain_words
from commitments.known import PREMISES, Known
from commitments.numerals import names_number
from commitments.past_periods import find_past_periods
from commitments.promised_papers import Papers, is_the_report, telling
from commitments.repeats import first_said, within_a_year
from commitments.sentences import Sentence, find_clauses, find_sentences
from commitments.subjects import Subject, names_in, stems, subject_of
from records.commitments import Bearing, Copy, Evidence, PageText
from records.topics import Topic

_ALIKE = 0.6
_TOO_LATE = 548  # days after it was due, or last promised, in which a report still speaks of it
_PAPERS = "near_papers"  # the pack's list of measures that are documents
_OUTTURN = 200  # days after a target was due in which the figures of its own period are reported
_EARLY = 100  # days by which something done, or a period named, may lie outside the time of the promise
_JOINING = re.compile(r"(?:and|but|while|so|then)\s+", re.IGNORECASE)
_COUNT = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NUMBER = re.compile(rf"(?<![\w.]){_COUNT}(?![\w])", re.IGNORECASE)
_SOME_OF = re.compile(rf"\b(?P<some>{_COUNT}) of the (?P<all>{_COUNT})\b", re.IGNORECASE)
_LEVEL = re.compile(r"\s*\d[\d,]*\s")  # "98 carers were registered": how many there are is no deed
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b(?:\s+\d{{4}})?|\b{_MONTH}\s+\d{{1,4}}\b|\b(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\b(?:re-?)?open(?:s|ed|ing)?\b", re.IGNORECASE)
_STEP = re.compile(r"\b(?:purchase|acquisition|sale|conversion|refurbishment|works?|survey|tender)\b", re.IGNORECASE)
_MISSED = re.compile(r"\b(?:was|were|been) missed\b", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:met|reached|exceeded|surpassed|beaten|hit|achieved|bettered|passed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One clause that says something is done or missed, with the sentence it is in and its subject."""

    page: PageText
    start: int
    end: int
    bearing: Bearing
    paper_only: bool  # its words fit a document that is delivered, not a deed
    reached_only: bool  # its words fit a number that is reached, not a deed
    clause: str
    sentence: str
    subject: Subject
    titled: frozenset[str] = frozenset()  # names in the paper's title
    also_at: tuple[Copy, ...] = ()


def find_said(topic: Topic, pages: Iterable[PageText]) -> Iterator[Said]:
    """Every clause of the pages that reports something as done or missed."""
    for page in pages:
        for sentence in find_sentences(page.text):
            if sentence.form in ("prose", "bullet"):
                yield from _clauses(topic, page, sentence)


def said_once(said: Iterable[Said]) -> list[Said]:
    """Each clause once, where it was published first, with its copies: the same of one council within a year."""
    held: dict[tuple[str | None, str, str], list[list[Said]]] = defaultdict(list)
    for report in sorted(said, key=lambda report: (first_said(report.page.place), report.start)):
        place = report.page.place
        same = held[place.council, plain_words(report.sentence), plain_words(report.clause)]
        group = next((one for one in same if within_a_year(one[0].page.place, place)), None)
        if group is None:
            same.append([report])
        else:
            group.append(report)
    return [
        replace(first, also_at=tuple(_copy(other) for other in others))
        for groups in held.values()
        for first, *others in groups
    ]


def _copy(report: Said) -> Copy:
    return Copy(place=report.page.place, quote=report.clause, start=report.start, end=report.end)


def _clauses(topic: Topic, page: PageText, sentence: Sentence) -> Iterator[Said]:
    whole = page.text[sentence.start : sentence.end]
    for start, end in find_clauses(page.text, sentence):
        joined = _JOINING.match(page.text, start, end)
        start = joined.end() if joined else start
        clause = page.text[start:end]
        verdict = _verdict(topic, clause)
        if verdict:
            subject = subject_of(topic, page.place.council, clause, sentence=whole)
            titled = names_in(topic, page.place.council, page.place.title or "")
            yield Said(page, start, end, *verdict, clause, whole, subject, titled)


def _verdict(topic: Topic, clause: str) -> tuple[Bearing, bool, bool] | None:
    """What a clause reports, and whether only a document, or only a number, can be meant; None when nothing as done."""

    def says(id: str) -> bool:
        return id in topic.words and bool(topic.words[id].search(clause))

    if says("missed_words") or _MISSED.search(clause):
        return "missed", False, False
    if says("done_not"):
        return None
    if says("done_words"):
        return "met", False, False
    if says("done_paper_words"):
        return "met", not _REACHED.search(clause), False
    return ("met", False, True) if _REACHED.search(clause) else None


def find_reports(topic: Topic, mentions: Sequence[Known], said: Iterable[Said], papers: Papers) -> Iterator[Evidence]:
    """Self-reported evidence from sentences and papers on the commitment of these mentions."""
    goal = goal_of(topic, mentions)
    if goal is None:
        return
    for report in said:
        verdict = _speaks_of(topic, goal, report)
        if verdict:
            yield replace(_evidence(report.page, report.start, report.end, *verdict), also_at=report.also_at)
    if goal.end is None or not any(known.mention.statement.kind == "action" for known in goal.mentions):
        return
    for page in papers.around(goal.mentions[0].mention.place.council, goal.end):
        found = is_the_report(topic, goal, page, papers)
        if found:
            yield _evidence(page, 0, 0, "met", found)


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


def _speaks_of(topic: Topic, goal: Goal, report: Said) -> tuple[Bearing, str] | None:
    """What a clause says of the commitment, and why; None when it is about something else or another time."""
    if not _in_time(goal, report) or any(known.subject.clash(report.subject) for known in goal.mentions):
        return None
    opening = any(_OPENING.search(known.mention.statement.quote) for known in goal.mentions)
    if opening and _STEP.search(report.clause) and not _OPENING.search(report.clause):
        return None  # bought, and still to be opened
    for known in goal.mentions:
        statement = known.mention.statement
        if statement.kind == "funding" or not same_council(known.mention.place, report.page.place):
            continue
        if _counts_another(known, goal, report):
            continue
        if _is_paper(topic, known) and not report.paper_only:
            continue  # the home opened; the report on it is still to come
        named = _same_name(known, report)
        if not named and not _same_thing(topic, known, report) and not _same_goal(topic, known, report):
            continue
        if is_share(statement.unit) and not _same_share(topic, known, report):
            continue
        if report.bearing == "missed":
            return "missed", "said not to have been done in time"
        if statement.kind == "target":
            late = (report.page.place.published or goal.first) - (goal.end or date.max)
            if late.days > _OUTTURN:
                continue  # the number of a later period
            if names_number(statement.value, report.clause) and (not goal.level or _REACHED.search(report.clause)):
                return "met", "the number is said to have been reached"
            continue
        if report.reached_only:
            continue  # "The group met five times"
        if named or statement.change == "none" or known.subject.stages & report.subject.stages:
            return "met", "said to be done"
        return "progress", "said to be under way"
    return None


def _in_time(goal: Goal, report: Said) -> bool:
    """Whether the clause was published after the promise, not too long after it was due, and "missed" only once due."""
    place = report.page.place
    if place.published is None or place.published <= goal.first or _in_own_words(goal, report):
        return False
    if report.bearing == "missed" and (goal.end is None or place.published <= goal.end):
        return False
    if (place.published - (goal.end or goal.last)).days > _TOO_LATE:
        return False
    named = [period.last for period in find_past_periods(report.clause, place.published)]
    if named and max(named) < goal.first - timedelta(days=_EARLY):
        return False  # it was done before it was promised
    return not (named and goal.end and min(named) > goal.end + timedelta(days=_EARLY))


def _in_own_words(goal: Goal, report: Said) -> bool:
    """Whether the clause is part of the promise itself, where it stands first or is said again."""
    place = report.page.place
    for mention in (known.mention for known in goal.mentions):
        said = mention.statement
        spans = [
            (mention.place, said.start, said.end),
            *((copy.place, copy.start, copy.end) for copy in mention.also_at),
        ]
        if any(
            (place.paper, place.page) == (at.paper, at.page) and report.start < end and start < report.end
            for at, start, end in spans
        ):
            return True
    return False


def _counts_another(known: Known, goal: Goal, report: Said) -> bool:
    """Whether the clause is told of another number than the promise's, as a figure or of a part of it."""
    statement, clause = known.mention.statement, _DATE.sub(" ", report.clause)
    part = _SOME_OF.search(clause)
    if part and part["some"].lower() != part["all"].lower():
        return True  # six of the ten
    theirs = _numbers(clause)
    if statement.value is None:
        mine = _numbers(_DATE.sub(" ", statement.quote))
        return bool(_LEVEL.match(clause)) or bool(theirs and mine and not theirs & mine)
    named = {known.mention.statement.value for known in goal.mentions} | goal.baselines
    return bool(theirs) and not any(names_number(value, clause) for value in named)


def _numbers(text: str) -> set[str]:
    return {number.lower() for number in _NUMBER.findall(text)}


def _same_thing(topic: Topic, known: Known, report: Said) -> bool:
    """Whether the clause names what the mention promises: most of its telling words, or its phase and measure."""
    statement = known.mention.statement
    paper = family_of(topic, statement.measure) == _PAPERS
    if report.paper_only and not paper:
        return False
    mine, theirs = telling(known.subject.words), telling(report.subject.words)
    shared = mine & theirs
    least = min(len(mine), len(theirs))
    if len(shared) >= 2 and len(shared) / least >= _ALIKE:
        return True
    if shared and _content_agrees(telling(known.subject.content), telling(report.subject.content)):
        return True
    measure = topic.measure.get(statement.measure)
    named = measure is not None and measure.pattern.search(report.sentence)
    if not named or paper:
        return False
    if known.subject.stages & report.subject.stages and known.subject.wide & theirs:
        return True
    return statement.kind == "target" and bool(shared) and len(shared) / least >= _ALIKE


def _is_paper(topic: Topic, known: Known) -> bool:
    """Whether what is promised is to bring a paper on something, not the thing itself."""
    statement = known.mention.statement
    brought = topic.words.get("brought_words")
    near = family_of(topic, statement.measure) == _PAPERS
    return near and statement.kind == "action" and bool(brought and brought.search(statement.quote))


def _same_name(known: Known, report: Said) -> bool:
    """Whether clause and promise are of one named place and of one deed: Aspen House was to open, and opened."""
    if known.mention.statement.value is not None or report.reached_only or report.paper_only:
        return False
    named = known.about & (report.subject.names or report.titled)
    return bool(named) and bool((known.subject.content & report.subject.content) - stems(named | PREMISES))


def _same_share(topic: Topic, known: Known, report: Said) -> bool:
    """Whether a sentence names what a percentage is of; shares are too often alike by chance."""
    measure = topic.measure.get(known.mention.statement.measure)
    if measure is not None and measure.pattern.search(report.sentence):
        return True
    return len(known.subject.words & report.subject.words) >= 2 and known.subject.likeness(report.subject) >= _ALIKE


def _same_goal(topic: Topic, known: Known, report: Said) -> bool:
    """Whether a clause that says a number was reached stands in a sentence about what was to be counted."""
    statement = known.mention.statement
    if not _REACHED.search(report.clause) or not names_number(statement.value, report.clause):
        return False
    shared = telling(known.subject.words) & telling(report.subject.wide)
    measure = topic.measure.get(statement.measure)
    return len(shared) >= 2 or bool(shared and measure and measure.pattern.search(report.sentence))


def _content_agrees(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    shared, least = mine & theirs, min(len(mine), len(theirs))
    return len(shared) >= 2 and least >= 3 and len(shared) / least >= _ALIKE
