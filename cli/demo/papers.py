"""Makes the pretend council's files: PDF, Word, and a scan with no text, from small marked-up texts.

The mark-up: `# ` title, `## ` heading, `1.2 ` numbered paragraph, `- ` bullet, `| a | b |` table row (the first row is
the head), `===` new page, anything else a paragraph; blank lines separate paragraphs.
"""

import io
import re
import textwrap
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal

from docx import Document as WordDocument
from fpdf import FPDF
from fpdf.fonts import FontFace
from PIL import Image, ImageDraw, ImageFont

Mark = Literal["title", "heading", "numbered", "bullet", "table", "page", "paragraph"]

RAG = {"red": (214, 60, 50), "amber": (246, 178, 60), "green": (96, 170, 90)}
_MARKS: tuple[tuple[str, Mark], ...] = (("# ", "title"), ("## ", "heading"), ("- ", "bullet"))
_NUMBERED = re.compile(r"(\d+(?:\.\d+)+|\d+\.)\s+(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of a text: a paragraph's words, or a table's rows."""

    mark: Mark
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper to be printed: what stands at the head and foot of its pages, and its text."""

    head_left: str
    head_right: str
    foot: str
    text: str


def read_blocks(text: str) -> list[Block]:
    """The blocks of a marked-up text, in order; wrapped lines of a paragraph are joined."""
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = chunk.strip().splitlines()
        if lines[0].startswith("|"):
            rows = tuple(tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines)
            blocks.append(Block(mark="table", rows=rows))
            continue
        for part in re.split(r"\n(?=- |# |## |\d+\.\d+ |===)", chunk.strip()):
            blocks.append(_block(" ".join(part.split())))
    return blocks


def _block(words: str) -> Block:
    if words == "===":
        return Block(mark="page")
    for start, mark in _MARKS:
        if words.startswith(start):
            return Block(mark=mark, text=words[len(start) :])
    return Block(mark="numbered" if _NUMBERED.match(words) else "paragraph", text=words)


def make_pdf(sheets: list[Sheet], published: date, *, stamped: bool = False) -> bytes:
    """A PDF of one or more papers, each starting on a new page; the same bytes every time.

    `stamped` adds the running page number that an agenda pack prints on every page it repeats.
    """
    pdf = _Paper(stamped=stamped)
    pdf.set_creation_date(datetime.combine(published, time(9), tzinfo=UTC))
    for sheet in sheets:
        pdf.begin(sheet)
        for block in read_blocks(sheet.text):
            pdf.print_block(block)
    return bytes(pdf.output())


class _Paper(FPDF):
    """A4 pages with a council's header and footer."""

    def __init__(self, *, stamped: bool) -> None:
        super().__init__(format="A4")
        self.core_fonts_encoding = "windows-1252"
        self.set_margins(22, 20, 20)
        self.set_auto_page_break(True, margin=24)
        self._stamped = stamped
        self._sheet = self._next = Sheet(head_left="", head_right="", foot="", text="")
        self._first = 1

    def begin(self, sheet: Sheet) -> None:
        """Start a paper on a new page."""
        self._next = sheet
        self.add_page()

    def header(self) -> None:
        """Council, body and date."""
        if self._next is not self._sheet:
            self._sheet, self._first = self._next, self.page_no()
        self.set_font("Helvetica", size=8)
        self.cell(0, 5, self._sheet.head_left)
        self.set_x(self.l_margin)
        self.cell(0, 5, self._sheet.head_right, align="R", new_x="LMARGIN", new_y="NEXT")
        self.ln(6)
        self.set_font("Helvetica", size=10.5)

    def footer(self) -> None:
        """The paper's name, its own page number, and the pack's stamp."""
        self.set_y(-17)
        self.set_font("Helvetica", size=8)
        self.cell(0, 5, self._sheet.foot)
        self.set_x(self.l_margin)
        self.cell(0, 5, f"{self.page_no() - self._first + 1}", align="C")
        if self._stamped:
            self.set_x(self.l_margin)
            self.cell(0, 5, f"Page {self.page_no()}", align="R")

    def print_block(self, block: Block) -> None:
        """Print one block."""
        if block.mark == "page":
            self.add_page()
        elif block.mark == "table":
            self._table(block.rows)
        elif block.mark in ("title", "heading"):
            self._heading(block.text, 15 if block.mark == "title" else 11.5)
        elif block.mark == "bullet":
            self._hanging("•", block.text, indent=14, width=5)
        elif block.mark == "numbered":
            number, _, words = block.text.partition(" ")
            self._hanging(number, words, indent=0, width=12)
        else:
            self._words(block.text)
            self.ln(2.5)

    def _heading(self, text: str, size: float) -> None:
        self.ln(2)
        self.set_font("Helvetica", "B", size)
        self.multi_cell(0, size * 0.55, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(2)
        self.set_font("Helvetica", size=10.5)

    def _words(self, text: str) -> None:
        self.multi_cell(0, 5.3, text, align="L", markdown="**" in text, new_x="LMARGIN", new_y="NEXT")

    def _hanging(self, lead: str, text: str, *, indent: float, width: float) -> None:
        self.set_x(self.l_margin + indent)
        self.cell(width, 5.3, lead)
        margin = self.l_margin
        self.set_left_margin(margin + indent + width)
        self._words(text)
        self.set_left_margin(margin)
        self.set_x(margin)
        self.ln(2.2)

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        self.set_font("Helvetica", size=8.5)
        head = FontFace(emphasis="BOLD", fill_color=(221, 230, 234))
        longest = [max(min(max(len(row[i]) for row in rows), 46), 8) for i in range(len(rows[0]))]
        with self.table(
            headings_style=head, col_widths=longest, line_height=4.6, text_align="LEFT", padding=1, width=self.epw
        ) as table:
            for row in rows:
                line = table.row()
                for cell in row:
                    colour = RAG.get(cell.lower())
                    line.cell(cell, style=FontFace(fill_color=colour) if colour else None)
        self.ln(4)
        self.set_font("Helvetica", size=10.5)


def make_docx(sheet: Sheet) -> bytes:
    """The same paper as a Word file; the same bytes every time."""
    word = WordDocument()
    word.sections[0].header.paragraphs[0].text = f"{sheet.head_left}\t{sheet.head_right}"
    for block in read_blocks(sheet.text):
        if block.mark == "table":
            table = word.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif block.mark == "page":
            word.add_page_break()  # type: ignore[no-untyped-call]
        elif block.mark in ("title", "heading"):
            word.add_heading(block.text, level=1 if block.mark == "title" else 2)
        else:
            word.add_paragraph(
                block.text.replace("**", ""), style="List Bullet" if block.mark == "bullet" else "Normal"
            )
    raw = io.BytesIO()
    word.save(raw)
    return _undated(raw.getvalue())


def _undated(archive: bytes) -> bytes:
    """A zip file without the moment it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2018, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def make_scan(sheet: Sheet, published: date) -> bytes:
    """The paper as a scan: pictures of its pages and no text."""
    width, height, margin = 1240, 1754, 130  # A4 at 150 dpi
    lines: list[str] = [sheet.head_left, sheet.head_right, ""]
    for block in read_blocks(sheet.text):
        rows = ["   ".join(row) for row in block.rows] or [block.text]
        lines += [line for row in rows for line in _wrapped(row, 78)] + [""]
    font = ImageFont.load_default(size=25)
    pdf = FPDF(format="A4")
    pdf.set_creation_date(datetime.combine(published, time(9), tzinfo=UTC))
    for start in range(0, len(lines), 40):
        picture = Image.new("L", (width, height), 250)
        pen = ImageDraw.Draw(picture)
        for row, line in enumerate(lines[start : start + 40]):
            pen.text((margin, margin + row * 36), line, fill=35, font=font)
        pdf.add_page()
        pdf.image(picture.rotate(0.4, fillcolor=250).convert("1"), x=0, y=0, w=210)
    return bytes(pdf.output())


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text.replace("**", ""), width) or [""]
