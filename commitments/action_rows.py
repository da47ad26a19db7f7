"""Read the rows of action plans: an action, who leads it, by when, and how it stands."""

import re
from collections.abc import Iterator

from commitments.cells import Cell, PageTable
from commitments.cues import lies_ahead
from commitments.limbs import is_turned_down
from commitments.pages import Page
from commitments.promises import Promise
from commitments.row_states import is_row_over
from commitments.sentences import Sentence
from commitments.settings import Setting
from commitments.tables import find_tables
from records.findings import Strength

_PLEDGED = re.compile(r"(?:what )?we (?:will|shall)(?: do)?", re.IGNORECASE)
_ACCEPTED = re.compile(r"(?:accepted|agreed|approved|yes)\b", re.IGNORECASE)
# The answer tells of a deed of its own, or one that is done: "Accepted. A rota will start in May."
_OWN_DEED = re.compile(
    r"\b(?:already|in place|done|completed?|not proceeding|(?<!these )(?<!this )(?<!it )(?<!they )will|has|have"
    r"|wrote|did)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"(?:n/?a|tbc|tba|none|[-–—\s]*)", re.IGNORECASE)


def find_action_rows(page: Page) -> Iterator[tuple[Promise, Cell | None, str | None]]:
    """Every action that is still to be done, as a promise with the cell that says by when, if any, and who leads.

    Actions marked complete, withdrawn or not proceeding are history; so are those without a date, unless the column
    itself says "We will".
    """
    for table in find_tables(page.text):
        columns = _columns(page, table)
        if columns is None:
            yield from _accepted(page, table)
            continue
        action, due, owner = columns
        pledged = _PLEDGED.fullmatch(table.headings[action]) is not None
        for row in table.rows:
            if (
                not row[action].text
                or page.words("column_action").fullmatch(row[action].text)
                or is_row_over(page, row)
                or (_EMPTY.fullmatch(row[due].text) and not pledged)
            ):
                continue
            lead = row[owner].text if owner is not None and row[owner].text else None
            yield _promise(page, row[action], "committed" if pledged else "planned"), row[due], lead


def _accepted(page: Page, table: PageTable) -> Iterator[tuple[Promise, Cell | None, str | None]]:
    """The recommendations of a table without days that the cell beside each says are accepted."""
    action = _column(page, table, "column_action")
    answer = _column(page, table, "column_answer")
    if action is None or answer is None or action == answer:
        return
    for row in table.rows:
        told = row[answer].text
        if not row[action].text or is_turned_down(told, 0) or not _ACCEPTED.match(told) or _OWN_DEED.search(told):
            continue
        yield _promise(page, row[action], "committed"), _due_in(page, row[answer]), None


def _due_in(page: Page, answer: Cell) -> Cell | None:
    """The cell of an answer if it says by when; "Accepted by Cabinet on 14 May" gives the day of the answer."""
    return answer if lies_ahead(page, answer.start, answer.end) else None


def _column(page: Page, table: PageTable, name: str) -> int | None:
    pattern = page.words(name)
    return next((index for index, heading in enumerate(table.headings) if pattern.search(heading)), None)


def _columns(page: Page, table: PageTable) -> tuple[int, int, int | None] | None:
    action, due = _column(page, table, "column_action"), _column(page, table, "column_due")
    if action is None or due is None or action == due:
        return None
    return action, due, _column(page, table, "column_owner")


def _promise(page: Page, cell: Cell, strength: Strength) -> Promise:
    unit = Sentence(start=cell.start, end=cell.end, form="table_row")
    return Promise(
        start=cell.start,
        end=cell.end,
        cue=(cell.start, cell.start),
        strength=strength,
        rule="action row",
        setting=Setting(unit=unit, part="plan", heading=page.title),
    )
