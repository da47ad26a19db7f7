"""A council's own tracker of actions, recommendations or decisions, row by row, as self-reported evidence.

Reads tables such as `Date | Action | Owner | Due | Status`, whose headings tell which column is which.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from commitments.agreement import same_council
from commitments.cells import PageTable
from commitments.known import Known
from commitments.subjects import Subject, subject_of
from commitments.tables import find_tables
from records.commitments import Bearing, Evidence, PageText, TrackerRow
from records.topics import Topic

_SAME_WORDING = 90.0
_ALIKE = 0.7
_LONG_LINE = 200  # characters; headings are shorter
_COLUMNS = {
    "action": ("action", "recommendation", "decision", "resolution", "request", "minute", "agreed"),
    "state": ("status", "progress", "update", "position", "outcome", "rag", "response", "complete"),
    "owner": ("owner", "lead", "responsible", "officer", "by whom", "who"),
    "due": ("due", "deadline", "timescale", "target date", "by when", "when", "completion date"),
}


def find_tracker_rows(page: PageText) -> tuple[TrackerRow, ...]:
    """The rows of every tracker on a page; pages without a line that could head one are not read."""
    if not any(_heads_a_tracker(line.lower()) for line in page.text.splitlines()):
        return ()
    return tuple(row for table in find_tables(page.text) for row in tracker_rows(table, page))


def _heads_a_tracker(line: str) -> bool:
    return len(line) < _LONG_LINE and all(any(word in line for word in _COLUMNS[name]) for name in ("action", "state"))


def tracker_rows(table: PageTable, page: PageText) -> tuple[TrackerRow, ...]:
    """The rows of a table whose headings name both what was to be done and how it stands; else none."""
    columns = {name: _column(table.headings, words) for name, words in _COLUMNS.items()}
    action = columns["action"]
    states = [index for index in _columns(table.headings, _COLUMNS["state"]) if index != action]
    if action is None or not states:
        return ()
    rows = []
    for cells in table.rows:
        told = [cells[index].text for index in states if index < len(cells) and cells[index].text]
        if len(cells) <= action or not cells[action].text or not told:
            continue
        start, end = min(c.start for c in cells if c.text), max(c.end for c in cells if c.text)
        owner, due = columns["owner"], columns["due"]
        rows.append(
            TrackerRow(
                place=page.place,
                action=cells[action].text,
                state="; ".join(told),
                row=page.text[start:end],
                start=start,
                end=end,
                owner=cells[owner].text or None if owner is not None and owner < len(cells) else None,
                due=cells[due].text or None if due is not None and due < len(cells) else None,
            )
        )
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Logged:
    """A tracker's row with the subject of its action, read once."""

    row: TrackerRow
    subject: Subject


def logged(topic: Topic, row: TrackerRow) -> Logged:
    """A tracker's row with its subject."""
    return Logged(row, subject_of(topic, row.place.council, row.action, sentence=row.action))


def find_tracker_evidence(topic: Topic, mentions: Sequence[Known], rows: Iterable[Logged]) -> Iterator[Evidence]:
    """The tracker rows about the commitment of these mentions, as self-reported evidence."""
    for entry in rows:
        row = entry.row
        if any(_same_action(known, entry) for known in mentions):
            bearing = state_of(topic, row.state)
            yield Evidence(
                source="tracker",
                bearing=bearing,
                self_reported=True,
                why=f"the council's own tracker says “{row.state}”",
                quote=row.row,
                start=row.start,
                end=row.end,
                place=row.place,
                as_of=row.place.published,
            )


def state_of(topic: Topic, state: str) -> Bearing:
    """What a tracker's word for how an action stands says: met, missed, or progress for all that is neither."""
    told = [
        form for cell in state.split("; ") for form in (cell, cell.replace(" ", ""))
    ]  # "Comple ted" in a narrow column
    for id, bearing in (("tracker_missed", "missed"), ("tracker_not_done", "progress"), ("tracker_done", "met")):
        if id in topic.words and any(topic.words[id].search(form) for form in told):
            return bearing  # type: ignore[return-value]
    return "progress"


def _same_action(known: Known, entry: Logged) -> bool:
    place, row, subject = known.mention.place, entry.row, entry.subject
    if not same_council(place, row.place):
        return False
    if place.published and row.place.published and row.place.published <= place.published:
        return False
    if known.subject.clash(subject):
        return False
    if fuzz.ratio(known.subject.plain, subject.plain) >= _SAME_WORDING:
        return True
    shared = known.subject.words & subject.words
    return len(shared) >= 3 and known.subject.likeness(subject) >= _ALIKE


def _column(headings: Sequence[str], words: Sequence[str]) -> int | None:
    for word in words:
        for index, heading in enumerate(headings):
            if word in heading.lower():
                return index
    return None


def _columns(headings: Sequence[str], words: Sequence[str]) -> list[int]:
    return [index for index, heading in enumerate(headings) if any(word in heading.lower() for word in words)]
