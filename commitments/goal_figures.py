"""Tell figures that are to be reached from figures that only describe: sizes, ages, dates of plans, levels of today."""

import re

from commitments.pages import Page
from commitments.quantities import Quantity

_DESCRIBES = re.compile(
    r"\s*(?:miles|kilometres|km|minutes|metres|votes?|abstentions?)\b"
    r"|\s*(?:(?:other|neighbouring|nearby|partner|fellow|adjoining)\s+)*(?:local\s+)?(?:authorities|councils|boroughs|counties)\b|[-–](?:bed|bedroom|bedded|year|week|month|day|storey|point|part"
    r"|way|stage|tier|strong|hour)",
    re.IGNORECASE,
)
# "the two homes", "all 11", "phase 2", "aged 18": spoken of before, numbered, or an age.
_DEFINITE = re.compile(
    r"\b(?:the|these|those|both|all|first|last|next|remaining|other|phase|stage|priority|objective|theme|option"
    r"|item|step|aged?|under|over|year|part|(?<!a\s)lot|rec|recommendation|action|ref|strand|workstream|annex|(?<!will\s)(?<!to\s)(?:schedule|table)|wave|tranche|"
    r"section|appendix|no\.?|level|tier|key stage|paragraph|currently|standard|band|grade|group|question|minute"
    r"|room|see|of)\s+$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?<!bringing )(?<!taking )(?<!brought )(?<!take )(?<!bring )\b(?:in|at|across)\s+"
    r"(?:up to |at least |about |all |the )?$",
    re.IGNORECASE,
)  # "piloted in three schools"
# "a house where up to three young people can live": the number describes one thing to be delivered.
_CAPACITY = re.compile(
    r"\b(?:an?|one|the|emergency|temporary|supported)\s+(?:(?!(?:will|would|to|says|said|is|are|was|were|pay|look|aim\w*|hop(?:es?|ed|ing)|plan(?:s|ned|ning)"
    r"|bid\w*)\b)[\w’'-]+\s+){1,8}"
    r"(?:for|with|where|in which)\s+"
    r"(?:up to\s+|as many as\s+|about\s+)?$",
    re.IGNORECASE,
)
_CONTRACT = re.compile(
    r"\b(?:contracts?|agreement)\b(?!\s+with\s+$)", re.IGNORECASE
)  # for so many beds: that many more
# "a team of eight", "before you are 17", "rather than the present 40": a size, an age, what is left behind.
_SIZE = re.compile(
    r"\b(?:(?P<staff>team)|group|sub-?group|panel|staff|board|crew|home|house|hostel|unit|base|(?P<sample>sample))\s+of\s+$|\bage\s+range\b[^.;]{0,40}$|\bage\s+groups?\s*(?:of|from|:)?\s*$|\boption\s+(?:of|to\s+extend\s+(?:by|for))\s+(?:up\s+to\s+)?(?:a\s+further\s+|another\s+)?$|\b(?:before|until|when|once)\s+(?:you|they|he|she)"
    r"\s+(?:are|is|turn|reach)\s+$|\b(?:before|until|after|rather\s+than|instead\s+of|present|current)\s+$"
    r"|\b(?:every|each|any|all)\s+(?:\w+\s+){1,3}(?:above|over|under|below|costing|worth)\s+$"
    r"|\b(?:costing|priced\s+at|charged\s+at|worth)\s+(?:(?:more|less)\s+than|over|above|under|below|upwards\s+of|in\s+excess\s+of|at\s+least)\s+$",
    re.IGNORECASE,
)
# "the cases of children who have had five or more moves", "combined into three clusters", "by seven votes to six".
_WHO = re.compile(
    r"\b(?:who|that|which|whose)\s+(?:already\s+)?(?:have|has|had|are|is|were|was|do|did|live|need|hold|wait|get|cost|take)\b"
    r"[^,;.]*$",
    re.IGNORECASE,
)
_LAID_OUT = re.compile(
    r"\b(?:combin\w+|divid\w+|split|group\w*|organi[sz]\w+|structur\w+|grouped|arrang\w+)\b[^,;.]{0,40}\binto\s+$"
    r"|\bvotes?\s+to\s+$|\b(?:(?:out|extended|offered|issued|sent|available)\s+to|across|at|by|with)\s+(?:all\s+(?:of\s+)?|each\s+of\s+)(?:the\s+|our\s+|its\s+)?$",
    re.IGNORECASE,
)
# "a hub in each of the five localities", "introduced in all four districts": so many are to have one.
_EVERYWHERE = re.compile(
    r"\bin\s+(?:all|each\s+of\s+(?:the|its|our)|every\s+one\s+of\s+(?:the|its|our))\s+$", re.IGNORECASE
)
# "the inspectors' seven recommendations", "reviews of children over four": what there is, and an age.
_OWNED = re.compile(r"(?:s['’]|(?<!\bit)(?<!\bthere)(?<!\bthat)(?<!\bhere)['’]s)\s+$", re.IGNORECASE)
_OF_AGE = re.compile(
    r"\b(?:child|children|pupils?|people|person|youngsters?|teenagers?|any(?:one|body)|every(?:one|body)|those|girls|boys|babies)"
    r"\s+(?:aged\s+)?(?:above|over|under|below)\s+(?:the\s+age\s+of\s+)?$",
    re.IGNORECASE,
)
_OLDEST = 25
_A_MONTH = re.compile(r"(?:\s[\w-]+){1,3}\s(?:an?|per|each|every)\s(?:week|month|quarter|term)\b", re.IGNORECASE)
_EACH = re.compile(r"\s+(?:[a-z-]+\s+){0,2}(?:each|apiece|between\s+them)\b", re.IGNORECASE)  # "with ten places each"
_WITH = re.compile(r"\b(?:with|having)\s+$", re.IGNORECASE)
_LIST_MARK = re.compile(r"[.)]\s")
_APPOSED = re.compile(r",\s+(?:some\s+|about\s+|around\s+|nearly\s+|over\s+)?$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which|whom)\s*[,)–—]")  # "every open case, some 140 of them,"
_STATED = re.compile(r"\b(?:levels?|figure|number|total|rate)\s*$", re.IGNORECASE)  # "last year's level (1,240)"
_DASHED = re.compile(r"\s[–—-]\s(?:[\w,]+\s){0,4}$")  # "those in custody – 14 in the year – are to be kept below 15"
_DASH_AFTER = re.compile(r"(?:\s[\w,]+){0,5}\s[–—-]\s")
_GOAL_INSIDE = re.compile(
    r"\b(?:target|goal|aim|by|to|at least|minimum|maximum|up to|more|from)\b|[≥≤<>]", re.IGNORECASE
)
# "Nobody waits more than 18 weeks": a limit.
NOBODY = re.compile(
    r"\b(?:nobody|no[- ]one|none|no\s+(?!(?:secret|doubt|reason|longer|question|need|more|fewer|less|further)\b)"
    r"(?:[a-z-]+\s+){1,8}?(?=(?:to|will|would|should|with|wait\w*|carr\w+|hold\w*|spend\w*|travel\w*|stay\w*|is|are)\b))",
    re.IGNORECASE,
)
_BEYOND = re.compile(r"\b(?:(?:longer|more|later)\s+than|beyond|over|above)\s+$", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:to|below|under|at)\s+(?:about |around |just |an average of )?$", re.IGNORECASE)
_TO_UNDER = re.compile(
    r"\b(?:to|at|be|is|are)\s+(?:just\s+|well\s+)?(?:under|over)\s+$", re.IGNORECASE
)  # "fall to under 300"
_NOUN_AFTER = re.compile(r"\s+(?!(?:will|would|are|were|have|had|has|of|is|was|shall|to)\b)[A-Za-z]", re.IGNORECASE)
_OFF = re.compile(r"[\s-]\w+\s+off\b", re.IGNORECASE)
_STANDARD = re.compile(r"\b(?:target|goal|standard|aim|average|time|wait)\b", re.IGNORECASE)


