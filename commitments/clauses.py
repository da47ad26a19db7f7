"""Cut a unit into clauses that can each hold one promise: at semicolons and dashes, and where a new verb begins."""

import re
from typing import NamedTuple

from commitments.cues import verb_of_promise
from commitments.pages import Page
from commitments.parts import is_part
from commitments.sentences import Sentence

# Where a new clause may begin; whether it does depends on what stands on either side. Every joint begins with a stop or
# white space, and most words begin with other letters than those that join.
_JOINT = re.compile(
    r"[;:,\s](?:(?<=\s)[–—-]\s|(?<=:)-?\s+|(?<=[,\s])\s*(?=[abgstw])(?P<word>and(?: that(?!['’])| for)?|b(?:ut|ecause)"
    r"|so that|wh(?:ile|ilst|ich|ereas)|(?:al)?though|giving|then)\b\s*|(?<=[;,])\s+"
    r"|(?<=(?:clude|ludes|uding)\s)\s*(?:an?\s+)?[“\"‘](?=(?-i:[A-Z])))",
    re.IGNORECASE,
)
_FINITE = re.compile(  # in small letters
    r"\b(?:will|would|shall|should|can|could|may|might|must|is|are|was|were|be|has|have|had|do|does|did|to|"
    r"expects?|wants|intends?|agree[sd]?|ask(?:s|ed)?|said|says?|remains?|rose|fell|grew|went|came|comes?|"
    r"begins?|starts?|opens?|goes|closes|arrives?|pays|keeps?|brings|sits"
    r"|carries|serves|"
    r"made|got|stood|stands|kept|took|takes?|gave|gives?|saw|sees?|means?|meant|heard|told|put|\w{3,}ed"
    r"|\w+['’](?:ll|ve|re|d))\b"
)
_LEADING = re.compile(
    r"(?:[\s,;:–—(“”\"'‘]+|(?:and|but|or|so|then|also|that|which|however|furthermore|in addition|additionally"
    r"|moreover|while|whilst|plus)\b,?)+",
    re.IGNORECASE,
)
ADVERB = r"(?!(?:re)?(?:apply|supply|rely|comply|multiply|imply|ply|fly|family|assembly|July)\b)\w+ly"
_ADVERB = re.compile(
    rf"[\s“\"‘(]*(?:(?:to|then|also|not|{ADVERB}|further|now|subsequently|thereby|instead|both)\s+)*", re.IGNORECASE
)
_VERBS = ("deed", "up", "down", "vague", "hold")

PART = "part"
# "That the report be noted and the Head of Inclusion attend again", "notes the letter, and asks the Executive to ...":
# a limb that notes, and another that decides.
_NOTED_FIRST = re.compile(
    r"(?:\b(?:be|is|are)\s+(?:duly\s+)?(?:noted|received|welcomed|endorsed|accepted|supported|adopted|approved)"
    r"|\b(?:not(?:e|es|ed)|endors(?:e|es|ed)|welcom(?:e|es|ed)|receiv(?:e|es|ed)|support(?:s|ed)?|thank(?:s|ed)?"
    r"|accept(?:s|ed)?)\s+(?:the|its|this|officers|all|her|his)\b(?:\s+[\w’'-]+){1,6})\s*,?\s*$",
    re.IGNORECASE,
)
# "an update presented in May"
TO_BE_DONE = (
    r"an?\s+(?:[\w’'-]+\s+){1,5}?"
    r"(?:presented|brought|submitted|provided|circulated|made|sent|prepared|produced|arranged|held|given)"
)
_DOES = re.compile(
    r"(?:to|that|receive)\b|(?:the|an?|its|all|officers|members)\s(?:[\w’'-]+\s+){0,6}?(?:be|attend|receive|report|provide"
    r"|bring|return|submit|write|come|continue|visit|prepare|arrange|circulate)\b"
    rf"|{TO_BE_DONE}\b",
    re.IGNORECASE,
)
_THEN_DECIDES = re.compile(
    r"(?:also\s+)?(?:to\s+(?:ask|request|instruct|invite|call on|direct|receive)|asks?|requests?"
    r"|instructs?|invites?|calls? on|directs?|requires?)\s+(?:the|that|for|officers|its|a|an|quarterly|regular|[A-Z])",
)


