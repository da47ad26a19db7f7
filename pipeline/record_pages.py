"""Recorded pages on disk: trimmed, beside what the parsers read from them, and read again to prove it.

A page and its JSON have the shape of those in `tests/pages`: the JSON names the parser, the address and the site, and
holds either `expect`, the records without fields left at their defaults, or `raises`, the words of the error.
"""

import json
from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

from crawler.recording import PARSERS, RecordedPage
from crawler.trimming import trim_html, trim_xml
from records.errors import BadInput, PageShape


def write_pages(folder: Path, pages: Iterable[RecordedPage], site: str) -> list[Path]:
    """Write each page, trimmed, with its JSON beside; gives the pages' paths. The folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for page in pages:
        is_xml = page.body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<rss", b"<feed"))
        path = folder / f"{page.name}.{'xml' if is_xml else 'html'}"
        path.write_bytes(trim_xml(page.body) if is_xml else trim_html(page.body))
        parser = PARSERS[page.name]
        about = {
            "parser": f"{parser.__module__.rpartition('.')[2]}.{parser.__name__}",
            "url": page.url,
            "site": site,
        }
        document = about | read_page_of(path, about)
        path.with_suffix(".json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")
        written.append(path)
    return written


def read_page_of(path: Path, about: dict[str, Any]) -> dict[str, Any]:
    """What the parser named in `about` reads from a page: `expect` with plain records, or `raises` with a sentence."""
    module, _, name = str(about["parser"]).rpartition(".")
    parser = getattr(import_module(f"crawler.parsers.{module}"), name)
    given = {"body": path.read_bytes(), "url": about["url"], "site": about.get("site")}
    try:
        return {"expect": plain(parser(**{key: given[key] for key in signature(parser).parameters if key in given}))}
    except PageShape as error:
        return {"raises": str(error).removeprefix(f"{about['url']}: ")}


def gate(folder: Path) -> list[str]:
    """The faults of a folder of pages, each a sentence: what is read now against the JSON beside. None: all is well.

    Raises BadInput for a folder without pages."""
    pages = sorted(path for path in folder.glob("*") if path.suffix in (".html", ".xml"))
    if not pages:
        raise BadInput(f"{folder} holds no recorded pages (*.html or *.xml, each with a .json beside)")
    faults = []
    for path in pages:
        beside = path.with_suffix(".json")
        if not beside.is_file():
            faults.append(f"{path.name}: there is no {beside.name} beside it")
            continue
        about = json.loads(beside.read_text("utf-8"))
        found = read_page_of(path, about)
        for key in ("expect", "raises"):
            if found.get(key) != about.get(key):
                faults.append(f"{path.name}: the parser {about['parser']} no longer reads what {beside.name} says")
                break
    return faults


def plain(value: Any) -> Any:
    """Records as JSON has them: a dataclass is an object without the fields left at their defaults."""
    if is_dataclass(value):
        pairs = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
        return {name: plain(held) for name, (held, default) in pairs.items() if default is MISSING or held != default}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date | datetime) else value
