"""Papers made here, and the text they must give."""

import io
import stat

import docx
import openpyxl
import pptx
import pytest
from docx.enum.text import WD_BREAK
from fpdf import FPDF
from PIL import Image, ImageDraw

from reading import ocr
from reading.child import ReaderPool, read_paper
from reading.clean import clean
from reading.limits import Limits
from reading.readers import read_bytes
from reading.sniff import what_it_is
from records.errors import UnreadablePaper

SAID = (
    "The Cabinet Member for Children introduced the report and said that the Council will recruit fifteen more foster "
    "carers by March 2027. Members asked about the accommodation of care leavers, and the Head of Service undertook to "
    "bring an update to the next meeting."
)
KPIS = (
    ("Ref", "Measure", "Q2 actual", "Target", "RAG"),
    ("CP01", "Children looked after (number)", "388", "n/a", "-"),
    (
        "CP04",
        "Foster carer households, with those approved jointly with the regional partnership",
        "112",
        "130",
        "Amber",
    ),
    ("CP05", "% CLA in in-house foster care", "41.2%", "50%", "Red"),
)
KPI_LINES = "\n".join(" | ".join(row) for row in KPIS)


def read(body, media_type=None, name=None, **limits):
    return read_bytes(body, media_type, name, Limits(**limits))


def pdf_of(write, **options):
    pdf = FPDF(**options)
    pdf.set_font("helvetica", size=11)
    pdf.add_page()
    write(pdf)
    return bytes(pdf.output())


def saved(save):
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


# PDF: paragraphs


def test_lines_of_a_paragraph_become_one_line_and_paragraphs_stay_apart():
    def write(pdf):
        for number in ("4.2", "4.3"):
            pdf.multi_cell(0, 5, f"{number}    {SAID}")
            pdf.ln(4)

    assert read(pdf_of(write)).pages[0].text == f"4.2 {SAID}\n\n4.3 {SAID}"


def lines(*texts):
    def write(pdf):
        for text in texts:
            pdf.cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")

    return read(pdf_of(write)).pages[0].text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (["The Council will provide supported accommo-", "dation."], "The Council will provide supported accommodation."),
        (["There is a plan for long-", "term care."], "There is a plan for long-term care."),
        (["A social worker said: each social-", "worker post."], "A social worker said: each social-worker post."),
        (["Places in 2024-", "25 fell."], "Places in 2024-25 fell."),
        (["- one carer", "- two carers"], "- one carer\n- two carers"),
        (["RESOLVED that", "(a) the report be noted;", "(b) carers be paid."], "RESOLVED that\n(a) the report be noted;\n(b) carers be paid."),
        (["Introduction ............ 3", "Background ............. 5"], "Introduction ............ 3\nBackground ............. 5"),
    ],
)  # fmt: skip
def test_wraps_and_lists(written, text):
    assert lines(*written) == text


def test_columns_are_read_one_after_the_other():
    left, right = f"First column. {SAID}", f"Second column. {SAID}"

    def write(pdf):
        pdf.cell(
            0, 10, "Fostering newsletter for all the carers of Northmere and for their families, spring", new_y="NEXT"
        )
        top = pdf.get_y()
        pdf.set_left_margin(10)
        pdf.set_xy(10, top)
        pdf.multi_cell(88, 5, f"{left} {left}")
        pdf.set_xy(106, top)
        pdf.multi_cell(88, 5, f"{right} {right}")

    page = read(pdf_of(write)).pages[0].text
    assert page.endswith(f"{left} {left}\n\n{right} {right}"), page


# PDF: tables


@pytest.mark.parametrize("borders", ["ALL", "NONE", "SINGLE_TOP_LINE", "INTERNAL", "HORIZONTAL_LINES"])
def test_a_table_is_kept_row_by_row_between_its_paragraphs(borders):
    def write(pdf):
        pdf.multi_cell(0, 5, SAID)
        pdf.ln(4)
        with pdf.table(KPIS, col_widths=(10, 50, 15, 15, 10), borders_layout=borders):
            pass
        pdf.ln(4)
        pdf.multi_cell(0, 5, SAID)

    reading = read(pdf_of(write))
    assert reading.pages[0].text == f"{SAID}\n\n{KPI_LINES}\n\n{SAID}"
    assert [(table.page, table.rows) for table in reading.tables] == [(1, KPIS)]


