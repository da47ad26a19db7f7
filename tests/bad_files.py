"""Makes files that should break a reader: run it to write them into a folder, or take `bad_files()`.

    python tests/bad_files.py FOLDER

Nothing here is random between runs: the seed is fixed.
"""

import io
import random
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pptx
from fpdf import FPDF

Made = tuple[str, bytes]


def good_pdf(pages: int = 3) -> bytes:
    """An honest report of a few pages."""
    pdf = FPDF()
    pdf.set_font("helvetica", size=11)
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.multi_cell(0, 6, f"{number}.1 Northmere will recruit {number + 10} more foster carers by March 2027. " * 12)
    return bytes(pdf.output())


def good_docx() -> bytes:
    """An honest Word report with a table."""
    document = docx.Document()
    document.add_heading("Fostering update", 1)
    for number in range(20):
        document.add_paragraph(f"Northmere will approve {number + 2} more carers by March 2027.")
    table = document.add_table(rows=3, cols=3)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "figure"
    return _saved(document.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def _with_part(package: bytes, name: str, content: bytes, level: int = 9) -> bytes:
    """The package with one part put in or replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


def _pdf(objects: list[bytes], trailer: bytes = b"<< /Size 99 /Root 1 0 R >>") -> bytes:
    """A PDF of these objects (numbered from 1), with a correct cross-reference table."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(body))


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def _one_page(
    content: bytes, *, entries: bytes = b"", box: bytes = b"0 0 595 842", more: tuple[bytes, ...] = ()
) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> %s >> >>"
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page % (box, entries),
            _stream(content) if not content.startswith(b"<<") else content,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *more,
        ]
    )


_SAYS = b"BT /F 11 Tf 50 700 Td (Northmere will recruit twelve foster carers) Tj ET\n"


