"""Where the sentences of a paragraph end, and where its inline limbs ("(i) ...; (ii) ...", "• ... • ...") begin."""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

# Words after which a full stop does not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Cllrs?|Mrs?|Ms|Mx|Drs?|Prof|Rev|Revd|Hon|Rt|Sir|St|Mt|[Nn]os?|paras?|pp?|pg|vol|eds?|figs?|refs?|arts?|regs?|sec|ss?"
    r"|sch|ch|[Aa]pprox|est|incl?|excl|max|min|avg|temp|tel|ext|dept|govt|Ltd|Co|Corp|plc|Bros|vs?|cf|viz|etc|e\.g|i\.e|eg|ie"
    r"|a\.m|p\.m|a\.k\.a|U\.K|B\.A|Ph\.D|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun"
    r"|Gen|Lt|Col|Capt|Sgt|Supt|Insp|DCI|Jr|Snr|Sr)|(?<![\w.])[A-Z]|(?<![\w.])[A-Z]\.[A-Z])$"
)
# "Band A." ends one all the same.
_LETTERED = re.compile(r"\b(?:Band|Grade|Group|Category|Option|Annexe?|Appendix|Class|Tier|Phase|Part|Schedule) [A-Z]$")
_END = re.compile(r"[.!?…](?:[.!?…]*[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9£%•·])|[\"”’](?=\s))")
_LIMB = re.compile(
    r"(?=\(?\w{1,4}\)|[•·▪●])(?:(?<=[;:,.–—-]\s)|(?<=\band\s)|(?<=\bthat\s)|(?<=\bto\s)|(?<=[;:,]))"
    r"(\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})\)|[•·▪●])(?=\s*\S)"
)

_LONGEST_SENTENCE = 4000  # characters; what is longer is a list or a table that lost its lines
_PARTED_BY = (";", ", ", "\n", " ", "\xa0")  # the surest first
_MARK = re.compile(r"[)•·▪●](?<![^a-hivx\d][)])")  # without one there is no limb


def find_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences between two offsets, trimmed."""
    cuts = [start]
    for match in _END.finditer(text, start, end):
        stop = match.start()
        short = text[stop] == "." and _ABBREVIATION.search(text, max(start, stop - 12), stop)
        if short and not _LETTERED.search(text, max(start, stop - 16), stop):
            continue
        cuts.append(match.end())
    limbs = list(_LIMB.finditer(text, start, end)) if _MARK.search(text, start, end) else []
    skips = {}
    if len(limbs) > 1 or any(text[m.start()] in "•·▪●" for m in limbs):
        for limb in limbs:
            cuts.append(limb.start())
            skips[limb.start()] = limb.end()
    cuts = [*sorted(set(cuts)), end]
    for first, last in chain.from_iterable(_not_endless(text, *span) for span in pairwise(cuts)):
        first = skips.get(first, first)
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last and any(char.isalnum() for char in text[first:last]):
            yield first, last


def _not_endless(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch, cut where its parts end when it is longer than any sentence: what is asked of a sentence takes the
    square of its length."""
    while end - start > _LONGEST_SENTENCE:
        half, last = start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE
        cut = next((place + 1 for mark in _PARTED_BY if (place := text.rfind(mark, half, last)) >= 0), last)
        yield start, cut
        start = cut
    yield start, end
