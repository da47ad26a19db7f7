"""Pages a second for reading PDFs: bare PDFium text, our reading in this process and in children, and pdf_oxide.

python bench/read_pdfs.py [PAPERS]

All are measured in turns in one run, best of three; trust the ratios.
"""

import sys
import time
from collections.abc import Callable

import pdf_oxide
import pypdfium2
from fpdf import FPDF

from reading.child import ReaderPool
from reading.limits import Limits
from reading.readers import read_bytes

SAID = "The Council will recruit fifteen more foster carers by March 2027, and members asked about care leavers. "
PAGES = 12


def paper(number: int) -> bytes:
    """Twelve pages: numbered paragraphs, a ruled table on every third, a running header and page numbers."""
    pdf = FPDF()
    pdf.set_font("helvetica", size=11)
    for page in range(PAGES):
        pdf.add_page()
        pdf.cell(0, 8, "NORTHMERE BOROUGH COUNCIL - Cabinet", new_x="LMARGIN", new_y="NEXT")
        for paragraph in range(3 if page % 3 == 0 else 6):
            pdf.multi_cell(0, 5.5, f"{page + 1}.{paragraph + 1}   Paper {number}. " + SAID * 4)
            pdf.ln(3)
        if page % 3 == 0:
            rows = [("Ref", "Measure", "Actual", "Target")]
            rows += [(f"CP{row:02}", "Children looked after, in house", f"{row * 7}", "50") for row in range(8)]
            with pdf.table(rows, col_widths=(10, 50, 15, 15)):
                pass
    return bytes(pdf.output())


def bare(papers: list[bytes]) -> None:
    """PDFium's text, in the file's order."""
    for body in papers:
        document = pypdfium2.PdfDocument(body)
        for page in document:
            page.get_textpage().get_text_range()
        document.close()


def oxide(papers: list[bytes]) -> None:
    """pdf_oxide's text."""
    for body in papers:
        document = pdf_oxide.PdfDocument.from_bytes(body)
        for page in range(document.page_count()):
            document.extract_text(page)


def here(papers: list[bytes]) -> None:
    """Our reading in this process."""
    for body in papers:
        read_bytes(body, "application/pdf", None, Limits())


def children(workers: int) -> Callable[[list[bytes]], None]:
    """Our reading in this many children, their start included."""

    def run(papers: list[bytes]) -> None:
        with ReaderPool(workers) as pool:
            for _, reading in pool.read_many((number, body, None, None) for number, body in enumerate(papers)):
                assert not isinstance(reading, Exception)

    return run


def main() -> None:
    """Measure all ways in turns and print the table."""
    papers = [paper(number) for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 30)]
    ways: dict[str, Callable[[list[bytes]], None]] = {
        "bare PDFium text": bare,
        "in this process": here,
        "in one child": children(1),
        "in two children": children(2),
        "pdf_oxide text": oxide,
    }
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(3):
        for name, way in ways.items():
            start = time.perf_counter()
            way(papers)
            best[name] = min(best[name], time.perf_counter() - start)
    pages = PAGES * len(papers)
    print(f"{len(papers)} papers, {pages} pages")
    for name, seconds in best.items():
        print(f"{name:20} {pages / seconds:7.0f} pages/s   {seconds / best['in this process']:5.2f} x in this process")


if __name__ == "__main__":
    main()
