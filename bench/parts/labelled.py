"""Labelled passages, the scorer that came with them, and where a fitted weighing is kept."""

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from archive.bundled import bundled, bundled_likeness
from records.weighing import Weighing, read_weighing

_SCORER = Path(__file__).parent.parent.parent / "tests" / "gold" / "score.py"


def lines(paths: Sequence[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every labelled passage with the file it stands in."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            yield path, json.loads(line)


def scorer() -> ModuleType:
    """The scorer of the gold sets, loaded once."""
    if "gold_score" not in sys.modules:
        spec = importlib.util.spec_from_file_location("gold_score", _SCORER)
        assert spec is not None and spec.loader is not None
        sys.modules["gold_score"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["gold_score"])
    return sys.modules["gold_score"]


def answered(weighing: Weighing, counted: Mapping[str, int]) -> str:
    """The answer that signs speak most for, given as they are kept and how often each is seen; "no" for a yes that
    nothing speaks for."""
    by_kind: dict[str, list[str]] = {}
    for sign, times in counted.items():
        kind, _, word = sign.partition("=")
        by_kind.setdefault(kind, []).extend([word] * times)
    scores = weighing.scores((kind, weighing.numbering.numbered(words)) for kind, words in by_kind.items())
    return weighing.answers[int(scores.argmax())] if len(scores) > 1 else "yes" if scores[0] > 0 else "no"


def in_use(weighing: dict[str, Any]) -> Weighing:
    """A fitted weighing as the program reads it."""
    return read_weighing(json.dumps(weighing), "the fit", bundled_likeness())


def keep(weighing: dict[str, Any], name: str) -> None:
    """Write a weighing where the program looks for it, a sign a line, so that two fits can be compared."""
    where = bundled(f"weighings/{name}.json")
    where.parent.mkdir(exist_ok=True)
    signs = ",\n".join(
        f"{json.dumps(sign)}:{json.dumps(some, separators=(',', ':'))}" for sign, some in weighing["signs"].items()
    )
    head = json.dumps({key: told for key, told in weighing.items() if key != "signs"})[:-1]
    where.write_text(f'{head}, "signs": {{\n{signs}\n}}}}\n', "utf-8")
