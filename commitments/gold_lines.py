"""Read and write lines in the shape of the gold sets: passages in, findings out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from records.errors import BadInput
from records.findings import Deadline, Findings, Observation, Passage, SourceKind, Statement

_KINDS: dict[str, SourceKind] = {
    "minutes": "minutes",
    "issue": "issue",
    "report": "report",
    "decision": "decision",
    "news": "article",
    "press_release": "press_release",
}


def passage_of(line: Mapping[str, Any]) -> Passage:
    """The passage of one gold line, of which only id, source and text are read; BadInput when one is missing."""
    try:
        source, text = line["source"], line["text"]
        published = date.fromisoformat(source["published"]) if source.get("published") else None
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            f"passage {line.get('id', '?')}: expected id, source and text with an ISO date: {error}"
        ) from error
    return Passage(
        text=text,
        published=published,
        council=source.get("council"),
        body=source.get("body"),
        title=source.get("title"),
        kind=_KINDS.get(source.get("type", ""), "other"),
    )


def line_of(passage_id: str, findings: Findings) -> dict[str, Any]:
    """Findings as one gold-shaped line."""
    return {
        "id": passage_id,
        "commitments": [_commitment(f"c{n}", found) for n, found in enumerate(findings.statements, 1)],
        "observations": [_observation(f"o{n}", found) for n, found in enumerate(findings.observations, 1)],
    }


def _commitment(name: str, found: Statement) -> dict[str, Any]:
    return {
        "id": name,
        "quote": found.quote,
        "start": found.start,
        "kind": found.kind,
        "strength": found.strength,
        "measure_id": found.measure,
        "change": found.change,
        "value": found.value,
        "value_high": found.value_high,
        "unit": found.unit,
        "value_text": found.value_text,
        "baseline": found.baseline,
        "deadline": _deadline(found.deadline),
        "actor": found.actor,
        "net": found.net,
        "bound": found.bound,
        "recurring": found.recurring,
        "conditional": found.conditional,
        "rule": found.rule,
        "trigger": found.trigger,
    }


def _observation(name: str, found: Observation) -> dict[str, Any]:
    return {
        "id": name,
        "quote": found.quote,
        "start": found.start,
        "measure_id": found.measure,
        "value": found.value,
        "value_high": found.value_high,
        "unit": found.unit,
        "value_text": found.value_text,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "target": found.target,
        "rag": found.rag,
        "basis": found.basis,
        "rule": found.rule,
        "trigger": found.trigger,
    }


def _deadline(deadline: Deadline | None) -> dict[str, Any] | None:
    if deadline is None:
        return None
    return {
        "text": deadline.text,
        "start": deadline.start.isoformat() if deadline.start else None,
        "end": deadline.end.isoformat() if deadline.end else None,
        "precision": deadline.precision,
    }
