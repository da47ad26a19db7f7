"""Fit the weighings of data/weighings/ to labelled passages, and say how well each does on sets it was not fitted to.

    python bench/fit_weighings.py promises|figures GOLD.jsonl [GOLD.jsonl ...] [--judge]

With --judge each set is first judged by weights fitted to all the others. Then weights fitted to all are written. What
must stay unread (tests/gold/own/test-*.jsonl) is not to be given here. `make fit` fits all; needs scikit-learn.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from archive.bundled import load_topic
from bench.parts import leanings
from bench.parts.labelled import answered, in_use, keep, lines, scorer
from commitments.figures import find_figures
from commitments.figures_told import READING, signs_of
from commitments.figures_told import RULES as FIGURE_RULES
from commitments.figures_told import read_rules as read_rules_of_figures
from commitments.gold_lines import passage_of
from commitments.kpi_rows import table_statements
from commitments.observations import quote_of
from commitments.pages import read_page
from commitments.promise_signs import promise_signs
from commitments.promises import read_rules
from commitments.quantities import Quantity
from commitments.settings import find_settings
from commitments.statements import find_statements
from commitments.stretches import Signs, rows_with
from commitments.table_rows import page_tables
from commitments.unwrapped import unwrap
from records.topics import ASIDE, Topic

SEEN_IN, KEPT = 3, 4000  # fewest examples of a sign, most signs
EXAMPLES = "sentences"  # those of the tests, which are to hold: they count four times
# Sets in which as much looks like a promise and is none as in real papers: they count twice.
LIKE_PAPERS = ("dev", *(f"learn-{one}" for one in "o p q s t u v w x y z za sa sb sc ta tb te tg th ti".split()))
NOT_TELLING = (*ASIDE, "told_before", "polarity")
RULES_MADE_ON = ("dev", "threads-g", *(f"learn-{letter}" for letter in "abcdef"))


@dataclass(frozen=True, slots=True)
class Example:
    """One thing to be decided, with its signs, the right answer, and what the rules alone say."""

    set: str
    signs: Mapping[str, int]  # as they are kept, and how often each is seen
    answer: str
    by_rule: str


@dataclass(frozen=True, slots=True)
class Question:
    """A weighing to be fitted. `rules`: what the word of the rules counts, not fitted, since the rules were made on
    many of the same passages; `needs`: how much more than nothing must speak for a yes. `from_rules`: the kinds
    of signs that the rules gave; their weights are fitted only to passages the rules were not made on. `leaning`: the
    kind of words that count by what they are like, too."""

    asks: str
    examples: Callable[[Sequence[Path]], Iterator[Example]]
    rules: Mapping[str, float] = field(default_factory=dict)
    needs: float = 0.0
    from_rules: tuple[str, ...] = ()
    leaning: str | None = None
    pull: float = 0.1  # inverse strength of the penalty


def clauses(paths: Sequence[Path]) -> Iterator[Example]:
    """Every clause of the passages; "yes" for the one that a label fits best. Those that fit a label less well, or an
    optional one, are no examples."""
    topic = load_topic()
    lists = telling_lists(topic)
    for path, line in lines(paths):
        joined = unwrap(line["text"])
        page = read_page(passage_of({**line, "text": joined.text}), topic)
        rows = rows_with(page, lists)
        found: list[tuple[int, int, dict[str, int], str]] = []
        for setting in find_settings(page):
            for reading in read_rules(page, setting):
                place = reading.found or reading.clause
                signs = rows.rows.counted(promise_signs(page, rows, setting, reading.clause))
                found.append((place.start, place.end, signs, f"rules={reading.verdict}"))
        yes, unclear = _matched(line["commitments"], [(start, end) for start, end, *_ in found], page.text)
        for number, (_, _, signs, by_rule) in enumerate(found):
            if number in yes or number not in unclear:
                yield Example(path.stem, signs, "yes" if number in yes else "no", by_rule)


def figures(paths: Sequence[Path]) -> Iterator[Example]:
    """Every figure of the passages' sentences; "yes" for the one that has a label's value and fits it best. Those that
    fit an optional label, or have the same value elsewhere, are no examples."""
    topic = load_topic()
    lists = telling_lists(topic)
    for path, line in lines(paths):
        passage = passage_of({**line, "text": unwrap(line["text"]).text})
        promised = [*find_statements(passage, topic), *table_statements(passage, topic)]
        tables = [(table.start, table.end) for table in page_tables(passage)]
        read = read_rules_of_figures(find_figures(passage, topic, promised, skip=tables), passage, topic)
        told = [one.figure for one in read if one.against is None]
        places = [quote_of(passage.text, one.figure, told) for one in read]
        counted = [one.figure.quantity for one in read]
        yes, unclear = _matched_figures(line["observations"], places, counted, passage.text)
        page = read_page(passage, topic)
        rows = rows_with(page, lists)
        for number, (before, one) in enumerate(zip([None, *read], read, strict=False)):
            signs = signs_of(page, rows, one, before, promised)
            seen = rows.rows.counted(Signs(signs.stretches, [*signs.others, (READING, [one.kind])]))
            if number in yes or number not in unclear:
                yield Example(path.stem, seen, "yes" if number in yes else "no", f"rules={one.against or 'told'}")


def telling_lists(topic: Topic) -> tuple[str, ...]:
    """The vocabulary lists that are signs where they have a word: all but those that tell tables, links and groups of
    people apart, and those looked up only beside a figure, whose phrases begin with any word."""
    names = (entry.id for entry in topic.vocabulary if not entry.id.startswith(NOT_TELLING))
    return tuple(name for name in names if not topic.words[name].is_open)


RULES = {"rules=promise": 2.0, "rules=against": -1.0}
QUESTIONS = {
    "promises": Question(
        "Does a clause promise something that can be checked?", clauses, RULES, 0.35, leaning="w", pull=0.25
    ),
    "figures": Question(
        "Does a figure tell how something of the council's own stands?",
        figures,
        needs=-0.4,
        from_rules=FIGURE_RULES,
    ),
}


def _matched(labels: list[dict[str, Any]], places: list[tuple[int, int]], text: str) -> tuple[set[int], set[int]]:
    """Which places a required label fits best, and which any label fits somehow."""
    score = scorer()
    spans = score.words_of(text)
    yes: set[int] = set()
    unclear: set[int] = set()
    for label in labels:
        wanted = {**label, "start": None}
        fits = [
            (score.overlap({"quote": text[start:end], "start": start}, wanted, text, spans), number)
            for number, (start, end) in enumerate(places)
        ]
        near = [(whole, number) for (share, whole, _), number in fits if share >= 0.5]
        unclear.update(number for _, number in near)
        if near and not label.get("optional"):
            yes.add(max(near)[1])
    return yes, unclear


def _matched_figures(
    labels: list[dict[str, Any]], places: list[tuple[int, int]], counted: list[Quantity], text: str
) -> tuple[set[int], set[int]]:
    """Which figures a required label fits best, and which cannot be told from what an optional one or a label without
    a value means, or have a label's value and fit it less well."""
    score = scorer()
    spans = score.words_of(text)
    yes: set[int] = set()
    unclear: set[int] = set()
    for label in labels:
        fits: list[tuple[bool, float, int]] = []
        at = text.find(label["quote"])
        for number, (start, end) in enumerate(places):
            found = {"quote": text[start:end], "start": start}
            share, whole, also = score.overlap(found, {**label, "start": None}, text, spans)
            same = score.same_number(counted[number].value, label.get("value"))
            if share >= 0.5 and (same or also or label.get("optional") or label.get("value") is None):
                unclear.add(number)
            if share >= 0.5 and same and not also:
                fits.append((at <= counted[number].start < at + len(label["quote"]), whole, number))
        if fits and not label.get("optional"):
            yes.add(max(fits)[2])
    return yes, unclear


