"""Tell whether what follows "will" or "is to" is done by or for the council, and is not only said to be so."""

import re
from typing import TYPE_CHECKING

from commitments.clauses import ADVERB
from commitments.deadlines import FoundDeadline
from commitments.goal_figures import is_goal_figure
from commitments.pages import Page

if TYPE_CHECKING:
    from commitments.promises import Promise

MODAL = re.compile(r"(?:will|would|shall|\w+['’]ll|won['’]t|(?:is|are|was|were)\b.*\bto)", re.IGNORECASE)
BE = re.compile(
    rf"(?:be|being|been|have been|get(?=\s+\w+ed\b))\s+(?:(?:{ADVERB}|also|now|then|all|both|being|always)\s+)*",
    re.IGNORECASE,
)
FINITE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|said|will|would|\w{3,}ed)\b", re.IGNORECASE)
# One thing of its own, and not the service at large: "a new hub", "another review", "the second phase".
SPECIFIC = re.compile(
    r"\b(?:an?|another|one|each|every|second|third|fourth|next|first|all|new"
    r"|its own)\s+(?:[\w’'-]+\s+){0,4}?(?:reports?|strateg\w+|plans?|polic\w+|reviews?|audits?|campaigns?|hubs?|"
    r"centres?|homes?|houses?|units?|bases?|schools?|panels?|boards?|groups?|teams?|posts?|officers?|managers?"
    r"|workers?|contracts?|schemes?|pilots?|programmes?|projects?|"
    r"visits?|seminars?|workshops?|events?|sessions?|meetings?|websites?|portals?|registers?|funds?|grants?"
    r"|offers?|packages?|helplines?|services?|structures?|models?|"
    r"frameworks?|protocols?|toolkits?|guides?|handbooks?|exemptions?|guarantees?|forums?|networks?|partnerships?"
    r"|partners?|advis\w+|tracker|committees?|sub-groups?)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:report|letter|update|paper|briefing|information|data|note|response|reply|strategy|plan)$", re.IGNORECASE
)
_CONDITION = re.compile(
    r"(?:where|whenever|if|when|once|in cases? (?:where|of)|should)\b", re.IGNORECASE
)  # how things are done, case by case
PERFECT = re.compile(r"have\s+(?:been\s+)?\w+(?:ed|en|un|t|ne|ade|eld)\b", re.IGNORECASE)
_TOLD = re.compile(r"(?:(?:that|there)\s+)?[^,;.]{0,80}?\b(?:will|would|shall)\s+", re.IGNORECASE)
_REPORTING = re.compile(
    r"^.*\b(?:said|says|that|heard|told|confirmed|explained|advised|noted|reported|stated|added"
    r"|agreed)\b(?:\s+(?:members|the\s+\w+))?\s*",
    re.IGNORECASE | re.DOTALL,
)
_THERE = re.compile(r"(?<!living )(?<!placed )(?<!work )(?<!staying )\bthere\s*\Z", re.IGNORECASE)
_THERE_BE = re.compile(r"be\b", re.IGNORECASE)
# "There will be no cuts": an undertaking not to do something
_NONE_OF_IT = re.compile(
    r"be no (?:further |more |new |compulsory |such )*(?:cut|reduction|closure|redundanc|job loss|loss|change to"
    r"|withdrawal|charge|fee|let-up|going back|return to|increase in|rise in|waiting|merger|sale)",
    re.IGNORECASE,
)
PARTICIPLE = re.compile(
    r"(?:\w{3,}ed|made|given|set|held|put|cut|brought|sent|drawn|built|kept|found|taken|written|bought|met|paid"
    r"|shown|seen|formed|told|sought|spent|run|begun|done|dealt|with (?:the|members|us|them)|on the agenda|in use"
    r"|in post|in place|compulsory|mandatory|in force|at full strength"
    r"|up to (?:date|strength)|back|operational|available|ready|open|live|complete|finished"
    r"|up and running|online|filled)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:we|she|he|they)$", re.IGNORECASE)
_OBJECT = re.compile(
    r"\w+\s+(?:\w+\s+){0,2}(?:the|a|an|its|their|our|members|all|each|every|his|her|this|that|these)\s+\w+",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"be (?:some|about|around|roughly|nearly|almost)\s+\d", re.IGNORECASE)  # how many it comes to
