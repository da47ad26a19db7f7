"""Every entry of every topic pack matches its own examples, and a pack is checked when it is read."""

from pathlib import Path

import pytest

from records.errors import BadInput
from records.topics import read_topic

FOLDER = Path(__file__).parent.parent / "data" / "topics"
COMMON = (FOLDER / "common.toml").read_text(encoding="utf8")


def packs():
    for path in sorted(FOLDER.glob("*.toml")):
        text = path.read_text(encoding="utf8")
        parent = COMMON if path.stem != "common" else None
        yield read_topic(text, path.name, parent)


def entries():
    for topic in packs():
        for kind, found in (("measure", topic.measures), ("unit", topic.units), ("vocabulary", topic.vocabulary)):
            for place, entry in enumerate(found):
                yield pytest.param(entry, id=f"{topic.id} {kind} {entry.id} {place}")


@pytest.mark.parametrize("entry", list(entries()))
def test_an_entry_matches_its_examples_and_no_others(entry):
    if entry.id == "other":  # what no words lead to
        return
    assert entry.words, "no words"
    assert entry.matches, "no example that it must match"
    assert [text for text in entry.matches if not entry.pattern.search(text)] == []
    assert [text for text in entry.rejects if entry.pattern.search(text)] == []


@pytest.mark.parametrize("topic", [topic for topic in packs() if topic.follow.words], ids=lambda topic: topic.id)
def test_what_a_pack_follows(topic):
    assert [text for text in topic.follow.matches if not topic.follows(text, text)] == []
    assert [text for text in topic.follow.rejects if topic.follows(None, text)] == []


@pytest.mark.parametrize("topic", list(packs()), ids=lambda topic: topic.id)
def test_measures_are_named_once_and_their_units_are_known(topic):
    ids = [measure.id for measure in topic.measures]
    assert len(ids) == len(set(ids))
    known = {unit.id for pack in packs() for unit in pack.units}
    known |= set("percent percentage_points per_10000 gbp days weeks months years ratio times other".split())
    assert {unit for measure in topic.measures for unit in measure.units} - known == set()


def test_a_pack_adds_to_the_one_it_extends():
    parent = 'id = "p"\nname = "P"\n[[vocabulary]]\nid = "planned"\nwords = ["aim"]\n[[unit]]\nid = "homes"\nwords = ["homes"]'
    child = 'id = "c"\nname = "C"\nextends = "p"\n[[vocabulary]]\nid = "planned"\nwords = ["mean"]\n[[unit]]\nid = "homes"\nwords = ["new homes"]'
    topic = read_topic(child, "child", parent)
    assert topic.words["planned"].findall("we aim and mean to") == ["aim", "mean"]
    found = topic.unit_words.search("40 new homes")
    assert found and found[0] == "new homes"  # the pack's own words go first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = ", "bad.toml: not valid TOML"),
        ('id = "x"', "bad.toml: name"),
        ('id = "x"\nname = "X"\n[[measure]]\nid = "m"\nname = "M"\ncolour = "red"', "bad.toml: measure"),
    ],
)
def test_a_bad_pack_is_one_clear_sentence(text, said):
    with pytest.raises(BadInput, match=said):
        read_topic(text, "bad.toml")
