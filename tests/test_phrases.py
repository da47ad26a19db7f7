"""Many phrases are found at once exactly where each of them would be found alone."""

import re
from pathlib import Path

import pytest

from records.openings import needed, openings
from records.phrases import Phrases
from records.topics import phrase_pattern, read_topic

FOLDER = Path(__file__).parent.parent / "data" / "topics"
COMMON = (FOLDER / "common.toml").read_text(encoding="utf8")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("homes?", {"home", "homes"}),
        ("(new |own )?homes", {"new homes", "own homes", "homes"}),
        ("[ab]c", {"ac", "bc"}),
        ("\\w+ homes", {""}),
        ("(?!the )in (a|the)", {"in a", "in the"}),
        ("£\\d+", {"£0"}),
        ("\\d+ (weeks|months)", {"0 weeks", "0 months"}),
        ("1[02]-\\d\\d? (a|per) week", {"0-0 a week", "0-0 per we"}),
        ("[\\d.]+ weeks", {""}),
        ("no(t|body)", {"not", "nobody"}),
        ("a{2}b", {"a", "ab"}),
        ("(?P<u1>homes|flats)", {"homes", "flats"}),
    ],
)
def test_what_a_phrase_can_begin_with(phrase, expected):
    assert openings(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("\\w+ homes?", {" home", " homes"}),
        ("(\\w+ )?charit(y|ies)", {"charit"}),
        ("\\w+['’]ll", {"'ll", "’ll"}),
        ("((\\w+['’]d be|is) (very )?(happy|glad)) to(?= open)", {"happy", "glad"}),
        ("(\\w+ (home|flat)) of (\\w+ )*", {" home", " flat"}),
        ("(\\w+ )?(homes)?", {""}),
        ("\\w+(?= homes)", {""}),
    ],
)
def test_what_stands_in_everything_that_a_phrase_fits(phrase, expected):
    assert needed(phrase) == expected


def test_phrases_are_found_on_word_boundaries_and_over_line_ends():
    phrases = Phrases([(1, "foster carers?"), (2, "carers"), (3, "care")])
    text = "Foster\n  carers, carefully"
    assert [(key, text[start:end]) for key, start, end in phrases.find(text)] == [
        (1, "Foster\n  carers"),
        (2, "carers"),
    ]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_of_every_measure_is_found_as_its_pattern_finds_it(path):
    topic = read_topic(path.read_text(encoding="utf8"), path.name, COMMON if path.stem != "common" else None)
    for measure in topic.measures:
        together = Phrases(enumerate(measure.words))
        for text in (*measure.matches, *measure.rejects):
            alone = {
                (key, match.start())
                for key, phrase in enumerate(measure.words)
                for word in re.finditer(r"(?<!\w)\S", text)
                if (match := phrase_pattern([phrase]).match(text, word.start()))
            }
            assert {(key, start) for key, start, _ in together.find(text)} == alone


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_lists_read_together_find_what_the_pattern_of_each_finds(path):
    topic = read_topic(path.read_text(encoding="utf8"), path.name, COMMON if path.stem != "common" else None)
    text = "\n".join(example for entry in topic.vocabulary for example in (*entry.matches, *entry.rejects))
    searched = {name: [match.span() for match in words.finditer(text)] for name, words in topic.words.items()}
    topic.lists.read(text)
    for name, words in topic.words.items():
        assert [match.span() for match in words.finditer(text)] == searched[name], name
        assert all(words.match(text, start) for start, _ in searched[name]), name


def test_a_list_read_in_a_page_stops_where_it_is_told():
    topic = read_topic(COMMON, "common.toml")
    text = "It will\n open. It  will close."
    alone = [topic.words["committed"].search(text, start, end) for start, end in ((0, 99), (5, 99), (5, 22))]
    topic.lists.read(text)
    read = [topic.words["committed"].search(text, start, end) for start, end in ((0, 99), (5, 99), (5, 22))]
    assert [match and match.span() for match in read] == [match and match.span() for match in alone]
    assert [match and match.start() for match in read] == [3, 19, None]
