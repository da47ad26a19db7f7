"""How many of a council's papers say nothing of a commitment after it fell due."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from records.commitments import Commitment, PageText


class Silence:
    """The days of each council's papers, to count those that do not mention a commitment."""

    def __init__(self, pages: Iterable[PageText]) -> None:
        held: dict[str | None, dict[str, date]] = defaultdict(dict)
        for page in pages:
            if page.place.published is not None:
                held[page.place.council][page.place.paper] = page.place.published
        self._papers = held
        self._days = {council: sorted(papers.values()) for council, papers in held.items()}

    def later_papers(self, commitment: Commitment, as_of: date) -> int:
        """How many papers from after the deadline (or the last mention), by `as_of`, are silent on it."""
        due = [m.statement.deadline.end for m in commitment.mentions if m.statement.deadline]
        end = max((day for day in due if day), default=None)
        since = end or max((m.place.published for m in commitment.mentions if m.place.published), default=None)
        if since is None:
            return 0
        days = self._days.get(commitment.council, [])
        papers = self._papers.get(commitment.council, {})
        speaking = {place.paper for mention in commitment.mentions for place in mention.places}
        for item in commitment.evidence:
            speaking |= {item.place.paper, *(copy.place.paper for copy in item.also_at)}
        heard = sum(1 for paper in speaking if paper in papers and since < papers[paper] <= as_of)
        return max(0, bisect_right(days, as_of) - bisect_right(days, since) - heard)
