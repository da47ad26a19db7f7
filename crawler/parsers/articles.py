"""One news story from its page: headline, author, time, body, and whether a Local Democracy Reporter wrote it.

Metadata are taken in the order JSON-LD, `article:*` and `og:*`, `parsely-*`, microdata, visible (sources.md D2).
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import trafilatura
from bs4 import BeautifulSoup, Tag
from lxml import html as lxml_html

from crawler.parsers.days import read_moment
from crawler.parsers.selecting import clean, decoded
from records.collected import Article
from records.errors import PageShape

EXCERPT = 300  # characters of body kept where a page or an outlet's row asks for an excerpt
_EDGE = 300  # characters at either end of a body in which a byline may stand

_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage\w*|Opinion\w*|Analysis\w*|Review\w*)?Article|LiveBlogPosting|BlogPosting"
)
_TRACKING = re.compile(r"^(?:ref|utm_\w+|fbclid|gclid|source|cmpid|ns_\w+|at_\w+)$", re.IGNORECASE)

# There is no house style for these bylines (sources.md D1). "…, the Local Democracy Reporting Service understands" and
# "covered by the LDRS" are mentions of somebody else's work.
_LDRS = re.compile(
    r"\blocal\s+democracy\s+report(?:er|ing\s+service)s?\b|\bLDRS?\b|\bgohebydd\s+democratiaeth\s+leol\b"
    r"|\bgwasanaeth\s+adrodd\s+democratiaeth\s+leol\b",
    re.IGNORECASE,
)
_MENTION_VERB = re.compile(
    r"^\W*(?:understands?|said|says|reports?|reported|has\s+learn\w+|was\s+told|told|has\s+seen|revealed|funded|\(LDRS\)\s+\w+s\b)",
    re.IGNORECASE,
)
_MENTION_LEAD = re.compile(
    r"(?:told|covered\s+by|according\s+to|reported\s+by|spoke\s+to|speaking\s+to|said\s+to|as)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def article(body: bytes, url: str, *, outlet: str | None = None, excerpt: bool = False) -> Article:
    """One story. With `excerpt`, or where the page says `noarchive`, only its first words are given.

    Raises PageShape where there is no headline or no text: a page of links, a wall, an error page."""
    page = BeautifulSoup(decoded(body), "lxml")
    linked = _linked_data(page)
    headline = _text(linked.get("headline")) or _meta(page, "og:title", "parsely-title", "twitter:title")
    headline = headline or _inner(page.select_one("[itemprop=headline]")) or _inner(page.select_one("h1"))
    words = _body(body, url, linked)
    if not headline or not words:
        raise PageShape(f"{url}: expected a news story, found no {'text' if headline else 'headline'}")
    author = _author(page, linked)
    published_text, inferred = _published(page, linked)
    short = excerpt or _refuses_keeping(page)
    return Article(
        url=canonical_story(_attribute(page, "link[rel=canonical]", "href") or _meta(page, "og:url") or url, url),
        headline=clean(headline),
        outlet=outlet or _publisher(linked) or _meta(page, "og:site_name"),
        author=author,
        published=read_moment(published_text),
        published_inferred=inferred,
        published_text=published_text,
        body=_shortened(words) if short else words,
        ldrs=local_democracy(author, words),
        excerpt_only=short,
    )


def refuses_keeping(body: bytes) -> bool:
    """Whether a page asks not to be archived (`<meta name="robots" content="noarchive">`)."""
    return b"noarchive" in body and _refuses_keeping(BeautifulSoup(decoded(body), "lxml"))


def canonical_story(address: str, base: str) -> str:
    """A story's address without what only tracks the reader: `ref`, `utm_*`, `source`, AMP, fragments."""
    parts = urlsplit(urljoin(base, address))
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)])
    path = re.sub(r"(?:\.amp|/amp/?)$", "", parts.path)
    return urlunsplit((parts.scheme, parts.netloc, path or "/", query, ""))


def local_democracy(author: str | None, words: str) -> Literal["byline", "mention"] | None:
    """Whether a Local Democracy Reporter wrote the story (byline) or somebody tells of their work (mention).

    Looked for in the author and the first and last 300 characters. A missing byline proves nothing."""
    if author and _LDRS.search(author):
        return "byline"
    found: Literal["mention"] | None = None
    for match in _LDRS.finditer(words):
        before, after = words[max(0, match.start() - 60) : match.start()], words[match.end() : match.end() + 60]
        told = _MENTION_VERB.match(after) or _MENTION_LEAD.search(before)
        if not told and (match.start() < _EDGE or match.end() > len(words) - _EDGE):
            return "byline"
        found = "mention"
    return found