# "on course for the annual target of 20"
_NAMED = re.compile(
    r"\b(?:target|goal|aim|ambition)\s+of\s+(?:about\s+|around\s+|at\s+least\s+|over\s+)?$", re.IGNORECASE
)
_WHERE = (None, "schools", "buildings", "other", "places", "teams")


def is_goal_figure(page: Page, start: int, item: Quantity) -> bool:
    """Whether a figure in a clause that begins at `start` can be what the clause promises to reach or to change by."""
    counted = item.form not in ("duration", "money", "percent", "ratio")
    if counted and (item.value == 1 or 0 < item.value < 1):
        return False
    if item.is_baseline or (_DESCRIBES.match(page.text, item.end) and not _is_limit(page, start, item)):
        return False
    if (
        page.text[item.start - 1 : item.start] == "("
        and page.text[item.end : item.end + 1] == ")"
        and item.unit != "percent"
    ):
        return False  # "(2)": the number of the next limb
    if item.start == start and _LIST_MARK.match(page.text, item.end):
        return False  # "4. That governors be trained"
    size = _SIZE.search(page.text, max(start, item.start - 44), item.start)
    if size and size.group("sample"):  # "a dip sample of 30 files a month": so many are to be seen
        return _A_MONTH.match(page.text, item.end) is not None
    if size and not (size.group("staff") and item.noun and item.noun[0] >= item.start):  # "a team of 22 workers" is 22
        return False
    if _EACH.match(page.text, item.end) and _WITH.search(page.text, start, item.start):
        return False
    if _OF_THEM.match(page.text, item.end) and _APPOSED.search(page.text, start, item.start):
        return False
    if is_aside(page, start, item):
        return False
    levelled = _LEVEL.search(page.text, max(0, item.start - 20), item.start) is not None
    if not levelled and any(time.start <= item.start < time.end for time in page.times_in(start, item.end + 60)):
        return False
    if item.form == "duration":
        moved = page.has("down", start, item.start) or page.has("up", start, item.start)
        return (
            _is_limit(page, start, item)
            or _STANDARD.search(page.text, start, item.start) is not None
            or (moved and (levelled or _OFF.match(page.text, item.end) is not None))
        )
    if not counted:
        return True
    room = _CAPACITY.search(page.text, start, item.start)
    if (room and not _CONTRACT.search(room.group())) or _LAID_OUT.search(page.text, start, item.start):
        return False
    if not levelled and _WHO.search(page.text, start, item.start):
        return False
    if _OF_AGE.search(page.text, max(start, item.start - 40), item.start) and item.value <= _OLDEST:
        return False
    if item.unit in (None, "other") and _OWNED.search(page.text, max(start, item.start - 4), item.start):
        return False
    if _EVERYWHERE.search(page.text, max(start, item.start - 24), item.start):
        return _NOUN_AFTER.match(page.text, item.end) is not None
    located = _PLACE.search(page.text, max(0, item.start - 16), item.start)
    beside = item.noun is not None and item.noun[0] >= item.start
    if located and (item.unit in _WHERE or (not beside and located.group()[:2].lower() == "in")):
        return False
    if _NAMED.search(page.text, max(start, item.start - 24), item.start):
        return True
    if _TO_UNDER.search(page.text, max(0, item.start - 20), item.start):
        return True
    definite = _DEFINITE.search(page.text, max(0, item.start - 14), item.start)
    if (
        definite and definite.group().strip().lower() == "all"
    ):  # "all five posts" are five, "all 11" are those spoken of
        return _NOUN_AFTER.match(page.text, item.end) is not None
    if definite and definite.group().strip().lower() == "see":  # "see 20 more families approved", and not "see 4.2"
        return beside
    return definite is None or (definite.group().strip().lower() in ("over", "under", "of") and item.unit is not None)


