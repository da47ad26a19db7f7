"""Decide whether what is promised can be checked: a figure, a thing to be delivered, a direction on what is counted."""

import re
from typing import TYPE_CHECKING

from commitments.clauses import ADVERB, begins_with_verb
from commitments.deadlines import FoundDeadline
from commitments.goal_figures import is_goal_figure
from commitments.pages import Page
from commitments.settings import SOMEBODY_TO

if TYPE_CHECKING:
    from commitments.promises import Promise

_MODAL = re.compile(r"(?:will|would|shall|\w+['’]ll|won['’]t|(?:is|are|was|were)\b.*\bto)", re.IGNORECASE)
_WEAK = re.compile(r"(?:could|may|might|possibly|can then)", re.IGNORECASE)
_BE = re.compile(
    rf"(?:be|being|been|have been|get(?=\s+\w+ed\b))\s+(?:(?:{ADVERB}|also|now|then|all|both|being|always)\s+)*",
    re.IGNORECASE,
)
_BEING = re.compile(r"(?:is|are|was|were)\b.*\bbeing", re.IGNORECASE)
_GENERAL = re.compile(r".*\b(?:committed|determined|keen) to", re.IGNORECASE)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|said|will|would|\w{3,}ed)\b", re.IGNORECASE)
_ASKED = re.compile(
    r".*\b(?:asked|requested|recommend\w*|wanted|wished|agreed|suggested|should)\b.*", re.IGNORECASE | re.DOTALL
)
_MORE = re.compile(r"(?:far |many |even |a lot )?(?:fewer|more|less)\b", re.IGNORECASE)
# One thing of its own, and not the service at large: "a new hub", "another review", "the second phase".
_SPECIFIC = re.compile(
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
# "is expected to keep rising": a trend foretold, not a promise.
_DRIFT = re.compile(
    r"(?:keep|continue|remain|rise|increase|grow|fall|decrease|decline|go\s+(?:up|down)|worsen|peak|outstrip"
    r"|exceed|stay|be\s+(?:high|low)\w*)\b\s*(?:$|[.,;]|further|to|ris|grow|significantly|over|in|by|as|because"
    r"|again|until)",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:report|letter|update|paper|briefing|information|data|note|response|reply|strategy|plan)$", re.IGNORECASE
)
_CONDITION = re.compile(
    r"(?:where|whenever|if|when|once|in cases? (?:where|of)|should)\b", re.IGNORECASE
)  # how things are done, case by case
_PERFECT = re.compile(r"have\s+(?:been\s+)?\w+(?:ed|en|un|t|ne|ade|eld)\b", re.IGNORECASE)
_MORE_OR_LESS = re.compile(
    r"(?:more|fewer|less|no more than|no fewer than|at least|an end to|an increase in|a reduction in"
    r"|\d[\d,]*\s+(?:new|more|extra|additional|further))\s+\w",
    re.IGNORECASE,
)
_SET = re.compile(r"\b(?:due|scheduled|timetabled|set for|set to|slated|dates?)\b", re.IGNORECASE)
_TOLD = re.compile(r"(?:(?:that|there)\s+)?[^,;.]{0,80}?\b(?:will|would|shall)\s+", re.IGNORECASE)
_REPORTING = re.compile(
    r"^.*\b(?:said|says|that|heard|told|confirmed|explained|advised|noted|reported|stated|added"
    r"|agreed)\b(?:\s+(?:members|the\s+\w+))?\s*",
    re.IGNORECASE | re.DOTALL,
)
_THERE = re.compile(r"(?<!living )(?<!placed )(?<!work )(?<!staying )\bthere\s*\Z", re.IGNORECASE)
_THERE_BE = re.compile(r"be\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
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
# "41 placements were being funded": what goes on every day.
_DAILY = re.compile(
    r"(?:funded|asked|followed up|used|paid|considered|discussed|monitored|supported|managed|held|given|told|met"
    r"|seen)\b",
    re.IGNORECASE,
)
# "Work to recruit carers went on", "Report to Cabinet": told, or a title.
_NO_TASK = re.compile(
    r"Report (?:to|of) (?-i:[A-Z])|[^,;.]*\b(?:was|were|had|went|came|rose|fell|is a matter)\b", re.IGNORECASE
)
_ABOUT = re.compile(r"be (?:some|about|around|roughly|nearly|almost)\s+\d", re.IGNORECASE)  # how many it comes to
_STATE = re.compile(r"\b(?:is|are|has been|have been)\b", re.IGNORECASE)
_ADVERBS = re.compile(
    rf"\s*(?:(?:{ADVERB}|also|now|then|still|all|both|soon|therefore|not|always|instead|each|in turn|continue to"
    r"|be able to|look to|seek to|need to|thereafter|to)\s+)*",
    re.IGNORECASE,
)


def holds_something(page: Page, promise: "Promise") -> bool:
    """Whether what is promised can be checked: a figure, a thing delivered, a direction on what is counted."""
    text, (first, after), start, end = page.text, promise.cue, promise.start, promise.end
    cue = text[first:after]
    figures = [item for item in page.figures_in(start, end) if is_goal_figure(page, start, item)]
    figure = any(item.start >= first or not _VERB.search(text, item.end, first) for item in figures)
    time = any(
        item.role in ("due", "standard") or _is_day_ahead(page, item) for item in page.times_in(start, end)
    ) or page.has("rhythm", first, end)
    counted = page.has("countable", start, end)
    reach = min(end, first + 100)
    direction = counted and (page.has("up", first, reach) or page.has("down", first, reach))
    thing = (
        page.has("deliverable", start, end)
        or page.has("works", start, end)
        or page.has("paper_for_members", start, end)
    )
    if (
        text[promise.setting.unit.end - 1] == ":" and end >= promise.setting.unit.end - 2
    ):  # it opens a list; its lines promise
        return figure or (promise.rule.endswith("limb") and page.has("paper_for_members", start, end))
    if promise.rule.endswith("limb"):
        return figure or thing or page.has("deed", first, end) or direction or time
    if promise.rule in ("figure and date", "part", "action point"):
        return True
    if promise.rule == "imperative":
        planned = promise.setting.part == "plan" and (thing or time)
        return (
            figure
            or direction
            or planned
            or page.has("document", start, end)
            or page.has("paper_for_members", start, end)
        )
    if promise.rule == "reason":
        leading = begins_with_verb(page, start, end)
        if re.search(r"\bthere (?:is|are|was|were)\b", text[start:end]):
            return False
        return (leading and direction) or any(
            item.extra or re.search(r"\bnew\b", text[item.end : item.end + 8]) for item in figures
        )
    if promise.rule == "plan line":
        leading = (
            begins_with_verb(page, start, end, line=True)
            or re.match(r"\w+ing\s+\w+\s+\w+", text[start:end]) is not None
        )
        if _NO_TASK.match(text, start, end):
            return False
        time_due = any(item.role == "due" for item in page.times_in(start, end))
        due_above = any(page.times_in(lead.start, lead.end) for lead in promise.setting.unit.leads())
        due = time or due_above
        leading = leading or page.words("observed_order").match(text, start, end) is not None
        somebody = SOMEBODY_TO.match(text, start, end)
        leading = leading or (somebody is not None and begins_with_verb(page, somebody.end(), end, line=True))
        reports = page.has("paper_for_members", start, end)
        state = due and _STATE.search(text, start, end) is not None
        return (
            _MORE_OR_LESS.match(text, start, end) is not None
            or (figure and (leading or due))
            or (leading and reports)
            or (leading and (thing or direction or time))
            or state
            or (direction and (time_due or due_above))
        )
    if (zero := page.first("zero", start, end)) and zero.start() >= first - 30:
        return not _WEAK.fullmatch(cue)
    if promise.rule == "goes on":
        return (
            figure
            or (page.has("deed", start, end) and (thing or direction or time or not begins_with_verb(page, start, end)))
            or direction
        )
    if cue.lower().startswith("promised a"):
        return thing
    if _WEAK.fullmatch(cue):
        weak = any(
            item.start >= first and (time or (item.form == "money" and page.has("saved", start, end)))
            for item in figures
        )
        return weak or (time and thing and deed_after(page, after, end))
    rest_at = _ADVERBS.match(text, after, end)
    rest = rest_at.end() if rest_at else after
    passive = _BE.match(text, rest, end)
    deed_at = passive.end() if passive else rest
    doing = page.words("deed").match(text, deed_at, end)
    deed = doing is not None
    if (
        deed
        and promise.rule in ("planned", "hoped")
        and _is_loose(page, deed_at, end)
        and not (figure or time or direction)
    ):
        deed = _SPECIFIC.search(text, start, end) is not None or page.has("document", start, end)
    if _GENERAL.fullmatch(cue):
        moves = any(page.words(name).match(text, rest, end) for name in ("up", "down"))
        return figure or (moves and counted and not page.words("vague").match(text, rest, end))
    if _MODAL.fullmatch(cue) or promise.rule == "committed":
        return _undertakes(
            page,
            promise,
            rest,
            deed_at if passive else None,
            deed=deed,
            figure=figure,
            direction=direction,
            thing=thing,
            time=time,
        )
    if page.words("state_of_work").fullmatch(cue.strip()):
        return thing
    if (time and _SET.search(cue)) or (promise.rule == "hoped" and page.words("should_by").fullmatch(cue)):
        return True
    if promise.rule == "hoped" and any(
        item.preposition in ("by", "before", "within") for item in page.times_in(first, end)
    ):
        return not page.words("state").match(text, rest, end) or figure
    if page.words("timetabled").fullmatch(cue):
        return thing or figure or counted
    if _BEING.fullmatch(cue):
        return deed and (thing or figure) and not _MORE.match(text, start, end) and not _DAILY.match(text, deed_at, end)
    if _ASKED.fullmatch(cue):
        return (
            figure
            or thing
            or page.has("deed", first, end)
            or re.search(
                r"\bbe\s+(?:\w+ed|sent|shown|told|given|brought|put|made|taken)\b", text[max(first, after - 3) : end]
            )
            is not None
        )
    if (
        time
        and promise.rule in ("planned", "hoped")
        and (_PERFECT.match(text, rest, end) or (passive and _PARTICIPLE.match(text, deed_at, end)))
    ):
        return True
    if promise.rule == "hoped" and _DRIFT.match(text, rest, end):
        return figure
    own_verb = page.first("deed", first, after) or page.first("up", first, after) or page.first("down", first, after)
    return figure or direction or ((deed or own_verb is not None) and thing) or (time and (thing or deed))


def _is_due(item: FoundDeadline) -> bool:
    return item.preposition in ("by", "before", "within") and item.role == "due"


def _is_day_ahead(page: Page, item: FoundDeadline) -> bool:
    day = item.deadline.end
    return item.role == "as_of" and day is not None and page.published is not None and day > page.published


def _undertakes(
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
    if time and (page.has("home_again", first, end) or _PERFECT.match(text, rest, end)):
        return True
    if _THERE_BE.match(text, rest, end) and _THERE.search(text, promise.start, first):
        return figure or _SPECIFIC.search(text, rest, end) is not None
    if _MODAL.fullmatch(text[first : promise.cue[1]]) and page.words("state").match(text, rest, end):
        return (time and page.has("home_again", first, end)) or any(
            item.start >= first and is_goal_figure(page, promise.start, item) for item in page.figures_in(first, end)
        )
    modal = _MODAL.fullmatch(text[first : promise.cue[1]]) is not None
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
        loose = _is_loose(page, participle, end)
        done = deed or _PARTICIPLE.match(text, participle, end) is not None
        return figure or direction or (done and (time or thing)) or (deed and not loose)
    subject = _REPORTING.sub("", text[promise.start : first]).rstrip()
    body = page.words("body_word").search(subject) is not None and not _VERB.search(subject)
    ours = _PRONOUN.search(subject) is not None or body
    if not modal and deed:  # "undertook to", "has pledged to"
        return True
    counted = page.has("countable", rest, end)
    if _is_loose(page, rest, end):
        if _PAPER.search(subject):
            return True
        new = _SPECIFIC.search(text, rest, end)
        if ours and any(item.preposition in ("by", "within", "before") for item in page.times_in(first, end)):
            return True
        return (
            figure
            or direction
            or (time and (thing or counted))
            or (new is not None and (ours or " new " in new.group()))
        )
    return figure or deed or direction or (thing and time) or (ours and _OBJECT.search(text, rest, end) is not None)


def _is_loose(page: Page, start: int, end: int) -> bool:
    """Whether the verb says little by itself: "take", but not "take over"."""
    loose, deed = page.words("loose").match(page.text, start, end), page.words("deed").match(page.text, start, end)
    return loose is not None and not (deed and deed.end() > loose.end())


def deed_after(page: Page, start: int, end: int) -> bool:
    """Whether a verb of doing follows at once, "be" and adverbs aside."""
    rest = _ADVERBS.match(page.text, start, end)
    at = rest.end() if rest else start
    passive = _BE.match(page.text, at, end)
    return page.words("deed").match(page.text, passive.end() if passive else at, end) is not None
