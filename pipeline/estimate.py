"""What a first crawl will cost: a guess from the ways of councils, said before it starts."""

from dataclasses import dataclass
from datetime import date

from crawler.window import FIRST_RUN
from records.sources import Source

# A year of one council that runs children's services, by our own counting over registry and pretend councils: about 160
# meetings, of which a fifth are of followed bodies; six papers a followed meeting, one at others. A guess, and said so.
_MEETINGS_A_YEAR = {True: 160, False: 90, None: 120}
_REQUESTS_A_MEETING = 4.2  # service, page, and papers on the average
_BYTES_A_REQUEST = 220_000
_FEED = 60  # requests for an outlet: its feed and the stories in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Requests, hours (hosts run side by side, so the longest counts) and gigabytes."""

    requests: int
    hours: float
    gigabytes: float


def estimate(sources: list[Source], *, since: date | None, today: date, delay: float) -> Cost:
    """What a first crawl of these sources will cost."""
    years = max((today - (since or today - FIRST_RUN)).days, 1) / 365
    each = [
        _FEED if s.platform == "rss" else round(_MEETINGS_A_YEAR[s.childrens_services] * years * _REQUESTS_A_MEETING)
        for s in sources
    ]
    total = sum(each)
    return Cost(
        requests=total,
        hours=max(each, default=0) * (max(delay, 0) + 0.5) / 3600,
        gigabytes=total * _BYTES_A_REQUEST / 1e9,
    )
