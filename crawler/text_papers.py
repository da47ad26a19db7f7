"""Papers whose text stands on a page: a meeting's item, an issue's history, a decision, a plan's entry. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from archive.papers import paper_id
from crawler.pairing import normalised
from records.collected import AgendaItem, Decision, Issue, Meeting, PlanItem
from records.papers import Paper, PaperKind
from records.sources import Source


def blank_paper(source: Source, key: str, kind: PaperKind, title: str, **facts: Any) -> Paper:
    """A paper of a source, its id made of source and key; a council's own belong to that council. `facts` are the other
    fields of Paper."""
    facts = {"council": source.council or source.slug} | facts
    return Paper(id=paper_id(source.slug, key), source=source.slug, key=key, kind=kind, title=title, **facts)


def item_paper(source: Source, meeting: Meeting, item: AgendaItem) -> tuple[Paper, str] | None:
    """An item's own text as a paper of kind `item`; None when it says no more than its title, or is not public."""
    text = item_text(item)
    if text is None or item.restricted:
        return None
    key = f"item:{item.id}" if item.id else f"item:{meeting.id}:{item.number or ''}:{normalised(item.title)}"
    paper = blank_paper(
        source,
        key,
        "item",
        item.title,
        body=meeting.committee,
        url=f"{meeting.url}#AI{item.id}" if meeting.url and item.id else meeting.url,
        published=meeting.held_on,
        published_inferred=meeting.held_on is not None,
        meeting=meeting.id,
        meeting_date=meeting.held_on,
        item=item.id,
        issue=item.issue,
    )
    return paper, text


def item_text(item: AgendaItem) -> str | None:
    """An item as plain text: title, description, decision, minutes; None when there is only a title."""
    parts = [item.description]
    parts += ["Decision:", item.decision] if item.decision else []
    parts += ["Minutes:", item.minutes] if item.minutes else []
    said = [part for part in parts if part]
    if not said:
        return None
    return "\n\n".join([" ".join(part for part in (item.number, item.title) if part), *said]) + "\n"


def issue_paper(source: Source, issue: Issue, url: str) -> tuple[Paper, str] | None:
    """An issue's whole history as a paper: every meeting that took it, with what was decided and minuted."""
    days = sorted(met.held_on for met in issue.meetings if met.held_on)
    parts: list[str] = [issue.description] if issue.description else []
    for met in issue.meetings:
        body = item_text(met.item)
        day = f"{met.held_on:%d/%m/%Y}" if met.held_on else None
        parts.append("Meeting: " + " - ".join(word for word in (day, met.committee) if word))
        parts += [body.strip()] if body else []
    if not parts:
        return None
    key = f"issue:{issue.id}"
    paper = blank_paper(
        source,
        key,
        "issue",
        issue.title,
        url=url,
        published=days[-1] if days else None,
        published_inferred=bool(days),
        issue=issue.id,
    )
    return paper, "\n\n".join([issue.title, *parts]) + "\n"


def issue_item_papers(source: Source, issue: Issue, url: str, kept: Iterable[date]) -> Iterator[tuple[Paper, str]]:
    """The items of an issue at meetings on days that are not `kept`: papers of their own, each with its own day, so
    that what was said in 2019 counts from 2019. Those of kept meetings stand in the archive already."""
    days = set(kept)
    for met in issue.meetings:
        text = item_text(met.item)
        if text is None or met.held_on is None or met.held_on in days or met.item.restricted:
            continue
        key = f"issue:{issue.id}:{met.held_on}:{normalised(met.committee or '')}"
        paper = blank_paper(
            source,
            key,
            "item",
            met.item.title or issue.title,
            body=met.committee,
            url=url,
            published=met.held_on,
            published_inferred=True,
            meeting=met.meeting,
            meeting_date=met.held_on,
            item=met.item.id,
            issue=issue.id,
        )
        yield paper, text


def decision_paper(source: Source, decision: Decision) -> tuple[Paper, str]:
    """A decision's details as a paper: its labels, purpose and text."""
    key = f"decision:{decision.id}"
    labels = "\n".join(f"{label}: {value}" for label, value in decision.labels)
    parts = [decision.title, labels, "Purpose:" if decision.purpose else None, decision.purpose]
    parts += ["Decision:", decision.text] if decision.text else []
    paper = blank_paper(
        source,
        key,
        "decision",
        decision.title,
        body=decision.maker,
        url=decision.url,
        published=decision.published or decision.decided_on,
        published_inferred=decision.published is None and decision.decided_on is not None,
        meeting=decision.meeting,
        issue=decision.issue,
    )
    return paper, "\n\n".join(part for part in parts if part) + "\n"


def plan_paper(source: Source, item: PlanItem, url: str) -> tuple[Paper, str]:
    """An entry of a forward plan as a paper: what is to be decided, when, by whom."""
    key = f"plan:{item.issue}"
    due = f"Decision due: {item.due}" if item.due else None
    maker = f"Decision maker: {item.body}" if item.body and item.body not in (item.due or "") else None
    paper = blank_paper(
        source,
        key,
        "plan",
        item.title,
        body=item.body,
        url=url,
        issue=item.issue,
    )
    return paper, "\n\n".join(part for part in (item.title, due, maker) if part) + "\n"
