"""Read the rows of action plans: an action, who leads it, by when, and how it stands."""

import re
from collections.abc import Iterator
from functools import lru_cache

from commitments.cells import Cell, PageTable
from commitments.clauses import begins_with_verb
from commitments.cues import lies_ahead
from commitments.led_rows import find_led_rows
from commitments.limbs import is_turned_down
from commitments.named_fields import find_named
from commitments.pages import Page
from commitments.promises import Promise
from commitments.row_states import is_day_ahead, is_row_over, tells_over
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
_OPEN = re.compile(
    r"(?:open|new|not (?:yet )?(?:started|begun|due|complete)|none (?:appointed|found|yet)|in progress|on ?going"
    r"|outstanding|on (?:track|course|target|schedule)|under ?way|part(?:ly|ially)? (?:complete|done|met)|drafting"
    r"|(?:first|second|in) draft|in (?:hand|train|preparation|development)|being \w+ed|(?:a)?waiting|pending"
    r"|interviews held|out to (?:advert|tender)|scoping|to (?:be|follow|start)|will be|due|scheduled"
    r"|carried forward)\b",
    re.IGNORECASE,
)
_TRACKED = re.compile(r"\b(?:actions?|pledges?|promises?|commitments?|recommendations?)\b", re.IGNORECASE)
_REVISED = re.compile(r"\b(?:revised|new|current|latest)\b", re.IGNORECASE)
_RAISED = re.compile(
    r"\b(?:raised|opened|logged|added|identified|started|closed|reported)\b|(?:date of )?meeting(?: date)?$|date set$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?-i:[A-Z]{1,3})?\d{1,2}(?:\.\d{1,2})*[a-z]?[.)]?|\(?[a-z]\)|[a-z][.)])(?:[ \xa0]{2,}|[ \xa0](?=(?-i:[A-Z])))"
)
_EMPTY = re.compile(r"(?:n/?a|none|[-–—\s]*)", re.IGNORECASE)


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
        action, dues, owner = columns
        pledged = _PLEDGED.fullmatch(table.headings[action]) is not None
        for row in table.rows:
            if not _is_action(page, row[action].text) or is_row_over(page, row) or any(map(_is_answered, row)):
                continue
            due = next((row[index] for index in dues if not _EMPTY.fullmatch(row[index].text)), None)
            if due is None and not pledged and not any(_OPEN.match(cell.text) for cell in row[action + 1 :]):
                continue
            lead = row[owner].text if owner is not None and row[owner].text else None
            yield _promise(page, row[action], "committed" if pledged else "planned"), due, lead
    for label, cell in _lines(page):
        yield _promise(page, label, "planned"), cell, None


def action_cells(page: Page) -> list[tuple[int, int]]:
    """Where the actions of the page's action tables stand, still to be done or over: they are read as rows only."""
    rows = [
        (row[columns[0]].start, row[columns[0]].end)
        for table in find_tables(page.text)
        if (columns := _columns(page, table)) is not None
        for row in table.rows
    ]
    return rows + [(label.start, cell.end) for label, cell in _lines(page)]


@lru_cache(maxsize=2)  # asked for as promises, and for where they stand
def _lines(page: Page) -> list[tuple[Cell, Cell]]:
    """The actions of the page that stand in lines of their own, each with the cell that says by when."""
    return [*find_led_rows(page), *find_named(page)]


def _is_answered(cell: Cell) -> bool:
    """Whether a cell takes an action up with a deed of its own."""
    return _ACCEPTED.match(cell.text) is not None and _OWN_DEED.search(cell.text) is not None


def _is_action(page: Page, words: str) -> bool:
    return bool(words) and not words.endswith("?") and not page.words("column_action").fullmatch(words)


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
    """The column whose heading is a name for it, else the first that has one in its heading."""
    pattern = page.words(name)
    found = [index for index, heading in enumerate(table.headings) if pattern.search(heading)]
    return next((index for index in found if pattern.fullmatch(table.headings[index])), next(iter(found), None))


def _columns(page: Page, table: PageTable) -> tuple[int, list[int], int | None] | None:
    """The columns of the action, of the days it is due (the one that counts first), and of who leads it."""
    if not any(table.headings):
        return _unheaded(page, table)
    action, dues = _column(page, table, "column_action"), _due_columns(page, table)
    if action is None or action in dues:
        return None
    owner = _column(page, table, "column_owner")
    if not dues and not _tells_states(page, table, action, owner):
        return None
    return action, dues, owner


_OFFICE = re.compile(
    r"(?:lead|chair|support|link)\s+(?:officers?|workers?|members?|of|for|teacher|nurse)\b", re.IGNORECASE
)


def _unheaded(page: Page, table: PageTable) -> tuple[int, list[int], int | None] | None:
    """The columns of a table without headings whose last column says by when or how each action stands, and whose
    widest one begins a row at least with a verb of doing."""
    last = len(table.headings) - 1
    told = [is_day_ahead(page, row[last]) or tells_over(page, row[last].text) for row in table.rows]
    if last < 1 or sum(told) < max(2, len(told) // 2):
        return None
    action = max(range(last), key=lambda index: sum(len(row[index].text) for row in table.rows))
    tasks = [row[action] for row in table.rows]
    if any(_OFFICE.match(cell.text) for cell in tasks):  # who holds which office until when
        return None
    if not any(begins_with_verb(page, cell.start, cell.end, line=True) for cell in tasks):
        return None
    return action, [last], action + 1 if action + 1 < last else None


def _tells_states(page: Page, table: PageTable, action: int, owner: int | None) -> bool:
    """Whether a table without days tells how each action stands ("Open"), and is not one of answers ("Accepted")."""
    state = _column(page, table, "column_progress")
    if (
        any("£" in heading for heading in table.headings)
        or state is None
        or state <= action
        or (owner is None and not _TRACKED.search(table.headings[action]))
    ):
        return False
    return not any(_ACCEPTED.match(cell.text) for row in table.rows for cell in row[action + 1 :])


def _due_columns(page: Page, table: PageTable) -> list[int]:
    pattern = page.words("column_due")
    found = [(i, head) for i, head in enumerate(table.headings) if pattern.search(head) and not _RAISED.search(head)]
    found.sort(key=lambda one: (_REVISED.search(one[1]) is None, pattern.fullmatch(one[1]) is None))
    return [index for index, _ in found]


def _promise(page: Page, cell: Cell, strength: Strength) -> Promise:
    number = _NUMBER.match(page.text, cell.start, cell.end)
    start = number.end() if number else cell.start
    unit = Sentence(start=start, end=cell.end, form="table_row")
    return Promise(
        start=start,
        end=cell.end,
        cue=(start, start),
        strength=strength,
        rule="action row",
        setting=Setting(unit=unit, part="plan", heading=page.title),
    )
