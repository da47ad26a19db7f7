"""Tiny ModernGov-shaped sites on loopback for the benchmarks: a port each, all in one asyncio process."""

import asyncio
import multiprocessing
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from multiprocessing.connection import Connection
from urllib.parse import parse_qs, urlsplit

FILLER = "<p>Members noted the report of the director, and asked for figures.</p>\n" * 120  # a page is about 8 KB
PDF = b"%PDF-1.4\n" + b"% filler\n" * 3000  # 27 KB


@dataclass(frozen=True, kw_only=True)
class Health:
    """What one site is like."""

    meetings: int
    wait: float = 0.0  # seconds before each answer
    silent: bool = False  # takes connections and never answers


@contextmanager
def served(healths: list[Health]) -> Iterator[list[str]]:
    """The sites' addresses, while they are served by a process of their own."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a listening socket and a connection for each
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(theirs, healths), daemon=True)
    server.start()
    try:
        yield [f"http://127.0.0.1:{port}" for port in ours.recv()]
    finally:
        server.kill()


def _serve(pipe: Connection, healths: list[Health]) -> None:
    """The server's process: every site at a port of its own, until it is ended."""
    asyncio.run(_serve_all(pipe, healths))


async def _serve_all(pipe: Connection, healths: list[Health]) -> None:
    servers = [
        await asyncio.start_server(_site(number, health), "127.0.0.1", 0) for number, health in enumerate(healths)
    ]
    pipe.send([server.sockets[0].getsockname()[1] for server in servers])
    await asyncio.Event().wait()


def _site(number: int, health: Health) -> Callable[..., object]:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if health.silent:
                    await asyncio.sleep(3600)
                await asyncio.sleep(health.wait)
                status, kind, body = _answer(number, health.meetings, head.split(b" ", 2)[1].decode())
                lines = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(lines.encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    return connected


def _answer(site: int, meetings: int, target: str) -> tuple[int, str, bytes]:
    parts = urlsplit(target)
    query = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
    page = parts.path.rpartition("/")[2].lower()
    if parts.path.startswith("/documents/"):
        return 200, "application/pdf", PDF + f"% {site} {parts.path}\n".encode()
    makers: dict[str, Callable[[], str]] = {
        "getcommittees": lambda: (
            "<committees><committeescount> 1</committeescount><committee>"
            + _tags(committeeid=7, committeetitle="Children's Services Scrutiny", committeedeleted=False)
            + "</committee></committees>"
        ),
        "getmeetings": lambda: _meetings(meetings, query.get("sfromdate", "")),
        "getmeeting": lambda: _meeting(query["lmeetingid"]),
        "ielistdocuments.aspx": lambda: _meeting_page(query["mid"]),
    }
    if page not in makers:
        return 404, "text/html", b"<html><body>404</body></html>"
    xml = page.startswith("get")
    return 200, "text/xml" if xml else "text/html", makers[page]().encode()


def _tags(**values: object) -> str:
    return "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in values.items())


def _meetings(count: int, since: str) -> str:
    """All of them in the first call's range, none in the second."""
    ids = range(100, 100 + count) if since.endswith("2019") else range(0)
    rows = "".join(
        f"<meeting>{_tags(meetingid=id, meetingdate=_day(id), meetingstatus='Confirmed')}</meeting>" for id in ids
    )
    return (
        f"<getmeetings><meetingscount> {len(ids)}</meetingscount><committeescount> 1</committeescount><committee>"
        + _tags(committeeid=7, committeetitle="Children's Services Scrutiny", committeemeetingcount=len(ids))
        + f"<committeemeetings>{rows}</committeemeetings></committee></getmeetings>"
    )


def _day(id: object) -> str:
    return f"{int(str(id)) % 27 + 1:02}/03/2020"


def _meeting(id: str) -> str:
    documents = "".join(
        f"<linkeddoc>{_tags(attachmentid=f'{id}{place}', title=f'Report {place}', isurl=False)}"
        f"{_tags(url=f'/mgConvert2PDF.aspx?ID={id}{place}', isrestricted=False, publicationdate=_day(id))}</linkeddoc>"
        for place in (1, 2)
    )
    item = _tags(agendaitemid=f"{id}9", agendaitemtitle="Fostering", agendaitemnumber=1, isrestricted=False)
    minutes = _tags(minutesnonemptyhtmlbody=FILLER)
    return (
        f"<meeting>{_tags(meetingid=id, meetingdate=_day(id), meetingstatus='Confirmed', agendapublished=True)}"
        f"<agendaitems><agendaitem>{item}{minutes}<linkeddocuments>{documents}</linkeddocuments></agendaitem>"
        "</agendaitems></meeting>"
    )


def _meeting_page(id: str) -> str:
    links = "".join(
        f'<li><a href="documents/s{id}{place}/Report {place}.pdf">Report {place} PDF 27 KB</a></li>' for place in (1, 2)
    )
    return (
        '<html><body><div id="modgov"><h1 class="mgMainTitleTxt">Agenda and minutes</h1>'
        f'<h2 class="mgSubTitleTxt">Children\'s Services Scrutiny - {_day(id)} 10.00 am</h2>'
        '<table class="mgItemTable"><tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">'
        f'<a name="AI{id}9"></a>1.</p></td><td><p class="mgAiTitleTxt">Fostering</p><ul>{links}</ul>'
        f'<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">{FILLER}</div></td></tr></table>'
        "</div></body></html>"
    )
