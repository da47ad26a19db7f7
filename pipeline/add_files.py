"""Adding a file the user already has, as a paper like any other."""

import hashlib
import mimetypes
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from archive.home import Archive
from archive.papers import paper_id
from records.errors import BadInput
from records.papers import Paper, PaperKind

LOCAL = "local"  # the source of files the user added


def add_file(
    archive: Archive,
    path: Path,
    *,
    now: datetime,
    council: str | None = None,
    body: str | None = None,
    title: str | None = None,
    published: date | None = None,
    kind: PaperKind | None = None,
    url: str | None = None,
) -> tuple[Paper, bool]:
    """Keep one file. The same bytes for the same council are one paper: adding them again
    changes only the facts that are given.

    Gives the paper and whether it is new. Raises BadInput when the file cannot be read, is empty, or was forgotten."""
    try:
        content = path.read_bytes()
    except IsADirectoryError as error:
        raise BadInput(f"{path} is a folder: name the files in it") from error
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror}") from error
    if not content:
        raise BadInput(f"{path} is empty")
    sha256 = hashlib.sha256(content).hexdigest()
    forgotten = archive.forgotten.of_bytes(sha256)
    if forgotten:
        raise BadInput(f"{path.name} {forgotten.sentence()}")
    key = f"file:{council or ''}:{sha256}"
    known = archive.papers.find(paper_id(LOCAL, key))
    paper = Paper(
        id=paper_id(LOCAL, key),
        source=LOCAL,
        key=key,
        kind=kind or (known.paper.kind if known else "other"),
        title=title or (known.paper.title if known else path.stem),
        council=council,
        body=body,
        url=url or f"file:{quote(path.name)}",  # the name only: the folder is the user's own business
        published=published,
    )
    archive.papers.see(paper, now, "pending")
    media_type = mimetypes.guess_type(path.name)[0]
    version = archive.papers.keep(paper.id, content, now, media_type=media_type)
    return paper, version is not None
