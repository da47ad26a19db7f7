"""The gate: statements found in the labelled passages may not fall below the pinned floors."""

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


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def result() -> dict[str, Any]:
    """The scorer's summary of our findings, made from id, source and text alone."""
    score = scorer()
    rows = score.read_jsonl(GOLD / "dev.jsonl")
    told = [{key: row[key] for key in ("id", "source", "text")} for row in rows]
    found = [line_of(row["id"], find(passage_of(row), TOPIC)) for row in told]
    return dict(score.summarise(score.add_up(score.tally(rows, found))))


def figure(name: str) -> float:
    part, _, rest = name.partition(" ")
    summary = result()
    if part == "statements":
        return float(summary["commitments"][rest])
    if part == "kind":
        return float(summary["by_kind"][rest]["f1"])
    if part == "slot":
        return float(summary["slots"][rest]["set"])
    return float(summary["complete_target"]["accuracy"])


# The floor reached, and beside it the aim where that is higher.
FLOORS = {
    "statements precision": 0.89,  # aim 0.90
    "statements f1": 0.87,  # aim 0.90
    "kind target": 0.90,
    "slot value": 0.94,
    "slot unit": 0.86,  # aim 0.93
    "slot change": 0.92,  # aim 0.93; 124 right of 134 statements found, 123 of 132 before more were found
    "slot deadline_end": 0.92,  # aim 0.94
    "slot measure_id": 0.87,  # aim 0.90
    "complete targets": 0.76,
}


@pytest.mark.parametrize("name", FLOORS)
def test_floor(name):
    assert figure(name) >= FLOORS[name]


def test_predictions_are_valid_labels():
    score = scorer()
    rows = score.read_jsonl(GOLD / "dev.jsonl")[:40]
    faults: list[str] = []
    for row in rows:
        found = line_of(row["id"], find(passage_of(row), TOPIC))
        for item in found["commitments"]:
            score.check_commitment(item, row["text"], row["id"], faults)
    assert faults == []


def test_passages_nobody_tuned_on_hold_their_floor():
    score = scorer()
    path = GOLD / "own" / "test-c.jsonl"
    rows = score.read_jsonl(path)
    found = [line_of(row["id"], find(passage_of(row), TOPIC)) for row in rows]
    summary = score.summarise(score.add_up(score.tally(rows, found)))
    assert summary["commitments"]["f1"] >= 0.73  # aim 0.90
    assert summary["observations"]["f1"] >= 0.72  # aim 0.85
