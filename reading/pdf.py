"""PDF placeholder."""

import pypdfium2
from records.papers import Page, Reading


def read_pdf(body, limits, *, distrust_pdfium=False):
    """First cut."""
    d = pypdfium2.PdfDocument(body)
    return Reading(
        pages=tuple(Page(number=i + 1, text=p.get_textpage().get_text_bounded()) for i, p in enumerate(d)),
        reader="pypdfium2/0",
    )
