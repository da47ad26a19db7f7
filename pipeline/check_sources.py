"""Checking sources: what each answered, in a sentence, and remembered for the next crawl."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from archive.home import Archive
from crawler.channels import Channel
from crawler.check import Checked, check
from crawler.task import Options
from records.sources import Outcome, Source
from records.topics import Topic

# Why a channel is not used, said of "its web service" or "its pages".
_WHY: dict[Outcome, str] = {
    "robots": "robots.txt refuses {what}",
    "blocked": "the site refuses us {what}",
    "tls": "{what} came with a certificate that does not hold",
    "moved": "{what} led elsewhere",
    "timeout": "{what} gave no answer",
    "server_error": "{what} answered with an error",
    "empty": "{what} listed nothing",
    "fault": "councilwatch failed over {what}",
}
_WHOLE: dict[Outcome, str] = {
    "robots": "robots.txt refuses us: nothing may be fetched",
    "blocked": "the site refuses us",
    "tls": "the certificate does not hold, or the cipher is not one we speak",
    "moved": "the site has moved: put its new address into the row",
    "timeout": "the site gave no answer",
    "server_error": "the site answers with an error",
    "fault": "councilwatch itself failed",
}
_NAMES = {"moderngov": "ModernGov", "cmis": "CMIS", "rss": "a feed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A source and what a check of it found."""

    source: Source
    checked: Checked

    @property
    def good(self) -> bool:
        """Whether at least one channel answered as the platform does."""
        return self.checked.outcome in ("ok", "empty")

    @property
    def robots(self) -> str:
        """What robots.txt says, in a word or two."""
        status, channels = self.checked.robots, (self.checked.service, self.checked.pages)
        if status is None:
            return "no answer"
        if status >= 500:
            return f"error {status}"
        if not 200 <= status < 300:
            return "none"
        if "robots" in channels:
            return "refuses" if set(channels) <= {"robots", None} else "refuses a part"
        return "allows" if self.checked.delay is None else f"allows, every {self.checked.delay:g} s"

    @property
    def sentence(self) -> str:
        """How the source answers: platform, channels, robots.txt and certificate."""
        if not self.good:
            return ": ".join(part for part in (self._failure, self.checked.reason) if part)
        encrypted = (self.source.url or "").startswith("https:")
        return "; ".join([*self._channels, *self._rules, *(["its certificate holds"] if encrypted else [])])

    @property
    def _failure(self) -> str:
        if self.checked.outcome != "not_platform":
            return _WHOLE.get(self.checked.outcome, self.checked.outcome)
        seen, said = self.checked.looks_like, _NAMES.get(self.source.platform, self.source.platform)
        if seen and seen != self.source.platform:
            return f"{_NAMES[seen]} answers where the row says {said}: add it again with --platform {seen}"
        return f"what answers is not {said}, or the address is not its base"

    @property
    def _channels(self) -> list[str]:
        found = self.checked
        if self.source.platform == "rss":
            return ["the feed was read"]
        if self.source.platform == "cmis":
            return ["CMIS answers with its meetings page"]
        if found.service == "ok" and found.pages == "ok":
            return ["ModernGov answers through its web service and its pages"]
        if found.pages == "ok":
            return [
                "ModernGov answers through its pages",
                _why(found.service, "its web service", "its web service is off"),
            ]
        return [
            "ModernGov answers through its web service",
            _why(found.pages, "its pages", "its pages are another system's"),
        ]

    @property
    def _rules(self) -> list[str]:
        status, delay = self.checked.robots, self.checked.delay
        if status is None or "robots" in (self.checked.service, self.checked.pages):
            return []
        if not 200 <= status < 300:
            return ["it has no robots.txt, which allows everything"]
        return ["robots.txt allows it" + (f", with {delay:g} s between two requests" if delay else "")]


def _why(outcome: Outcome | None, what: str, off: str) -> str:
    return _WHY[outcome].format(what=what) if outcome in _WHY else off


def check_sources(
    archive: Archive, sources: Iterable[Source], topic: Topic, options: Options, now: datetime
) -> list[Look]:
    """Look at sources side by side, each once, and remember what was found. The caller holds the archive's lock."""
    asked = {source.slug: source for source in sources}
    looks = [
        Look(source=asked[found.source], checked=found) for found in check(archive, asked.values(), topic, options, now)
    ]
    for look in looks:
        archive.watched.remember(look.source.slug, **_facts(archive, look, now.date()))
    return looks


def _facts(archive: Archive, look: Look, today: date) -> dict[str, Any]:
    """What to remember: the look itself, and of ModernGov's channels what a crawl would have learned.

    A site that does not answer at all has lost neither channel.
    """
    found = look.checked
    facts: dict[str, Any] = {
        "checked": {
            "on": today.isoformat(),
            "outcome": found.outcome,
            "service": found.service,
            "pages": found.pages,
            "robots": look.robots,
            "sentence": look.sentence,
        }
    }
    if not look.good or look.source.platform != "moderngov":
        return facts
    memory = archive.watched.memory(look.source.slug)
    for name, outcome in (("service", found.service), ("pages", found.pages)):
        channel = Channel(name=name, memory=memory, today=today)
        facts |= channel.answered() if outcome == "ok" else channel.failed(outcome or "not_platform")
    return facts
