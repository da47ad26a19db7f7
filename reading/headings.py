"""Headings on a PDF's page, by their look: larger than the text around them, bold, or in capitals."""

from collections.abc import Iterator

from reading.paragraphs import Block
from records.papers import Heading

_LONGEST = 120  # characters
_LARGER = 1.12  # times the height of the page's text


def headings_of(page: int, blocks: list[Block], starts: list[int]) -> Iterator[Heading]:
    """The page's headings; `starts` says where each block begins in its text. Their level is not known."""
    usual = _usual_height(blocks)
    for block, start in zip(blocks, starts, strict=True):
        if _is_heading(block, usual):
            yield Heading(page=page, start=start, end=start + len(block.text))


def _is_heading(block: Block, usual: float) -> bool:
    text = block.text
    letters = sum(map(str.isalpha, text[:_LONGEST]))
    if block.rows or len(text) > _LONGEST or letters < 3 or text[-1] in ".;,":
        return False
    return block.bold or block.height > _LARGER * usual or (text.isupper() and letters > 5)


def _usual_height(blocks: list[Block]) -> float:
    """The font height most of the page's letters have."""
    sized = sorted((block.height, len(block.text)) for block in blocks if not block.rows)
    half, counted = sum(length for _, length in sized) / 2, 0
    for height, length in sized:
        counted += length
        if counted >= half:
            return height
    return 0.0
