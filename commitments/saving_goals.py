"""Read the goals named in the rows of a table of savings: "Return six children from out of county"."""

import re
from collections.abc import Iterator

from commitments.budget_rows import last_year
from commitments.goal_figures import is_goal_figure
from commitments.pages import Page
from commitments.promises import Promise
from commitments.sentences import Sentence
from commitments.settings import Setting
from commitments.table_rows import table_rows
from records.findings import Deadline, Passage

# What a number of a label is not: a phase, an age, a size in brackets.
_NAMED = re.compile(
    r"\(|\b(?:phase|year|years|stage|aged?|over|under|post|band|option|lot|tier|key stage|ks)[- ]*$", re.IGNORECASE
)
_SIZE = re.compile(r"-(?:bed|place|strong|hour|year|day|week)", re.IGNORECASE)


def find_saving_goals(page: Page, passage: Passage) -> Iterator[tuple[Promise, Deadline | None]]:
    """The labels of savings that say how many, as promises, with the last year in which they save."""
    if "£" not in page.text:
        return
    for row in table_rows(passage, page.topic, ()):
        label, due = row.label, last_year(row) if row.money == "savings" else None
        if due is None:
            continue
        figures = [
            item
            for item in page.figures_in(label.start, label.end)
            if item.form == "number"
            and item.unit is not None
            and is_goal_figure(page, label.start, item)
            and not _NAMED.search(page.text, label.start, item.start)
            and not _SIZE.match(page.text, item.end)
        ]
        if not figures:
            continue
        unit = Sentence(start=label.start, end=label.end, form="table_row")
        yield (
            Promise(
                start=label.start,
                end=label.end,
                cue=(label.start, label.start),
                strength="planned",
                rule="saving row",
                setting=Setting(unit=unit, part="plan", heading=page.title),
            ),
            due,
        )
