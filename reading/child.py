"""Papers are read in child processes: a hostile file can crash, hang or starve only its own child.

`read_paper` reads one; `ReaderPool` keeps children warm and reads many. Children are started with `subprocess`, never
forked, so both are safe from threads and from a test runner.
"""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Hashable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeVar, cast

from reading.limits import MEGABYTE, Limits
from reading.wire import receive, send, unpacked
from records.errors import UnreadablePaper
from records.papers import Reading

_STARTED = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from reading.worker import main; main()"
_FROM_OUTSIDE = {  # what ends a reader without its fault: an operator, the system short of memory, a slow machine
    getattr(signal, name) for name in ("SIGKILL", "SIGTERM", "SIGHUP", "SIGXCPU") if hasattr(signal, name)
}
_LONGEST_REPLY = 512 * MEGABYTE

Key = TypeVar("Key", bound=Hashable)


def read_paper(
    body: bytes | Path, media_type: str | None = None, name: str | None = None, limits: Limits | None = None
) -> Reading:
    """One paper's text, read in a child of its own. Raises `UnreadablePaper` with a plain reason.

    `body` may be the path of a file that holds the bytes; `name` is the paper's file name or URL, `media_type` its
    Content-Type.
    """
    with ReaderPool(1, limits) as pool:
        return pool.read(body, media_type, name)


class ReaderPool:
    """Warm children that read papers side by side; use as a context manager.

    A child is replaced after `limits.papers_per_child` papers, and whenever a paper has broken it.
    """

    def __init__(self, workers: int = 1, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._workers = max(1, workers)
        self._idle: queue.SimpleQueue[_Child | None] = queue.SimpleQueue()
        self._busy: set[_Child] = set()
        self._stopped = threading.Event()
        for _ in range(self._workers):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in range(self._workers):
            if child := self._idle.get():
                child.close()

    def read(
        self, body: bytes | Path, media_type: str | None = None, name: str | None = None, **scanned: Any
    ) -> Reading:
        """One paper's text; waits for a free child; safe from many threads.

        Raises `UnreadablePaper` with a plain reason.
        """
        message = {
            "path": str(body.absolute()) if isinstance(body, Path) else None,
            "media_type": media_type,
            "name": name,
            "distrust": False,
            "scans": [],
        } | scanned
        sent = b"" if isinstance(body, Path) else body
        child = self._idle.get()
        # A warm child may have been harmed by an earlier paper: then this one gets a fresh child. If it brings that
        # down too, it may be the first PDF reader's doing, and the second one may get through.
        tries = [False, False, True] if child else [False, True]
        reason, passing = "", False
        try:
            for distrust_pdfium in tries:
                if self._stopped.is_set():
                    raise UnreadablePaper("the run was stopped before it was read", passing=True)
                child = child or _Child(self._limits)
                try:
                    return self._watched(child, message | {"distrust": distrust_pdfium}, sent)
                except _ChildBroke as broke:
                    child = None
                    reason, passing = str(broke), broke.passing
                    if broke.timed_out:
                        break
            raise UnreadablePaper(reason, passing=passing)
        finally:
            self._idle.put(child.kept() if child else None)

    def read_many(
        self, papers: Iterable[tuple[Key, bytes | Path, str | None, str | None]]
    ) -> Iterator[tuple[Key, Reading | UnreadablePaper]]:
        """Each paper's key with its reading, or with the reason it has none; as they are done, not in order.

        Takes (key, bytes or path, media type, name); draws only a few papers ahead, so a long iterable never sits in
        memory.
        """
        with ThreadPoolExecutor(self._workers) as threads:
            running: dict[Future[Reading | UnreadablePaper], Key] = {}
            try:
                for key, *paper in papers:
                    running[threads.submit(self._read_or_reason, *paper)] = key
                    if len(running) > self._workers + 1:
                        yield from _finished(running)
                while running:
                    yield from _finished(running)
            except BaseException:  # Ctrl-C, a full disk: a paper that takes its minute must not hold up the end
                self._stop()
                raise

    def _watched(self, child: "_Child", message: dict[str, Any], body: bytes) -> Reading:
        """What a child reads, while `_stop` knows of it."""
        self._busy.add(child)
        try:
            if self._stopped.is_set():
                child.kill()
            return child.read(message, body)
        finally:
            self._busy.discard(child)

    def _stop(self) -> None:
        self._stopped.set()
        for child in tuple(self._busy):
            child.kill()

    def _read_or_reason(self, *paper: Any) -> Reading | UnreadablePaper:
        try:
            return self.read(*paper)
        except UnreadablePaper as reason:
            return reason


def _finished(running: dict[Future[Any], Key]) -> Iterator[tuple[Key, Any]]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        yield running.pop(future), future.result()


class _ChildBroke(Exception):
    """A child died or was stopped over a paper; the message is the reason. `passing`: a machine with more time or room
    may read it."""

    def __init__(self, reason: str, *, timed_out: bool = False, passing: bool = False) -> None:
        super().__init__(reason)
        self.timed_out = timed_out
        self.passing = timed_out or passing


class _Child:
    """One child process and the pipe to it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._read = 0
        self._process = subprocess.Popen(
            # -B: it may write nothing, and must not try to.
            [sys.executable, "-B", "-c", _STARTED, json.dumps(sys.path), json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def read(self, message: dict[str, Any], body: bytes) -> Reading:
        """Raises `UnreadablePaper`, or `_ChildBroke` after which this child is gone."""
        late = threading.Event()
        clock = threading.Timer(self._limits.seconds, self._stop, (late,))
        clock.start()
        try:
            send(cast(BinaryIO, self._process.stdin), message, body)
            reply, _ = receive(cast(BinaryIO, self._process.stdout), _LONGEST_REPLY)
        except BaseException as error:
            self.close()  # whatever interrupted us, a half-read reply must never be taken for the next paper's
            if not isinstance(error, (EOFError, OSError, ValueError)):
                raise
            if late.is_set():
                raise _ChildBroke(
                    f"takes longer than {self._limits.seconds:g} seconds to read", timed_out=True
                ) from error
            code = self._process.returncode
            raise _ChildBroke(_how_it_died(code), passing=-code in _FROM_OUTSIDE) from error
        finally:
            clock.cancel()
        self._read += 1
        if reply.get("spent"):
            self._read = self._limits.papers_per_child
        if "reason" in reply:
            raise UnreadablePaper(reply["reason"], passing=reply.get("passing", False))
        return unpacked(reply["reading"])

    def kept(self) -> "_Child | None":
        """Itself while it may read on, else nothing, closed."""
        if self._process.returncode is None and self._read < self._limits.papers_per_child:
            return self
        self.close()
        return None

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self.kill()

    def kill(self) -> None:
        """The process and what it has started (tesseract)."""
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the process; waits until it is gone, and leaves no pipe open."""
        if self._process.poll() is None:
            self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # unsent bytes to a dead child
                cast(BinaryIO, pipe).close()


def _how_it_died(code: int) -> str:
    if code < 0 and -code == getattr(signal, "SIGXCPU", 0):
        return "takes too much processor time to read"
    name = signal.Signals(-code).name if code < 0 and -code in set(signal.Signals) else f"exit {code}"
    return f"brings its reader down ({name}): damaged, hostile, or too large for its memory limit"
