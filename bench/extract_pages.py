"""Pages a minute for the extractor on one core, step by step, beside reading the same pages from a PDF.

python bench/extract_pages.py [PAGES] [FILE ...]

Measured on two kinds of page of 3,000 characters: made from a few sentences, whose words come again and again, and
joined from the labelled passages of tests/gold, whose words vary. All are measured in turns in one run, best of three;
trust the ratios to PDF reading (the whole extractor: 28 to 36 times), not the numbers. Last comes what the first
reading of the varied pages took, when every word is new and patterns are compiled on the way. FILEs (papers and
stories kept elsewhere: PDF, DOCX, HTML, text) are measured as a third kind, their words joined to pages of the same
length: both kinds of our own hold more findings a page than most papers do.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
from fpdf import FPDF

from archive.bundled import load_topic
from commitments.deadlines import find_deadlines
from commitments.extract import find, make_ready
from commitments.quantities import find_quantities
from commitments.sentences import find_sentences
from reading.limits import Limits
from reading.readers import read_bytes
from records.findings import Passage
from records.topics import Topic

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
LENGTH = 3000  # characters of a page
PUBLISHED = date(2025, 5, 12)
SAID = [
    "The Director reported that there were {n} mainstream households at 31 March 2025, against a target of {m}.",
    "The Council will recruit {n} more foster carers by the end of 2026/27.",
    "Members asked whether the backlog would be cleared, and how many children had waited longer than 20 weeks.",
    "It was hoped that the second home would open in the autumn with four places.",
    "Spending on placements had risen from £{n}m to £{m}m, and agency staff made up {n}% of the workforce.",
    "The Chair thanked officers for a clear report and welcomed the new Head of Service.",
    "A further report on the placement strategy will be brought to the Committee in six months' time.",
    "Families had told the service what mattered to them, and the action plan reflected what they had said.",
]
RESOLVED = (
    "RESOLVED – That:\n\n(i) the report be noted; and\n\n(ii) an update on recruitment be brought in {month} 2025."
)
TABLE = "Ref | Measure | 2023/24 | 2024/25 | Target | RAG\n" + "\n".join(
    f"CP{row} | Children looked after, cohort {row} | {300 + row} | {310 + row} | {305 + row} | Amber"
    for row in range(6)
)


def page(seed: int) -> str:
    """About 3,000 characters of minutes; every third page holds a table."""
    chance = random.Random(seed)
    parts = [f"Children's Services Committee - minute {seed}", "Minutes:"]
    while sum(map(len, parts)) < LENGTH - 400:
        said = (chance.choice(SAID).format(n=chance.randint(2, 90), m=chance.randint(91, 200)) for _ in range(4))
        parts.append(f"{seed % 90 + 1}.{len(parts)}   " + " ".join(said))
    parts.append(RESOLVED.format(month=chance.choice(["June", "September", "November"])))
    return "\n\n".join(parts + ([TABLE] if seed % 3 == 0 else []))


def gold_pages(count: int) -> list[str]:
    """Pages of 3,000 characters, joined from all labelled passages of the repository."""
    files = [GOLD / "dev.jsonl", *sorted((GOLD / "own").glob("*.jsonl"))]
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf8").splitlines()]
    return cut("\n\n".join(row["text"] for row in rows))[:count]


def pages_of(files: list[str]) -> list[str]:
    """Pages of 3,000 characters, joined from what is read in some files."""
    readings = (read_bytes(Path(file).read_bytes(), None, file, Limits()) for file in files)
    return cut("\n\n".join(page.text for reading in readings for page in reading.pages))


def cut(words: str) -> list[str]:
    """A text in pages of 3,000 characters, without its last piece."""
    return [words[start : start + LENGTH] for start in range(0, len(words) - LENGTH, LENGTH)]


def as_pdf(texts: list[str]) -> bytes:
    """The same pages as a PDF."""
    pdf = FPDF()
    pdf.set_font("helvetica", size=9)
    pdf.set_auto_page_break(auto=False)
    for text in texts:
        pdf.add_page()
        pdf.multi_cell(0, 4, text.replace("–", "-").encode("latin-1", "replace").decode("latin-1"))
    return bytes(pdf.output())


def best_of_three(steps: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of processor time for each step, the best of three turns."""
    taken: dict[str, float] = {}
    for _ in range(3):
        for name, step in steps.items():
            began = time.process_time()
            step()
            taken[name] = min(taken.get(name, 1e9), time.process_time() - began)
    return taken


def main() -> None:
    """Build the pages, time each step, print the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    topic = load_topic()
    varied = gold_pages(count)
    began = time.process_time()
    for text in varied:
        find(Passage(text=text, published=PUBLISHED), topic)
    cold = time.process_time() - began
    make_ready(topic)
    measure("made of a few sentences", [page(seed) for seed in range(count)], topic)
    measure("joined from labelled passages", varied, topic)
    if files := sys.argv[2:]:
        measure(f"joined from {len(files)} files", pages_of(files), topic)
    print(f"{'read for the first time':<26}{1000 * cold / len(varied):8.2f} ms a page, patterns compiled on the way")


def measure(kind: str, texts: list[str], topic: Topic) -> None:
    """Time every step on some pages."""
    fresh = iter(range(10**9))  # a new page number each turn, so that no step reads from a cache
    body = as_pdf(texts)
    unweighed = topic.model_copy(update={"weighings": {}})

    def each(read: Callable[[str], object]) -> Callable[[], object]:
        return lambda: [read(f"{text}\n\n{next(fresh)}") for text in texts]

    def pdf() -> None:
        for sheet in pypdfium2.PdfDocument(body):
            sheet.get_textpage().get_text_range()

    found = [find(Passage(text=text, published=PUBLISHED), topic) for text in texts]
    told = sum(len(one.statements) + len(one.observations) for one in found) / len(texts)
    taken = best_of_three(
        {
            "PDF text (PDFium, bare)": pdf,
            "sentences": each(find_sentences),
            "deadlines": each(lambda text: find_deadlines(text, PUBLISHED)),
            "quantities": each(lambda text: find_quantities(text, topic)),
            "rules alone": each(lambda text: find(Passage(text=text, published=PUBLISHED), unweighed)),
            "the whole extractor": each(lambda text: find(Passage(text=text, published=PUBLISHED), topic)),
        }
    )
    base = taken["PDF text (PDFium, bare)"]
    print(f"{len(texts)} pages of {sum(map(len, texts)) // len(texts)} characters, {kind}; {told:.1f} findings a page")
    for name, seconds in taken.items():
        each_page, speed = 1000 * seconds / len(texts), 60 * len(texts) / seconds
        print(f"{name:<26}{each_page:8.2f} ms a page {speed:8.0f} pages/minute/core {seconds / base:6.1f} x PDF")


if __name__ == "__main__":
    main()
