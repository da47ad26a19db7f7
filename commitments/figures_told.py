"""Tell which figures of a text report something: by the rules, then by weighing the words around each."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from commitments.figure_reading import NOT_LENT, Told, read_figure, read_widely
from commitments.figure_signs import figure_signs
from commitments.figures import Figure
from commitments.measures import NO_MEASURE
from commitments.pages import Page, read_page
from commitments.stretches import PageRows, Signs, rows_of
from records.findings import Passage, Statement
from records.topics import Topic
from records.weighing import Weighing

READING = "reading"
RULES = ("why", "rules", READING, "before it")  # the kinds of signs that the rules give
_ASKED = "figures"  # the weighing that is asked; without it the rules decide alone
# A bare number after these is of the same kind as the figure before it.
_COMPARED = re.compile(
    r"\b(?:it (?:was|is|had been|stood at|has been)|having been|compar(?:ed|ing) (?:with|to)|(?:up|down) from|from"
    r"|against|than|instead of|which was|where it was|"
    r"(?:previously|formerly|last time))\s+(?:(?:it was|just|only|about|around|over|some|nearly|the|a)\s+)*$"
    r"|\(\s*(?:was|from|previously)?\s*$",
    re.IGNORECASE,
)
_TAKES_UP = re.compile(
    r"\b(?:the|that|this) (?:figure|number|total|rate|proportion|percentage|share|average)s?\b(?! of)", re.IGNORECASE
)
_BRACKET_AFTER = re.compile(r"[^.;()\n]{0,70}\(\s*(?:or\s+|just\s+|about\s+)?")


class Read:
    """A figure as the rules read it. What it counts is asked for only where that can change the answer, for it takes as
    long as all else. `against` is what keeps it from being told, if anything does; `told` are the figures before it
    that the rules tell."""

    def __init__(
        self, figure: Figure, against: str | None, told: Sequence[Told], passage: Passage, topic: Topic
    ) -> None:
        self.figure = figure
        self._told = told
        self._passage = passage
        self._topic = topic
        self.against = "counts nothing" if against is None and self.reading is None else against

    @cached_property
    def reading(self) -> tuple[str, str | None] | None:
        """The measure and unit of the figure if the rules find any."""
        return _reading(self.figure, self._told, self._passage, self._topic)

    @property
    def kind(self) -> str:
        """What kind of measure that is: "measure", "other", or "none"."""
        measure = self.reading[0] if self.reading else "none"
        return measure if measure in ("none", NO_MEASURE) else "measure"


def told_figures(
    figures: list[Figure], passage: Passage, topic: Topic, statements: Iterable[Statement] = ()
) -> list[Told]:
    """The figures that count something of the topic, each with its measure and unit."""
    read = read_rules(figures, passage, topic)
    weighing = topic.weighings.get(_ASKED)
    if weighing is None:
        return [(one.figure, *one.reading) for one in read if one.reading is not None and one.against is None]
    promised, page = list(statements), read_page(passage, topic)
    rows = rows_of(page)
    return [
        (one.figure, *(one.reading or read_widely(one.figure, passage, topic)))
        for before, one in zip([None, *read], read, strict=False)
        if not _is_goal(one, promised)
        and _is_told(one, weighing, rows.rows.score(weighing, signs_of(page, rows, one, before, promised)))
    ]


def _is_told(one: Read, weighing: Weighing, others: int) -> bool:
    """Whether a figure is told, by what all `others` of its signs count together and by what kind of reading it has."""
    counts = _kinds_of_reading(weighing)
    return others + max(counts.values()) > 0 and others + counts[one.kind] > 0


@lru_cache(maxsize=4)
def _kinds_of_reading(weighing: Weighing) -> dict[str, int]:
    """What each kind of reading counts."""
    start = weighing.score([])
    return {kind: weighing.score([(READING, [kind])]) - start for kind in ("none", NO_MEASURE, "measure")}


def _is_goal(one: Read, promised: list[Statement]) -> bool:
    """Whether the rules hold a figure for a goal and it stands in a promise ("from 96 to 110 by December")."""
    at = one.figure.quantity.start
    return one.against in ("promised", "target") and any(said.start <= at < said.end for said in promised)


def signs_of(page: Page, rows: PageRows, one: Read, before: Read | None, promised: list[Statement]) -> Signs:
    """The signs for and against a figure's being told, but for what it counts; `before` is the figure before it."""
    signs = figure_signs(page, rows, one.figure, promised)
    rules = [("rules", [one.against or "told"])]
    if before is not None and before.figure.sentence == one.figure.sentence:
        rules.append(("before it", [before.against or "told"]))
        rules.append(("same unit before", [str(before.figure.quantity.unit == one.figure.quantity.unit)]))
    return Signs(signs.stretches, [*signs.others, *rules])


