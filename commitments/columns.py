"""What the columns of a table mean: the indicator, the figure reported, its target, its rating, its owner."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from commitments.cells import PageTable
from commitments.past_periods import PastPeriod, find_past_periods, heading_period
from commitments.ratings import rating_of
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
    "share",
    "text",
]

_FIGURE = re.compile(r"\(?[~c£+<>=≤≥−–-]*\s*£?\d")
# A figure with at most two words or a bracket after it; "4 appointed, 2 at offer" is a sentence.
_PLAIN_FIGURE = re.compile(
    r"\(?[~c£+<>=≤≥−–-]*\s*£?\d[\d,.]*\s*(?:%|[a-z]{1,2}\b)?\)?\*?(?:\s+[\w%]+){0,2}(?:\s*\(.*\))?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"[A-Z]{0,6}[ .-]?\d+(?:[.\d]*[a-z]?)?\.?|[A-Z]{1,4}\d*[a-z]?|\(?[ivx]{1,4}\)?", re.IGNORECASE)
_NOTHING = re.compile(
    r"[-–—.\s]*|n/?[ak]|tbc|tbd|not (?:set|available|applicable|collected|known|reported).*", re.IGNORECASE
)
_LATE = date(2100, 1, 1)  # for asking only whether a text names a period
_FORECAST = re.compile(r"\b(?:project(?:ed|ion)|forecast|predicted|estimated?|expected)\b", re.IGNORECASE)
_BUDGETED = re.compile(
    r"(?:budget(?:ed)?|planned|assumed)(?: (?:number|volume|places|level|assumption|position|for))*\W*", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:number|no\.?|count|total|children|cases|placements|fte|wte|actual|#)(?: (?:of )?\w+){0,3}", re.IGNORECASE
)
_SHARE = re.compile(r"%|per ?cent|percentage|proportion|share", re.IGNORECASE)
_INDICATOR = re.compile(
    r"(?:(?:key|performance|outcome) )*(?:measures?|indicators?|kpis?|metrics?)(?: (?:name|description|title))?",
    re.IGNORECASE,
)
_YEAR_DAY = re.compile(r"\b31(?:st)? March\b(?! *(?:19|20)\d\d)|\byear[- ]end\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:last|previous(?:ly)?|prior|preceding|former)(?: (?:reported |full |financial )?(?:quarter|qtr|month|year"
    r"|period|report|update|result|position|figure|value|actual|performance|outturn|score|meeting|time))?\s*(?:\(|$)"
    r"|\b(?:quarter|month|year|period) before\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?:milestone|phase|stage|step|m)\s?\d{1,2}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `times` is 1,000 for "£000"; `period` is the time its heading names."""

    index: int
    heading: str
    role: Role
    period: PastPeriod | None = None
    times: float = 1
    unit: str | None = None


@lru_cache(maxsize=16)
def find_columns(table: PageTable, topic: Topic, published: date | None) -> tuple[Column, ...]:
    """The meaning of every column of a table, from its heading first and its cells second; kept, because figures and
    the progress of plans are both read from them."""
    anchor = _year_of(table.caption, published) or published
    in_all = 1.0 if any(map(_unit, table.headings)) else _times(table.caption)  # "£000" once, above the table
    columns: list[Column] = []
    for index, heading in enumerate(table.headings):
        cells = [row[index].text for row in table.rows]
        role = _role(heading, cells, topic, first=not any(column.role == "label" for column in columns), index=index)
        if role == "label" and any(column.role == "label" for column in columns):
            role = "text"
        timed = role in ("actual", "target", "baseline", "direction")
        period = heading_period(_NUMBERED.sub("", heading), anchor) if timed else None
        columns.append(
            Column(
                index=index,
                heading=heading,
                role=role,
                period=period,
                times=max(in_all, _times(heading)),
                unit=_unit(heading),
            )
        )
    columns = _with_label(columns, table)
    labels = [row[column.index].text for column in columns if column.role == "label" for row in table.rows]
    schools = topic.words["column_academic"]
    taught = sum(schools.search(label) is not None for label in labels)
    academic = schools.search(table.caption) is not None or taught * 2 > len(labels)
    day = _YEAR_DAY.search("\n".join((table.caption, *table.headings)))
    columns = [replace(column, period=_year_meant(column.period, academic=academic, day=day)) for column in columns]
    return tuple(replace(column, role=_role_beside(column, columns, published)) for column in columns)


def _role_beside(column: Column, columns: Sequence[Column], published: date | None) -> Role:
    """The role a column of figures turns out to have beside the others: a period to come or a budget is a goal, a
    share beside the count it is of only says that again."""
    if column.role != "actual":
        return column.role
    money = any(other.times > 1 or other.unit == "gbp" for other in columns)
    if not money and column.period and published and column.period.first and column.period.first > published:
        return "actual" if _FORECAST.search(column.heading) else "target"
    others = [other for other in columns if other.role == "actual" and other.index != column.index]
    if not money and others and _BUDGETED.fullmatch(column.heading):
        return "target"
    counts = [other for other in others if other.period is None and _COUNTED.fullmatch(other.heading)]
    if counts and column.period is None and _SHARE.match(column.heading):
        return "share"
    return "actual"


def _year_meant(period: PastPeriod | None, *, academic: bool, day: re.Match[str] | None) -> PastPeriod | None:
    """The year a heading means: a school's ends in August; "2016" under "at 31 March" is that day."""
    if period is None or period.span != "year" or period.first is None:
        return period
    if academic and period.last.month == 3:
        return replace(period, first=date(period.first.year, 9, 1), last=date(period.last.year, 8, 31))
    if day is not None and period.first.month == 1:
        return replace(period, first=date(period.first.year, 3, 31), last=date(period.first.year, 3, 31), span="day")
    return period


def is_earlier(column: Column) -> bool:
    """Whether a column without a period says it is of the time before ("Last quarter", "Previous")."""
    return column.period is None and _EARLIER.search(column.heading) is not None


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
    if words["column_direction"].search(heading) and not (first and index == 0 and not mostly_figures):
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
        and not all(map(_REFERENCE.fullmatch, filled))
    ):
        return "label"
    if words["column_progress"].search(heading):
        return "progress"
    if index > 0 and sum(bool(_PLAIN_FIGURE.fullmatch(cell)) for cell in filled) * 2 >= max(1, len(filled)):
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


def _with_label(columns: list[Column], table: PageTable) -> list[Column]:
    """The columns with one label: of several that may be, the one headed as the indicator; where no heading says
    which it is, the first of words."""
    strong = next((c for c in columns if c.role in ("label", "text") and _INDICATOR.fullmatch(c.heading)), None)
    label = next((c for c in columns if c.role == "label"), None)
    if label is not None and (strong is None or _INDICATOR.fullmatch(label.heading)):
        return columns
    chosen = strong or next(
        (c for c in columns if c.role in ("text", "progress") and any(row[c.index].text for row in table.rows)), None
    )
    return [
        replace(c, role="label" if c is chosen else "text") if c is chosen or c.role == "label" else c for c in columns
    ]


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
