"""What can be wrong with a pretend site: one record of faults, chosen when the server is made."""

from dataclasses import dataclass
from typing import Literal

Robots = Literal["allow", "refuse", "refuse_service", "slow", "missing", "forbidden", "error", "silent"]
Service = Literal["on", "missing", "script", "empty", "error_page", "broken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Every field is off by default. A field that names paths is a regular expression searched, without regard to
    case, in the request's path with its query (`/documents/s\\d+`, `MId=4131`).
    """

    refuse_all: bool = False  # 403 to everything, robots.txt too
    refuse_libraries: bool = False  # 403 to no user agent, or one naming Scrapy or python-requests
    moved_to: str | None = None  # 301 of every path to this base address

    robots: Robots = "allow"  # "slow" asks for Crawl-delay: 2; "error" is 500; "silent" hangs up without an answer
    robots_text: str | None = None  # this text instead
    robots_to: str | None = None  # 301 of robots.txt alone to this address

    service: Service = "on"  # the web service: 404, a script stub, an empty tree, mgError.aspx, or 500
    refuse_html: bool = False  # 403 to every page while the web service and documents work
    bare_html: bool = False  # pages without <div id="modgov">
    validators: bool = True  # documents carry ETag and Last-Modified and answer If-None-Match with 304

    busy: str | None = None  # 503 for these paths …
    busy_times: int = 2  # … so many times each, then the page
    busy_status: int = 503  # 429 is the other one
    retry_after: int | None = 1  # seconds, sent with each 503

    slow: str | None = None  # these paths wait first …
    slow_seconds: float = 1.0

    reset: str | None = None  # the connection is reset without an answer …
    reset_times: int | None = None  # … so many times each; None: always

    cut: str | None = None  # Content-Length promises the whole body, half of it comes
    truncated: str | None = None  # the body is its first half, and Content-Length says so
    html_for_file: str | None = None  # an HTML error page with status 200 instead of the file
    missing: str | None = None  # 404
    server_error: str | None = None  # 500