def bad_pdfs() -> Iterator[Made]:
    """Truncated, damaged, looping and swollen PDFs."""
    good, chance = good_pdf(), random.Random(7)
    for percent in (1, 10, 40, 75, 95, 99):
        yield f"truncated-{percent}.pdf", good[: len(good) * percent // 100]
    for share in (200, 40, 10):
        damaged = bytearray(good)
        for _ in range(len(damaged) // share):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        yield f"one-byte-in-{share}-wrong.pdf", bytes(damaged)
    yield "header-only.pdf", b"%PDF-1.7\n"
    yield "header-then-noise.pdf", b"%PDF-1.4\n" + chance.randbytes(50_000)
    yield "end-only.pdf", good[-200:]
    yield "no-xref.pdf", good[: good.rindex(b"xref", 0, good.rindex(b"startxref"))]
    yield "xref-to-nowhere.pdf", good[: good.rindex(b"startxref")] + b"startxref\n999999999\n%%EOF"
    yield "zeros-in-the-middle.pdf", good[:500] + bytes(len(good) - 1000) + good[-500:]
    yield (
        "pages-that-are-their-own-parent.pdf",
        _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"]),
    )
    yield "xref-that-loops.pdf", _one_page(_SAYS).replace(b"/Size 99", b"/Size 99 /Prev 9")
    yield (
        "a-form-that-draws-itself.pdf",
        _one_page(
            _SAYS + b"/X Do\n" * 50,
            entries=b"/XObject << /X 6 0 R >>",
            more=(
                _stream(
                    b"/X Do /X Do\n" * 50,
                    b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
                ),
            ),
        ),
    )
    doubling = []
    for number in range(6, 36):
        names = b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /X %d 0 R >> /Font << /F 5 0 R >> >>"
        doubling.append(_stream(b"/X Do /X Do " + _SAYS, names % (number + 1)))
    doubling.append(
        _stream(_SAYS, b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /Font << /F 5 0 R >> >>")
    )
    yield (
        "forms-that-double-thirty-times.pdf",
        _one_page(b"/X Do", entries=b"/XObject << /X 6 0 R >>", more=tuple(doubling)),
    )
    yield "a-million-pages-promised.pdf", _one_page(_SAYS).replace(b"/Count 1 ", b"/Count 1000000 ")
    yield (
        "pages-nested-deep.pdf",
        _pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                *(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % number for number in range(3, 5_000)),
            ]
        ),
    )
    yield "arrays-nested-deep.pdf", _one_page(_SAYS, entries=b"/Deep " + b"[" * 100_000 + b"]" * 100_000)
    yield "a-page-larger-than-a-country.pdf", _one_page(_SAYS, box=b"0 0 99999999999 99999999999")
    yield "a-page-without-size.pdf", _one_page(_SAYS, box=b"0 0 0 0")
    bomb = zlib.compress(b"BT /F 1 Tf (x) Tj ET\n" * 2_000_000, 9)
    yield "a-stream-of-40-megabytes.pdf", _one_page(_stream(bomb, b"/Filter /FlateDecode"))
    twice = zlib.compress(zlib.compress(bytes(60_000_000), 9), 9)
    yield "a-stream-packed-twice.pdf", _one_page(_stream(twice, b"/Filter [/FlateDecode /FlateDecode]"))
    yield (
        "a-hundred-thousand-words.pdf",
        _one_page(b"".join(b"BT /F 4 Tf %d %d Td (carer) Tj ET\n" % (n % 590, n // 590) for n in range(100_000))),
    )
    yield (
        "two-hundred-thousand-lines-drawn.pdf",
        _one_page(
            _SAYS
            + b"".join(
                b"%d 0 m %d 842 l S\n0 %d m 595 %d l S\n" % (n % 595, n % 595, n % 842, n % 842) for n in range(100_000)
            )
        ),
    )
    image = b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    yield (
        "an-image-of-ten-thousand-megapixels.pdf",
        _one_page(
            b"595 0 0 842 0 0 cm /I Do", entries=b"/XObject << /I 6 0 R >>", more=(_stream(b"\x00" * 100, image),)
        ),
    )
    locked = FPDF()
    locked.set_encryption(owner_password="owner", user_password="secret")
    locked.add_page()
    yield "password.pdf", bytes(locked.output())


def bad_packages() -> Iterator[Made]:
    """DOCX, XLSX and PPTX that are cut, bombs, or nested too deep."""
    good, chance = good_docx(), random.Random(11)
    word = b'<?xml version="1.0"?>%s<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
    document = "word/document.xml"
    for percent in (5, 50, 95):
        yield f"truncated-{percent}.docx", good[: len(good) * percent // 100]
    damaged = bytearray(good)
    for _ in range(len(damaged) // 50):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    yield "damaged.docx", bytes(damaged)
    yield "a-bomb-of-150-megabytes.docx", _with_part(good, "word/media/bomb.bin", bytes(150_000_000), level=1)
    text = b"<w:p><w:r><w:t>" + b"carers " * 4_000_000 + b"</w:t></w:r></w:p>"
    yield "a-bomb-in-its-text.docx", _with_part(good, document, word % (b"", text), level=1)
    lying = _with_part(good, document, word % (b"", b"<w:p/>" * 100_000))
    size = len(word % (b"", b"<w:p/>" * 100_000)).to_bytes(4, "little")
    yield "a-part-larger-than-it-says.docx", lying.replace(size, (1000).to_bytes(4, "little"))
    laughs = b"<!DOCTYPE w [<!ENTITY a0 'ha'>" + b"".join(
        b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    yield (
        "a-billion-laughs.docx",
        _with_part(good, document, word % (laughs + b"]>", b"<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>")),
    )
    outside = b"<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    yield (
        "an-entity-from-outside.docx",
        _with_part(good, document, word % (outside, b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")),
    )
    cell, end = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
    yield (
        "tables-nested-60-deep.docx",
        _with_part(good, document, word % (b"", cell * 60 + b"<w:p><w:r><w:t>carers</w:t></w:r></w:p>" + end * 60)),
    )
    yield (
        "tables-nested-50000-deep.docx",
        _with_part(good, document, word % (b"", cell * 50_000 + b"<w:p/>" + end * 50_000)),
    )
    yield (
        "two-hundred-thousand-paragraphs.docx",
        _with_part(good, document, word % (b"", b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 200_000)),
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for number in range(30_000):
            package.writestr(f"word/{number}.xml", b"")
    yield "thirty-thousand-parts.docx", stream.getvalue()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/nothing.txt", "not a Word file")
    yield "no-document-inside.docx", stream.getvalue()
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "carers"
    sheet = _saved(workbook.save)
    cells = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>%s</sheetData></worksheet>'
    name = "xl/worksheets/sheet1.xml"
    yield (
        "a-sheet-of-a-million-rows.xlsx",
        _with_part(
            sheet,
            name,
            cells % b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
        ),
    )
    yield (
        "a-hundred-thousand-wide-rows.xlsx",
        _with_part(
            sheet,
            name,
            cells % b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, 100_000)),
        ),
    )
    yield "truncated.xlsx", sheet[: len(sheet) // 2]
    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "Fostering"
    slides = _saved(show.save)
    yield "damaged.pptx", _with_part(slides, "ppt/slides/slide1.xml", b"<p:sld")
    yield "truncated.pptx", slides[: len(slides) // 2]


def other_bad_files() -> Iterator[Made]:
    """Empty, mislabelled and nested text formats, and noise."""
    chance = random.Random(13)
    yield "empty.pdf", b""
    yield "blanks.txt", b" \n\t\r\n" * 1000
    yield "noise.pdf", chance.randbytes(100_000)
    yield "zeros.pdf", bytes(1_000_000)
    yield (
        "a-page-for-an-error.pdf",
        b"<!DOCTYPE html><html><head><title>Error</title></head><body><p>Not found</p></body></html>",
    )
    yield "an-old-word-file.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "WordDocument".encode("utf-16-le")
    yield "nested-100000-deep.html", b"<html><body>" + b"<div>" * 100_000 + b"carers" + b"</div>" * 100_000
    yield "never-closed.html", b"<html><body>" + b"<b><i><table><tr><td>" * 20_000
    yield "one-table-of-a-hundred-thousand-cells.html", b"<html><table><tr>" + b"<td colspan=9999999>x" * 100_000
    yield "an-attribute-of-ten-megabytes.html", b"<html><body title='" + b"x" * 10_000_000 + b"'>carers</body></html>"
    yield "nested-100000-deep.rtf", b"{\\rtf1 " + b"{" * 100_000 + b"carers" + b"}" * 100_000
    yield "fields-that-backtrack.rtf", b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "' * 3_000 + b"}"
    yield "one-line-of-twenty-megabytes.txt", b"carers " * 3_000_000
    yield (
        "escape-codes.txt",
        b"\x1b]0;owned\x07\x1b[2JCarers \x9b31m and \x00 more words to be text" + b" of a report" * 50,
    )


def bad_files() -> Iterator[Made]:
    """Every bad file: (name, bytes)."""
    yield from bad_pdfs()
    yield from bad_packages()
    yield from other_bad_files()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in bad_files():
        (folder / name).write_bytes(content)
        print(f"{len(content):>12,}  {name}")
