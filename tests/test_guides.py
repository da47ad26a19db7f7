"""Guides end in something that runs: here it is run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.slow
def test_the_guide_to_citing_ends_in_a_check_that_holds(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (script,) = re.findall(r"```python\n(.*?)```", (DOCS / "cite-a-commitment.md").read_text("utf-8"), re.DOTALL)
    assert 'HOME = "guide/demo"' in script
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    script = script.replace("guide/demo", str(demo_home))
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    assert "stands on page" in ran.stdout


@pytest.mark.parametrize("page", ["versions", "export", "run-nightly", "cite-a-commitment"])
def test_every_option_a_guide_names_is_there(page: str) -> None:
    from typer.main import get_command

    from cli.main import app

    commands = get_command(app).commands
    text = (DOCS / f"{page}.md").read_text("utf-8")
    for line in re.findall(r"councilwatch (?:--home \S+ )?([a-z]+ [^`\n#]*)", text):
        name, *words = line.split()
        if name not in commands:
            assert not any(word.startswith("--") for word in words), line
            continue
        known = {option for parameter in commands[name].params for option in parameter.opts}
        assert {word.rstrip(",.;:)") for word in words if word.startswith("--")} <= known, line
