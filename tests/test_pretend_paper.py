"""The pretend newspaper and the pretend CMIS council serve the layouts of sources.md D and C1."""

import json
import re
import urllib.request
from datetime import date
from urllib.error import HTTPError

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from cli.demo.faults import Faults
from cli.demo.pretend_cmis import PretendCmis
from cli.demo.pretend_paper import PretendPaper

HOPES = "/news/16884201.morfa-elin-hopes-18-more-foster-carers-christmas/"


def fetch(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


def soup(url):
    return BeautifulSoup(fetch(url), "lxml")


@pytest.fixture(scope="module")
def journal():
    with PretendPaper() as served:
        yield served


@pytest.fixture(scope="module")
def cmis():
    with PretendCmis() as served:
        yield served


def test_feed_links_carry_a_reference_and_articles_a_canonical_address(journal):
    items = list(etree.fromstring(fetch(journal.feed)).iter("item"))
    assert len(items) == 7
    link = items[-1].findtext("link")
    assert link == f"{journal.url}{HOPES}?ref=rss"
    article = soup(link)
    assert article.select_one("link[rel=canonical]")["href"] == journal.url + HOPES
    assert article.select_one("meta[property='article:published_time']")["content"] == "2018-09-13T15:40:00Z"
    data = json.loads(article.select_one("script[type='application/ld+json']").string)
    assert (data["@type"], data["author"][0]["name"]) == ("NewsArticle", "Elan Merrick, Local Democracy Reporter")
    assert "hopes to have 18 more foster carers" in article.select_one("article").get_text()


def test_a_partner_repeats_the_story_without_json_ld(journal):
    with PretendPaper(outlet="post") as post:
        copy = soup(post.url + HOPES)
        assert not copy.select("script[type='application/ld+json']")
        assert (
            copy.select_one("[itemprop=headline]").get_text()
            == "Morfa Elin hopes for 18 more foster carers by Christmas"
        )
        assert post.root != journal.root
        assert [story.id for story in post.stories()] == ["18043377", "16884201"]


def test_noarchive_mention_and_sitemap(journal):
    pages = {story.id: soup(journal.url + story.path) for story in journal.stories()}
    kept_out = [key for key, page in pages.items() if "noarchive" in page.select_one("meta[name=robots]")["content"]]
    assert kept_out == ["18230055"]
    mention = pages["19161244"]
    assert "Local Democracy" not in mention.select_one(".byline").get_text()
    assert "Local Democracy Reporting Service" in mention.select_one(".article-body").get_text()
    assert fetch(f"{journal.url}/sitemap.xml").count(b"<loc>") == len(pages)


def test_stories_appear_day_by_day():
    with PretendPaper(as_of=date(2018, 9, 12)) as paper:
        assert paper.stories() == []
        paper.advance(date(2018, 9, 13))
        assert fetch(paper.url).count(b"<li>") == 1


def test_cmis_gives_its_module_and_months_without_a_year(cmis):
    base = str(soup(f"{cmis.url}/Meetings.aspx"))
    assert re.search(r"dnn_ctr(\d+)_MeetingCalendarPublic", base)[1] == "397"
    assert "ModCMISSearchC" in base
    path = "Meetings/tabid/70/ctl/MeetingCalendarPublicNoJava/mid/397/Date/2019-11-01/Default.aspx"
    month = soup(f"{cmis.url}/{path}")
    assert len(month.select("td.SimpleCalendarDate")) == 30
    row = next(tr for tr in month.select("tr") if tr.select("p.Meeting"))
    assert row.select_one("td.SimpleCalendarDate").get_text() == "Wednesday, 20 November"
    assert [a.get_text() for a in row.select("p.Meeting a")] == [
        "10:00 Licensing Sub-Committee A",
        "12:00 Licensing Sub-Committee A (Cancelled)",
        "14:00 Children and Education Overview and Scrutiny Committee",
    ]


def test_cmis_lists_the_current_month_only(cmis):
    listing = soup(f"{cmis.url}/Meetings.aspx?ctl=MeetingCalendarListView&mid=397")
    assert [a.get_text() for a in listing.select("td.DateColumn a")] == [
        "9 Jun 2021 10:00 - Children and Education Overview and Scrutiny Committee"
    ]


def test_cmis_document_addresses_change_at_every_view(cmis):
    url = cmis.meeting_url(cmis.council.meetings[0])
    first, second = (soup(url).select("li.DocumentListItem a.TitleLink") for _ in range(2))
    assert [a.get_text() for a in first] == [
        "Agenda Contents",
        "Item 4 - Report - EHC plans recovery plan",
        "Minutes of 12 June 2019",
    ]
    assert first[1]["href"] != second[1]["href"]
    bodies = [fetch(cmis.root + a["href"]) for a in (first[1], second[1])]
    assert bodies[0] == bodies[1]
    text = pypdfium2.PdfDocument(bodies[0])[0].get_textpage().get_text_range()
    assert "EHC plans issued within 20 weeks 34% 60% 85%" in text


def test_cmis_labels_and_faults(cmis):
    labels = [
        div.get_text() for div in soup(cmis.meeting_url(cmis.council.meetings[0])).select("div.holder > div.DNNLabel")
    ]
    assert labels == ["Committee:", "Date:", "Start Time:", "Venue:", "Status:"]
    with PretendCmis(faults=Faults(server_error="Date/2019-11")) as broken, pytest.raises(HTTPError):
        fetch(f"{broken.url}/Meetings/tabid/70/ctl/MeetingCalendarPublicNoJava/mid/397/Date/2019-11-01/Default.aspx")
