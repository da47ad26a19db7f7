"""Split a page's text into its units: sentences, list items, limbs of resolutions, table rows, headings, furniture.

Every unit keeps its place in the text, and the unit that introduces it ("RESOLVED – That:", "By September 2015:",
a table's heading row), because strength and deadline often stand there and not in the sentence itself.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Literal, NamedTuple

from commitments.lines import LEAD_IN, LEADER, Line, find_lines
from commitments.openings import RECOMMENDED, RESOLVED, may_decide
from commitments.sentence_ends import find_spans

Form = Literal["prose", "bullet", "resolution", "recommendation", "table_row", "heading", "furniture"]


class Sentence(NamedTuple):
    """One unit of a page: `text[start:end]` without leading numbering and outer white space.

    `lead` is the unit that introduces it; leads may have leads ("The Board:" under "Decision:").
    """

    start: int
    end: int
    form: Form
    lead: "Sentence | None" = None

    def leads(self) -> "list[Sentence]":
        """The units that introduce this one, nearest first."""
        found = []
        lead = self.lead
        while lead is not None:
            found.append(lead)
            lead = lead.lead
        return found


@lru_cache(maxsize=4)
def find_sentences(text: str) -> tuple[Sentence, ...]:
    """Every unit of the page in order, none overlapping; white space and list markers belong to no unit."""
    return tuple(_units(text, _blocks(text, find_lines(text))))


class _Block(NamedTuple):
    """Lines that belong together: a paragraph, a list item, a heading, a row."""

    start: int
    end: int
    kind: str
    marker: str


def _blocks(text: str, lines: list[Line]) -> Iterator[_Block]:
    """Lines joined where one runs on into the next."""
    held: Line | None = None
    start = end = 0
    width = max((line.width for line in lines if line.kind == "prose"), default=0)
    for line in lines:
        if held is not None and line.kind in ("prose", "heading") and _runs_on(text, held, line, width):
            end = line.end
            held = held._replace(end=line.end, width=line.width, blank_after=line.blank_after)
            continue
        if held is not None:
            yield _Block(start, end, held.kind, held.marker)
        held = None if line.kind == "blank" else line
        start, end = line.start, line.end
    if held is not None:
        yield _Block(start, end, held.kind, held.marker)


def _runs_on(text: str, held: Line, line: Line, width: int) -> bool:
    """Whether a line goes on where the one before it broke off."""
    if held.blank_after or held.kind in ("row", "furniture"):
        return False
    last, first = text[held.end - 1], text[line.start]
    led = LEADER.search(text, held.start, held.end)
    if (led and not first.islower()) or ".... " in text[held.start : line.end]:
        return False
    if last == "-" and first.islower():
        return True
    if held.kind == "heading":
        return first.islower() and last != ":" and not text[held.start : held.end].isupper()
    if last in ".!?:;" and (first.isupper() or first.isdigit()):
        return last == "." and held.width >= 0.6 * width  # one paragraph; its sentences are told apart later
    if first.islower() or last in ",–—(" or first in "(£":
        return True
    return held.width >= max(40, 0.6 * width)


class _Leads:
    """What governs the unit read next: the heading, the lead-ins of the lists it is in, the table's heading row."""

    def __init__(self) -> None:
        self.heading: Sentence | None = None
        self.table: Sentence | None = None
        self._openers: list[tuple[Sentence, str, str]] = []  # lead-in, the marker of its own item, that of its items

    @property
    def nearest(self) -> Sentence | None:
        """The lead of the next unit that is no row."""
        return self._openers[-1][0] if self._openers else self.heading

    def begin(self, heading: Sentence) -> None:
        """A heading ends every list."""
        self.heading = heading
        self._openers.clear()

    def open(self, unit: Sentence, marker: str) -> None:
        """A lead-in governs the items that follow."""
        self._openers.append((unit, marker, ""))

    def close_before(self, marker: str) -> None:
        """A paragraph ends every list; an item ends those that it stands beside or above."""
        if not marker:
            self._openers.clear()
        while self._openers:
            unit, own, items = self._openers[-1]
            if marker == own or (marker == "1.1" and items not in ("", marker)):
                self._openers.pop()
            elif items in ("", marker) or not any(marker in (own, items) for _, own, items in self._openers[:-1]):
                self._openers[-1] = (unit, own, items or marker)
                return
            else:
                self._openers.pop()


def _units(text: str, blocks: Iterator[_Block]) -> Iterator[Sentence]:
    """Sentences of each block, with the lead that governs them."""
    leads = _Leads()
    in_table = False
    found = list(blocks)
    for block, after in zip_longest(found, found[1:]):
        if block.kind == "furniture":
            yield Sentence(start=block.start, end=block.end, form="furniture")
        elif block.kind == "row":
            header = not in_table and _is_header_row(text[block.start : block.end])
            lead = leads.table if in_table else leads.nearest
            unit = Sentence(start=block.start, end=block.end, form="heading" if header else "table_row", lead=lead)
            if not in_table:
                leads.table = unit if header else lead
            in_table = True
            yield unit
        elif block.kind == "heading":
            in_table = False
            heading = Sentence(start=block.start, end=block.end, form="heading")
            leads.begin(heading)
            yield heading
        else:
            in_table = False
            opens = after is not None and bool(after.marker) and _is_opener(text, block)
            yield from _paragraph(text, block, leads, opens=opens)


_BROKEN_OFF = re.compile(r"\b(?:would|will|shall|should|to|that)\Z")
_LONGEST_LAST = 6  # letters of the longest of these words


