"""Answers that are no page: stubs, error pages, firewalls and other systems, all with status 200."""

import re
from typing import Literal
from urllib.parse import urlsplit

from lxml import etree

from crawler.parsers.addresses import page_name
from records.sources import Outcome

_WALLS = re.compile(
    rb"_Incapsula_Resource|Incapsula incident ID|Request unsuccessful\. Incapsula"
    rb"|cf-browser-verification|cf_chl_|/cdn-cgi/challenge-platform|Attention Required! \| Cloudflare"
    rb"|<title>Just a moment\.\.\.|Please enable cookies and JavaScript to continue|<title>Access Denied</title>"
    rb"|The requested URL was rejected\. Please consult with your administrator",
    re.IGNORECASE,
)
_SCRIPT_MOVE = re.compile(rb"window\.location|location\.(?:href|replace)|http-equiv=[\"']?refresh", re.IGNORECASE)
# B1: any of these marks a page of ModernGov's making.
_MODERNGOV = re.compile(
    rb"id=[\"']?modgov\b|ssMgStyles\.css|\$ModernGov|modern\.gov reverse CMS|\b(?:mg|ie|ce|ec)[a-z0-9]+\.aspx"
    rb"|class=[\"']?\s*mg[A-Z]",
    re.IGNORECASE,
)
_SERVICE_ROOTS = frozenset(
    {"committees", "getmeetings", "getmeetingsbydate", "meeting", "attachment", "attachmentdetails", "envelope"}
)
_STUB = 2048  # bytes: smaller than any real page, larger than any script stub seen


def page_problem(body: bytes, content_type: str | None, url: str, final_url: str) -> Outcome | None:
    """What is wrong with an answer that came with status 200; None when it is what was asked for.

    `blocked`: a firewall's page. `moved`: a script that sends readers elsewhere, or a redirect to another host name.
    `server_error`: mgError.aspx, nothing at all, or a page where a file should be. `empty`: the web service's tree
    without a leaf. `not_platform`: another system's page.
    """
    if walled(body):
        return "blocked"
    if page_name(final_url) == "mgerror.aspx":
        return "server_error"
    if another_site(url, final_url):
        return "moved"
    if not body.strip():
        return "server_error"
    if is_document(url):
        return _document_problem(body, content_type, url)
    if len(body) < _STUB and _SCRIPT_MOVE.search(body) and not _MODERNGOV.search(body):
        return "moved"
    if "mgwebservice.asmx" in url.lower():
        return _service_problem(body)
    if page_name(url) == "mgrss.aspx" and b"<rss" in body[:1000].lower():
        return None
    return None if _MODERNGOV.search(body) else "not_platform"


def platform_of(body: bytes) -> Literal["moderngov", "cmis", "rss"] | None:
    """The platform whose marks a page bears, or None."""
    if re.match(rb"(?s).{0,300}?<(?:rss|feed|rdf:rdf)\b", body, re.IGNORECASE):
        return "rss"
    if re.search(rb"ModCMIS|MeetingCalendarPublic|CMIS_", body):
        return "cmis"
    return "moderngov" if _MODERNGOV.search(body) else None


def walled(body: bytes) -> bool:
    """Whether a firewall answered in the site's place (Incapsula, Cloudflare and their like), on any platform."""
    return _WALLS.search(body[:20_000]) is not None


def is_document(url: str) -> bool:
    """Whether an address is a document's, not a page's."""
    path = urlsplit(url).path.lower()
    return "/documents/" in path or path.endswith("/mgconvert2pdf.aspx")


def sniffed_type(body: bytes) -> str | None:
    """The media type the first bytes show, whatever the header says; None when they show none of those we know."""
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in body[:1024]:
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        for mark, name in ((b"word/", "wordprocessingml.document"), (b"xl/", "spreadsheetml.sheet"),
                           (b"ppt/", "presentationml.presentation")):  # fmt: skip
            if mark in body:
                return f"application/vnd.openxmlformats-officedocument.{name}"
        return "application/zip"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "application/msword"
    if head.startswith(b"{\\rtf"):
        return "application/rtf"
    if re.match(rb"(?i)<(?:!doctype html|html|head|body|!--|script|div|p\b)", head):
        return "text/html"
    return None


def another_site(url: str, other: str) -> bool:
    """Whether two addresses belong to different sites: another host name, "www." aside, or another port.

    From http to https on their usual ports, or back, is the same site.
    """
    try:
        return _place(url) != _place(other)
    except ValueError:  # a port that is no number
        return True


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    port = parts.port or 443
    return (parts.hostname or "").removeprefix("www."), 443 if port == 80 else port


def _document_problem(body: bytes, content_type: str | None, url: str) -> Outcome | None:
    """A page in place of a file. Pages are what `documents/s1/Title.html?CT=2` is for, so there it is none."""
    page = sniffed_type(body) == "text/html"
    wanted = urlsplit(url).path.lower().endswith((".html", ".htm", ".txt"))
    if page and not wanted:
        return "server_error"
    declared = (content_type or "").partition(";")[0].strip().lower()
    return "server_error" if declared == "text/html" and not wanted and sniffed_type(body) is None else None


def _service_problem(body: bytes) -> Outcome | None:
    """The service answers XML with a root it is known for; a script, a SharePoint page or an error text is not it."""
    root = _tree(body)
    name = "" if root is None or not isinstance(root.tag, str) else etree.QName(root).localname.lower()
    if root is not None and name in _SERVICE_ROOTS:
        has_leaf = any((element.text or "").strip() for element in root.iter() if not len(element))
        return None if has_leaf else "empty"
    looks_xml = body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml")
    return "empty" if looks_xml and root is not None and not len(root) and name not in ("", "html") else "not_platform"


def _tree(body: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(body.strip(), etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except etree.XMLSyntaxError:
        return None
