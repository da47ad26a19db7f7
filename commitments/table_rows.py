"""The rows of a passage's tables: label, measure and unit, and the figures in their cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from commitments.cells import Cell, PageTable
from commitments.columns import Column, find_columns, is_nothing
from commitments.figure_measures import measure_of_figure, unit_of_label
from commitments.tables import find_tables, place_table
from records.findings import Change, Passage
from records.papers import Table
from records.topics import Topic

Money = Literal["savings", "growth", "capital", "budget"]
_MONEY_MEASURES: dict[Money, str] = {
    "savings": "savings",
    "growth": "investment",
    "capital": "investment",
    "budget": "budget_overspend",
}
_IN_THOUSANDS = re.compile(r"£\s?['’]?(?:000s?|k|m)\b\s*$|\(£\s?['’]?(?:000s?|k|m)\)", re.IGNORECASE | re.MULTILINE)
# A table of sums by year whose rows are proposals, and no budget beside its spending.
_PROPOSED = re.compile(
    r"\b(?:(?:budget|new|draft) )?(?:proposals?|workstreams?|mitigations?|reductions?|cuts|economies|disinvestments?"
    r"|cost avoidance|income generation|transformation (?:programme|plan|schemes?|projects?)"
    r"|(?:recovery|change) (?:programme|measures|projects?))\b",
    re.IGNORECASE,
)
_SPENT = re.compile(r"\b(?:variance|overspend|outturn|projected|budget)\b", re.IGNORECASE)
_COSTS = re.compile(r"\b(?:spend(?:ing)?|costs|bids|expenditure)\b", re.IGNORECASE)
# What councils spend on, as every budget book has it, whether or not it says that its sums are pounds.
_SPENT_ON = re.compile(
    r"(?:employees?|staffing|salaries|premises|supplies|transport|third party|agency and contracted|support services"
    r"|capital (?:charges|financing)|depreciation|(?:gross |total |net )?(?:expenditure|income)|recharges)"
    r"(?: and services| related)?(?: costs| payments)?\W*",
    re.IGNORECASE,
)
_OVERSPENT = re.compile(r"\b(?:variance|overspend|underspend|slippage)\b", re.IGNORECASE)
_CAPITAL = re.compile(
    r"\bcapital (?:programme|plan|schemes?|bids|investment|strategy|projects?|allocations?|works|expenditure)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]{3}")
_CAPTION_LINES = 2  # lines above a table that may say what its sums are
_OF_PLAN = re.compile(r"(?:planned |proposed )?savings?\b(?! (?:delivered|achieved|made))", re.IGNORECASE)
_DELIVERED = re.compile(r"\b(?:delivered|achieved|realised)\b", re.IGNORECASE)
_VALUE = re.compile(
    r"(?P<sign>[+-](?=\s*£?\d))?\s*(?P<bound>=<|>=|<=|[<>≤≥~])?\s*(?P<pound>£)?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<scale>k|m|bn|million|thousand)?\b(?P<percent>\s*(?:%|per ?cent))?(?P<points>\s*(?:percentage )?points?\b"
    r"|\s*pp\b)?",
    re.IGNORECASE,
)
_MOST_FIGURES = 20  # of a whole number, with its commas; what has more counts nothing
_RISK = re.compile(
    r"(?:the )?(?:risks?|threats?|hazards?)(?: (?:description|title|name|event|and \w+))?", re.IGNORECASE
)
_SCORED = re.compile(
    r"[LIPS]|L ?[x×*] ?I|(?:overall )?scores?|ratings?|impact|severity|rank(?:ing)?|RAG", re.IGNORECASE
)
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9}
_BOUNDS: dict[str, Change] = {
    **dict.fromkeys(("<", "<=", "=<", "≤"), "at_most"),
    **dict.fromkeys((">", ">=", "≥"), "at_least"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFigure:
    """The figure of a cell in plain numbers; `change` as its signs say ("<10", "+2 points")."""

    value: float
    unit: str | None
    change: Change = "reach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One indicator's row, with what its table says of all rows."""

    table: PageTable
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    label: Cell
    passage: Passage
    topic: Topic
    measure: str
    unit: str | None
    money: Money | None

    def named(self, role: str) -> list[Column]:
        """The columns of a role."""
        return [column for column in self.columns if column.role == role]

    def figure(self, column: Column) -> RowFigure | None:
        """The figure a row has in a column."""
        figure = cell_figure(self.cells[column.index].text, column)
        if figure is None:
            return None
        unit = figure.unit or column.unit or self.unit
        return RowFigure(value=figure.value, unit=unit, change=figure.change)


