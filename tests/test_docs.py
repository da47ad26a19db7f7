"""Documentation that cannot lie: the command reference is generated, links lead somewhere, commands named exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_command_reference_is_what_the_program_says(tmp_path: Path) -> None:
    made = tmp_path / "commands.md"
    command = [
        "-m",
        "typer",
        "cli.main",
        "utils",
        "docs",
        "--name",
        "councilwatch",
        "--title",
        "Commands",
        "--output",
        made,
    ]
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
    assert made.read_text() == (ROOT / "docs" / "commands.md").read_text(), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_named_in_examples_exist(page: Path) -> None:
    from cli.main import COMMANDS

    text = page.read_text()
    blocks = "\n".join(
        re.findall(r"```(?:console|sh|bash)?\n(.*?)```", text, re.DOTALL) + re.findall(r"`(councilwatch [^`]+)`", text)
    )
    for line in re.findall(r"(?:^|\s|bin/)councilwatch ((?:--home \S+ |-v )*)([a-z]+)\b", blocks, re.MULTILINE):
        assert line[1] in COMMANDS, f"{page.name} names `councilwatch {line[1]}`"


def test_every_command_has_help_with_an_example() -> None:
    reference = (ROOT / "docs" / "commands.md").read_text()
    sections = re.split(r"^## ", reference, flags=re.MULTILINE)[1:]
    for section in sections:
        if "`councilwatch sources`" not in section.splitlines()[0]:
            assert re.search(r"Examples?: ", section), section.splitlines()[0]