ADVERBS = re.compile(
    rf"\s*(?:(?:{ADVERB}|also|now|then|still|all|both|soon|therefore|not|always|instead|each|in turn|continue to"
    r"|henceforth|henceforward|hereafter|in future|from now on|be able to|look to|seek to|need to|thereafter|to)\s+)*",
    re.IGNORECASE,
)


def undertakes(
    page: Page,
    promise: "Promise",
    rest: int,
    participle: int | None,
    *,
    deed: bool,
    figure: bool,
    direction: bool,
    thing: bool,
    time: bool,
) -> bool:
    """Whether what follows "will" or "is to" is done by or for the council and not only said to be so."""
    text, first, end = page.text, promise.cue[0], promise.end
    if _CONDITION.match(text, promise.setting.unit.start) and not figure and not time:
        return False
    if _ABOUT.match(text, rest, end) and not time:
        return False
    if time and (page.has("home_again", first, end) or PERFECT.match(text, rest, end)):
        return True
    there = text[first : first + 5].lower() == "there" or _THERE.search(text, promise.start, first)
    if there and _THERE_BE.match(text, rest, end):
        return figure or SPECIFIC.search(text, rest, end) is not None or _NONE_OF_IT.match(text, rest, end) is not None
    if page.words("hold").match(text, rest, end):
        return True
    if MODAL.fullmatch(text[first : promise.cue[1]]) and page.words("state").match(text, rest, end):
        return (time and page.has("home_again", first, end)) or any(
            item.start >= first and is_goal_figure(page, promise.start, item) for item in page.figures_in(first, end)
        )
    modal = MODAL.fullmatch(text[first : promise.cue[1]]) is not None
    if not modal and (
        told := _TOLD.match(text, rest, end)
    ):  # "has pledged that every child will have ...": the verb after it counts
        rest, modal = told.end(), True
    vague = page.words("vague").match(text, rest, end) is not None
    if modal and not vague and any(_is_due(item) and item.start >= first for item in page.times_in(promise.start, end)):
        return True  # "will be with Ofsted by 22 April", "won't be there by spring"
    if vague:
        purpose = re.search(r"\bto\s+(?=\w)", text[rest:end])
        to_deed = purpose is not None and page.words("deed").match(text, rest + purpose.end(), end) is not None
        return figure or direction or (time and (thing or to_deed))
    if participle is not None:
        loose = is_loose(page, participle, end)
        done = deed or PARTICIPLE.match(text, participle, end) is not None
        return figure or direction or (done and (time or thing)) or (deed and not loose)
    subject = _REPORTING.sub("", text[promise.start : first]).rstrip()
    body = page.words("body_word").search(subject) is not None and not FINITE_VERB.search(subject)
    ours = _PRONOUN.search(subject) is not None or body
    if not modal and deed:  # "undertook to", "has pledged to"
        return True
    counted = page.has("countable", rest, end)
    if is_loose(page, rest, end):
        if _PAPER.search(subject):
            return True
        new = SPECIFIC.search(text, rest, end)
        if ours and any(item.preposition in ("by", "within", "before") for item in page.times_in(first, end)):
            return True
        return (
            figure
            or direction
            or (time and (thing or counted))
            or (new is not None and (ours or " new " in new.group()))
        )
    return figure or deed or direction or (thing and time) or (ours and _OBJECT.search(text, rest, end) is not None)


def is_loose(page: Page, start: int, end: int) -> bool:
    """Whether the verb says little by itself: "take", but not "take over"."""
    loose, deed = page.words("loose").match(page.text, start, end), page.words("deed").match(page.text, start, end)
    return loose is not None and not (deed and deed.end() > loose.end())


def deed_after(page: Page, start: int, end: int) -> bool:
    """Whether a verb of doing follows at once, "be" and adverbs aside."""
    rest = ADVERBS.match(page.text, start, end)
    at = rest.end() if rest else start
    passive = BE.match(page.text, at, end)
    return page.words("deed").match(page.text, passive.end() if passive else at, end) is not None


def _is_due(item: FoundDeadline) -> bool:
    return item.preposition in ("by", "before", "within") and item.role == "due"
