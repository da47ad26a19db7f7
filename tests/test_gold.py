"""The gate: what is found in the labelled passages may not fall below the pinned floors."""

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from commitments.extract import find
from commitments.gold_lines import line_of, passage_of
from tests.invented import TOPIC

GOLD = Path(__file__).parent / "gold"
pytestmark = pytest.mark.skipif(not (GOLD / "dev.jsonl").is_file(), reason="tests/gold/dev.jsonl is not there")


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def findings(name: str) -> list[dict[str, Any]]:
    """Our findings in the passages of a file, made from id, source and text alone."""
    rows = scorer().read_jsonl(GOLD / name)
    told = [{key: row[key] for key in ("id", "source", "text")} for row in rows]
    return [line_of(row["id"], find(passage_of(row), TOPIC)) for row in told]


@cache
def summary(name: str) -> dict[str, Any]:
    """The scorer's summary of those findings."""
    score = scorer()
    return dict(score.summarise(score.add_up(score.tally(score.read_jsonl(GOLD / name), findings(name)))))


def figure(found: dict[str, Any], name: str) -> float:
    """One figure of a summary by its name in FLOORS."""
    part, _, rest = name.partition(" ")
    if part in ("commitments", "observations"):
        return float(found[part][rest])
    if part == "kind":
        return float(found["by_kind"][rest]["f1"])
    if part == "slot":
        return float(found["slots"][rest]["set"])
    if part == "observed":
        return float(found["observation_slots"][rest]["set"])
    return float(found["complete_target"]["accuracy"])


# The floor reached, and beside it the aim on text nobody tuned on where that is higher.
FLOORS = {
    "commitments precision": 0.94,
    "commitments f1": 0.92,
    "kind target": 0.94,
    "slot value": 0.97,
    "slot unit": 0.97,
    "slot change": 0.93,
    "slot deadline_end": 0.94,  # aim 0.94
    "slot measure_id": 0.96,
    "complete targets": 0.84,
    "observations f1": 0.94,
    "observed value": 0.99,
    "observed as_of": 0.92,
}
# Passages composed by other hands whose errors nobody has listed and to which nothing is fitted: what to expect of a
# new council. The fourth to sixth are the newest and as full of look-alikes as dev; tf is mostly news.
UNREAD = {
    "own/test-h.jsonl": {"commitments f1": 0.84, "observations f1": 0.90},
    "own/test-n.jsonl": {"commitments f1": 0.82, "observations f1": 0.92},
    "own/test-r.jsonl": {"commitments f1": 0.77, "observations f1": 0.88},
    "own/test-tc.jsonl": {"commitments f1": 0.75, "observations f1": 0.82},
    "own/test-td.jsonl": {"commitments f1": 0.72, "observations f1": 0.80},
    "own/test-tf.jsonl": {"commitments f1": 0.73, "observations f1": 0.85},
}  # aims: 0.90 and 0.85


@pytest.mark.parametrize("name", FLOORS)
def test_floor(name):
    assert figure(summary("dev.jsonl"), name) >= FLOORS[name]


@pytest.mark.parametrize(("file", "name"), [(file, name) for file, floors in UNREAD.items() for name in floors])
def test_passages_nobody_tuned_on_hold_their_floor(file, name):
    assert figure(summary(file), name) >= UNREAD[file][name]


def test_findings_are_valid_labels():
    faults: list[str] = []
    for row, found in zip(scorer().read_jsonl(GOLD / "dev.jsonl"), findings("dev.jsonl"), strict=True):
        for item in found["commitments"]:
            scorer().check_commitment(item, row["text"], row["id"], faults)
    assert faults == []
