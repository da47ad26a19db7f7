"""Two texts of one paper side by side: which sentences, list items and rows were reworded, removed or added, by page.

The whole papers are compared, not page with page, so that a paragraph pushed onto the next page is no change. White
space, list numbers and running headers are not compared.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from rapidfuzz.distance import Indel

from commitments.sentences import find_sentences
from records.papers import Page
from records.versions import Change, PageChange, Side

_WORD = re.compile(r"\s+|[£$€]?\w+(?:[.,:/'’-]\w+)*%?|[^\w\s]")
_ALIKE = 0.5  # of the characters: below it a unit was replaced by another, not reworded
_MOST_PAIRS = 40_000  # tries of one old unit with one new: a rewritten hundred pages are shown as removed and added


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence, list item or row: `text` is `page.text[start:end]`."""

    page: int
    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """Its words, whatever the white space between them."""
        return " ".join(self.text.split())


Pair = tuple[Unit | None, Unit | None]  # what stood there, what stands there now


def units(pages: Iterable[Page]) -> list[Unit]:
    """The units of a paper in order, running headers left out."""
    return [
        Unit(page=page.number, start=one.start, end=one.end, text=page.text[one.start : one.end])
        for page in pages
        for one in find_sentences(page.text)
        if one.form != "furniture"
    ]


def aligned(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[int, int, Pair]]:
    """Every unit of both papers in order, each beside the unit it became, with the pages the reader is on in both."""
    matcher = SequenceMatcher(None, [unit.key for unit in old], [unit.key for unit in new])
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        pairs = zip(old[i1:i2], new[j1:j2], strict=True) if tag == "equal" else _paired(old[i1:i2], new[j1:j2])
        for before, after in pairs:
            yield (
                before.page if before else _page_at(old, i1),
                after.page if after else _page_at(new, j1),
                (before, after),
            )


def page_changes(old: Sequence[Page], new: Sequence[Page]) -> tuple[PageChange, ...]:
    """What was reworded, removed and added, page by page. Empty when both say the same."""
    changed = [row for row in aligned(units(old), units(new)) if not _same(row[2])]
    return tuple(
        PageChange(before=before or None, after=after or None, changes=tuple(_change(pair) for *_, pair in rows))
        for (before, after), rows in groupby(changed, key=lambda row: row[:2])
    )


def words_of(before: str, after: str) -> tuple[tuple[Side, str], ...]:
    """The words of both texts in order, each told by its side; neighbours of one side are one."""
    a, b = _WORD.findall(before), _WORD.findall(after)
    found: list[tuple[Side, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(a[i1:i2])))
            continue
        found += [("gone", "".join(a[i1:i2]))] if i2 > i1 else []
        found += [("new", "".join(b[j1:j2]))] if j2 > j1 else []
    return tuple(found)


def _page_at(listed: Sequence[Unit], at: int) -> int:
    return listed[min(at, len(listed) - 1)].page if listed else 0


def _same(pair: Pair) -> bool:
    before, after = pair
    return before is not None and after is not None and before.key == after.key


def _change(pair: Pair) -> Change:
    before, after = pair[0].key if pair[0] else None, pair[1].key if pair[1] else None
    return Change(before=before, after=after, words=words_of(before or "", after or ""))


def _paired(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Pair]:
    """Each old unit beside the likest new one that keeps the order; the rest removed or added, in their place."""
    at = 0
    tries = len(old) * len(new) <= _MOST_PAIRS
    for before in old:
        alike = [likeness(before, after) for after in new[at:]] if tries else []
        likest = at + alike.index(max(alike)) if alike and max(alike) else None
        if likest is None:
            yield before, None
            continue
        for added in new[at:likest]:
            yield None, added
        yield before, new[likest]
        at = likest + 1
    for added in new[at:]:
        yield None, added


def likeness(before: Unit, after: Unit) -> float:
    """How much of their characters two units share in order, 0 to 1; 0 below a half: they are two different ones."""
    return Indel.normalized_similarity(before.key, after.key, score_cutoff=_ALIKE)
