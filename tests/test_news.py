"""Feeds, sitemaps and stories: pages of the publishers' shapes, with invented people and places."""

import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.parsers.articles import EXCERPT, article, canonical_story, local_democracy
from crawler.parsers.feeds import feed_entries, sitemap_entries
from crawler.stories import CouncilNames, same_story
from records.collected import Article
from records.errors import PageShape

PAGES = Path(__file__).parent / "pages" / "news"
URL = "https://mercury.example/news/1001.carers/"
STORY = "<p>" + "</p><p>".join(
    [
        "Exmouth County Council hopes to have twelve more foster carers ready by Christmas, a report says.",
        "The report goes before the scrutiny committee on Wednesday and follows a difficult year for the service.",
        "Councillor Perran Nance said the council would go on recruiting until every child had a home near their school.",
    ]
) + "</p>"  # fmt: skip


def page(head: str = "", body: str = STORY) -> bytes:
    return f"<html><head>{head}</head><body><article><h1>Twelve more carers</h1>{body}</article></body></html>".encode()


def linked(**facts: object) -> str:
    held = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Twelve more carers wanted"} | facts
    return f'<script type="application/ld+json">{json.dumps(held)}</script>'


def test_a_feed_gives_its_entries_and_leaves_out_what_has_no_link() -> None:
    (entry,) = feed_entries((PAGES / "feed.xml").read_bytes(), URL)
    assert entry.title == "Council hopes for 12 more carers"
    assert entry.published == datetime(2018, 9, 13, 15, 40, tzinfo=UTC)
    assert entry.author == "Jo Tregenza, Local Democracy Reporter" and entry.body == "<p>The whole story.</p>"


def test_an_html_page_at_a_feeds_address_is_not_an_empty_feed() -> None:
    with pytest.raises(PageShape, match="expected an RSS or Atom feed, found an HTML page"):
        feed_entries(b"<!DOCTYPE html><html><body>Latest news</body></html>", URL)


def test_a_day_that_is_only_inferred_is_marked() -> None:
    says = '<meta property="article:published_time" content="2021-06-28T10:00:00">'
    changed = '<meta property="article:modified_time" content="2021-06-29T10:00:00">'
    shown = '<p>Updated <time datetime="2021-06-30">30 June</time></p>'
    days = []
    for head, body in ((says + changed, shown + STORY), (changed, shown + STORY), ("", shown + STORY), ("", STORY)):
        found = article(page(head, body), URL)
        days.append((found.published and found.published.day, found.published_inferred))
    assert days == [(28, False), (29, True), (30, True), (None, False)]


def test_when_an_entry_was_changed_is_no_date_of_publication() -> None:
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{}</title><link href="{}"/>{}</entry></feed>'
    changed = "<updated>2021-06-28T10:00:00Z</updated>"
    first = "<published>2021-06-27T10:00:00Z</published>"
    for dates, day, inferred in ((changed, 28, True), (first + changed, 27, False)):
        (entry,) = feed_entries(atom.format("Carers", URL, dates).encode(), URL)
        assert entry.published and (entry.published.day, entry.published_inferred) == (day, inferred)
    sitemap = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc>{}</url></urlset>'
    (entry,), _ = sitemap_entries(sitemap.format(URL, "<lastmod>2021-06-28</lastmod>").encode(), URL)
    assert entry.published and entry.published.day == 28 and entry.published_inferred
    (entry,), _ = sitemap_entries(sitemap.format(URL, "").encode(), URL)
    assert entry.published is None and not entry.published_inferred


def test_a_feed_s_time_without_a_zone_is_a_british_one() -> None:
    rss = "<rss><channel><item><title>x</title><link>{}</link><pubDate>Mon, 28 Jun 2021 00:30:00</pubDate></item></channel></rss>"
    (entry,) = feed_entries(rss.format(URL).encode(), URL)
    assert entry.published == datetime(2021, 6, 27, 23, 30, tzinfo=UTC)