class Clause(NamedTuple):
    """`text[start:end]` without joining words; `joint` is what joins it to the clause before, in small letters
    (PART: a part of what was promised, see parts.py)."""

    start: int
    end: int
    joint: str = ""
    verb_first: bool = False  # begins with a verb that goes with the clause before ("and close two")


_OF_WHICH = re.compile(
    r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|first\s+\w+|most|all)\s+of\s+which\s*$",
    re.IGNORECASE,
)


def find_clauses(page: Page, unit: Sentence, *, decides: bool = False) -> tuple[Clause, ...]:
    """The clauses of a unit, in order; one when there is nothing to cut. `decides`: it is a limb of a decision."""
    text = page.text
    cuts: list[tuple[int, int, str, bool]] = [(unit.start, unit.start, "", False)]
    left = unit.start  # of the clause that is being read, with its parts
    joints = list(_JOINT.finditer(text, unit.start, unit.end))
    for index, joint in enumerate(joints):
        ahead = joints[index + 1 :]
        while ahead and ahead[0]["word"] == "which" and _OF_WHICH.search(text, joint.end(), ahead[0].end()):
            ahead = ahead[1:]  # ", at least ten of which will be"
        following = ahead[0].start() if ahead else unit.end
        word = (joint.group("word") or "").lower()
        if is_part(page, joint, left, unit.end):
            cuts.append((joint.start(), joint.end(), PART, False))
            continue
        if (
            word == "and"
            and (decides or unit.form in ("resolution", "recommendation"))
            and (
                _THEN_DECIDES.match(text, joint.end())
                or (_NOTED_FIRST.search(text, left, joint.start()) and _DOES.match(text, joint.end(), unit.end))
            )
        ):
            cuts.append((joint.start(), joint.end(), "and that", False))
            left = joint.end()
        elif _is_cut(page, joint, word, left, following, unit.end):
            verb_first = begins_with_verb(page, joint.end(), unit.end)
            cuts.append((joint.start(), joint.end(), word or joint.group().strip(), verb_first))
            left = joint.end()
    ends = [cut[0] for cut in cuts[1:]] + [unit.end]
    clauses = []
    for (_, begins, word, verb_first), last in zip(cuts, ends, strict=True):
        start, end = trimmed(text, begins, last)
        if start < end:
            clauses.append(Clause(start=start, end=end, joint=word, verb_first=verb_first))
    return tuple(clauses)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without joining words and stops at either end."""
    if leading := _LEADING.match(text, start, end):
        start = leading.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:.–—-“”"‘'):
        end -= 1
    return start, end


# Words that are as often nouns or adjectives: they begin a clause only as a verb with something after it.
_NOUNS = re.compile(
    r"(?:more|extra|additional|further|another|new|higher|greater|larger|wider|second|third|fourth|fifth|less"
    r"|fewer|lower|cheaper|shorter|quicker|growth|rise|"
    r"reductions?|contracts?|reviews?|reports?|plans?|visits?|assessed|placed|away|away from|off|off the|rather"
    r"|rather than|down|step-?down|surveys?|offers?|audits?|support|training|"
    r"funds?|projects?|expansion|acquisitions?|help|work|given|staffed|used|supplies|supply|adopted|approved"
    r"|registered|focus|starts?|places?|issues?|pilot|"
    r"closed?|closer|ends?|use|uses|drives?|moves?|meeting|running|including|low|lowest|covers?|finish|improved"
    r"|increased|reduced|spend|measures?|savings|buildings?|opening|meetings|operating)",
    re.IGNORECASE,
)
# "which suits demand and raises occupancy": told of a thing, not promised. "close to" is no closing.
_THIRD_PERSON = re.compile(
    r"(?!(?:discuss|focus|process|address|assess|progress|access|express)\b)\w{2,}[^s\W]s\b|close\s+to\b", re.IGNORECASE
)
_AFTER_NOUN = re.compile(
    r"\s*(?:of|for|from|by|in|at|on|group|team|board|date|plan|strategy|[:;–—|-]|\d{4})(?!\w)", re.IGNORECASE
)
_NOT_NEW = re.compile(r"(?:using|including|making use|taking (?:account|into)|having|being|meaning)\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"\s+(?:the|a|an|its|our|their|all|each|every|how|that|to|them|it|more|fewer|new|\d+|\w+ing)\b", re.IGNORECASE
)


def begins_with_verb(page: Page, start: int, end: int, *, line: bool = False) -> bool:
    """Whether a verb of doing stands first, adverbs and "to" aside. In a `line` of a plan a word that can be a noun
    ("Review", "Report") is a verb unless a preposition follows."""
    adverb = _ADVERB.match(page.text, start, end)
    start = adverb.end() if adverb else start
    verbs = [verb for name in _VERBS if (verb := page.words(name).match(page.text, start, end))]
    if not verbs or _THIRD_PERSON.match(page.text, start, end) or _NOT_NEW.match(page.text, start, end):
        return False
    for verb in verbs:
        if line and not _AFTER_NOUN.match(page.text, verb.end(), end):
            return True
        if not _NOUNS.fullmatch(" ".join(verb.group().split())) or _OBJECT.match(page.text, verb.end(), end):
            return True
    return False


# "would look at it and give its findings to the Forum": one thing
_SAME_THING = re.compile(
    r"(?:to\s+)?(?:give|report|bring|share|present|feed|come|let|send|publish|circulate)\s+(?:back|(?:its|their|his|her|the)"
    r"\s+(?:findings|conclusions|results|outcomes?|recommendations|views)|it\b|them\b|one\b)",
    re.IGNORECASE,
)
# "two more nurses, who would be in place by summer": what is told of what was promised
_RELATIVE = re.compile(
    r",?\s*(?:which|who)\s+(?:(?:will|would|should)\s+be|(?:is|are|was|were)\s+(?:due|set|expected))\b", re.IGNORECASE
)

# "It was agreed that", "members asked that"; not "the number of changes that children experience"
_REPORTS = re.compile(
    r".*\b(?:agreed|resolved|recommended|proposed|suggested|requested|asked|ordered|decided|said|says|stated"
    r"|reported|replied|confirmed|advised|explained|added|noted|told|heard|hoped|expected|thought|felt|believed|considered"
    r"|promised|pledged|undertook|pointed out|(?:aim|plan|intention|hope|ambition|expectation|goal|target)(?: (?:is"
    r"|was))?)"
    r"(?:\s+[\w’']+){0,3}?\s+that\s",
    re.IGNORECASE | re.DOTALL,
)
_WANTS = re.compile(r"\b(?:must|has|have|had|needs?|wants?|requires?|required|plans)\b", re.IGNORECASE)
_WILL, _AND, _FOR = re.compile(r"(?:will|shall)\b"), re.compile(r",?\s+and\s"), re.compile(r"\bfor\b")
_DOING, _TO_DO, _TO_BE = re.compile(r"\w+ing\b"), re.compile(r"\bto\s+\w+"), re.compile(r"to\s+be\b")


def _is_cut(page: Page, joint: re.Match[str], word: str, left: int, following: int, end: int) -> bool:
    text, begins = page.text, joint.end()
    if not text[begins:end].strip():
        return False
    mark = joint.group().strip()
    if mark[:1] == ";" or word == "and that":
        return True
    if mark[-1:] in '“"‘' and mark:
        return begins_with_verb(page, begins, end, line=True)
    if any(figure.start < joint.start() and figure.end > joint.end() for figure in page.figures_in(left, end)):
        return False  # "between three and five"
    if word == "and" and _WILL.match(text, begins, end) and len(text[left : joint.start()].split()) > 4:
        return True
    # "It was agreed that an update on A and B would come back": what counts is the verb after "that".
    before = text[left : joint.start()]
    reported = _REPORTS.match(before) if " that " in before else None
    told = before[reported.end() :] if reported else before
    if len(before.split()) < 2 or not (
        _FINITE.search(told.lower()) or begins_with_verb(page, joint.start() - len(told), joint.start())
    ):
        return False
    verb_first = begins_with_verb(page, begins, end)
    if verb_first and _SAME_THING.match(text, begins, following):
        return False
    if (
        _RELATIVE.match(text, joint.start(), end)
        and not page.figures_in(begins, following)
        and (page.figures_in(left, joint.start()) or _has_cue(page, left, joint.start()))
    ):
        return False
    if mark and mark[0] in "–—-:" and not word:
        return _has_cue(page, begins, end)
    if verb_first and word in ("and", "but", "then", "so that", "while", ""):
        return not _ends_with_verb(page, left, joint.start()) and (
            word != "" or _AND.search(text, begins, end) is not None
        )
    if word == "and for":
        return _has_cue(page, begins, end) and _FOR.search(before) is not None
    if word in ("and", "") and _ELLIPTIC.match(text, begins, following) and _PASSIVE.search(before):
        return True
    if word == "" and mark == "," and _GERUND.match(text, begins, end) and page.figures_in(begins, following):
        return True
    if word in ("while", "whilst") and _DOING.match(text, begins, end):
        return True
    if word == "and" and _TO_DO.match(text, begins, end):  # "to open two homes and to have brought 12 back"
        return (
            bool(page.figures_in(left, joint.start()) and page.figures_in(begins, end))
            and _TO_DO.search(before) is not None
        )
    if word == "giving":
        return bool(page.figures_in(begins, min(end, begins + 60))) and not page.figures_in(left, joint.start())
    if _TO_BE.match(text, begins, end):  # "a post, fixed term, to be created"
        return False
    if (
        word in ("and", "but", "while", "whilst")
        and not _PERSON.match(text, begins, end)
        and _is_fixed(page, begins, end)
    ):
        return True
    reach = following if word in ("", "and") else end
    return _has_cue(page, begins, reach)


_GERUND = re.compile(
    r"(?:taking|bringing|reducing|raising|cutting|increasing|saving|creating|opening|moving|halving|doubling)\b",
    re.IGNORECASE,
)
# "more would be made possible, urgent cases put first": a passive whose "would be" is understood.
_PASSIVE = re.compile(r"\b(?:will|would|shall|should|to)\s+be\s+(?:\w+ly\s+)?\w+", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"(?:[\w’'-]+\s+){1,5}?(?:\w{3,}ed|put|given|made|set|held|cut|brought|sent|drawn|built|kept|found|taken"
    r"|written|bought|moved)\b(?!\s+(?:by|to)\s+the\b)",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"[\s,]*and\s+(?:also\s+)?(?:ask|request|agree|approv|instruct|recommend|resolv|remit|direct)ed\b", re.IGNORECASE
)
_DETERMINER = re.compile(r"the|an?|this|that|its|their|his|her|our|each|every", re.IGNORECASE)


def _ends_with_verb(page: Page, start: int, end: int) -> bool:
    words = page.text[start:end].split()
    last = words[-1] if words else ""
    if len(words) > 1 and _DETERMINER.fullmatch(words[-2]) and _DECIDES.match(page.text, end):
        return False  # "noted the update and asked for"
    last_end = start + len(page.text[start:end].rstrip())
    place = last_end - len(last)
    found = (page.words(name).match(page.text, place, last_end) for name in _VERBS)
    return any(verb is not None and verb.end() == last_end for verb in found)


_PERSON = re.compile(r"(?:they|he|she|who|which|both|all|these|those)\b", re.IGNORECASE)


def _is_fixed(page: Page, start: int, end: int) -> bool:
    """Whether a verb of what is fixed stands beside a time: "and the report goes to Cabinet in May"."""
    fixed = page.first("timetabled", start, end)
    if fixed is None or page.text.endswith("to ", start, fixed.start()):
        return False
    return bool(page.times_in(fixed.start(), min(end, fixed.end() + 60)))


def _has_cue(page: Page, start: int, end: int) -> bool:
    if verb_of_promise(page, start, end):
        return True
    wanted = page.first("goal", start, end)  # "and £3.4m has to come out of"; not the noun "target"
    return wanted is not None and _WANTS.search(wanted.group()) is not None and bool(page.figures_in(start, end))
