"""Papers made of what pages link to: keys, kinds, dates, and which of them are followed. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from urllib.parse import unquote, urlsplit

from archive.papers import KeptPaper
from crawler.following import follows_file
from crawler.pairing import normalised
from crawler.parsers.addresses import taken_home
from crawler.text_papers import blank_paper, item_paper
from records.collected import AgendaItem, DocumentLink, Meeting
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
    at_home = partial(_at_home, source)
    for item in meeting.items:
        follow = any(item is one for one in followed)
        for link in map(at_home, item.documents):
            owner = item.id or f"{meeting.id}:{normalised(item.title)}"
            paper = document_paper(source, link, known, meeting=meeting, item=item, owner=owner)
            yield Sighting(paper=paper, followed=follow, link=link)
        made = item_paper(source, meeting, item)
        if made is not None:
            yield Sighting(paper=made[0], followed=follow, text=made[1])
    for file in map(at_home, meeting.documents):
        follow = follows_file(topic, meeting, file, followed, all_papers=all_papers)
        paper = document_paper(source, file, known, meeting=meeting, owner=meeting.id)
        yield Sighting(paper=paper, followed=follow, link=file)


def _at_home(source: Source, link: DocumentLink) -> DocumentLink:
    """A link to one of the source's aliases is the site's own document."""
    if not (link.external and link.url and source.site and source.holds(link.url)):
        return link
    url = taken_home(link.url, source.site)
    return replace(link, url=url, external=False) if url else link


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
    return blank_paper(
        source,
        key,
        kind or link.kind,
        link.title,
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
