"""Papers that are the report a body was promised: to the same body, about when it was due, on the same subject."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from rapidfuzz import fuzz

from commitments.agreement import same_council
from commitments.bearing import Goal
from commitments.fingerprints import plain_words
from commitments.subjects import AREA, AWAY, is_telling, subject_of
from records.commitments import PageText
from records.topics import Topic

_ALIKE = 0.6
_SAME_TITLE = 85.0
_ONE_MEETING = 14  # days between the papers, the item and the minutes of one meeting
_EARLY, _LATE = 100, 60  # days around its due date in which a promised report is looked for
_CONTENT = re.compile(
    r"\b(?:includ\w+|add(?:ed|ing)?|contain\w*|cover\w*|circulat\w+|figures?|data|information|breakdown|details?|statistics)\b",
    re.IGNORECASE,
)
# Papers that come every quarter whatever was asked.
_REGULAR = re.compile(
    r"\b(?:performance|monitoring|quarter\w*|budget|dashboard|scorecard|tracker|work programme|minutes)\b",
    re.IGNORECASE,
)
_BRINGING = frozenset(
    {"report", "updat", "pap", "brief", "review", "progress", "present", "submitt", "submit", "brought"}
)


class Papers:
    """The first pages of each council's papers by day, and on which days papers of one title came before a body."""

    def __init__(self, pages: Iterable[PageText]) -> None:
        first: dict[str, PageText] = {}
        for page in pages:
            held = first.get(page.place.paper)
            if page.place.published and (held is None or page.place.page < held.place.page):
                first[page.place.paper] = page
        self._held: dict[str | None, list[tuple[date, str, PageText]]] = defaultdict(list)
        self._days: dict[tuple[str | None, str], set[date]] = defaultdict(set)
        for id, page in first.items():
            if page.place.published:
                self._held[page.place.council].append((page.place.published, id, page))
                self._days[page.place.council, _series(page.place.title)].add(page.place.published)
        for papers in self._held.values():
            papers.sort(key=lambda paper: paper[:2])

    def around(self, council: str | None, day: date) -> Iterator[PageText]:
        """The papers of the weeks before and after a day in which a report due then is looked for."""
        papers = self._held.get(council, [])
        at = bisect_left(papers, day - timedelta(days=_EARLY), key=lambda paper: paper[0])
        for published, _, page in papers[at:]:
            if published > day + timedelta(days=_LATE):
                return
            yield page

    def is_series(self, council: str | None, title: str | None, day: date) -> bool:
        """Whether papers of the title had come to two meetings or more by a day: one more is nobody's answer."""
        days = sorted(d for d in self._days.get((council, _series(title)), ()) if d <= day)
        return bool(days) and (days[-1] - days[0]).days > _ONE_MEETING


def _series(title: str | None) -> str:
    """A title without the numbers that tell one quarter's report from the next."""
    words = plain_words(title or "").split()
    return " ".join(word for word in words if word != "quarter" and not any(sign.isdigit() for sign in word))


def is_the_report(topic: Topic, goal: Goal, page: PageText, papers: Papers) -> str | None:
    """Whether a paper is the report that was promised: to the same body, about when it was due, on the same subject."""
    place = page.place
    brought = topic.words.get("brought_words")
    if brought is None or place.published is None or place.paper in goal.papers:
        return None
    if place.kind in ("article", "press_release") or (place.published - goal.first).days <= _ONE_MEETING:
        return None
    for known in goal.mentions:
        mine = known.mention.place
        quote = known.mention.statement.quote
        if not same_council(mine, place) or not _one_body(mine.body, place.body) or place.published <= goal.first:
            continue
        if known.mention.statement.kind != "action" or not brought.search(quote) or _CONTENT.search(quote):
            continue
        if mine.title and place.title and fuzz.token_set_ratio(mine.title.lower(), place.title.lower()) >= _SAME_TITLE:
            if _REGULAR.search(place.title) or papers.is_series(place.council, place.title, goal.first):
                continue
            return "the paper that was promised, under the same title"
        title = subject_of(topic, place.council, place.title or "").words
        asked = telling(known.subject.words)
        if is_telling(asked & title) and len(asked & title) / len(asked) >= _ALIKE:
            return "the paper that was promised, by its title"
    return None


def telling(words: frozenset[str]) -> frozenset[str]:
    """The words without those of bringing a paper and of the council's area."""
    return words - _BRINGING - {AREA, AWAY}


def _one_body(one: str | None, other: str | None) -> bool:
    return bool(one and other and fuzz.token_sort_ratio(one.lower(), other.lower()) >= _SAME_TITLE)
