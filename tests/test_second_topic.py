"""Another subject needs data and no code: the extractor on a housing paper with the housing pack."""

from datetime import date
from pathlib import Path

from commitments.extract import find
from records.findings import Passage
from records.topics import read_topic

FOLDER = Path(__file__).parent.parent / "data" / "topics"
HOUSING = read_topic(
    (FOLDER / "housing.toml").read_text(encoding="utf8"),
    "housing.toml",
    (FOLDER / "common.toml").read_text(encoding="utf8"),
)
PAPER = """Housing and Communities Scrutiny Panel

Minutes:

The Director of Housing reported that 412 households were in temporary accommodation at 31 March 2025. The Council will \
build 500 new council homes by March 2028. It aims to cut the average re-let time from 48 days to 25 days by the end of \
2025/26.

97.2% of rent was collected in 2024/25 against a target of 98%.

RESOLVED – That:

(a) the report be noted; and

(b) a report on the repairs backlog be brought to the Panel in six months' time.
"""
FOUND = find(Passage(text=PAPER, published=date(2025, 5, 12), council="Northmere", kind="minutes"), HOUSING)


def test_statements():
    rows = [
        (s.strength, s.measure, s.change, s.value, s.unit, s.baseline, s.deadline and s.deadline.end)
        for s in FOUND.statements
    ]
    assert rows == [
        ("committed", "council_house_completions", "increase_by", 500, "homes", None, date(2028, 3, 31)),
        ("planned", "void_properties", "reach", 25, "days", 48, date(2026, 3, 31)),
        ("resolved", "governance_reporting", "none", None, None, None, date(2025, 11, 12)),
    ]


def test_observations():
    rows = [(o.measure, o.value, o.unit, o.as_of, o.target) for o in FOUND.observations]
    assert rows == [
        ("temporary_accommodation", 412, "households", date(2025, 3, 31), None),
        ("rent_arrears", 97.2, "percent", date(2025, 3, 31), 98),
    ]


def test_quotes_stand_where_they_say():
    assert all(PAPER[found.start : found.end] == found.quote for found in (*FOUND.statements, *FOUND.observations))
