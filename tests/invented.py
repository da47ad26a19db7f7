"""Invented mentions, sightings and pages of two councils that do not exist, for the tests of tracking."""

from datetime import date
from typing import Any

from archive.bundled import load_topic
from commitments.mentions import placed
from records.commitments import Mention, PageText, Place, Sighting
from records.findings import Deadline, Findings, Observation, Statement

TOPIC = load_topic("childrens-services")


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def page(text: str, published: str, *, council: str | None = "fernbridge", **place: Any) -> PageText:
    """A page; its paper is named by council and day unless `paper` is given."""
    place.setdefault("paper", f"{council}-{published}")
    place.setdefault("kind", "minutes")
    return PageText(place=Place(published=day(published), council=council, **place), text=text)


def due(end: str | None, precision: Any = "day", start: str | None = None) -> Deadline:
    return Deadline(text="", start=day(start), end=day(end), precision=precision)


def said(
    text: str, published: str, *, quote: str | None = None, place: dict[str, Any] | None = None, **slots: Any
) -> Mention:
    """A mention whose quotation is the whole text unless `quote` is given. Slots as in `Statement`."""
    quote = quote or text
    start = text.index(quote)
    slots.setdefault("kind", "target" if slots.get("value") is not None else "action")
    slots.setdefault("strength", "planned")
    statement = Statement(quote=quote, start=start, end=start + len(quote), rule="test", trigger="", **slots)
    mentions, _ = placed(Findings(statements=(statement,)), page(text, published, **(place or {})))
    return mentions[0]


def figure(
    text: str, published: str, *, quote: str | None = None, place: dict[str, Any] | None = None, **slots: Any
) -> Sighting:
    """A sighting, as `said`. `as_of` is the day of publication unless given."""
    quote = quote or text
    start = text.index(quote)
    slots["as_of"] = day(slots.pop("as_of", published))
    observation = Observation(quote=quote, start=start, end=start + len(quote), rule="test", trigger="", **slots)
    _, sightings = placed(Findings(observations=(observation,)), page(text, published, **(place or {})))
    return sightings[0]
