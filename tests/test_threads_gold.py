"""The gate: tracking on the labelled threads may not fall below the pinned floors."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from commitments.extract import find
from commitments.threads import answer
from tests.invented import TOPIC

GOLD = Path(__file__).parent / "gold"
FILES = ("dev.jsonl", "threads-dev.json", "threads-dev-questions.json", "score.py")
pytestmark = pytest.mark.skipif(
    not all((GOLD / name).is_file() for name in FILES), reason=f"tests/gold/ holds not all of {', '.join(FILES)}"
)


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(name: str) -> Any:
    return json.loads((GOLD / name).read_text("utf-8"))


def scored(*, given: bool) -> dict[str, Any]:
    rows = [json.loads(line) for line in (GOLD / "dev.jsonl").read_text("utf-8").splitlines() if line]
    shown = rows if given else [{key: row[key] for key in ("id", "source", "text")} for row in rows]
    answers = answer(load("threads-dev-questions.json"), shown, TOPIC, given=given, find=None if given else find)
    result: dict[str, Any] = scorer().score_threads(load("threads-dev.json"), rows, answers)
    return result


def test_from_labelled_findings() -> None:
    result = scored(given=True)
    links = result["links"]
    assert result["forbidden_links"]["made"] == 0
    assert links["restates"]["precision"] >= 0.97
    assert links["restates"]["recall"] >= 0.85
    assert links["supersedes"]["precision"] >= 0.97
    assert links["supersedes"]["recall"] >= 0.85
    assert links["evidence"]["precision"] >= 0.97
    assert links["evidence"]["recall"] >= 0.90
    assert result["status"]["accuracy"] >= 0.95


def test_end_to_end() -> None:
    result = scored(given=False)
    links = result["links"]
    assert result["forbidden_links"]["made"] == 0
    assert links["restates"]["precision"] >= 0.95
    assert links["restates"]["recall"] >= 0.65
    assert links["supersedes"]["precision"] >= 0.95
    assert links["supersedes"]["recall"] >= 0.50
    assert links["evidence"]["precision"] >= 0.85
    assert links["evidence"]["recall"] >= 0.55
    assert result["status"]["accuracy"] >= 0.75


def test_every_status_has_its_reason() -> None:
    rows = [json.loads(line) for line in (GOLD / "dev.jsonl").read_text("utf-8").splitlines() if line]
    answers = answer(load("threads-dev-questions.json"), rows, TOPIC, given=True)
    reasons = [row["reason"] for thread in answers["threads"] for row in thread["status"]]
    assert reasons
    assert all(reason.endswith(".") and len(reason) > 20 for reason in reasons)
