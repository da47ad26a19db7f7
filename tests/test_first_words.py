"""Words of a text looked up by their small letters."""

from commitments.first_words import DIGIT, places_of


def test_words_are_found_in_the_order_of_the_text_whatever_their_letters() -> None:
    assert places_of("By March two, then TWO by march", {"two", "march"}) == [
        (3, "march"),
        (9, "two"),
        (19, "two"),
        (26, "march"),
    ]


def test_a_figure_is_found_where_it_begins_and_money_by_its_sign() -> None:
    assert places_of("£12 for Q3", {DIGIT, "£"}) == [(0, "£"), (1, DIGIT), (9, DIGIT)]


def test_a_word_within_another_is_not_found() -> None:
    assert places_of("marching", {"march"}) == []
