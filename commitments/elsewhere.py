"""Tell figures of other places (the country, the region, other councils) from the council's own."""

import re
from functools import lru_cache

from commitments.quantities import Quantity
from commitments.sentences import Sentence
from records.topics import Topic

# "They had had 28,165": goes on about whatever the sentence before was about.
# "Placed outside Wales" is a figure of the council's own.
_OUTSIDE = re.compile(r"\b(?:outside|outwith|out of|beyond|leaving)\s+(?:the\s+)?$", re.IGNORECASE)
# "In Milltown, where four homes have closed".
_WHERE = re.compile(
    r"\b(?:[Ii]n|like|follow(?:ing)?|copy|unlike)\s+(?:nearby\s+"
    r"|neighbouring\s+)?(?P<name>[A-Z][\w'’-]+)(?:\s+Council)?,\s+where\b[^.;]*$"
)
_COUNCIL = re.compile(
    r"\b(?P<name>[A-Z][\w'’-]+(?:(?:\s+(?:and|&|upon|on|of|the)\s+|\s+)[A-Z][\w'’-]+){0,3}?)\s+"
    r"(?:(?:City|County|Borough|District|Metropolitan|Unitary|MBC|BC|CC)\s+)*(?:Council|Borough|CBC"
    r"|MBC)\b(?!['’]s? (?:tax|house))"
)
_BESIDE = re.compile(r"[^.;:,(]{1,60}")
_A_COUNCIL = re.compile(r"Council|Borough|CBC|MBC")  # quick to look for
_GENERAL = {
    "The",
    "This",
    "Our",
    "Full",
    "District",
    "County",
    "City",
    "Borough",
    "Parish",
    "Town",
    "Labour",
    "Conservative",
    "A",
    "That",
    "In",
    "At",
    "For",
}


def speaks_of_elsewhere(text: str, sentence: Sentence, topic: Topic, council: str | None, *, before: bool) -> bool:
    """Whether a whole sentence is about somewhere else: it opens so, or goes on from one that did (`before`)."""
    start, end = sentence.start, sentence.end
    first = topic.words["observed_elsewhere"].search(text, start, end)
    named = first is not None and _is_subject(text, sentence, first, topic)
    if not (before or named or _other_council(text, start, min(end, start + 60), council)):
        return False
    return _own_place(text, start, end, topic, council) is None


def is_elsewhere(
    text: str, quantity: Quantity, left: int, right: int, sentence: Sentence, topic: Topic, council: str | None
) -> bool:
    """Whether a number belongs to another place: one is named between it and the number before, or right after it."""
    words, compared = topic.words["observed_elsewhere"], topic.words["observed_compared"]
    named = [m for m in words.finditer(text, left, quantity.start) if not _OUTSIDE.search(text, left, m.start())]
    if named:
        own = _own_place(text, named[-1].end(), quantity.start, topic, council)
        break_between = re.search(r",\s|\bwhile\b|\bwhereas\b|\band\b", text[named[-1].end() : quantity.start])
        behind = compared.search(text, left, named[-1].start())
        if own is None and not (behind and break_between):
            return True
    near = max(sentence.start, left - 60)
    where = _WHERE.search(text, near, quantity.start) if "where" in text[near : quantity.start] else None
    if where and not (council and where["name"].lower() in council.lower()):
        return True
    if other := _other_council(text, left, quantity.start, council):
        return _own_place(text, other, quantity.start, topic, council) is None
    beside = _BESIDE.match(text, quantity.end, right)
    tail = words.search(text, quantity.end, beside.end()) if beside else None
    if tail and not _OUTSIDE.search(text, quantity.end, tail.start()):
        between = text[quantity.end : tail.start()]
        if (
            compared.search(between)
            or _own_place(text, max(left, sentence.start), tail.start(), topic, council) is not None
        ):
            return False
        return len(between.split()) <= 8
    return False


def _is_subject(text: str, sentence: Sentence, named: re.Match[str], topic: Topic) -> bool:
    """Whether a place is what the sentence is about, not what it is compared with."""
    lead = text[sentence.start : named.start()]
    if topic.words["observed_compared"].search(lead) or re.search(r"\d", lead):
        return False
    return len(lead.split()) <= 9


def _own_place(text: str, start: int, end: int, topic: Topic, council: str | None) -> re.Match[str] | None:
    own = _names_of(council).search(text, start, end) if council else None
    return own or topic.words["observed_own"].search(text, start, end)


@lru_cache(maxsize=64)
def _names_of(council: str) -> re.Pattern[str]:
    """The words that name a council's place."""
    plain = re.sub(
        r"\b(?:city|county|borough|district|metropolitan|council|of|the)\b", " ", council, flags=re.IGNORECASE
    )
    names = [re.escape(word) for word in re.findall(r"\w{4,}", plain)]
    return re.compile(rf"\b(?:{'|'.join(names) or '(?!)'})", re.IGNORECASE)


def _other_council(text: str, start: int, end: int, council: str | None) -> int | None:
    """Where the name of another council ends, if one stands between two offsets."""
    if not council or not _A_COUNCIL.search(text, start, end):
        return None
    for match in _COUNCIL.finditer(text, start, end):
        name = match["name"]
        words = set(re.findall(r"\w+", name)) - _GENERAL
        initials = "".join(word[0] for word in re.findall(r"\b[A-Z]\w+", council))
        if initials and initials in words:
            continue
        if words and not any(word.lower() in council.lower() for word in words):
            return match.end()
    return None
