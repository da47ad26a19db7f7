"""Tell numbers that count nothing: part of a name (minute 24, Phase 2, 40 Cumberland Road), an age, a year, a day."""

import re
from functools import lru_cache

from commitments.words import last_word
from records.phrase_lists import PhraseList

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|tember|ober)?\b"
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
# What stands before a number that is part of a name ...
_NAMES = (
    r"nos?|minutes?|items?|para(?:graph)?s?|pages?|pp?|sections?|ss?|sec|regulations?|regs?|articles?|schedules?|parts?"
    r"|chapters?|priorit(?:y|ies)|phases?|stages?|ks|years?|themes?|objectives?|append(?:ix|ices)|annexe?s?|options?|tables?"
    r"|figures?|fig|versions?|v|levels?|grades?|bands?|tiers?|forms?|rooms?|floors?|orders?|rules?|clauses?|questions?|steps?"
    r"|domains?|categor(?:y|ies)|zones?|units?|refs?|references?|recommendations?|principles?|pillars?|strands?|volumes?|vol"
    r"|periods?|waves?|tranches?|milestones?|rounds?|covid|tel|telephone|phone|ext|box|junction|motions?|quarters?|q|act|class"
    r"|wards?|types?"
)
_TITLES = "Outcome|Action|Aim|Standard|Goal|Group|Week|Day|Issue|Decision|Note|Cohort"
_NAMED = re.compile(
    rf"(?:(?<!['’])\b(?=[a-z])(?:{_NAMES})(?:\s+(?:nos?|numbers?|item|ref)\.?)?[\s.:#-]+"
    r"|\b(?:minute|item|reference|order|agenda|report|key|room|question|action)\s+numbers?:?\s+"
    rf"|\b[A-Z][a-z]+\s(?:{_TITLES})\s|#\s?|§\s?|(?<=\w)-)$",
    re.IGNORECASE,
)
_NAME = re.compile(rf"{_NAMES}|numbers?|{_TITLES}", re.IGNORECASE)
# ... and what shows after it that it counts all the same: "Form 7 days".
_COUNTS_ANYWAY = re.compile(r"\s*(?:weeks?|days?|months?|years?|hours?)\b|\s+per\b|\s*%", re.IGNORECASE)
# "Care orders: twelve" is a label and its figure.
_LABEL_END = re.compile(
    r"(?:orders|units|rules|questions|recommendations|types|wards|motions|rounds):\s+$", re.IGNORECASE
)
# "Last year 27 carers were approved" is no Year 27.
_A_YEAR = re.compile(
    r"\b(?:first|second|third|fourth|last|this|past|the|a|each|previous|financial|academic|municipal|that|every|per|half|full)\s+(?:year|period|quarter),?\s+$",
    re.IGNORECASE,
)
_ITEM_NUMBER = re.compile(r"^[ \t\xa0]*(\d{1,2}\.\d{1,2})(?=[ \t\xa0|])", re.MULTILINE)
_ADDRESS = re.compile(
    r"\s(?:[A-Z][\w'’]+\s){1,3}(?:Road|Street|Lane|Avenue|Way|Close|Drive|Square|Crescent|Hill|Gardens|Terrace|Court|Grove|Row)\b"
)
_AGE_BEFORE = re.compile(
    r"\b(?:age[sd]?(?:\s+(?:of|between|from|over|under|up\s+to|at))?|(?:under|over)(?:\s+the\s+age\s+of)|under-|over-"
    r"|turn(?:s|ed|ing)?)\s*$",
    re.IGNORECASE,
)
_AGE_ENDS = frozenset("age aged ages of between from over under to at turn turns turned turning".split())
_AGE_AFTER = re.compile(
    r"s\b|(?:\s?[-–]\s?|\s+(?:to|and|or)\s+|,\s?)?(?:\d{1,2})?[\s-]+years?[\s-]olds?\b|\s?[-–]\s?,?\s?(?:and|to|or)\s+\d"
    r"|\+?\s*(?:yrs?|years)\s+(?:old|of\s+age)\b",
    re.IGNORECASE,
)
# "6 May"; "a four-bed home" and "a two-bedroom flat" tell of the size of one thing.
_DAY_OR_SIZE = re.compile(
    rf"\s+(?:of\s+)?{_MONTH}(?!\s+[a-z]+ed\b)|-(?:bed|point|strong|storey|tier|way|page|place\b)"
    r"|\s+bed(?:rooms?|room(?:ed)?)?\s+(?:\w+\s+)?(?:homes?|house|unit|property)",
    re.IGNORECASE,
)
_AGE_RANGE = re.compile(r"\d\d?\s?(?:-|–|to)\s?\d\d?")
_MONTH_BEFORE = re.compile(rf"(?P<day>\b\d\d?(?:st|nd|rd|th)?\s+)?\b{_MONTH}\.?\s+$", re.IGNORECASE)
# "In January 47 of the staff": no day of the month.
_AFTER_MONTH = re.compile(
    r"\s?%|\s+per\s?cent"
    r"|\s+(?!(?:at|to|and|from|for|in|on|until|when|with|was|is|the|we|a|an|this|that|by|which|as)\b)[a-z]"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?(?:-|–|—|to|or)\s?(?:19|20)?\d\d)?")
