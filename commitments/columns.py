"""What the columns of a table mean: the indicator, the figure reported, its target, its rating, its owner."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from commitments.past_periods import PastPeriod, find_past_periods, heading_period
from commitments.tables import PageTable
from records.findings import Rag
from records.topics import Topic

Role = Literal[
    "reference",
    "label",
    "actual",
    "target",
    "rag",
    "baseline",
    "direction",
    "other_area",
    "owner",
    "due",
    "progress",
    "text",
]

_FIGURE = re.compile(r"[~c£+<>=≤≥-]*\s*\d")
_REFERENCE = re.compile(r"[A-Z]{0,6}[ .-]?\d+(?:[.\d]*[a-z]?)?\.?|[A-Z]{1,4}\d*[a-z]?|\(?[ivx]{1,4}\)?", re.IGNORECASE)
_NOTHING = re.compile(
    r"[-–—.\s]*|n/?[ak]|tbc|tbd|not (?:set|available|applicable|collected|known|reported).*", re.IGNORECASE
)
_LATE = date(2100, 1, 1)  # for asking only whether a text names a period
_NUMBERED = re.compile(r"\b(?:milestone|phase|stage|step|m)\s?\d{1,2}\b", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[^A-Za-z/-]+")
_SIGNS: tuple[tuple[Rag, str], ...] = (("red", "🔴🟥"), ("amber", "🟠🟡🟧🟨"), ("green", "🟢🟩"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `times` is 1,000 for "£000"; `period` is the time its heading names."""

    index: int
    heading: str
    role: Role
    period: PastPeriod | None = None
    times: float = 1
    unit: str | None = None


def find_columns(table: PageTable, topic: Topic, published: date | None) -> tuple[Column, ...]:
    """The meaning of every column of a table, from its heading first and its cells second."""
    anchor = _year_of(table.caption, published) or published
    columns: list[Column] = []
    for index, heading in enumerate(table.headings):
        cells = [row[index].text for row in table.rows]
        role = _role(heading, cells, topic, first=not any(column.role == "label" for column in columns), index=index)
        if role == "label" and any(column.role == "label" for column in columns):
            role = "text"
        period = (
            heading_period(_NUMBERED.sub("", heading), anchor) if role in ("actual", "target", "baseline") else None
        )
        columns.append(
            Column(index=index, heading=heading, role=role, period=period, times=_times(heading), unit=_unit(heading))
        )
    return _with_label(columns, table)


def rating_of(text: str, topic: Topic) -> Rag | None:
    """The colour a rating cell gives ("Amber", "R", "▼ Red", "On track"), or None."""
    if re.search(r"\d", text):  # "63% Red" is a figure with its rating
        return None
    for colour, signs in _SIGNS:
        if any(sign in text for sign in signs):
            return colour
    plain = _NO_LETTERS.sub(" ", text).strip()
    if not plain or len(plain) > 40:
        return None
    ratings: tuple[tuple[str, Rag], ...] = (("rating_amber", "amber"), ("rating_red", "red"), ("rating_green", "green"))
    for name, colour in ratings:
        if topic.words[name].fullmatch(plain):
            return colour
    for name, colour in ratings:
        found = topic.words[name].search(plain)
        if found and (len(found.group()) > 2 and (found.start() == 0 or found.group().lower() == colour)):
            return colour
    return None


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure ("n/a", "–", "tbc")."""
    return bool(_NOTHING.fullmatch(text))


def is_figure(text: str) -> bool:
    """Whether a cell starts with a figure."""
    return bool(_FIGURE.match(text))


def _role(heading: str, cells: list[str], topic: Topic, *, first: bool, index: int) -> Role:
    words = topic.words
    filled = [cell for cell in cells if not is_nothing(cell)]
    figures = sum(map(is_figure, filled))
    mostly_figures = bool(filled) and figures * 2 >= len(filled)
    if not heading:
        return _role_of_cells(filled, topic, mostly_figures=mostly_figures, index=index)
    if words["column_reference"].fullmatch(heading) and index == 0 and all(map(_REFERENCE.fullmatch, filled)):
        return "reference"
    if words["column_other_area"].search(heading) and not words["column_target"].search(heading):
        return "other_area"
    rated = [cell for cell in filled if rating_of(cell, topic)]
    if len(rated) > 1 and len(rated) * 2 > len(filled) and not first:
        return "rag"
    if words["column_due"].fullmatch(heading) and not _mostly_plain_figures(filled):
        return "due"
    if words["column_rag"].search(heading) and any(rating_of(cell, topic) for cell in filled):
        return "rag"
    if words["column_direction"].search(heading):
        return "direction"
    if words["column_owner"].fullmatch(heading):
        return "owner"
    if words["column_baseline"].search(heading):
        return "baseline"
    if words["column_target"].search(heading) and (mostly_figures or not filled or not first):
        return "target"
    if mostly_figures and (words["column_actual"].search(heading) or find_past_periods(f"({heading})", _LATE)):
        return "actual"
    if (
        first
        and (words["column_label"].search(heading) or words["column_action"].search(heading))
        and not mostly_figures
    ):
        return "label"
    if words["column_progress"].search(heading):
        return "progress"
    if mostly_figures and index > 0:
        return "actual"
    return "label" if first and filled and index < 2 else "text"


def _role_of_cells(filled: list[str], topic: Topic, *, mostly_figures: bool, index: int) -> Role:
    if filled and all(rating_of(cell, topic) for cell in filled):
        return "rag"
    if index == 0 and all(map(_REFERENCE.fullmatch, filled)) and filled:
        return "reference"
    if mostly_figures and index > 0:
        return "actual"
    return "label" if index < 2 else "text"


def _mostly_plain_figures(cells: list[str]) -> bool:
    """Figures and not dates: "Target date" is told from a column of targets."""
    plain = [cell for cell in cells if is_figure(cell) and not find_past_periods(f"({cell})", _LATE)]
    return bool(cells) and len(plain) * 2 >= len(cells)


def _with_label(columns: list[Column], table: PageTable) -> tuple[Column, ...]:
    """The columns, with the first of words as label where no heading said which it is."""
    if any(column.role == "label" for column in columns):
        return tuple(columns)
    for place, column in enumerate(columns):
        if column.role in ("text", "progress") and any(row[column.index].text for row in table.rows):
            columns[place] = Column(index=column.index, heading=column.heading, role="label")
            break
    return tuple(columns)


def _year_of(caption: str, published: date | None) -> date | None:
    """The end of the financial year a caption names: "Q2" under "Scorecard 2023/24" is of that year."""
    years = [p.last for p in find_past_periods(caption, published) if p.span in ("year", "quarter")]
    if not years:
        return None
    last = years[-1]
    return date(last.year + (last.month > 3), 3, 31)


def _times(heading: str) -> float:
    if re.search(r"£\s?['’]?(?:000s?|k)\b|\(000s?\)", heading, re.IGNORECASE):
        return 1_000
    return 1_000_000 if re.search(r"£\s?m(?:illion)?\b", heading, re.IGNORECASE) else 1


def _unit(heading: str) -> str | None:
    if "£" in heading:
        return "gbp"
    return "percent" if "%" in heading or re.search(r"\bper ?cent|\bpercentage\b", heading, re.IGNORECASE) else None
