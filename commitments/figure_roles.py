"""Tell what one number is from the words around it: a level, a change, a goal, or none of these."""

import re
from typing import Literal

from commitments.figure_money import is_planned_price, is_share_of_money, money_role
from commitments.figure_setting import NOTED
from commitments.figure_wording import Around
from commitments.past_periods import find_past_periods
from commitments.words import begins_with, ends_with
from records.findings import Passage, Statement

Role = Literal["level", "change", "target", "none"]

_OF_ONLY = re.compile(r"\s+(?:out\s+)?of\s+")
_OUT_OF = re.compile(
    r"\s*(?:\w+\s+){0,3}?(?:out\s+)?of\s+(?:the\s+|a\s+(?:total|possible)\s+(?:of\s+)?)?$", re.IGNORECASE
)
_TARGET = re.compile(
    r"\b(?:when|against|compared|where|while|below|above|missing|short of)\b[^.;]{0,40}\b(?:target|goal|aim|limit"
    r"|wanted|planned)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|than|compared|(?:in|over|during|on) (?:the |a )?(?:past|last|previous|single|same|year)"
    r"|year[- ]on[- ]year|between|from \w+ \d{4}|in (?:19|20)\d\d|on (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:all|both|every one of the)\s+(?:the\s+)?$", re.IGNORECASE)
_OF_THESE = re.compile(r"\bof\s+(?:these|those|them|all|our|its|their),?\s+$", re.IGNORECASE)
_MADE_UP = re.compile(r"\bma(?:de|ke|kes|king)\s+up\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NOW_AFTER = re.compile(
    r"(?:\s+[\w'’-]+){0,2}?\s*\(?\s*(?:now|at present|currently|so far|to date|at the moment|today|already)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:\s+[^\s.;,]+){0,9}?\s+by\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?", re.IGNORECASE)
_BUDGET = re.compile(r"\bbudget(?:ed)?(?: of| for| was| is)?\s+$", re.IGNORECASE)
_CODE_BEFORE = re.compile(
    r"\b[A-Z]{2,5}\s$|[A-Za-z]/(?:\d+/)?$|\b(?:Enc|Band|Ward|Unit|Item|Grade)\.?\s$|times out of\s$"
)
_AGE_BEFORE = re.compile(
    r"\b(?:child|boys?|girls?|children|teenagers?|youngsters?|someone|person|people|man|woman|lads?|pupils?|youths?"
    r"|students?|adults?) of\s+(?:\d+,? (?:or|and|to) )?$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s+(?:more|further|extra|additional)\b(?!\s+than)", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|these|those|all|both|its|their|our|his|her|each of the|other)\s+$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:who|whom|that|which|it|they|we|she|he|the council|in|with|of|placed|living|waiting|under|over|out|at|on)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom", re.IGNORECASE)
_AGE_BOUND = re.compile(r"\b(?:over|under|below|above|up to)[\s-]*$", re.IGNORECASE)
_MORE_OR_LESS = re.compile(r"\s*(?:more|less|fewer|dearer|cheaper|higher|lower)\b", re.IGNORECASE)
_AGE_LIMITS = frozenset({5, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 25})
_SEE = re.compile(
    r"\b(?:see|para(?:graph)?|item|point|minute|section|page|per|table|figure|annex|appendix|workstream|k?pi|ki|ni|level"
    r"|period|phase|tier|request|action|risk|indicator|recommendation|question|chapter|priority|objective|motion|standard|rule|minute)\.?(?:\s*\|)?\s*$",
    re.IGNORECASE,
)
# A number with a finite verb of its own tells how things stand, whatever the rest of the sentence promises.
_OWN_CLAUSE = re.compile(
    r"\b(?:that|because|as|since|after|while|where|when|which|and|but|whose|headline is that)\b|[,(:–—]", re.IGNORECASE
)
_TOLD_AFTER = re.compile(
    r"(?:\s+(?!who\b|that\b|which\b|to\b|will\b|would\b|by\b)[\w'’%-]+){0,8}?\s+(?:was|were|had|has|have|are|is|left|rose"
    r"|fell|went|remained?|stood|live|lives)\b(?!\s+(?:to|being|due|expected|planned|proposed|needed|required|set|likely"
    r"|scheduled|anticipated|earmarked|hoped|sought)\b)",
    re.IGNORECASE,
)
_TOLD_BEFORE = re.compile(r"\b(?:is|are|was|were|stands?|stood) at\s+$|\bwas costing\s+$", re.IGNORECASE)
_PAGE_FOOT = re.compile(r"[ \xa0]{4,}$")
_ORDINALS = {"a third": "two|both|second", "a quarter": "three", "a fifth": "four|fourth", "a tenth": "nine|ninth"}
# "5/08  LOOKED AFTER CHILDREN": the number of a minute and its year.
_MINUTE_NUMBER = re.compile(r"\d{1,3}/\d\d(?:\d\d)?[ \t\xa0]+[A-Z]{2}")
_MINUTE_YEAR = re.compile(r"\d\d(?:\d\d)?[ \t\xa0]+[A-Z]{2}")
_IN_BRACKETS = re.compile(r"\s*(?:\w+\s+){0,4}\(\s*$")


