"""One address for one page: canonical URLs on a source's site, and what lies outside it."""

import ipaddress
import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

# Cookieless ASP.NET sessions, "/(S(er5fig3c…))/", also percent-encoded: each crawl would see new addresses.
_SESSION = re.compile(r"/(?:\(|%28)(?:[A-Z](?:\(|%28)[^/()%]*(?:\)|%29))+(?:\)|%29)(?=/)", re.IGNORECASE)
# Where ModernGov's own paths begin, whatever host and prefix stand before them.
_PLATFORM_PATH = re.compile(
    r"/(?:(?:mg|ie|ce|ec)\w+\.as[pm]x(?:/\w+)?|mgimages/.*|documents/[a-z]+\d+/.*|(?:data|published)/.*)$",
    re.IGNORECASE,
)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

# Page and parameter names are case-insensitive on IIS and written every which way: one spelling for each.
_PAGES = {
    name.lower(): name
    for name in (
        *("ieListDocuments.aspx", "CeListDocuments.aspx", "ieListMeetings.aspx", "mgListCommittees.aspx"),
        *("ieDocHome.aspx", "mgCommitteeDetails.aspx", "mgAi.aspx", "ieDecisionDetails.aspx", "ieIssueDetails.aspx"),
        *("mgIssueHistoryHome.aspx", "mgIssueHistoryChronology.aspx", "mgDecisionDetails.aspx", "mgPlansHome.aspx"),
        *("mgDelegatedDecisions.aspx", "mgListOfficerDecisions.aspx", "mgListPlans.aspx", "mgListPlanItems.aspx"),
        *("mgConvert2PDF.aspx", "mgWhatsNew.aspx", "mgRss.aspx", "mgWebService.asmx", "mgError.aspx"),
    )
}
_PARAMETERS = {
    name.lower(): name
    for name in (
        *("CId", "MId", "Ver", "ID", "IId", "AIId", "Opt", "PlanId", "RP", "RPId", "RD", "Year", "Act", "D", "MD"),
        *("DF", "CommitteeId", "MeetingId", "XXR", "DR", "K", "V", "DM", "HD", "DS", "Next", "META", "FULL", "BAM"),
        *("DEP", "PH", "LO", "C3", "LLL", "CT", "T", "SS", "DT", "ADV", "CA", "SB", "PG", "UID", "EID", "GL"),
        *("WN", "OT", "C", "MR", "DL", "DD", "M", "WE", "WID", "f", "Type"),
    )
} | {"optionid": "Opt"}
# `bcr` only changes breadcrumbs.
_DROPPED = frozenset({"bcr"})


def canonical(href: str, page: str, site: str) -> str | None:
    """The one spelling of a link's address: absolute, on the source's own base URL where it belongs there.

    `page` is the address of the page the link stands on, `site` the source's base URL with its path prefix. Internal
    host names and plain http become the site's; session segments, `bcr` and fragments go; spaces become %20. None for
    anything that is no web address (mailto:, javascript:, nonsense).
    """
    try:
        parts = urlsplit(urljoin(page, _spaced(href)))
        outside = _outside(parts, urlsplit(site))
    except ValueError:  # "http://[", a port that is no number
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    if outside:
        return urlunsplit((parts.scheme, parts.netloc.lower(), _path(parts.path), _encoded_query(parts.query), ""))
    return _on_site(parts, site)


def rebased(address: str, site: str) -> str | None:
    """An address of the site's own web service put onto the site, whatever host it names; None for no web address.

    The service builds addresses from the host it believes in: plain http, an internal address, a former name.
    """
    try:
        parts = urlsplit(urljoin(site.rstrip("/") + "/", _spaced(address)))
    except ValueError:
        return None
    return _on_site(parts, site) if parts.scheme in ("http", "https") and parts.hostname else None


def taken_home(address: str, site: str) -> str | None:
    """A page or document of ModernGov's on another host, as the site spells it; None for anything else of that host."""
    return rebased(address, site) if _PLATFORM_PATH.search(urlsplit(address).path) else None


def off_site(url: str, site: str) -> bool:
    """Whether an address lies on another host:port than the site."""
    try:
        return host(url) != host(site)
    except ValueError:
        return True


def host(url: str) -> str:
    """host:port of an address, the unit of politeness and robots. Raises ValueError for a port that is no number."""
    parts = urlsplit(url)
    return f"{(parts.hostname or '').lower()}:{_port(parts)}"


def off_limits(url: str, source: str) -> bool:
    """Whether an address is no web address, or inside a private network where the source's own is not."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return True
    return _internal(parts.hostname) and not _internal(urlsplit(source).hostname or "")


def parameter(url: str, *names: str) -> str | None:
    """The first of the named parameters that an address carries, without regard to case; None when it has none."""
    values = {name.lower(): value.strip() for name, value in parse_qsl(urlsplit(url).query)}
    return next((values[name.lower()] for name in names if values.get(name.lower())), None)


def page_name(url: str) -> str:
    """The last segment of an address's path, lower-cased: "ielistdocuments.aspx"."""
    return urlsplit(url).path.rsplit("/", 1)[-1].lower()


def _on_site(parts: SplitResult, site: str) -> str:
    base = urlsplit(site)
    prefix = base.path.rstrip("/")
    path = _SESSION.sub("", re.sub(r"/{2,}", "/", parts.path))
    if not _begins(path, prefix):
        tail = _PLATFORM_PATH.search(path)
        path = prefix + tail[0] if tail else path
    elif prefix:
        path = prefix + path[len(prefix) :]
    folder, _, name = path.rpartition("/")
    path = f"{folder}/{_PAGES.get(name.lower(), name)}"
    return urlunsplit((base.scheme, base.netloc.lower(), _path(path), _query(parts.query), ""))


def _begins(path: str, prefix: str) -> bool:
    return not prefix or (path.lower() + "/").startswith(prefix.lower() + "/")


def _outside(parts: SplitResult, base: SplitResult) -> bool:
    if (parts.hostname, _port(parts)) == (base.hostname, _port(base)):
        return False
    if parts.hostname == base.hostname:  # http on an https site, or the other way round; another port is another host
        return not (parts.port is None and base.port is None)
    internal = _internal(parts.hostname or "") and not _internal(base.hostname or "")
    return not (internal and _PLATFORM_PATH.search(parts.path))


def _internal(name: str) -> bool:
    """Whether a host name means something inside the council's network only."""
    try:
        return ipaddress.ip_address(name).is_private
    except ValueError:
        return "." not in name or name.endswith((".local", ".internal", ".lan"))


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _spaced(href: str) -> str:
    return re.sub(r"[\t\r\n]", "", href.strip()).replace("\\", "/").replace(" ", "%20").replace("\xa0", "%C2%A0")


def _path(path: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", path), safe="/%:@!$&'()*+,;=~-._") or "/"


def _encoded_query(query: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", query), safe="/%:@!$&'()*+,;=~-._?")


def _query(query: str) -> str:
    kept = []
    for pair in query.split("&"):
        name, equals, value = pair.partition("=")
        name = _PARAMETERS.get(unquote(name).lower(), name)
        if name and name.lower() not in _DROPPED:
            spelled = quote(unquote_to_bytes(_BARE_PERCENT.sub("%25", value.replace("+", " "))), safe="/:@!$'()*,;~-._")
            kept.append(f"{name}{equals}{spelled}")
    return "&".join(kept)
