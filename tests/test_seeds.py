"""What must be found in the two real texts the project began from, which lie beside the captures and not here."""

import os
from datetime import date
from pathlib import Path

import pytest

from commitments.extract import find
from records.findings import Passage, SourceKind, Statement
from tests.invented import TOPIC

FOLDER = os.environ.get("COUNCILWATCH_FIXTURES")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="the real texts are elsewhere: set COUNCILWATCH_FIXTURES to the folder of captures beside them"
)


def statements(name: str, published: date, council: str, kind: SourceKind) -> list[Statement]:
    text = (Path(FOLDER or "").parent / "seeds" / name).read_text("utf-8")
    found = find(Passage(text=text, published=published, council=council, kind=kind), TOPIC).statements
    assert all(text[one.start : one.end] == one.quote for one in found)
    return list(found)


def test_the_story_of_fifteen_carers() -> None:
    found = statements("000_a95834e82e3ab8ef.txt", date(2018, 9, 14), "Powys", "news")
    told = [(one.kind, one.strength, one.value, str(one.deadline and one.deadline.end), one.net) for one in found]
    assert ("target", "planned", 15, "2018-12-31", True) in told
    assert ("target", "hoped", 15, "2018-12-25", False) in told
    assert ("action", "hoped", None, "2018-09-30", False) in told  # the investigation
    opens = [one.quote.split()[0] for one in found if one.kind == "action"]
    assert {"Develop", "Stabilise"} <= set(opens)
    assert 6_000_000 not in [one.value for one in found]


def test_the_item_on_fostering() -> None:
    found = statements("004_212d629729941c41.txt", date(2021, 11, 3), "West Sussex", "minutes")
    assert [(one.value, one.value_text, one.strength) for one in found if one.unit == "ratio"] == [
        (60, "60-40", "hoped")
    ]
    assert any(one.strength == "resolved" and one.measure == "governance_reporting" for one in found)
    assert any("social media" in one.quote for one in found)
