"""A pretend local newspaper on loopback, and a second outlet that carries some of its stories."""

import json
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Literal, Self

from cli.demo.council_file import DATA
from cli.demo.faults import Faults
from cli.demo.pretend_council import DEMO_DAY
from cli.demo.serve import Answer, Asked, LoopbackSite

Outlet = Literal["journal", "post"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story and the outlets that carry it."""

    id: str
    outlets: tuple[str, ...]
    published: datetime
    slug: str
    headline: str
    author: str
    section: str
    text: str
    noarchive: bool = False

    @property
    def path(self) -> str:
        """Its address at an outlet."""
        return f"/news/{self.id}.{self.slug}/"

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs; the byline is the first when a Local Democracy Reporter wrote it."""
        return self.text.strip().split("\n\n")


class PretendPaper(LoopbackSite):
    """A newspaper. `outlet` "journal" has JSON-LD, "post" microdata only and repeats some of the journal's stories."""

    closed = ("/search/", "/login/")

    def __init__(
        self,
        *,
        as_of: date = DEMO_DAY,
        faults: Faults | None = None,
        outlet: Outlet = "journal",
        port: int = 0,
        folder: Path = DATA / "paper",
    ) -> None:
        super().__init__(self, faults=faults, port=port)
        content = tomllib.loads((folder / "paper.toml").read_text(encoding="utf-8"))
        row = next(row for row in content["outlet"] if row["id"] == outlet)
        self.name: str = row["name"]
        self.as_of = as_of
        self._json_ld = row["style"] == "json-ld"
        self._late = timedelta(hours=3 if outlet == "post" else 0)  # a partner publishes a little later
        self._all = [Story(**each) for each in content["story"] if outlet in each["outlets"]]

    @property
    def feed(self) -> str:
        """The address of its RSS feed."""
        return f"{self.url}/news/rss/"

    def advance(self, to: date) -> Self:
        """The paper as it stands on another day."""
        self.as_of = to
        return self

    def stories(self) -> list[Story]:
        """What it has published up to the day, newest first."""
        end = datetime.combine(self.as_of, time(23, 59), tzinfo=UTC)
        return sorted((story for story in self._all if story.published <= end), key=lambda s: s.published, reverse=True)

    def answer(self, asked: Asked) -> Answer:
        """The response to one request."""
        if asked.path in ("/", "/news/"):
            return _html(self._front())
        if asked.path == "/news/rss/":
            return Answer(body=self._rss().encode(), media_type="application/rss+xml; charset=utf-8")
        if asked.path == "/sitemap.xml":
            return Answer(body=self._sitemap().encode(), media_type="text/xml; charset=utf-8")
        found = next((story for story in self.stories() if asked.path.startswith(f"/news/{story.id}.")), None)
        if found is None:
            return Answer(status=404, body=b"<html><body><h1>Page not found</h1></body></html>")
        return _html(self._article(found))

    def _front(self) -> str:
        rows = "".join(
            f'<li><a href="{story.path}?ref=fp">{escape(story.headline)}</a></li>\n' for story in self.stories()
        )
        return (
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{self.name}</title>\n'
            f'<link rel="alternate" type="application/rss+xml" href="/news/rss/"></head>\n'
            f"<body><h1>{self.name}</h1>\n<ul>\n{rows}</ul></body></html>"
        )

    def _rss(self) -> str:
        """Links carry `?ref=rss`, as at many publishers: the article's canonical address has none."""
        items = "".join(
            f"<item>\n<title><![CDATA[{story.headline}]]></title>\n<link>{self.url}{story.path}?ref=rss</link>\n"
            f'<guid isPermaLink="true">{self.url}{story.path}?ref=rss</guid>\n'
            f"<pubDate>{format_datetime(self._time(story))}</pubDate>\n<dc:creator>{escape(story.author)}</dc:creator>\n"
            f"<description><![CDATA[{self._standfirst(story)}]]></description>\n</item>\n"
            for story in self.stories()[:25]
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<channel>\n<title>{self.name} | News</title>\n<link>{self.url}/news/</link>\n<ttl>15</ttl>\n"
            f"<description>News from {self.name}</description>\n{items}</channel></rss>"
        )

    def _sitemap(self) -> str:
        rows = "".join(
            f"<url><loc>{self.url}{story.path}</loc><lastmod>{self._time(story).isoformat()}</lastmod></url>\n"
            for story in self.stories()
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{rows}</urlset>"
        )

    def _time(self, story: Story) -> datetime:
        return story.published + self._late

    def _standfirst(self, story: Story) -> str:
        return next(paragraph for paragraph in story.paragraphs if not paragraph.startswith("By "))

    def _article(self, story: Story) -> str:
        when = self._time(story).isoformat().replace("+00:00", "Z")
        canonical = f"{self.url}{story.path}"
        robots = "noarchive, max-image-preview:large" if story.noarchive else "max-image-preview:large"
        structured = ""
        if self._json_ld:
            data = {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": story.headline,
                "datePublished": when,
                "dateModified": when,
                "author": [{"@type": "Person", "name": story.author}],
                "publisher": {"@type": "NewsMediaOrganization", "name": self.name},
                "mainEntityOfPage": canonical,
                "isAccessibleForFree": True,
            }
            structured = f'<script type="application/ld+json">{json.dumps(data)}</script>\n'
        body = "".join(f"<p>{escape(paragraph, quote=False)}</p>\n" for paragraph in story.paragraphs)
        scope = "" if self._json_ld else ' itemscope itemtype="https://schema.org/NewsArticle"'
        return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>{escape(story.headline)} | {self.name}</title>
<link rel="canonical" href="{canonical}">
<meta name="robots" content="{robots}">
<meta property="og:title" content="{escape(story.headline)}">
<meta property="og:site_name" content="{self.name}">
<meta property="og:type" content="article">
<meta property="og:url" content="{canonical}">
<meta property="article:published_time" content="{when}">
<meta property="article:author" content="{escape(story.author)}">
{structured}</head>
<body><nav><a href="/">{self.name}</a> <a href="/news/">News</a></nav>
<article{scope}>
<h1 itemprop="headline">{escape(story.headline)}</h1>
<p class="byline">By <span itemprop="author">{escape(story.author)}</span></p>
<time datetime="{when}" itemprop="datePublished">{self._time(story):%d %B %Y}</time>
<div class="article-body" itemprop="articleBody">
{body}</div>
</article>
<aside><h2>Read more</h2><ul><li><a href="/news/?ref=rl">More stories from {self.name}</a></li></ul>
<p>Sign up to our newsletter for the latest from the Elin valley.</p></aside>
</body></html>
"""


def _html(page: str) -> Answer:
    return Answer(body=page.encode())
