"""What a statement or a figure is about, apart from its number and date: words, cohort, phase, area.

Two findings are compared by their subjects. A *clash* (other cohort, phase or part of the area) forbids a link whatever
else agrees; *likeness* says how much of the telling words they share.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from commitments.fingerprints import plain_words, unbroken
from records.topics import Topic

_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_NUMBERS = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_STAGE = re.compile(
    r"\b(phase|stage|tranche|wave|round|milestone)\s+(\d{1,2}|one|two|three|four|five|six|seven|eight|iv|v|i{1,3})\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(" + "|".join(_ORDINALS) + r")\b(?!\s+(?:reading|quarter|half|year|term|time|of))", re.IGNORECASE
)
_NTH_STAGE = re.compile(r"\b(first|" + "|".join(_ORDINALS) + r")\s+(phase|stage|tranche|wave|round)\b", re.IGNORECASE)
_SIZE = re.compile(
    r"\b(\d{1,2}|" + "|".join(name for name in _NUMBERS if len(name) > 2) + r")-(bed|bedroom|place|room|pupil|person)",
    re.IGNORECASE,
)
_AGES = re.compile(
    r"\b(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})(?=[- ]?(?:year|\)|yr|\s*(?:EET|NEET|$)))"
    r"|\bage[sd]?\s+(\d{1,2})\s*(?:-|–|to|and)\s*(\d{1,2})|\((\d{1,2})\s*[-–]\s*(\d{1,2})\)"
    r"|\b(under|over)[- ](\d{1,2})s\b|\bages?d?\s+(under|over)\s+(\d{1,2})\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"^(?:\d[\d.,]*(?:st|nd|rd|th|k|m|bn|s|%)?|[£%][\d.,]*\w*|" + "|".join(_NUMBERS) + r")$")
_CALENDAR = frozenset(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday spring summer autumn winter quarter christmas easter jan feb mar
    apr jun jul aug sep sept oct nov dec q1 q2 q3 q4
    """.split()
)
_TERSE = 3  # words
_STOP = frozenset(
    """
    had has have having get gets getting make makes made take takes taken put set use used new more other also
    bring
    a about above across against all also among an and any are around as at be been being below beside between
    both but by can could did do does down during each either every for from given he her here his how i if in
    into is it its itself just like may meanwhile might most much must my nor not now of off on once only onto
    or our out over own rather same shall she should so some such than that the their them then there these they
    this those through to too towards under until up upon very via was we well were what when where whether
    which while who whose will with within without would yet you your ll ve re s t per cent bit lot ever even
    ones one's instance course
    """.split()
)
_WORDY = re.compile(r"%?\s*[^\W\d_]{2,}|\d\S*\s+[^\W\d_]{3,}")
_TABLE_CUT = re.compile(r"\s\|\s|\t| {3,}")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about. `cohorts` holds (axis, value) pairs; `words` the stems that tell it from others."""

    words: frozenset[str]
    content: frozenset[str]  # the same with the general words
    wide: frozenset[str]  # the same of the sentences around it
    cohorts: frozenset[tuple[str, str]]
    stages: frozenset[tuple[str, int]]
    sizes: frozenset[tuple[str, int]]
    names: frozenset[str]  # words of the proper names in the quotation
    part: str | None  # a named part of the council's area
    plain: str  # the quotation's plain words

    def clash(self, other: "Subject") -> str | None:
        """Why the two cannot be about the same thing, or None."""
        for axis in {axis for axis, _ in self.cohorts} & {axis for axis, _ in other.cohorts}:
            mine = {value for name, value in self.cohorts if name == axis}
            theirs = {value for name, value in other.cohorts if name == axis}
            if not mine & theirs:
                return f"another cohort ({'/'.join(sorted(mine))}, {'/'.join(sorted(theirs))})"
        for what, mine_pairs, their_pairs in (
            ("phase", self.stages, other.stages),
            ("size", self.sizes, other.sizes),
        ):
            for noun in {name for name, _ in mine_pairs} & {name for name, _ in their_pairs}:
                if not {n for name, n in mine_pairs if name == noun} & {n for name, n in their_pairs if name == noun}:
                    return f"another {what} ({noun})"
        if self.names and other.names and not self.names & other.names:
            return f"another name ({', '.join(sorted(self.names))}; {', '.join(sorted(other.names))})"
        if self.part and other.part and self.part != other.part:
            return "another part of the area"
        return None

    def shared(self, other: "Subject") -> frozenset[str]:
        """The telling words both use."""
        return self.words & other.words

    def likeness(self, other: "Subject") -> float:
        """From 0 to 1: the share of the shorter one's telling words that the other uses too; 0 when either has none."""
        least = min(len(self.words), len(other.words))
        return len(self.words & other.words) / least if least else 0.0


def subject_of(topic: Topic, council: str | None, quote: str, *, sentence: str = "", around: str = "") -> Subject:
    """The subject of a quotation. A short one is read with its `sentence`; a table's cell by its row's first cell."""
    row = _row_label(sentence) or _row_label(quote)
    narrow = row or quote
    words = telling_words(topic, council, narrow)
    if not words or len(plain_words(narrow).split()) <= _TERSE:  # "for 63": the sentence says of what
        narrow = f"{narrow} {sentence}"
        words = telling_words(topic, council, narrow)
    return Subject(
        words=words,
        content=telling_words(topic, council, narrow, general=True),
        wide=telling_words(topic, council, f"{narrow} {around or sentence}"),
        cohorts=_cohorts(topic, narrow),
        stages=stages_in(narrow) or stages_in(around or sentence),
        sizes=frozenset((noun.lower(), _count(size)) for size, noun in _SIZE.findall(narrow)),
        names=frozenset() if row else names_in(topic, council, quote),
        part=_part(topic, council, sentence or quote),
        plain=plain_words(quote),
    )