def test_wrapped_cells_of_a_table_without_lines_are_one_row():
    rows = (
        ("Action", "Lead", "By when", "Progress"),
        (
            "Recruit 15 more foster carers through a new campaign with the region",
            "Head of Fostering",
            "March 2025",
            "Seven",
        ),
        (
            "Publish the strategy",
            "Director",
            "Dec 2024",
            "Complete, and sent to all of the members of the board in May",
        ),
    )

    def write(pdf):
        pdf.set_font("helvetica", size=9)
        with pdf.table(rows, col_widths=(50, 35, 20, 50), borders_layout="NONE", text_align="LEFT", v_align="TOP"):
            pass

    assert read(pdf_of(write)).tables[0].rows == rows


def test_a_table_on_a_page_turned_sideways():
    def write(pdf):
        with pdf.table(KPIS, col_widths=(10, 50, 15, 15, 10)):
            pass

    body = pdf_of(write).replace(b"/Type /Page\n", b"/Type /Page\n/Rotate 0\n")
    import pypdfium2

    document = pypdfium2.PdfDocument(body)
    document[0].set_rotation(90)
    turned = saved(document.save)
    # Shown on its side, nothing is in a row any more; what matters is that no word is lost.
    assert set(read(turned).pages[0].text.split()) >= {"CP01", "41.2%", "Amber"}


def test_cells_that_span_columns_leave_the_others_empty():
    def write(pdf):
        with pdf.table(col_widths=(40, 20, 20)) as table:
            row = table.row()
            row.cell("Placements")
            row.cell("Financial year", colspan=2)
            table.row(("", "2024/25", "2025/26"))
            table.row(("In-house", "212", "230"))

    assert read(pdf_of(write)).tables[0].rows == (
        ("Placements", "Financial year", ""),
        ("", "2024/25", "2025/26"),
        ("In-house", "212", "230"),
    )


def test_a_numbered_list_with_hanging_numbers_is_no_table():
    def write(pdf):
        for number in range(1, 5):
            pdf.cell(15, 5, f"{number}.")
            pdf.cell(0, 5, f"Report number {number}", new_x="LMARGIN", new_y="NEXT")

    reading = read(pdf_of(write))
    assert reading.tables == ()
    assert reading.pages[0].text == "\n".join(f"{number}. Report number {number}" for number in range(1, 5))


# PDF: headers and footers


class _Headed(FPDF):
    def header(self):
        self.set_font("helvetica", size=9)
        self.cell(0, 8, "NORTHMERE BOROUGH COUNCIL - Cabinet, 12 November 2024", new_x="LMARGIN", new_y="NEXT")

    def footer(self):
        self.set_y(-15)
        self.cell(0, 8, f"Agenda item 7 - Page {self.page_no()} of {{nb}}", align="C")