def role_of(at: Around, promised: list[Statement]) -> tuple[Role, str]:
    """What a number is, and the rule that says so. The numbers of the statements `promised` are goals."""
    q = at.quantity
    money = money_role(at) if q.unit == "gbp" else None
    if money == "spending_gap":
        return "level", money
    if _is_target(at):
        return "target", "target"
    if q.unit == "staff" and q.value < 5 and q.form == "number" and q.noun and 0 <= q.noun[0] - q.end < 30:
        return "none", "few"  # "two locums started": a handful of named posts is no measure of the workforce
    if at.topic.words["observed_denied"].search(at.text, *at.clause):
        return "none", "denied"
    if money == "price" and not is_planned_price(at):
        return "level", money
    if _is_promised(at, promised):
        return "none", "promised"
    if q.form == "multiplier" or q.value_text.lower() in ("one", "no", "none", "nil", "zero"):
        return "none", "word"
    if _is_criterion(at):
        return "none", "criterion"
    if _is_ordinal(at):
        return "none", "ordinal"
    if _is_crowd(at):
        return "none", "crowd"
    if (
        q.value < 100
        and q.unit != "percent"
        and _MORE.match(at.text, q.end)
        and not at.topic.words["observed_flow"].search(at.text, *at.clause)
    ):
        return "none", "more"
    if _is_named_before(at):
        return "none", "definite"
    if _is_whole_of_share(at):
        return "none", "whole"
    if money is not None:
        return ("level", money) if money in ("saved", "price") else ("none", money)
    if q.form == "duration":
        return ("level", "average") if _is_measured(at) else ("none", "duration")
    if q.unit == "percent" and _MORE_OR_LESS.match(at.text, q.end):
        return "none", "change"
    if q.unit == "percent" and is_share_of_money(at):
        return "none", "money"
    if _is_change(at):
        return ("change", "change") if _is_compared(at) else ("none", "change")
    return "level", "level"


def is_aside(at: Around, passage: Passage) -> bool:
    """A figure in brackets that says when it stood so: "(38% now)", "(5.1% in 2017/18)"."""
    text, q = at.text, at.quantity
    opening = text.rfind("(", max(0, q.start - 24), q.start)
    closing = text.find(")", q.end, q.end + 40) if opening >= 0 else -1
    if closing < 0 or ")" in text[opening : q.start]:
        return False
    if begins_with(at.topic.words["observed_now"], text, q.end, closing) or at.ends("observed_now"):
        return True
    periods = find_past_periods(text, passage.published, opening, closing)
    return bool(periods) and (passage.published is None or periods[-1].last <= passage.published)


def _is_target(at: Around) -> bool:
    if at.quantity.unit == "gbp" and _BUDGET.search(at.text, max(at.left, at.quantity.start - 24), at.quantity.start):
        return False
    return at.ends("observed_target_before") or at.begins("observed_target_after")


_HOLDS = re.compile(r"\bwith\s+(?:up\s+to\s+)?$", re.IGNORECASE)


def _is_promised(at: Around, promised: list[Statement]) -> bool:
    q, words, text = at.quantity, at.topic.words, at.text
    if begins_with(words["observed_now"], text, q.end, at.after_end) or ends_with(
        words["observed_now"], text, at.left, q.start
    ):
        return False
    if _NOW_AFTER.match(text, q.end, at.after_end):
        return False
    if _is_due_later(at):
        return True
    if words["done_words"].search(text, *at.clause) and not at.is_promised_in_words():
        return False
    if _is_told(at):
        return False
    around = [s for s in promised if s.start <= q.start < s.end]
    if any(q.value in (s.value, s.value_high) for s in around) and not words["observed_now"].search(text, *at.clause):
        return not any(topic_word.start() > q.end for topic_word in _TARGET.finditer(text, q.end, at.sentence.end))
    if around and q.form == "number" and _HOLDS.search(text, at.left, q.start):  # "to open a home with four beds"
        return True
    if q.is_baseline and any(q.value == s.baseline for s in around):
        return ends_with(_FROM, text, at.left, q.start)
    if at.sentence.form in ("resolution", "recommendation") and not NOTED.search(text, at.sentence.start, q.start):
        return True
    return at.is_promised_in_words()


def _is_told(at: Around) -> bool:
    """Whether the number has a verb of its own that tells a fact, in words with no promise before it."""
    if at.sentence.form in ("resolution", "recommendation"):
        return False
    q, text = at.quantity, at.text
    start = max(at.clause[0], at.left)
    if not (_TOLD_AFTER.match(text, q.end, at.after_end) or _TOLD_BEFORE.search(text, start, q.start)):
        return False
    for own in _OWN_CLAUSE.finditer(text, start, q.start):
        start = own.end()
    return not (at.topic.words["observed_promise"].search(text, start, q.start) or at.begins("observed_promise_after"))


