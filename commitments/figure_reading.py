"""Read what each figure of a text counts: its measure and unit, from the words beside it or the figure before it."""

import re
from dataclasses import dataclass
from datetime import date

from commitments.figure_measures import UNCOUNTED, measures_without, unit_of_label
from commitments.figures import Figure
from commitments.measures import NO_MEASURE, NOT_MEASURED, measure_of
from commitments.past_periods import find_past_periods
from commitments.words import begins_with, ends_with
from records.findings import Passage
from records.topics import Topic

Told = tuple[Figure, str, str | None]
SPLIT = re.compile(
    r"[;,]\s+(?:and\s+|but\s+|while\s+|with\s+)?|\s+(?:and|but|while|whereas|compared (?:with|to)|against|up from"
    r"|down from)\s+",
    re.IGNORECASE,
)
_ANY_DAY = date(2100, 1, 1)  # for asking only whether a text names a day
_BUDGETS = {"budget_overspend", "savings", "service_spend", "investment"}
_PER_10000 = re.compile(r"\s*(?:children\s+|people\s+)?per\s+(?:10,?000|10k|ten\s+thousand)\b", re.IGNORECASE)
_PART = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_FEW_WORDS = re.compile(r"(?:[ \t\xa0]+[\w'’-]+){1,4}")
NOT_LENT = (None, "gbp", "percent", "days", "weeks", "months", "years", "per_10000")


def read_figure(
    figure: Figure, before: Told | None, passage: Passage, topic: Topic, *, compared: bool = False
) -> tuple[str, str | None] | None:
    """The measure and unit of a figure, or None when it counts nothing that is followed. `before` is a figure that may
    lend it its own; `compared` whether it is compared with that one.

    What is counted must be named in the sentence itself, in the label it stands under, or by the figure before it; the
    heading and the title only help to choose between measures.
    """
    if figure.why == "spending_gap":
        return "budget_overspend", "gbp"
    if figure.why == "saved":
        return "savings", "gbp"
    q, text, sentence = figure.quantity, passage.text, figure.sentence
    if figure.why == "price":
        return _priced(figure, passage, topic), "gbp"
    if _PER_10000.match(text, q.end):
        return _rate(_near(figure, passage, topic), before)
    if q.unit in UNCOUNTED:
        return None
    near = _near(figure, passage, topic)
    elsewhere = q.noun is not None and not (sentence.start <= q.noun[0] < sentence.end) and q.form == "number"
    if q.unit is None or elsewhere:
        return _bare(near, before, compared=compared)
    measure = near.measure(q.unit)
    if measure == NO_MEASURE and before is not None and before[2] == q.unit:
        measure = before[1]
    elif measure == NO_MEASURE and (near.is_dated() or (q.form == "percent" and near.names_unit())):
        measure = near.measure(q.unit, wide=True)
    counted = q.form in ("number", "range")
    if measure == NO_MEASURE and counted:
        measure = _measure_of_unit(topic, q.unit)
    if (
        measure == NO_MEASURE
        and counted
        and (near.is_counted_now() or (near.labels and near.is_under_label()))
        and not near.names_other()
    ):
        measure = near.measure(q.unit, wide=True)
    if measure == "participation" and counted and not near.is_dated():
        return None  # "five parents spoke": who took part on one occasion
    if measure == NO_MEASURE and not near.names_other():
        known = not counted and near.names_unit() and (near.is_dated() or q.form == "duration")
        if not known:
            return None
    return measure, _usual_unit(topic, measure, q.unit)


def read_widely(figure: Figure, passage: Passage, topic: Topic) -> tuple[str, str | None]:
    """The measure and unit of a figure that counts something by all that is said around it."""
    near = _near(figure, passage, topic)
    measure = near.measure(figure.quantity.unit, wide=True)
    return measure, figure.quantity.unit and _usual_unit(topic, measure, figure.quantity.unit)


def _rate(near: "_Near", before: Told | None) -> tuple[str, str | None]:
    """The measure and unit of a rate per 10,000."""
    measure = near.measure("per_10000")
    if measure == NO_MEASURE:
        measure = before[1] if before is not None else near.measure("per_10000", wide=True)
    return measure, "per_10000"


def _priced(figure: Figure, passage: Passage, topic: Topic) -> str:
    """The measure a price belongs to: one counted in money first, and no budget."""
    sums = {m.id for m in topic.measures if m.units[:1] == ("gbp",)} - _BUDGETS
    sentence = figure.sentence
    return measure_of(
        topic, passage.text, *figure.clause, unit="gbp", near=figure.quantity.start,
        within=(sentence.start, sentence.end), context=(passage.title,),
        leave_out={m.id for m in topic.measures} - sums - {NO_MEASURE},
    )  # fmt: skip


