"""Read what is promised in the answering cells of a table: an executive's response, an update, a mitigation."""

from collections.abc import Iterator

from commitments.cells import Cell
from commitments.pages import Page
from commitments.promises import Promise
from commitments.row_states import is_row_over
from commitments.sentence_ends import find_spans
from commitments.sentences import Sentence
from commitments.settings import Setting
from commitments.tables import find_tables
from commitments.weighed_promises import in_unit


def find_answered(page: Page) -> Iterator[Promise]:
    """Every promise made in words of its own in a cell that answers the row's request, action or risk.

    Cells wrapped over lines that they share with others are left out: their words are no stretch of the page.
    """
    for table in find_tables(page.text):
        answers = [
            index
            for index, heading in enumerate(table.headings)
            if index and page.words("column_answer").search(heading)
        ]
        for row in table.rows:
            if is_row_over(page, row):
                continue
            for index in answers:
                yield from _promises(page, row[index])


def _promises(page: Page, cell: Cell) -> Iterator[Promise]:
    if len(cell.text.split()) < 4 or " ".join(page.text[cell.start : cell.end].split()) != cell.text:
        return
    for start, end in find_spans(page.text, cell.start, cell.end):
        unit = Sentence(start=start, end=end, form="table_row")
        yield from in_unit(page, Setting(unit=unit, part="plain", heading=page.title))
