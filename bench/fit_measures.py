"""Fit the weights by which a measure is chosen (commitments/measures.py) to labelled passages, and test them on others.

    python bench/fit_measures.py GOLD.jsonl [GOLD.jsonl ...]

Every labelled quotation is read as a clause of its sentence. The weights are those of a conditional logit: the measure
that was labelled should score above all others that may be meant. Passages are held out in four folds.
"""

import json
import math
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from archive.bundled import load_topic
from commitments.measures import FEATURES, NO_MEASURE, WEIGHTS, signs
from commitments.sentences import find_sentences

FOLDS, STEPS, PULL = 4, 60, 3.0  # PULL: how strongly the weights are held to those in use

Example = tuple[str, str, dict[str, list[float]]]  # passage, labelled measure, signs of each that may be meant


def examples(paths: Sequence[str]) -> list[Example]:
    """Every labelled quotation with the signs of the measures that may be meant by it."""
    topic = load_topic()
    found: list[Example] = []
    for line in (json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines()):
        text, sentences = line["text"], find_sentences(line["text"])
        for item in (*line["commitments"], *line["observations"]):
            start = text.find(item["quote"])
            end = start + len(item["quote"])
            around = next((s for s in sentences if s.start <= start < s.end), None)
            before = next((text[s.start : s.end] for s in reversed(sentences) if s.end <= start), None)
            seen = signs(
                topic, text, start, end, unit=item.get("unit"), near=None,
                within=(around.start, max(around.end, end)) if around else None, context=(before,),
                title=line["source"].get("title"), area=line["source"].get("council"), alone=True,
            )  # fmt: skip
            seen.setdefault(NO_MEASURE, [0.0] * len(FEATURES))
            if item["measure_id"] in seen:
                found.append((line["id"], item["measure_id"], seen))
    return found


def best(weights: Sequence[float], seen: dict[str, list[float]]) -> str:
    """The measure with the highest score."""
    return max(seen, key=lambda name: _score(weights, seen[name]))


def fit(known: Sequence[Example]) -> list[float]:
    """The weights under which what was labelled is likeliest, held to those in use."""
    weights = list(WEIGHTS)
    for step in range(STEPS):
        slope = [PULL * (now - start) for now, start in zip(weights, WEIGHTS, strict=True)]
        for _, meant, seen in known:
            scores = {name: _score(weights, sign) for name, sign in seen.items()}
            top = max(scores.values())
            share = {name: math.exp(score - top) for name, score in scores.items()}
            total = sum(share.values())
            for name, sign in seen.items():
                gap = share[name] / total - (name == meant)
                for place, value in enumerate(sign):
                    if value:
                        slope[place] += gap * value
        rate = 2.0 / len(known) / (1 + step / 50)
        weights = [weight - rate * change for weight, change in zip(weights, slope, strict=True)]
    return weights


def right(known: Sequence[Example], weights_for: Callable[[str], Sequence[float]]) -> float:
    """The share of quotations given the labelled measure."""
    hits = sum(best(weights_for(passage), seen) == meant for passage, meant, seen in known)
    return hits / max(1, len(known))


def _score(weights: Sequence[float], sign: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, sign, strict=True))


def _fold(passage: str) -> int:
    return zlib.crc32(passage.encode()) % FOLDS


def main(arguments: list[str]) -> Any:
    """Print how well the weights in use do, how well fitted ones do on passages held out, and weights fitted to all."""
    if not arguments:
        return __doc__
    known = examples(arguments)
    folds = [fit([one for one in known if _fold(one[0]) != fold]) for fold in range(FOLDS)]
    print(f"{len(known)} quotations; in use {right(known, lambda _: WEIGHTS):.3f},", end=" ")
    print(f"fitted, held out {right(known, lambda passage: folds[_fold(passage)]):.3f}")
    for name, now, new in zip(FEATURES, WEIGHTS, fit(known), strict=True):
        print(f"{name:15} {now:5.1f} {new:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
