"""The whole extractor: everything found in one passage, with offsets into the text as it was given."""

import gc
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from commitments.kpi_rows import table_statements
from commitments.observations import find_observations
from commitments.statements import find_statements, turned
from commitments.unwrapped import Unwrapped, unwrap
from commitments.weighed_slots import weigh_slots
from records.findings import Findings, Observation, Passage, Statement
from records.topics import Topic

RULES_VERSION = "2"

_GARBAGE = 20_000  # objects made and not yet freed after which garbage is collected; Python says 700

_Found = TypeVar("_Found", Statement, Observation)


def find(passage: Passage, topic: Topic) -> Findings:
    """Statements and observations of a passage, in the order of the text; every quote is `text[start:end]`."""
    joined = unwrap(passage.text)
    clean = replace(passage, text=joined.text)
    told, in_tables = find_statements(clean, topic), table_statements(clean, topic)
    observations = find_observations(clean, topic, [*told, *in_tables])
    statements = [turned(clean, topic, weigh_slots(clean, topic, one)) for one in told]
    statements += [weigh_slots(clean, topic, one) for one in in_tables]
    observations = tuple(weigh_slots(clean, topic, one) for one in observations)
    return Findings(
        statements=_in_order(_placed(one, joined, passage.text) for one in statements),
        observations=_in_order(_placed(one, joined, passage.text) for one in observations),
    )


def make_ready(topic: Topic) -> None:
    """Have the phrases of a topic made ready for many pages, which takes a second. What that makes, some two hundred
    thousand objects that stay, is looked at no more whenever garbage is collected, and that is done about once a page,
    not thirty times: most of what a page makes is freed without. This is done once in a process."""
    if not gc.get_freeze_count():
        find(Passage(text="The Council will open 15 by March 2030."), topic)
        gc.collect()
        gc.freeze()
        gc.set_threshold(_GARBAGE)


def _placed(found: _Found, joined: Unwrapped, text: str) -> _Found:
    if joined.text == text:
        return found
    start, end = joined.place(found.start), joined.end_place(found.end)
    return replace(found, start=start, end=end, quote=text[start:end])


def _in_order(found: Iterable[_Found]) -> tuple[_Found, ...]:
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))
