"""ModernGov's meeting page: heading, sub-heading, meeting-level files, the table of items, webcast; and mgAi, one item.

<h1 class="mgMainTitleTxt">Agenda and draft minutes</h1>
<h2 class="mgSubTitleTxt">Cabinet - Monday, 31st March, 2025 6.30 pm</h2>
<ul class="mgActionList"><li><a href="documents/g6439/Printed minutes ….pdf?T=1">…</a></li></ul>
<table class="mgItemTable"><tr><td class="mgItemNumberCell">…</td><td><p class="mgAiTitleTxt">…</p> …</td></tr></table>
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bs4 import Tag

from crawler.parsers.addresses import canonical, page_name, parameter
from crawler.parsers.days import read_day, read_time, split_heading
from crawler.parsers.moderngov_addresses import Addresses
from crawler.parsers.moderngov_items import anchor, blocks, documents, read_item, unrepeated
from crawler.parsers.moderngov_words import (
    final,
    is_cancelled,
    meeting_document_kind,
    names_agenda,
    names_decisions,
    names_minutes,
    without_state,
)
from crawler.parsers.problems import is_document
from crawler.parsers.selecting import attribute, line, own_rows, read_page
from records.collected import AgendaItem, DocumentLink, Meeting
from records.errors import PageShape

_TABLES = "table.mgItemTable, table#mgItemTable"
_PLAYER = re.compile(r"new\s+mgMediaPlayer\s*\([^\[]*(?=\[)")
_RECORDING = re.compile(r"\b(recording|webcast|gwe-?ddarllediad|recordiad)\b", re.IGNORECASE)
_VENUE = re.compile(r"^(?:venue|lleoliad|location|man cyfarfod)\s*:\s*", re.IGNORECASE)


def meeting(body: bytes, url: str, site: str) -> Meeting:
    """A meeting's page in full. A future meeting has no items yet; a cancelled one has no documents.

    Raises PageShape when the page has neither a heading of a meeting nor its table of items, or when it links to
    papers outside any table we know.
    """
    root = read_page(body)
    heading = line(root.select_one(".mgMainTitleTxt") or root.select_one("h1")) or None
    subtitle = line(root.select_one(".mgSubTitleTxt") or root.select_one("h2"))
    tables = [table for table in root.select(_TABLES) if table.find_parent("table", class_="mgItemTable") is None]
    committee, held_on, time = split_heading(subtitle)
    if held_on is None:  # the sub-heading can be missing: the page's title says the same in a sentence
        committee, held_on, time = None, *_day_of_title(root)
    words = any(names(heading) for names in (names_agenda, names_minutes, names_decisions)) or is_cancelled(heading)
    if not tables and not words and held_on is None:
        raise PageShape(f"{url}: expected a meeting's page: a heading “Agenda…” or a table of items, found “{heading}”")
    items = tuple(item for table in tables for item in _items(table, url, site))
    files = tuple(unrepeated(_files(root, tables, url, site)))
    if not tables and any(link.url and "/documents/s" in link.url for link in files):
        raise PageShape(f"{url}: expected a table “mgItemTable” around the items, found papers but no such table")
    committee_id, number = _ids(root, url)
    if number is None:
        raise PageShape(f"{url}: expected a meeting's id (MId) in the address")
    cancelled = (
        is_cancelled(heading) or is_cancelled(subtitle) or (not items and not files and is_cancelled(line(root)))
    )
    printed_minutes = any(link.kind == "minutes" for link in files)
    return Meeting(
        id=number,
        committee_id=committee_id,
        committee=without_state(committee) or _committee_of_links(root),
        held_on=held_on,
        time=time,
        status="Cancelled" if cancelled else None,
        cancelled=cancelled,
        location=_location(root, tables),
        heading=heading,
        # The page of a future meeting is headed "Agenda" before there is one.
        agenda_published=bool(items or files) if words or items else None,
        minutes_published=names_minutes(heading) or printed_minutes if words or printed_minutes else None,
        minutes_final=final(heading),
        items=items,
        documents=files,
        webcast=webcast(root),
        url=Addresses(site).meeting(number, committee_id),
    )


def item(body: bytes, url: str, site: str) -> AgendaItem:
    """An agenda item's own page (mgAi). Several of these pages lose the title; prefer the meeting page's."""
    root = read_page(body)
    found = read_item(blocks(root.select_one(".mgContent") or root), url, site)
    number = parameter(url, "ID") or found.id
    subtitle = line(root.select_one(".mgSubTitleTxt") or root.select_one("h2"))
    if not (found.title or subtitle or found.description or found.minutes or found.decision or found.documents):
        raise PageShape(f"{url}: expected an agenda item with a title, a text or a document, found none of them")
    return replace(found, id=number, title=found.title or subtitle)


def _items(table: Tag, url: str, site: str) -> Iterator[AgendaItem]:
    for row in _item_rows(table):
        cells = row.find_all("td", recursive=False)
        if not cells or not line(row):
            continue
        number_cell = row.select_one("td.mgItemNumberCell") or (cells[-2] if len(cells) > 1 else None)
        number = line(number_cell) or None if number_cell is not None and number_cell is not cells[-1] else None
        found = read_item(blocks(cells[-1]), url, site, number)
        if not found.title:
            if any(cell.select_one(".mgAiTitleTxt") for cell in cells) and not line(cells[-1]):
                continue  # a number without an item
            raise PageShape(f"{url}: expected a title “mgAiTitleTxt” in the item “{line(row)[:60]}”, found none")
        bare = not (found.description or found.minutes or found.decision or found.documents or found.issue)
        title_alone = (
            number is None and bare and (len(cells) == 1 or cells[-1].select_one(".mgAiTitleTxt :is(strong, b)"))
        )
        yield replace(found, id=anchor(row) or found.id, heading=bool(title_alone))


def _item_rows(table: Tag) -> list[Tag]:
    """The table's rows, with those that a malformed cell swallowed: a number cell makes a row an item wherever it lies.

    Swallowed rows are taken out of the cell that holds them, else their papers would be its papers.
    """
    own = {id(row) for row in own_rows(table)}
    rows = [row for row in table.find_all("tr") if id(row) in own or row.select_one(":scope > td.mgItemNumberCell")]
    for row in rows:
        if row.find_parent("td") is not None and row.find_parent("table") is not table:
            row.extract()
    return rows


def _files(root: Tag, tables: list[Tag], url: str, site: str) -> Iterator[DocumentLink]:
    """The files of the whole meeting: every document linked outside the tables of items."""
    for link in root.select("a[href]"):
        if _inside(link, tables):
            continue
        address = canonical(attribute(link, "href"), url, site)
        if address and is_document(address):
            for found in documents(link, url, site, listed=True):
                yield replace(found, kind=meeting_document_kind(found.title, address))


def _inside(tag: Tag, tables: list[Tag]) -> bool:
    return any(parent is table for parent in tag.parents for table in tables)


def _ids(root: Tag, url: str) -> tuple[str | None, str | None]:
    committee = parameter(url, "CId", "CommitteeId")
    if committee in (None, "0"):
        hrefs = (attribute(link, "href") for link in root.select("a[href]"))
        known = {
            "mgcommitteedetails.aspx": "ID",
            "ielistmeetings.aspx": "CId",
        }
        found = (parameter(href, known[page_name(href)]) for href in hrefs if page_name(href) in known)
        committee = next((number for number in found if number and number != "0"), None)
    return committee, parameter(url, "MId", "MeetingId")


def _committee_of_links(root: Tag) -> str | None:
    links = root.select('a[href*="mgCommitteeDetails.aspx" i]')
    return line(links[0]) or None if links else None


def _day_of_title(root: Tag) -> tuple[date | None, str | None]:
    page = [root, *root.parents][-1]
    titles = (
        [attribute(tag, "content") for tag in page.select('meta[name="DC.title" i]')] if isinstance(page, Tag) else []
    )
    titles += [tag.get_text() for tag in page.select("title")] if isinstance(page, Tag) else []
    return next(((day, read_time(title)) for title in titles if (day := read_day(title))), (None, None))


def _location(root: Tag, tables: list[Tag]) -> str | None:
    for paragraph in root.select("p, li, dd"):
        if not _inside(paragraph, tables):
            text = line(paragraph, without=frozenset({"a"}))
            if _VENUE.match(text):
                return _VENUE.sub("", text).strip(" .,") or None
    return None


def webcast(root: Tag) -> str | None:
    """The address of a meeting's recording: the media player's first `Url`, else a link that says so."""
    for script in root.select("script"):
        found = _PLAYER.search(script.get_text())
        if found:
            try:
                entries, _ = json.JSONDecoder().raw_decode(script.get_text(), found.end())
            except json.JSONDecodeError:
                continue
            urls = (entry.get("Url") for entry in entries if isinstance(entry, dict))
            address = next((url for url in urls if url), None)
            if address:
                return str(address)
    for link in root.select("a[href]"):
        href = attribute(link, "href")
        if _RECORDING.search(line(link)) and href.startswith("http"):
            return href
    return None