def _bare(near: "_Near", before: Told | None, *, compared: bool) -> tuple[str, str | None] | None:
    """The measure and unit of a number without a word for what it counts: "stood at 12", "9 in residential care"."""
    figure, text, words = near.figure, near.text, near.topic.words
    q, sentence = figure.quantity, figure.sentence
    alone = sentence.end - sentence.start <= q.end - q.start + 12
    bracketed = text[q.start - 1 : q.start] == "("
    series = before is not None and before[0].sentence == sentence and before[2] not in NOT_LENT
    if not (
        alone
        or bracketed
        or series
        or begins_with(words["observed_counted"], text, q.end, sentence.end)
        or ends_with(words["observed_stood"], text, sentence.start, q.start)
        or near.is_named_after()
    ):
        return None
    labelled = (
        bool(near.labels)
        and near.labels[0].rstrip().endswith(":")
        and near.is_led()
        and (before is None or before[0].sentence != sentence)
    )
    if before is not None and not labelled and (compared or before[2] not in NOT_LENT):
        lent = before[2]
        measure = before[1] if compared else near.measure(lent)
        measure = measure if measure != NO_MEASURE else before[1]
        return measure, lent
    measure = near.measure(None, wide=alone or near.is_dated())
    if measure == NO_MEASURE and q.unit is not None:
        measure = _measure_of_unit(near.topic, q.unit)
    if measure == NO_MEASURE:
        return None
    labels = "\n".join(near.labels + near.around)
    unit = unit_of_label(near.topic, text[sentence.start : sentence.end], labels, measure)
    averaged = words["observed_average"].search(text, sentence.start, q.start) is not None
    return measure, _usual_unit(near.topic, measure, unit) if unit and averaged else unit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    """A figure with what may say what it counts."""

    topic: Topic
    text: str
    figure: Figure
    segment: tuple[int, int]
    labels: list[str]
    title: str
    area: str | None

    @property
    def around(self) -> list[str]:
        """What stands around the sentence, further off than its labels, nearest first."""
        sentence = self.figure.sentence
        leads = [self.text[lead.start : lead.end] for lead in sentence.leads()][:2]
        before = _PART.split(self.text[max(0, sentence.start - 400) : sentence.start].rstrip())[-2:]
        return [*leads[len(self.labels) :], *reversed(before)]

    def measure(self, unit: str | None, *, wide: bool = False) -> str:
        """The measure named in the sentence or its label; `wide` looks at the heading and the title as well."""
        sentence, near = self.figure.sentence, self.figure.quantity.start
        context = self.labels + (self.around if wide else [])
        for counted in dict.fromkeys((unit, None)):
            found = measure_of(
                self.topic, self.text, *self.segment, unit=counted, near=near, within=(sentence.start, sentence.end),
                context=context, title=self.title, leave_out=measures_without(self.topic, counted), area=self.area,
                alone=wide,
            )  # fmt: skip
            if found != NO_MEASURE:
                return found
        return NO_MEASURE

    def is_dated(self) -> bool:
        """Whether the sentence says when its figure stood so, and so reports it."""
        sentence = self.figure.sentence
        words = self.topic.words
        if any(
            words[name].search(self.text, sentence.start, sentence.end)
            for name in ("observed_now", "observed_past_year", "observed_last_year")
        ):
            return True
        return bool(find_past_periods(self.text, _ANY_DAY, sentence.start, sentence.end))

    def is_counted_now(self) -> bool:
        """Whether the sentence only says that there are so many ("There are 58 such children")."""
        sentence, words = self.figure.sentence, self.topic.words["observed_there_are"]
        return ends_with(words, self.text, sentence.start, self.figure.quantity.start)

    def is_under_label(self) -> bool:
        """Whether the figure stands right after its label ("Approved households: 132")."""
        sentence = self.figure.sentence
        return sentence.end - sentence.start < 60 and self.text[self.figure.quantity.start - 2 :].startswith(": ")

    def is_led(self) -> bool:
        """Whether the sentence itself stands under its label, and not paragraphs further down ("Minutes:")."""
        sentence = self.figure.sentence
        lead = sentence.lead
        return lead is not None and (sentence.form == "bullet" or sentence.start - lead.end < 4)

    def is_named_after(self) -> bool:
        """Whether the words right after the figure name what it counts ("31 agency, 12 permanent")."""
        end = self.figure.quantity.end
        tail = _FEW_WORDS.match(self.text, end, min(self.segment[1], self.figure.right))
        return tail is not None and measure_of(self.topic, self.text, end, tail.end()) != NO_MEASURE

    def names_other(self) -> bool:
        """Whether the sentence counts something that belongs to no measure of the pack (appeals, say)."""
        sentence, words = self.figure.sentence, self.topic.words.get(NOT_MEASURED)
        return words is not None and words.search(self.text, sentence.start, sentence.end) is not None

    def names_unit(self) -> bool:
        """Whether the sentence names anything the topic counts."""
        sentence = self.figure.sentence
        return self.topic.unit_words.search(self.text, sentence.start, sentence.end) is not None


def _near(figure: Figure, passage: Passage, topic: Topic) -> _Near:
    text, sentence = passage.text, figure.sentence
    label = sentence.lead if sentence.lead and sentence.lead.end - sentence.lead.start < 90 else None
    start, end = _segment(text, figure)
    if label and start == sentence.start and sentence.start - label.end < 4:
        start = label.start  # "Carers approved: 12"
    return _Near(
        topic=topic,
        text=text,
        figure=figure,
        segment=(start, end),
        labels=[text[label.start : label.end]] if label else [],  # "Children in care:"
        title=passage.title or "",
        area=passage.council,
    )


def _measure_of_unit(topic: Topic, unit: str) -> str:
    """The one measure mostly counted in a unit ("households"), or "other" when several are."""
    named = [measure.id for measure in topic.measures if measure.units[:1] == (unit,)]
    return named[0] if len(named) == 1 else NO_MEASURE


def _usual_unit(topic: Topic, measure: str, unit: str) -> str:
    """A measure counted per something ("cases_per_worker") keeps that unit whatever the sentence calls it."""
    units = topic.measure[measure].units if measure in topic.measure else ()
    if units and "_per_" in units[0] and unit not in ("percent", "per_10000", "gbp"):
        return units[0]
    return unit


def _segment(text: str, figure: Figure) -> tuple[int, int]:
    """The words nearest a figure: back to the number before it or a break, on to the number after it or a break."""
    q = figure.quantity
    first = max(figure.left, figure.clause[0])
    cuts = [m.end() for m in SPLIT.finditer(text, first, q.start)]
    start = cuts[-1] if cuts else first
    last = min(figure.right, figure.clause[1])
    cut = SPLIT.search(text, q.end, last)
    return start, cut.start() if cut else last
