"""Tell what each number of a text is: a figure reported, a change, a target, or no figure of the council's at all."""

import re
from collections.abc import Iterable
from datetime import date
from dataclasses import dataclass, replace
from typing import Literal

from commitments.elsewhere import is_elsewhere, speaks_of_elsewhere
from commitments.past_periods import find_past_periods
from commitments.quantities import Quantity, find_quantities
from commitments.sentences import Sentence, find_clauses, find_sentences
from commitments.words import begins_with, ends_with
from records.findings import Passage, Statement
from records.topics import Topic

Role = Literal["level", "change", "target", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in its sentence. `left` and `right` are the offsets up to which the words about it may reach: the number
    before and the number after it, or the sentence's ends; `bound` is the next number that tells something itself.
    `why` is the rule that gave the role."""

    quantity: Quantity
    sentence: Sentence
    clause: tuple[int, int]
    left: int
    right: int
    role: Role
    why: str
    bound: int


_STOP = re.compile(r"[;:]\s|\s[–—]\s|[.!?][\"”’']?\s")
_NEW_START = re.compile(r",\s+(?=there\s+(?:is|are|was|were|had been|have been)\b)")
_ASKED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|quer(?:y|ied)|question(?:s|ed)?|enquired?|wondered|wanted to know|wished to know|sought clarification)\b"
    r"[^.;]*?\b(?:if|whether|how|what|why|when|who|where|which)\b",
    re.IGNORECASE,
)
_NOTED = re.compile(
    r"\bnot(?:e|es|ed|ing)\b(?!\s+(?:and|the\s+(?:report|update|minutes))\b)|\bheard that\b|\breported that\b|\bbe noted\b",
    re.IGNORECASE,
)
_OF_ONLY = re.compile(r"\s+(?:out\s+)?of\s+")
_OUT_OF = re.compile(
    r"\s*(?:\w+\s+){0,3}?(?:out\s+)?of\s+(?:the\s+|a\s+(?:total|possible)\s+(?:of\s+)?)?$", re.IGNORECASE
)
_TARGET = re.compile(
    r"\b(?:when|against|compared|where|while|below|above|missing|short of)\b[^.;]{0,40}\b(?:target|goal|aim|limit|wanted|planned)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|than|compared|(?:in|over|during|on) (?:the |a )?(?:past|last|previous|single|same|year)|year[- ]on[- ]year|between|from \w+ \d{4}|in (?:19|20)\d\d|on (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONEY_SHARE = re.compile(
    r"\b(?:funded|funding|council tax|pay award|pay rise|inflation|interest|contingency|discount|fees?|allowances?|grants?|the budget|of (?:the )?(?:cost|spend|money|budget)s?|"
    r"precept|levy|salary|price|profits?|VAT)\b",
    re.IGNORECASE,
)
_HEADING_TRIM = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s+|(?:our|key|strategic|the|main|future|proposed|agreed)\s+)+|\s+(?:for|in|to|up to|from|over)\s+(?:the\s+)?(?:next|coming|year|20\d\d|\d).{0,24}$|\s+20\d\d.{0,8}$",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:all|both|every one of the)\s+(?:the\s+)?$", re.IGNORECASE)
_OF_THESE = re.compile(r"\bof\s+(?:these|those|them|all|our|its|their),?\s+$", re.IGNORECASE)
_MADE_UP = re.compile(r"\bma(?:de|ke|kes|king)\s+up\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# Other sums told of in a clause on an overspend.
_SUM_OF_ELSE = re.compile(
    r"\b(?:budgets?|income|reserves?|grants?|spend|spent|spending|costs?|savings?|funding|investment|improvement|reduction|reduced|increase|contribution|cover\w*)"
    r"(?: \w+){0,2}?(?: (?:of|by|was|is|at|from|worth|totalling))?(?: (?:about|around|some|nearly|over|just|a|the))*\s+$",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"(?:[ \t\xa0]+(?!(?:to|from|was|were|is|used|will|would|for|of|which|and|in|because|by|on|as|that|with)\b)[\w'’-]+){1,6}",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"\s+of\s+(?:it|this|that|which)\b")
_CUT_GAP = re.compile(
    r"\b(?:should|will|would|to|aim\w*|plan\w*|hop\w*|could)\s+(?:\w+\s+)?(?:pull|bring|reduce|cut|get|keep|limit|lower|contain|turn)\w*\b",
    re.IGNORECASE,
)
_PLANNED_PRICE = re.compile(
    r"\b(?:will|would|propos\w+|recommend\w*|plan(?:s|ned)? to|aims?|to be|raised? to|increase to)\b", re.IGNORECASE
)
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
    r"\b(?:child|boy|girl|children|teenagers?|youngsters?|someone|person|man|woman) of\s+(?:\d+ or )?$", re.IGNORECASE
)
_TOLD_AS_FACT = re.compile(r"\b(?:is|are|was|were|has|have|had|stood|rose|fell|went|came|took|left)\b", re.IGNORECASE)
_QUOTE_MARK = re.compile(r"[“”\"]")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our)\b")
_MORE = re.compile(r"\s+(?:more|further|extra|additional)\b(?!\s+than)", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|these|those|all|both|its|their|our|his|her|each of the|other)\s+$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:who|whom|that|which|it|they|we|she|he|the council|in|with|of|placed|living|waiting|under|over|out|at|on)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_NUMBERING = re.compile(r"(?:\(?(?:\d{1,2}[a-z]?[.)]?|[a-z][.)]|[ivx]+[.)])[\s\xa0]+)?", re.IGNORECASE)
_AGE_LIMITS = frozenset({5, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 25})
_SEE = re.compile(r"\b(?:see|para|paragraph|item|point|minute|section|page|per)\s*$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|will|\w{3,}ed|stood|rose|fell|went|came|made|took|left|say|says|said|live|lives|met|ran|"
    r"make|take|wait|need|cost|costs|fall|rise|remain|remains|stands|stand|attend|reach)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*(?:\w+\s+){0,4}\(\s*$")


def find_figures(
    passage: Passage, topic: Topic, statements: Iterable[Statement] = (), skip: Iterable[tuple[int, int]] = ()
) -> list[Figure]:
    """Every number of the running text with its role, in order. Numbers inside `skip` (tables) are left out; those that
    a statement promises are no figures."""
    text = passage.text
    promised = list(statements)
    skipped = list(skip)
    dates = [(period.start, period.end) for period in find_past_periods(text, passage.published)]
    quantities = _counting(text, find_quantities(text, topic), dates)
    found: list[Figure] = []
    abroad, last_end = False, 0
    for sentence in find_sentences(text):
        if sentence.form == "furniture" or any(a < sentence.end and sentence.start < b for a, b in skipped):
            continue
        if _PARAGRAPH.search(text, last_end, sentence.start) or sentence.form == "bullet":
            abroad = False
        inside = [q for q in quantities if sentence.start <= q.start and q.end <= sentence.end]
        abroad = speaks_of_elsewhere(text, sentence, topic, passage.council, before=abroad)
        last_end = sentence.end
        if inside:
            found += _figures(text, sentence, inside, topic, passage, promised, abroad=abroad)
    return found


def _counting(text: str, quantities: list[Quantity], dates: list[tuple[int, int]]) -> list[Quantity]:
    """Numbers that are no part of a date, each once: "eighteen (18)" is one."""
    kept: list[Quantity] = []
    for quantity in quantities:
        if any(first < quantity.end and quantity.start < last for first, last in dates):
            continue
        if kept and kept[-1].value == quantity.value and re.fullmatch(r"\s*\(\s*", text[kept[-1].end : quantity.start]):
            continue
        kept.append(quantity)
    return kept


def _figures(
    text: str,
    sentence: Sentence,
    quantities: list[Quantity],
    topic: Topic,
    passage: Passage,
    promised: list[Statement],
    *,
    abroad: bool,
) -> list[Figure]:
    found: list[Figure] = []
    clauses = find_clauses(text, sentence)
    asked = text[sentence.end - 1] == "?" or text[sentence.start : sentence.end].rstrip("\"”’'").endswith("?")
    wish = _is_wished(text, sentence, topic, passage)
    for place, quantity in enumerate(quantities):
        left = quantities[place - 1].end if place else sentence.start
        right = quantities[place + 1].start if place + 1 < len(quantities) else sentence.end
        clause = next((span for span in clauses if span[0] <= quantity.start < span[1]), (sentence.start, sentence.end))
        around = _Around(
            text=text, quantity=quantity, sentence=sentence, clause=clause, left=left, right=right, topic=topic,
            following=quantities[place + 1] if place + 1 < len(quantities) else None, published=passage.published,
        )  # fmt: skip
        if asked or _ASKED.search(text, sentence.start, quantity.start):
            role, why = _no("asked")
        elif around.is_aside(passage):
            role, why = "level", "aside"
        elif wish:
            role, why = _no("heading")
        elif _is_spoken(text, sentence, quantity, topic, passage):
            role, why = _no("spoken")
        elif abroad or is_elsewhere(text, quantity, around.before_start, right, sentence, topic, passage.council):
            role, why = _no("elsewhere")
        else:
            role, why = around.role(promised)
        found.append(
            Figure(
                quantity=quantity, sentence=sentence, clause=clause, left=left, right=right, role=role, why=why, bound=sentence.end
            )
        )  # fmt: skip
    bound = sentence.end
    for place in range(len(found) - 1, -1, -1):
        found[place] = replace(found[place], bound=bound)
        if found[place].role != "none" or found[place].why in ("promised", "elsewhere", "heading"):
            bound = found[place].quantity.start
    return found


def _is_spoken(text: str, sentence: Sentence, quantity: Quantity, topic: Topic, passage: Passage) -> bool:
    """Whether a number stands in somebody's own words, which press articles quote for their colour; a figure that the
    speaker gives for now counts."""
    start, end = sentence.start, sentence.end
    if topic.words["observed_now"].search(text, start, end):
        return False
    return (
        passage.kind in ("article", "press_release")
        and _QUOTE_MARK.search(text, start, end) is not None
        and _FIRST_PERSON.search(text, start, quantity.start) is not None
    )


def _is_wished(text: str, sentence: Sentence, topic: Topic, passage: Passage) -> bool:
    """Whether a sentence stands under a heading of wishes, orders somebody to do something, or is no sentence at all."""
    words = topic.words
    noted = _NOTED.search(text, sentence.start, sentence.end) is not None
    if any(
        _is_wish_heading(text[lead.start : lead.end], words["observed_wish_heading"]) and _governs(text, lead, sentence)
        for lead in sentence.leads()
    ):
        return not noted
    numbering = _NUMBERING.match(text, sentence.start, sentence.end)
    start = numbering.end() if numbering else sentence.start
    if words["observed_order"].match(text, start, sentence.end) and not _TOLD_AS_FACT.search(text, start, sentence.end):
        return True
    numbers = len(re.findall(r"\d+", text[sentence.start : sentence.end]))
    return numbers > 4 and _VERB.search(text, sentence.start, sentence.end) is None


def _governs(text: str, lead: Sentence, sentence: Sentence) -> bool:
    """Whether a heading still stands over a sentence: a label with words on its own line governs that line only."""
    line_end = text.find("\n", lead.end)
    labelled = bool(text[lead.end : line_end if line_end >= 0 else len(text)].strip())
    return not labelled or (line_end < 0 or sentence.start < line_end)


def _is_wish_heading(heading: str, wishes: re.Pattern[str]) -> bool:
    """Whether a heading is made of words for wishes and plans, with little more than a year or "our" beside them."""
    plain = _HEADING_TRIM.sub("", heading.strip(" :–—-\xa0"))
    return len(plain) < 60 and wishes.fullmatch(plain) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """A number with the words around it."""

    text: str
    quantity: Quantity
    sentence: Sentence
    clause: tuple[int, int]
    left: int
    right: int
    topic: Topic
    following: Quantity | None
    published: date | None

    @property
    def before_start(self) -> int:
        """Where the words before the number begin: after the last number or stop."""
        at = max(self.left, self.quantity.start - 140)
        lead = self.sentence.lead
        if at == self.sentence.start and lead is not None and 0 <= at - lead.end < 3:
            at = lead.start  # a label: "Overspend: £5.5m"
        stops = list(_STOP.finditer(self.text, max(at, self.sentence.start), self.quantity.start))
        return stops[-1].end() if stops else at

    @property
    def after_end(self) -> int:
        """Where the words after the number end: before the next number or stop."""
        stop = _STOP.search(self.text, self.quantity.end, self.right)
        return stop.start() if stop else self.right

    def ends(self, name: str) -> bool:
        """Whether words of a list stand right before the number."""
        start = self._label_start() or self.before_start  # "Overspend: £5.5m"
        return ends_with(self.topic.words[name], self.text, start, self.quantity.start)

    def begins(self, name: str) -> bool:
        """Whether words of a list stand right after the number."""
        return begins_with(self.topic.words[name], self.text, self.quantity.end, self.after_end)

    def is_aside(self, passage: Passage) -> bool:
        """A figure in brackets that says when it stood so: "(38% now)", "(5.1% in 2017/18)"."""
        text, q = self.text, self.quantity
        opening, closing = text.rfind("(", max(0, q.start - 24), q.start), text.find(")", q.end, q.end + 40)
        if opening < 0 or closing < 0 or ")" in text[opening : q.start]:
            return False
        if begins_with(self.topic.words["observed_now"], text, q.end, closing) or self.ends("observed_now"):
            return True
        periods = find_past_periods(text, passage.published, opening, closing)
        return bool(periods) and (passage.published is None or periods[-1].last <= passage.published)

    def role(self, promised: list[Statement]) -> tuple[Role, str]:
        """What the number is."""
        q = self.quantity
        if q.unit == "gbp" and (money := self._money())[0] == "level" and money[1] == "spending_gap":
            return money
        if self._is_target():
            return "target", "target"
        if q.unit == "staff" and q.value < 5 and q.form == "number":
            return _no("few")  # "two locums started": a handful of named posts is no measure of the workforce
        if self.topic.words["observed_denied"].search(self.text, *self.clause):
            return _no("denied")
        if q.unit == "gbp" and not self._is_planned_price() and (money := self._money())[1] == "price":
            return money
        if self._is_promised(promised):
            return _no("promised")
        if (
            q.form == "multiplier"
            or (q.value == 1 and q.value_text.lower() == "one")
            or q.value_text.lower() in ("no", "none", "nil", "zero")
        ):
            return _no("word")
        if self._is_criterion():
            return _no("criterion")
        if self._is_crowd():
            return _no("crowd")
        if (
            q.value < 100
            and q.unit != "percent"
            and _MORE.match(self.text, q.end)
            and not self.topic.words["observed_flow"].search(self.text, *self.clause)
        ):
            return _no("more")
        if self._is_named_before():
            return _no("definite")
        if self._is_whole_of_share():
            return _no("whole")
        if q.unit == "gbp":
            return self._money()
        if q.form == "duration":
            return ("level", "average") if self._is_measured() else _no("duration")
        if self._is_change():
            return ("change", "change") if self._is_compared() else _no("change")
        if q.unit == "percent" and self._is_share_of_money():
            return _no("money")
        return "level", "level"

    def _is_target(self) -> bool:
        if self.quantity.unit == "gbp" and _BUDGET.search(
            self.text, max(self.left, self.quantity.start - 24), self.quantity.start
        ):
            return False
        return self.ends("observed_target_before") or self.begins("observed_target_after")

    def _is_promised(self, promised: list[Statement]) -> bool:
        q, words, text = self.quantity, self.topic.words, self.text
        if begins_with(words["observed_now"], text, q.end, self.after_end) or ends_with(
            words["observed_now"], text, self.left, q.start
        ):
            return False
        if words["done_words"].search(text, *self.clause) and not self._is_promised_in_words():
            return False
        if _NOW_AFTER.match(text, q.end, self.after_end):
            return False
        if _BY.match(text, q.end, self.after_end) and self._is_due_later():
            return True
        spoken_now = words["observed_now"].search(text, *self.clause) is not None
        if not spoken_now and any(s.start <= q.start < s.end and q.value in (s.value, s.value_high) for s in promised):
            return not any(
                topic_word.start() > q.end for topic_word in _TARGET.finditer(text, q.end, self.sentence.end)
            )
        if q.is_baseline and any(s.start <= q.start < s.end and q.value == s.baseline for s in promised):
            return ends_with(_FROM, text, self.left, q.start)
        if self.sentence.form in ("resolution", "recommendation") and not _NOTED.search(
            text, self.sentence.start, q.start
        ):
            return True
        return self._is_promised_in_words()

    def _is_due_later(self) -> bool:
        """Whether a day still to come stands right after the number ("25% by March 2025")."""
        due = _BY.match(self.text, self.quantity.end, self.after_end)
        if due is None or self.published is None:
            return False
        periods = find_past_periods(self.text, None, due.end(), min(self.after_end, due.end() + 24))
        return bool(periods) and periods[0].last > self.published

    def _is_promised_in_words(self) -> bool:
        q, words, text = self.quantity, self.topic.words, self.text
        first = max(self.clause[0], _last_stop(text, self.clause[0], q.start))
        return words["observed_promise"].search(text, first, q.start) is not None or self.begins(
            "observed_promise_after"
        )

    def _is_criterion(self) -> bool:
        if self.quantity.unit == "percent" or self.quantity.unit == "gbp":
            return False
        q, text = self.quantity, self.text
        if _CODE_BEFORE.search(text, max(0, q.start - 12), q.start) or _AGE_BEFORE.search(
            text, max(0, q.start - 16), q.start
        ):
            return True
        if (
            text[q.start - 2 : q.start] == ", "
            and text[q.end : q.end + 1] == ","
            and q.noun is None
            and 9 < q.value < 100
        ):
            return True  # "Ann Lee, 20, said"
        if q.value in _AGE_LIMITS and re.search(
            r"\b(?:over|under|below|above|up to)[\s-]*$", text[max(0, q.start - 10) : q.start], re.IGNORECASE
        ):
            return q.unit in (None, "years") or not text[q.end : q.end + 1].isspace()
        if text[q.end : q.end + 1] == "+" or _SEE.search(text, max(0, q.start - 14), q.start):
            return True
        if self.begins("observed_criterion_after") and self.quantity.form != "duration":
            return True
        return self.ends("observed_criterion_before")

    def _is_crowd(self) -> bool:
        own_story = self.topic.words.get("observed_personal")
        if own_story is not None and self.quantity.unit != "percent" and own_story.search(self.text, *self.clause):
            return True
        return self.topic.words["observed_crowd"].search(self.text, *self.clause) is not None

    def _is_named_before(self) -> bool:
        """Whether the number only takes up a group already told of ("the three homes"), not one told of now ("the 581
        children it looks after")."""
        q, text = self.quantity, self.text
        if _ALL.search(text, max(0, q.start - 8), q.start):
            return q.unit not in ("percent", "gbp")
        if (
            q.unit in ("percent", "gbp")
            or _OF_THESE.search(text, max(0, q.start - 16), q.start)
            or not _DEFINITE.search(text, max(0, q.start - 12), q.start)
        ):
            return False
        return _RELATIVE.search(text, q.end, self.after_end) is None

    def _is_whole_of_share(self) -> bool:
        """The counts in "2,320 plans out of 3,007 (77%)": the share is the figure."""
        q, nxt = self.quantity, self.following
        if q.unit == "percent":
            return False
        if self.left > self.sentence.start and _OF_ONLY.fullmatch(self.text, self.left, q.start):
            return True  # the second of "58 of 161 posts"
        if nxt is None:
            return False
        gap = self.text[q.end : nxt.start]
        if nxt.unit == "percent" and _IN_BRACKETS.fullmatch(gap) and _OUT_OF.search(self.text[self.left : q.start]):
            return True
        if _OUT_OF.fullmatch(gap) and nxt.unit != "percent":
            rest = self.text[nxt.end : nxt.end + 40]
            return re.match(r"\s*(?:\w+\s+){0,4}\(\s*\d[\d.]*\s*%", rest) is not None
        return False

    def _is_measured(self) -> bool:
        words = self.topic.words["observed_average"]
        return words.search(self.text, self.before_start, self.quantity.start) is not None or begins_with(
            words, self.text, self.quantity.end, self.after_end, gap=4
        )

    def _is_change(self) -> bool:
        if _MADE_UP.search(self.text, self.before_start, self.quantity.start):
            return False
        return self.ends("observed_change_before") or self.begins("observed_change_after")

    def _is_compared(self) -> bool:
        """Whether a change says since when."""
        if self.quantity.unit != "percent":
            return True
        return (
            self.topic.words["observed_pay"].search(self.text, *self.clause) is None
            and _SINCE.search(self.text, *self.clause) is not None
        )

    def _is_share_of_money(self) -> bool:
        """A share of a sum, a price rise, or the share in brackets after a sum."""
        if re.search(r"£[\d.,]+\s*\w*\s*\($", self.text[max(0, self.quantity.start - 24) : self.quantity.start]):
            return True
        return _MONEY_SHARE.search(self.text, *self.clause) is not None

    def _is_spending_gap(self) -> bool:
        """Whether a sum is what was spent too much or too little: the words for it stand before it with no other number
        between, or right after it."""
        q, text, words = self.quantity, self.text, self.topic.words
        if _CUT_GAP.search(text, self.clause[0], q.start):
            return False
        if self.begins("observed_spending_gap_after"):
            return True
        if re.search(r"£[^.;]*\([^)]*$", text[self.sentence.start : q.start]) and words["observed_spending_gap"].search(
            text, self.sentence.start, q.start
        ):
            return True
        if _OF_IT.match(text, q.end) and words["observed_spending_gap"].search(text, self.sentence.start, q.start):
            return True
        start = max(self.left, self.clause[0] if self.before_start >= self.clause[0] else self.before_start)
        if label := self._label_start():
            start = label
        gaps = list(words["observed_spending_gap"].finditer(text, start, q.start))
        if gaps:
            return _SUM_OF_ELSE.search(text, gaps[-1].end(), q.start) is None
        after = _NOUNS.match(text, q.end, self.after_end)
        return after is not None and words["observed_spending_gap"].search(text, q.end, after.end()) is not None

    def _is_price(self) -> bool:
        """Whether words of price stand beside a sum, or stood beside the sum before it ("from £4,850 to £5,310")."""
        words, q = self.topic.words["observed_price"], self.quantity
        if words.search(self.text, self.before_start, self.after_end):
            return True
        earlier = self.text[self.clause[0] : self.before_start]
        return "£" in earlier and words.search(earlier) is not None

    def _is_planned_price(self) -> bool:
        """Whether a price is one to come."""
        return _PLANNED_PRICE.search(self.text, *self.clause) is not None

    def _label_start(self) -> int | None:
        label = self.text.rfind(":", self.left, self.quantity.start)
        if label < 0 or self.text[label + 1 : self.quantity.start].strip(" ~£"):
            return None
        return max(self.left, label - 60)

    def _money(self) -> tuple[Role, str]:
        words = self.topic.words
        if words["observed_pay"].search(self.text, *self.clause):
            return _no("pay")
        if self._is_spending_gap():
            return "level", "spending_gap"
        if self.ends("observed_saved") or self.begins("observed_saved_after"):
            return "level", "saved"
        if self._is_price():
            return "level", "price"
        return _no("money")


def _no(why: str) -> tuple[Role, str]:
    return "none", why


def _last_stop(text: str, start: int, end: int) -> int:
    stops = [*_STOP.finditer(text, start, end), *_NEW_START.finditer(text, start, end)]
    stops.sort(key=lambda match: match.end())
    return stops[-1].end() if stops else start
