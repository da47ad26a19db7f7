"""Papers made of what pages link to and say: keys, kinds, dates, and the text of items, issues and decisions. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from archive.papers import KeptPaper, paper_id
from crawler.following import follows_file
from crawler.pairing import normalised
from records.collected import AgendaItem, Decision, DocumentLink, Issue, Meeting, PlanItem
from records.papers import Paper, PaperKind
from records.sources import Source
from records.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A paper as a page links to it, and whether it is followed. `text` is the whole paper when it is no file."""

    paper: Paper
    followed: bool
    link: DocumentLink | None = None
    text: str | None = None


def meeting_sightings(
    source: Source,
    topic: Topic,
    meeting: Meeting,
    followed: tuple[AgendaItem, ...],
    known: Sequence[KeptPaper],
    *,
    all_papers: bool = False,
) -> Iterator[Sighting]:
    """Every paper of a meeting: its items' documents and texts, then the files of the whole meeting."""
    for item in meeting.items:
        follow = any(item is one for one in followed)
        for link in item.documents:
            owner = item.id or f"{meeting.id}:{normalised(item.title)}"
            paper = document_paper(source, link, known, meeting=meeting, item=item, owner=owner)
            yield Sighting(paper=paper, followed=follow, link=link)
        made = item_paper(source, meeting, item)
        if made is not None:
            yield Sighting(paper=made[0], followed=follow, text=made[1])
    for file in meeting.documents:
        follow = follows_file(topic, meeting, file, followed, all_papers=all_papers)
        paper = document_paper(source, file, known, meeting=meeting, owner=meeting.id)
        yield Sighting(paper=paper, followed=follow, link=file)


def document_paper(
    source: Source,
    link: DocumentLink,
    known: Iterable[KeptPaper],
    *,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    kind: PaperKind | None = None,
    published: date | None = None,
    owner: str = "",
) -> Paper:
    """The paper a link is. One already kept under one of its addresses keeps its key, whatever channel saw it first.

    `owner` names what the link stands on when neither a meeting nor an address can tell two restricted titles apart.
    """
    addresses = {url for url in (link.url, *link.other_urls) if url}
    twin = next((kept for kept in known if addresses & {kept.paper.url, *kept.paper.other_urls}), None)
    key = twin.paper.key if twin else document_key(link, owner)
    day = link.published or published
    return Paper(
        id=paper_id(source.slug, key),
        source=source.slug,
        key=key,
        kind=kind or link.kind,
        title=link.title,
        council=source.council or source.slug,
        body=meeting.committee if meeting else None,
        url=link.url,
        other_urls=link.other_urls,
        published=day or (meeting.held_on if meeting else None),
        published_inferred=day is None and meeting is not None and meeting.held_on is not None,
        meeting=meeting.id if meeting else None,
        meeting_date=meeting.held_on if meeting else None,
        item=item.id if item else None,
        issue=item.issue if item else None,
        size_label=link.size_label,
        restricted=link.restricted,
    )


def document_key(link: DocumentLink, owner: str) -> str:
    """What makes two sightings the same document: the attachment's id, else the number of its address, else its name.

    The number `s301` stays when the title changes; files of a whole meeting (`g812/Printed minutes….pdf`) share theirs.
    """
    if link.attachment:
        return f"attachment:{link.attachment}"
    if link.url and not link.external:
        path = unquote(urlsplit(link.url).path)
        found = re.search(r"/documents/([a-z]+\d+)(/[^/]*)?$", path, re.IGNORECASE)
        if found:
            folder = found[1].lower()
            return f"document:{folder}" if folder.startswith("s") else f"document:{folder}{found[2] or ''}"
    if link.url:
        return f"url:{link.url}"
    return f"title:{owner}:{normalised(link.title)}"


def item_paper(source: Source, meeting: Meeting, item: AgendaItem) -> tuple[Paper, str] | None:
    """An item's own text as a paper of kind `item`; None when it says no more than its title, or is not public."""
    text = item_text(item)
    if text is None or item.restricted:
        return None
    key = f"item:{item.id}" if item.id else f"item:{meeting.id}:{item.number or ''}:{normalised(item.title)}"
    paper = Paper(
        id=paper_id(source.slug, key),
        source=source.slug,
        key=key,
        kind="item",
        title=item.title,
        council=source.council or source.slug,
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
    paper = Paper(
        id=paper_id(source.slug, key),
        source=source.slug,
        key=key,
        kind="issue",
        title=issue.title,
        council=source.council or source.slug,
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
        paper = Paper(
            id=paper_id(source.slug, key),
            source=source.slug,
            key=key,
            kind="item",
            title=met.item.title or issue.title,
            council=source.council or source.slug,
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
    paper = Paper(
        id=paper_id(source.slug, key),
        source=source.slug,
        key=key,
        kind="decision",
        title=decision.title,
        council=source.council or source.slug,
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
    paper = Paper(
        id=paper_id(source.slug, key),
        source=source.slug,
        key=key,
        kind="plan",
        title=item.title,
        council=source.council or source.slug,
        body=item.body,
        url=url,
        issue=item.issue,
    )
    return paper, "\n\n".join(part for part in (item.title, due, maker) if part) + "\n"