def test_a_sitemap_and_an_index_of_sitemaps() -> None:
    head = '<?xml version="1.0"?><{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
    pages = head.format("urlset") + (
        f"<url><loc>{URL}</loc><n:news><n:publication_date>2018-09-13T16:40:00+01:00</n:publication_date>"
        "<n:title>Carers</n:title></n:news></url></urlset>"
    )
    (entry,), none = sitemap_entries(pages.encode(), URL)
    assert (entry.url, entry.title, entry.published, none) == (
        URL,
        "Carers",
        datetime(2018, 9, 13, 15, 40, tzinfo=UTC),
        (),
    )
    index = head.format("sitemapindex") + "<sitemap><loc>https://mercury.example/s1.xml</loc></sitemap></sitemapindex>"
    assert sitemap_entries(index.encode(), URL) == ((), ("https://mercury.example/s1.xml",))
    with pytest.raises(PageShape):
        sitemap_entries(b"<html></html>", URL)


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (linked(author="Jo Tregenza"), "Jo Tregenza"),
        (linked(author={"@type": "Person", "name": "Jo Tregenza"}), "Jo Tregenza"),
        (linked(author=[{"name": "Jo Tregenza"}, {"name": "Kit Angove"}]), "Jo Tregenza, Kit Angove"),
        (linked(author={"@type": "NewsMediaOrganization", "name": "Exmouth Mercury"}), "Exmouth Mercury"),
        ('<meta name="author" content="Jo Tregenza"><meta name="parsely-author" content="jo-tregenza">', "Jo Tregenza"),
        (
            '<meta property="article:author" content="https://mercury.example/jo"><meta name="author" content="Jo">',
            "Jo",
        ),
        ("", None),
    ],
    ids=["string", "object", "list", "organisation", "name before slug", "no address as a name", "none"],
)
def test_authors(head: str, author: str | None) -> None:
    assert article(page(head), URL).author == author


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (linked(datePublished="2018-09-13T16:40:00+01:00"), datetime(2018, 9, 13, 15, 40, tzinfo=UTC)),
        (
            '<meta property="article:published_time" content="2018-09-13T15:40:00Z">',
            datetime(2018, 9, 13, 15, 40, tzinfo=UTC),
        ),
        ('<meta name="parsely-pub-date" content="2018-09-13T15:40:00Z">', datetime(2018, 9, 13, 15, 40, tzinfo=UTC)),
        ('<meta property="article:published_time" content="Thursday afternoon">', None),
        ("", None),
    ],
)
def test_the_time_is_utc_or_unknown(head: str, expected: datetime | None) -> None:
    assert article(page(head), URL).published == expected


def test_linked_data_comes_before_meta_and_a_broken_block_costs_itself() -> None:
    head = (
        '<script type="application/ld+json">{broken</script>' + linked() + '<meta property="og:title" content="Other">'
    )
    assert article(page(head), URL).headline == "Twelve more carers wanted"
    assert article(page('<meta property="og:title" content="From meta">'), URL).headline == "From meta"
    assert article(page(), URL).headline == "Twelve more carers"


def test_a_page_that_asks_not_to_be_kept_gives_an_excerpt() -> None:
    long = STORY * 5
    whole = article(page(body=long), URL)
    short = article(page('<meta name="robots" content="noarchive,max-image-preview:large">', long), URL)
    assert not whole.excerpt_only and short.excerpt_only and len(short.body) <= EXCERPT + 2 < len(whole.body)
    assert article(page(body=long), URL, excerpt=True).excerpt_only


def test_a_page_without_a_story_is_said_to_be_none() -> None:
    with pytest.raises(PageShape, match="found no"):
        article(b"<html><body><p></p></body></html>", URL)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/news/1.x/?ref=rss&page=2", "https://mercury.example/news/1.x/?page=2"),
        ("https://mercury.example/news/x-1.amp?utm_source=a#top", "https://mercury.example/news/x-1"),
        ("https://mercury.example/news/x-1/amp/", "https://mercury.example/news/x-1"),
    ],
)
def test_canonical_addresses(address: str, expected: str) -> None:
    assert canonical_story(address, URL) == expected


FILLER = "The committee met for three hours and heard from officers, carers and young people. " * 12


