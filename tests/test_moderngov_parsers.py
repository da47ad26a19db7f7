"""ModernGov's pages beside what is read from them: a new page and its JSON in tests/pages/moderngov need no Python.

The JSON names the parser (`module.function`), the address, the site's base URL where it is not the usual one, and
either `expect`, the records without the fields left at their defaults, or `raises`, words of the error's sentence.
"""

import contextlib
import json
import random
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from records.errors import PageShape

PAGES = Path(__file__).parent / "pages" / "moderngov"
SITE = "https://democracy.harrowmere.example"


def plain(value):
    """Records as JSON has them: a dataclass is an object without the fields left at their defaults."""
    if is_dataclass(value):
        pairs = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
        return {name: plain(held) for name, (held, default) in pairs.items() if default is MISSING or held != default}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def read(page: Path, example: dict):
    module, _, name = example["parser"].rpartition(".")
    parser = getattr(import_module(f"crawler.parsers.{module}"), name)
    given = {"body": page.read_bytes(), "url": example["url"], "site": example.get("site", SITE)}
    return parser(**{key: given[key] for key in signature(parser).parameters if key in given})


@pytest.mark.parametrize("page", sorted([*PAGES.glob("*.html"), *PAGES.glob("*.xml")]), ids=lambda page: page.stem)
def test_page(page):
    example = json.loads(page.with_suffix(".json").read_text("utf-8"))
    if "raises" in example:
        with pytest.raises(PageShape, match=example["raises"]) as caught:
            read(page, example)
        assert str(caught.value).startswith(example["url"])
    else:
        assert plain(read(page, example)) == example["expect"]


def test_every_json_has_its_page():
    stems = {page.stem for page in PAGES.iterdir() if page.suffix != ".json"}
    assert {page.stem for page in PAGES.glob("*.json")} == stems


@pytest.mark.parametrize("page", sorted([*PAGES.glob("*.html"), *PAGES.glob("*.xml")]), ids=lambda page: page.stem)
def test_a_damaged_page_raises_a_sentence_and_nothing_else(page, tmp_path):
    example = json.loads(page.with_suffix(".json").read_text("utf-8"))
    whole, chance = page.read_bytes(), random.Random(page.stem)
    for _ in range(12):
        start, end = sorted(chance.randrange(len(whole)) for _ in range(2))
        noise = bytes(chance.randrange(256) for _ in range(chance.randrange(8)))
        damaged = tmp_path / page.name
        damaged.write_bytes(chance.choice((whole[:start], whole[:start] + noise + whole[end:], noise + whole[end:])))
        with contextlib.suppress(PageShape):
            read(damaged, example)