@lru_cache(maxsize=4)
def page_tables(passage: Passage, tables: tuple[Table, ...] = ()) -> tuple[PageTable, ...]:
    """The tables of a passage: those read cell by cell, placed in its text, and those seen in the text itself."""
    placed = [found for table in tables if (found := place_table(table, passage.text)) is not None]
    seen = [
        table
        for table in find_tables(passage.text)
        if not any(table.start < other.end and other.start < table.end for other in placed)
    ]
    return tuple(sorted([*placed, *seen], key=lambda table: table.start))


@lru_cache(maxsize=4)
def table_rows(passage: Passage, topic: Topic, tables: tuple[Table, ...]) -> tuple[Row, ...]:
    """Every row of a passage's tables that has a label and may hold figures; kept, because targets and figures are
    both read from them."""
    return tuple(_rows(passage, topic, tables))


def _rows(passage: Passage, topic: Topic, tables: tuple[Table, ...]) -> Iterator[Row]:
    for table in page_tables(passage, tables):
        columns = find_columns(table, topic, passage.published)
        labels = [column for column in columns if column.role == "label"]
        if not labels or not any(column.role in ("actual", "target") for column in columns):
            continue
        if _is_of_risks(table, topic):
            continue
        # A number or a group may stand before what is measured; a reference, an owner or a day is no label.
        named = [c.index for c in columns if c.role in ("label", "text") and 0 <= c.index - labels[0].index < 2]
        of_table = _money(table, columns, topic, passage.title or "")
        for cells in table.rows:
            label = next((cells[index] for index in named if _WORD.search(cells[index].text)), None)
            if label is None:
                continue
            money = of_table
            if money == "budget" and _OF_PLAN.match(label.text) and topic.words["column_saving"].search(label.text):
                money = "savings"
            measure = _MONEY_MEASURES[money] if money else measure_of_figure(topic, label.text, table.caption)
            unit = unit_of_label(topic, label.text, table.caption, measure)
            yield Row(
                table=table, columns=columns, cells=cells, label=label, passage=passage, topic=topic,
                measure=measure, unit="gbp" if money else unit, money=money,
            )  # fmt: skip


def _is_of_risks(table: PageTable, topic: Topic) -> bool:
    """Whether a table is a register of risks, whose scores are no figures of the service."""
    if any(topic.words["column_risk"].search(heading) for heading in table.headings):
        return True
    scored = sum(_SCORED.fullmatch(heading) is not None for heading in table.headings)
    return scored > 0 and any(_RISK.fullmatch(heading) for heading in table.headings)


def _money(table: PageTable, columns: Sequence[Column], topic: Topic, title: str) -> Money | None:
    """What a table of sums is about, by its caption, headings and paper; None when it counts other things."""
    if not any(column.times > 1 or column.unit == "gbp" for column in columns) and not _IN_THOUSANDS.search(
        table.caption
    ):
        spent_on = sum(_SPENT_ON.fullmatch(cell.text) is not None for row in table.rows for cell in row[:2])
        return "budget" if spent_on > 2 else None
    nearest = table.caption.rpartition("\n")[2]
    if topic.words["table_growth"].search(nearest) and not topic.words["column_saving"].search(nearest):
        return "growth"
    words = "\n".join((*table.headings, table.caption))
    saved = topic.words["column_saving"].search(words) is not None
    delivered = _DELIVERED.search(words) is not None and any(column.role == "target" for column in columns)
    if saved or delivered:
        return "savings"
    told = "\n".join((*table.caption.splitlines()[-_CAPTION_LINES:], title))
    timed = sum(column.period is not None for column in columns)
    if timed and _CAPITAL.search(told) and not any(_OVERSPENT.search(heading) for heading in table.headings):
        return "capital"
    own = "\n".join((*table.headings, *table.caption.splitlines()[-_CAPTION_LINES:]))
    if timed < 2 or _COSTS.search(own) or any(_SPENT.search(heading) for heading in table.headings):
        return "budget"
    return "savings" if _PROPOSED.search("\n".join((own, title))) else "budget"


def cell_figure(text: str, column: Column) -> RowFigure | None:
    """The first figure of a cell in plain numbers, or None."""
    if is_nothing(text):
        return None
    match = _VALUE.match(text)
    if match is None:
        match = _VALUE.search(text)
        if match is None or len(text) > 30 or re.match(r"\W*[A-Za-z]{3}", text):
            return None
    if len(match["number"].partition(".")[0]) > _MOST_FIGURES:
        return None
    value = float(match["number"].replace(",", ""))
    value *= _SCALES.get((match["scale"] or "").lower(), 1) if match["scale"] else column.times
    unit = "gbp" if match["pound"] else "percent" if match["percent"] else None
    change: Change = _BOUNDS.get(match["bound"] or "", "reach")
    if match["points"]:
        unit = "percentage_points"
    if match["sign"] and (match["points"] or match["sign"] == "+"):
        change = "increase_by" if match["sign"] == "+" else "decrease_by"
    return RowFigure(value=value, unit=unit, change=change)
