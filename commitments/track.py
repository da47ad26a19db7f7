"""The whole of tracking: mentions and sightings in, commitments with drift and evidence out, as known on any day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from commitments.bare_numbers import settle
from commitments.bearing import aim_of, goal_of
from commitments.completion import Said, find_reports, find_said, said_once
from commitments.drift import Succession, find_successions
from commitments.evidence import find_evidence, with_start
from commitments.fingerprints import commitment_id
from commitments.known import Known, known
from commitments.linking import group
from commitments.promised_papers import Papers
from commitments.repeats import once
from commitments.reported import reported
from commitments.reviews import kept, regroup, reviews_of
from commitments.said_again import find_said_again
from commitments.seen import Figures, seen
from commitments.silence import Silence
from commitments.starts import with_starts
from commitments.status import status_of
from commitments.trackers import find_tracker_evidence, find_tracker_rows, logged
from records.commitments import Commitment, Drift, Evidence, Judgement, Mention, PageText, Review, Sighting, TrackerRow
from records.findings import STRENGTHS, Statement
from records.topics import Topic

_Placed = TypeVar("_Placed", Mention, Sighting, PageText, TrackerRow)


def track(
    mentions: Iterable[Mention],
    sightings: Iterable[Sighting],
    topic: Topic,
    *,
    reviews: Sequence[Review] = (),
    pages: Iterable[PageText] = (),
    rows: Iterable[TrackerRow] | None = None,
    successors: Mapping[str, str] | None = None,
    look_again: bool = True,
    as_of: date | None = None,
) -> tuple[Commitment, ...]:
    """Every commitment in the mentions, by council, measure and first day, with its drift and its evidence.

    `pages` are the texts in which completion reports are looked for, and, with `look_again`, goals named once more by
    their number alone; `rows` those of councils' own trackers, found in
    the pages unless given. `successors` names the council that each abolished one became: its commitments follow. With
    `as_of` only what was published by that day is used: the commitments as known then.
    """
    if successors:
        mentions, sightings, pages = (
            [_moved(item, successors) for item in found] for found in (mentions, sightings, pages)
        )
    told, counted = kept(with_starts(once(_known_by(mentions, as_of))), reviews), once(_known_by(sightings, as_of))
    texts = list(_known_by(pages, as_of))
    read = [known(topic, mention) for mention in told]
    again = kept(once(find_said_again(topic, read, counted, texts)), reviews) if look_again else []
    told += again
    read = settle(topic, [*read, *(known(topic, mention) for mention in again)])
    groups = regroup(group(topic, read), told, reviews)
    successions = find_successions(topic, read, groups)
    counted = reported(topic, counted, told, texts)
    figures = Figures(topic, (seen(topic, sighting) for sighting in counted))
    said = _Index(find_said(topic, texts))
    papers = Papers(texts)
    found_rows = _known_by(rows, as_of) if rows is not None else (r for page in texts for r in find_tracker_rows(page))
    log = [logged(topic, row) for row in found_rows]
    replaced_by = {succession.earlier: succession for succession in successions}
    drifts: dict[int, list[Succession]] = defaultdict(list)
    for succession in successions:
        drifts[succession.earlier].append(succession)
        drifts[succession.later].append(succession)
    ids = [commitment_id(min((told[index] for index in members), key=_age).fingerprint) for members in groups]
    found = []
    starts: dict[int, frozenset[float]] = defaultdict(frozenset)  # of those that replaced others, where these started
    for number, members in sorted(enumerate(groups), key=lambda pair: min(_age(told[index]) for index in pair[1])):
        ours = [read[index] for index in members]
        replaced = replaced_by.get(number)
        near = figures.near(ours)
        goal = goal_of(topic, ours, starts[number])
        if goal is not None:
            goal = with_start(topic, goal, near)
            if replaced and not goal.level:
                starts[replaced.later] = goal.baselines
        evidence = [
            *(find_evidence(topic, goal, near, replaced) if goal else ()),
            *find_reports(topic, ours, said.about(ours), papers),
            *find_tracker_evidence(topic, ours, log),
        ]
        notes = reviews_of(members, told, reviews)
        drift = tuple(_drift(s, ids) for s in drifts[number])
        one = commitment_of([known.mention for known in ours], evidence, drift, notes)
        found.append(replace(one, aim=aim_of(goal) if goal else None))
    return tuple(sorted(found, key=lambda one: (one.council or "", one.measure, one.published or date.max, one.id)))


def commitment_of(
    mentions: Sequence[Mention],
    evidence: Sequence[Evidence] = (),
    drift: Sequence[Drift] = (),
    notes: Sequence[Review] = (),
) -> Commitment:
    """One commitment from its mentions: the slots of the strongest, then fullest, gaps filled by the next."""
    in_order = sorted(mentions, key=_age)
    best = [mention.statement for mention in sorted(mentions, key=_weight)]
    valued = next((s for s in best if s.value is not None or s.value_text), best[0])
    fingerprints = dict.fromkeys(name for mention in in_order for name in mention.names)
    own, *others = (commitment_id(name) for name in fingerprints)
    return Commitment(
        id=own,
        aliases=tuple(others),
        council=in_order[0].place.council,
        kind=valued.kind,
        strength=best[0].strength,
        measure=valued.measure,
        change=valued.change,
        value=valued.value,
        value_high=valued.value_high,
        unit=valued.unit,
        value_text=valued.value_text,
        baseline=next((s.baseline for s in best if s.baseline is not None), None),
        deadline=next((s.deadline for s in best if s.deadline is not None), None),
        mentions=tuple(in_order),
        drift=tuple(drift),
        evidence=tuple(sorted(evidence, key=lambda item: (item.as_of or date.max, item.place.published or date.max))),
        notes=tuple(notes),
        confirmed=any(review.kind == "confirm" for review in notes),
    )


def history_of(commitments: Iterable[Commitment], id: str) -> tuple[Commitment, ...]:
    """A commitment with those it replaced and those that replaced it, oldest first; none when the id is unknown. An id
    that a commitment would have without its earliest mentions finds it too."""
    held = {one.id: one for one in commitments}
    found = held.get(id) or next((one for one in held.values() if id in one.aliases), None)
    if found is None:
        return ()
    before, after = [found], [found]
    while (drift := before[0].supersedes) and drift.earlier in held and held[drift.earlier] not in before:
        before.insert(0, held[drift.earlier])
    while (drift := after[-1].superseded_by) and drift.later in held and held[drift.later] not in after:
        after.append(held[drift.later])
    return (*before, *after[1:])


def judge(commitment: Commitment, as_of: date, pages: "Silence | Iterable[PageText]" = ()) -> Judgement | None:
    """The commitment's status on a day; None when nothing of it had been published. `pages` tell its silence: prepare
    them once as `Silence` to judge many."""
    silence = pages if isinstance(pages, Silence) else Silence(pages)
    return status_of(commitment, commitment.evidence, as_of, silence.later_papers(commitment, as_of))


class _Index:
    """Clauses that say something is done, by council and telling word."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._held: dict[tuple[str | None, str], list[Said]] = defaultdict(list)
        for report in said_once(said):
            for word in report.subject.wide:
                self._held[report.page.place.council, word].append(report)

    def about(self, mentions: Sequence[Known]) -> list[Said]:
        """The clauses that share a telling word with any of the mentions, each once, by day and place."""
        council = mentions[0].mention.place.council
        words = {word for one in mentions for word in one.subject.wide}
        found = {id(report): report for word in words for report in self._held.get((council, word), ())}
        return sorted(
            found.values(),
            key=lambda said: (
                said.page.place.published or date.max,
                said.page.place.paper,
                said.page.place.page,
                said.start,
            ),
        )


def _known_by(found: Iterable[_Placed], as_of: date | None) -> Iterator[_Placed]:
    for item in found:
        if as_of is None or (item.place.published is not None and item.place.published <= as_of):
            yield item


def _moved(item: Any, successors: Mapping[str, str]) -> Any:
    council = item.place.council
    if council not in successors:
        return item
    return replace(item, place=replace(item.place, council=successors[council], former=council))


def _drift(succession: Succession, ids: Sequence[str]) -> Drift:
    return Drift(
        relation=succession.relation,
        earlier=ids[succession.earlier],
        later=ids[succession.later],
        before=succession.before,
        after=succession.after,
        why=succession.why,
    )


def _age(mention: Mention) -> tuple[date, str]:
    return (mention.place.published or date.max, mention.fingerprint)


def _weight(mention: Mention) -> tuple[int, int, date]:
    """Strongest, then fullest, then latest."""
    return (STRENGTHS.index(mention.statement.strength), -_fullness(mention.statement), _age(mention)[0])


def _fullness(statement: Statement) -> int:
    slots = (
        statement.value,
        statement.value_high,
        statement.unit,
        statement.baseline,
        statement.deadline,
        statement.actor,
    )
    return sum(slot is not None for slot in slots)
