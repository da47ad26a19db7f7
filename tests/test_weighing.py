"""Signs weighed against each other, and what a file of weights must hold."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import numpy as np
import pytest

from archive.bundled import bundled_weighings, load_topic
from commitments.extract import find
from commitments.pages import read_page
from commitments.promise_signs import promise_signs
from commitments.promises import read_rules
from commitments.settings import find_settings
from commitments.stretches import Rows, Signs, Stretch, rows_of
from pipeline.find_commitments import rules_of
from records.errors import BadInput
from records.findings import Passage
from records.likeness import Likeness, read_likeness
from records.weighing import FEW, read_weighing, sharing_numbers
from tests.invented import TOPIC

YES = '{"asks": "Is it tea?", "answers": ["yes"], "start": [-1.0], "signs": {"w=leaf": [2.5], "w=bean": [-3.0]}}'
WHICH = '{"asks": "Which?", "answers": ["tea", "coffee"], "start": [0, 0.1], "signs": {"w=leaf": [2, -1]}}'


@pytest.mark.parametrize(
    ("words", "score"), [((), -1000), (("leaf",), 1500), (("leaf", "leaf"), 4000), (("leaf", "bean", "cup"), -1500)]
)
def test_signs_add_up_as_often_as_they_are_seen_and_unknown_ones_count_nothing(words, score):
    weighing, seen = read_weighing(YES, "tea.json"), [("w", words), ("two", ["leaf bean"])]
    assert weighing.scores([], seen) == [score]
    assert weighing.scores([("w", weighing.numbering.numbered(words))]) == [score]
    assert weighing.score(seen) == score


def test_of_several_answers_each_has_its_score():
    assert read_weighing(WHICH, "which.json").scores([], [("w", ["leaf"])]).tolist() == [2000, -900]


def test_the_words_of_a_row_are_added_up():
    weighing = read_weighing(YES, "tea.json")
    words = weighing.numbering.numbered(["cup", "leaf", "leaf", "bean"])
    assert [*weighing.running("w", words).sums] == [0, 0, 2500, 5000, 2000]
    assert weighing.running("before", words).sums == [0] * 5
    assert list(weighing.running("w", weighing.numbering.numbered([])).sums) == [0]


def test_weighings_that_share_numbers_weigh_as_each_alone():
    alone = {"yes": read_weighing(YES, "tea.json"), "which": read_weighing(WHICH, "which.json")}
    shared = sharing_numbers(alone)
    assert shared["yes"].numbering is shared["which"].numbering
    words = ["bean", "leaf", "cup"]
    for name, weighing in alone.items():
        own, common = (one.scores([("w", one.numbering.numbered(words))]) for one in (weighing, shared[name]))
        assert own.tolist() == common.tolist()


LIKE = Likeness(rows={"tea": 0, "brew": 1}, directions=np.array([[100, 0], [90, 40]]), version="abc")
LEANING = (
    '{"asks": "Is it tea?", "answers": ["yes"], "start": [0], "signs": {"w=leaf": [1]}, '
    '"likeness": "abc", "leanings": {"w": [[40000], [-20000]]}}'
)


@pytest.mark.parametrize(
    ("words", "score"),
    [
        (["leaf", "brew", "unheard-of"], 1000 + (90 * 40000 - 40 * 20000) // (1000 * (FEW + 1))),
        (["brew", "tea"], (190 * 40000 - 40 * 20000) // (1000 * (FEW + 2))),
        (["unheard-of"], 0),
    ],
)
def test_a_word_without_a_weight_counts_by_what_it_is_like(words, score):
    weighing = read_weighing(LEANING, "tea.json", LIKE)
    rows, whole = Rows({"words": words}), Stretch("w", "words", 0, len(words))
    assert weighing.scores([("w", weighing.numbering.numbered(words))]).tolist() == [score]
    assert rows.score(weighing, Signs([whole], [])) == score
    parts = [Stretch("w", "words", 0, 1), Stretch("w", "words", 1, len(words))]
    assert rows.score(weighing, Signs(parts, [])) == score


def test_what_is_fitted_is_what_is_weighed():
    """Signs counted one by one, as the weights are fitted to them, come to what the sums of rows come to."""
    text = (
        "4.1 The Council will recruit 25 more foster carers by March 2026. Members thanked officers for their report."
    )
    page = read_page(Passage(text=text, published=date(2025, 5, 12), kind="minutes"), TOPIC)
    weighing = TOPIC.weighings["promises"]
    rows = rows_of(page)
    compared = 0
    for setting in find_settings(page):
        for reading in read_rules(page, setting):
            signs = promise_signs(page, rows, setting, reading.clause)
            by_kind: dict[str, list[str]] = {}
            for sign, times in rows.rows.counted(signs).items():
                kind, _, word = sign.partition("=")
                by_kind.setdefault(kind, []).extend([word] * times)
            assert rows.rows.score(weighing, signs) == weighing.scores(
                (kind, weighing.numbering.numbered(words)) for kind, words in by_kind.items()
            )
            compared += 1
    assert compared > 1


def test_weights_fitted_with_other_directions_of_words_are_refused():
    with pytest.raises(BadInput, match=r"tea\.json: not a file of weights \(fitted with the directions of words abc"):
        read_weighing(LEANING, "tea.json", replace(LIKE, version="xyz"))


def _directions(**arrays: np.ndarray) -> bytes:
    held = BytesIO()
    np.savez(held, **arrays)
    return held.getvalue()


GOOD = _directions(words=np.array(["tea"]), directions=np.array([[1, 2]], dtype=np.int8))
BROKEN = {
    "empty": b"",
    "words": b"nothing",
    "cut": GOOD[:-40],
    "no directions": _directions(words=np.array(["tea"])),
    "too few": _directions(words=np.array(["tea", "brew"]), directions=np.array([[1, 2]])),
    "broken numbers": _directions(words=np.array(["tea"]), directions=np.array([[0.5]])),
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_of_directions_is_named(body):
    with pytest.raises(BadInput, match=r"words\.npz: not a file of words and their directions"):
        read_likeness(body, "words.npz")


def test_a_file_of_directions_is_read():
    assert read_likeness(GOOD, "words.npz").sum_of(["tea", "cup", "tea"])[0].tolist() == [2, 4]


def test_the_word_that_speaks_most_for_an_answer():
    weighing = read_weighing(YES, "tea.json")
    assert weighing.heaviest("w", ["leaf", "bean"]) == "leaf"
    assert weighing.heaviest("w", ["bean", "cup"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"asks": 1}',
        '{"asks": "?", "answers": ["a"], "start": [0], "signs": []}',
        '{"asks": "?", "answers": ["a", "b"], "start": [0], "signs": {}}',
        '{"asks": "?", "answers": ["a"], "start": [1e999], "signs": {}}',
        '{"asks": "?", "answers": ["a"], "start": [0], "signs": {"w=x": [[1, 2]]}}',
    ],
)
def test_a_broken_file_is_named(text):
    with pytest.raises(BadInput, match=r"data/weighings/tea\.json: not a file of weights"):
        read_weighing(text, "data/weighings/tea.json")


def test_the_common_weighings_hold_for_another_topic():
    housing = load_topic("housing")
    assert set(housing.weighings) == set(bundled_weighings("weighings"))
    text = (
        "The Council will build 120 council homes by March 2027. Last year 80 council homes were built in the borough."
    )
    found = find(Passage(text=text, published=date(2025, 5, 12), kind="report"), housing)
    assert [(one.kind, one.value) for one in found.statements] == [("target", 120)]


def test_other_weights_are_other_rules():
    alone = TOPIC.model_copy(update={"weighings": {}})
    changed = TOPIC.model_copy(update={"weighings": TOPIC.weighings | {"promises": read_weighing(YES, "tea.json")}})
    assert len({rules_of(alone), rules_of(TOPIC), rules_of(changed)}) == 3


def test_without_weighings_the_rules_decide_alone():
    text = "The Council will open a second home by March 2026."
    (found,) = find(Passage(text=text), TOPIC.model_copy(update={"weighings": {}})).statements
    assert (found.quote, found.rule) == (text.rstrip("."), "committed")


def test_what_no_rule_found_names_the_word_that_spoke_most_for_it():
    text = (
        "Cabinet considered the plan for the next three years.\n\nThe strategy's measures for 2026/27 stand: agency staff"
        " at 12% of posts and turnover at 15% or less by March 2027."
    )
    found = [one for one in find(Passage(text=text, kind="minutes"), TOPIC).statements if one.rule == "weighed"]
    assert all(one.trigger and one.trigger in one.quote for one in found)
