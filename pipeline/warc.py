"""Captures as a WARC file, so that any stock replay tool shows the pages as they came."""

import io
from datetime import UTC
from http import HTTPStatus
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date
from warcio.warcwriter import WARCWriter

from archive.home import Archive
from archive.runs_of_words import is_file, visible
from pipeline.export import made_folder
from pipeline.progress import Progress, silent
from pipeline.scan_pages import personal
from reading.personal_data import RULES

# The bytes are kept as they came after transfer and content decoding, so headers that describe the wire are left out.
_WIRE = {"content-length", "content-encoding", "transfer-encoding"}


def export_warc(archive: Archive, path: Path, *, source: str | None = None, progress: Progress = silent) -> int:
    """Write every capture whose bytes are still kept as a `response` record; gives how many. Left out are bytes with a
    page hidden for personal data, files that were not scanned for it, pages on which the scan finds some now, and "not
    modified" answers, which show nothing. Raises BadInput where the file cannot be written."""
    made_folder(path.parent)
    scanned, withheld = archive.captures.scanned(RULES), archive.captures.withheld(RULES)
    total = archive.captures.count(source)
    written = 0
    with path.open("wb") as handle:
        writer = WARCWriter(handle, gzip=path.suffix == ".gz")
        writer.write_record(
            writer.create_warcinfo_record(path.name, {"software": "councilwatch", "format": "WARC File Format 1.0"})
        )
        for capture in archive.captures.all(source):
            left_out = capture.sha256 in withheld or capture.status == HTTPStatus.NOT_MODIFIED
            if left_out or not archive.blobs.has(capture.sha256) or not capture.url.startswith("http"):
                continue
            body = archive.blobs.get(capture.sha256)
            if capture.sha256 not in scanned and (is_file(body) or personal(visible(body))):
                continue
            headers = [(name, value) for name, value in capture.headers if name not in _WIRE]
            phrase = HTTPStatus(capture.status).phrase if capture.status in set(HTTPStatus) else ""
            writer.write_record(
                writer.create_warc_record(
                    capture.final_url,
                    "response",
                    payload=io.BytesIO(body),
                    http_headers=StatusAndHeaders(
                        f"{capture.status} {phrase}".strip(),
                        [*headers, ("Content-Length", str(len(body)))],
                        protocol="HTTP/1.1",
                    ),
                    warc_headers_dict={
                        "WARC-Date": datetime_to_iso_date(capture.at.astimezone(UTC).replace(tzinfo=None))
                    },
                )
            )
            written += 1
            progress("captures", written, total)
    return written
