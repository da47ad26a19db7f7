"""Read the rows of performance and savings tables: figures, their targets and ratings, and targets still ahead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from commitments.columns import Column, find_columns, is_nothing, rating_of
from commitments.figure_measures import measure_of_figure, unit_of_label
from commitments.reporting import reporting_date
from commitments.tables import Cell, PageTable, find_tables, place_table
from records.findings import Change, Deadline, Observation, Passage, Precision, Rag, Statement
from records.papers import Table
from records.topics import Topic

_VALUE = re.compile(
    r"(?P<sign>[+-](?=\s*£?\d))?\s*(?P<bound>=<|>=|<=|[<>≤≥~])?\s*(?P<pound>£)?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<scale>k|m|bn|million|thousand)?\b(?P<percent>\s*(?:%|per ?cent))?(?P<points>\s*(?:percentage )?points?\b"
    r"|\s*pp\b)?",
    re.IGNORECASE,
)
_TARGET_IN_CELL = re.compile(r"\(?\btarget:?\s*(?:of\s+)?£?(?P<number>\d[\d,]*(?:\.\d+)?)", re.IGNORECASE)
_FORECAST = re.compile(r"\b(?:project(?:ed|ion)|forecast|predicted|estimated outturn|expected)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\btotal\b", re.IGNORECASE)
_DELIVERED = re.compile(r"\b(?:delivered|achieved|actual|realised|secured|to date|ytd|banked)\b", re.IGNORECASE)
_VARIANCE = re.compile(r"\b(?:variance|over ?/? ?\(?under\)?[- ]?spend|(?:over|under)-?spend)\b", re.IGNORECASE)
_YEAR_END = re.compile(r"\b(?:year[- ]?end|annual|full[- ]year|end of year)\b", re.IGNORECASE)
_RAG_INSIDE = re.compile(
    r"(?:\(|\[|[-–—,:;|]\s*|\brag(?:[- ]?rat(?:ed|ing))?:?\s*|\brated\s*|\bstatus:?\s*|[\d%]\s+)(?P<word>\b(?:red"
    r"|amber|green)\b)(?![- ](?:tape|light|paper|party|book|flag))"
    r"|[\d%]\s*\(?(?P<letter>[RAG])\)?$",
    re.IGNORECASE,
)
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9}
_BOUNDS: dict[str, Change] = {
    **dict.fromkeys(("<", "<=", "=<", "≤"), "at_most"),
    **dict.fromkeys((">", ">=", "≥"), "at_least"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    value: float
    unit: str | None
    change: Change = "reach"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One indicator's row, with what its table says of all rows."""

    table: PageTable
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    label: Cell
    passage: Passage
    topic: Topic
    measure: str
    unit: str | None
    savings: bool

    def named(self, role: str) -> list[Column]:
        return [column for column in self.columns if column.role == role]

    def figure(self, column: Column) -> _Figure | None:
        figure = _figure(self.cells[column.index].text, column)
        if figure is None:
            return None
        unit = figure.unit or column.unit or ("gbp" if self.savings else self.unit)
        return _Figure(value=figure.value, unit=unit, change=figure.change)


def table_observations(passage: Passage, topic: Topic, tables: tuple[Table, ...] = ()) -> tuple[Observation, ...]:
    """Every reported figure in the tables of a passage; `tables` are those a reader drew from the page cell by cell."""
    return tuple(found for row in _rows(passage, topic, tables) for found in _observations(row))


def table_statements(passage: Passage, topic: Topic, tables: tuple[Table, ...] = ()) -> tuple[Statement, ...]:
    """Every target a table sets for a period later than the figures beside it, and every saving still to be made."""
    return tuple(found for row in _rows(passage, topic, tables) for found in _statements(row))


