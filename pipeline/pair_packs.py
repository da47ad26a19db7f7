"""The pairing step: a pack and the single papers inside it resolve to one text; the single paper is the one found.

Two publishing shapes exist: one pack per meeting, or one PDF per item. A pack repeats the item's PDF page by page, with
another running header, so pages are compared by their words' shingles, not byte by byte.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.home import Archive
from archive.twins import Twin
from records.papers import Paper

_SHINGLE = 5  # words
_ALIKE = 0.85  # share of the single page's shingles that the pack's page must hold
_SHORTEST = 12  # words: a shorter page says too little to be paired


@dataclass(slots=True)
class Twins:
    """How one paper's text stands elsewhere too. Places are (page here, "paper#page" there)."""

    same_as: str | None = None  # the paper with the same bytes that is found in its stead
    repeats: set[int] = field(default_factory=set)  # pages of a pack that a single paper holds
    also_at: set[tuple[int, str]] = field(default_factory=set)


Pairing = dict[str, Twins]  # by paper


def pair_papers(archive: Archive) -> Pairing:
    """Find pages that stand both in a pack and in a single paper of its meeting, and papers with the same bytes."""
    by_bytes: dict[tuple[str | None, str], list[Paper]] = defaultdict(list)
    by_meeting: dict[tuple[str, str], list[tuple[Paper, str]]] = defaultdict(list)
    for kept, version in archive.papers.current_all():
        by_bytes[kept.paper.council, version.sha256].append(kept.paper)
        if kept.paper.meeting and kept.paper.kind != "item":
            by_meeting[kept.paper.source, kept.paper.meeting].append((kept.paper, version.sha256))
    pairing: Pairing = defaultdict(Twins)
    for papers in by_bytes.values():
        first, *others = sorted(papers, key=_standing)
        for other in others:
            pairing[other.id].same_as = first.id
            pairing[first.id].also_at.add((1, f"{other.id}#1"))
    for papers_of_meeting in by_meeting.values():
        alive = [pair for pair in papers_of_meeting if not pairing.get(pair[0].id, Twins()).same_as]
        packs = [pair for pair in alive if pair[0].kind == "pack"]
        singles = [pair for pair in alive if pair[0].kind != "pack"]
        if packs and singles:
            _pair_pages(archive, packs, singles, pairing)
    archive.twins.keep(_twins(pairing))
    return dict(pairing)


def _twins(pairing: Pairing) -> Iterator[Twin]:
    found: dict[tuple[str, int], Twin] = {}
    for paper, twins in pairing.items():
        if twins.same_as:
            found[paper, 0] = Twin(paper=paper, page=0, other=twins.same_as, other_page=0)
        for page, place in sorted(twins.also_at):
            other, _, number = place.rpartition("#")
            if other in pairing and int(number) in pairing[other].repeats:
                found.setdefault(
                    (other, int(number)), Twin(paper=other, page=int(number), other=paper, other_page=page)
                )
    yield from found.values()


def _standing(paper: Paper) -> tuple[bool, bool, str, str]:
    """Which of several papers with the same bytes is found: no pack, one with a date, the earliest."""
    return (paper.kind == "pack", paper.date is None, str(paper.date), paper.id)


def _pair_pages(
    archive: Archive, packs: list[tuple[Paper, str]], singles: list[tuple[Paper, str]], pairing: Pairing
) -> None:
    single_pages = [
        (paper.id, page.number, _shingles(page.text))
        for paper, sha256 in singles
        for page in archive.texts.pages(sha256)
    ]
    for pack, sha256 in packs:
        for page in archive.texts.pages(sha256):
            held = _shingles(page.text)
            for paper, number, wanted in single_pages:
                if wanted and len(wanted & held) >= _ALIKE * len(wanted):
                    pairing[pack.id].repeats.add(page.number)
                    pairing[paper].also_at.add((number, f"{pack.id}#{page.number}"))


def _shingles(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.lower())
    if len(words) < _SHORTEST:
        return frozenset()
    runs = (" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
    return frozenset(zlib.crc32(run.encode()) for run in runs)
