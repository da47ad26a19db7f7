"""Read the limbs of resolutions and recommendations: "That two homes be bought", "Approve the creation of posts"."""

import re

from commitments.clauses import TO_BE_DONE, begins_with_verb, trimmed
from commitments.openings import RESOLVED
from commitments.pages import Page

_FORMULA = re.compile(
    r"(?:(?:it\s+(?:is|was)\s+|(?:that\s+)?(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:committee|panel|board|members|cabinet"
    r"|council|executive|commission|forum|group|councillors|meeting|authority)\s+)?"
    r"(?:also\s+|then\s+|further\s+|therefore\s+|unanimously\s+|formally\s+|has\s+|have\s+|had\s+)*"
    r"(?:resolved|agreed|ordered|recommended|recommendations?|decisions?|decided|determined)\b(?:\s+(?:by"
    r"|to)\s+(?:the\s+)?(?-i:[A-Z])\w+|\s+unanimously)?[\s:–—.;,-]*(?=that\b|to\b|(?-i:[A-Z(])|$))?"
    r"(?:that\b\s*|to\b\s*)?",
    re.IGNORECASE | re.DOTALL,
)
_AGREES = re.compile(
    r"(?:(?:the\s+)?\w+\s+)?agree[sd]?\s+(?:that|to)\s+|(?:the\s+)?(?:[\w’-]+\s+){1,4}(?:is|are)\s+(?:asked"
    r"|recommended|invited|requested)\s+to\s+|(?:be\s+)?(?:recommended|asked|requested)\s+(?:that|to)\s+",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:\w+\s+){0,3}(?:ask|request|invite|instruct|direct|require|remit|wish|call\s+(?:on|for)|urge)(?:s|ed)?\b",
    re.IGNORECASE,
)
_APPROVES = re.compile(r"(?:(?:the\s+)?[A-Z]\w+\s+)?(?:approve|authorise|agree)(?:s|d)?\s+", re.IGNORECASE)
_AUTHORISED = re.compile(
    r"\b(?:be|is|are|was|were)\s+(?:authorised|delegated|empowered)\b|\bdelegated\s+(?:authority|powers?|to)\b"
    r"|\bauthoris\w+\b|\bauthority\s+(?:to|be|is|in|for|under|over)\b|\b(?:full|the)\s+authority\b",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:(?:the\s+)?(?:[\w’']+\s+){0,3})?(?:note|welcome|endorse|acknowledge|recognise|highlight|thank|commend"
    r"|congratulate|stress|reaffirm|regret|comment|support|express|accept|confirm|consider|scrutinise|discuss|appoint|elect|adjourn"
    r"|exclude|receive|defer|remove|give|refer)"
    r"(?:e?s|d|ed)?\s+(?:on\s+)?(?:the|that|its|this|with|how|what|and|progress|all|his|her|their|of|to)\b",
    re.IGNORECASE,
)
_TAKES_UP = re.compile(r"\b(?:receive|consider|scrutinise|discuss|refer|give)", re.IGNORECASE)
# "authorises the opening of eight units": not that somebody may do something
_AUTHORISES = re.compile(
    r"authoris(?:es?|ed|ing)\s+(?:the\s+)?(?:opening|purchase|acquisition|award|closure|creation|recruitment|appointment"
    r"|conversion|expansion|extension|transfer|spending|expenditure|establishment|commissioning|procurement|release|sale)\b",
    re.IGNORECASE,
)
_NOTED = re.compile(
    r"\b(?:be|is|are|was|were|been|and)\s+(?:duly\s+|formally\s+)?(?:noted|received|accepted|endorsed|welcomed"
    r"|acknowledged|recognised|supported|commended|thanked|appointed|elected|re-elected|excluded|adjourned|"
    r"confirmed|signed|ratified|conveyed|recorded|agreed|approved|adopted)\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"\b(?:further|another|progress|update|quarterly|regular|follow-up|final|interim"
    r"|detailed)\s+(?:\w+\s+){0,2}(?:reports?|updates?|briefings?|papers?)\b",
    re.IGNORECASE,
)
_TO_COUNCIL = re.compile(
    r"(?:re)?commends?\s+(?:the|this|that)\s+[\w\s]{1,40}\bto\s+(?:full\s+)?(?:council|cabinet|the\s+executive)",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:be|have|receive|proceed|go\s+ahead|continue|report|consist|visit|write|come|bring|provide|consider"
    r"|should|will|monitor|hold|undertake|carry|cover|say|include|commence|submit|review|explore|look|open|remain"
    r"|work|meet|attend|share|circulate|investigate|take)\b",
    re.IGNORECASE,
)


# "The Month 3 position was presented": told, not decided.
_TOLD = re.compile(
    r"(?:[^,;:–—]|,(?!\s*which))*?"
    r"\b(?:is|are|was|were|has|had|said|drew|heard|gave|told|grows?|\w+[^e]ed)\b(?! after\b)",
    re.IGNORECASE,
)
# Courtesy and procedure: nothing to be done by a service.
_FORMAL = re.compile(
    r"delegat(?:e|es|ed|ing)\b|(?:take\s+)?no\s+(?:further\s+)?action\b"
    r"|(?:(?!(?:and|for|to)\b)[\w’'-]+,?\s+){0,5}?"
    r"(?:(?:express|place|extend|offer|convey|record|send|give)\w*\s+(?:[\w’'-]+\s+){0,4}?)?"
    r"(?:thanks|appreciation|condolences|congratulations|gratitude|disappointment|regret)\b"
    r"|(?:(?!\band\b)[^.;])+?\bbe\s+(?:\w+ly\s+)?(?:thanked|congratulated|rescinded|revoked)\b|.*\bbe\s+advised\s+(?:that|of\s+the)\b|.*\btake\s+place\s+in\s+private\b|.*\bfor\s+adoption$"
    r"|(?:record|express|place)s?\s+(?:[\w’'-]+\s+){0,3}concerns?\b|consider\s+the\s+(?:annual\s+)?report\b|say\s+whether\b"
    r"|(?:asked|asks|wondered|queried)\s+(?:what|whether|if|how|why|which|when|who)\b|subject\s+to\s+a\s+correction",
    re.IGNORECASE | re.DOTALL,
)
# "R2 That fees be raised. Response: NOT ACCEPTED"
_TURNED_DOWN = re.compile(
    r"[\s.;:–-]*(?:(?:(?:cabinet|executive|council)\s+)?(?:response|decision|outcome|cabinet|executive)\s*[:–-]\s*)?(?:not\s+(?:accepted|agreed|supported|approved)"
    r"|(?:partly|partially|part)[\s-]+(?:accepted|agreed)|(?:accepted|agreed|approved)\s+in\s+part|rejected|declined|refused|deferred|already\s+(?:in\s+place|standard|done|happening|the\s+case))\b",
    re.IGNORECASE,
)
# What somebody is to do: "the Council enter into an agreement".
_SHALL = re.compile(
    r"\b(?i:council(?:lors?)?|authority|cabinet|executive|committee|panel|board|forum|trust|chair\w*|officers?|members?"
    r"|director|manager|leader|head|services?|team|governors|staff|schools?|providers?|contractors?|carers?|advisers?|workers?"
    r"|parents|police|group|homes?|centres?|contact|sessions?|places?|posts?|payments?|fees?|contracts?|leases?|charges?|scheme"
    r"|pilot|project|fund|functions?|budget|sites?|meetings?|young people|children|chief executive|convener|provost)"
    r"\s+(?:(?:of|for)\s+(?:[\w’'&,-]+\s+){1,6}?)?"
    r"(?:also\s+|then\s+|now\s+)?(?:enter|join|arrange|make|recruit|establish|create|give|pay|fund|ask|request|move|transfer|extend|close|buy"
    r"|sell|dispose|withdraw|adopt|seek|set|publish|prepare|produce|develop|replace|return|start|begin|cease|stop|end"
    r"|increase|reduce|raise|lower|contribute|commission|award|allocate|release|convert|build|purchase|acquire|apply"
    r"|see|assign|sit|pass|go|stay|cease|lapse|rise|fall|revert|shift|merge|cover|appear|speak|pilot|trial|test|map|count|track"
    r"|name|draw|put|lead|convene|nominate|designate|issue|send|show|explain|answer|respond|reply|consult|train|inspect|audit"
    r"|relocate|last|apply|table|add|produce|obtain|secure|agree|find|tell|let|offer|drop|waive|double|halve|restore|reopen"
    r"|accommodate|hold|host|house|serve|employ|appoint|limit|retain|keep|use|run|review|sign|lobby|press|agree)\s",
)
# "panels to sit by video", "the fee for level 2 to go up by £35": something that is to do or be something
_IS_TO = re.compile(
    r"(?:(?!(?:is|are|was|were|has|have|had|in|how|due|able|likely|according|as|with|regard|respect|related|relating|relation"
    r"|response)\b)[\w’'&,()£%-]+\s+){1,12}?to\s+(?!(?:approve|note|agree|endorse|receive|consider|accept|adopt|support|welcome|confirm|the|an?|be\s+(?:noted|received|thanked)|date|date:|this|that|its|our"
    r"|his|her|their|all|\d|£|[A-Z])\b)[a-z]{2,}\b",
)
# "the preferred option be adopted": a change to be carried out, and no paper that is only approved
_OPTION = re.compile(
    r"(?:the\s+)?(?:[\w’'-]+\s+){0,2}option\b[^.;,]{0,30}\bbe\s+(?:adopted|approved|agreed|accepted|endorsed)",
    re.IGNORECASE,
)
# "that the report be received and an update presented in May"
_TO_BE_DONE = re.compile(rf"{TO_BE_DONE}\b", re.IGNORECASE)
# "it treat care experience as ...", "Kingsreach act as host": what a name or a pronoun is to do
_NAME_SHALL = re.compile(
    r"\b(?:it|they|we|[A-Z]\w{3,})\s+(?:act|treat|become|serve|take|accept|join|host|lead|fund|pay|give|make|keep|run|provide"
    r"|publish|set|adopt|enter|withdraw|cease|continue|be)\s(?!to\b)"
)
_INDICATIVE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been|said|does|did|[\w’'-]+[^s\W]s\s+(?:the|an?|that|to)\b)", re.IGNORECASE
)
_TO = re.compile(r"\bto\s*$", re.IGNORECASE)
_MINUTES = re.compile(r"\b(?:minutes|record)\b", re.IGNORECASE)
_FIELD = re.compile(r"[A-Z][\w ]{2,20}:\s")
_PAST_PARTICIPLE = 30  # letters after a participle that may stand before a noun ("supervised contact transfer to")
_LATER = re.compile(r"\b(?:once|when|after|until|before|as\s+soon\s+as|if)\b", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?:yes|no|n/a)\b\s*(?:$|\s{2}|[^\w\s])|(?:key\s+)?decision\s*\??:?\s*(?:yes|no)\b", re.IGNORECASE
)
_EVERY = re.compile(r"(?:all|every|each|any|no|new|future)\s", re.IGNORECASE)
_BY = re.compile(r"\s+(?:off\s+)?(?:by|at|in)\s+(?:an?|the|its)\b", re.IGNORECASE)
_DECIDED_SUM = re.compile(r"\b(?:be|is|are)\s+(?:agreed|approved)\b", re.IGNORECASE)


def is_turned_down(text: str, place: int) -> bool:
    """Whether the words from a place on, after a recommendation or in the cell beside it, turn it down."""
    return _TURNED_DOWN.match(text, place) is not None


def limb(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The span of what a limb decides to be done, or None when it only notes, approves a document or delegates."""
    text = page.text
    formula = _FORMULA.match(text, start, end)
    start, end = trimmed(text, formula.end() if formula else start, end)
    while start < end and (agrees := _AGREES.match(text, start, end)):
        start = agrees.end()
    body = text[start:end]
    if not body or RESOLVED.fullmatch(body):
        return None
    if _FORMAL.match(body):
        return None
    if _OPTION.match(body):
        return start, end
    ahead = any(time.role == "due" or time.preposition == "at" for time in page.times_in(start, end))
    by = any(time.preposition in ("by", "before") for time in page.times_in(start, end))
    if (noting := _NOTES.match(body)) and not (
        _TAKES_UP.search(noting.group()) and (ahead or page.has("rhythm", start, end) or _FURTHER.search(body))
    ):
        return None
    if (_AUTHORISED.search(body) and not _AUTHORISES.search(body)) or page.words("refusal").search(text, start, end):
        return None
    if page.words("approve_only").match(text, start, end) or _TO_COUNCIL.match(body):
        return None
    if _APPROVES.match(body):
        return (start, end) if page.has("works", start, end) or "£" in body else None
    if _FURTHER.search(body):
        return start, end
    if re.search(r"\bbe (?:advised|recommended|asked|requested)\W*$", body):  # the limbs follow
        return None
    if re.search(r"\bwith effect from\b", body) and not re.search(r"\b(?:appointed|elected|nominated)\b", body):
        return start, end
    verb_first = begins_with_verb(page, start, end)
    told = None if verb_first or _ASKS.match(body) else _TOLD.match(body)
    if (
        told
        and not _DOES.search(body, 0, told.end())
        and not _NAME_SHALL.search(body, 0, told.end())
        and not _SHALL.search(body, 0, told.end() + (_PAST_PARTICIPLE if told.group().endswith("ed") else 0))
        and not (by and not _INDICATIVE.search(body))
        and not _TO_BE_DONE.match(body)
        and not _IS_TO.match(body)
        and not re.search(r"\bbe\s", body)
    ):
        return None
    if _ANSWER.match(body):
        return None
    later = _LATER.search(body)
    noted = _NOTED.search(body, 0, later.start() if later else len(body))
    if noted and _EVERY.match(body) and _BY.match(body, noted.end()):
        noted = None  # "all new placements be agreed by a weekly panel"
    if (
        noted
        and not _ASKS.match(body)
        and not _DOES.search(body, noted.end())
        and not (
            _DECIDED_SUM.search(body)
            and ("£" in body or (not _MINUTES.search(body) and any(item.unit for item in page.figures_in(start, end))))
        )
    ):
        return None
    if verb_first or "£" in body or page.words("deed").search(text, start, end):
        return start, end
    if _ASKS.match(body) or _DOES.search(body):
        return start, end
    if formula and _TO.search(formula.group()) and body[0].islower() and ahead:
        return start, end
    if _SHALL.search(body) or _NAME_SHALL.search(body) or _TO_BE_DONE.match(body) or _IS_TO.match(body):
        return start, end
    # "Remaining accounts chased by March"; "Position: 61% seen in time" tells.
    return (start, end) if by and not _INDICATIVE.search(body) and not _FIELD.match(body) else None
