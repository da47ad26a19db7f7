"""ModernGov's XML web service: committees, meetings, one meeting in full, one document. Attendees are not collected."""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from lxml import etree

from crawler.parsers.addresses import off_site, rebased
from crawler.parsers.days import read_day, read_time
from crawler.parsers.moderngov_addresses import Addresses
from crawler.parsers.moderngov_words import is_cancelled
from crawler.parsers.selecting import clean, plain_text_of
from records.collected import AgendaItem, Committee, DocumentLink, Meeting
from records.errors import PageShape

T = TypeVar("T")

# Word's vertical tabs and form feeds, raw or as references: no legal XML, and seen in agenda texts.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#0*(?:[0-8]|1[12]|1[4-9]|2\d|3[01]);")
_CONTROL_HEX = re.compile(rb"&#x0*(?:[0-8bcef]|1[0-9a-f]);", re.IGNORECASE)
_HREF = re.compile(r"mgIssueHistoryHome\.aspx\?[^\"'>]*?\bIId=(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T]):
    """What a listing holds beside how many it says it holds (None when it does not say)."""

    rows: tuple[T, ...]
    expected: int | None = None

    @property
    def warning(self) -> str | None:
        """A sentence when the rows found are not as many as the listing says."""
        if self.expected is None or self.expected == len(self.rows):
            return None
        return f"the listing says {self.expected}, it holds {len(self.rows)}"


def committees(body: bytes, url: str, site: str) -> Listing[Committee]:
    """GetCommittees: every committee; deleted and expired ones are not active."""
    root = _root(body, url, "committees")
    at = Addresses(site)
    rows = tuple(_committee(node, at, url) for node in _children(root, "committee"))
    return Listing(rows=rows, expected=_count(root, "committeescount"))


def _committee(node: etree._Element, at: Addresses, url: str) -> Committee:
    number = _required(node, "committeeid", url)
    return Committee(
        id=number,
        title=_required(node, "committeetitle", url),
        active=not (_flag(node, "committeedeleted") or _flag(node, "committeeexpired")),
        category=_text(node, "committeecategory"),
        url=at.committee(number),
    )


def meetings(body: bytes, url: str, site: str) -> Listing[Meeting]:
    """GetMeetings: meetings grouped by committee, as one list. Dates outside the asked range must be expected."""
    root = _root(body, url, "getmeetings")
    at = Addresses(site)
    found = []
    for group in _children(root, "committee"):
        number, title = _text(group, "committeeid"), _text(group, "committeetitle")
        for node in group.iter():
            if _name(node) == "meeting":
                found.append(_listed(node, at, url, number, title))
    return Listing(rows=tuple(found), expected=_count(root, "meetingscount"))


def meetings_by_date(body: bytes, url: str, site: str) -> Listing[Meeting]:
    """GetAllMeetingsByDate: a flat list; each meeting names its committee."""
    root = _root(body, url, "getmeetingsbydate")
    at = Addresses(site)
    nodes = [node for node in root.iter() if _name(node) == "meeting"]
    rows = (_listed(node, at, url, _text(node, "committeeid"), _text(node, "committeetitle")) for node in nodes)
    return Listing(rows=tuple(rows), expected=_count(root, "meetingscount"))


def _listed(node: etree._Element, at: Addresses, url: str, committee_id: str | None, committee: str | None) -> Meeting:
    number = _required(node, "meetingid", url)
    status = _text(node, "meetingstatus")
    return Meeting(
        id=number,
        committee_id=committee_id,
        committee=committee,
        held_on=read_day(_text(node, "meetingdate")),
        time=read_time(_text(node, "meetingtime")),
        status=status,
        cancelled=is_cancelled(status),
        location=_text(node, "meetinglocation"),
        url=at.meeting(number, committee_id),
    )


def meeting(body: bytes, url: str, site: str, listed: Meeting | None = None) -> Meeting:
    """GetMeeting: items with minutes, decisions and documents.

    The answer names no committee of its own, so `listed`, the meeting as a listing gave it, lends its committee.
    """
    root = _root(body, url, "meeting")
    base = _listed(
        root, Addresses(site), url, listed.committee_id if listed else None, listed.committee if listed else None
    )
    items = [item for holder in _children(root, "agendaitems") for item in _children(holder, "agendaitem")]
    items = [item for item in items if "".join(str(text) for text in item.itertext()).strip()]
    return Meeting(
        id=base.id,
        committee_id=base.committee_id,
        committee=base.committee or _committee_of(items),
        held_on=base.held_on or (listed.held_on if listed else None),
        time=base.time,
        status=base.status,
        cancelled=base.cancelled,
        location=", ".join(part for part in (base.location, _text(root, "meetingroom")) if part) or None,
        agenda_published=_maybe_flag(root, "agendapublished"),
        minutes_published=_maybe_flag(root, "minutepublished"),
        items=tuple(_item(item, url, site) for item in items),
        url=base.url,
    )


def _committee_of(items: list[etree._Element]) -> str | None:
    """The committee as its documents name it: only when all of them agree."""
    names = {_text(node, "committeetitle") for item in items for node in item.iter() if _name(node) == "linkeddoc"}
    names.discard(None)
    return names.pop() if len(names) == 1 else None


def _item(node: etree._Element, url: str, site: str) -> AgendaItem:
    restricted = _flag(node, "isrestricted") or _maybe_flag(node, "isdisplayallowed") is False
    holders = _children(node, "linkeddocuments")
    texts = {name: _body(node, name) for name in ("agendatext", "minutesnonemptyhtmlbody", "decisionnonemptyhtmlbody")}
    issue = next((found[1] for text in texts.values() if text and (found := _HREF.search(text))), None)
    shown = {name: plain_text_of(text) if text and not restricted else None for name, text in texts.items()}
    return AgendaItem(
        id=_text(node, "agendaitemid"),
        # "agendaitemnumber" may disagree (12 beside "9."): readers see the display number.
        number=_text(node, "fulldisplaynumberformat"),
        title=_required(node, "agendaitemtitle", url),
        description=shown["agendatext"],
        minutes=shown["minutesnonemptyhtmlbody"],
        decision=shown["decisionnonemptyhtmlbody"],
        documents=tuple(_document(doc, url, site) for holder in holders for doc in _children(holder, "linkeddoc")),
        issue=issue,
        restricted=restricted,
        heading=_text(node, "agendaitemnumber") == "0",
    )


def attachment(body: bytes, url: str, site: str) -> DocumentLink:
    """GetAttachment: what is known of one document."""
    root = _root(body, url, "attachment", "attachmentdetails")
    details = next((node for node in root.iter() if _name(node) == "attachmentdetails"), root)
    return _document(details, url, site)


def _document(node: etree._Element, url: str, site: str) -> DocumentLink:
    number = _text(node, "attachmentid")
    restricted = _flag(node, "isrestricted")
    address = _text(node, "url")
    external = bool(_flag(node, "isurl") and address and off_site(address, site))
    place = address if external else rebased(address, site) if address else None
    if place is None and number and not restricted:
        place = Addresses(site).document(number)
    return DocumentLink(
        title=_text(node, "title") or _required(node, "ownertitle", url),
        url=None if restricted else place,
        attachment=number,
        published=read_day(_text(node, "publicationdate")),
        restricted=restricted,
        external=external,
        kind="decision" if _flag(node, "isdecisionattachment") else "report",
    )


def _root(body: bytes, url: str, *names: str) -> etree._Element:
    """The method's own element, taken out of SOAP's envelope when there is one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    body = _CONTROL_HEX.sub(b" ", _CONTROL.sub(b" ", body.removeprefix(b"\xef\xbb\xbf").strip()))
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise PageShape(f"{url}: expected the web service's XML <{names[0]}>, found what is no XML: {error}") from error
    if _name(root) in names:
        return root
    inside = next((node for node in root.iter() if _name(root) == "envelope" and _name(node) in names), None)
    if inside is None:
        raise PageShape(f"{url}: expected the web service's XML <{names[0]}>, found <{_name(root)}>")
    return inside


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def _children(node: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in node if _name(child) == name]


def _body(node: etree._Element, name: str) -> str | None:
    found = _children(node, name)
    text = "".join(str(piece) for piece in found[0].itertext()) if found else ""
    return text if text.strip() else None


def _text(node: etree._Element, name: str) -> str | None:
    text = _body(node, name)
    return clean(text) or None if text else None


def _required(node: etree._Element, name: str, url: str) -> str:
    text = _text(node, name)
    if not text:
        raise PageShape(f"{url}: expected a <{name}> with text in <{_name(node)}>")
    return text


def _maybe_flag(node: etree._Element, name: str) -> bool | None:
    text = (_text(node, name) or "").lower()
    return {"true": True, "false": False}.get(text)


def _flag(node: etree._Element, name: str) -> bool:
    return _maybe_flag(node, name) is True


def _count(root: etree._Element, name: str) -> int | None:
    text = _text(root, name) or ""
    return int(text) if text.isdigit() else None
