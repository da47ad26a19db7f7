"""The local press: an outlet's feed (and news sitemap), then the stories that are new and on the topic."""

from dataclasses import replace

from archive.papers import paper_id
from crawler.outcomes import Failure
from crawler.parsers.articles import article, canonical_story
from crawler.parsers.days import uk_day
from crawler.parsers.feeds import feed_entries, feed_home, sitemap_entries
from crawler.parsers.outlet_hosts import own_hosts, plain_host
from crawler.spiders.council import Answer, CouncilSpider
from crawler.stories import CouncilNames
from crawler.task import Task
from crawler.text_papers import blank_paper
from records.collected import Article, FeedEntry
from records.papers import Paper

_ELSEWHERE = 1000  # addresses remembered: as many as a sitemap of news lists
_MOST_SITEMAPS = 3  # of an index: the first are the newest
_MOST_STORIES = 200  # in one run: a feed has 5 to 50, a sitemap of news 1,000


class RssSpider(CouncilSpider):
    """One outlet. A feed that has not changed costs one request."""

    name = "rss"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.feed = task.source.url or ""
        self.memory = task.archive.watched.memory(self.slug)
        registry = task.archive.watched.registry()
        self.names = CouncilNames({s.slug: s.name for s in registry.values() if s.type != "outlet"})
        self.hosts = self._hosts(self.memory.get("home"))
        self.learnt: dict[str, object] = {}  # of the feed, remembered once its stories stand in the archive
        self.left_out = False  # a listed story that a run without days named would take

    async def crawl(self) -> None:
        """The feed, then its stories one after another, then what was left behind."""
        entries = await self.take_feed()
        if entries is None:
            return
        entries += await self.take_sitemap()
        chosen = self.choose(entries)
        if self.learnt:  # a feed that is left alone from now on has nothing left that is not in the archive
            kept = {"validators": None} if self.left_out else {}
            self.task.archive.watched.remember(self.slug, **(self.learnt | kept))
        left = sorted(self.task.archive.papers.pending(self.slug), key=lambda one: one.state != "pending")
        waiting = dict.fromkeys([*(entry.url for entry in chosen), *(one.paper.url for one in left if one.paper.url)])
        for url in list(waiting)[: self.task.options.limit or _MOST_STORIES]:
            await self.take_story(url)

    async def take_feed(self) -> list[FeedEntry] | None:
        """The feed's entries; None when it could not be had, none when it has not changed."""
        names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        held = {} if self.task.options.full else self.memory.get("validators", {})
        headers = {names[name]: value for name, value in held.items() if name in names}
        answer = await self.ask(self.feed, "feed", "entry", headers)
        if isinstance(answer, Failure):
            self.task.tally.fail(answer)
            return None
        if answer.status == 304:
            self.task.tally.entered = True
            self.task.tally.counts["meetings_listed"] += self.memory.get("entries", 0)
            return []
        entries = self.read(feed_entries, answer, "entry")
        if entries is None:
            return None
        self.task.tally.entered = True
        home = feed_home(answer.body)
        self.hosts = self._hosts(home)
        validators = {name: value for name in names if (value := answer.header(name))}
        self.learnt = {"validators": validators or None, "entries": len(entries), "home": home}
        return list(entries)

    async def take_sitemap(self) -> list[FeedEntry]:
        """The pages of the outlet's news sitemap, when its row names one; it reaches further back than the feed. An
        index leads to sitemaps on the outlet's own hosts only."""
        waiting = [self.task.source.sitemap] if self.task.source.sitemap else []
        found: list[FeedEntry] = []
        asked = 0
        while waiting and asked <= _MOST_SITEMAPS:
            url = waiting.pop(0)
            asked += 1
            answer = await self.get(url, "sitemap", "optional")
            read = self.read(sitemap_entries, answer, "optional") if answer else None
            if read:
                found += read[0]
                waiting += [address for address in read[1] if self._own(address)][:_MOST_SITEMAPS]
        return found

    def choose(self, entries: list[FeedEntry]) -> list[FeedEntry]:
        """The stories to ask for: in the range, on the topic, on the outlet's own pages, not kept yet; each once.

        All of them stand as pending in the archive from here on, whatever this run has the time for."""
        asking = self.task.asking
        elsewhere = set(self.memory.get("elsewhere", ()))
        chosen: dict[str, FeedEntry] = {}
        for entry in entries:
            url = canonical_story(entry.url, self.feed)
            self.task.tally.counts["stories_listed"] += 1
            day = uk_day(entry.published) if entry.published else None
            if not asking.covers(day):
                self.left_out = self.left_out or asking.usual.covers(day)
                continue
            if not self._on_topic(entry) or not self._own(url):
                continue
            kept = self.task.archive.papers.find(paper_id(self.slug, f"story:{url}"))
            new = url not in elsewhere if kept is None else kept.state == "pending"
            if new or self.task.options.full:
                chosen.setdefault(url, replace(entry, url=url))
        self.task.tally.counts["meetings_listed"] += self.task.tally.counts["stories_listed"]
        for entry in chosen.values():
            self.task.archive.papers.see(self._blank(entry), self.task.clock(), "pending")
        return list(chosen.values())

    async def take_story(self, url: str) -> None:
        """One story: kept whole or as an excerpt; a story another outlet told already gets this address added."""
        tally, papers = self.task.tally, self.task.archive.papers
        paper = paper_id(self.slug, f"story:{url}")
        self.tried.add(paper)
        tally.counts["papers_asked"] += 1
        answer = await self.ask(url, "article", "paper")
        if isinstance(answer, Failure):
            tally.fail(answer)
            papers.fail(paper, answer.reason)
            return
        source = self.task.source
        found = self.read(article, answer, "optional", outlet=source.name, excerpt=source.keep == "excerpt")
        if found is None:
            papers.fail(paper, "the page holds no story that can be read")
            return
        self._keep(found, url, paper, answer)

    def _keep(self, found: Article, url: str, paper: str, answer: Answer) -> None:
        papers, now = self.task.archive.papers, self.task.clock()
        twin = self.task.told.twin(found, but=paper)
        if twin is not None:
            others = (*twin.paper.other_urls, found.url, url)
            papers.see(replace(twin.paper, other_urls=others), now, "linked")
            papers.drop(paper)
            self._remember_elsewhere(url)
            self.task.tally.counts["stories_repeated"] += 1
            return
        council = self.names.council_of(found, self.task.source.council)
        record = replace(
            self._blank(
                FeedEntry(
                    title=found.headline,
                    url=url,
                    published=found.published,
                    published_inferred=found.published_inferred,
                )
            ),
            council=council,
            body=found.outlet,
            url=found.url,
            other_urls=(url,) if url != found.url else (),
            author=_author(found),
        )
        text = story_text(found)
        self.keep_text(record, text, answer.capture)
        self.task.told.add(record, text)
        self.task.tally.counts["papers_fetched"] += 1
        self.task.tell()

    def _blank(self, entry: FeedEntry) -> Paper:
        source = self.task.source
        return blank_paper(
            source,
            f"story:{entry.url}",
            "article",
            entry.title or entry.url,
            council=source.council,
            body=source.name,
            url=entry.url,
            published=uk_day(entry.published) if entry.published else None,
            published_inferred=entry.published_inferred,
        )

    def _remember_elsewhere(self, url: str) -> None:
        """An address of a story that is kept under another one: listed again, it is not asked for again."""
        known = [*self.task.archive.watched.memory(self.slug).get("elsewhere", ()), url]
        self.task.archive.watched.remember(self.slug, elsewhere=list(dict.fromkeys(known))[-_ELSEWHERE:])

    def _on_topic(self, entry: FeedEntry) -> bool:
        words = (entry.title, entry.summary, entry.body)
        return self.task.options.all_papers or self.task.topic.follows(None, *words)

    def _own(self, url: str) -> bool:
        """Whether an address stands on the outlet's own pages."""
        return plain_host(url) in self.hosts

    def _hosts(self, home: str | None) -> frozenset[str]:
        source = self.task.source
        return own_hosts((self.feed, source.sitemap, *source.other_urls), home)


def story_text(found: Article) -> str:
    """A story as a paper's bytes: headline, byline, body. What an excerpt leaves out is said."""
    byline = f"By {found.author}" if found.author and not found.body.lower().startswith("by ") else None
    note = "(An excerpt: the page or its publisher asks not to be kept.)" if found.excerpt_only else None
    return "\n\n".join(part for part in (found.headline, byline, found.body, note) if part) + "\n"


def _author(found: Article) -> str | None:
    marks = {"byline": "Local Democracy Reporting Service", "mention": "mentions the Local Democracy Reporting Service"}
    mark = marks.get(found.ldrs or "")
    if mark and found.author and "local democracy" in found.author.lower():
        return found.author
    return " · ".join(part for part in (found.author, mark) if part) or None
