"""Messages to and from a child process: a length, then JSON; never pickle, for the child has touched hostile bytes."""

import json
import struct
from typing import Any, BinaryIO

from records.papers import Heading, Page, Reading, Table

_LENGTH = struct.Struct(">Q")


def send(stream: BinaryIO, message: dict[str, Any], body: bytes = b"") -> None:
    """Write one message, with bytes behind it (the paper)."""
    text = json.dumps(message | {"body": len(body)}, ensure_ascii=False).encode()
    stream.write(_LENGTH.pack(len(text)) + text)
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO, longest: int) -> tuple[dict[str, Any], bytes]:
    """The next message and its bytes. Raises `EOFError` when the other side has gone, `ValueError` for nonsense."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > longest:
        raise ValueError(f"a message of {length:,} bytes, where {longest:,} is the most")
    message = json.loads(_exactly(stream, length))
    return message, _exactly(stream, message["body"])


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("the other side closed the pipe")
    return data


def packed(reading: Reading) -> dict[str, Any]:
    """A reading as JSON can carry it."""
    return {
        "pages": [[page.number, page.text, page.needs_ocr] for page in reading.pages],
        "tables": [[table.page, table.rows] for table in reading.tables],
        "headings": [[heading.page, heading.start, heading.end, heading.level] for heading in reading.headings],
        "reader": reading.reader,
        "title": reading.title,
        "warnings": reading.warnings,
    }


def unpacked(message: dict[str, Any]) -> Reading:
    """The reading a message carries."""
    return Reading(
        pages=tuple(
            Page(number=number, text=text, needs_ocr=needs_ocr) for number, text, needs_ocr in message["pages"]
        ),
        tables=tuple(Table(page=page, rows=tuple(map(tuple, rows))) for page, rows in message["tables"]),
        headings=tuple(
            Heading(page=page, start=start, end=end, level=level) for page, start, end, level in message["headings"]
        ),
        reader=message["reader"],
        title=message["title"],
        warnings=tuple(message["warnings"]),
    )
