"""One meeting out of two sightings: the web service's and the page's. Pure.

A document seen through both is one paper: paired by agenda item and normalised title, with both addresses.
"""

import re
from dataclasses import replace

from records.collected import AgendaItem, DocumentLink, Meeting


def merge(service: Meeting, page: Meeting) -> Meeting:
    """The service's meeting with what only the page has: heading, files of the whole meeting, issues, webcast, sizes.

    The page's order of items stands: the service's is not the agenda's.
    """
    items, files = _items(service.items, page.items), page.documents
    return replace(
        service,
        committee_id=service.committee_id or page.committee_id,
        committee=service.committee or page.committee,
        held_on=service.held_on or page.held_on,
        time=service.time or page.time,
        cancelled=service.cancelled or page.cancelled,
        location=service.location or page.location,
        heading=page.heading,
        agenda_published=service.agenda_published or page.agenda_published,
        minutes_published=service.minutes_published or page.minutes_published,
        minutes_final=page.minutes_final,
        items=items,
        documents=files,
        webcast=page.webcast,
        url=page.url or service.url,
    )


def normalised(title: str) -> str:
    """A title for comparison: letters and digits only."""
    return re.sub(r"[\W_]+", "", title.lower())


def _items(service: tuple[AgendaItem, ...], page: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
    if not service or not page:
        return service or page
    by_id = {item.id: item for item in service if item.id}
    by_title = {normalised(item.title): item for item in reversed(service)}
    merged: list[AgendaItem] = []
    used: set[int] = set()
    for seen in page:
        twin = by_id.get(seen.id) if seen.id in by_id else by_title.get(normalised(seen.title))
        if twin is None or id(twin) in used:
            merged.append(seen)
            continue
        used.add(id(twin))
        merged.append(
            replace(
                twin,
                id=twin.id or seen.id,
                number=twin.number or seen.number,
                description=twin.description or seen.description,
                minutes=twin.minutes or (None if twin.restricted else seen.minutes),
                decision=twin.decision or (None if twin.restricted else seen.decision),
                documents=_documents(twin.documents, seen.documents),
                issue=twin.issue or seen.issue,
                restricted=twin.restricted or seen.restricted,
            )
        )
    return (*merged, *(item for item in service if id(item) not in used))


def _documents(service: tuple[DocumentLink, ...], page: tuple[DocumentLink, ...]) -> tuple[DocumentLink, ...]:
    left = list(page)
    merged: list[DocumentLink] = []
    unpaired: list[int] = []
    for link in service:
        twin = next((other for other in left if normalised(other.title) == normalised(link.title)), None)
        twin = twin or next((other for other in left if other.url and other.url == link.url), None)
        if twin is None:
            unpaired.append(len(merged))
            merged.append(link)
        else:
            left.remove(twin)
            merged.append(_one(link, twin))
    # The page prints the item's own title over its first document: the one that is left on each side is the same.
    if len(unpaired) == 1 and len(left) == 1 and merged[unpaired[0]].restricted == left[0].restricted:
        merged[unpaired[0]] = _one(merged[unpaired[0]], left.pop())
    return (*merged, *left)


def _one(service: DocumentLink, page: DocumentLink) -> DocumentLink:
    """The page's address is the file as uploaded, with validators; the service's converts by id."""
    if service.restricted or page.url is None:
        return replace(service, size_label=page.size_label or service.size_label)
    others = tuple(url for url in (service.url, *service.other_urls, *page.other_urls) if url and url != page.url)
    return replace(
        service,
        url=page.url,
        other_urls=tuple(dict.fromkeys(others)),
        size_label=page.size_label or service.size_label,
        published=service.published or page.published,
        external=service.external and page.external,
    )
