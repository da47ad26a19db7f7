"""A source: one row of the registry, a council's committee site or a newspaper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

Platform = Literal["moderngov", "cmis", "rss", "jadu", "other", "unknown", "none"]
Outcome = Literal[
    "ok",
    "empty",
    "partial",
    "robots",
    "blocked",
    "tls",
    "timeout",
    "moved",
    "server_error",
    "not_platform",
    "fault",  # councilwatch itself failed: nothing is said of the site
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One council site or outlet. `slug` names it in every command."""

    slug: str
    name: str
    platform: Platform
    url: str | None
    nation: str | None = None
    type: str | None = None  # county, unitary, district, ... or "outlet"
    childrens_services: bool | None = None
    council: str | None = None  # for an outlet: the council its stories are about, when there is one
    keep: Literal["full", "excerpt"] = "full"
    sitemap: str | None = None  # an outlet's news sitemap, when its feed is short
    replaced_by: tuple[str, ...] = ()  # an abolished council's successors
    replaced_on: date | None = None
    quirk: str | None = None  # a spider subclass for this site alone, "module:Class"
    other_urls: tuple[str, ...] = ()  # older or second addresses of the same site
    code: str | None = None  # the statistics office's code
    robots_note: str | None = None  # what others met: "disallow", ...
    http_note: str | None = None  # what others met: "403", "incapsula", ...
    web_service_note: str | None = None  # what others met: "ok", "off", ...
    note: str | None = None
    origin: str | None = None  # where the row's facts come from

    @property
    def host(self) -> str | None:
        """host:port, the unit of politeness, robots and off-site; None without an address."""
        if not self.url:
            return None
        parts = urlsplit(self.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return f"{parts.hostname}:{port}"

    @property
    def site(self) -> str | None:
        """The base URL with its path and no trailing slash: two rows with one site are crawled once."""
        return self.url.rstrip("/") if self.url else None

    @property
    def addresses(self) -> frozenset[str]:
        """The site and, of a council, its aliases, spelled one way: no scheme, no "www.", no trailing slash, in small
        letters. An outlet's other addresses are pages of its own that other outlets may share."""
        shared = () if self.platform == "rss" else self.other_urls
        return frozenset(_spelled(url) for url in (self.url, *shared) if url)

    def holds(self, url: str) -> bool:
        """Whether an address stands on the source's site or under one of its aliases."""
        wanted = _spelled(url)
        return any(wanted == own or wanted.startswith((f"{own}/", f"{own}?")) for own in self.addresses)


def same_sites(sources: Iterable[Source]) -> dict[str, str]:
    """The sources whose site is that of one before them in the order given, by slug, and that one's slug."""
    first: dict[str, str] = {}
    twins: dict[str, str] = {}
    for source in sources:
        twin = next((first[own] for own in sorted(source.addresses) if own in first), None)
        if twin:
            twins[source.slug] = twin
        for own in source.addresses:
            first.setdefault(own, twin or source.slug)
    return twins


def _spelled(url: str) -> str:
    return url.partition("://")[2].lower().removeprefix("www.").rstrip("/")


def successors(sources: Iterable[Source]) -> dict[str, str]:
    """The council each abolished one became, where it became one only: its commitments follow it there."""
    return {source.slug: source.replaced_by[0] for source in sources if len(source.replaced_by) == 1}
