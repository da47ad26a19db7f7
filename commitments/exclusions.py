"""Say why words that look like a promise are none: history, duty, others' promises, questions, procedure, publicity."""

import re

from commitments.due import names_year
from commitments.others import PRESS, quotes_a_wish, speaks_for_others
from commitments.pages import Page

_QUESTION = re.compile(
    r"(?:published|updated|posted)\b.{0,60}\d|to (?:receive|consider|note|confirm"
    r"|approve the minutes)\b"
    r"(?!.*\b(?:(?:save|except) that|and (?:that|to|ask|request|instruct)))"
    r"|(?:if|whether|how|why)\s[^,]*$",
    re.DOTALL,
)
_FILE_SIZE = re.compile(r"PDF(?<!\wPDF) [\d.,]+ ?[KM]B")
# "the policy is to place children with family": how things are done; but "a review of the policy would go to Cabinet".
_STANDING = re.compile(
    r"\b(?:policy|role|duty|purpose|job|function|approach|practice|principle|idea|vision|mission|key)\s*$",
    re.IGNORECASE,
)
_WILL = re.compile(r"(?:will|would|shall)\b", re.IGNORECASE)
_ALTERNATIVE = re.compile(
    r"\b(?:challenge|problem|difficulty|question|concern|issue|point|alternative|option|choice|way|answer)\s*$",
    re.IGNORECASE,
)
# "since old cases would drop out": why, not what.
_WHY = re.compile(r"(?:since|because|seeing that|given that|as if)\s", re.IGNORECASE)
# "a point more than was asked for", "four short of what had been planned": what a figure is held against.
_HELD_AGAINST = re.compile(
    r"\b(?:than|short of what|beyond what|above what|below what|of what|what)\s+(?:(?:had|has|have)\s+)?$",
    re.IGNORECASE,
)
# "The pledge came at a meeting", "its commitment follows a year of protests": told of, not made.
_OF_IT = re.compile(r"\w+\s+(?:comes?|came|follow(?:s|ed)|was made|were made|has drawn|drew|won)\b", re.IGNORECASE)
_OWN_WORD = re.compile(r"(?:target|goal|aim|ambition|pledge|promise|commitment|plan)s?\b", re.IGNORECASE)
# "has set aside £2.2m so far"
_SO_FAR = re.compile(r"\b(?:so far|to date|up to now|until now)\b", re.IGNORECASE)
_PUT_IN = re.compile(r"(?:has|have|had)\b", re.IGNORECASE)
# "which closed in 2017", "who left last year": they date a thing and not the promise.
_RELATIVE = re.compile(r"\b(?:which|who|that|where)\b[^,;]*$", re.IGNORECASE)
_COMPARISON = re.compile(
    r"\b(?:when|where|whereas|against|compared (?:with|to)|although|though|below|above|than)\b|\(", re.IGNORECASE
)
_GOAL = re.compile(r"\b(?:target|wanted|hoped|aim|goal|planned|expected|projected|intended|set)", re.IGNORECASE)
_CAME_SHORT = re.compile(
    r"\bbut (?:only|just) (?:\w+ ){1,4}(?:had|have|ever|were|was|arrived|came|started)\b", re.IGNORECASE
)
_NOUN_GOAL = re.compile(r"(?:target|goal|aim|ambition)s?", re.IGNORECASE)
_DONE = re.compile(
    r"(?:was|were|did|had (?:been|wanted|said|stated)|the then|said|promised|pledged|vowed|undertook|announced)\s"
    r"|.*\bset out to\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(r"\b(?:was|were|only|but|performance|actual|reached|achieved|stood|against)\b", re.IGNORECASE)
# "The Panel welcomed the plans to ...": noting is no promise; "It was noted that ... would" tells of one.
_NOTING = re.compile(
    r"(?:to\s+)?(?:the\s+)?(?:(?!to\b)[\w’']+\s+){0,3}?(?:note|welcome|endorse|acknowledge|recognise|highlight|thank"
    r"|commend|congratulate|support|discuss|consider)(?:s|d|ed)?\s+"
    r"(?!that\b|how\b|by\b)(?:the|its|this|with|all|his|her|their|of|and|progress|what)\b",
    re.IGNORECASE,
)


# "asked how many would come"; in "an inquiry into how it was run is expected ..." the verb of the question is past.
_ASKING = re.compile(
    r"\b(?:what|how|why|whether)\b(?![^,;]*\b(?:is|are|was|were|has|have|had)\s+(?!to\b))[^,;]*\Z", re.IGNORECASE
)
_RUNNING = re.compile(r"\b(?:full[- ]year|annual|year[- ]end|on (?:course|track))\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:when|once|after|until|before|as soon as)\b", re.IGNORECASE)
# A goal named beside what came of it, or said to have been another's.
_MISSED = re.compile(
    r"\b(?:miss(?:ed|es|ing)?|met|meets?|hit|exceed(?:ed|s|ing)?|short of|within|against|below|above|beyond|no|beat"
    r"|behind|ahead of|under|over)\s+(?:the\s+|its\s+|their\s+|our\s+|this\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
# "had before it proposals to ...", "answered the intention to ...": spoken of, not promised here.
_LAID_BEFORE = re.compile(
    r"\b(?:had before (?:it|them)|defer(?:red)?|discussed|received|debated|answered|reflected|matched|unveil(?:ed|ing)"
    r"|scrutinised|examined|opposed|criticised)\b[^,;]*\Z",
    re.IGNORECASE,
)
_NOUN_PLAN = re.compile(r"(?:proposals?|plans?|intentions?|aims?|ambitions?)\b", re.IGNORECASE)
_PARTICIPIAL = re.compile(r"(?:meant|designed) to\b", re.IGNORECASE)  # "plans meant to help"
_CAME = re.compile(r"\b(?:came|was|were|had|took|went|did)\b", re.IGNORECASE)
_COPULA = re.compile(r"\b(?:is|are|was|were|be|been)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_EXISTS = re.compile(r"there (?:is|are|was|were)\b", re.IGNORECASE)
_RESULT = re.compile(r"[^,;]*\b(?:had|was|were)\b", re.IGNORECASE)  # "so that others had to be used"
# "Without action it would reach £41m": what is to be prevented.
_UNDONE = re.compile(
    r"(?:without\b|if (?:nothing|no |we d[oi]|it d[oi]|this d[oi]|not\b)|were (?:nothing|it)|unless\b|otherwise\b)",
    re.IGNORECASE,
)


# A paper on what the nation will do: only what it says of the council counts.
_NATIONAL = re.compile(
    r"\b(?:government(?:['’]s)?|ministerial|white paper|green paper|spending review|(?:king|queen)['’]s speech)\b",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?:council|authority|we|our|us|officers?|members|service|committee|panel|board|cabinet|director|head of|he|she"
    r"|locally|local|this area|county|borough|city)\b",
    re.IGNORECASE,
)


def bars_unit(page: Page, start: int, end: int) -> bool:
    """Whether a whole unit promises nothing for the council: a question, others speaking, a motion, leave asked for."""
    words = page.text[start:end]
    if words.rstrip().rstrip("\"”’')").endswith("?") or _QUESTION.match(words) or _FILE_SIZE.search(words):
        return True
    return page.has("private_speech", start, end)


def reason_against(page: Page, start: int, end: int, cue: tuple[int, int], *, weighed: bool = False) -> str | None:
    """Why `text[start:end]`, a promise by the words at `cue`, is none after all, or None.

    `weighed`: a limb or a line of a plan, whose procedure and tense were looked at before.
    """
    if not weighed and _NOTING.match(page.text, start, end):
        return "procedural"
    names = (
        ("refusal", "publicity")
        if weighed
        else (
            "refusal",
            "publicity",
            "asks_leave",
            "duty",
            "habit",
            "pressed",
            "forecast",
            "procedural",
            "approve_only",
        )
    )
    for name in names:
        match = page.first(name, start, end)
        if (
            match
            and not (name == "procedural" and (_is_beside(match, start, cue) or _goes_on_now(page, match)))
            and not (name == "approve_only" and page.figures_in(start, end))
            and not (name in ("pressed", "duty") and match.start() == cue[0])
            and not (name == "pressed" and (match.start() > cue[1] + 20 or match.start() == cue[0]))
        ):
            return name
    if (failed := _CAME_SHORT.search(page.text, cue[1], min(len(page.text), end + 60))) and page.figures_in(
        cue[1], failed.start()
    ):
        return "past"
    if weighed:
        return None
    if page.words("should_by").fullmatch(page.text[cue[0] : cue[1]]) and page.words("body_word").fullmatch(
        page.text[start : cue[0]].strip().removeprefix("The ").removeprefix("the ")
    ):
        return "pressed"  # "The council should open two by May": what somebody says it ought to do
    if (asked := page.first("question", start, min(end, cue[1] + 20))) and asked.start() <= cue[0]:
        return "question"
    if re.search(r"\bhow\s+\w+\s+it\s*$", page.text[start : cue[0]]):  # "how hard it was to find homes"
        return "no promise"
    if _ASKING.search(page.text, start, cue[0]):
        return "question"
    if _STANDING.search(page.text, start, cue[0]) and not (
        _WILL.match(page.text, cue[0]) or page.words("timetabled").match(page.text, cue[0], cue[1])
    ):
        return "standing"
    if _ALTERNATIVE.search(page.text, start, cue[0]):
        return "standing"
    if _WHY.match(page.text, start) and not page.figures_in(start, end):
        return "no promise"
    if _HELD_AGAINST.search(page.text, start, cue[0]):
        return "comparison"
    if _OWN_WORD.match(page.text, cue[0]) and _OF_IT.match(page.text, cue[0]):
        return "no promise"
    if (
        _PUT_IN.match(page.text, cue[0])
        and "aside" in page.text[cue[0] : cue[1]]
        and _SO_FAR.search(page.text, start, end)
    ):
        return "past"
    if quotes_a_wish(page, start, cue):
        return "others"
    if _NOUN_GOAL.match(page.text, cue[0]) and re.match(r"\w+\s+being\b", page.text[cue[0] : cue[1] + 7]):
        return "comparison"
    if _LAID_BEFORE.search(page.text, start, cue[0]) and _NOUN_PLAN.match(page.text, cue[0]):
        return "procedural"
    if (
        _PARTICIPIAL.match(page.text, cue[0], cue[1])
        and not _COPULA.search(page.text, start, cue[0])
        and _CAME.search(page.text, cue[1], end)
    ):
        return "standing"
    if page.text[cue[0] : cue[1]].lower().startswith("so ") and (
        _RESULT.match(page.text, cue[1], end) or _EXISTS.match(page.text, start)
    ):
        return "no promise"
    if page.kind not in PRESS and _NATIONAL.search(page.title) and not _LOCAL.search(page.text, start, end):
        return "others"
    if _UNDONE.match(page.text, start):
        return "forecast"
    if _NOUN_GOAL.match(page.text, cue[0]) and _MISSED.search(page.text, max(start, cue[0] - 40), cue[0]):
        return "comparison"
    if _compares(page, start, cue):
        return "comparison"
    if speaks_for_others(page, start, cue):
        return "others"
    return "past" if _is_past(page, start, cue, end) else None


def _goes_on_now(page: Page, match: re.Match[str]) -> bool:
    """ "was being appointed": not done by the meeting."""
    return page.text[: match.start()].endswith("being ")


def _is_beside(match: re.Match[str], start: int, cue: tuple[int, int]) -> bool:
    """A word of procedure that is not the verb of the clause: before the cue, or far behind it."""
    return match.start() < cue[0] or (
        match.start() > max(cue[1], start) + 25 and not match.group().lower().startswith(("be ", "was ", "were "))
    )


def _compares(page: Page, start: int, cue: tuple[int, int]) -> bool:
    """A goal named only to hold a figure of today against it ("44 per cent, when the council wanted 50")."""
    if not _GOAL.search(page.text[cue[0] : cue[1]]):
        return False
    figures = [
        item
        for item in page.figures_in(max(page.text.rfind("\n", 0, start) + 1, start - 150), cue[0])
        if "." not in re.sub(r"\d\.\d", "", page.text[item.end : cue[0]])
    ]
    if any(_COMPARISON.search(page.text, item.end, cue[0]) for item in figures):
        return True
    # "The target was 85% and performance was 79%": a goal and what came of it.
    stop = page.text.find(". ", cue[1], cue[1] + 120)
    goals = page.figures_in(cue[0], stop if stop > 0 else min(len(page.text), cue[1] + 120))
    return (
        len(goals) > 1
        and goals[0].form == goals[1].form
        and _OUTCOME.search(page.text, goals[0].end, goals[1].start) is not None
    )


# "had been told that all would be ready by June": what was said then.
_FORMERLY = re.compile(
    r"had (?:been (?:told|assured|informed|advised)|said|told)|you (?:told|promised|said)", re.IGNORECASE
)


def _is_past(page: Page, start: int, cue: tuple[int, int], end: int) -> bool:
    times = [time for time in page.times_in(start, end) if time.role == "due" and time.deadline.end is not None]
    ahead = any(page.published and time.deadline.end and time.deadline.end >= page.published for time in times)
    behind = [
        time
        for time in page.times_in(cue[0], end)
        if page.published
        and time.preposition != "from"
        and time.deadline.end is not None
        and time.deadline.end < page.published
        and names_year(time.deadline.text)
        and not _RELATIVE.search(page.text, cue[1], time.start)
    ]
    if behind and page.published and not ahead:
        return True
    told = page.first("past", start, end)
    if told and (relative := _RELATIVE.search(page.text, start, told.start())) and told.end() <= cue[0]:
        told = None if relative.group()[:4].lower() != "that" and relative.start() > start else told
    if told and told.end() <= cue[0] and _RUNNING.search(page.text, max(start, cue[0] - 12), cue[1] + 12):
        return False  # "6 had been recruited, a good sign for the full year target of 20"
    if told and told.start() > cue[1] and _UNTIL.search(page.text, cue[1], told.start()):
        return False  # "will move when the work has been completed"
    if told and told.end() <= cue[0] and _FORMERLY.match(told.group()):
        return True
    return told is not None and (not ahead or _DONE.match(told.group()) is not None)
