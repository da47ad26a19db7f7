"""ModernGov's forward plans: which bodies publish them, each body's plans, the items of one plan.

No capture of these pages was ever found: links are known by their address, the words beside them by what they say.
"""

import re
from dataclasses import dataclass

from bs4 import Tag

from crawler.parsers.addresses import page_name, parameter
from crawler.parsers.days import read_day
from crawler.parsers.selecting import attribute, line, read_page, tags_after
from records.collected import PlanItem
from records.errors import PageShape

_DUE = re.compile(
    r"(?:decision due(?: date)?|due(?: date)?|penderfyniad i'w wneud)\s*:?\s*"
    r"(?P<due>.*?\d{4}(?:\s+(?:by|gan)\s+[^.;|]+)?)",
    re.IGNORECASE,
)
_BY = re.compile(r"\d{4}\s+(?:by|gan)\s+(?P<body>.+)$", re.IGNORECASE)
_MAKER = re.compile(r"decision maker\s*:?\s*(?P<body>[^.;|]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A forward plan as a list names it. `id` is None for a body whose plans are on a page of their own."""

    id: str | None
    body_id: str | None
    title: str


def plans(body: bytes, url: str) -> tuple[Plan, ...]:
    """The plans, or bodies with plans, a page links to. There may be none; then the page must say it is of plans."""
    root = read_page(body)
    found: dict[tuple[str | None, str | None], Plan] = {}
    for link in root.select("a[href]"):
        href, name = attribute(link, "href"), page_name(attribute(link, "href"))
        if name in ("mglistplanitems.aspx", "mglistplans.aspx") and line(link):
            plan = parameter(href, "PlanId") if name == "mglistplanitems.aspx" else None
            of = parameter(href, "RP", "RPId")
            if plan or of:
                found.setdefault((plan, of), Plan(id=plan, body_id=of, title=line(link)))
    title = line(root.select_one(".mgMainTitleTxt") or root.select_one("h1"))
    if not found and not re.search(r"plan|blaenraglen|cynllun", title, re.IGNORECASE):
        raise PageShape(f"{url}: expected links to forward plans “mgListPlanItems.aspx?PlanId=”, found “{title}”")
    return tuple(found.values())


def plan_items(body: bytes, url: str) -> tuple[PlanItem, ...]:
    """The items of one plan, each once: the issue, and when and by whom it is to be decided, where the page says."""
    root = read_page(body)
    found: dict[str, PlanItem] = {}
    for link in root.select("a[href]"):
        number = parameter(attribute(link, "href"), "IId")
        if page_name(attribute(link, "href")) != "mgissuehistoryhome.aspx" or not number or not line(link):
            continue
        if number not in found:
            found[number] = _item(link, number)
    title = line(root.select_one(".mgMainTitleTxt") or root.select_one("h1"))
    if not found and not re.search(r"plan|blaenraglen|cynllun", title, re.IGNORECASE):
        raise PageShape(f"{url}: expected a forward plan with links to issues, found “{title}”")
    return tuple(found.values())


def _item(link: Tag, number: str) -> PlanItem:
    words = _around(link)
    due = next((match["due"].strip() for text in words if (match := _DUE.search(text))), None)
    if due is None:  # a table's cell that holds a day and little else
        due = next((text for text in words if read_day(text) and len(text) < 60), None)
    by = _BY.search(due or "")
    maker = next((match["body"].strip() for text in words if (match := _MAKER.search(text))), None)
    return PlanItem(
        issue=number, title=line(link), due=due, due_on=read_day(due), body=by["body"].strip() if by else maker
    )


def _around(link: Tag) -> list[str]:
    """The texts that belong to a link: the other cells of its row, or the entry it stands in with no other issue."""
    row = link.find_parent("tr")
    if row is not None:
        return [
            line(cell)
            for cell in row.find_all("td", recursive=False)
            if not any(parent is cell for parent in link.parents)
        ]
    texts = []
    entry = link.find_parent(["li", "p", "div", "dd", "dt"])
    if entry is not None:
        texts.append(line(entry, without=frozenset({"a"})))
        for sibling in tags_after(entry) if entry.name in ("p", "dt") else ():
            if sibling.select_one('a[href*="mgIssueHistoryHome" i]'):
                break
            texts.append(line(sibling))
    return [text for text in texts if text]
