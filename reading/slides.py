"""PPTX: a slide is a page."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from pptx import Presentation

from reading.clean import clean, one_line, row_text
from reading.limits import Limits
from reading.versions import reader
from records.papers import Page, Reading, Table


def read_slides(body: bytes, limits: Limits) -> Reading:
    """A page a slide: its shapes from the top down, tables as rows, and the speaker's notes after "Notes:"."""
    pages: list[Page] = []
    tables: list[Table] = []
    presentation: Any = Presentation(io.BytesIO(body))
    for number, slide in enumerate(presentation.slides, start=1):
        if number > limits.pages:
            break
        texts = list(_texts(slide.shapes, number, tables))
        if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) and frame.text.strip():
            texts.append("Notes:\n" + clean(frame.text).strip())
        pages.append(Page(number=number, text="\n\n".join(filter(None, texts))))
    title = one_line(presentation.core_properties.title or "")
    return Reading(pages=tuple(pages), tables=tuple(tables), reader=reader("slides"), title=title or None)


def _texts(shapes: Iterable[Any], page: int, tables: list[Table]) -> Iterator[str]:
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _texts(shape.shapes, page, tables)
        elif getattr(shape, "has_table", False):
            rows = tuple(tuple(one_line(cell.text) for cell in row.cells) for row in shape.table.rows)
            tables.append(Table(page=page, rows=rows))
            yield "\n".join(map(row_text, rows))
        elif shape.has_text_frame:
            yield clean(shape.text_frame.text).strip()
