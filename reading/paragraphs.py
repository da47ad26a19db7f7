"""Lines of one region → paragraphs: wraps undone; list items, headings and numbered paragraphs on their own lines."""

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reading.clean import clean, one_line, row_text
from reading.joining import Vocabulary, joined
from reading.markers import is_bullet, is_marker
from reading.words import Line

_PARAGRAPH_GAP = 1.3  # of the usual step from line to line
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d*$")
_HYPHEN_LEFT = re.compile(r"\w-$")
_SLACK = 2.0  # points
_INDENT = 12.0  # points


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one table with its rows. `apart`: a gap stands before it. `height`: its font's, in points."""

    text: str
    apart: bool
    height: float
    rows: tuple[tuple[str, ...], ...] = ()
    bold: bool = False


def blocks_of(lines: list[Line], vocabulary: Vocabulary, narrowest: float = 0.0) -> list[Block]:
    """The region's blocks in order. Two lines are one paragraph when the upper was full: the next word had no room.

    Lines that are all shorter than `narrowest` (points) are a list, an address, names: never full.
    """
    steps = [b.bottom - a.bottom for a, b in pairwise(lines) if not a.rows and not b.rows]
    usual = median(steps) if steps else 0.0
    right = _right_edge(lines)
    if right - min((line.left for line in lines), default=0.0) < narrowest:
        right = math.inf
    blocks: list[Block] = []
    begun: list[Line] = []
    apart = True
    for line in lines:
        if begun and not line.rows and not begun[-1].rows:
            step = line.bottom - begun[-1].bottom
            gap = step > _PARAGRAPH_GAP * usual and step > 1.25 * line.height
            if not gap and _goes_on(begun, line, right):
                begun.append(line)
                continue
            blocks.append(_block(begun, apart, vocabulary))
            apart = gap or step < 0
        elif begun:
            blocks.append(_block(begun, apart, vocabulary))
            apart = True
        begun = [line]
    if begun:
        blocks.append(_block(begun, apart, vocabulary))
    return blocks


def page_text(blocks: list[Block]) -> tuple[str, list[int]]:
    """The text, a blank line where a gap stands on the page, else a block a line; and where each block starts."""
    text, starts = "", []
    for block in blocks:
        text += ("\n\n" if block.apart else "\n") if text else ""
        starts.append(len(text))
        text += block.text
    return text, starts


def goes_on_in(block: Block, next_block: Block) -> bool:
    """Whether a paragraph runs on from the foot of one column to the head of the next."""
    return (
        not block.rows
        and not next_block.rows
        and next_block.text[:1].islower()
        and block.text[-1:] not in ".:;!?"
        and 0.85 < next_block.height / max(block.height, 0.1) < 1.18
    )


def _block(lines: list[Line], apart: bool, vocabulary: Vocabulary) -> Block:
    if lines[0].rows:
        rows = tuple(tuple(map(one_line, row)) for row in lines[0].rows)
        return Block("\n".join(map(row_text, rows)), True, lines[0].height, rows)
    height = median([line.height for line in lines])
    return Block(clean(joined(lines, vocabulary)), apart, height, bold=lines[0].words[0].bold)


def _right_edge(lines: list[Line]) -> float:
    """Where full lines end; one line that stands out (a page-wide heading) does not count."""
    ends = sorted(line.right for line in lines if not line.rows)
    return ends[int(len(ends) * 0.9)] if len(ends) > 5 else max(ends, default=0.0)


def _goes_on(begun: list[Line], line: Line, right: float) -> bool:
    """Whether the line is the rest of the paragraph."""
    last = begun[-1]
    if not 0.85 < line.height / max(last.height, 0.1) < 1.18 or (
        last.text.count(".") > 3 and _LEADERS.search(last.text)
    ):
        return False
    first = line.words[0]
    space = 0.25 * line.height
    was_full = last.wrapped or last.right + space + (first.right - first.left) > right - _SLACK
    if _HYPHEN_LEFT.search(last.text) and line.text[:1].isalnum() and not line.text[:1].isupper():
        return True
    if is_bullet(first.text) or (is_marker(first.text) and _opens_item(begun, line, was_full)):
        return False
    inner = _text_left(begun[0])
    if line.left > max(inner, last.left) + _INDENT or line.left < min(begun[0].left, last.left) - _INDENT:
        return False
    if was_full:
        return True
    # Ragged or centred text: a sentence that goes on in small letters.
    return line.text[:1].islower() and last.text[-1:] not in ".:;!?" and len(last.words) > 3


def _opens_item(begun: list[Line], line: Line, was_full: bool) -> bool:
    """Whether a first word that may be a marker is one: "(b)" below "(a)", not "4.2" within a sentence."""
    if len(line.words) == 1 or not was_full or begun[-1].text[-1:] in ".;:":
        return len(line.words) > 1
    first, second = line.words[:2]
    apart = second.left - first.right > 0.5 * line.height
    in_a_list = is_marker(begun[0].words[0].text) and abs(line.left - begun[0].left) < _SLACK
    return apart or in_a_list or abs(line.left - begun[-1].left) > _INDENT


def _text_left(line: Line) -> float:
    """Where a paragraph's text begins, behind its bullet or number."""
    words = line.words
    return words[1].left if len(words) > 1 and is_marker(words[0].text) else line.left