def page_tables(passage: Passage, tables: tuple[Table, ...] = ()) -> tuple[PageTable, ...]:
    """The tables of a passage: those read cell by cell, placed in its text, and those seen in the text itself."""
    placed = [found for table in tables if (found := place_table(table, passage.text)) is not None]
    seen = [
        table
        for table in find_tables(passage.text)
        if not any(table.start < other.end and other.start < table.end for other in placed)
    ]
    return tuple(sorted([*placed, *seen], key=lambda table: table.start))


def _rows(passage: Passage, topic: Topic, tables: tuple[Table, ...]) -> Iterator[_Row]:
    for table in page_tables(passage, tables):
        columns = find_columns(table, topic, passage.published)
        labels = [column for column in columns if column.role == "label"]
        if not labels or not any(column.role in ("actual", "target") for column in columns):
            continue
        heading = table.headings[labels[0].index]
        savings = bool(topic.words["column_saving"].search(f"{heading}\n{table.caption}")) and any(
            column.times > 1 or column.unit == "gbp" for column in columns
        )
        for cells in table.rows:
            label = cells[labels[0].index]
            if not re.search(r"[A-Za-z]{3}", label.text):
                continue
            measure = "savings" if savings else measure_of_figure(topic, label.text, table.caption)
            unit = unit_of_label(topic, label.text, table.caption, measure)
            yield _Row(
                table=table, columns=columns, cells=cells, label=label, passage=passage, topic=topic,
                measure=measure, unit=unit, savings=savings,
            )  # fmt: skip


def _observations(row: _Row) -> Iterator[Observation]:
    actuals = [column for column in row.named("actual") if not row.savings or _DELIVERED.search(column.heading)]
    if any(column.times > 1 or column.unit == "gbp" for column in row.columns) and not row.savings:
        yield from _variances(row)
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
            as_of=_as_of(row, column),
            target=target,
            rag=rag,
            basis="forecast" if _FORECAST.search(f"{column.heading} {cell.text}") else "level",
            rule="table_row",
            trigger=column.heading or cell.text,
        )


def _variances(row: _Row) -> Iterator[Observation]:
    """What a budget table says was spent too much or, in brackets or with a minus, too little."""
    for column in row.columns:
        if not _VARIANCE.search(column.heading) or (figure := _figure(row.cells[column.index].text, column)) is None:
            continue
        cell = row.cells[column.index]
        under = cell.text.startswith(("(", "-", "–", "−"))
        yield Observation(
            quote=row.passage.text[row.label.start : cell.end],
            start=row.label.start,
            end=cell.end,
            measure="budget_overspend",
            value=-figure.value if under else figure.value,
            unit="gbp",
            as_of=_as_of(row, column),
            basis="forecast",
            rule="table_variance",
            trigger=column.heading,
        )


def _statements(row: _Row) -> Iterator[Statement]:
    if row.savings:
        yield from _savings(row)
        return
    latest = _latest_day(row)
    baseline = _baseline(row)
    timed = any(column.period for column in row.named("target"))
    for column in row.named("target"):
        cell, figure = row.cells[column.index], row.figure(column)
        if figure is None or row.topic.words["column_other_area"].search(cell.text):
            continue
        if column.period is None:
            ahead = timed and not _YEAR_END.search(column.heading)
        else:
            ahead = latest is not None and _is_later(column, latest)
        if ahead:
            yield _statement(row, column, figure, kind="target", change=figure.change, baseline=baseline)


def _savings(row: _Row) -> Iterator[Statement]:
    planned = [c for c in row.named("actual") + row.named("target") if not _DELIVERED.search(c.heading)]
    for column in sorted(planned, key=lambda c: (not _TOTAL.search(c.heading), c.index)):
        figure = row.figure(column)
        if figure is not None and figure.value and (column.period or _TOTAL.search(column.heading)):
            yield _statement(row, column, figure, kind="funding", change="reach", baseline=None)


