"""Find the figures a passage reports about the council's own area: levels, shares, counts, prices, overspends."""

import re
from collections.abc import Iterable
from datetime import date

from commitments.figure_dates import date_figures
from commitments.figure_reading import SPLIT
from commitments.figures import Figure, find_figures
from commitments.figures_told import is_near, told_figures
from commitments.kpi_rows import table_observations
from commitments.measures import measure_of
from commitments.progress_cells import progress_observations
from commitments.ratings import rag_inside
from commitments.sentences import Sentence
from commitments.table_rows import page_tables
from records.findings import Observation, Passage, Statement
from records.papers import Table
from records.topics import Topic

_FORECAST = re.compile(
    r"\b(?:forecast|project(?:ed|ion)|predicted|on course|estimated outturn|expected|heading for)\b", re.IGNORECASE
)
_QUOTE_END = re.compile(r"[;.,(\n]|\s[–—]\s")
_SAID = re.compile(
    r"\b(?:said|says|stated|reported|heard|told|noted|advised|explained|informed|confirmed|shows?|showed|found"
    r"|revealed?s?)\s+(?:[\w'’]+\s+){0,3}?that\s+",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:until|once|if|when|before|unless)\b", re.IGNORECASE)
_MISSED = re.compile(
    r"\b(?:missed|not (?:been )?(?:met|achieved|reached|hit)|below|short of|failed to (?:meet|reach|hit))\b",
    re.IGNORECASE,
)
_MET = re.compile(r"\b(?:met|achieved|reached|exceeded|beaten|bettered|surpassed|hit|above)\b", re.IGNORECASE)


def find_observations(
    passage: Passage, topic: Topic, statements: Iterable[Statement] = (), tables: tuple[Table, ...] = ()
) -> tuple[Observation, ...]:
    """Every figure reported in a passage, in the order of the text.

    `statements` are what was promised there: their numbers are goals and are not reported again as figures. `tables`
    are those a reader drew from the page cell by cell.
    """
    statements = list(statements)
    spans = [(table.start, table.end) for table in page_tables(passage, tables)]
    figures = find_figures(passage, topic, statements, skip=spans)
    rows = table_observations(passage, topic, tables)
    beside = max((row.as_of for row in rows if row.as_of and row.basis == "level"), default=None)
    found = [
        *rows,
        *progress_observations(passage, topic, tables),
        *_in_prose(figures, passage, topic, statements, beside),
    ]
    return tuple(sorted(_fullest(found), key=lambda item: (item.start, item.end)))


def _in_prose(
    figures: list[Figure], passage: Passage, topic: Topic, statements: Iterable[Statement], beside: date | None
) -> list[Observation]:
    told = told_figures(figures, passage, topic, statements)
    reported = [figure for figure, _, _ in told]
    days = date_figures(reported, passage, topic, beside)
    found = []
    for figure, measure, unit in told:
        start, end = quote_of(passage.text, figure, reported)
        q = figure.quantity
        clause = passage.text[figure.clause[0] : figure.clause[1]]
        target = _target_of(figure, figures, passage.text)
        found.append(
            Observation(
                quote=passage.text[start:end],
                start=start,
                end=end,
                measure=measure,
                value=q.value,
                value_high=q.value_high,
                unit=unit,
                value_text=q.value_text if q.bound or q.approx else None,
                as_of=days[figure],
                target=target,
                rag=rag_inside(passage.text[q.end : min(figure.right, figure.sentence.end)]),
                basis="forecast"
                if _FORECAST.search(clause)
                else "flow"
                if topic.words["observed_flow"].search(passage.text, *figure.clause)
                else "level",
                rule=f"prose_{figure.why}",
                trigger=q.value_text,
            )
        )
    return found + _missed_targets(figures, reported, passage, topic)


def quote_of(text: str, figure: Figure, told: list[Figure]) -> tuple[int, int]:
    """The clause of a figure, cut where another figure of it has its own words."""
    start, end = figure.clause
    q = figure.quantity
    reach = _QUOTE_END.search(text, end, figure.bound) if end < figure.bound else None
    end = max(end, reach.start() if reach else figure.bound)
    others = [other.quantity for other in told if other is not figure and other.sentence == figure.sentence]
    before = min((other.end for other in others if other.end <= q.start), default=None)
    if before is not None:
        for cut in SPLIT.finditer(text, max(start, before), q.start):
            start = cut.end()
    after = max((other.start for other in others if other.start >= q.end), default=None)
    if after is not None and (stop := SPLIT.search(text, q.end, after)):
        end = min(end, stop.start())
    said = list(_SAID.finditer(text, start, q.start))
    start = said[-1].end() if said else start
    while start < end and text[start] in " \t\r\n\xa0,;:.–—-":
        start += 1
    while end > start and text[end - 1] in " \t\r\n\xa0,;:.–—-":
        end -= 1
    return start, end


