"""Split a page's text into its units: sentences, list items, limbs of resolutions, table rows, headings, furniture.

Every unit keeps its place in the text, and the unit that introduces it ("RESOLVED – That:", "By September 2015:",
a table's heading row), because strength and deadline often stand there and not in the sentence itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from commitments.lines import Line, find_lines

Form = Literal["prose", "bullet", "resolution", "recommendation", "table_row", "heading", "furniture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One unit of a page: `text[start:end]` without leading numbering and outer white space.

    `lead` is the unit that introduces it; leads may have leads ("The Board:" under "Decision:").
    """

    start: int
    end: int
    form: Form
    lead: "Sentence | None" = None

    def leads(self) -> "Iterator[Sentence]":
        """The units that introduce this one, nearest first."""
        lead = self.lead
        while lead is not None:
            yield lead
            lead = lead.lead


RESOLVED = re.compile(
    r"(?:(?:it was |the (?:\w+ ){1,4}?)?(?:unanimously )?(?:resolved|ordered|agreed)\b(?=\s*(?:$|[:;–—-]|that\b|to\b|\(|[a-z]\)|\d\)|unanimously))"
    r"|RESOLVED\b|AGREED\b|ORDERED\b|decisions?(?: made| taken)?\s*(?::|$)|resolutions?\s*(?::|$)|(?:key )?decisions? (?:made|taken)\b)",
    re.IGNORECASE,
)
RECOMMENDED = re.compile(
    r"(?:(?:the )?(?:officers?['’]? |proposed |key |final )?recommendations?(?: made| for decision| to \w+)?\s*(?:\(s\))?\s*(?:\d+\s*)?(?::|$|[–—-]|that\b)"
    r"|RECOMMENDED\b|it (?:is|was) (?:therefore )?recommended\b|(?:that )?(?:the )?(?:\w+ ){1,4}(?:is|are) (?:asked|recommended|invited|requested) to\b.{0,40}:?\s*$)",
    re.IGNORECASE,
)
# Words after which a full stop does not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Cllrs?|Cllr|Mrs?|Ms|Mx|Drs?|Prof|Rev|Revd|Hon|Rt|Sir|St|Mt|No|Nos|no|nos|para|paras|pp?|pg|vol|ed|eds|"
    r"fig|figs|ref|refs|art|arts|reg|regs|sec|ss?|sch|ch|approx|est|incl|inc|excl|max|min|avg|temp|tel|ext|dept|govt|"
    r"Ltd|Co|Corp|plc|Bros|vs?|cf|viz|etc|e\.g|i\.e|eg|ie|a\.m|p\.m|a\.k\.a|U\.K|B\.A|Ph\.D|al|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Gen|Lt|Col|Capt|Sgt|Supt|Insp|DCI|Jr|Snr|Sr)"
    r"|(?<![\w.])[A-Z]|(?<![\w.])[A-Z]\.[A-Z])$"
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9£%•·])|[.!?…][\"”’](?=\s)")
_INLINE_LIMB = re.compile(
    r"(?:(?<=[;:,.–—-]\s)|(?<=\band\s)|(?<=\bthat\s)|(?<=\bto\s)|(?<=[;:,]))"
    r"(\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})\)|[•·▪●])(?=\s*\S)"
)
_LIST_FORMS = ("bullet", "number")
_HEADER_CELL = re.compile(r"[A-Za-z]{3}|\d{4}|\d\d/\d\d|Q\d|%|£")


