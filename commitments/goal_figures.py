"""Tell figures that are to be reached from figures that only describe: sizes, ages, dates of plans, levels of today."""

import re

from commitments.pages import Page
from commitments.quantities import Quantity

_DESCRIBES = re.compile(
    r"\s*(?:miles|kilometres|km|minutes|metres)\b|[-–](?:bed|bedroom|bedded|year|week|month|day|storey|point|part"
    r"|way|stage|tier|strong|hour)",
    re.IGNORECASE,
)
# "the two homes", "all 11", "phase 2", "aged 18": spoken of before, numbered, or an age.
_DEFINITE = re.compile(
    r"\b(?:the|these|those|both|all|first|last|next|remaining|other|phase|stage|priority|objective|theme|option"
    r"|item|step|aged?|under|over|year|part|"
    r"section|appendix|no\.?|level|tier|key stage|paragraph|currently|standard|band|grade|group|question|minute"
    r"|room|see|of)\s+$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?<!bringing )(?<!taking )(?<!brought )(?<!take )(?<!bring )\b(?:in|at|across)\s+(?:up to |at least |about )?$",
    re.IGNORECASE,
)  # "piloted in three schools"
# "a house where up to three young people can live": the number describes one thing to be delivered.
_CAPACITY = re.compile(
    r"\b(?:an?|one|the)\s+(?:[\w’'-]+\s+){1,6}(?:for|where|in which)\s+(?:up to\s+|as many as\s+|about\s+)?$",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"\b(?:to|below|under|at)\s+(?:about |around |just |an average of )?$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s+(?!(?:will|would|are|were|have|had|has|of|is|was|shall|to)\b)[A-Za-z]", re.IGNORECASE)
_STANDARD = re.compile(r"\b(?:target|goal|standard|aim|average|time|wait)\b", re.IGNORECASE)


def is_goal_figure(page: Page, start: int, item: Quantity) -> bool:
    """Whether a figure in a clause that begins at `start` can be what the clause promises to reach or to change by."""
    if item.is_baseline or _DESCRIBES.match(page.text, item.end):
        return False
    if (
        page.text[item.start - 1 : item.start] == "("
        and page.text[item.end : item.end + 1] == ")"
        and item.unit != "percent"
    ):
        return False  # "(2)": the number of the next limb
    levelled = _LEVEL.search(page.text, max(0, item.start - 20), item.start) is not None
    if not levelled and any(time.start <= item.start < time.end for time in page.times_in(start, item.end + 60)):
        return False
    if item.form == "duration":
        moved = page.has("down", start, item.start) or page.has("up", start, item.start)
        return _STANDARD.search(page.text, start, item.start) is not None or (levelled and moved)
    if item.form in ("money", "percent", "ratio"):
        return True
    if item.value == 1 or (0 < item.value < 1):
        return False
    if _CAPACITY.search(page.text, start, item.start):
        return False
    if _PLACE.search(page.text, max(0, item.start - 16), item.start) and item.unit in (
        None,
        "schools",
        "buildings",
        "other",
        "places",
    ):
        return False
    definite = _DEFINITE.search(page.text, max(0, item.start - 14), item.start)
    if (
        definite and definite.group().strip().lower() == "all"
    ):  # "all five posts" are five, "all 11" are those spoken of
        return _NOUN_AFTER.match(page.text, item.end) is not None
    return definite is None or (definite.group().strip().lower() in ("over", "under", "of") and item.unit is not None)
