"""Read the figures told in the progress column of an action plan: "187 overdue at Sept (214 in June)"."""

import re
from collections.abc import Iterator
from datetime import date

from commitments.cells import Cell, PageTable
from commitments.columns import Column, find_columns
from commitments.figure_measures import UNCOUNTED, measure_of_figure, unit_of_label
from commitments.measures import NO_MEASURE
from commitments.past_periods import PastPeriod, find_past_periods
from commitments.quantities import Quantity, find_quantities
from commitments.ratings import rag_inside, rating_of
from commitments.reporting import reporting_date
from commitments.table_rows import page_tables
from records.findings import Observation, Passage, Rag
from records.papers import Table
from records.topics import Topic

_CLAUSE = re.compile(r"[.;(]\s|\s?\(|\n")
_OTHER_WORDS = re.compile(r"[.;(]\s|\s?\(|\n|,\s+(?=[a-z])")
_END = re.compile(r"\s*(?:[.;()]|,\s|\n|$)")
_NO_COUNT = re.compile(
    r"(?:\b(?:phase|stage|tier|band|version|v|item|para|page|no|minute|target|to|by|n=|remaining|further|for|from|year"
    r"|action|week|wave|cohort)\.?\s*|£)$",
    re.IGNORECASE,
)
_SUCCESS = re.compile(r"\bsuccess\b", re.IGNORECASE)


def progress_observations(passage: Passage, topic: Topic, tables: tuple[Table, ...] = ()) -> Iterator[Observation]:
    """Every figure a progress cell reports, one a clause. Under "Measure of success", which says the goal, only those
    in brackets or with a day, if there are any."""
    quantities: list[Quantity] | None = None
    for table in page_tables(passage, tables):
        columns = find_columns(table, topic, passage.published)
        told = [column for column in columns if column.role == "progress"]
        label = next((column for column in columns if column.role == "label"), None)
        if not told or label is None or any(column.role == "actual" for column in columns):
            continue
        if quantities is None:
            quantities = find_quantities(passage.text, topic)
        for cells in table.rows:
            for column in told:
                yield from _in_cell(passage, topic, table, columns, cells, (label, column), quantities)


def _in_cell(
    passage: Passage,
    topic: Topic,
    table: PageTable,
    columns: tuple[Column, ...],
    cells: tuple[Cell, ...],
    named: tuple[Column, Column],
    quantities: list[Quantity],
) -> Iterator[Observation]:
    label, cell = (cells[column.index] for column in named)
    text = passage.text
    periods = find_past_periods(text, passage.published, cell.start, cell.end)
    found = [q for q in quantities if cell.start <= q.start and q.end <= cell.end and _counts(q, text, cell, periods)]
    found = [q for place, q in enumerate(found) if place == 0 or _CLAUSE.search(text, found[place - 1].end, q.start)]
    if _SUCCESS.search(named[1].heading):
        found = [q for q in found if text[q.start - 1] == "(" or _period_of(q, text, cell, periods)] or found[:1]
    goal = next((q for q in quantities if label.start <= q.start and q.end <= label.end), None)
    for place, quantity in enumerate(found):
        measure = measure_of_figure(topic, label.text, cell.text, table.caption)
        unit = quantity.unit or (goal.unit if goal else None) or unit_of_label(topic, label.text, "", measure)
        if measure == NO_MEASURE and unit is None:
            continue
        end = _END.search(text, quantity.end, cell.end)
        start = max((m.end() for m in _CLAUSE.finditer(text, cell.start, quantity.start)), default=cell.start)
        same = goal is not None and (goal.unit == quantity.unit or (None in (goal.unit, quantity.unit)))
        last = end.start() if end else cell.end
        yield Observation(
            quote=text[start:last],
            start=start,
            end=last,
            measure=measure,
            value=quantity.value,
            value_high=quantity.value_high,
            unit=unit,
            as_of=_day(quantity, text, cell, periods, passage),
            target=goal.value if goal is not None and same and place == 0 else None,
            rag=_rag(cells, columns, cell, topic) if place == 0 else None,
            rule="progress_cell",
            trigger=quantity.value_text,
        )


def _counts(q: Quantity, text: str, cell: Cell, periods: tuple[PastPeriod, ...]) -> bool:
    """Whether a number of a progress cell reports something: no date, no length of time, no name of a phase."""
    if q.form == "duration" or q.unit in UNCOUNTED or any(p.start < q.end and q.start < p.end for p in periods):
        return False
    return _NO_COUNT.search(text, max(cell.start, q.start - 16), q.start) is None and q.value_text.lower() != "one"


def _period_of(q: Quantity, text: str, cell: Cell, periods: tuple[PastPeriod, ...]) -> PastPeriod | None:
    end = _OTHER_WORDS.search(text, q.end, cell.end)
    last = end.start() if end else cell.end
    start = max((m.end() for m in _CLAUSE.finditer(text, cell.start, q.start)), default=cell.start)
    after = [p for p in periods if q.end <= p.start < last]
    before = [p for p in periods if start <= p.start and p.end <= q.start]
    return next(iter(after), None) or (before[-1] if before else None)


def _day(q: Quantity, text: str, cell: Cell, periods: tuple[PastPeriod, ...], passage: Passage) -> date | None:
    period = _period_of(q, text, cell, periods)
    published = passage.published
    if period is not None and (published is None or period.last <= published):
        return period.last
    return reporting_date(passage)


def _rag(cells: tuple[Cell, ...], columns: tuple[Column, ...], told: Cell, topic: Topic) -> Rag | None:
    rated = [cells[column.index].text for column in columns if column.role == "rag"]
    return next((colour for text in rated if (colour := rating_of(text, topic))), None) or rag_inside(told.text)
