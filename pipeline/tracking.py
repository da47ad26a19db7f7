"""Tracking over the archive: everything found, put in its place, followed through time and judged on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.home import Archive
from commitments.mentions import placed
from commitments.silence import Silence
from commitments.track import judge, track
from pipeline.find_commitments import is_history
from pipeline.place_of import place_of
from pipeline.story_ties import ties_document
from pipeline.versions import changes_document
from records.commitments import Commitment, Copy, Judgement, Mention, PageText, Place, Sighting
from records.errors import NotKept
from records.findings import Findings, Observation, Statement
from records.sources import successors
from records.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A commitment with its status on the day asked."""

    commitment: Commitment
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that tracking takes from the archive."""

    mentions: tuple[Mention, ...]
    sightings: tuple[Sighting, ...]
    pages: tuple[PageText, ...]


def known(archive: Archive, council: str | None = None) -> Known:
    """Every finding and page text of the papers kept, of one council and those that became it when given."""
    became = successors(archive.watched.registry().values())
    mentions: list[Mention] = []
    sightings: list[Sighting] = []
    pages: list[PageText] = []
    found = _by_page(archive)
    repeated = archive.twins.repeated()
    for kept, version in archive.papers.current_all():
        of_it = (kept.paper.council, became.get(kept.paper.council or ""))
        if (council and council not in of_it) or 0 in repeated.get(kept.paper.id, ()) or is_history(kept.paper):
            continue
        for page in archive.texts.pages(version.sha256):
            if page.number in repeated.get(kept.paper.id, ()):
                continue
            text = PageText(place=place_of(kept.paper, version, page.number), text=page.text)
            pages.append(text)
            if here := found.get((kept.paper.id, page.number)):
                said, seen = placed(here, text)
                mentions += said
                sightings += seen
    return Known(mentions=tuple(mentions), sightings=tuple(sightings), pages=tuple(pages))


def _by_page(archive: Archive) -> dict[tuple[str, int], Findings]:
    held: dict[tuple[str, int], list[Statement | Observation]] = defaultdict(list)
    for one in archive.findings.all():
        held[one.paper, one.page].append(one.found)
    return {
        page: Findings(
            statements=tuple(item for item in items if isinstance(item, Statement)),
            observations=tuple(item for item in items if isinstance(item, Observation)),
        )
        for page, items in held.items()
    }


def follow(archive: Archive, topic: Topic, *, as_of: date, council: str | None = None) -> list[Followed]:
    """Every commitment as it was known on a day, with its status then."""
    return followed(archive, known(archive, council), topic, as_of=as_of)


def followed(archive: Archive, held: Known, topic: Topic, *, as_of: date) -> list[Followed]:
    """The same from what was already taken from the archive."""
    found = track(
        held.mentions,
        held.sightings,
        topic,
        reviews=archive.reviews.all(),
        pages=held.pages,
        successors=successors(archive.watched.registry().values()),
        as_of=as_of,
    )
    silence = Silence(held.pages)
    judged = ((commitment, judge(commitment, as_of, silence)) for commitment in found)
    return [Followed(commitment=one, judgement=judgement) for one, judgement in judged if judgement]


def commitments(
    archive: Archive,
    topic: Topic,
    *,
    as_of: date,
    council: str | None = None,
    measure: str | None = None,
    status: str | None = None,
    due_before: date | None = None,
    query: str | None = None,
    sort: str = "deadline",
) -> list[dict[str, Any]]:
    """Commitments in the shape of `commitments --json`, filtered and sorted.

    `query` wants every one of its words in a quotation; `sort` is longest-open, deadline or published."""
    words = (query or "").lower().split()
    wanted = {"overdue": "overdue_unknown"}.get(status or "", status)
    documents = [
        document(followed)
        for followed in follow(archive, topic, as_of=as_of, council=council)
        if (measure is None or followed.commitment.measure == measure)
        and (wanted is None or followed.judgement.status == wanted)
        and (due_before is None or _due(followed) <= due_before)
        and all(any(word in m.statement.quote.lower() for m in followed.commitment.mentions) for word in words)
    ]
    return sorted(documents, key=_SORTS[sort])


def _due(followed: Followed) -> date:
    deadline = followed.commitment.deadline
    return deadline.end if deadline and deadline.end else date.max


def _text(day: date | str | None) -> str:
    return str(day) if day else "9999"


_SORTS = {
    "deadline": lambda d: (_text((d["deadline"] or {}).get("end")), _text(d["published"]), d["id"]),
    "published": lambda d: (_text(d["published"]), d["id"]),
    # Longest open first: those not yet settled, by the day they were first made.
    "longest-open": lambda d: (d["status"] in ("met", "missed", "superseded"), _text(d["published"]), d["id"]),
}
SORTS = tuple(_SORTS)
STATUSES = ("open", "due_soon", "overdue", "overdue_unknown", "met", "missed", "superseded", "no_evidence")


def document(followed: Followed) -> dict[str, Any]:
    """One commitment in the shape of `commitments --json`."""
    one, judgement = followed.commitment, followed.judgement
    return {
        "id": one.id,
        "council": one.council,
        "measure": one.measure,
        "kind": one.kind,
        "strength": one.strength,
        "change": one.change,
        "value": one.value,
        "value_high": one.value_high,
        "unit": one.unit,
        "value_text": one.value_text,
        "baseline": one.baseline,
        "deadline": _deadline(one.deadline),
        "status": judgement.status,
        "reason": judgement.reason,
        "lacking": list(judgement.lacking),
        "as_of": judgement.as_of,
        "published": one.published,
        "confirmed": one.confirmed,
        "statements": [statement_document(mention) for mention in one.mentions],
        "observations": [
            observation_document(item.observation, item.place) | {"bearing": item.bearing, "why": item.why}
            for item in one.evidence
            if item.observation is not None
        ],
        "evidence": [
            {
                "source": item.source,
                "bearing": item.bearing,
                "self_reported": item.self_reported,
                "why": item.why,
                "quote": item.quote,
                "as_of": item.as_of,
                **_place(item.place),
                "start": item.start,
                "end": item.end,
                "also_at": copies_document(item.also_at),
            }
            for item in one.evidence
        ],
        "drift": [
            {
                "relation": drift.relation,
                "earlier": drift.earlier,
                "later": drift.later,
                "why": drift.why,
                "before": statement_document(drift.before),
                "after": statement_document(drift.after),
            }
            for drift in one.drift
        ],
        "notes": [{"kind": note.kind, "who": note.who, "when": note.when, "text": note.text} for note in one.notes],
    }


def statement_document(mention: Mention) -> dict[str, Any]:
    """One statement with its exact place."""
    said = mention.statement
    return {
        "quote": said.quote,
        "kind": said.kind,
        "strength": said.strength,
        "change": said.change,
        "value": said.value,
        "value_high": said.value_high,
        "unit": said.unit,
        "baseline": said.baseline,
        "deadline": _deadline(said.deadline),
        "actor": said.actor,
        "conditional": said.conditional,
        **_place(mention.place),
        "start": said.start,
        "end": said.end,
        "rule": said.rule,
        "trigger": said.trigger,
        "fingerprint": mention.fingerprint,
        "also_at": copies_document(mention.also_at),
    }


def copies_document(copies: Iterable[Copy]) -> list[dict[str, Any]]:
    """The other places of the same words, each with its exact quotation."""
    return [{"quote": one.quote, **_place(one.place), "start": one.start, "end": one.end} for one in copies]


def observation_document(seen: Observation, place: Place) -> dict[str, Any]:
    """One observation with its exact place."""
    return {
        "quote": seen.quote,
        "measure": seen.measure,
        "value": seen.value,
        "value_high": seen.value_high,
        "unit": seen.unit,
        "as_of": seen.as_of,
        "target": seen.target,
        "rag": seen.rag,
        "basis": seen.basis,
        "self_reported": seen.self_reported,
        **_place(place),
        "start": seen.start,
        "end": seen.end,
        "rule": seen.rule,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "paper": place.paper,
        "title": place.title,
        "body": place.body,
        "source_kind": place.kind,
        "url": place.url,
        "page": place.page,
        "sha256": place.sha256,
        "published": place.published,
    }


def _deadline(deadline: Any) -> dict[str, Any] | None:
    if deadline is None:
        return None
    return {"text": deadline.text, "start": deadline.start, "end": deadline.end, "precision": deadline.precision}


def find_one(followed: Iterable[Followed], id: str) -> Followed | None:
    """The commitment of that id, of an id it once had, or of an unambiguous beginning; None when there is none."""
    listed = list(followed)
    exact = [one for one in listed if id == one.commitment.id or id in one.commitment.aliases]
    begun = [one for one in listed if one.commitment.id.startswith(id)]
    return exact[0] if exact else begun[0] if len(begun) == 1 else None


def one_commitment(archive: Archive, topic: Topic, id: str, *, as_of: date) -> dict[str, Any]:
    """One commitment as a document; `changed` holds the figures that were changed in the papers it was said in,
    `reported_by` the news stories about those papers, `reports_on` the papers that stories among them report. Raises
    NotKept with what to do."""
    found = find_one(follow(archive, topic, as_of=as_of), id)
    if found is None:
        raise NotKept(f"there is no commitment {id!r} on {as_of}: `councilwatch commitments` lists them")
    one = document(found)
    papers = {said["paper"] for said in one["statements"]}
    return one | {"changed": changes_document(archive, papers)} | ties_document(archive, papers)


def citations(one: dict[str, Any], names: dict[str, str]) -> list[str]:
    """A citation line for each statement: body, title, date, page, address, quotation, and the file's hash."""
    lines = []
    for said in one["statements"]:
        council = names.get(one["council"], one["council"] or "council unknown")
        head = ", ".join(str(part) for part in (council, said["body"], f"“{said['title']}”", said["published"]) if part)
        place = f"p. {said['page']}" + (f", {said['url']}" if said["url"] else "")
        proof = f"[{one['id']}; sha256 {said['sha256'][:16]}, characters {said['start']}–{said['end']}]"
        lines.append(f"{head}, {place}: “{said['quote']}” {proof}")
    return lines
