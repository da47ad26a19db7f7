"""Tell whether a motion or an amendment that would promise something was lost."""

import re
from functools import lru_cache

from commitments.first_words import places_of
from commitments.pages import Page
from commitments.sentences import Sentence

# In the forms of a motion: "children will be moved", "the amendment to the policy" move nothing.
_MOVED = re.compile(
    r"\bmoved[,:]?\s+(?:that\b|and\s+seconded|by\s+(?:cllr|coun|m[rs]s?|dr)\w*|(?:the\s+following|an?|the|his|her)\s+(?:\w+\s+)?"
    r"(?:motion|amendment))|\bseconded(?:\s+by|,?\s+that)\b|\b(?:motion|amendment)\s*(?::|(?:by|from|of|that|proposed|submitted|moved"
    r"|calling)\b)",
    re.IGNORECASE,
)
_MOTION = frozenset(("moved", "seconded", "motion", "amendment"))  # words of which one stands in those forms
# What became of it, told of a motion or a vote, or in a word by itself.
_FATE = re.compile(
    r"(?:\b(?:motion|amendment|vot(?:e|es|ed|ing))\b(?:,?\s+(?!and\b(?!\s+seconded))[\w’'-]+){0,8}?,?\s+|^\W*)"
    r"(?:(?P<lost>lost|fell|defeated|withdrawn|rejected|not\s+carried|voted\s+down)|carried|adopted|agreed|resolved)\b"
    r"|(?P<alone>\b(?:no|want\s+of\s+a|lack\s+of\s+a)\s+seconder\b)",
    re.IGNORECASE | re.MULTILINE,
)
_NEAR = 1500  # characters in which the vote on a motion is told


@lru_cache(maxsize=4)
def _tells_of_votes(text: str) -> bool:
    """Whether something is moved on a page and something lost: most pages tell of neither."""
    moved = places_of(text, _MOTION) and _MOVED.search(text)
    return bool(moved) and any(_says_lost(found) for found in _FATE.finditer(text))


def is_lost(page: Page, unit: Sentence) -> bool:
    """Whether a unit is a motion or an amendment that was lost, as is told after it."""
    if not _tells_of_votes(page.text):
        return False
    moved = _MOVED.search(page.text, unit.start, unit.end) or any(
        _MOVED.search(page.text, lead.start, lead.end) for lead in unit.leads()
    )
    if not moved:
        return False
    item = next((other.start for other in page.units if other.start >= unit.end and _heads_item(page, other)), None)
    fate = _FATE.search(page.text, unit.end, min(unit.end + _NEAR, item or len(page.text)))
    return fate is not None and _says_lost(fate)


def _heads_item(page: Page, unit: Sentence) -> bool:
    return unit.form == "heading" and _FATE.match(page.text, unit.start, unit.end) is None


def _says_lost(fate: re.Match[str]) -> bool:
    return bool(fate["lost"] or fate["alone"])
