"""PDF: pypdfium2, then pdf_oxide, then quarantine with the reason.

The text is the page's own words in reading order. Three things are changed, the same way every time: running headers,
footers and page numbers are left out, words broken at a line's end are joined, and lines of one paragraph are put on
one line. Table rows stand as `a | b | c`, one a line.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from reading.aligned_tables import with_tables
from reading.clean import one_line
from reading.columns import regions_of
from reading.furniture import EdgeLine, edge_lines, furniture_of, without_furniture
from reading.headings import headings_of
from reading.joining import Vocabulary, vocabulary_of
from reading.limits import Limits
from reading.lines import as_rows, rows_of
from reading.paragraphs import Block, blocks_of, goes_on_in, page_text
from reading.pdfium_page import page_content
from reading.ruled_tables import take_ruled_tables
from reading.versions import reader
from reading.words import Line, PageContent
from records.errors import UnreadablePaper
from records.papers import Heading, Page, Reading, Table

_AT_ONCE = 100  # pages in memory; running headers are looked for in these and all pages before
_HARDLY_ANY = 20  # letters and digits: a scan's stamp, not its text
_STAMP = 200  # characters
_NARROW = 0.4  # of the page: lines of prose outside columns are longer
_SCANNED = 0.4  # of the page under images
_OUTLINES = 1_500  # shapes on a page without text: letters drawn as curves


def read_pdf(body: bytes, limits: Limits, *, distrust_pdfium: bool = False) -> Reading:
    """The pages of a PDF. Raises `UnreadablePaper` for a password, and when neither reader finds text or a scan."""
    reason = "the first PDF reader fails on it"
    if not distrust_pdfium:
        try:
            reading = _with_pdfium(body, limits)
            if any(page.text or page.needs_ocr for page in reading.pages):
                return reading
            reason = "no text on any page"
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
                raise UnreadablePaper("password-protected: a PDF that opens only with its password") from error
            reason = "truncated or damaged"
    from reading.pdf_oxide_pages import read_damaged

    return read_damaged(body, limits, reason)


def _with_pdfium(body: bytes, limits: Limits) -> Reading:
    document = pdfium.PdfDocument(body)
    warnings: list[str] = []
    count = len(document)
    if count > limits.pages:
        warnings.append(f"cut after {limits.pages:,} of {count:,} pages")

    failed: dict[int, str] = {}

    def contents() -> Iterator[PageContent]:
        for index in range(min(count, limits.pages)):
            try:
                page = document[index]
                try:
                    yield page_content(page)
                finally:
                    page.close()
            except pdfium.PdfiumError as error:
                failed[index + 1] = str(error)
                yield PageContent(width=0, height=0, words=[])

    try:
        read = pages_of(contents(), limits, warnings.append)
        title = one_line(document.get_metadata_value("Title"))
    finally:
        document.close()
    warnings += unread(failed)
    return replace(read, reader=reader("pypdfium2"), title=title or None, warnings=tuple(warnings))


def unread(failed: dict[int, str]) -> list[str]:
    """A warning about pages that were lost, by number with the reader's words; none when there are none."""
    if not failed:
        return []
    first, error = min(failed.items())
    more = f" and {len(failed) - 1:,} more" if len(failed) > 1 else ""
    return [f"page {first}{more} cannot be read ({' '.join(error.split())[:120]})"]


def pages_of(contents: Iterator[PageContent], limits: Limits, warn: Callable[[str], None]) -> Reading:
    """The pages' texts, tables and headings, from what stands on them."""
    pages: list[Page] = []
    tables: list[Table] = []
    headings: list[Heading] = []
    edges: list[EdgeLine] = []
    written = 0
    while chunk := list(islice(contents, _AT_ONCE)):
        vocabulary = vocabulary_of([word for content in chunk for word in content.words])
        laid_out = []
        for number, content in enumerate(chunk, start=len(pages) + 1):
            ruled, words = take_ruled_tables(content, vocabulary)
            rows = rows_of(words)
            edges += edge_lines(rows, number, content.height)
            laid_out.append((ruled, rows))
        furniture = furniture_of(edges)
        for content, (ruled, rows) in zip(chunk, laid_out, strict=True):
            number = len(pages) + 1
            body = without_furniture(rows, number, content.height, furniture)
            blocks = list(_blocks(ruled, body, content.width, vocabulary))
            text, starts = page_text(blocks)
            written += len(text)
            pages.append(Page(number=number, text=text, needs_ocr=_is_scan(text, content)))
            headings += headings_of(number, blocks, starts)
            tables += [Table(page=number, rows=block.rows) for block in blocks if block.rows]
            if written > limits.characters:
                warn(f"cut after page {number}: more than {limits.characters:,} characters")
                return Reading(pages=tuple(pages), tables=tuple(tables), headings=tuple(headings))
    return Reading(pages=tuple(pages), tables=tuple(tables), headings=tuple(headings))


def _blocks(ruled: list[Line], rows: list[list[Line]], width: float, vocabulary: Vocabulary) -> Iterator[Block]:
    if ruled:
        rows = as_rows([*ruled, *(line for row in rows for line in row)])
    last: Block | None = None
    for region in regions_of(rows):
        lines = [line for row in with_tables(region.rows, vocabulary) for line in row]
        for place, block in enumerate(blocks_of(lines, vocabulary, 0.0 if region.is_column else _NARROW * width)):
            if last is None or place or not goes_on_in(last, block):
                if last is not None:
                    yield last
                last = block
            else:
                last = replace(last, text=f"{last.text} {block.text}")
    if last is not None:
        yield last


def _is_scan(text: str, content: PageContent) -> bool:
    if len(text) > _STAMP or sum(map(str.isalnum, text)) >= _HARDLY_ANY:
        return not text.isascii() and _is_gibberish(text)
    return content.pictured >= _SCANNED or content.drawn >= _OUTLINES


def _is_gibberish(text: str) -> bool:
    """Fonts that do not say which letters they draw give private or replacement characters."""
    sample = text[:2_000]
    return sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in sample) > len(sample) // 3
