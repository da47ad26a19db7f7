"""A council's slug: the short name every command and JSON document uses."""

import re
from urllib.parse import urlsplit

_TRAILING = re.compile(r"(-(city|county|borough|metropolitan|district|town|unitary|london|royal|and|of|the))*-council$")


def slug(name: str) -> str:
    """The name lower-cased, runs of anything but letters and digits as `-`, without a trailing "council",
    "county-council", "borough-council" and the like.

    >>> slug("Powys County Council"), slug("West Sussex"), slug("Telford & Wrekin")
    ('powys', 'west-sussex', 'telford-wrekin')
    """
    dashed = re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "").replace("’", "")).strip("-")
    return _TRAILING.sub("", dashed) or dashed


# Words of host names that name no council: what the site is for, whose software it is, where it stands.
_NO_NAME = frozenset(
    "www www2 democracy democratic democratic-services democraticservices moderngov modgov modern-gov mgov mg cmis "
    "cmispublic committee committees councillors councillor meetings decisions governance council local ws app gov uk "
    "co com org net wales cymru llyw scot".split()
)


def slug_of_host(url: str) -> str | None:
    """The slug a site's host name tells, or None where it tells none (an IP address, only general words).

    >>> slug_of_host("https://democracy.exmouth.gov.uk/x"), slug_of_host("http://127.0.0.1:8000")
    ('exmouth', None)
    """
    labels = (urlsplit(url).hostname or "").lower().split(".")
    told = [label for label in labels if label not in _NO_NAME and not label.isdigit()]
    return slug(told[0].removesuffix("council")) or None if told else None
