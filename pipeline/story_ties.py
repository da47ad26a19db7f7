"""Local news stories and the papers they report, both ways, for some papers of an archive."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from archive.home import Archive
from commitments.stories import tie_stories
from pipeline.find_commitments import is_history
from pipeline.place_of import place_of
from records.commitments import PageText, Place

_WEEKS = timedelta(days=90)  # either side of a paper: whatever a story of those weeks might report instead


def ties_document(archive: Archive, papers: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """`reports_on`: the papers that these stories report; `reported_by`: the stories that report these papers. Each
    with id, title, address, day, how sure (0 to 1) and why."""
    pages = list(_pages_near(archive, papers))
    places = {page.place.paper: page.place for page in pages}
    ties = tie_stories(pages)
    return {
        "reports_on": [_side(places[t.paper], t.story, t.sure, t.why) for t in ties if t.story in papers],
        "reported_by": [_side(places[t.story], t.paper, t.sure, t.why) for t in ties if t.paper in papers],
    }


def _side(place: Place, tied: str, sure: float, why: str) -> dict[str, Any]:
    return {
        "paper": place.paper,
        "title": place.title,
        "url": place.url,
        "published": place.published,
        "kind": place.kind,
        "of": tied,
        "sure": sure,
        "why": why,
    }


def _pages_near(archive: Archive, papers: Collection[str]) -> Iterator[PageText]:
    """The pages of the papers of the same councils in the weeks around any of these, packs left out."""
    repeated = archive.twins.repeated()
    held = [(kept.paper, version) for kept, version in archive.papers.current_all()]
    places = {paper.id: place_of(paper, version, 1) for paper, version in held}
    wanted = [places[id] for id in papers if id in places]
    for paper, version in held:
        if paper.kind in ("pack", "agenda") or is_history(paper) or 0 in repeated.get(paper.id, ()):
            continue
        if not any(_is_near(places[paper.id], other) for other in wanted):
            continue
        for page in archive.texts.pages(version.sha256):
            if page.number not in repeated.get(paper.id, ()):
                yield PageText(place=place_of(paper, version, page.number), text=page.text)


def _is_near(one: Place, other: Place) -> bool:
    first, second = one.published, other.published
    return one.council == other.council and _days(first, second) <= _WEEKS


def _days(one: date | None, other: date | None) -> timedelta:
    return abs(one - other) if one and other else timedelta.max
