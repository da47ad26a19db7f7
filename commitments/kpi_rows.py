"""Read the rows of performance tables: figures, their targets and ratings, and targets still ahead."""

import re
from collections.abc import Iterator
from datetime import date

from commitments.budget_rows import deficits, is_delivered, planned_sums, variances
from commitments.cells import Cell
from commitments.columns import Column, is_earlier, is_nothing
from commitments.past_periods import PastPeriod, find_past_periods
from commitments.ratings import rag_inside, rating_of
from commitments.reporting import reporting_date
from commitments.row_slots import day_of, row_statement
from commitments.table_rows import Row, table_rows
from records.findings import Observation, Passage, Statement
from records.papers import Table
from records.topics import Topic

_TARGET_IN_CELL = re.compile(
    r"\(?\btarget:?\s*(?:of\s+)?£?(?P<number>\d[\d,]{0,19}(?![\d,]*\d)(?:\.\d+)?)", re.IGNORECASE
)
_FORECAST = re.compile(r"\b(?:project(?:ed|ion)|forecast|predicted|estimated outturn|expected)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|in|from|due)\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?", re.IGNORECASE)
_YEAR_END = re.compile(r"\b(?:year[- ]?end|annual|full[- ]year|end of year)\b", re.IGNORECASE)


def table_observations(passage: Passage, topic: Topic, tables: tuple[Table, ...] = ()) -> tuple[Observation, ...]:
    """Every reported figure in the tables of a passage; `tables` are those a reader drew from the page cell by cell."""
    return tuple(found for row in table_rows(passage, topic, tables) for found in _observations(row))


def table_statements(passage: Passage, topic: Topic, tables: tuple[Table, ...] = ()) -> tuple[Statement, ...]:
    """Every target a table sets for a period later than the figures beside it, and every saving still to be made."""
    return tuple(found for row in table_rows(passage, topic, tables) for found in _statements(row))


def _observations(row: Row) -> Iterator[Observation]:
    actuals = [column for column in row.named("actual") if not row.money or is_delivered(column)]
    if row.money in ("budget", "growth", "capital"):
        yield from variances(row)
        yield from deficits(row)
        return
    latest = _latest(row, actuals)
    for column in actuals:
        cell, figure = row.cells[column.index], row.figure(column)
        if figure is None or _is_elsewhere(row, cell.text):
            continue
        target, beside = _target_for(row, column, latest=column is latest)
        rated = [row.cells[c.index] for c in row.named("rag") if column is latest or c.index == column.index + 1]
        rag = next((colour for cell in rated if (colour := rating_of(cell.text, row.topic))), None) or rag_inside(
            cell.text
        )
        end = max([cell.end, *(c.end for c in beside), *(c.end for c in rated if rag)])
        yield Observation(
            quote=row.passage.text[row.label.start : end],
            start=row.label.start,
            end=end,
            measure=row.measure,
            value=figure.value,
            unit=figure.unit,
            as_of=day_of(row, column),
            target=target,
            rag=rag,
            basis="forecast" if _FORECAST.search(f"{column.heading} {cell.text}") else "level",
            rule="table_row",
            trigger=column.heading or cell.text,
        )


def _statements(row: Row) -> Iterator[Statement]:
    if row.money:
        yield from planned_sums(row) if row.money != "budget" else ()
        return
    latest = _latest_day(row)
    baseline = _baseline(row)
    timed = any(column.period for column in row.named("target"))
    for column in row.named("target"):
        cell, figure = row.cells[column.index], row.figure(column)
        if figure is None or row.topic.words["column_other_area"].search(cell.text):
            continue
        due = _due_in_cell(cell, row.passage)
        if due is not None:
            ahead = latest is not None and due.last > latest
        elif column.period is None:
            ahead = timed and not _YEAR_END.search(column.heading)
        else:
            ahead = latest is not None and _is_later(column, latest)
        if ahead:
            yield row_statement(
                row, column, figure, kind="target", change=figure.change, baseline=baseline, rule="table_target",
                period=due,
            )  # fmt: skip


def _due_in_cell(cell: Cell, passage: Passage) -> PastPeriod | None:
    """The day a target's own cell sets ("12 (by March 2026)")."""
    by = _BY.search(cell.text)
    if by is None:
        return None
    return next(iter(find_past_periods(cell.text, passage.published, by.end())), None)


def _latest(row: Row, actuals: list[Column]) -> Column | None:
    """The column of the latest figure this row has; without periods the first, as papers put it."""
    filled = [column for column in actuals if row.figure(column) is not None]
    dated = [column for column in filled if column.period]
    if dated:
        return max(dated, key=lambda column: (column.period.last if column.period else date.min, column.index))
    return next((column for column in filled if not is_earlier(column)), filled[0] if filled else None)


def _latest_day(row: Row) -> date | None:
    """The day of the latest figures of the whole table."""
    days = [column.period.last for column in row.named("actual") if column.period]
    return max(days, default=None) or reporting_date(row.passage)


def _is_later(column: Column, latest: date) -> bool:
    assert column.period is not None
    period = column.period
    year_end = date(latest.year + (latest > date(latest.year, 3, 31)), 3, 31)
    whole = period.span == "year" and period.first is not None and period.first <= latest
    running = whole or (period.last == year_end and _YEAR_END.search(column.heading) is not None)
    return period.last > latest and not running


def _target_for(row: Row, column: Column, *, latest: bool) -> tuple[float | None, list[Cell]]:
    """The target of the period a figure reports, and the cells it stands in."""
    cell = row.cells[column.index]
    if inside := _TARGET_IN_CELL.search(cell.text):
        return float(inside["number"].replace(",", "")) * column.times, []
    targets = row.named("target")
    same = [c for c in targets if c.period and column.period and c.period.last == column.period.last]
    plain = (
        []
        if any(c.period for c in targets if not _YEAR_END.search(c.heading))
        else [c for c in targets if not c.period]
    )
    year = [
        c
        for c in targets
        if c.period and column.period and c.period.span == "year"
        and c.period.first is not None and c.period.first <= column.period.last <= c.period.last
    ]  # fmt: skip
    running = [c for c in targets if _YEAR_END.search(c.heading)]
    for choice in (same, *((plain, year, running) if latest else ())):
        for target in choice:
            figure = row.figure(target)
            if figure is not None and not row.topic.words["column_other_area"].search(row.cells[target.index].text):
                return figure.value, [row.cells[target.index]]
    return None, [row.cells[c.index] for c in (same or plain or year or running)[:1] if c.index == column.index + 1]


def _baseline(row: Row) -> float | None:
    for column in [*row.named("baseline"), *([c] if (c := _latest(row, row.named("actual"))) else [])]:
        figure = row.figure(column)
        if figure is not None:
            return figure.value
    return None


def _is_elsewhere(row: Row, text: str) -> bool:
    """Whether a cell or its row's label speaks of another area."""
    return bool(row.topic.words["column_other_area"].fullmatch(row.label.text) or (row.money and is_nothing(text)))
