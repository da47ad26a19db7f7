"""Settings: default < file < environment, each fault named."""

from pathlib import Path

import pytest

from cli.settings import FILE, find_home, keep_setting, read_settings
from records.errors import BadInput


def test_file_over_default_and_environment_over_file(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}).delay == 1.0
    (tmp_path / FILE).write_text('delay = 3\ncontact = "me@example.org"\n')
    assert read_settings(tmp_path, {}).delay == 3
    settings = read_settings(tmp_path, {"COUNCILWATCH_DELAY": "0.5"})
    assert (settings.delay, settings.contact) == (0.5, "me@example.org")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("delay = -1", "delay"), ("speed = 1", "there is no setting 'speed'"), ("delay =", "not valid TOML")],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(BadInput, match=complaint):
        read_settings(tmp_path, {})


def test_a_broken_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"COUNCILWATCH_…\): delay"):
        read_settings(tmp_path, {"COUNCILWATCH_DELAY": "slow"})


def test_home_is_the_flag_then_the_environment(tmp_path: Path) -> None:
    assert find_home(tmp_path, {"COUNCILWATCH_HOME": "/elsewhere"}) == tmp_path
    assert find_home(None, {"COUNCILWATCH_HOME": str(tmp_path)}) == tmp_path
    assert find_home(None, {}).name == "councilwatch"


def test_one_setting_is_written_and_the_rest_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('engine = "whoosh"\ndelay = 2\n')
    keep_setting(tmp_path, "engine", "tantivy")
    settings = read_settings(tmp_path, {})
    assert (settings.engine, settings.delay) == ("tantivy", 2)
