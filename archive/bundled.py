"""The data files that ship with the program: found in a checkout and in an installed wheel alike."""

from functools import cache
from pathlib import Path

from records.errors import BadUsage
from records.likeness import Likeness, read_likeness
from records.registry import read_councils, read_outlets
from records.sources import Source
from records.topics import Topic, read_topic
from records.weighing import Weighing, read_weighing, sharing_numbers

_DATA = Path(__file__).parent.parent / "data"  # beside the rooms, in a checkout and in site-packages


def bundled(name: str) -> Path:
    """A file or folder of `data/`, by its path there ("councils.csv", "topics/housing.toml")."""
    return _DATA.joinpath(*name.split("/"))


@cache
def bundled_registry() -> dict[str, Source]:
    """The councils and outlets that ship with the program, by slug."""
    councils = read_councils(bundled("councils.csv").read_text("utf-8"), "data/councils.csv")
    outlets = read_outlets(bundled("outlets.toml").read_text("utf-8"), "data/outlets.toml")
    return councils | outlets


def bundled_topics() -> list[str]:
    """The ids of the topic packs that ship with the program."""
    names = [entry.name.removesuffix(".toml") for entry in bundled("topics").iterdir() if entry.name.endswith(".toml")]
    return sorted(name for name in names if name != "common")


@cache  # what ships does not change while the program runs
def load_topic(id: str = "childrens-services") -> Topic:
    """A bundled topic pack with the pack it extends and the weighings. Raises BadUsage naming what there is."""
    if id not in bundled_topics():
        raise BadUsage(f"there is no topic {id!r}; there are: {', '.join(bundled_topics())}")
    parent = bundled("topics/common.toml")
    topic = read_topic(
        bundled(f"topics/{id}.toml").read_text("utf-8"),
        f"data/topics/{id}.toml",
        parent.read_text("utf-8") if parent.is_file() else None,
    )
    weighings = bundled_weighings("weighings") | bundled_weighings(f"weighings/{id}")
    return topic.model_copy(update={"weighings": sharing_numbers(weighings)})


def bundled_weighings(folder: str) -> dict[str, Weighing]:
    """The weighings of a folder of `data/`, by what they decide: those of "weighings" hold for every topic, those of
    "weighings/<topic>" name its measures and units and hold for it alone."""
    files = sorted(bundled(folder).glob("*.json"))
    likeness = bundled_likeness()
    return {file.stem: read_weighing(file.read_text("utf-8"), f"data/{folder}/{file.name}", likeness) for file in files}


@cache
def bundled_likeness() -> Likeness:
    """What words are like, for the weighings that ask it."""
    return read_likeness(bundled("weighings/words.npz").read_bytes(), "data/weighings/words.npz")