_UP_TO_NOUN = re.compile(r"\s+(?:[a-z-]+\s+){0,2}?")
_PRONOUN_BEFORE = re.compile(
    r"\b(?:the|this|that|which|every|any|each|only|no|another|first|last|next|new|other|good|right|as|at|or|is|was|be)\s+$",
    re.IGNORECASE,
)
_PRONOUN_AFTER = re.compile(
    r"\s+(?:of|another|day|or|which|that|who|in|is|was|has|had|could|would|can|will|might|side|hand|thing|way|more)\b"
    r"|[.,;:)]|\s*$",
    re.IGNORECASE,
)
_REACH = 32  # characters looked at before a number


def is_part_of_a_name(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a number belongs to a name: "minute 24", "Phase 2", an item of this page, a street."""
    if _ADDRESS.match(text, match.end()) or ("." in match[0] and match[0] in _item_numbers(text)):
        return True
    window = max(start, match.start() - _REACH)
    if not _may_be_named(text, window, match.start()):
        return False
    named = _NAMED.search(text, window, match.start())
    if named is None or _LABEL_END.search(text, named.start(), match.start()):
        return False
    if match[0][0].isupper() and re.search(r"\.\s", named[0]):
        return False  # "... in the year. Fifty-two families were approved"
    if _A_YEAR.search(text, window, match.start()):
        return False
    return _COUNTS_ANYWAY.match(text, match.end()) is None


def _may_be_named(text: str, start: int, end: int) -> bool:
    """Whether the last word before a number can name it, or a sign does, so that few numbers are looked at closely."""
    return not _SIGNED.isdisjoint(text[max(start, end - 2) : end]) or _is_name(last_word(text, start, end))


_SIGNED = frozenset("#§-")


@lru_cache(maxsize=4096)
def _is_name(word: str) -> bool:
    return _NAME.fullmatch(word) is not None


@lru_cache(maxsize=16)
def _item_numbers(text: str) -> frozenset[str]:
    """The numbers of a page's own items ("4.7"), so that a mention of one is known for what it is."""
    return frozenset(_ITEM_NUMBER.findall(text))


def is_age(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a number is an age: "aged 16", "17-year-olds", "(19-21)"."""
    if _AGE_AFTER.match(text, match.end()):
        return True
    window = max(start, match.start() - _REACH)
    if last_word(text, window, match.start()) in _AGE_ENDS and _AGE_BEFORE.search(text, window, match.start()):
        return True
    bracketed = text[match.start() - 1 : match.start()] == "(" and _AGE_RANGE.fullmatch(match[0].lower())
    return bool(bracketed) and re.match(r"\s?(?:yrs|years?)?\)", text[match.end() : match.end() + 8]) is not None


def is_day_or_pronoun(text: str, match: re.Match[str], start: int, nouns: PhraseList) -> bool:
    """Whether a number is a year, a day, a size or the pronoun "one"; "2,030 homes" and "2030 homes" are counted."""
    window = max(start, match.start() - _REACH)
    content = match[0].lower()
    if text[match.end() : match.end() + 1].isalpha() or _DAY_OR_SIZE.match(text, match.end()):
        return True
    named = last_word(text, window, match.start())[:3] in _MONTHS
    if named and (month := _MONTH_BEFORE.search(text, window, match.start())):
        dated = month["day"] is not None and content.isdigit()  # "At 30 September 37 children ..."
        counted = dated and re.match(r"\s+[a-z]", text[match.end() : match.end() + 3])
        return not counted and not _AFTER_MONTH.match(text, match.end())
    if _YEARS.fullmatch(content):
        gap = _UP_TO_NOUN.match(text, match.end())
        return gap is None or not any(nouns.match(text, at) for at in _word_starts(text, gap.end()))
    if content == "one":
        return bool(_PRONOUN_AFTER.match(text, match.end()) or _PRONOUN_BEFORE.search(text, window, match.start()))
    return False


def _word_starts(text: str, at: int) -> list[int]:
    """Where the next three words begin, as long as they are plain words of one phrase."""
    starts = [at]
    for word in re.finditer(r"[a-z-]+\s+", text[at : at + 40]):
        if word.start() != starts[-1] - at or len(starts) == 3:
            break
        starts.append(at + word.end())
    return starts
