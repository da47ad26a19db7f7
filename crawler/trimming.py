"""Recorded pages made small enough to keep as tests: the platform's part of a page, few rows, nobody's name. Pure.

What is taken out on purpose: attendance, contacts, e-mail addresses, telephone numbers, and the names after a title
("Councillor …", "Mrs …"). Other names can stand in minutes and titles: read a recorded page before it is shared.
"""

import re
from html import escape

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from lxml import etree

ROWS = 3  # of each list or table
_PARAGRAPHS = 2  # of each text
_PERSON = re.compile(
    r"\b(Councillors?|Cllrs?|Cynghorwyr|Cynghorydd|Cyng|Mr|Mrs|Ms|Miss|Dr|Rev|Sir|Dame)\b\.?\s+"
    r"(?:[A-Z]\.?\s*)*[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}(?:(?:\s*,\s*|\s+and\s+)[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’-]+)+)*"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d/])\(?0\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)")
_PEOPLE = re.compile(r"^\s*(?:contact|attendance|present|in attendance|apologies received|cyswllt|presenoldeb)\b", re.I)
_PEOPLE_TAGS = re.compile(r"attend|contact|member|councillor|email|phone|officer|author", re.I)
_PLAIN_PAGES = ".mgUserInfo, .mgAttendance, [id*=attend i], [class*=attend i]"


def trim_html(body: bytes) -> bytes:
    """A page reduced to what its parser reads, people taken out, as UTF-8."""
    page = BeautifulSoup(body, "lxml")
    title = page.title.get_text() if page.title else ""
    kept = page.select_one("#modgov") or page.body or page
    for tag in kept.select("script, style, noscript, iframe, form, svg, nav, header, footer, input[type=hidden]"):
        tag.decompose()
    for comment in kept.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in kept.select(_PLAIN_PAGES):
        tag.decompose()
    for tag in kept.select("p, li, tr, dd"):
        if not tag.decomposed and tag.find(["table", "ul", "p"]) is None and _PEOPLE.match(tag.get_text()):
            tag.decompose()
    for link in kept.select('a[href^="mailto:" i], a[href^="tel:" i], a[href*="mgUserInfo.aspx" i]'):
        link.replace_with("")
    for rows in kept.select("ul, ol, table, tbody"):
        _few(rows)
    for text in kept.select(".mgWordPara, .WordSection1"):
        for paragraph in text.find_all("p", recursive=False)[_PARAGRAPHS:]:
            paragraph.decompose()
    for string in list(kept.find_all(string=True)):
        string.replace_with(NavigableString(nameless(str(string))))
    head = f'<head><meta charset="utf-8"><title>{escape(nameless(title.strip()))}</title></head>'
    return f"<!DOCTYPE html>\n<html>{head}<body>\n{kept}\n</body></html>\n".encode()


def trim_xml(body: bytes) -> bytes:
    """An answer of the web service, or a feed, with few rows of each kind and counts that fit them."""
    root = etree.fromstring(body.strip(), etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    surplus = [
        element
        for element in root.iter(etree.Element)
        if element is not root and (_PEOPLE_TAGS.search(etree.QName(element).localname) or _is_surplus(element))
    ]
    for element in surplus:
        element.getparent().remove(element)
    for element in root.iter(etree.Element):
        if element.text and element.text.strip():
            element.text = nameless(_shortened(element.text))
        _recount(element)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def nameless(text: str) -> str:
    """Text without e-mail addresses and telephone numbers, a title's name replaced by an invented one."""
    text = _PERSON.sub(lambda found: f"{found[1]} Invented", text)
    return _PHONE.sub("01632 960000", _MAIL.sub("someone@example.org", text))


def _few(rows: Tag) -> None:
    """Keep a few rows, those with documents first; header rows do not count."""
    own = [row for row in rows.find_all(["li", "tr"], recursive=False) if row.find("td") or row.name == "li"]
    kept = sorted(own, key=lambda row: row.select_one('a[href*="documents/" i]') is None)[:ROWS]
    for row in own:
        if not any(row is one for one in kept):
            row.decompose()


def _is_surplus(element: "etree._Element") -> bool:
    """Whether enough elements of this name stand beside it, those with documents first."""
    parent = element.getparent()
    beside = list(parent.iterchildren(element.tag)) if parent is not None else [element]
    if len(beside) <= ROWS:
        return False
    return element not in sorted(beside, key=lambda one: one.find(".//{*}linkeddoc") is None)[:ROWS]


def _shortened(text: str) -> str:
    """A text of the service is HTML escaped inside XML: its first paragraphs."""
    if "<p" not in text.lower():
        return text
    page = BeautifulSoup(text, "lxml")
    for paragraph in page.find_all("p")[_PARAGRAPHS:]:
        paragraph.decompose()
    inner = page.body or page
    return "".join(str(child) for child in inner.children)


def _recount(element: "etree._Element") -> None:
    """The service counts its rows, and its parser compares: the counts are of what was kept."""
    name = etree.QName(element).localname.lower()
    parent = element.getparent()
    counted = {"committeescount": "committee", "meetingscount": "meeting", "committeemeetingcount": "meeting"}.get(name)
    if counted and parent is not None:
        element.text = f" {len(parent.findall(f'.//{{*}}{counted}'))}"
