"""One measure over time: the figures a council reported, and the targets it set, ready to draw or to write as CSV."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from archive.home import Archive
from commitments.about import is_of_a_part
from commitments.agreement import unit_family
from commitments.bearing import is_position
from commitments.repeats import once
from commitments.reported import reported
from commitments.seen import seen
from pipeline.tracking import followed, known
from records.commitments import Commitment, Mention, Sighting
from records.topics import Topic

_FEWEST = 3  # levels that show the scale of a measure


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
    level: float | None  # where it stands among the levels of the whole measure; None for counts, parts and forecasts
    status: str | None  # of a target, on the day asked
    quote: str
    paper: str
    title: str | None
    url: str | None
    page: int


COLUMNS = tuple(Point.__dataclass_fields__)


def series(
    archive: Archive, topic: Topic, measure: str, *, as_of: date, councils: Sequence[str | None] = (None,)
) -> list[Point]:
    """Every dated figure and every dated target of a measure, by council, unit and day, each figure once."""
    points: list[Point] = []
    for council in councils:
        held = known(archive, council)
        pages = [page for page in held.pages if page.place.published and page.place.published <= as_of]
        sightings = once(s for s in held.sightings if s.place.published and s.place.published <= as_of)
        counted = reported(topic, sightings, held.mentions, pages)
        points += _figures([s for s in counted if s.observation.measure == measure], topic, as_of)
        points += (
            _target(one.commitment, one.judgement.status)
            for one in followed(archive, held, topic, as_of=as_of)
            if one.commitment.measure == measure and one.commitment.value is not None and _due(one.commitment)
        )
    points = _of_one_scale(points)
    return sorted(points, key=lambda point: (point.council or "", point.unit or "", point.day, point.kind))


def _due(one: Commitment) -> date | None:
    return one.deadline.end if one.deadline else None


def _figures(sightings: Sequence[Sighting], topic: Topic, as_of: date) -> list[Point]:
    """The dated figures; where papers differ on a day's level, the one most of them give is drawn."""
    found: dict[tuple[object, ...], Point] = {}
    told: dict[tuple[object, ...], Counter[float]] = defaultdict(Counter)
    for sighting in sightings:
        what = sighting.observation
        if what.value is None or what.as_of is None or what.as_of > as_of:
            continue
        point = _point("figure", sighting, what.as_of, what.value, what.value_high, what.unit)
        if _is_level(topic, sighting):
            point = replace(point, level=what.value)
            told[_of(point)][what.value] += 1 + len(sighting.also_at)
        key = (*_of(point), point.value)
        if key not in found or found[key].level is None:
            found[key] = point
    return [replace(point, level=_agreed(point, told[_of(point)])) for point in found.values()]


def _agreed(point: Point, told: Counter[float]) -> float | None:
    """The level, where more papers give it for the day than any other."""
    best = max(told.values(), default=0)
    return point.level if [value for value in told if told[value] == best] == [point.level] else None


def _of_one_scale(points: Sequence[Point]) -> list[Point]:
    """The points, targets far from every level reported ("the working group's four") without a place among them."""
    levels: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for point in points:
        if point.kind == "figure" and point.level is not None:
            levels[point.council, unit_family(point.unit)].append(point.level)

    def fits(point: Point) -> bool:
        known = levels[point.council, unit_family(point.unit)]
        return point.level is None or len(known) < _FEWEST or min(known) / 2 <= point.level <= max(known) * 2

    return [point if fits(point) else replace(point, level=None) for point in points]


def _of(point: Point) -> tuple[object, ...]:
    return (point.council, point.day, unit_family(point.unit))


def _is_level(topic: Topic, sighting: Sighting) -> bool:
    """Whether a figure says how many there are of the whole measure, and not how many came, or of a part."""
    what = sighting.observation
    counted = what.basis == "flow" and not is_position(what.quote)
    return not counted and what.basis != "forecast" and not is_of_a_part(topic, seen(topic, sighting))


def _target(one: Commitment, status: str) -> Point:
    end, said = _due(one), one.mentions[0]
    assert end is not None
    assert one.value is not None
    point = _point("target", said, end, one.value, one.value_high, one.unit)
    return replace(point, change=one.change, level=one.aim, status=status)


def _point(
    kind: str, found: Mention | Sighting, day: date, value: float, high: float | None, unit: str | None
) -> Point:
    place = found.place
    return Point(
        kind=kind,
        council=place.council,
        day=day,
        value=value,
        value_high=high,
        unit=unit,
        change=None,
        level=None,
        status=None,
        quote=(found.statement if isinstance(found, Mention) else found.observation).quote,
        paper=place.paper,
        title=place.title,
        url=place.url,
        page=place.page,
    )