def _target_of(figure: Figure, figures: list[Figure], text: str) -> float | None:
    """The goal named beside a figure: in its own sentence, or in the next when that holds no figure of its own."""
    for other in figures:
        if other.role != "target" or not _same_kind(figure.quantity.unit, other.quantity.unit):
            continue
        beside = _levels(figures, other.sentence)
        if other.sentence == figure.sentence:
            if beside and min(beside, key=lambda f: _distance(f, other, text)) is figure:
                return other.quantity.value
        elif (
            0 <= other.sentence.start - figure.sentence.end < 4
            and not beside
            and _levels(figures, figure.sentence)[-1:] == [figure]
        ):
            return other.quantity.value
    return None


def _levels(figures: list[Figure], sentence: Sentence) -> list[Figure]:
    """The figures of a sentence that say how things stand or have changed."""
    return [figure for figure in figures if figure.role in ("level", "change") and figure.sentence == sentence]


def _distance(figure: Figure, goal: Figure, text: str) -> tuple[int, int]:
    """How far a figure stands from a goal: a stop between them is far, and the goal mostly follows its figure."""
    first, second = sorted((figure.quantity, goal.quantity), key=lambda quantity: quantity.start)
    between = text[first.end : second.start]
    unlike = not _same_kind(figure.quantity.unit, goal.quantity.unit)
    ahead = goal.quantity.start < figure.quantity.start
    return unlike * 4 + 2 * between.count(";") + ahead, len(between)


def _same_kind(unit: str | None, other: str | None) -> bool:
    return (
        unit == other
        or other is None
        or unit is None
        or ("percent" not in (unit, other) and "gbp" not in (unit, other))
    )


def _missed_targets(figures: list[Figure], told: list[Figure], passage: Passage, topic: Topic) -> list[Observation]:
    """Targets said to have been met or missed where no figure says how far."""
    goals = [f for f in figures if f.role == "target" and not any(t.sentence == f.sentence for t in told)]
    outcomes = [(goal, outcome) for goal in goals if (outcome := _outcome(goal, told, passage.text, topic))]
    days = date_figures(goals, passage, topic) if outcomes else {}
    return [
        Observation(
            quote=passage.text[goal.clause[0] : goal.clause[1]],
            start=goal.clause[0],
            end=goal.clause[1],
            measure=measure_of(
                topic,
                passage.text,
                *goal.clause,
                unit=goal.quantity.unit,
                near=goal.quantity.start,
                within=(goal.sentence.start, goal.sentence.end),
                context=(passage.title,),
            ),
            unit=goal.quantity.unit,
            target=goal.quantity.value,
            as_of=days[goal],
            value_text="target not achieved" if outcome.re is _MISSED else "target met",
            rule="prose_outcome",
            trigger=outcome.group(),
        )
        for goal, outcome in outcomes
    ]


def _outcome(goal: Figure, told: list[Figure], text: str, topic: Topic) -> re.Match[str] | None:
    """The words that say that a target was missed or met, when nothing is promised there and no figure is near."""
    clause = text[goal.clause[0] : goal.clause[1]]
    outcome = _MISSED.search(clause) or _MET.search(clause)
    if outcome is None or topic.words["observed_promise"].search(clause) or _NOT_YET.search(clause):
        return None
    return None if any(is_near(item, goal) for item in told) else outcome


def _fullest(found: list[Observation]) -> list[Observation]:
    """One observation a figure: of two with the same measure, value, unit and day the one with the longer quote."""
    best: dict[tuple[str, float | None, str | None, date | None], Observation] = {}
    kept: list[Observation] = []
    for item in found:
        key = (item.measure, item.value, item.unit, item.as_of)
        other = best.get(key)
        if item.value is None or other is None:
            best[key] = item
            kept.append(item)
        elif not _same_words(item.quote, other.quote):
            kept.append(item)
        elif len(item.quote) > len(other.quote):
            kept[kept.index(other)] = item
            best[key] = item
    return kept


def _same_words(quote: str, other: str) -> bool:
    """Whether two quotes count the same thing: half of the longer words of the shorter one stand in the other."""
    words, others = ({word.lower() for word in re.findall(r"[A-Za-z]{4,}", text)} for text in (quote, other))
    return len(words & others) * 2 >= min(len(words), len(others))
