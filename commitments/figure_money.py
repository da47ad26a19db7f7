"""Tell which sums of money show progress: prices, savings made, and what was spent too much or too little."""

import re
from typing import Literal

from commitments.figure_wording import Around

Money = Literal["spending_gap", "saved", "price", "pay", "money"]

_MONEY_SHARE = re.compile(
    r"\b(?:funded|funding|council tax|pay award|pay rise|inflation|interest|contingency|discount|fees?|allowances?"
    r"|grants?|the budget|of (?:the )?(?:cost|spend|money|budget)s?|"
    r"precept|levy|salary|price|profits?|VAT)\b",
    re.IGNORECASE,
)
# Other sums told of in a clause on an overspend.
_SUM_OF_ELSE = re.compile(
    r"\b(?:budgets?|income|reserves?|grants?|spend|spent|spending|costs?|savings?|funding|investment|improvement"
    r"|reduction|reduced|increase|contribution|cover\w*)"
    r"(?: \w+){0,2}?(?: (?:of|by|was|is|at|from|worth|totalling))?(?: (?:about|around|some|nearly|over|just|a"
    r"|the))*\s+$",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"(?:[ \t\xa0]+(?!(?:to|from|was|were|is|used|will|would|for|of|which|and|in|because|by|on|as|that"
    r"|with)\b)[\w'’-]+){1,6}",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"\s+of\s+(?:it|this|that|which)\b")
_CUT_GAP = re.compile(
    r"\b(?:should|will|would|to|aim\w*|plan\w*|hop\w*|could)\s+(?:\w+\s+)?(?:pull|bring|reduce|cut|get|keep|limit"
    r"|lower|contain|turn)\w*\b",
    re.IGNORECASE,
)
_PLANNED_PRICE = re.compile(
    r"\b(?:will|would|propos\w+|recommend\w*|plan(?:s|ned)? to|aims?|to be|raised? to|increase to)\b", re.IGNORECASE
)


def is_share_of_money(at: Around) -> bool:
    """A share of a sum, a price rise, or the share in brackets after a sum."""
    if re.search(r"£[\d.,]+\s*\w*\s*\($", at.text[max(0, at.quantity.start - 24) : at.quantity.start]):
        return True
    return _MONEY_SHARE.search(at.text, *at.clause) is not None


def _is_spending_gap(at: Around) -> bool:
    """Whether a sum is what was spent too much or too little: the words for it stand before it with no other number
    between, or right after it."""
    q, text, words = at.quantity, at.text, at.topic.words
    if _CUT_GAP.search(text, at.clause[0], q.start):
        return False
    if at.begins("observed_spending_gap_after"):
        return True
    if re.search(r"£[^.;]*\([^)]*$", text[at.sentence.start : q.start]) and words["observed_spending_gap"].search(
        text, at.sentence.start, q.start
    ):
        return True
    if _OF_IT.match(text, q.end) and words["observed_spending_gap"].search(text, at.sentence.start, q.start):
        return True
    start = max(at.left, at.clause[0] if at.before_start >= at.clause[0] else at.before_start)
    if label := at.label_start:
        start = label
    gaps = list(words["observed_spending_gap"].finditer(text, start, q.start))
    if gaps:
        return _SUM_OF_ELSE.search(text, gaps[-1].end(), q.start) is None
    after = _NOUNS.match(text, q.end, at.after_end)
    return after is not None and words["observed_spending_gap"].search(text, q.end, after.end()) is not None


def _is_price(at: Around) -> bool:
    """Whether words of price stand beside a sum, or stood beside the sum before it ("from £4,850 to £5,310")."""
    words = at.topic.words["observed_price"]
    if words.search(at.text, at.before_start, at.after_end):
        return True
    earlier = at.text[at.clause[0] : at.before_start]
    return "£" in earlier and words.search(earlier) is not None


def is_planned_price(at: Around) -> bool:
    """Whether a price is one to come."""
    return _PLANNED_PRICE.search(at.text, *at.clause) is not None


def money_role(at: Around) -> Money:
    """What a sum is: a gap in spending, a saving made, the price of one thing, pay, or any other money."""
    words = at.topic.words
    if words["observed_pay"].search(at.text, *at.clause):
        return "pay"
    if _is_spending_gap(at):
        return "spending_gap"
    if at.ends("observed_saved") or at.begins("observed_saved_after"):
        return "saved"
    if _is_price(at):
        return "price"
    return "money"