def _statement(
    row: _Row,
    column: Column,
    figure: _Figure,
    *,
    kind: Literal["target", "funding"],
    change: Change,
    baseline: float | None,
) -> Statement:
    end = row.cells[column.index].end
    return Statement(
        quote=row.passage.text[row.label.start : end],
        start=row.label.start,
        end=end,
        kind=kind,
        strength="planned",
        measure=row.measure,
        change=change,
        value=figure.value,
        unit=figure.unit or "other",
        baseline=baseline if change != "increase_by" else None,
        deadline=_deadline(row, column),
        actor=row.passage.council,
        rule="table_target" if kind == "target" else "table_saving",
        trigger=column.heading,
    )


def _deadline(row: _Row, column: Column) -> Deadline | None:
    period = column.period
    if period is None:
        return None
    words = period.text
    if words not in row.passage.text:
        return None
    precisions: dict[str, Precision] = {"day": "day", "month": "month", "quarter": "quarter", "relative": "relative"}
    precision = precisions.get(period.span) or ("financial_year" if period.last.month == 3 else "year")
    whole_year = period.span == "year"
    return Deadline(text=words, start=period.first if whole_year else None, end=period.last, precision=precision)


def _latest(row: _Row, actuals: list[Column]) -> Column | None:
    """The column of the latest figure this row has; without periods the first, as papers put it."""
    filled = [column for column in actuals if row.figure(column) is not None]
    dated = [column for column in filled if column.period]
    if dated:
        return max(dated, key=lambda column: (column.period.last if column.period else date.min, column.index))
    return filled[0] if filled else None


def _latest_day(row: _Row) -> date | None:
    """The day of the latest figures of the whole table."""
    days = [column.period.last for column in row.named("actual") if column.period]
    return max(days, default=None) or reporting_date(row.passage)


def _is_later(column: Column, latest: date) -> bool:
    assert column.period is not None
    period = column.period
    year_end = date(latest.year + (latest > date(latest.year, 3, 31)), 3, 31)
    running = period.last == year_end and (period.span == "year" or bool(_YEAR_END.search(column.heading)))
    return period.last > latest and not running


def _target_for(row: _Row, column: Column, *, latest: bool) -> tuple[float | None, list[Cell]]:
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


def _baseline(row: _Row) -> float | None:
    for column in [*row.named("baseline"), *([c] if (c := _latest(row, row.named("actual"))) else [])]:
        figure = row.figure(column)
        if figure is not None:
            return figure.value
    return None


def _as_of(row: _Row, column: Column) -> date | None:
    reported = reporting_date(row.passage)
    if column.period is None:
        return reported
    published = row.passage.published
    if published is None or column.period.last <= published:
        return column.period.last
    return reported


def rag_inside(text: str) -> Rag | None:
    """The colour written in the words beside a figure: "63% (Red)", "RAG: amber", "78% G"."""
    match = _RAG_INSIDE.search(text)
    if match is None:
        return None
    letter = (match["word"] or match["letter"])[0].lower()
    return {"r": "red", "a": "amber", "g": "green"}[letter]  # type: ignore[return-value]


def _is_elsewhere(row: _Row, text: str) -> bool:
    """Whether a cell or its row's label speaks of another area."""
    return bool(row.topic.words["column_other_area"].fullmatch(row.label.text) or (row.savings and is_nothing(text)))


def _figure(text: str, column: Column) -> _Figure | None:
    """The first figure of a cell in plain numbers, or None."""
    if is_nothing(text):
        return None
    match = _VALUE.match(text)
    if match is None:
        match = _VALUE.search(text)
        if match is None or len(text) > 30 or re.match(r"[A-Za-z]{3}", text):
            return None
    value = float(match["number"].replace(",", ""))
    value *= _SCALES.get((match["scale"] or "").lower(), 1) if match["scale"] else column.times
    unit = "gbp" if match["pound"] else "percent" if match["percent"] else None
    change: Change = _BOUNDS.get(match["bound"] or "", "reach")
    if match["points"]:
        unit = "percentage_points"
    if match["sign"] and (match["points"] or match["sign"] == "+"):
        change = "increase_by" if match["sign"] == "+" else "decrease_by"
    return _Figure(value=value, unit=unit, change=change)
