"""Answers to a file of tracking questions: passages linked, drift and evidence found, every commitment rated.

The questions name passages and days, never answers. Starting from the passages' labelled findings (`given`), findings
are named "PASSAGE:ID"; starting from our own, by passage, quotation and the slots that settle ties.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from commitments.mentions import placed
from commitments.silence import Silence
from commitments.track import judge, track
from records.commitments import Mention, PageText, Place, Sighting
from records.errors import BadInput
from records.findings import Deadline, Findings, Observation, Passage, Statement
from records.slugs import slug
from records.topics import Topic

Row = Mapping[str, Any]
Find = Callable[[Passage, Topic], Findings]
_KINDS = {"news": "article"}


def answer(
    questions: Row,
    passages: Iterable[Row],
    topic: Topic,
    *,
    given: bool = False,
    find: Find | None = None,
    successors: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Predictions in the shape `score.py threads` reads. `find` finds statements and observations where they are not
    `given`; `successors` names the council that each abolished one became. Raises BadInput when a question names a
    passage that is not there."""
    rows = {row["id"]: row for row in passages}
    read = {id: _Read(row, topic, None if given else find) for id, row in rows.items() if _asked(questions, id)}
    return {
        "threads": [
            _thread(thread, read, topic, successors or {}, look_again=not given) for thread in questions["threads"]
        ]
    }


def _asked(questions: Row, id: str) -> bool:
    return any(id in thread["passages"] for thread in questions["threads"])


class _Read:
    """One passage with its findings in their place, and the reference by which the scorer knows each."""

    def __init__(self, row: Row, topic: Topic, find: Find | None) -> None:
        source = row["source"]
        place = Place(
            paper=row["id"],
            title=source.get("title"),
            body=source.get("body"),
            published=_date(source.get("published")),
            council=slug(source["council"]) if source.get("council") else None,
            kind=_KINDS.get(source["type"], source["type"]),
        )
        self.page = PageText(place=place, text=row["text"])
        findings = find(_passage(self.page), topic) if find else _labelled(row)
        self.mentions, self.sightings = placed(findings, self.page)
        labels = [] if find else [f"{row['id']}:{item['id']}" for item in row["commitments"]]
        seen = [] if find else [f"{row['id']}:{item['id']}" for item in row["observations"]]
        self.refs: dict[str, Any] = {}
        for index, mention in enumerate(self.mentions):
            self.refs[mention.fingerprint] = labels[index] if labels else _mention_ref(row["id"], mention)
        self.seen: dict[str, Any] = {}
        for index, sighting in enumerate(self.sightings):
            self.seen[sighting.fingerprint] = seen[index] if seen else _sighting_ref(row["id"], sighting)


def _thread(
    thread: Row, read: Mapping[str, _Read], topic: Topic, successors: Mapping[str, str], *, look_again: bool
) -> dict[str, Any]:
    missing = [id for id in thread["passages"] if id not in read]
    if missing:
        raise BadInput(f"thread {thread['id']}: no passage {missing[0]!r} in the passages file")
    held = [read[id] for id in thread["passages"]]
    refs = {name: ref for one in held for name, ref in one.refs.items()}
    seen = {name: ref for one in held for name, ref in one.seen.items()}
    pages = [one.page for one in held]
    commitments = track(
        [mention for one in held for mention in one.mentions],
        [sighting for one in held for sighting in one.sightings],
        topic,
        pages=pages,
        successors=successors,
        look_again=look_again,
    )
    if thread.get("council"):  # other councils' passages are there as bait
        ours = slug(thread["council"])
        commitments = tuple(one for one in commitments if one.council == successors.get(ours, ours))
    days = [date.fromisoformat(day) for day in thread["as_of"]]
    for one in commitments:  # those that only a sentence about the number names again
        for mention in one.mentions:
            refs.setdefault(mention.fingerprint, _mention_ref(mention.place.paper, mention))
    first = {one.id: refs[one.mentions[0].fingerprint] for one in commitments}
    silence = Silence(pages)
    status = []
    for one in commitments:
        for day in days:
            judged = judge(one, day, silence)
            if judged:
                status.append(
                    {
                        "commitment": first[one.id],
                        "as_of": day.isoformat(),
                        "status": judged.status,
                        "reason": judged.reason,
                    }
                )
    return {
        "id": thread["id"],
        "clusters": [[refs[name] for mention in one.mentions for name in mention.names] for one in commitments],
        "supersedes": [
            [first[drift.later], first[drift.earlier]]
            for one in commitments
            for drift in one.drift
            if drift.earlier == one.id and drift.later in first
        ],
        "evidence": [
            [seen[name], first[one.id]]
            for one in commitments
            for item in one.evidence
            for name in (item.fingerprint, *(copy.fingerprint for copy in item.also_at))
            if name in seen
        ],
        "status": status,
    }


def _passage(page: PageText) -> Passage:
    place = page.place
    return Passage(
        text=page.text,
        published=place.published,
        council=place.council,
        body=place.body,
        title=place.title,
        kind=place.kind,
    )


def _labelled(row: Row) -> Findings:
    return Findings(
        statements=tuple(_statement(item) for item in row["commitments"]),
        observations=tuple(_observation(item) for item in row["observations"]),
    )


def _statement(item: Row) -> Statement:
    deadline = item.get("deadline")
    return Statement(
        quote=item["quote"],
        start=item["start"],
        end=item["start"] + len(item["quote"]),
        kind=item["kind"],
        strength=item["strength"],
        measure=item["measure_id"],
        change=item["change"],
        value=item.get("value"),
        value_high=item.get("value_high"),
        unit=item.get("unit"),
        value_text=item.get("value_text"),
        baseline=item.get("baseline"),
        deadline=None
        if deadline is None
        else Deadline(
            text=deadline.get("text") or "",
            start=_date(deadline.get("start")),
            end=_date(deadline.get("end")),
            precision=deadline["precision"],
        ),
        net=bool(item.get("net")),
        bound=item.get("bound"),
        recurring=item.get("recurring"),
        conditional=bool(item.get("conditional")),
        rule="given",
        trigger="",
    )


def _observation(item: Row) -> Observation:
    return Observation(
        quote=item["quote"],
        start=item["start"],
        end=item["start"] + len(item["quote"]),
        measure=item["measure_id"],
        value=item.get("value"),
        unit=item.get("unit"),
        value_text=item.get("value_text"),
        as_of=_date(item.get("as_of")),
        target=item.get("target"),
        rag=item.get("rag"),
        basis=item.get("basis") or "level",
        rule="given",
        trigger="",
    )


def _mention_ref(passage: str, mention: Mention) -> dict[str, Any]:
    statement = mention.statement
    end = statement.deadline.end if statement.deadline else None
    return {
        "passage": passage,
        "quote": statement.quote,
        "start": statement.start,
        "value": statement.value,
        "deadline": {"end": end.isoformat()} if end else None,
    }


def _sighting_ref(passage: str, sighting: Sighting) -> dict[str, Any]:
    observation = sighting.observation
    return {
        "passage": passage,
        "quote": observation.quote,
        "start": observation.start,
        "value": observation.value,
    }


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
