"""Read the rows of money tables: over- and underspends reported, savings and additions to the budget still to come."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from commitments.cells import is_number
from commitments.columns import Column
from commitments.past_days import year_before
from commitments.past_periods import find_past_periods
from commitments.row_slots import day_of, deadline_of, row_statement
from commitments.table_rows import Row
from records.findings import Deadline, Observation, Statement

_TOTAL = re.compile(r"\b(?:total|cumulative|full[- ]year effect)\b", re.IGNORECASE)
_DELIVERED = re.compile(r"\b(?:delivered|achieved|actual|realised|secured|to date|ytd|banked)\b", re.IGNORECASE)
_FORECAST = re.compile(r"\b(?:forecast|projected|predicted|expected|anticipated)\b", re.IGNORECASE)
_AGREED = re.compile(r"\b(?:agreed|approved|budgeted|original|current)\b", re.IGNORECASE)
_SUM = re.compile(r"(?:[\w’'&-]+ ){0,4}?(?:sub-?)?totals?\b|in-year\b|cumulative\b", re.IGNORECASE)
_DEFICIT = re.compile(r"\b(?:deficit|overspend|pressure|shortfall|funding gap)\b", re.IGNORECASE)
_VARIANCE = re.compile(r"\b(?:variance|over ?/? ?\(?under\)?[- ]?spend|(?:over|under)-?spend)\b", re.IGNORECASE)


def is_delivered(column: Column) -> bool:
    """Whether a column of a savings table says what has been saved already."""
    return _DELIVERED.search(column.heading) is not None


def variances(row: Row) -> Iterator[Observation]:
    """What a budget table says was spent too much or, in brackets or with a minus, too little."""
    for column in row.columns:
        if not _VARIANCE.search(column.heading) or (figure := row.figure(column)) is None:
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
            as_of=day_of(row, column),
            basis="forecast",
            rule="table_variance",
            trigger=column.heading,
        )


def deficits(row: Row) -> Iterator[Observation]:
    """The deficits and pressures that rows are named for ("In-year deficit 2023/24"), on the day they name."""
    published = row.passage.published
    if _DEFICIT.search(row.label.text) is None or any(_VARIANCE.search(column.heading) for column in row.columns):
        return
    named = next(iter(find_past_periods(row.label.text, published)), None)
    for column in row.named("actual"):
        figure, cell, period = row.figure(column), row.cells[column.index], named or column.period
        if figure is None or (period is not None and published is not None and year_before(period.last) > published):
            continue
        yield Observation(
            quote=row.passage.text[row.label.start : cell.end],
            start=row.label.start,
            end=cell.end,
            measure="budget_overspend",
            value=figure.value,
            unit="gbp",
            as_of=min(period.last, published or period.last) if period else day_of(row, column),
            basis="level",
            rule="table_deficit",
            trigger=column.heading,
        )


def planned_sums(row: Row) -> Iterator[Statement]:
    """The savings a row plans, or what it adds to the budget: in all when there is a total, else year by year."""
    if _SUM.match(row.label.text):
        return
    planned = _without_years_agreed(_to_come(row))
    spent = row.money == "capital" and any(is_delivered(column) for column in row.named("actual"))
    totals = [column for column in planned if _TOTAL.search(column.heading) and row.figure(column) and not spent]
    years = [column for column in planned if column.period and not _TOTAL.search(column.heading)]
    last = max((c.period for c in years if c.period), key=lambda period: period.last, default=None)
    for column in totals[:1] or years:
        figure = row.figure(column)
        if figure is None or not figure.value or _is_turned_round(row, column):
            continue
        timed = column if column.period else replace(column, period=last)
        yield row_statement(
            row, timed, figure, kind="funding", change="increase_by" if row.money == "growth" else "reach",
            baseline=None, rule="table_saving",
        )  # fmt: skip


def _is_turned_round(row: Row, column: Column) -> bool:
    """Whether a sum stands in brackets where others of its column do not: one that is given back."""
    return row.cells[column.index].text.startswith("(") and any(
        is_number(other) and not other.startswith("(")
        for other in (cells[column.index].text for cells in row.table.rows)
    )


def last_year(row: Row) -> Deadline | None:
    """The last year in which a row saves anything."""
    saving = [c.period for c in _to_come(row) if c.period and (figure := row.figure(c)) is not None and figure.value]
    return deadline_of(row, max(saving, key=lambda period: period.last)) if saving else None


def _to_come(row: Row) -> list[Column]:
    """The columns of sums still to be saved or spent: of years that are not over, and not what was done to date."""
    published = row.passage.published or date.min
    columns = [column for column in [*row.named("actual"), *row.named("target")] if not _is_past(column)]
    return [column for column in columns if column.period is None or column.period.last >= published]


def _without_years_agreed(columns: list[Column]) -> list[Column]:
    """The columns without those of years agreed before, where a later year is planned: "2015/16 agreed", "2016/17"."""
    agreed = [c for c in columns if c.period and _AGREED.search(c.heading)]
    last_agreed = max((c.period.last for c in agreed if c.period), default=date.min)
    others = [c for c in columns if c not in agreed]
    return others if any(c.period and c.period.last > last_agreed for c in others) else columns


def _is_past(column: Column) -> bool:
    return is_delivered(column) or _FORECAST.search(column.heading) is not None
