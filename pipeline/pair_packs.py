"""The pairing step: a pack and the single papers inside it resolve to one text; the single paper is the one found.

Two publishing shapes exist: one pack per meeting, or one PDF per item. A pack repeats the item's PDF page by page, with
another running header, so pages are compared by their words' shingles, not byte by byte.
"""

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.home import Archive
from archive.texts import KeptReading
from archive.twins import Twin
from records.papers import Paper

_RULES = 1  # rises with every change here: all meetings are then paired again
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
_Held = tuple[Paper, str]  # with the SHA-256 of its current version


def pair_papers(archive: Archive) -> Pairing:
    """Find pages that stand both in a pack and in a single paper of its meeting, and papers with the same bytes. Only
    the meetings of which some text is new are read."""
    by_bytes: dict[tuple[str | None, str], list[Paper]] = defaultdict(list)
    by_meeting: dict[tuple[str, str], list[_Held]] = defaultdict(list)
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
    alive = {
        place: [pair for pair in held if not pairing.get(pair[0].id, Twins()).same_as]
        for place, held in by_meeting.items()
    }
    same = ((paper, twins.same_as) for paper, twins in pairing.items())
    archive.twins.keep(Twin(paper=paper, page=0, other=other, other_page=0) for paper, other in same if other)
    _pair_meetings(archive, alive)
    packs = {paper.id for held in alive.values() for paper, _ in held if paper.kind == "pack"}
    for twin in (one for one in archive.twins.pages() if one.paper in packs):
        pairing[twin.paper].repeats.add(twin.page)
        pairing[twin.other].also_at.add((twin.other_page, f"{twin.paper}#{twin.page}"))
    return dict(pairing)


def _pair_meetings(archive: Archive, alive: dict[tuple[str, str], list[_Held]]) -> None:
    """Hold every meeting's packs against its single papers, where their texts are not as they were the last time."""
    readings, known = archive.texts.readings(), archive.twins.digests()
    for (source, meeting), held in alive.items():
        packs = [pair for pair in held if pair[0].kind == "pack"]
        digest = _digest(packs, held, readings)
        if known.get((source, meeting), _digest([], [], {})) != digest:
            singles = [pair for pair in held if pair[0].kind != "pack"] if packs else []
            twins = list(_repeated(archive, packs, singles))
            archive.twins.keep_meeting(source, meeting, [paper.id for paper, _ in held], twins, digest)


def _digest(packs: list[_Held], held: list[_Held], readings: dict[str, KeptReading]) -> str:
    """Which texts stand side by side: without a pack, or without texts, none do."""
    texts = sorted(
        (paper.id, paper.kind, sha256, str(reading.read_at), reading.scanned or "")
        for paper, sha256 in held
        if packs and (reading := readings.get(sha256))
    )
    return hashlib.sha256(repr((_RULES, texts)).encode()).hexdigest()


def _standing(paper: Paper) -> tuple[bool, bool, str, str]:
    """Which of several papers with the same bytes is found: no pack, one with a date, the earliest."""
    return (paper.kind == "pack", paper.date is None, str(paper.date), paper.id)


def _repeated(archive: Archive, packs: list[_Held], singles: list[_Held]) -> Iterator[Twin]:
    single_pages = [
        (paper.id, page.number, _shingles(page.text))
        for paper, sha256 in singles
        for page in archive.texts.pages(sha256)
    ]
    for pack, sha256 in packs if single_pages else ():
        for page in archive.texts.pages(sha256):
            held = _shingles(page.text)
            for paper, number, wanted in single_pages:
                if wanted and len(wanted & held) >= _ALIKE * len(wanted):
                    yield Twin(paper=pack.id, page=page.number, other=paper, other_page=number)


def _shingles(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.lower())
    if len(words) < _SHORTEST:
        return frozenset()
    runs = (" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
    return frozenset(zlib.crc32(run.encode()) for run in runs)