def _is_opener(text: str, block: _Block) -> bool:
    """Whether a block opens the list after it: one short line without a full stop ("Year two (to August 2017)"), or
    one that breaks off ("By 2012 we would")."""
    words = text[block.start : block.end]
    if _BROKEN_OFF.search(words, len(words) - _LONGEST_LAST):
        return True
    return not block.marker and len(words) < 90 and "\n" not in words and (words[-1].isalnum() or words[-1] == ")")


def _paragraph(text: str, block: _Block, leads: _Leads, *, opens: bool = False) -> Iterator[Sentence]:
    """The sentences of a paragraph or list item; a label in front ("Purpose: ...") is a heading of its own. One that
    `opens` a list governs what follows."""
    leads.close_before(block.marker)
    start, own = block.start, None
    label = _LABEL.match(text, block.start, block.end) or _CAPITALS.match(text, block.start, block.end)
    if label and _is_label(text, block, label):
        unit = Sentence(start=block.start, end=label.end("label"), form="heading")
        if block.marker:
            own = unit = unit._replace(lead=leads.nearest)  # the label of one item governs nothing else
        elif _SPEAKS.search(label["label"]):
            unit = unit._replace(lead=leads.nearest)
            leads.open(unit, block.marker)
        else:
            leads.begin(unit)
        yield unit
        start = label.end()
    opened = False
    for first, last in find_spans(text, start, block.end):
        lead = own or leads.nearest
        unit = Sentence(start=first, end=last, form=_form(text, first, last, bool(block.marker), lead), lead=lead)
        yield unit
        if text[last - 1] in ":–—-" or opens or _is_bare_opener(text, first, last):
            leads.open(unit, block.marker)
            opened = True
        elif unit.form == "resolution" and not block.marker and not opened and leads.nearest is leads.heading:
            leads.open(unit, "")
            opened = True


def _is_label(text: str, block: _Block, label: re.Match[str]) -> bool:
    if block.marker and not text[label.end()].isalpha():
        return False  # "Children in care: 1,370"
    return _SPEAKS.search(label["label"]) is not None or LEAD_IN.search(label["label"]) is None


_SPEAKS = re.compile(
    r"\b(?:said|says|added|asked|replied|told|commented|explained|continued|stated)\b[^:]*:$", re.IGNORECASE
)
_CAPITALS = re.compile(
    r"(?P<label>(?:[A-Z]{2,} ){0,3}[A-Z]{4,})[ \xa0]{2,3}(?=[A-Z][a-z])"
)  # "REASONS  The lease ends"
_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z()/&'’?-]*(?: [A-Za-z()/&'’?-]+){0,4}:)[ \t\xa0]+(?=\S)")


def _is_bare_opener(text: str, start: int, end: int) -> bool:
    if end - start >= 60:
        return False
    words = text[start:end].rstrip(" :;–—-")
    return may_decide(words) and RESOLVED.fullmatch(words) is not None


def _form(text: str, start: int, end: int, listed: bool, lead: Sentence | None) -> Form:
    """Resolution and recommendation go before bullet: they decide how strongly the words bind."""
    if opened := _opens(text[start:end]):
        return opened
    while lead is not None:
        if opened := _opens(text[lead.start : lead.end]):
            return opened
        lead = lead.lead
    return "bullet" if listed else "prose"


@lru_cache(maxsize=64)  # leads are asked again for each unit under them
def _opens(words: str) -> Form | None:
    """What words that a decision or an advice can begin with make of a unit."""
    if not may_decide(words):
        return None
    if RESOLVED.match(words):
        return "resolution"
    return "recommendation" if RECOMMENDED.match(words) else None


_BETWEEN_CELLS = re.compile(r"\||\t|\s{2,}")
_FIGURE_CELL = re.compile(r"(?!(?:19|20)\d\d$)[£+-]?[\d,.]+\s*(?:%|k|m)?")


def _is_header_row(row: str) -> bool:
    """A first row is the heading row when it holds names and periods and no figures."""
    cells = [cell.strip() for cell in _BETWEEN_CELLS.split(row) if cell.strip()]
    return len(cells) > 1 and not any(map(_FIGURE_CELL.fullmatch, cells))


_BREAK = re.compile(
    r"\b(?:and|but|while|whilst|whereas|(?:al)?though|because|so that"
    r"|who|which|when|where|yet|with)\b"
    r"|;|\s[–—]\s|:\s"
)
_VERB = re.compile(  # in small letters
    r"\b(?:will|would|shall|should|can|could|may|might|must|is|are|was|were|be|been|has|have|had|do|does|did|"
    r"aims?|plans?|hopes?|expects?|wants?|needs?|intends?|agreed?s?|asked|asks|says?|said|remains?|rose|fell|fall|rise|grew|"
    r"went|came|come|comes|goes|made|got|stood|stands|means?|meant|kept|took|takes?|gave|gives?|saw|sees?|set|cut|put|let|"
    r"\w{3,}ed|\w+['’](?:ll|s been|ve|re|d))\b"
)


def find_clauses(text: str, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Spans of the sentence's clauses: cut where a second verb phrase begins; one span when there is none."""
    cuts = [sentence.start]
    for match in _BREAK.finditer(text, sentence.start, sentence.end):
        before = text[cuts[-1] : match.start()]
        if _VERB.search(before.lower()) and _VERB.search(text[match.end() : sentence.end].lower()):
            cuts.append(match.start())
    cuts.append(sentence.end)
    spans = []
    for first, last in pairwise(cuts):
        while first < last and (text[first].isspace() or text[first] in ",;:–—"):
            first += 1
        while last > first and (text[last - 1].isspace() or text[last - 1] in ",;:–—"):
            last -= 1
        if first < last:
            spans.append((first, last))
    return tuple(spans)
