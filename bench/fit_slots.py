"""Fit the weighings that decide measure and unit of what was found, and say how well they do on other sets.

    python bench/fit_slots.py GOLD.jsonl [GOLD.jsonl ...] [--judge SET ...]

What is found in labelled passages is paired with the labels as the scorer does. With --judge the sets named are judged
by weights fitted to the others, and nothing is written; without, data/weighings/ is written. What must stay unread
(tests/gold/own/test-*.jsonl) may only be judged. `make fit` runs it with scikit-learn.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from archive.bundled import load_topic
from bench.parts import leanings
from bench.parts.labelled import answered, in_use, keep, lines, scorer
from commitments.extract import find
from commitments.gold_lines import line_of, passage_of
from commitments.slot_signs import found_in, measure_signs, unit_signs
from commitments.unwrapped import unwrap
from commitments.weighed_slots import MEASURES, UNITS, has_open_unit

SEEN_IN = 3  # fewest examples of a sign
PULL = {MEASURES: 0.1, UNITS: 0.3}  # inverse strength of the penalty
KEPT = {MEASURES: 22000, UNITS: 15000}  # most weights
ASKS = {MEASURES: "Which measure is meant?", UNITS: "What does the figure count?"}
LOUD = {MEASURES: ("measure=", "names=", "sentence names=", "before names=", "title names=", "page of="), UNITS: ()}
LEANING = {MEASURES: "w", UNITS: None}  # the kind of words that count by what they are like, too
LOUDER = 3.0  # how much less the penalty holds down what names a measure
TOPIC = "childrens-services"
# The rules were made on these: what they say there is right too often, and counts for half. They were made on dev, too,
# but it alone holds what real papers speak of in the share that they do.
TUNED_ON = ("learn-a", "learn-b", "learn-c", "learn-d", "learn-e", "learn-f", "threads-g")
OPTIONAL = 0.5  # what a label counts that is neither required nor punished


@dataclass(frozen=True, slots=True)
class Example:
    """One slot of one finding, with its signs, the right answer and what the rules say."""

    set: str
    slot: str
    what: str
    signs: Mapping[str, int]  # as they are kept, and how often each is seen
    answer: str
    by_rule: str
    times: float


def examples(paths: Sequence[Path]) -> Iterator[Example]:
    """Every slot to be decided of every finding that fits a label."""
    topic = load_topic(TOPIC)
    rules = topic.model_copy(
        update={"weighings": {name: one for name, one in topic.weighings.items() if name not in ASKS}}
    )
    for path, line in lines(paths):
        joined = unwrap(line["text"])
        passage = replace(passage_of(line), text=joined.text)
        found = find(passage, rules)
        named = line_of(line["id"], found)
        for what, items in (("commitments", found.statements), ("observations", found.observations)):
            for item, told in zip(items, named[what], strict=True):
                told["start"] = joined.place(item.start)
                told["quote"] = line["text"][told["start"] : joined.end_place(item.end)]
            pairs, _ = scorer().pair_up(named[what], line[what], line["text"])
            for at, label in pairs:
                wanted, item = line[what][label], items[at]
                placed = found_in(passage, rules, item)
                times = (OPTIONAL if wanted.get("optional") else 1.0) * (1.0 if path.stem in TUNED_ON else 2.0)
                seen = placed.page.rows.counted(measure_signs(placed))
                yield Example(path.stem, MEASURES, what, seen, wanted["measure_id"], item.measure, times)
                if has_open_unit(placed) and wanted.get("unit") is not None:
                    seen = placed.page.rows.counted(unit_signs(placed))
                    yield Example(path.stem, UNITS, what, seen, wanted["unit"], item.unit or "", times)


def fit(slot: str, known: Sequence[Example]) -> dict[str, Any]:
    """The weighing fitted to examples, as it is kept in JSON."""
    loudness = {sign: LOUDER if sign.startswith(LOUD[slot]) else 1.0 for one in known for sign in one.signs}
    table = DictVectorizer()
    rows = table.fit_transform([{sign: times * loudness[sign] for sign, times in one.signs.items()} for one in known])
    counts = np.asarray((rows != 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(counts >= SEEN_IN)
    model = LogisticRegression(C=PULL[slot], max_iter=200, tol=1e-3)
    columns = leanings.beside(rows[:, kept], [one.signs for one in known], LEANING[slot])
    model.fit(columns, [one.answer for one in known], sample_weight=[one.times for one in known])
    names = table.get_feature_names_out()[kept]
    weights = model.coef_[:, : len(kept)] * [loudness[name] for name in names]
    heavy = np.abs(weights) * np.sqrt(counts[kept])
    least = np.partition(heavy.ravel(), -KEPT[slot])[-KEPT[slot]] if heavy.size > KEPT[slot] else 0.0
    signs = {}
    for column, name in enumerate(names):
        places = [int(at) for at in np.flatnonzero(heavy[:, column] >= least)]
        some = [[at, round(float(weights[at, column]), 2)] for at in places]
        if some := [pair for pair in some if pair[1]]:
            signs[str(name)] = some
    return {
        "asks": ASKS[slot],
        "answers": [str(one) for one in model.classes_],
        "start": [round(float(one), 2) for one in model.intercept_],
        **leanings.kept(model.coef_[:, len(kept) :], LEANING[slot]),
        "signs": dict(sorted(signs.items())),
    }


def judge(slot: str, known: Sequence[Example], held: Sequence[str]) -> None:
    """Print how often the rules and the weights fitted to the other sets are right in the sets named."""
    weighing = in_use(fit(slot, [one for one in known if one.set not in held]))
    for what in ("commitments", "observations"):
        own = [one for one in known if one.set in held and one.what == what and one.times >= 1]
        if own:
            rules = sum(one.by_rule == one.answer for one in own) / len(own)
            weighed = sum(answered(weighing, one.signs) == one.answer for one in own) / len(own)
            print(
                f"{' '.join(held)} {slot:9} {what:12} {len(own):4} rules {rules:.3f} weighed {weighed:.3f}", flush=True
            )


def main(arguments: list[str]) -> Any:
    """Judge the sets named, or fit to all and write."""
    if not arguments:
        print(__doc__)
        return 0
    at = arguments.index("--judge") if "--judge" in arguments else len(arguments)
    held = arguments[at + 1 :]
    known = [*examples([Path(path) for path in arguments[:at]])]
    for slot in ASKS:
        own = [one for one in known if one.slot == slot]
        if held:
            judge(slot, own, held)
        else:
            keep(fit(slot, own), f"{TOPIC}/{slot}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