def fit(question: Question, known: Sequence[Example]) -> dict[str, Any]:
    """The weighing fitted to examples, as it is kept in JSON."""
    table = DictVectorizer()
    rows = table.fit_transform([_honest(question, one) for one in known])
    answers = [one.answer for one in known]
    times = [4.0 if one.set == EXAMPLES else 2.0 if one.set in LIKE_PAPERS else 1.0 for one in known]
    counts = np.asarray((rows != 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(counts >= SEEN_IN)
    signs = [one.signs for one in known]
    for _ in range(2):  # all that are frequent enough, then those that count
        columns = leanings.beside(rows[:, kept], signs, question.leaning)
        model = LogisticRegression(C=question.pull, max_iter=400).fit(columns, answers, sample_weight=times)
        weight = np.abs(model.coef_[0][: len(kept)]) * np.sqrt(counts[kept])
        if len(kept) > KEPT:
            kept = kept[np.sort(np.argsort(-weight)[:KEPT])]
    names = table.get_feature_names_out()[kept]
    weights = {
        str(name): [round(float(weight), 2)] for name, weight in zip(names, model.coef_[0][: len(kept)], strict=True)
    }
    return {
        "asks": question.asks,
        "answers": ["yes"],
        "start": [round(float(model.intercept_[0]) - question.needs, 3)],
        **leanings.kept(model.coef_[:, len(kept) :], question.leaning),
        "signs": {sign: some for sign, some in sorted(weights.items()) if any(some)}
        | {sign: [weight] for sign, weight in question.rules.items()},
    }


def _honest(question: Question, one: Example) -> dict[str, int]:
    """The signs of an example without what the rules say of passages they were made on."""
    left_out = question.from_rules if one.set in RULES_MADE_ON else ()
    return {sign: times for sign, times in one.signs.items() if sign.partition("=")[0] not in left_out}


def told(known: Sequence[tuple[str, str]]) -> str:
    """How well answers (said, right) do: precision, recall and F1 of yes."""
    both = sum(said == right == "yes" for said, right in known)
    given, wanted = sum(said == "yes" for said, _ in known), sum(right == "yes" for _, right in known)
    return f"P {both / max(1, given):.2f} R {both / max(1, wanted):.2f} F1 {2 * both / max(1, given + wanted):.3f}"


def main(arguments: list[str]) -> Any:
    """Judge set by set, fit to all and write."""
    judged = "--judge" in arguments
    arguments = [argument for argument in arguments if argument != "--judge"]
    if len(arguments) < 2:
        print(__doc__)
        return 0
    name, paths = arguments[0], [Path(path) for path in arguments[1:]]
    question = QUESTIONS[name]
    known = [*question.examples(paths)]
    everywhere: list[tuple[str, str]] = []
    for held in sorted({one.set for one in known}) if judged else ():
        weighing = in_use(fit(question, [one for one in known if one.set != held]))
        own = [one for one in known if one.set == held]
        weighed = [(answered(weighing, {**one.signs, one.by_rule: 1}), one.answer) for one in own]
        everywhere += weighed
        rules = [("yes" if one.by_rule in ("rules=promise", "rules=told") else "no", one.answer) for one in own]
        print(f"{held:12} {len(own):5}  rules {told(rules)}  weighed {told(weighed)}")
    if judged:
        print(f"{'all':12} {len(known):5}  weighed {told(everywhere)}")
    keep(fit(question, known), name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
