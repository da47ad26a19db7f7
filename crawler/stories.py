"""One story on several sites is one story; which council a story is about. Pure: two records in, a judgement out."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from rapidfuzz import fuzz

from records.collected import Article

_APART = timedelta(days=4)  # partner titles carry a story within days
_OPENING = 400  # characters of body compared
_ALIKE_HEADLINE = 90.0
_ALIKE_OPENING = 85.0  # of 100: editors cut and retouch the first paragraphs

_BODY = r"(?:\s+(?:county|city|borough|metropolitan|district|town|unitary))*\s+council\b"
_BEFORE = r"\b(?:(?:london\s+borough|royal\s+borough|city|county)\s+of\s+)"


def same_story(one: Article, other: Article) -> bool:
    """Whether two pages tell the same story: near in time, and with the same opening (or headline and half of it)."""
    if one.url == other.url:
        return True
    if one.published and other.published and abs(one.published - other.published) > _APART:
        return False
    opening = fuzz.ratio(_opening(one), _opening(other))
    if opening >= _ALIKE_OPENING:
        return True
    headline = fuzz.token_sort_ratio(one.headline.lower(), other.headline.lower())
    return headline >= _ALIKE_HEADLINE and opening >= _ALIKE_OPENING / 2


class CouncilNames:
    """The names of all councils, compiled once, for finding them in stories."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names` are the councils' names by slug."""
        longest_first = sorted(names.values(), key=len, reverse=True)
        either = "|".join(re.escape(name).replace(r"\ ", r"\s+").replace("and", "(?:and|&)") for name in longest_first)
        self._pattern = re.compile(rf"\b(?P<after>{either}){_BODY}|{_BEFORE}(?P<before>{either})\b", re.IGNORECASE)
        self._slugs = {_plain(name): slug for slug, name in names.items()}

    def named_in(self, text: str) -> tuple[str, ...]:
        """The slugs of the councils a text names as councils ("Powys County Council"), most often named first.

        A bare place name is no council: "Derby" is a horse race, too."""
        found: Counter[str] = Counter()
        for match in self._pattern.finditer(text):
            found[self._slugs[_plain(match["after"] or match["before"])]] += 1
        return tuple(slug for slug, _ in found.most_common())

    def council_of(self, article: Article, row: str | None) -> str | None:
        """The council a story belongs to: the outlet's own, else the only one its headline or text names, else None."""
        if row:
            return row
        for text in (article.headline, f"{article.headline}\n{article.body}"):
            councils = self.named_in(text)
            if len(councils) == 1:
                return councils[0]
        return None


def _opening(article: Article) -> str:
    paragraphs = [line for line in article.body.splitlines() if line.strip() and not line.lower().startswith("by ")]
    return " ".join(" ".join(paragraphs).split())[:_OPENING].lower()


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("&", "and").split())
