"""ModernGov's feed of what changed, whose titles are a grammar, and its page of news: cheap signals, never a record."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lxml import etree

from crawler.parsers.addresses import canonical, page_name, parameter
from crawler.parsers.days import read_day, read_moment
from crawler.parsers.selecting import attribute, clean, line, read_page
from records.errors import PageShape

What = Literal["agenda", "decisions", "minutes", "held", "issue", "plan", "other"]

# "Agenda published: Meeting of Monday, 12th October, 2026 6.30 pm, Cabinet"
_TITLE = re.compile(r"^(?P<what>[^:]{3,40}?)\s*:\s*(?P<rest>.+)$")
_MEETING = re.compile(r"^meeting of (?P<when>.+?\d{4}(?:\s+[\d.:]+\s*(?:am|pm|noon)?)?)\s*,\s*(?P<committee>.+)$", re.I)
_WHATS: dict[str, What] = {
    "agenda published": "agenda",
    "decision sheet published": "decisions",
    "decisions published": "decisions",
    "minutes published": "minutes",
    "meeting held": "held",
    "issue published": "issue",
    "publication of plan": "plan",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing a site says has changed. `meeting` and `issue` are ids when the link names one."""

    what: What
    title: str
    url: str | None
    committee: str | None = None
    held_on: date | None = None
    meeting: str | None = None
    issue: str | None = None
    published: datetime | None = None


def read_title(title: str) -> tuple[What, date | None, str | None]:
    """What a feed's title announces, the meeting's day and its committee (or the plan's body), None where unsaid."""
    found = _TITLE.match(clean(title))
    what = _WHATS.get(found["what"].lower()) if found else None
    if found is None or what is None:
        return "other", None, None
    meeting = _MEETING.match(found["rest"])
    if meeting:
        return what, read_day(meeting["when"]), meeting["committee"].strip()
    body = found["rest"].rpartition(";")[2].strip() if what == "plan" and ";" in found["rest"] else None
    return what, None, body


def feed(body: bytes, url: str, site: str) -> tuple[Change, ...]:
    """The entries of an RSS feed. With bcr=1, and where the feed is off, the site answers a page: that is PageShape."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(body.removeprefix(b"\xef\xbb\xbf").strip(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or not isinstance(root.tag, str) or etree.QName(root).localname.lower() not in ("rss", "rdf"):
        raise PageShape(f"{url}: expected a feed <rss>, found a page of another kind")
    changes = []
    for entry in root.iter("{*}item"):
        title = clean(_text(entry, "title"))
        href = _text(entry, "link") or _text(entry, "guid")
        what, held_on, committee = read_title(title)
        changes.append(_change(what, title, href, url, site, committee, held_on, read_moment(_text(entry, "pubDate"))))
    return tuple(changes)


def news(body: bytes, url: str, site: str) -> tuple[Change, ...]:
    """The page of recent changes: every meeting, issue and decision it links to."""
    root = read_page(body)
    changes: dict[str, Change] = {}
    for link in root.select("a[href]"):
        href = attribute(link, "href")
        kind = page_name(href)
        if kind in ("ielistdocuments.aspx", "mgissuehistoryhome.aspx", "iedecisiondetails.aspx") and line(link):
            what: What = "issue" if kind == "mgissuehistoryhome.aspx" else "other"
            found = _change(what, line(link), href, url, site, None, read_day(line(link)), None)
            changes.setdefault(found.url or href, found)
    heading = line(root.select_one(".mgMainTitleTxt") or root.select_one("h1"))
    if not changes and not re.search(r"what.?s new|beth sy.?n newydd", heading, re.IGNORECASE):
        raise PageShape(f"{url}: expected the page of recent changes, found “{heading}”")
    return tuple(changes.values())


def _change(
    what: What,
    title: str,
    href: str,
    url: str,
    site: str,
    committee: str | None,
    held_on: date | None,
    published: datetime | None,
) -> Change:
    address = canonical(href, url, site) if href else None
    meeting = parameter(address, "MId", "MeetingId") if address and page_name(address).startswith("ielist") else None
    return Change(
        what=what,
        title=title,
        url=address,
        committee=committee,
        held_on=held_on,
        meeting=meeting,
        issue=parameter(address, "IId") if address else None,
        published=published,
    )


def _text(entry: etree._Element, name: str) -> str:
    found = entry.find(f"{{*}}{name}")
    return "".join(str(text) for text in found.itertext()).strip() if found is not None else ""
