"""Tell the day on which a meeting decides on what is promised from the day by which it is due."""

import re
from typing import TYPE_CHECKING

from commitments.deadlines import FoundDeadline
from commitments.pages import Page

if TYPE_CHECKING:
    from commitments.promises import Promise

# "under plans to go before cabinet next Thursday": the day on which it is decided, and not when it is due.
_DECIDED = re.compile(
    r"\b(?:go(?:es|ing)?|put|com(?:e|es|ing)|taken|presented|considered|discussed|debated|agreed|approved|backed|announced|decid\w+|vot\w+|meet(?:s|ing)?"
    r"|published|unveiled|revealed|released|outlined|tabled|recommend(?:s|ed|ing)?)\s+"
    r"(?:(?:up\s+)?(?:before|to|by|at|on)\s+)?(?:(?:the|city|county|town|district|borough|full|council|council['’]s|its|an?|of|scrutiny|meeting|extraordinary|special)\s+)*"
    r"(?:members|councillors|cabinet|council|executive|committee|meeting|cabinet\s+members|board)?\s*(?:on\s+)?$",
    re.IGNORECASE,
)
_BODY = re.compile(r"\b(?:members|councillors|cabinet|council|executive|committee|meeting|board)\b", re.IGNORECASE)
WEEKDAY = re.compile(r"(?:(?:on|next|this)\s+)*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow)", re.IGNORECASE)
_PUT_FORWARD = re.compile(
    r"\b(?:plans?|proposals?|cuts|blueprint|budget|scheme|package|report|measures|options|paper)\s+[^.;]{0,60}$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\s+(?:night\s+)?(?:be\s+)?(?:asked|told|vote|decide|discuss|consider|debate)\b", re.IGNORECASE)


def is_when_decided(page: Page, promise: "Promise", time: FoundDeadline) -> bool:
    """Whether a day of the week is that of the meeting that decides on what is promised."""
    if not WEEKDAY.match(time.deadline.text):
        return False
    before = (
        time.start < promise.cue[0]
        or bool(page.figures_in(promise.cue[1], promise.end))
        or _PUT_FORWARD.search(page.text, promise.cue[1], time.start) is not None
    )
    if time.deadline.end and page.published and time.deadline.end < page.published and time.start < promise.cue[0]:
        return True
    return before and (is_put_to(page, time) or _ASKED.match(page.text, time.end) is not None)


def is_put_to(page: Page, time: FoundDeadline, start: int | None = None) -> bool:
    """Whether a time is that of a meeting before which something goes: "recommend to the Council on 25 February". In
    what opens a list, from `start` on, the body is to be named: "steps to be taken by 31 March" names none."""
    put = _DECIDED.search(page.text, max(start or 0, time.start - 70), time.start)
    return put is not None and (start is None or _BODY.search(put.group()) is not None)