def _is_limit(page: Page, start: int, item: Quantity) -> bool:
    """Whether nobody is to have more: "no family will have to travel over two miles"."""
    limit = _BEYOND.search(page.text, start, item.start) and NOBODY.search(page.text, start, item.start)
    return limit is not None


def is_aside(page: Page, start: int, item: Quantity) -> bool:
    """Whether a figure stands in a bracket after what is promised and tells of today: "(412 children in January)"."""
    if _DASH_AFTER.match(page.text, item.end) and _DASHED.search(page.text, start, item.start):
        return True
    opening = page.text.rfind("(", start, item.start)
    if opening <= start + 2 or ")" in page.text[opening : item.start] or _STATED.search(page.text, start, opening):
        return False
    closing = page.text.find(")", item.end)
    inside = page.text[opening : closing if closing >= 0 else item.end]
    return _GOAL_INSIDE.search(inside) is None


_OF_ONE = re.compile(r"\b(?:into|of|for|with|on|in|from|to|about|by|at)\s+$", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"\b(?:the|these|those|all|remaining|other|its|our|their|first|next|last|final)\s+$", re.IGNORECASE
)


_NOT_FIRST = re.compile(r"\s+(?:weeks?|days?|months?|years?|terms?|quarters?|phases?|stages?)\b", re.IGNORECASE)


def is_named_before(page: Page, item: Quantity) -> bool:
    """Whether a figure takes up things spoken of before: "the remaining two", "all 18"."""
    if item.is_baseline or item.form not in ("number", "range") or item.value < 2 or item.value_high is not None:
        return False
    if _NOT_FIRST.match(page.text, item.end):  # "the first two weeks"
        return False
    before = _SPOKEN_OF.search(page.text, max(0, item.start - 12), item.start)
    return before is not None and _OF_ONE.search(page.text, max(0, before.start() - 10), before.start()) is None
