"""A council's slug: the short name every command and JSON document uses."""

import re

_TRAILING = re.compile(r"(-(city|county|borough|metropolitan|district|town|unitary|london|royal|and|of|the))*-council$")


def slug(name: str) -> str:
    """The name lower-cased, runs of anything but letters and digits as `-`, without a trailing "council",
    "county-council", "borough-council" and the like.

    >>> slug("Powys County Council"), slug("West Sussex"), slug("Telford & Wrekin")
    ('powys', 'west-sussex', 'telford-wrekin')
    """
    dashed = re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "").replace("’", "")).strip("-")
    return _TRAILING.sub("", dashed) or dashed