def _row_label(line: str) -> str:
    """What a table's row is about: its opening cells that hold words; "" when the line is no row."""
    cells = _TABLE_CUT.split(line.strip())
    if len(cells) < 2:
        return ""
    return " ".join(cell for cell in cells[:3] if _WORDY.match(cell.strip()))


def telling_words(topic: Topic, council: str | None, text: str, *, general: bool = False) -> frozenset[str]:
    """Stems of the words that tell one subject from another: no numbers, dates, stop words or general words. The
    council's own area is one word however it is named, everywhere outside it another; so is each synonym ring. With
    `general` the general words count too."""
    folded = _folded(topic, council, text)
    if not general:
        folded = _swapped(topic, "link_general", "", folded)
    return frozenset(_stem(word) for word in plain_words(folded).split() if _tells(word))


@lru_cache(maxsize=4)
def _folded(topic: Topic, council: str | None, text: str) -> str:
    """The text in lower case, one word in place of each synonym and of the council's area."""
    folded = _POSSESSIVE.sub("", unbroken(text).casefold())
    folded = _swapped(topic, "area_away", AWAY, folded)
    for name in _area_names(council):
        folded = re.sub(rf"\b{re.escape(name)}\b", f" {AREA} ", folded)
    folded = _swapped(topic, "area_whole", AREA, folded)
    return topic.ring_pattern.sub(lambda match: f" {_RING}{match.lastgroup} ", folded)


def is_telling(words: frozenset[str]) -> bool:
    """Whether the words are enough to name one subject: two of them, or a synonym ring's phrase."""
    return len(words) >= 2 or any(word.startswith(_RING) for word in words)


_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
AREA, AWAY, _RING = "xareax", "xawayx", "xringx"  # no word of any language


def _swapped(topic: Topic, id: str, word: str, text: str) -> str:
    pattern = topic.words.get(id)
    return pattern.sub(f" {word} ", text) if pattern else text


def _tells(word: str) -> bool:
    return len(word) > 2 and word not in _STOP and word not in _CALENDAR and not _NUMERAL.match(word)


def _area_names(council: str | None) -> tuple[str, ...]:
    return (council.replace("-", " ").casefold(),) if council else ()


def stems(words: Iterable[str]) -> frozenset[str]:
    """The words without their endings."""
    return frozenset(_stem(word) for word in words)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """The word without its ending, roughly: enough for "recruited", "recruiting" and "recruitment" to be one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


_ENDINGS = "ies ments ment ings ing ers er ations ation ions ion ed es s e".split()


_OFFICE = re.compile(r"\b[A-Z][a-z]+\s$")
_CAPITALS = r"[A-Z][a-z'’-]+(?:\s+[A-Z][a-z'’-]+)*"
_PREMISES = r"(?:House|Lodge|Court|Cottage|Grange|Manor|Road|Street|Lane|Avenue|Close|School|Academy|Farm|View|Hall)"
_NAME = re.compile(
    rf"\b(?:at|in|of|near|on)\s+({_CAPITALS})|\b({_CAPITALS}\s+{_PREMISES})\b"
    r"|^([A-Z][a-z'’-]+(?:\s+[A-Z][a-z'’-]+)+)(?=\s+(?:is|was|will|would|to|should|has|had|could|opens?|opened)\b)"
)


def names_in(topic: Topic, council: str | None, quote: str) -> frozenset[str]:
    """Words of the names of places and premises in the quotation ("in Wath", "Aspen House"); of no institution, plan or
    office (`link_not_names`), nor of the council's own name."""
    ordinary = topic.words.get("link_not_names")
    own = {word for name in _area_names(council) for word in name.split()}
    found: set[str] = set()
    text = unbroken(quote)
    for match in _NAME.finditer(text):
        if _OFFICE.search(text, 0, match.start()):  # "the Ministry of Justice"
            continue
        words = [re.sub(r"['’]s$", "", word) for word in match.group(match.lastindex or 0).split()]
        telling = [word for word in words if not re.fullmatch(_PREMISES, word)]
        if any(ordinary and ordinary.fullmatch(word) for word in telling):
            continue
        found |= {word.lower() for word in telling} - own - _CALENDAR - _STOP
    return frozenset(found)


def _cohorts(topic: Topic, text: str) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for id, pattern in topic.words.items():
        if id.startswith("cohort_") and pattern.search(text):
            axis, _, value = id.removeprefix("cohort_").partition("_")
            found.add((axis, value))
    for match in _AGES.finditer(text):
        found.add(("age", "-".join(group.lower() for group in match.groups() if group)))
    return frozenset(found)


def stages_in(text: str) -> frozenset[tuple[str, int]]:
    """The phases and ordinals a text names: ("phase", 2), ("ordinal", 3)."""
    stages = {(noun.lower(), _count(number)) for noun, number in _STAGE.findall(text)}
    stages |= {(noun.lower(), _ORDINALS.get(order.lower(), 1)) for order, noun in _NTH_STAGE.findall(text)}
    return frozenset(stages | {("ordinal", _ORDINALS[word.lower()]) for word in _ORDINAL.findall(text)})


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower(), 0)


def _part(topic: Topic, council: str | None, text: str) -> str | None:
    named = "|".join(re.escape(part) for part in _area_names(council))
    if named:
        compass = r"(?:north|south|east|west|central|mid)"
        match = re.search(rf"\b{compass}(?:[- ]{compass})?[- ](?:{named})\b", text, re.IGNORECASE)
        if match and match.group().casefold() not in {name.casefold() for name in _area_names(council)}:
            return plain_words(match.group())
    match = topic.words["area_part"].search(text) if "area_part" in topic.words else None
    return plain_words(match.group()) if match else None
