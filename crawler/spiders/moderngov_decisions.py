"""ModernGov's two registers of decisions, optional channels: the followed decisions with their papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crawler.following import follows_title
from crawler.parsers import moderngov_decisions
from crawler.sightings import Sighting, document_paper
from crawler.text_papers import decision_paper
from records.collected import Decision

if TYPE_CHECKING:
    from crawler.spiders.moderngov import ModernGovSpider

_OVERLAP = timedelta(days=14)  # decisions are published a little after their date


async def take_decisions(spider: ModernGovSpider) -> None:
    """Both registers since they were last read. The officers' mostly repeats the other: one that lists nothing of its
    own is looked at again after a month."""
    listed = await _read(spider, "register", spider.at.decisions)
    by_officers = await _read(spider, "officers", spider.at.officer_decisions)
    if by_officers is not None and by_officers <= (listed or frozenset()):
        spider.remember(officers_off=spider.today.isoformat())


async def _read(
    spider: ModernGovSpider, name: str, addresses: Callable[[date, date], Iterator[str]]
) -> frozenset[str] | None:
    """Take what is followed of one register; the ids it lists. None where it is off, or could not be read.

    The server may list days outside the range: they are left out again."""
    if not spider.worth(f"{name}_off"):
        return None
    asking = spider.task.asking
    last = spider.memory.get(name)
    since, until = asking.range
    until = min(until, spider.today)
    if last and not (asking.since or asking.full):
        since = max(since, date.fromisoformat(last) - _OVERLAP)
    complete, listed = True, set[str]()
    for url in addresses(since, until):
        answer = await spider.get(url, "html.decisions", "optional")
        rows = spider.read(moderngov_decisions.register, answer, "optional", site=spider.site) if answer else None
        if rows is None:
            if last is None:
                spider.remember(**{f"{name}_off": spider.today.isoformat()})
            return None
        for row in rows:
            if row.published is not None and not since <= row.published <= until:
                continue
            listed.add(row.id)
            if follows_title(spider.task.topic, row.title, all_papers=spider.task.options.all_papers):
                complete = await _take(spider, row) and complete
    unread = date.fromisoformat(last) if last else asking.usual.range[0]
    if complete and since <= unread and until >= spider.today:  # else the next run reads the same days again
        spider.remember(**{name: spider.today.isoformat()})
    spider.remember(**{f"{name}_off": None})
    return frozenset(listed)


async def _take(spider: ModernGovSpider, row: Decision) -> bool:
    """Keep a decision and its papers; False when it could not be had or read. A paper that fails is tried again by
    itself."""
    if spider.has(f"decision:{row.id}") and not spider.task.options.full:
        return True
    answer = await spider.get(spider.at.decision(row.id), "html.decision", "optional")
    found = spider.read(moderngov_decisions.decision, answer, "optional", site=spider.site) if answer else None
    if answer is None or found is None:
        return False
    archive, now = spider.task.archive, spider.task.clock()
    known = archive.papers.of_meeting(spider.slug, found.meeting) if found.meeting else []
    wanted: list[Sighting] = []
    for link in found.documents:
        day = found.published or found.decided_on
        paper = document_paper(spider.task.source, link, known, published=day, owner=f"decision:{found.id}")
        if any(kept.paper.id == paper.id for kept in known):
            continue  # the meeting's own
        if link.restricted or link.external:
            archive.papers.see(paper, now, "external" if link.external else "restricted")
            continue
        archive.papers.see(paper, now, "pending")
        wanted.append(Sighting(paper=paper, followed=True, link=link))
    # Its papers stand as pending now: a decision that is held is not asked for again, even after a kill.
    spider.keep_text(*decision_paper(spider.task.source, found), capture=answer.capture)
    spider.task.tally.counts["decisions"] += 1
    for sighting in wanted:
        await spider.fetch(sighting)
    return True
