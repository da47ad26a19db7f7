"""The registry: councils from a CSV, outlets from a TOML, checked at the door with row and column named."""

import csv
import io
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import get_args
from urllib.parse import urlsplit

from records.errors import BadInput
from records.slugs import slug
from records.sources import Platform, Source

COLUMNS = (
    "slug name nation type childrens_services platform url code other_urls robots http web_service quirk "
    "replaced_by replaced_on note origin"
).split()


def read_councils(text: str, where: str) -> dict[str, Source]:
    """Councils by slug from the registry's CSV. Raises BadInput naming the file, row and column at fault."""
    rows = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise BadInput(f"{where}: no column {missing[0]!r}")
    found: dict[str, Source] = {}
    for row in rows:
        source = _council(row, f"{where}, row {rows.line_num}")
        if source.slug in found:
            raise BadInput(f"{where}, row {rows.line_num}, column slug: {source.slug!r} stands twice")
        found[source.slug] = source
    for source in found.values():
        for successor in source.replaced_by:
            if successor not in found:
                raise BadInput(f"{where}, {source.slug}, column replaced_by: there is no council {successor!r}")
    return found


def read_outlets(text: str, where: str) -> dict[str, Source]:
    """Outlets by slug from a TOML of `[[outlet]]` tables. Raises BadInput naming the outlet and field at fault."""
    try:
        tables = tomllib.loads(text).get("outlet", [])
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{where}: not valid TOML: {error}") from error
    found: dict[str, Source] = {}
    for number, table in enumerate(tables, 1):
        place = f"{where}, outlet {table.get('slug') or number}"
        unknown = set(table) - {
            "slug",
            "name",
            "url",
            "nation",
            "council",
            "keep",
            "sitemap",
            "quirk",
            "other_urls",
            "group",
            "origin",
            "note",
        }
        if unknown:
            raise BadInput(f"{place}: unknown field {sorted(unknown)[0]!r}")
        for name in ("slug", "name", "url"):
            if not table.get(name):
                raise BadInput(f"{place}: no {name}")
        if table["slug"] in found:
            raise BadInput(f"{place}: stands twice")
        if table.get("keep", "full") not in ("full", "excerpt"):
            raise BadInput(f"{place}: keep must be full or excerpt, not {table['keep']!r}")
        found[table["slug"]] = Source(
            slug=table["slug"],
            name=table["name"],
            platform="rss",
            type="outlet",
            url=_address(table["url"], f"{place}, url"),
            nation=table.get("nation"),
            council=table.get("council"),
            keep=table.get("keep", "full"),
            note=table.get("note"),
            origin=table.get("origin"),
            sitemap=table.get("sitemap"),
            quirk=quirk_named(table.get("quirk"), f"{place}, quirk"),
            other_urls=tuple(table.get("other_urls", ())),
        )
    return found


def quirk_named(text: str | None, place: str) -> str | None:
    """The spider subclass a row names, "module:Class", or None. Raises BadInput for another shape; loads nothing."""
    if text and not re.fullmatch(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*:[^\W\d]\w*", text):
        raise BadInput(f"{place}: {text!r} is not a spider's dotted name, like “my_spiders:Exmouth”")
    return text or None


def find_source(registry: Mapping[str, Source], named: str) -> Source | None:
    """The source with a slug, or whose site or alias holds an address: the one that says most of it. None: neither."""
    if "://" not in named:
        return registry.get(named)
    holding = [source for source in registry.values() if source.holds(named)]
    return max(holding, key=lambda source: max(map(len, source.addresses)), default=None)


def guess_platform(url: str) -> Platform | None:
    """The platform the shape of an address tells, or None. Sends nothing.

    ModernGov: host or path words `moderngov`, `mgov`, `modgov`, or an `mg….aspx`/`ie….aspx` page; CMIS: `cmis`;
    feeds: `/rss`, `/feed`, `.xml` (sources.md B2, C1, D2)."""
    address = urlsplit(url.lower())
    whole = f"{address.netloc}{address.path}"
    page = address.path.rsplit("/", 1)[-1]
    if "cmis" in whole:
        return "cmis"
    if any(word in whole for word in ("moderngov", "modern.gov", "modgov", "mgov", "mginternet")):
        return "moderngov"
    if page.endswith((".aspx", ".asmx")) and page.startswith(("mg", "ie", "ce", "ec")):
        return "moderngov"
    if page in ("rss", "feed", "atom", "feed.xml", "rss.xml") or address.path.rstrip("/").endswith(("/rss", "/feed")):
        return "rss"
    return None


def _council(row: dict[str, str], place: str) -> Source:
    for name in ("slug", "name", "nation", "platform"):
        if not row[name]:
            raise BadInput(f"{place}, column {name}: is empty")
    if row["slug"] != slug(row["name"]):
        raise BadInput(
            f"{place}, column slug: {row['slug']!r} is not the slug of {row['name']!r} ({slug(row['name'])})"
        )
    if row["platform"] not in get_args(Platform):
        raise BadInput(f"{place}, column platform: {row['platform']!r} is none of {', '.join(get_args(Platform))}")
    if row["childrens_services"] not in ("yes", "no", ""):
        raise BadInput(f"{place}, column childrens_services: must be yes, no or empty")
    if bool(row["replaced_by"]) != bool(row["replaced_on"]):
        raise BadInput(f"{place}, column replaced_on: successors and date go together")
    return Source(
        slug=row["slug"],
        name=row["name"],
        platform=row["platform"],  # type: ignore[arg-type]
        url=_address(row["url"], f"{place}, column url") if row["url"] else None,
        nation=row["nation"],
        type=row["type"] or None,
        childrens_services={"yes": True, "no": False}.get(row["childrens_services"]),
        code=row["code"] or None,
        other_urls=tuple(row["other_urls"].split()),
        robots_note=row["robots"] or None,
        http_note=row["http"] or None,
        web_service_note=row["web_service"] or None,
        quirk=quirk_named(row["quirk"], f"{place}, column quirk"),
        replaced_by=tuple(row["replaced_by"].split()),
        replaced_on=_day(row["replaced_on"], f"{place}, column replaced_on"),
        note=row["note"] or None,
        origin=row["origin"] or None,
    )


def _address(text: str, place: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput(f"{place}: {text!r} is not a web address (http://… or https://…)")
    return text


def _day(text: str, place: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"{place}: {text!r} is not a date (YYYY-MM-DD)") from error
