"""Which paper a local news story reports: same council and weeks, and the same figures, committee or title.

Two figures that no other paper of those weeks holds are strong; one is not. A committee's name alone ties nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from commitments.fingerprints import plain_words, unbroken
from records.commitments import PageText, Tie

_STORIES = frozenset({"article", "press_release"})
_FIRST = ("report", "plan", "item", "decision")  # of papers that fit alike, the one a story reports
_DAYS = 14  # between the papers of one meeting
_WEEKS_BEFORE, _WEEKS_AFTER = 21, 45  # days by which a story may precede or follow the paper's day
_ENOUGH = 3.0
_CLEAR = 1.0  # by how much the best paper must lead the next
_FIGURE = re.compile(
    r"£\s?\d[\d,.]*\s?(?:k|m|bn|million|billion|thousand)?\b|(?<![\w.,/-])\d{1,3}(?:,\d{3})+"
    r"|(?<![\w.,/£-])\d+(?:\.\d+)?\s?(?:%|per cent\b)?",
    re.IGNORECASE,
)
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}


@dataclass(frozen=True, slots=True)
class _Whole:
    """A paper with all its pages read together."""

    id: str
    story: bool
    rank: int
    council: str
    day: date
    body: str
    title: str
    text: str
    figures: frozenset[str]


def tie_stories(pages: Iterable[PageText]) -> tuple[Tie, ...]:
    """Each story tied to the one paper it clearly reports; stories that fit several papers equally are tied to none."""
    papers = list(_wholes(pages))
    by_council: dict[str, list[_Whole]] = defaultdict(list)
    for paper in papers:
        if not paper.story:
            by_council[paper.council].append(paper)
    ties = []
    for story in papers:
        if not story.story:
            continue
        near = [paper for paper in by_council[story.council] if _in_reach(story, paper)]
        held = _meetings_with(near)
        scored = sorted((_score(story, paper, held) for paper in near), key=_best)
        points, paper, why = scored[0] if scored else (0.0, story, "")
        others = [item[0] for item in scored if not _one_meeting(item[1], paper)]
        if points >= _ENOUGH and points - max(others, default=0.0) >= _CLEAR:
            ties.append(Tie(story=story.id, paper=paper.id, sure=round(min(1.0, points / (2 * _ENOUGH)), 2), why=why))
    return tuple(ties)


def _wholes(pages: Iterable[PageText]) -> Iterator[_Whole]:
    held: dict[str, list[PageText]] = {}
    for page in pages:
        held.setdefault(page.place.paper, []).append(page)
    for id, parts in held.items():
        place = parts[0].place
        if place.published is None or not place.council:
            continue
        text = unbroken("\n".join(part.text for part in sorted(parts, key=lambda part: part.place.page)))
        yield _Whole(
            id=id,
            story=place.kind in _STORIES,
            rank=_FIRST.index(place.kind) if place.kind in _FIRST else len(_FIRST),
            council=place.council,
            day=place.published,
            body=plain_words(place.body or ""),
            title=plain_words(place.title or ""),
            text=plain_words(text),
            figures=figures_in(text),
        )


def figures_in(text: str) -> frozenset[str]:
    """The telling figures of a text in one form: sums of money, percentages and counts of two digits or more, no years.

    >>> sorted(figures_in("£4.26m over, 63 children, 12 per cent, in 2021"))
    ['12%', '63', '£4260000']
    """
    found = set()
    for match in _FIGURE.finditer(text):
        words = match.group().lower().replace(",", "").rstrip(".")
        number = re.search(r"\d+(?:\.\d+)?", words)
        if number is None:
            continue
        value = float(number.group())
        if words.startswith("£"):
            scale = re.search(r"[a-z]+$", words)
            found.add(f"£{value * _SCALES.get(scale.group() if scale else '', 1):.12g}")
        elif words.endswith(("%", "cent")):
            found.add(f"{value:g}%")
        elif value >= 32 and not (value.is_integer() and 1900 <= value <= 2100):
            found.add(f"{value:g}")
    return frozenset(found)


def _in_reach(story: _Whole, paper: _Whole) -> bool:
    return story.council == paper.council and -_WEEKS_BEFORE <= (story.day - paper.day).days <= _WEEKS_AFTER


def _one_meeting(one: _Whole, other: _Whole) -> bool:
    """Whether two papers are of one meeting: a report, its item and the minutes, days apart."""
    return one.id == other.id or (one.body == other.body != "" and abs((one.day - other.day).days) <= _DAYS)


def _meetings_with(near: Sequence[_Whole]) -> Counter[str]:
    """In how many meetings each figure stands; the papers of one meeting repeat one another."""
    held: dict[str, list[_Whole]] = defaultdict(list)
    for paper in near:
        for figure in paper.figures:
            if not any(_one_meeting(paper, other) for other in held[figure]):
                held[figure].append(paper)
    return Counter({figure: len(papers) for figure, papers in held.items()})


def _best(item: tuple[float, _Whole, str]) -> tuple[float, int, str]:
    points, paper, _ = item
    return (-points, paper.rank, paper.id)


def _score(story: _Whole, paper: _Whole, held: Counter[str]) -> tuple[float, _Whole, str]:
    shared = sorted(figure for figure in story.figures & paper.figures)
    points = sum(1.5 / held[figure] for figure in shared)
    why = [f"the same figures ({', '.join(shared)})"] if shared else []
    if paper.body and len(paper.body.split()) > 1 and paper.body in story.text:
        points += 1.0
        why.append("the committee is named")
    if len(paper.title.split()) > 3 and paper.title in story.text:
        points += 3.0
        why.append("the paper's title is named")
    if story.title and _alike(story.title, paper.title):
        points += 0.5
    points += 0.5 if abs((story.day - paper.day).days) <= 7 else 0.0
    return points, paper, "; ".join(why)


def _alike(one: str, other: str) -> bool:
    mine, theirs = ({word for word in text.split() if len(word) > 4} for text in (one, other))
    return len(mine & theirs) >= 2
