"""Whose pages an outlet's are: the hosts its registry row declares, and the one its feed says it speaks for. Pure."""

from collections.abc import Iterable
from urllib.parse import urlsplit

_ALIKE = ("www.", "feeds.")  # names that feeds and pages of one site differ by


def own_hosts(declared: Iterable[str | None], home: str | None) -> frozenset[str]:
    """The hosts an outlet's stories and sitemaps may stand on, as `plain_host` gives them.

    `declared` are the addresses of the registry row, trusted as they are. `home`, the link of the feed's channel, is
    another's word: it adds a host only of the same registered name. So a feed leads to no other site, nor to a
    loopback or private address, unless the row itself names one.
    """
    hosts = {plain_host(address) for address in declared if address} - {""}
    spoken_for = plain_host(home or "")
    widens = spoken_for and _registered(spoken_for) in {_registered(name) for name in hosts}
    return frozenset(hosts | {spoken_for} if widens else hosts)


def plain_host(url: str) -> str:
    """An address's host without "www." and "feeds.", with its port where that is neither 80 nor 443; "" for no web
    address."""
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # "http://[", a port that is no number
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    for alike in _ALIKE:
        name = name.removeprefix(alike)
    return name if port in (None, 80, 443) else f"{name}:{port}"


def _registered(name: str) -> str:
    """The registered part of a host: two labels, or three under a name like co.uk; a number is itself alone."""
    labels = name.split(".")
    if ":" in name or labels[-1].isdigit():
        return name
    long = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if long else labels[-2:])
