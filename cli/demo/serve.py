"""A loopback HTTP server for one pretend site: threads, a request log, and the faults every site can have."""

import re
import socket
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from cli.demo.faults import Faults

ERROR_PAGE = b"<!DOCTYPE html><html><head><title>Error</title></head><body><h1>An error has occurred</h1></body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as the site sees it: path decoded and without the site's prefix, parameter names lower-cased."""

    method: str
    path: str
    query: dict[str, str]
    target: str  # path and query as they came
    headers: dict[str, str]  # names lower-cased


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One response. `cut` sends half the body under the whole body's length; `hang_up` resets the connection."""

    status: int = 200
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    hang_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One line of the request log. `at` is seconds of a clock that only moves forward; `status` 0 is a reset."""

    at: float
    method: str
    path: str
    status: int
    agent: str


class Site(Protocol):
    """What a pretend site must answer."""

    def answer(self, asked: Asked) -> Answer:
        """The response to one request."""


class LoopbackSite:
    """A site served on 127.0.0.1 at a free port between `__enter__` and `__exit__` (or `start` and `stop`)."""

    closed: tuple[str, ...] = ()  # the paths its robots.txt always refuses

    def __init__(
        self,
        site: Site,
        *,
        faults: Faults | None = None,
        prefix: str = "",
        port: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.faults = faults or Faults()
        self.prefix = prefix.rstrip("/")
        self.requests: list[Logged] = []
        self._site = site
        self._clock = clock
        self._seen: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.owner = self
        self._thread: threading.Thread | None = None

    @property
    def root(self) -> str:
        """scheme, host and port, without the prefix."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        """The site's base address, without a trailing slash."""
        return self.root + self.prefix

    def start(self) -> Self:
        """Serve in a background thread; returns itself."""
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop serving and close the port."""
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def asked_for(self, pattern: str) -> list[Logged]:
        """The logged requests whose path with query matches a regular expression."""
        return [line for line in self.requests if re.search(pattern, line.path, re.IGNORECASE)]

    def respond(self, method: str, target: str, headers: dict[str, str]) -> Answer:
        """The answer to one request with the site's faults applied; logs it."""
        agent = headers.get("user-agent", "")
        answer = self._with_faults(method, target, headers)
        line = Logged(
            at=self._clock(), method=method, path=target, status=0 if answer.hang_up else answer.status, agent=agent
        )
        with self._lock:
            self.requests.append(line)
        return answer

    def _with_faults(self, method: str, target: str, headers: dict[str, str]) -> Answer:
        faults = self.faults
        agent = headers.get("user-agent", "")
        if faults.slow and _matches(faults.slow, target):
            time.sleep(faults.slow_seconds)
        if faults.refuse_all or (faults.refuse_libraries and _names_library(agent)):
            return Answer(status=403, body=b"<html><body><h1>403 Forbidden</h1></body></html>")
        if faults.moved_to:
            return Answer(status=301, headers=(("Location", faults.moved_to.rstrip("/") + target),))
        if urlsplit(target).path == "/robots.txt":
            return self._robots()
        if faults.reset and _matches(faults.reset, target):
            seen = self._count("reset", target)
            if faults.reset_times is None or seen <= faults.reset_times:
                return Answer(hang_up=True)
        if faults.busy and _matches(faults.busy, target) and self._count("busy", target) <= faults.busy_times:
            wait = () if faults.retry_after is None else (("Retry-After", str(faults.retry_after)),)
            return Answer(status=faults.busy_status, body=b"<html><body>Try again later</body></html>", headers=wait)
        if faults.missing and _matches(faults.missing, target):
            return Answer(status=404, body=b"<html><body>404 - File or directory not found.</body></html>")
        if faults.server_error and _matches(faults.server_error, target):
            return Answer(status=500, body=b"<html><body>500 - Internal server error.</body></html>")
        asked = self._read(method, target, headers)
        if asked is None:
            return Answer(status=404, body=b"<html><body>404 - File or directory not found.</body></html>")
        return self._damaged(self._site.answer(asked), target)

    def _damaged(self, answer: Answer, target: str) -> Answer:
        faults = self.faults
        if answer.status != 200:
            return answer
        if faults.html_for_file and _matches(faults.html_for_file, target):
            return replace(answer, body=ERROR_PAGE, headers=())
        if faults.truncated and _matches(faults.truncated, target):
            return replace(answer, body=answer.body[: len(answer.body) // 2])
        if faults.cut and _matches(faults.cut, target):
            return replace(answer, cut=True)
        return answer

    def _robots(self) -> Answer:
        choice = self.faults.robots
        if self.faults.robots_to:
            return Answer(status=301, headers=(("Location", self.faults.robots_to),))
        if choice == "silent":
            return Answer(hang_up=True)
        if choice in ("missing", "forbidden", "error"):
            return Answer(status={"missing": 404, "forbidden": 403, "error": 500}[choice], body=ERROR_PAGE)
        closed = [self.prefix + path for path in self.closed]
        closed += {"refuse": ["/"], "refuse_service": [f"{self.prefix}/mgWebService.asmx"]}.get(choice, [])
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
        lines += ["Crawl-delay: 2"] if choice == "slow" else []
        text = self.faults.robots_text if self.faults.robots_text is not None else "\n".join(lines) + "\n"
        return Answer(body=text.encode(), media_type="text/plain")

    def _read(self, method: str, target: str, headers: dict[str, str]) -> Asked | None:
        parts = urlsplit(target)
        path = unquote(parts.path)
        if self.prefix and not path.lower().startswith(self.prefix.lower() + "/"):
            return None
        query = {name.lower(): value for name, value in parse_qsl(parts.query, keep_blank_values=True)}
        return Asked(method=method, path=path[len(self.prefix) :], query=query, target=target, headers=headers)

    def _count(self, what: str, target: str) -> int:
        with self._lock:
            self._seen[what, target] += 1
            return self._seen[what, target]


def _matches(pattern: str, target: str) -> bool:
    return re.search(pattern, unquote(target), re.IGNORECASE) is not None


def _names_library(agent: str) -> bool:
    return not agent or re.search(r"scrapy|python-requests|python-urllib", agent, re.IGNORECASE) is not None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    owner: LoopbackSite

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no error of ours; anything else is printed by the standard library."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Microsoft-IIS/10.0"
    sys_version = ""
    server: _Server
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer GET."""
        self._reply()

    def do_HEAD(self) -> None:
        """Answer HEAD."""
        self._reply()

    def do_POST(self) -> None:
        """Answer POST, reading and dropping its body."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._reply()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed: the log is `LoopbackSite.requests`."""

    def _reply(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.owner.respond(self.command, self.path, headers)
        if answer.hang_up:
            self._reset()
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        if answer.cut:
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self.close_connection = True
            return
        self.wfile.write(answer.body)

    def _reset(self) -> None:
        # SO_LINGER with no time makes close() send RST instead of FIN.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
