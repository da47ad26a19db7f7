"""The child's side: limits itself, then reads one paper after another until the pipe closes."""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from reading.limits import MEGABYTE, Limits
from reading.readers import read_bytes
from reading.wire import packed, receive, send
from records.errors import UnreadablePaper


def main() -> None:
    """Serve papers from stdin to stdout. The last argument holds the limits as JSON."""
    limits = Limits(**json.loads(sys.argv[-1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes the pipe
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the replies
    _confine(limits)
    while True:
        try:
            message, body = receive(requests, MEGABYTE)
        except EOFError:
            return
        _allow_seconds(limits.seconds)
        reply = _answer(message, body, limits)
        del body
        send(replies, reply)
        if reply.get("spent"):
            return


def _answer(message: dict[str, Any], body: bytes, limits: Limits) -> dict[str, Any]:
    try:
        if message["path"]:
            body = Path(message["path"]).read_bytes()
        if message["scans"]:
            # Imported here: only a night with a queue of scans needs it.
            from reading.ocr import recognise

            return {"reading": packed(recognise(body, message["scans"], message["tesseract"], limits))}
        reading = read_bytes(body, message["media_type"], message["name"], limits, distrust_pdfium=message["distrust"])
        return {"reading": packed(reading)}
    except UnreadablePaper as error:
        return {"reason": str(error), "passing": error.passing}
    except OSError as error:
        return {"reason": f"its kept bytes cannot be opened ({error})", "passing": True}
    except MemoryError:
        # The heap may be in pieces: answer, then make room for a fresh process.
        return {"reason": f"needs more than {limits.memory // MEGABYTE:,} MB of memory to be read", "spent": True}


def _confine(limits: Limits) -> None:
    """Address space, no files written, few open, no core dump. On Windows only the clock holds."""
    if sys.platform == "win32":
        return
    import resource

    # Mostly for Linux: macOS takes the address-space limit and does not keep it.
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard),) * 2)


def _allow_seconds(seconds: float) -> None:
    """Processor time for the next paper on top of what is spent; holds even if the parent and its clock are gone."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 2, hard))
