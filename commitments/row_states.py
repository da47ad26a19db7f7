"""Tell from a cell of a plan's row whether its action is over (done, dropped, or put off) or its day still to come."""

import re

from commitments.cells import Cell
from commitments.deadlines import find_deadlines
from commitments.due import names_year
from commitments.pages import Page
from records.findings import Deadline

# What may follow the word: a stop, or when and why. "Delivered by the youth team", "Closed cases team" name an owner.
_AFTER = re.compile(
    r"\s*(?:$|[^\w\s&]|\d|(?:in|on|at|since|during|early|late|last|and|as|because|due to|pending|following|until"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+by\s", re.IGNORECASE)  # "Completed by 31 March": over once that day is past


def is_row_over(page: Page, row: tuple[Cell, ...]) -> bool:
    """Whether a cell of a table's row, after the first, says that the row is over."""
    return any(tells_over(page, cell.text) for cell in row[1:])


def tells_over(page: Page, cell: str) -> bool:
    """Whether a cell begins with a word for what is over, and names no day still to come ("Complete by March")."""
    for name in ("row_over", "tracker_done"):
        over = page.words(name).match(cell)
        if over is None:
            continue
        by = _BY.match(cell, over.end())
        if by or _AFTER.match(cell, over.end()):
            times = find_deadlines(cell, page.published)
            return not any(_is_ahead(page, time.deadline) for time in times) and bool(times or not by)
    return False


def _is_ahead(page: Page, time: Deadline) -> bool:
    """Whether a time is to come; one without its year ("14 May") may as well be past."""
    ahead = time.end is not None and page.published is not None and time.end > page.published
    return ahead and names_year(time.text)


def is_day_ahead(page: Page, cell: Cell) -> bool:
    """Whether a cell names a day that is still to come when the paper is published."""
    ends = [time.deadline.end for time in page.times_in(cell.start, cell.end)]
    return any(end is not None and (page.published is None or end >= page.published) for end in ends)
