"""Ctrl-C and a full disk: a sentence, an exit code, nothing lost, and the next run does the rest."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bad_files import bad_files
from tests.conftest import Run
from tests.interruptible import hears_ctrl_c

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no SIGINT for children, no file limit")

PROMISE = "The Council will recruit {n} more in-house foster carers by 31 March 2019. "
LIMITED = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2); "
PROGRAM = "from cli.main import main; main()"


def start(home: Path, *words: object, most: int | None = None) -> subprocess.Popen[str]:
    """`councilwatch` in a process of its own; no file may grow beyond `most` bytes, as on a disk that is full."""
    code = [LIMITED + PROGRAM, str(most)] if most else [PROGRAM]
    command = [sys.executable, "-c", *code, "--home", str(home), *map(str, words)]
    here = {"PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | here, encoding="utf-8",
        preexec_fn=hears_ctrl_c,
    )  # fmt: skip


def add(run: Run, folder: Path, count: int, length: int = 1) -> list[Path]:
    files = [folder / f"{n}.txt" for n in range(count)]
    for n, path in enumerate(files):
        path.write_text("".join(PROMISE.format(n=n + k) for k in range(length)))
    assert run("add", *files, "--council", "powys", "--published", "2018-09-14").code == 0
    return files


def read(home: Path) -> int:
    with sqlite3.connect(home / "catalogue.db") as database:
        return database.execute("SELECT count(*) FROM reading").fetchone()[0]


def test_ctrl_c_keeps_what_is_done_and_leaves_no_process(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    add(run, tmp_path, 3)
    slow = tmp_path / "slow.pdf"  # it keeps its reader busy until the limit, a minute later
    slow.write_bytes(dict(bad_files())["a-stream-packed-twice.pdf"])
    assert run("add", slow).code == 0
    running = start(home, "process", "--workers", "2")
    while read(home) < 3:
        assert running.poll() is None, running.communicate()
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert (
        running.returncode == 130 and "stopped; what is done is kept: run it again" in said and "Traceback" not in said
    )
    assert read(home) == 3, "the paper that was being read is not called unreadable"
    slow.unlink()
    assert run("status", "--json").json["papers"]["unread"] == 1
    assert run("verify").code == 0


def test_a_full_disk_while_adding_is_a_sentence(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    add(run, tmp_path, 1)
    large = tmp_path / "large.pdf"
    large.write_bytes(os.urandom(3_000_000))
    _, said = (adding := start(home, "add", large, most=2_000_000)).communicate()
    assert adding.returncode == 1 and "File too large" in said and "Traceback" not in said
    assert not list(home.rglob(".new-*")), "no half file stays"
    assert run("verify").code == 0
    assert run("add", large).code == 0


def test_a_full_disk_while_processing_loses_nothing(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    add(run, tmp_path, 12, length=60)
    most = sum(path.stat().st_size for path in home.glob("catalogue.db*")) + 60_000
    _, said = (running := start(home, "process", most=most)).communicate()
    assert running.returncode == 1 and "Traceback" not in said
    assert said.strip().splitlines()[-1].startswith("councilwatch: ")
    assert run("process").code == 0
    assert run("search", "carers", "--json").json["total"] == 12
    assert run("verify").code == 0