def find_sentences(text: str) -> tuple[Sentence, ...]:
    """Every unit of the page in order, none overlapping; white space and list markers belong to no unit."""
    return tuple(_units(text, _blocks(text, find_lines(text))))


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together: a paragraph, a list item, a heading, a row."""

    start: int
    end: int
    kind: str
    indent: int


def _blocks(text: str, lines: list[Line]) -> Iterator[_Block]:
    """Lines joined where one runs on into the next."""
    held: Line | None = None
    start = end = 0
    width = max((line.width for line in lines if line.kind == "prose"), default=0)
    for line in lines:
        if held is not None and line.kind in ("prose", "heading") and _runs_on(text, held, line, width):
            end = line.end
            held = replace(held, end=line.end, width=line.width, blank_after=line.blank_after)
            continue
        if held is not None:
            yield _Block(start, end, held.kind, held.indent)
        held = None if line.kind == "blank" else line
        start, end = line.start, line.end
    if held is not None:
        yield _Block(start, end, held.kind, held.indent)


def _runs_on(text: str, held: Line, line: Line, width: int) -> bool:
    """Whether a line goes on where the one before it broke off."""
    if held.blank_after or held.kind in ("row", "furniture"):
        return False
    last, first = text[held.end - 1], text[line.start]
    if last == "-" and first.islower():
        return True
    if held.kind == "heading":
        return first.islower() and last != ":"
    if last in ".!?:;" and (first.isupper() or first.isdigit()):
        return last == "." and held.width >= 0.6 * width  # one paragraph; its sentences are told apart later
    if first.islower() or last in ",–—(" or first in "(£":
        return True
    return held.width >= max(40, 0.6 * width)


def _units(text: str, blocks: Iterator[_Block]) -> Iterator[Sentence]:
    """Sentences of each block, with the lead that governs them."""
    heading: Sentence | None = None
    opener: Sentence | None = None
    table: Sentence | None = None
    in_table = False
    for block in blocks:
        if block.kind == "row":
            header = not in_table and _is_header_row(text[block.start : block.end])
            unit = Sentence(
                start=block.start,
                end=block.end,
                form="heading" if header else "table_row",
                lead=table if in_table else (opener or heading),
            )
            if not in_table:
                table = unit if header else (opener or heading)
            in_table = True
            yield unit
            continue
        if block.kind == "furniture":
            yield Sentence(start=block.start, end=block.end, form="furniture")
            continue
        in_table = False
        if block.kind == "heading":
            heading = Sentence(start=block.start, end=block.end, form="heading")
            opener = None
            yield heading
            continue
        listed = block.kind in _LIST_FORMS
        if not listed:
            opener = None
        label = _LABEL.match(text, block.start, block.end)
        start = block.start
        if label and not RESOLVED.match(text, block.start, label.end()):
            heading = Sentence(start=block.start, end=label.end("label"), form="heading")
            opener = None
            yield heading
            start = label.end()
        for first, last in _sentences(text, start, block.end):
            lead = opener or heading
            unit = Sentence(start=first, end=last, form=_form(text, first, last, listed, lead), lead=lead)
            yield unit
            if text[last - 1] in ":–—-" or _is_bare_opener(text, first, last):
                opener = unit
            elif opener is None and unit.form == "resolution" and not listed:
                opener = unit


_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z()/&'’?-]*(?: [A-Za-z()/&'’?-]+){0,4}:)[ \t\xa0]+(?=\S)")


def _is_bare_opener(text: str, start: int, end: int) -> bool:
    return end - start < 60 and RESOLVED.fullmatch(text[start:end].rstrip(" :;–—-")) is not None


def _form(text: str, start: int, end: int, listed: bool, lead: Sentence | None) -> Form:
    """Resolution and recommendation go before bullet: they decide how strongly the words bind."""
    places = [(start, end)]
    while lead is not None:
        places.append((lead.start, lead.end))
        lead = lead.lead
    for first, last in places:
        if RESOLVED.match(text, first, last):
            return "resolution"
        if RECOMMENDED.match(text, first, last):
            return "recommendation"
    return "bullet" if listed else "prose"


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences between two offsets, trimmed."""
    cuts = [start]
    for match in _END.finditer(text, start, end):
        if text[match.start()] == "." and _ABBREVIATION.search(text, max(start, match.start() - 12), match.start()):
            continue
        cuts.append(match.end())
    limbs = list(_INLINE_LIMB.finditer(text, start, end))
    skips = {}
    if len(limbs) > 1 or any(text[m.start()] in "•·▪●" for m in limbs):
        for limb in limbs:
            cuts.append(limb.start())
            skips[limb.start()] = limb.end()
    cuts = sorted(set(cuts)) + [end]
    for first, last in zip(cuts, cuts[1:], strict=False):
        first = skips.get(first, first)
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last and any(char.isalnum() for char in text[first:last]):
            yield first, last


def _is_header_row(row: str) -> bool:
    """A first row is the heading row when it holds names and periods and no figures."""
    cells = [cell.strip() for cell in re.split(r"\||\t|\s{2,}", row) if cell.strip()]
    figures = [
        cell
        for cell in cells
        if re.fullmatch(r"[£+-]?[\d,.]+\s*(?:%|k|m)?", cell) and not re.fullmatch(r"(?:19|20)\d\d", cell)
    ]
    return not figures and len(cells) > 1


_BREAK = re.compile(
    r"\s*(?:;|–|—|,)?\s*\b(?:and|but|while|whilst|whereas|although|though|because|so that|which|who|where|when|yet|with)\b|;|\s[–—]\s|:\s"
)
_VERB = re.compile(
    r"\b(?:will|would|shall|should|can|could|may|might|must|is|are|was|were|be|been|has|have|had|do|does|did|"
    r"aims?|plans?|hopes?|expects?|wants?|needs?|intends?|agreed?s?|asked|asks|says?|said|remains?|rose|fell|fall|rise|grew|"
    r"went|came|come|comes|goes|made|got|stood|stands|means?|meant|kept|took|takes?|gave|gives?|saw|sees?|set|cut|put|let|"
    r"\w{3,}ed|\w+['’](?:ll|s been|ve|re|d))\b",
    re.IGNORECASE,
)


def find_clauses(text: str, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Spans of the sentence's clauses: cut where a second verb phrase begins; one span when there is none."""
    cuts = [sentence.start]
    for match in _BREAK.finditer(text, sentence.start, sentence.end):
        if _VERB.search(text, cuts[-1], match.start()) and _VERB.search(text, match.end(), sentence.end):
            cuts.append(match.start())
    cuts.append(sentence.end)
    spans = []
    for first, last in zip(cuts, cuts[1:], strict=False):
        while first < last and (text[first].isspace() or text[first] in ",;:–—"):
            first += 1
        while last > first and (text[last - 1].isspace() or text[last - 1] in ",;:–—"):
            last -= 1
        if first < last:
            spans.append((first, last))
    return tuple(spans)
