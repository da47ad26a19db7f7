"""Reviews: what a person judged holds against the rules, and after the rules have changed."""

from dataclasses import replace
from datetime import date

from commitments.reviews import anchor_of, find_anchored
from commitments.track import track
from records.commitments import Mention, Review, ReviewKind
from tests.invented import TOPIC, due, said

CARERS = said(
    "recruit 24 more foster carers by December 2018",
    "2018-06-04",
    value=24,
    unit="carers",
    measure="in_house_foster_carers",
    change="increase_by",
    deadline=due("2018-12-31", "month"),
)
AGAIN = said(
    "another 24 in-house carers by Christmas",
    "2018-06-11",
    value=24,
    unit="carers",
    measure="in_house_foster_carers",
    change="increase_by",
    deadline=due("2018-12-25"),
)
HUB = said("a recruitment hub for fostering be set up", "2019-02-01", measure="in_house_foster_carers")


def review(kind: ReviewKind, *mentions: Mention, when: str = "2020-01-01", text: str = "") -> Review:
    return Review(
        kind=kind,
        anchors=tuple(anchor_of(mention) for mention in mentions),
        who="A. Reader",
        when=date.fromisoformat(when),
        text=text,
    )


def quotes(*reviews: Review) -> list[list[str]]:
    found = track((CARERS, AGAIN, HUB), (), TOPIC, reviews=reviews)
    return sorted([mention.statement.quote for mention in one.mentions] for one in found)


def test_without_reviews() -> None:
    assert quotes() == [[HUB.statement.quote], [CARERS.statement.quote, AGAIN.statement.quote]]


def test_dismissed_stays_dismissed() -> None:
    assert quotes(review("dismiss", HUB)) == [[CARERS.statement.quote, AGAIN.statement.quote]]


def test_a_later_confirmation_brings_it_back() -> None:
    dismissed, confirmed = review("dismiss", HUB), review("confirm", HUB, when="2020-02-01")
    assert len(quotes(confirmed, dismissed)) == 2


def test_merge_joins_what_the_rules_keep_apart() -> None:
    assert quotes(review("merge", CARERS, HUB)) == [
        [CARERS.statement.quote, AGAIN.statement.quote, HUB.statement.quote]
    ]


def test_split_parts_what_the_rules_join() -> None:
    assert quotes(review("split", AGAIN)) == sorted(
        [[HUB.statement.quote], [CARERS.statement.quote], [AGAIN.statement.quote]]
    )


def test_the_later_review_wins() -> None:
    split, merge = review("split", AGAIN, CARERS), review("merge", AGAIN, CARERS, when="2021-01-01")
    assert quotes(merge, split) == quotes()


def test_notes_and_confirmations_are_kept_on_the_commitment() -> None:
    reviews = (review("confirm", CARERS), review("note", CARERS, text="The minutes say 24, the story 25."))
    commitment = next(one for one in track((CARERS, HUB), (), TOPIC, reviews=reviews) if CARERS in one.mentions)
    assert commitment.confirmed
    assert [note.text for note in commitment.notes] == ["", "The minutes say 24, the story 25."]


def test_a_review_survives_a_quotation_drawn_wider() -> None:
    wider = said(
        "Members agreed to set up, by summer, a recruitment hub for fostering be set up",
        "2019-02-01",
        measure="in_house_foster_carers",
    )
    assert wider.fingerprint != HUB.fingerprint
    assert find_anchored(anchor_of(HUB), (CARERS, wider)) == (1,)


def test_a_review_never_moves_to_another_paper() -> None:
    elsewhere = replace(HUB, fingerprint="0" * 16, place=replace(HUB.place, published=date(2019, 3, 1)))
    assert find_anchored(anchor_of(HUB), (CARERS, elsewhere)) == ()


def test_fingerprints_fold_case_space_and_line_breaks() -> None:
    broken = said("a recruit-\nment hub  for fostering\nbe SET UP", "2019-02-01", measure="in_house_foster_carers")
    assert broken.fingerprint == HUB.fingerprint