def test_running_headers_and_page_numbers_are_left_out_and_headings_stay():
    pdf = _Headed()
    for number in range(1, 6):
        pdf.add_page()
        pdf.set_font("helvetica", size=11)
        pdf.cell(0, 6, f"Appendix {number}", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
        pdf.multi_cell(0, 5, SAID)
    pages = read(bytes(pdf.output())).pages
    assert [page.text for page in pages] == [f"Appendix {number}\n\n{SAID}" for number in range(1, 6)]


def test_a_line_on_one_page_only_is_kept_wherever_it_stands():
    def write(pdf):
        pdf.cell(0, 5, "NOT FOR PUBLICATION", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
        pdf.multi_cell(0, 5, SAID)

    assert read(pdf_of(write)).pages[0].text.startswith("NOT FOR PUBLICATION")


# Headings


def headings(body):
    reading = read(body)
    texts = {page.number: page.text for page in reading.pages}
    return [(h.page, texts[h.page][h.start : h.end], h.level) for h in reading.headings]


def test_headings_of_a_pdf_are_known_by_their_look():
    def write(pdf):
        for size, style, text in (
            (16, "", "Fostering update"),
            (11, "B", "1. Background"),
            (11, "", "RECOMMENDATIONS"),
        ):
            pdf.set_font("helvetica", style, size)
            pdf.cell(0, 8, text, new_x="LMARGIN", new_y="NEXT")
            pdf.set_font("helvetica", size=11)
            pdf.multi_cell(0, 5, SAID)
            pdf.ln(4)

    assert headings(pdf_of(write)) == [
        (1, "Fostering update", None),
        (1, "1. Background", None),
        (1, "RECOMMENDATIONS", None),
    ]


def test_headings_of_word_and_html_have_their_level():
    document = docx.Document()
    document.add_heading("Fostering update", 1)
    document.add_paragraph(SAID)
    document.add_heading("Background", 2)
    assert headings(saved(document.save)) == [(1, "Fostering update", 1), (1, "Background", 2)]
    body = b"<html><body><p>Skip to content<h1>Fostering  update</h1><div>text</div><h3>Background</h3></body></html>"
    assert headings(body) == [(1, "Fostering update", 1), (1, "Background", 3)]


# PDF: what cannot be read as it is


def scan():
    picture = Image.new("L", (827, 1169), 255)
    ImageDraw.Draw(picture).text((100, 100), "Northmere will recruit twelve foster carers", fill=0)

    def write(pdf):
        pdf.image(picture, 0, 0, 210, 297)

    return pdf_of(write)


def test_a_scanned_page_says_that_it_needs_ocr():
    reading = read(scan())
    assert [(page.text, page.needs_ocr) for page in reading.pages] == [("", True)]
    assert ocr.scanned_pages(reading) == (1,)


TESSERACT = """#!/bin/sh
cat > /dev/null
printf 'level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n'
printf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t1654\\t2339\\t-1\\t\\n'
printf '4\\t1\\t1\\t1\\t1\\t0\\t200\\t200\\t600\\t30\\t-1\\t\\n'
printf '5\\t1\\t1\\t1\\t1\\t1\\t200\\t203\\t180\\t25\\t96\\tNorthmere\\n'
printf '5\\t1\\t1\\t1\\t1\\t2\\t390\\t203\\t60\\t25\\t95\\twill\\n'
printf '5\\t1\\t1\\t1\\t1\\t3\\t460\\t203\\t90\\t25\\t91\\trecruit\\n'
printf '5\\t1\\t1\\t1\\t1\\t4\\t560\\t203\\t9\\t25\\t4\\t~~\\n'
"""


def test_ocr_words_are_laid_out_like_any_page(tmp_path):
    tesseract = tmp_path / "tesseract"
    tesseract.write_text(TESSERACT)
    tesseract.chmod(tesseract.stat().st_mode | stat.S_IXUSR)
    reading = read(scan())
    scanned = ocr.read_scanned(scan(), ocr.scanned_pages(reading), str(tesseract))
    whole = ocr.with_scanned(reading, scanned)
    assert [(page.number, page.text, page.needs_ocr) for page in whole.pages] == [(1, "Northmere will recruit", False)]
    assert whole.reader == "pypdfium2/1+tesseract/1"


def test_ocr_that_fails_gives_its_reason(tmp_path):
    tesseract = tmp_path / "tesseract"
    tesseract.write_text("#!/bin/sh\ncat > /dev/null\necho no language data >&2\nexit 1\n")
    tesseract.chmod(tesseract.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(UnreadablePaper, match=r"OCR fails on it .tesseract: no language data."):
        ocr.read_scanned(scan(), [1], str(tesseract))


# Word


def test_word_keeps_order_numbers_tables_and_page_breaks():
    document = docx.Document()
    document.add_heading("Fostering update", 1)
    document.add_paragraph("First decision", style="List Number")
    document.add_paragraph("Second decision", style="List Number")
    document.add_paragraph("a bullet", style="List Bullet")
    table = document.add_table(rows=0, cols=3)
    for row in (("Action", "Owner", "By"), ("Recruit 12 carers", "Head of Fostering", "March 2027")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("The end of page one.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Page two.")
    reading = read(saved(document.save))
    assert [page.text for page in reading.pages] == [
        "Fostering update\n\n1. First decision\n\n2. Second decision\n\n• a bullet\n\n"
        "Action | Owner | By\nRecruit 12 carers | Head of Fostering | March 2027\n\nThe end of page one.",
        "Page two.",
    ]
    assert reading.tables[0].rows[1] == ("Recruit 12 carers", "Head of Fostering", "March 2027")


def test_word_reads_tracked_insertions_and_content_controls_and_not_deletions():
    from docx.oxml import parse_xml

    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = docx.Document()
    for inside in (
        f"<w:p {names}><w:r><w:t xml:space='preserve'>recruit </w:t></w:r><w:ins><w:r><w:t>twelve</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>ten</w:delText></w:r></w:del><w:r><w:t xml:space='preserve'> carers</w:t></w:r></w:p>",
        f"<w:sdt {names}><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    ):
        document.element.body.insert(-1, parse_xml(inside))
    assert read(saved(document.save)).pages[0].text == "recruit twelve carers\n\nin a control"


def test_a_long_word_file_without_page_breaks_gets_pages_and_says_so():
    document = docx.Document()
    for _ in range(60):
        document.add_paragraph(SAID)
    reading = read(saved(document.save))
    assert 4 <= len(reading.pages) <= 6
    assert reading.warnings == ("the file marks no pages: page numbers are ours, about 3,000 characters each",)


# Sheets, slides, RTF, HTML, text


def test_sheets_show_figures_as_excel_does():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Scorecard"
    for row in (["Measure", "Actual", "Cost"], ["In-house share", 0.412, 1234567], [], ["Note", None, None]):
        sheet.append(row)
    sheet["B2"].number_format, sheet["C2"].number_format = "0.0%", "£#,##0"
    workbook.create_sheet("Hidden").sheet_state = "hidden"
    reading = read(saved(workbook.save))
    assert [page.text for page in reading.pages] == [
        "Scorecard\nMeasure | Actual | Cost\nIn-house share | 41.2% | £1,234,567\n\nNote"
    ]
    assert reading.tables[0].rows == (("Measure", "Actual", "Cost"), ("In-house share", "41.2%", "£1,234,567"))


def test_a_slide_is_a_page_with_its_table_and_notes():
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Fostering"
    cells = slide.shapes.add_table(2, 2, 914400, 2914400, 3000000, 1000000).table
    for row, texts in enumerate((("Carers", "2025"), ("Approved", "12"))):
        for column, text in enumerate(texts):
            cells.cell(row, column).text = text
    slide.notes_slide.notes_text_frame.text = "Say thank you"
    reading = read(saved(show.save))
    assert [page.text for page in reading.pages] == [
        "Fostering\n\nCarers | 2025\nApproved | 12\n\nNotes:\nSay thank you"
    ]


def test_rtf_rows_and_pages():
    body = rb"{\rtf1\ansi Fostering \'a312\par \trowd Carers\cell 2025\cell\row \trowd Approved\cell 12\cell\row\pard After\page Two}"
    reading = read(body)
    assert [page.text for page in reading.pages] == ["Fostering £12\nCarers | 2025\nApproved | 12\nAfter", "Two"]
    assert reading.tables[0].rows == (("Carers", "2025"), ("Approved", "12"))


def test_html_blocks_and_tables():
    body = b"""<html><head><title>Fostering</title><style>p {}</style></head><body><h1>Fostering</h1><p>Twelve
      carers<br>by March</p><ul><li>one<li>two</ul><table><tr><th>Carers<th>2025<tr><td>Approved<td>12</table></body></html>"""
    reading = read(body)
    assert reading.title == "Fostering"
    assert reading.pages[0].text == (
        "Fostering\n\nTwelve carers\nby March\n\n• one\n• two\n\nCarers | 2025\nApproved | 12"
    )


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        ("Carers – £12".encode(), ["Carers – £12"]),
        ("Carers – £12".encode("cp1252"), ["Carers – £12"]),
        ("Carers – £12".encode("utf-16"), ["Carers – £12"]),
        (b"one\r\ntwo\x0cthree", ["one\ntwo", "three"]),
    ],
)
def test_plain_text_in_its_encodings(body, pages):
    assert [page.text for page in read(body).pages] == pages


@pytest.mark.parametrize(
    ("dirty", "text"),
    [
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("cafe\u0301", "café"),
        ("of\ufb01ce\u00a0hours", "office hours"),
        ("\u202eabc\u200b", "abc"),
        ("\uf0b7 item", "• item"),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_text_is_cleaned(dirty, text):
    assert clean(dirty) == text


# What the bytes are


@pytest.mark.parametrize(
    ("body", "media_type", "name", "kind", "warnings"),
    [
        (b"%PDF-1.7 ...", "application/pdf", "a.pdf", "pdf", ()),
        (b"HTTP headers\r\n\r\n%PDF-1.7", "application/pdf", None, "pdf", ()),
        (b"%PDF-1.7", "application/msword", "a.doc", "pdf", ("labelled as a Word document, read as a PDF",)),
        (
            b"{\\rtf1 x}",
            "application/msword",
            "a.doc",
            "rtf",
            ("labelled as a Word document, read as an RTF document",),
        ),
        (b"<!doctype html><p>x", "text/html; charset=utf-8", "https://x.test/mgAi.aspx?ID=1", "html", ()),
        (b"\x89PNG\r\n\x1a\n", "image/png", None, "image", ()),
        (b"minutes of the meeting", None, None, "text", ()),
    ],
)
def test_bytes_decide(body, media_type, name, kind, warnings):
    assert what_it_is(body, media_type, name) == (kind, warnings)


@pytest.mark.parametrize(
    ("body", "media_type", "name", "reason"),
    [
        (b"<html><p>Sorry", "text/html", "https://x.test/s1/Report.pdf", "an HTML page, not a PDF"),
        (b"<html><p>Sorry", "application/pdf", None, "an HTML page, not a PDF"),
        (b"Not found", "application/pdf", None, "plain text, not a PDF"),
        (b"", "application/pdf", None, "empty: no bytes"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            None,
            None,
            "password-protected",
        ),
        (b"PK\x03\x04 and then nothing", None, None, "truncated or damaged"),
        (b"\x00\x01\x02" * 100, None, None, "not a file of any known kind"),
    ],
)
def test_what_is_not_read_has_a_plain_reason(body, media_type, name, reason):
    with pytest.raises(UnreadablePaper) as raised:
        what_it_is(body, media_type, name)
    assert str(raised.value).startswith(reason)


# Children


def test_a_child_reads_the_same_as_this_process(tmp_path):
    body = pdf_of(lambda pdf: pdf.multi_cell(0, 5, SAID))
    kept = tmp_path / "paper"
    kept.write_bytes(body)
    assert read_paper(body) == read_paper(kept) == read(body)


def test_many_papers_come_back_by_their_keys_with_their_reasons():
    papers = [(number, f"paper {number} of the committee".encode(), "text/plain", None) for number in range(9)]
    with ReaderPool(2, Limits(papers_per_child=2)) as pool:
        found = dict(pool.read_many([*papers, (9, b"", None, None)]))
    assert [found[number].pages[0].text for number in range(9)] == [text.decode() for _, text, _, _ in papers]
    assert str(found[9]) == "empty: no bytes"


def test_a_paper_over_a_limit_is_cut_or_refused():
    body = b"\x0c".join(b"page %d of the paper" % number for number in range(10))
    assert len(read(body, pages=3).pages) == 3
    with pytest.raises(UnreadablePaper, match="too large"):
        read(body, size=100)
    with pytest.raises(UnreadablePaper, match="needs more than 200 MB of memory"):
        read_paper(b"carers " * 15_000_000, limits=Limits(memory=200 * 1024 * 1024))
