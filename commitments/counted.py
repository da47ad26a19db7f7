"""Read what a number counts: its unit and the place of the word that names it.

The head of the noun phrase to the right; else the nearest word to the left; else what was counted last before the
sentence. In a table's row it is the word of the label.
"""

import re

from commitments.numbers import Number
from records.topics import Topic

# Words at which a noun phrase ends: what stands after them is not counted by the number.
_PHRASE_END = re.compile(
    r"[.;:!?|()\[\]“”\"]|\n\s*\n|,\s|(?<![-\w])(?:in|to|by|for|with|from|at|on|was|were|is|are|has|have|had|will|would|who|which|that|than|when|"
    r"where|after|before|during|since|until|as|per|not|but|while|against|into|over|under|through|within|came|come|stood|still|"
    r"left|live[sd]?|waiting|placed|between|out|off|up|down)(?![-\w])|\s[–—-]\s",
    re.IGNORECASE,
)
_OF_PHRASE = re.compile(r"\s*of\s+(?:(?:the|our|its|their|all|those|these|them|us)\s+)*", re.IGNORECASE)
_LEFT_END = re.compile(r"[.;!?\n](?:(?<!\n)(?<!\d.)[)\"”']?\s|(?<=\n)(?:\s*\n|(?=\s*[·•*-])))")


def counted(
    text: str, topic: Topic, number: Number, first: int, last: int
) -> tuple[str | None, tuple[int, int] | None]:
    """The unit and the place of its word: the head of the noun phrase to the right; else the nearest to the left; else
    what was counted last before this sentence."""
    noun = _right_noun(text, topic, number.end, last)
    if noun is None and not number.value and text[number.start : number.end].lower() == "no":
        return None, None
    if noun is not None:
        left = _left_noun(text, topic, _sentence_start(text, max(first, number.start - 60), number.start), number.start)
        if (
            left is not None
            and "_per_" in _unit_id(topic, left)
            and _SAME_CLAUSE.fullmatch(text, left.end(), number.start)
        ):
            noun = left  # "caseloads averaged 16 children"
    if noun is not None and (room := _ROOM_FOR.search(text, max(first, number.start - 30), number.start)):
        place = topic.unit_words.match(text, room.start())
        noun = place if place is not None else noun
    if noun is None and _EACH.match(text, number.end, last) and (per := _per_unit(topic)):
        return per, None
    if noun is None:
        sentence = _sentence_start(text, first, number.start)
        noun = _left_noun(text, topic, sentence, number.start) or _counted_before(text, topic, sentence)
    return (None, None) if noun is None else (_unit_id(topic, noun), noun.span())


_ROOM_FOR = re.compile(
    r"\b(?:room|space|places|beds|capacity|spaces)\s+for\s+(?:up\s+to\s+|about\s+|another\s+)?$", re.IGNORECASE
)  # "will have room for four children"
_EACH = re.compile(r"\s+(?:each|apiece)\b", re.IGNORECASE)  # "advisers held 31 each"


def _per_unit(topic: Topic) -> str | None:
    """The topic's unit that counts so many for each person ("cases_per_worker"), if it has one."""
    return next((unit.id for unit in topic.units if "_per_" in unit.id), None)


def _unit_id(topic: Topic, noun: re.Match[str]) -> str:
    return topic.unit_of(noun).id


def _right_noun(text: str, topic: Topic, at: int, last: int) -> re.Match[str] | None:
    """The last unit word of the noun phrase that follows a number."""
    of = _OF_PHRASE.match(text, at, last)
    at = of.end() if of else at
    limit = min(last, at + 70)
    if _AND.match(text, at, limit):
        return None
    stop = _PHRASE_END.search(text, at, limit)
    within = stop.start() if stop else limit
    head: re.Match[str] | None = None
    for word in _WORD.finditer(text, at, within):
        if head is not None and (word.start() < head.end() or text[word.start() - 1] in "'’"):
            continue
        match = topic.unit_words.match(text, word.start(), limit)
        if match is not None and (head is None or _joins(text, head, match.start())):
            head = match
        elif head is not None and not _joins(text, head, word.start()):
            break
    return head


def _joins(text: str, head: re.Match[str], start: int) -> bool:
    """Whether a word is of one noun with the unit word before it: "two family time co-ordinators"."""
    if _APPOSED.fullmatch(text, head.end(), start):
        return True
    return _SINGULAR.fullmatch(head[0]) is not None and _BESIDE.fullmatch(text, head.end(), start) is not None


# One of a thing is not what a number counts: another noun follows.
_SINGULAR = re.compile(
    r"(?:family|child|school|home|house|case|plan|placement|young person|baby|parent)", re.IGNORECASE
)
_BESIDE = re.compile(r"\s+[a-z-]+\s+")
_WORD = re.compile(r"(?<!\w)[A-Za-z]")
_AND = re.compile(r"\s+(?:and|or)\b", re.IGNORECASE)
_APPOSED = re.compile(r"(?:['’]s?)?[\s-]+")


def _nouns(text: str, topic: Topic, first: int, last: int) -> list[re.Match[str]]:
    """Every unit word between two offsets."""
    return list(topic.unit_words.finditer(text, first, last))


def _sentence_start(text: str, first: int, start: int) -> int:
    left = max(first, start - 160)
    for boundary in _LEFT_END.finditer(text, left, start):
        left = boundary.end()
    return left


def _left_noun(text: str, topic: Topic, first: int, start: int) -> re.Match[str] | None:
    """The noun counted nearest before a number, else the nearest unit word; in a table row the label's."""
    line = max(first, text.rfind("\n", 0, start) + 1)
    if text.find("|", line, start) >= 0:
        return _label_noun(text, topic, line, start)
    found = _nouns(text, topic, first, start)
    return _last_counted(text, first, found) or next(reversed(found), None)


def _last_counted(text: str, first: int, nouns: list[re.Match[str]]) -> re.Match[str] | None:
    """The last of some nouns that a number stands before."""
    counted = (noun for noun in reversed(nouns) if _COUNTED.search(text, max(first, noun.start() - 40), noun.start()))
    return next(counted, None)


def _label_noun(text: str, topic: Topic, line: int, start: int) -> re.Match[str] | None:
    """The unit word of the first cell of a row that has one; a noun counted there ("8 children") is not the row's."""
    while (bar := text.find("|", line, start)) >= 0:
        found = _nouns(text, topic, line, bar)
        if found:
            alone = [match for match in found if not _COUNTED.search(text, line, match.start())]
            return alone[-1] if alone else None
        line = bar + 1
    return None


def _counted_before(text: str, topic: Topic, first: int) -> re.Match[str] | None:
    """What a number in the sentences before counted, in the same paragraph: "It has 31. Last year it had 28"."""
    left = max(0, first - 300)
    left = max(left, text.rfind("\n\n", left, first) + 1)
    if "|" in text[left:first]:
        return None
    return _last_counted(text, left, _nouns(text, topic, left, first))


_COUNTED = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|number\s+of)\s+"
    r"(?:(?!(?:had|has|have|with|in|no|of|to|and|who|were|was|are)\s)[a-z'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
_SAME_CLAUSE = re.compile(r"(?:(?!\band\b)[^,;:.|\n]){0,30}")
