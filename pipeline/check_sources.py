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

_WHY: dict[Outcome, str] = {
    "robots": "is refused by robots.txt",
    "blocked": "refuses us",
    "tls": "has a certificate that does not hold",
    "moved": "sends readers elsewhere",
    "timeout": "gave no answer",
    "server_error": "answers with an error",
    "empty": "lists nothing",
    "not_platform": "is off",
}
_WHOLE: dict[Outcome, str] = {
    "robots": "robots.txt refuses us: nothing may be fetched",
    "blocked": "the site refuses us",
    "tls": "the certificate does not hold, or the cipher is not one we speak",
    "moved": "the site has moved: put its new address into the row",
    "timeout": "the site gave no answer",
    "server_error": "the site answers with an error",
    "not_platform": "another system answers, or the address is not the site's base",
}


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
        """How the source answers."""
        found = self.checked
        if not self.good:
            return ": ".join(part for part in (_WHOLE.get(found.outcome, found.outcome), found.reason) if part)
        if self.source.platform != "moderngov":
            return "the feed answers" if self.source.platform == "rss" else "the meetings page answers"
        if found.service == "ok" and found.pages == "ok":
            return "both channels answer"
        if found.pages == "ok":
            return f"the web service {_WHY.get(found.service or 'not_platform', 'is off')}; pages are used"
        why = _WHY.get(found.pages or "not_platform", "are off")
        return f"the site {why} where pages are asked for; the web service is used"


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
