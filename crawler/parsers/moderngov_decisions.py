"""ModernGov's decisions: the register and the details of one decision.

<h2 class="mgSubTitleTxt">Title</h2>
<p><span class="mgLabel">Is Key decision?: </span>Yes</p>
<h3 class="mgSubSubTitleTxt">Purpose:</h3><div class="mgWordPara">…</div>
<p class="mgLabel">Accompanying Documents:</p><ul class="mgBulletList">…</ul>
"""

import re

from bs4 import Tag

from crawler.parsers.addresses import page_name, parameter
from crawler.parsers.days import read_day
from crawler.parsers.moderngov_addresses import Addresses
from crawler.parsers.moderngov_items import documents, unrepeated
from crawler.parsers.moderngov_words import part
from crawler.parsers.selecting import attribute, classes, line, plain_text, read_page, tags_after
from records.collected import Decision, DocumentLink
from records.errors import PageShape

# Every label is optional; machine-made Welsh keeps some English ("Is KeyPenderfyniad?").
_MAKER = ("decision maker", "gwneuthurwr y penderfyniad", "penderfynwr")
_STATUS = ("decision status", "statws y penderfyniad")
_KEY = ("is key decision?", "is keypenderfyniad?", "key decision", "penderfyniad allweddol?")
_PUBLISHED = ("publication date", "dyddiad cyhoeddi")
_DECIDED = ("date of decision", "dyddiad y penderfyniad")
_MEETING = ("decided at meeting", "penderfynwyd yn y cyfarfod")
_PURPOSE = ("purpose", "diben")
_REASONS = re.compile(r"\s*[-–]?\s*view (?:the )?reasons$", re.IGNORECASE)
_YES = re.compile(r"^(?:yes|ydw|ydy|ie|oes)\b", re.IGNORECASE)
_NO = re.compile(r"^(?:no|nac|nage|na)\b", re.IGNORECASE)


def decision(body: bytes, url: str, site: str) -> Decision:
    """The details of one decision. Its id is the register's number, or "AI3001" for one taken at item 3001.

    A decision of a meeting may name no maker: then it is the committee of "Decided at meeting".
    """
    root = read_page(body)
    title = line(root.select_one(".mgSubTitleTxt"))
    labels = labelled(root)
    texts = _sections(root)
    if not title or not (labels or texts):
        raise PageShape(f"{url}: expected a decision's title “mgSubTitleTxt” and its labels, found “{title}”")
    number = parameter(url, "ID")
    at_item = parameter(url, "AIId")
    if not number and not at_item:
        raise PageShape(f"{url}: expected a decision's id (ID or AIId) in the address")
    values = {label.lower(): value for label, value in labels}
    meeting = next((link for link in root.select("a[href]") if _is(link, "ielistdocuments.aspx")), None)
    issue = next((link for link in root.select("a[href]") if _is(link, "mgissuehistoryhome.aspx")), None)
    return Decision(
        id=number or f"AI{at_item}",
        title=title,
        maker=_first(values, _MAKER) or _committee(_first(values, _MEETING)),
        decided_on=read_day(_first(values, _DECIDED)),
        published=read_day(_first(values, _PUBLISHED)),
        status=_first(values, _STATUS),
        key=_yes(_first(values, _KEY)),
        purpose=next((text for label, text in texts if label.lower() in _PURPOSE), None),
        text="\n\n".join(text for label, text in texts if part(label) == "decision") or None,
        meeting=parameter(attribute(meeting, "href"), "MId", "MeetingId") if meeting else None,
        issue=parameter(attribute(issue, "href"), "IId") if issue else None,
        labels=labels + tuple((label, text) for label, text in texts if not _known(label)),
        documents=tuple(unrepeated(_documents(root, url, site))),
        url=Addresses(site).decision(number or f"AI{at_item}"),
    )


def register(body: bytes, url: str, site: str) -> tuple[Decision, ...]:
    """The decisions a register lists. The same table mixes in rows that are issues: only decision links count.

    The server may list days outside the range asked for: the caller filters again. An empty register is a legal
    answer; a page that is no register raises PageShape.
    """
    root = read_page(body)
    rows: dict[str, Decision] = {}
    for link in root.select("a[href]"):
        if not _is(link, "iedecisiondetails.aspx"):
            continue
        href = attribute(link, "href")
        at_item = parameter(href, "AIId")
        number = parameter(href, "ID") or (f"AI{at_item}" if at_item else None)
        title = line(link)
        row = link.find_parent("tr")
        if number and title and number not in rows:
            cells = [read_day(line(cell)) for cell in row.find_all("td", recursive=False)] if row else []
            published = next((day for day in cells if day), None)
            rows[number] = Decision(id=number, title=title, published=published, url=Addresses(site).decision(number))
    heading = line(root.select_one("caption, .mgMainTitleTxt, h1"))
    if not rows and not root.select_one("table.mgTabTable") and not re.search(r"decision|penderfyniad", heading, re.I):
        raise PageShape(f"{url}: expected a register of decisions “table.mgTabTable”, found “{heading}”")
    return tuple(rows.values())


def labelled(root: Tag) -> tuple[tuple[str, str], ...]:
    """The page's label/value pairs, `<p><span class="mgLabel">Label: </span>value</p>`, in their order."""
    pairs = []
    for label in root.select("span.mgLabel"):
        name = line(label).rstrip(":").strip()
        if label.parent is not None and name:
            value = _REASONS.sub("", line(label.parent, without=frozenset({"mgLabel"})))
            if value:
                pairs.append((name, value))
    return tuple(pairs)


def _sections(root: Tag) -> list[tuple[str, str]]:
    """The labelled texts, `h3` then `div.mgWordPara`s up to the next heading."""
    found: list[tuple[str, str]] = []
    for heading in root.select(".mgSubSubTitleTxt"):
        paragraphs = []
        for sibling in tags_after(heading):
            if (
                "mgSubSubTitleTxt" in classes(sibling)
                or sibling.select_one(".mgLabel")
                or "mgLabel" in classes(sibling)
            ):
                break
            if sibling.name not in ("ul", "ol"):
                paragraphs.append(sibling)
        text = plain_text(*paragraphs)
        if text:
            found.append((line(heading).rstrip(":").strip(), text))
    return found


def _documents(root: Tag, url: str, site: str) -> list[DocumentLink]:
    """Documents stand in a list under a label; another page may link to them loosely."""
    listed = [link for ul in root.select("ul.mgBulletList") for link in documents(ul, url, site, listed=True)]
    return listed + list(documents(root, url, site))


def _is(link: Tag, name: str) -> bool:
    return page_name(attribute(link, "href")) == name


def _first(values: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((values[name] for name in names if name in values), None)


def _committee(meeting: str | None) -> str | None:
    """The committee of "19/10/2015 - Policy Committee"."""
    return meeting.partition(" - ")[2].strip() or None if meeting else None


def _yes(text: str | None) -> bool | None:
    if not text:
        return None
    return True if _YES.match(text) else False if _NO.match(text) else None


def _known(label: str) -> bool:
    return label.lower() in _PURPOSE or part(label) == "decision"
