"""ModernGov's lists: the committees of a site and the meetings of a committee. Links are known by their address."""

import re
from dataclasses import dataclass
from datetime import date

from bs4 import Tag

from crawler.parsers.addresses import canonical, page_name, parameter
from crawler.parsers.days import read_day, read_time
from crawler.parsers.moderngov_addresses import Addresses
from crawler.parsers.moderngov_words import is_cancelled, names_agenda, names_decisions, names_minutes
from crawler.parsers.selecting import attribute, line, read_page, tags_after
from records.collected import Committee, Meeting
from records.errors import PageShape

_INACTIVE = re.compile(r"\(no longer active\)|[-–]\s*decommissioned\b|\(disbanded\)|\(inactive\)", re.IGNORECASE)
_COMMITTEE_LINKS = {"mgcommitteedetails.aspx": "ID", "ielistmeetings.aspx": "CId"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingList:
    """One page of a committee's meetings, with the addresses of the pages beside it."""

    rows: tuple[Meeting, ...]
    earlier: str | None = None
    later: str | None = None
    years: tuple[tuple[int, str], ...] = ()


def committees(body: bytes, url: str, site: str) -> tuple[Committee, ...]:
    """The committees a page links to (mgListCommittees, or "Browse meetings"), each once.

    A title that says so ("(no longer active)", "- Decommissioned") makes a committee inactive.
    """
    root = read_page(body)
    at = Addresses(site)
    found: dict[str, Committee] = {}
    for link in root.select("a[href]"):
        href = attribute(link, "href")
        number = parameter(href, _COMMITTEE_LINKS.get(page_name(href), ""))
        title = line(link)
        if number and number != "0" and title and number not in found:
            around = line(link.parent)
            active = not _INACTIVE.search(title) and not (len(around) < len(title) + 40 and _INACTIVE.search(around))
            found[number] = Committee(id=number, title=title, active=active, url=at.committee(number))
    if not found:
        raise PageShape(f"{url}: expected links to committees “mgCommitteeDetails.aspx?ID=”, found none")
    return tuple(found.values())


def meetings(body: bytes, url: str, site: str) -> MeetingList:
    """The meetings a committee's page lists. The words after a link are the meeting's state: nothing yet, "Agenda",
    "Agenda and minutes", "CANCELLED".

    Raises PageShape for a page that is no list of meetings; a list may be empty.
    """
    root = read_page(body)
    committee_id = parameter(url, "CId")
    title = line(root.select_one(".mgMainTitleTxt") or root.select_one("h1"))
    links = [link for link in root.select("a[href]") if _meeting_number(attribute(link, "href"))]
    years, earlier, later = _beside(root, url, site)
    if not links and not years and not earlier and not later and not re.search(r"meetings?|cyfarfod", title, re.I):
        raise PageShape(f"{url}: expected a list of meetings “ieListDocuments.aspx?…MId=”, found “{title}”")
    rows: dict[str, Meeting] = {}
    for link in links:
        found = _row(link, url, site, committee_id)
        if found.id not in rows or (rows[found.id].held_on is None and found.held_on is not None):
            rows[found.id] = found
    return MeetingList(rows=tuple(rows.values()), earlier=earlier, later=later, years=years)


def _row(link: Tag, url: str, site: str, committee_id: str | None) -> Meeting:
    href = attribute(link, "href")
    text, state = line(link), _state(link)
    around = text
    if read_day(text) is None:  # "Agenda" as the link, the day beside it
        state = state or text
        around = line(link.find_parent("tr") or link.parent)
    old_day = read_day((parameter(href, "DF") or "").replace("%2f", "/"))
    published = names_agenda(state) or names_minutes(state) or names_decisions(state)
    committee = parameter(href, "CId", "CommitteeId")
    number = _meeting_number(href) or ""
    address = canonical(href, url, site)
    return Meeting(
        id=number,
        committee_id=committee if committee and committee != "0" else committee_id,
        held_on=read_day(around) or old_day,
        time=read_time(around),
        status=state if state and not published else None,
        cancelled=is_cancelled(state) or is_cancelled(text),
        heading=state if published else None,
        agenda_published=names_agenda(state),
        minutes_published=names_minutes(state),
        url=address if number.startswith("Ce") else Addresses(site).meeting(number, committee or committee_id),
    )


def _meeting_number(href: str) -> str | None:
    """The meeting an address names; "Ce12" for those of the old paper-based series, whose ids are their own."""
    if page_name(href) == "ielistdocuments.aspx":
        return parameter(href, "MId", "MeetingId")
    if page_name(href) == "celistdocuments.aspx":
        old = parameter(href, "MeetingId")
        return f"Ce{old}" if old else None
    return None


def _state(link: Tag) -> str | None:
    """The words between a meeting's link and the next one, or the cells after it in a table."""
    words = []
    for sibling in link.next_siblings:
        if isinstance(sibling, Tag):
            if sibling.name == "br" or sibling.name == "a" or sibling.find("a") is not None:
                break
            words.append(line(sibling))
        else:
            words.append(str(sibling))
    cell = link.find_parent("td")
    if cell is not None and not "".join(words).strip():
        words = [line(other) for other in tags_after(cell) if read_day(line(other)) is None]
    return " ".join(" ".join(words).split()).strip(" -–,;") or None


def _beside(root: Tag, url: str, site: str) -> tuple[tuple[tuple[int, str], ...], str | None, str | None]:
    years: dict[int, str] = {}
    paging: dict[str, str] = {}
    for link in root.select("a[href]"):
        address = canonical(attribute(link, "href"), url, site)
        if address is None or page_name(address) not in ("ielistmeetings.aspx", ""):
            continue
        year = parameter(address, "Year") or ""
        if year.isdigit() and date.min.year < int(year):
            years.setdefault(int(year), address)
        act = (parameter(address, "Act") or "").lower()
        if act in ("earlier", "later"):
            paging.setdefault(act, address)
    return tuple(sorted(years.items())), paging.get("earlier"), paging.get("later")
