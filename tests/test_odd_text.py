"""Text that no person wrote: endless rows of dots, figures and words, which must cost neither the page nor its offsets."""

from datetime import date

import pytest

from commitments.extract import find
from commitments.sentences import find_sentences
from commitments.unwrapped import unwrap
from records.findings import Passage
from tests.invented import TOPIC

BEFORE = "The Council will open five children's homes by May 2026."
AFTER = "It has 47 foster carers."


@pytest.mark.parametrize(
    "odd",
    [
        "." * 20_000,
        " " * 20_000,
        "_" * 20_000,
        "Aims " + "." * 5_000 + " 5",
        "1" * 20_000,
        "£" + "9" * 400 + "m",
        "5% " * 1_000,
        "1 " * 3_000,
        "and " * 3_000,
        "- " * 5_000,
        "(((" * 3_000,
    ],
    ids=lambda odd: f"{odd[:6]} x {len(odd)}",
)
def test_what_stands_around_it_is_found_where_it_stands(odd: str) -> None:
    text = f"{BEFORE}\n\n{odd}\n\n{AFTER}"
    found = find(Passage(text=text, published=date(2025, 5, 12)), TOPIC)
    assert BEFORE.rstrip(".") in [one.quote for one in found.statements]
    assert [one.quote for one in found.observations if one.value == 47] == [AFTER.rstrip(".")]
    assert all(text[one.start : one.end] == one.quote for one in (*found.statements, *found.observations))


def test_a_row_of_one_sign_is_cut_short_and_what_follows_keeps_its_place() -> None:
    text = f"Fos-\ntering {'.' * 900} 12 {'_' * 150} carers"
    joined = unwrap(text)
    assert joined.text == f"Fostering {'.' * 200} 12 {'_' * 150} carers"
    at = joined.text.index("carers")
    assert (joined.place(at), joined.joined(text.index("carers"))) == (text.index("carers"), at)


def test_a_number_of_endless_figures_is_none() -> None:
    text = f"Measure | 2023/24 | 2024/25\nFoster carers | 47 | {'9' * 400}\nChildren in care | target: {'9' * 400} | 52"
    found = find(Passage(text=text, published=date(2025, 5, 12)), TOPIC)
    assert [(one.value, one.target) for one in found.observations] == [(47, None), (52, None)]


def test_words_without_end_are_cut_between_words() -> None:
    units = find_sentences("placement " * 1_000)
    assert max(one.end - one.start for one in units) <= 4000
    assert sum(one.end - one.start for one in units) == 9_999 - (len(units) - 1)
