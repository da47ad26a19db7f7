"""One measure over time: the figures a council reported, and the targets it set, ready to draw or to write as CSV."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.home import Archive
from pipeline.tracking import follow, known, observation_document
from records.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure or target, dated, with the place it stands on."""

    kind: str  # figure or target
    council: str | None
    day: date
    value: float
    value_high: float | None
    unit: str | None
    change: str | None  # of a target: increase_by, reach, …
    status: str | None  # of a target, on the day asked
    quote: str
    paper: str
    title: str | None
    url: str | None
    page: int


COLUMNS = tuple(Point.__dataclass_fields__)


def series(archive: Archive, topic: Topic, measure: str, *, as_of: date, council: str | None = None) -> list[Point]:
    """Every dated figure and every dated target of a measure, by council and day, each figure once."""
    held = known(archive, council)
    figures: dict[tuple[Any, ...], Point] = {}
    for sighting in held.sightings:
        seen, place = sighting.observation, sighting.place
        day = seen.as_of
        if seen.measure != measure or seen.value is None or day is None or day > as_of:
            continue
        if place.published is None or place.published > as_of:
            continue
        row = observation_document(seen, place)
        point = Point(
            kind="figure",
            council=place.council,
            day=day,
            value=seen.value,
            value_high=seen.value_high,
            unit=seen.unit,
            change=None,
            status=None,
            **{name: row[name] for name in ("quote", "paper", "title", "url", "page")},
        )
        figures.setdefault((place.council, day, seen.value, seen.unit), point)
    targets = []
    for followed in follow(archive, topic, as_of=as_of, council=council):
        one = followed.commitment
        if one.measure != measure or one.value is None or one.deadline is None or one.deadline.end is None:
            continue
        said = one.mentions[0]
        targets.append(
            Point(
                kind="target",
                council=one.council,
                day=one.deadline.end,
                value=one.value,
                value_high=one.value_high,
                unit=one.unit,
                change=one.change,
                status=followed.judgement.status,
                quote=said.statement.quote,
                paper=said.place.paper,
                title=said.place.title,
                url=said.place.url,
                page=said.place.page,
            )
        )
    return sorted([*figures.values(), *targets], key=lambda point: (point.council or "", point.unit or "", point.day))