@pytest.mark.parametrize(
    ("author", "words", "expected"),
    [
        ("Jo Tregenza, Local Democracy Reporter", FILLER, "byline"),
        (None, "By Jo Tregenza, Local Democracy Reporter\n" + FILLER, "byline"),
        (None, FILLER + "Local Democracy Reporting Service", "byline"),
        (
            None,
            "The council is short of carers, the Local Democracy Reporting Service understands. " + FILLER,
            "mention",
        ),
        (None, FILLER + "The meeting was covered by the LDRS.", "mention"),
        (None, FILLER + "The Local Democracy Reporting Service has asked for comment. " + FILLER, "mention"),
        ("Gohebydd Democratiaeth Leol", FILLER, "byline"),
        ("Jo Tregenza", FILLER, None),
    ],
)
def test_local_democracy_reporters(author: str | None, words: str, expected: str | None) -> None:
    assert local_democracy(author, words) == expected


def test_one_story_on_two_sites() -> None:
    one = article(page(linked(datePublished="2018-09-13T16:40:00Z")), URL)
    retouched = STORY.replace("a report says", "according to a report")
    other = article(
        page(linked(datePublished="2018-09-14T08:00:00Z", headline="Hope for carers"), retouched),
        "https://post.example/n/7",
    )
    later = article(page(linked(datePublished="2019-09-13T16:40:00Z")), "https://post.example/n/8")
    unlike = article(page(body="<p>" + FILLER + "</p>"), "https://post.example/n/9")
    assert same_story(one, other) and not same_story(one, later) and not same_story(one, unlike)


NAMES = CouncilNames(
    {"powys": "Powys", "derby": "Derby", "derbyshire": "Derbyshire", "telford-wrekin": "Telford and Wrekin"}
)


@pytest.mark.parametrize(
    ("text", "councils"),
    [
        (
            "Powys County Council and Derbyshire County Council met. Powys County Council said no.",
            ("powys", "derbyshire"),
        ),
        ("Telford & Wrekin Council agreed.", ("telford-wrekin",)),
        ("The Derby was won by a Powys horse; the council cheered.", ()),
        ("Derby City Council", ("derby",)),
    ],
)
def test_councils_named(text: str, councils: tuple[str, ...]) -> None:
    assert NAMES.named_in(text) == councils


def test_a_story_belongs_to_the_outlets_council_or_the_only_one_it_names() -> None:
    story = Article(url=URL, headline="Carers wanted", body="Powys County Council and Derby City Council say so.")
    assert NAMES.council_of(story, "exmouth") == "exmouth"
    assert NAMES.council_of(story, None) is None
    headed = Article(url=URL, headline="Powys County Council wants carers", body=story.body)
    assert NAMES.council_of(headed, None) == "powys"


CAPTURES = os.environ.get("COUNCILWATCH_FIXTURES")


@pytest.mark.skipif(not CAPTURES, reason="COUNCILWATCH_FIXTURES is not set: no real captures here")
@pytest.mark.parametrize(
    ("name", "author", "published", "excerpt"),
    [
        ("BBC_2026_04_25", "Duncan Walker", datetime(2012, 5, 10, 14, 29, 5, tzinfo=UTC), False),
        ("EveningStandard_2024_10_24", "Dylan Jones", datetime(2024, 10, 24, 11, 5, 17, tzinfo=UTC), False),
        ("Express_2024_07_18", "Jon King", datetime(2024, 7, 18, 10, 48, tzinfo=UTC), False),
        ("TheMirror_2024_04_28", "Emma Mackenzie", datetime(2024, 4, 28, 13, 0, tzinfo=UTC), True),
        ("corkbeo.ie.level", "Gavin O'Callaghan", datetime(2020, 10, 6, 7, 15, 59, tzinfo=UTC), True),
    ],
)
def test_real_pages(name: str, author: str, published: datetime, excerpt: bool) -> None:
    body = gzip.decompress((Path(str(CAPTURES)) / "news" / f"{name}.html.gz").read_bytes())
    found = article(body, "https://news.example/")
    assert (found.author, found.published, found.excerpt_only) == (author, published, excerpt)
    assert found.headline and found.body and found.url.startswith("https://www.")