def read_rules(figures: list[Figure], passage: Passage, topic: Topic) -> list[Read]:
    """Every figure as the rules read it, in order."""
    read: list[Read] = []
    told: list[Told] = []
    for last, figure in zip([None, *figures], figures, strict=False):
        against = _against(figure, last, figures, told, passage.text)
        one = Read(figure, against, tuple(told), passage, topic)
        read.append(one)
        if one.against is None and one.reading is not None:
            told.append((figure, *one.reading))
    return read


def _against(figure: Figure, last: Figure | None, figures: list[Figure], told: list[Told], text: str) -> str | None:
    """What in a figure's own words or place keeps it from being told, or None."""
    if figure.role not in ("level", "change"):
        return figure.why
    if figure.role == "change" and _has_level(figure, figures, told):
        return "change of a level"
    if last is not None and last.role == "level" and _is_restated(last, figure, text):
        return "restated"
    return None


def _reading(figure: Figure, told: Sequence[Told], passage: Passage, topic: Topic) -> tuple[str, str | None] | None:
    if not told:
        return read_figure(figure, None, passage, topic)
    start, at = figure.sentence.start, figure.quantity.start
    takes_up = _TAKES_UP.search(passage.text, start, at) is not None
    near = [item for item in reversed(told) if is_near(item[0], figure, takes_up=takes_up)]
    compared = bool(near) and _COMPARED.search(passage.text, max(start, at - 40), at) is not None
    before = next(
        (item for item in near if compared or item[2] not in NOT_LENT or item[2] == figure.quantity.unit), None
    )
    return read_figure(figure, before, passage, topic, compared=compared)


def _is_restated(earlier: Figure, figure: Figure, text: str) -> bool:
    """Whether a share in brackets only says a count again: "212 children (45%)"."""
    if (
        figure.quantity.unit != "percent"
        or earlier.quantity.form != "number"
        or earlier.quantity.end > figure.quantity.start
    ):
        return False
    return _BRACKET_AFTER.fullmatch(text, earlier.quantity.end, figure.quantity.start) is not None


def _has_level(change: Figure, figures: list[Figure], told: list[Told]) -> bool:
    """Whether the sentence of a change has told a level before it, or has one after it."""
    before = (figure for figure, _, _ in told)
    after = (figure for figure in figures if figure.quantity.start > change.quantity.end)
    return any(figure.role == "level" and figure.sentence == change.sentence for figure in chain(before, after))


def is_near(earlier: Figure, figure: Figure, *, takes_up: bool = False) -> bool:
    """Whether an earlier figure may lend its unit: it stands in the same sentence or in the one before, or the sentence
    takes it up ("The figure has reached 27%")."""
    away = figure.sentence.start - earlier.sentence.end
    if earlier.sentence == figure.sentence or earlier.sentence in figure.sentence.leads():
        return True
    listed = figure.sentence.form == "bullet" and figure.sentence.lead == earlier.sentence.lead
    return 0 <= away < (900 if takes_up else 16 if listed else 6)
