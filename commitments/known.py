"""A mention read once for comparing: its subject, and what its words say of earlier promises."""

import re
from dataclasses import dataclass, replace
from datetime import date

from commitments.fingerprints import plain_words
from commitments.subjects import AREA, AWAY, Subject, names_in, stages_in, stems, subject_of
from records.commitments import Mention
from records.topics import Topic

_IT = re.compile(r"^(?:it|they)\b|\bthe (?:home|house|centre|school|unit|building|hub)\b", re.IGNORECASE)
_SPEAKER = re.compile(
    r"[^.;,]{0,80}?\b(?:said|told|agreed|undertook|explained|confirmed|reported|advised|answered|replied|added|stated)\b"
    r"(?:\s+(?:that|to|members|the\s+(?:committee|panel|board|cabinet|council)))*\s+",
    re.IGNORECASE,
)
_FEWEST = 4  # words that must be left
_NOTHING: frozenset[str] = frozenset()
_INSTEAD = re.compile(r"\b(?:instead|in (?:its|their) place)\b", re.IGNORECASE)
PREMISES = frozenset({"home", "house", "centre", "school", "unit", "building", "hub"})


@dataclass(frozen=True, slots=True)
class Known:
    """A mention with its subject, read once."""

    mention: Mention
    subject: Subject
    again: bool = False  # it says that an earlier promise still stands
    on_top: bool = False  # it comes on top of what was promised before
    moved: bool = False  # it says that a date or number was changed
    is_goal: bool = False  # it is called the goal
    gives_up: bool = False  # its sentence names what is given up
    instead: bool = False  # it is to take the place of something
    about: frozenset[str] = frozenset()  # names of the premises it is about, from the paper's title where it says "it"

    @property
    def day(self) -> date | None:
        """When it was published."""
        return self.mention.place.published


def spoken(quote: str) -> str:
    """The quotation without who said it: an officer's title is not what the promise is about."""
    said = _SPEAKER.match(quote)
    rest = quote[said.end() :] if said else quote
    return rest if len(rest.split()) >= _FEWEST else quote


def known(topic: Topic, mention: Mention) -> Known:
    """A mention with its subject, and what its words say of earlier promises."""
    quote, sentence = mention.statement.quote, mention.sentence or mention.statement.quote
    council = mention.place.council
    subject = subject_of(topic, council, spoken(quote), sentence=mention.sentence, around=mention.around)
    on_top = topic.says("link_more", quote)
    # "Two more are to follow": the phase named around it is the one before
    stages = stages_in(quote) if on_top else subject.stages
    subject = replace(subject, plain=plain_words(quote), stages=stages)
    return Known(
        mention,
        subject,
        about=subject.names or (names_in(topic, council, mention.place.title or "") if _IT.search(quote) else _NOTHING),
        again=topic.says("link_restated", sentence),
        on_top=on_top,
        moved=topic.says("drift_moved", mention.around or sentence),
        is_goal=topic.says("again_goal", quote),
        instead=bool(_INSTEAD.search(sentence)),
        gives_up=topic.says("drift_replaced", sentence),
    )


def one_deed(one: Known, other: Known) -> bool:
    """Whether two promises without numbers are of one named place and use one more word of what will be done there."""
    named = one.about & other.about
    if not named or one.subject.stages != other.subject.stages:
        return False
    return bool((one.subject.content & other.subject.content) - stems(named | PREMISES) - {AREA, AWAY})
