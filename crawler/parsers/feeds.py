"""Feeds and news sitemaps: what an outlet says it has published."""

from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser
from lxml import etree

from crawler.parsers.days import read_moment
from crawler.parsers.selecting import clean
from records.collected import FeedEntry
from records.errors import PageShape

_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf")
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def feed_entries(body: bytes, url: str) -> tuple[FeedEntry, ...]:
    """The entries of an RSS or Atom feed, in its order. A feed's address may answer 200 with a page: that is PageShape.

    `content:encoded` is the body, `dc:creator` the author (sources.md D2). Entries without a link are left out."""
    head = body[:2000].lower()
    if not any(root in head for root in _ROOTS):
        raise PageShape(f"{url}: expected an RSS or Atom feed, found {_what(body)}")
    parsed = feedparser.parse(body)
    if parsed.bozo and not parsed.entries:
        raise PageShape(f"{url}: the feed cannot be read: {parsed.bozo_exception}")
    return tuple(_entry(entry) for entry in parsed.entries if entry.get("link"))


def feed_home(body: bytes) -> str | None:
    """The address of the pages a feed speaks for (its channel's link), or None."""
    found = feedparser.parse(body).feed.get("link")
    return str(found) if found else None


def sitemap_entries(body: bytes, url: str) -> tuple[tuple[FeedEntry, ...], tuple[str, ...]]:
    """The pages of a (news) sitemap, and the addresses of the sitemaps an index names. Raises PageShape."""
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except etree.XMLSyntaxError as error:
        raise PageShape(f"{url}: expected a sitemap: {error}") from error
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise PageShape(f"{url}: expected a sitemap, found {_what(body)}")
    if etree.QName(root).localname == "sitemapindex":
        return (), tuple(_texts(root, f"{_MAP}sitemap/{_MAP}loc"))
    return tuple(_pages(root)), ()


def _pages(root: Any) -> Iterator[FeedEntry]:
    for page in root.iter(f"{_MAP}url"):
        address = page.findtext(f"{_MAP}loc")
        if address:
            published = read_moment(page.findtext(f".//{_NEWS}publication_date"))
            changed = read_moment(page.findtext(f"{_MAP}lastmod"))
            yield FeedEntry(
                title=clean(page.findtext(f".//{_NEWS}title") or ""),
                url=address.strip(),
                published=published or changed,
                published_inferred=published is None and changed is not None,
            )


def _entry(entry: Any) -> FeedEntry:
    content = entry.get("content") or [{}]
    published, changed = _when(entry, "published"), _when(entry, "updated")
    return FeedEntry(
        title=clean(entry.get("title", "")),
        url=entry["link"].strip(),
        published=published or changed,
        published_inferred=published is None and changed is not None,
        author=clean(entry.get("author", "")) or None,
        summary=clean(entry.get("summary", "")) or None,
        body=content[0].get("value") or None,
    )


def _when(entry: Any, name: str) -> datetime | None:
    """A time of an entry. feedparser reads more spellings than we, but takes one without a zone for UTC."""
    if name not in entry:  # asking feedparser for a missing "updated" gives "published", with a warning
        return None
    moment = read_moment(entry[name])
    parsed = entry.get(f"{name}_parsed")
    return moment or (datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None)


def _texts(root: Any, path: str) -> Iterator[str]:
    for element in root.findall(path):
        if element.text:
            yield element.text.strip()


def _what(body: bytes) -> str:
    return "an HTML page" if b"<html" in body[:2000].lower() else f"{body[:40]!r}"
