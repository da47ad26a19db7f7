"""ModernGov's issues: a matter's own page, and "Issue - meetings", every meeting that took it with its minutes."""

import re
from dataclasses import replace

from bs4 import Tag

from crawler.parsers.addresses import page_name, parameter
from crawler.parsers.days import read_day
from crawler.parsers.moderngov_decisions import labelled
from crawler.parsers.moderngov_items import anchor, blocks, documents, read_item, unrepeated
from crawler.parsers.selecting import attribute, line, plain_text, read_page
from records.collected import AgendaItem, Issue, IssueMeeting
from records.errors import PageShape

# "Meeting: 25/01/2023 - Cabinet (Item 7)"; the page of an issue lists the same without the first word.
_MEETING = re.compile(
    r"^(?:(?:meeting|cyfarfod)\s*:\s*)?(?P<day>\d{1,2}/\d{1,2}/\d{4})\s*[-–]\s*(?P<committee>.+?)"
    r"(?:\s*\((?:item|eitem)\s+(?P<number>[^)]+)\))?$",
    re.IGNORECASE,
)
_LED = re.compile(r"^(?:meeting|cyfarfod)\s*:", re.IGNORECASE)


def issue(body: bytes, url: str, site: str) -> Issue:
    """An issue's own page: description, label/value pairs, the meetings that took it, its documents."""
    root = read_page(body)
    number, title = _identity(root, url)
    labels = labelled(root)
    meetings = []
    for link in root.select("a[href]"):
        found = _MEETING.match(line(link))
        if found and page_name(attribute(link, "href")) == "ielistdocuments.aspx":
            item = AgendaItem(id=_item_id(link), number=found["number"], title=title)
            meetings.append(_meeting(found, item, link))
    paragraph = root.select_one(".mgWordPara")
    if not (labels or meetings or paragraph):
        raise PageShape(f"{url}: expected an issue's labels “span.mgLabel”, found none under “{title}”")
    return Issue(
        id=number,
        title=title,
        labels=labels,
        meetings=tuple(meetings),
        documents=tuple(unrepeated(documents(root, url, site))),
        description=plain_text(paragraph) if paragraph else None,
    )


def issue_meetings(body: bytes, url: str, site: str) -> Issue:
    """ "Issue - meetings": each meeting's heading, then the item exactly as the meeting's page has it."""
    root = read_page(body)
    number, title = _identity(root, url)
    meetings: list[IssueMeeting] = []
    heading: tuple[re.Match[str], Tag] | None = None
    pieces: list[Tag] = []

    def finish() -> None:
        if heading is not None:
            found, tag = heading
            item = read_item(pieces, url, site, found["number"])
            link = tag if tag.name == "a" else tag.select_one("a[href]")
            item = replace(item, id=item.id or _item_id(link), title=item.title or title)
            meetings.append(_meeting(found, item, link))

    for piece in blocks(root):
        text = line(piece)
        found = _MEETING.match(text)
        if found and (_LED.match(text) or piece.name != "p"):
            finish()
            heading, pieces = (found, piece), []
        else:
            pieces.append(piece)
    finish()
    if not meetings and re.search(r"\b(?:meeting|cyfarfod)\s*:\s*\d", line(root), re.IGNORECASE):
        raise PageShape(f"{url}: expected “Meeting: dd/mm/yyyy - committee” as a heading, found it inside other text")
    return Issue(id=number, title=title, meetings=tuple(meetings))


def _identity(root: Tag, url: str) -> tuple[str, str]:
    number = parameter(url, "IId")
    title = line(root.select_one(".mgSubTitleTxt") or root.select_one("h2"))
    if not number or not title:
        raise PageShape(f"{url}: expected an issue's id (IId) in the address and its title “mgSubTitleTxt”")
    return number, title


def _item_id(link: Tag | None) -> str | None:
    if link is None:
        return None
    found = re.search(r"#AI(\d+)", attribute(link, "href"))
    return found[1] if found else anchor(link)


def _meeting(found: re.Match[str], item: AgendaItem, link: Tag | None) -> IssueMeeting:
    return IssueMeeting(
        held_on=read_day(found["day"]),
        committee=found["committee"].strip(),
        item=item,
        meeting=parameter(attribute(link, "href"), "MId", "MeetingId") if link is not None else None,
    )
