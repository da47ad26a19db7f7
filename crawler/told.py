"""The stories of the last days, of every outlet: read from the archive once a run, however many outlets ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from archive.home import Archive
from archive.papers import KeptPaper
from crawler.parsers.days import LONDON, uk_day
from crawler.stories import same_story
from records.collected import Article
from records.papers import Paper

_NEAR = timedelta(days=4)
_OPENING = 2000  # characters of each that stay in memory: its opening is compared


@dataclass(frozen=True, slots=True)
class _Story:
    paper: str
    story: Article


class Told:
    """What the outlets of an archive told, by day. Days are read when they are first asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._days: dict[date, list[_Story]] = {}

    def twin(self, found: Article, but: str) -> KeptPaper | None:
        """The paper that tells the same story: another outlet's, or the same one's under another address; not `but`."""
        if found.published is None:
            return None
        middle = uk_day(found.published)
        for far in range(-_NEAR.days, _NEAR.days + 1):
            for held in self._of(middle + timedelta(days=far)):
                if held.paper != but and same_story(found, held.story):
                    return self._archive.papers.find(held.paper)
        return None

    def add(self, paper: Paper, text: str) -> None:
        """A story was kept just now."""
        if paper.published is not None:
            stories = self._of(paper.published)
            stories[:] = [held for held in stories if held.paper != paper.id]
            stories.append(_Story(paper.id, _story(paper, text)))

    def _of(self, day: date) -> list[_Story]:
        if day not in self._days:
            self._days[day] = list(self._read(day))
        return self._days[day]

    def _read(self, day: date) -> Iterator[_Story]:
        papers, blobs = self._archive.papers, self._archive.blobs
        for kept in papers.of_kind("article", day, day):
            version = papers.current(kept.paper.id) if kept.state == "kept" else None
            if version is not None:
                yield _Story(kept.paper.id, _story(kept.paper, blobs.get(version.sha256).decode()))


def _story(paper: Paper, text: str) -> Article:
    """A kept story as far as it is compared. Its paper has a day only: its noon."""
    noon = datetime.combine(paper.published, time(12), LONDON) if paper.published else None
    body = text.removeprefix(paper.title).strip()[:_OPENING]
    return Article(url=paper.url or "", headline=paper.title, published=noon, body=body)
