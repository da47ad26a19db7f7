"""The slots of what a table's row says: its day, its deadline, its statement."""

import re
from datetime import date
from typing import Literal

from commitments.columns import Column, is_earlier
from commitments.past_days import year_before
from commitments.past_periods import PastPeriod, heading_period
from commitments.periods import last_day
from commitments.reporting import reporting_date
from commitments.table_rows import Row, RowFigure
from records.findings import Change, Deadline, Precision, Statement

_CAPTION_LINES = 2  # lines above a table that may date it


def day_of(row: Row, column: Column) -> date | None:
    """The day a column's figures describe: its own, that of the table's caption, else the paper's."""
    reported = reporting_date(row.passage)
    published = row.passage.published
    if column.period is None:
        day = _caption_day(row) or reported
        return _day_before(day, column.heading) if day and is_earlier(column) else day
    if published is None or column.period.last <= published:
        return column.period.last
    return reported


def _day_before(day: date, heading: str) -> date | None:
    """The day of a column headed as the time before: a quarter, a month or a year back, else untold."""
    words = heading.lower()
    if "year" in words:
        return year_before(day)
    months = 3 if re.search(r"\bq(?:uar)?te?r", words) else 1 if "month" in words else None
    if months is None:
        return None
    back = day.year * 12 + day.month - 1 - months
    return last_day(back // 12, back % 12 + 1)


def _caption_day(row: Row) -> date | None:
    """The day the lines right above a table give ("Where our children live (31 December 2020)")."""
    published = row.passage.published
    for line in reversed(row.table.caption.splitlines()[-_CAPTION_LINES:]):
        period = heading_period(line, published)
        if period is not None and period.span in ("day", "month", "quarter") and not line.endswith((".", ";")):
            return period.last if published is None or period.last <= published else None
    return None


def row_statement(
    row: Row,
    column: Column,
    figure: RowFigure,
    *,
    kind: Literal["target", "funding"],
    change: Change,
    baseline: float | None,
    rule: str,
    period: PastPeriod | None = None,
) -> Statement:
    """What a cell promises, due when its column (or `period`, written in the cell) says."""
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
        deadline=deadline_of(row, period or column.period),
        actor=row.passage.council,
        rule=rule,
        trigger=column.heading,
    )


def deadline_of(row: Row, period: PastPeriod | None) -> Deadline | None:
    """The deadline that the period of a column or a cell is, in the words the page has for it."""
    if period is None:
        return None
    words = _written(row.passage.text, period.text)
    if words is None:
        return None
    precisions: dict[str, Precision] = {"day": "day", "month": "month", "quarter": "quarter", "relative": "relative"}
    years: dict[int, Precision] = {3: "financial_year", 8: "academic_year"}
    precision = precisions.get(period.span) or years.get(period.last.month, "year")
    whole_year = period.span == "year"
    return Deadline(text=words, start=period.first if whole_year else None, end=period.last, precision=precision)


def _written(text: str, words: str) -> str | None:
    """The words of a heading as the page has them; of a heading in two lines ("Target" over "14/15") its first line."""
    if words in text:
        return words
    match = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return match.group() if match else next((word for word in words.split() if word in text), None)