def _is_due_later(at: Around) -> bool:
    """Whether a day still to come stands right after the number ("25% by March 2025")."""
    due = _BY.match(at.text, at.quantity.end, at.after_end)
    if due is None or at.published is None:
        return False
    periods = find_past_periods(at.text, None, due.end(), min(at.after_end, due.end() + 24))
    return bool(periods) and periods[0].start - due.end() < 6 and periods[0].last > at.published


def _is_criterion(at: Around) -> bool:
    if at.quantity.unit == "percent" or at.quantity.unit == "gbp":
        return False
    q, text = at.quantity, at.text
    if _CODE_BEFORE.search(text, max(0, q.start - 12), q.start) or _AGE_BEFORE.search(
        text, max(0, q.start - 16), q.start
    ):
        return True
    if text[q.start - 2 : q.start] == ", " and text[q.end : q.end + 1] == "," and q.noun is None and 9 < q.value < 100:
        return True  # "Ann Lee, 20, said"
    if _MINUTE_NUMBER.match(text, q.start) or (
        text[q.start - 1 : q.start] == "/" and _MINUTE_YEAR.match(text, q.start)
    ):
        return True
    beside = q.noun is not None and 0 <= q.noun[0] - q.end < 3
    if q.value in _AGE_LIMITS and not beside and _AGE_BOUND.search(text, max(0, q.start - 10), q.start):
        return True
    if q.form == "range" and 10 < q.value < 20 and q.value_high in _AGE_LIMITS:
        return True  # "14-19 skills"
    if text[q.end : q.end + 1] in ("\n", "\r", "") and _PAGE_FOOT.search(text, at.before_start, q.start):
        return True  # "Sufficiency Strategy 2021-24        14"
    if text[q.end : q.end + 1] == "+" or _SEE.search(text, max(0, q.start - 14), q.start):
        return True
    if at.begins("observed_criterion_after") and at.quantity.form != "duration":
        return True
    return at.ends("observed_criterion_before")


def _is_ordinal(at: Around) -> bool:
    """Whether "a third" is one more after two: "had met two banks and a third had yet to reply"."""
    wanted = _ORDINALS.get(at.quantity.value_text.lower())
    if wanted is None or re.match(r"\s+of\b", at.text[at.quantity.end : at.quantity.end + 6]):
        return False
    return (
        re.search(
            rf"\b(?:{wanted})\b[^.;]*\b(?:and|but|while)\s+$", at.text[at.sentence.start : at.quantity.start], re.I
        )
        is not None
    )


def _is_crowd(at: Around) -> bool:
    own_story = at.topic.words.get("observed_personal")
    if own_story is not None and at.quantity.unit != "percent" and own_story.search(at.text, *at.clause):
        return True
    return at.topic.words["observed_crowd"].search(at.text, *at.clause) is not None


def _is_named_before(at: Around) -> bool:
    """Whether the number only takes up a group already told of ("the three homes"), not one told of now ("the 581
    children it looks after")."""
    q, text = at.quantity, at.text
    if _ALL.search(text, max(0, q.start - 8), q.start):
        return q.unit not in ("percent", "gbp")
    if (
        q.unit in ("percent", "gbp")
        or _OF_THESE.search(text, max(0, q.start - 16), q.start)
        or not _DEFINITE.search(text, max(0, q.start - 12), q.start)
    ):
        return False
    return _RELATIVE.search(text, q.end, at.after_end) is None


def _is_whole_of_share(at: Around) -> bool:
    """The counts in "2,320 plans out of 3,007 (77%)": the share is the figure."""
    q, nxt = at.quantity, at.following
    if q.unit == "percent":
        return False
    if at.left > at.sentence.start and _OF_ONLY.fullmatch(at.text, at.left, q.start):
        return True  # the second of "58 of 161 posts"
    if nxt is None:
        return False
    gap = at.text[q.end : nxt.start]
    if nxt.unit == "percent" and _IN_BRACKETS.fullmatch(gap) and _OUT_OF.search(at.text[at.left : q.start]):
        return True
    if _OUT_OF.fullmatch(gap) and nxt.unit != "percent":
        rest = at.text[nxt.end : nxt.end + 40]
        return re.match(r"\s*(?:\w+\s+){0,4}\(\s*\d[\d.]*\s*%", rest) is not None
    return False


def _is_measured(at: Around) -> bool:
    words = at.topic.words["observed_average"]
    return words.search(at.text, at.before_start, at.quantity.start) is not None or begins_with(
        words, at.text, at.quantity.end, at.after_end, gap=4
    )


def _is_change(at: Around) -> bool:
    if _MADE_UP.search(at.text, at.before_start, at.quantity.start):
        return False
    return at.ends("observed_change_before") or at.begins("observed_change_after")


def _is_compared(at: Around) -> bool:
    """Whether a change says since when."""
    if at.quantity.unit != "percent":
        return True
    return (
        at.topic.words["observed_pay"].search(at.text, *at.clause) is None
        and _SINCE.search(at.text, *at.clause) is not None
    )
