"""Tell sentences whose numbers report nothing by where they stand: under wishes, in orders, in somebody's own words."""

import re
from functools import lru_cache

from commitments.quantities import Quantity
from commitments.sentences import Sentence
from records.findings import Passage
from records.phrase_lists import PhraseList
from records.topics import Topic

NOTED = re.compile(
    r"\bnot(?:e|es|ed|ing)\b(?!\s+(?:and|the\s+(?:report|update|minutes))\b)|\bheard that\b|\breported that\b"
    r"|\bbe noted\b",
    re.IGNORECASE,
)
_HEADING_TRIM = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s+|(?:our|key|strategic|the|main|future|proposed|agreed)\s+)+|\s+(?:for|in|to|up to|from"
    r"|over)\s+(?:the\s+)?(?:next|coming|year|20\d\d|\d).{0,24}$|\s+20\d\d.{0,8}$",
    re.IGNORECASE,
)
_TOLD_AS_FACT = re.compile(r"\b(?:is|are|was|were|has|have|had|stood|rose|fell|went|came|took|left)\b", re.IGNORECASE)
_NOT_OURS = re.compile(
    r"\b(?:national|legal|law|statutory|history|research|context|alternative|targets?|recommendations?|contents)\b",
    re.IGNORECASE,
)
_QUOTE_MARK = re.compile(r"[“”\"]")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our)\b")
_NUMBERING = re.compile(r"(?:\(?(?:\d{1,2}[a-z]?[.)]?|[a-z][.)]|[ivx]+[.)])[\s\xa0]+)?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|will|\w{3,}ed|stood|rose|fell|went|came|made|took|left|say|says"
    r"|said|live|lives|met|ran|"
    r"make|take|wait|need|cost|costs|fall|rise|remain|remains|stands|stand|attend|reach)\b",
    re.IGNORECASE,
)


def is_spoken(text: str, sentence: Sentence, quantity: Quantity, topic: Topic, passage: Passage) -> bool:
    """Whether a number stands in somebody's own words, which press articles quote for their colour; a figure that the
    speaker gives for now counts."""
    start, end = sentence.start, sentence.end
    return (
        passage.kind in ("article", "press_release")
        and _QUOTE_MARK.search(text, start, end) is not None
        and _FIRST_PERSON.search(text, start, quantity.start) is not None
        and topic.words["observed_now"].search(text, start, end) is None
    )


def is_wished(text: str, sentence: Sentence, topic: Topic) -> bool:
    """Whether a sentence stands under a heading of wishes, orders somebody to act, or is no sentence at all."""
    words = topic.words
    if any(
        _is_wish_heading(text[lead.start : lead.end], words["observed_wish_heading"]) and _governs(text, lead, sentence)
        for lead in sentence.leads()
    ):
        noted = NOTED.search(text, sentence.start, sentence.end)
        return noted is None and not _is_told_as_fact(text, sentence, topic)
    numbering = _NUMBERING.match(text, sentence.start, sentence.end)
    start = numbering.end() if numbering else sentence.start
    if words["observed_order"].match(text, start, sentence.end) and not _TOLD_AS_FACT.search(text, start, sentence.end):
        return True
    many = len(_DIGITS.findall(text, sentence.start, sentence.end)) > 4
    return many and _VERB.search(text, sentence.start, sentence.end) is None


def _is_told_as_fact(text: str, sentence: Sentence, topic: Topic) -> bool:
    """Whether a sentence under a heading of plans says how things stand ("71 cases are at the plan stage"); what stands
    under a heading of law or of the nation is not the council's, whatever it says."""
    if any(_NOT_OURS.search(text, lead.start, lead.end) for lead in sentence.leads()):
        return False
    told = _TOLD_AS_FACT.search(text, sentence.start, sentence.end)
    return told is not None and topic.words["observed_promise"].search(text, sentence.start, sentence.end) is None


def _governs(text: str, lead: Sentence, sentence: Sentence) -> bool:
    """Whether a heading still stands over a sentence: a label with words on its own line governs that line only."""
    line_end = text.find("\n", lead.end)
    labelled = bool(text[lead.end : line_end if line_end >= 0 else len(text)].strip())
    return not labelled or (line_end < 0 or sentence.start < line_end)


@lru_cache(maxsize=64)
def _is_wish_heading(heading: str, wishes: PhraseList) -> bool:
    """Whether a heading is made of words for wishes and plans, with little more than a year or "our" beside them."""
    plain = _HEADING_TRIM.sub("", heading.strip(" :–—-\xa0"))
    return len(plain) < 60 and wishes.fullmatch(plain) is not None
