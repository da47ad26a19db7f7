"""Draws the README's picture from the demo's archive: `make demo`, then `python docs/draw_pictures.py HOME/demo`."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from archive.bundled import load_topic
from archive.home import open_archive
from cli import output
from cli.commands import commitment
from cli.commands.demo import COUNCIL, MEASURE, story_of
from cli.demo.pretend_council import DEMO_DAY
from pipeline.tracking import commitments

SHOWN = 8  # rows of evidence
PICTURE = Path(__file__).parent / "pictures" / "commitment.svg"


def story(home: Path, day: date) -> dict[str, Any]:
    """The promise the demo tells of, as known on a day."""
    found = commitments(open_archive(home), load_topic(), as_of=day, council=COUNCIL, measure=MEASURE, sort="published")
    return story_of(found)[0]


def main() -> None:
    """Write the picture."""
    console = Console(record=True, width=110, file=open("/dev/null", "w"), force_terminal=True)  # noqa: SIM115, PTH123
    commitment.out = lambda: console  # the command prints as it always does, into a recording console
    output.out = lambda: console
    commitment.print_commitment(story(Path(sys.argv[1]), DEMO_DAY), most=SHOWN)
    PICTURE.parent.mkdir(exist_ok=True)
    drawn = console.export_svg(title="councilwatch commitment")
    PICTURE.write_text(re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL))  # no fonts from elsewhere


if __name__ == "__main__":
    main()