def _linked_data(page: BeautifulSoup) -> dict[str, Any]:
    for script in page.find_all("script", type="application/ld+json"):
        try:
            held = json.loads(script.get_text(), strict=False)
        except ValueError:
            continue  # one broken block: others, or the meta tags, say the same
        for thing in _things(held):
            kinds = thing.get("@type") or ""
            if any(_ARTICLE_TYPES.fullmatch(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return thing
    return {}


def _things(held: Any) -> Iterator[dict[str, Any]]:
    if isinstance(held, list):
        for part in held:
            yield from _things(part)
    elif isinstance(held, dict):
        yield held
        yield from _things(held.get("@graph") or [])


def _published(page: BeautifulSoup, linked: dict[str, Any]) -> tuple[str | None, bool]:
    """When a story was published, in the page's own words, and whether that is inferred: from when it was changed, or
    from a time that stands on the page."""
    said = (
        _text(linked.get("datePublished"))
        or _meta(page, "article:published_time", "parsely-pub-date")
        or _attribute(page, "[itemprop=datePublished]", "content", "datetime")
    )
    if said:
        return said, False
    told = (
        _text(linked.get("dateModified"))
        or _meta(page, "article:modified_time")
        or _attribute(page, "time[datetime]", "datetime")
    )
    return told, told is not None


def _author(page: BeautifulSoup, linked: dict[str, Any]) -> str | None:
    """The author as named: a string, an object or a list in JSON-LD, and it may be an organisation."""
    names = [name for name in _names(linked.get("author")) if not name.startswith("http")]
    if names:
        return ", ".join(dict.fromkeys(names))
    for name in ("article:author_name", "article:author", "author", "parsely-author"):
        found = _meta(page, name)
        if found and not found.startswith("http"):
            return found
    person = page.select_one("[itemprop=author] [itemprop=name]") or page.select_one("[rel=author]")
    return _inner(person) or _inner(page.select_one(".byline, .author-name, [class*=byline]"))


def _names(author: Any) -> Iterator[str]:
    if isinstance(author, str):
        yield clean(author)
    elif isinstance(author, dict):
        yield from _names(author.get("name") or "")
    elif isinstance(author, list):
        for one in author:
            yield from _names(one)


def _publisher(linked: dict[str, Any]) -> str | None:
    return next(_names(linked.get("publisher")), None)


def _body(body: bytes, url: str, linked: dict[str, Any]) -> str:
    """The story's paragraphs: as the page shows them, else JSON-LD's `articleBody`."""
    tree = lxml_html.fromstring(decoded(body)) if body.strip() else None
    shown = None
    if tree is not None:
        shown = trafilatura.extract(
            tree, url=url, include_comments=False, include_tables=True, include_images=False, deduplicate=False
        )
    stated = clean(linked.get("articleBody") or "") if isinstance(linked.get("articleBody"), str) else ""
    return (shown or "").strip() or stated


def _refuses_keeping(page: BeautifulSoup) -> bool:
    tags = page.find_all("meta", attrs={"name": re.compile(r"^(?:robots|councilwatch)$", re.IGNORECASE)})
    return any("noarchive" in str(tag.get("content", "")).lower() for tag in tags)


def _shortened(words: str) -> str:
    if len(words) <= EXCERPT:
        return words
    return words[:EXCERPT].rpartition(" ")[0].rstrip() + " …"


def _meta(page: BeautifulSoup, *names: str) -> str | None:
    for name in names:
        tag = page.find("meta", attrs={"property": name}) or page.find("meta", attrs={"name": name})
        if isinstance(tag, Tag) and str(tag.get("content") or "").strip():
            return clean(str(tag["content"]))
    return None


def _attribute(page: BeautifulSoup, selector: str, *names: str) -> str | None:
    tag = page.select_one(selector)
    if tag is None:
        return None
    return next((str(tag[name]).strip() for name in names if tag.get(name)), None)


def _inner(tag: Tag | None) -> str | None:
    return (clean(tag.get_text(" ", strip=True)) or None) if tag else None


def _text(value: Any) -> str | None:
    return clean(value) or None if isinstance(value, str) else None
