"""Find the numbers of a text and tell what each is: a figure reported, a change, a goal, or none of the council's."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from commitments.elsewhere import is_elsewhere, speaks_of_elsewhere
from commitments.figure_money import money_role
from commitments.figure_roles import Role, is_aside, role_of
from commitments.figure_setting import is_spoken, is_wished
from commitments.figure_wording import Around
from commitments.past_periods import find_past_periods
from commitments.quantities import Quantity, find_quantities
from commitments.sentences import Sentence, find_clauses, find_sentences
from records.findings import Passage, Statement
from records.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
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


_ASKED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|quer(?:y|ied)|question(?:s|ed)?|enquired?|wondered|wanted to know|wished to know"
    r"|sought clarification)\b"
    r"[^.;]*?\b(?:if|whether|how|what|why|when|who|where|which)\b",
    re.IGNORECASE,
)
# "Asked whether it had fallen, the Head said that it was 95%."
_ANSWERED = re.compile(
    r",[^.;?]*\b(?:said|replied|answered|responded|explained|confirmed|advised|stated|told)\b", re.IGNORECASE
)
_IT_IS = re.compile(
    r"\b(?:it|this|which|that|the (?:figure|position|forecast|gap|sum)|report)\b[^.;£]{0,30}?\b(?:is|was|had been"
    r"|has been|stood at|stands at|showed|shows|reported|is now|was then)\s+(?:\w+\s+){0,2}$"
    r"|\b(?:compared (?:with|to)|up from|down from|against)\s+(?:the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_HEADED_FOR = re.compile(
    r"\b(?:forecast|projected|predicted|expected|estimated|likely|set|on course|heading|due)\s+(?:to|for)\s+"
    r"(?:(?:reach|rise|grow|increase|be|hit|stand|exceed|top|widen|total|come)\s+)?(?:to\s+|at\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"\b(?:costs?|cost it|compared (?:with|to)|against|than|pays?|charges?)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_AND_THEN = re.compile(r"(?:st|nd|rd|th)?\s*(?:and|to|or|&|-|–)\s*(?:the\s+)?", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


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
    starts = [quantity.start for quantity in quantities]
    found: list[Figure] = []
    abroad, last_end = False, 0
    before: list[Sentence] = []  # of the same paragraph, and not yet asked whether they speak of elsewhere
    for sentence in find_sentences(text):
        if sentence.form == "furniture" or any(a < sentence.end and sentence.start < b for a, b in skipped):
            continue
        if sentence.form == "bullet" or _PARAGRAPH.search(text, last_end, sentence.start):
            abroad, before = False, []
        near = quantities[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        inside = [quantity for quantity in near if quantity.end <= sentence.end]
        before.append(sentence)
        last_end = sentence.end
        if inside:
            for one in before:
                abroad = speaks_of_elsewhere(text, one, topic, passage.council, before=abroad)
            before = []
            found += _figures(text, sentence, inside, topic, passage, promised, abroad=abroad)
    return [_taken_up(found, place, text) for place in range(len(found))]


def _taken_up(found: list[Figure], place: int, text: str) -> Figure:
    """A sum that only goes on from the overspend told before it ("at Quarter 2 it is £11.3m") is one as well."""
    figure = found[place]
    if figure.why not in ("money", "promised") or place == 0 or figure.quantity.unit != "gbp":
        return figure
    before = found[place - 1]
    lead = text[max(before.quantity.end, figure.sentence.start) : figure.quantity.start]
    if figure.why == "promised":
        goes_on = before.why == "spending_gap" and before.sentence == figure.sentence and _HEADED_FOR.search(lead)
        return replace(figure, role="level", why="spending_gap") if goes_on else figure
    if before.why == "price" and 0 <= figure.sentence.start - before.sentence.end < 4 and _COSTS.search(lead):
        return replace(figure, role="level", why="price")
    near = figure.sentence.start - before.sentence.end < 4
    gap = text[max(before.quantity.end, figure.sentence.start) : figure.quantity.start]
    if near and before.why == "spending_gap" and _IT_IS.search(gap):
        return replace(figure, role="level", why="spending_gap")
    return figure


def _counting(text: str, quantities: list[Quantity], dates: list[tuple[int, int]]) -> list[Quantity]:
    """Numbers that are no part of a date, each once: "eighteen (18)" is one."""
    kept: list[Quantity] = []
    ends = [last for _, last in dates]
    for quantity in quantities:
        following = bisect_right(ends, quantity.start)
        if following < len(dates):
            first, _ = dates[following]
            if first < quantity.end or (first - quantity.end < 8 and _AND_THEN.fullmatch(text, quantity.end, first)):
                continue  # part of a date, or "on 10 and 11 July"
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
    read: list[tuple[Around, Role, str]] = []
    clauses = find_clauses(text, sentence)
    asked = text[sentence.end - 1] == "?" or text[sentence.start : sentence.end].rstrip("\"”’'").endswith("?")
    question = _ASKED.search(text, sentence.start, quantities[-1].start)
    wish = is_wished(text, sentence, topic)
    for place, quantity in enumerate(quantities):
        left = quantities[place - 1].end if place else sentence.start
        right = quantities[place + 1].start if place + 1 < len(quantities) else sentence.end
        clause = next((span for span in clauses if span[0] <= quantity.start < span[1]), (sentence.start, sentence.end))
        around = Around(
            text=text, quantity=quantity, sentence=sentence, clause=clause, left=left, right=right, topic=topic,
            following=quantities[place + 1] if place + 1 < len(quantities) else None, published=passage.published,
        )  # fmt: skip
        role: Role
        open_question = question is not None and (
            question.end() <= quantity.start and not _ANSWERED.search(text, question.end(), quantity.start)
        )
        if asked or open_question:
            role, why = "none", "asked"
        elif is_aside(around, passage):
            role, why = "level", "aside"
        elif wish and not (quantity.unit == "gbp" and money_role(around) == "spending_gap"):
            role, why = "none", "heading"
        elif is_spoken(text, sentence, quantity, topic, passage):
            role, why = "none", "spoken"
        elif abroad or is_elsewhere(text, quantity, around.before_start, right, sentence, topic, passage.council):
            role, why = "none", "elsewhere"
        else:
            role, why = role_of(around, promised)
        read.append((around, role, why))
    bound = sentence.end
    found: list[Figure] = []
    for at, role, why in reversed(read):
        found.append(
            Figure(
                quantity=at.quantity, sentence=sentence, clause=at.clause, left=at.left, right=at.right, role=role,
                why=why, bound=bound,
            )
        )  # fmt: skip
        if role != "none" or why in ("promised", "elsewhere", "heading"):
            bound = at.quantity.start
    return found[::-1]
