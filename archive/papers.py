"""Papers and their versions: what was linked, what was fetched, what changed."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Engine, delete, func, insert, select, update

from archive import schema
from archive.blobs import Blobs
from archive.forgotten import AuditLine, Forgotten, note
from records.errors import CouncilwatchError, NotKept
from records.papers import Paper, Version

State = Literal["linked", "pending", "kept", "failed", "restricted", "external", "withdrawn", "forgotten"]
_PAPER_FIELDS = [field.name for field in fields(Paper)]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPaper:
    """A paper with what the archive knows of it."""

    paper: Paper
    state: State
    reason: str | None
    validators: dict[str, str]
    fetched_at: datetime | None
    first_seen: datetime
    last_seen: datetime  # when a page last linked to it


def paper_id(source: str, key: str) -> str:
    """The id of a paper, from its source and its key there: the same for ever."""
    digest = hashlib.sha256(f"{source}\n{key}".encode()).hexdigest()
    return f"{source}-{digest[:10]}"


def has_words(paper: Paper) -> bool:
    """Whether the key of a paper holds its title, for want of a number."""
    return paper.key.startswith("title:") or (paper.key.startswith("item:") and paper.key.count(":") > 1)


class Papers:
    """The papers of an archive."""

    def __init__(self, engine: Engine, blobs: Blobs, forgotten: Forgotten) -> None:
        self._engine = engine
        self._blobs = blobs
        self._forgotten = forgotten

    def see(self, paper: Paper, at: datetime, state: State, *, lasting: bool = True) -> None:
        """A paper was linked, with its state-to-be when it is new: `pending` when it is to be fetched, `linked` when it
        is not followed, `restricted` or `external`. A paper already kept keeps its state and takes the newer facts;
        one that was merely linked becomes pending when `pending` is asked. Addresses accumulate, unless they do not
        last: then the newest stands alone. Raises CouncilwatchError where two papers come to the same id."""
        table = schema.paper
        with self._engine.begin() as connection:
            known = connection.execute(select(table).where(table.c.id == paper.id)).mappings().first()
            row = _row(paper) | {"last_seen": at}
            if known is None:
                connection.execute(insert(table).values(row | {"state": state, "first_seen": at}))
                return
            if known["state"] == "forgotten":
                return  # never asked for again
            if (known["source"], known["key"]) != (paper.source, paper.key) and known["key"] != "(forgotten)":
                raise CouncilwatchError(f"two papers come to the id {paper.id}: {known['key']!r} and {paper.key!r}")
            for name in (
                "published",
                "meeting",
                "meeting_date",
                "item",
                "issue",
                "size_label",
                "author",
                "body",
                "url",
            ):
                if row[name] is None:
                    row[name] = known[name]
            if paper.published_inferred and known["published"] and not known["published_inferred"]:
                row |= {"published": known["published"], "published_inferred": False}
            addresses = [known["url"], *known["other_urls"], *paper.other_urls] if lasting else []
            row["other_urls"] = list(dict.fromkeys(url for url in addresses if url and url != row["url"]))
            if known["state"] in ("linked", "restricted", "external", "failed") or state == "pending":
                row["state"] = state
            connection.execute(update(table).where(table.c.id == paper.id).values(row))

    def keep(
        self,
        paper: str,
        body: bytes,
        at: datetime,
        *,
        media_type: str | None = None,
        capture: int | None = None,
        headers: Sequence[tuple[str, str]] = (),
        validators: dict[str, str] | None = None,
    ) -> Version | None:
        """Keep a paper's bytes. Gives the new version when they differ from the current one (the old version is then
        `replaced`; bytes seen before are `restored`), else None. The paper is `kept` from here on; bytes or words that
        were forgotten under another paper's name are not: it is `forgotten` too."""
        table, versions = schema.paper, schema.version
        again = self._again(paper, body, media_type)
        with self._engine.begin() as connection:
            if connection.execute(select(table.c.state).where(table.c.id == paper)).scalar() == "forgotten":
                return None
            if again is not None:
                line = replace(again, paper=paper, sha256s=(), at=at, because_of=again.because_of or again.paper)
                note(connection, line, None)
                values = {"state": "forgotten", "reason": again.reason, "title": "(forgotten)", "author": None}
                connection.execute(update(table).where(table.c.id == paper).values(values))
                return None
            rows = connection.execute(select(versions).where(versions.c.paper == paper)).mappings().all()
            sha256 = self._blobs.put(body)
            current = next((row for row in rows if row["state"] in ("current", "restored")), None)
            connection.execute(
                update(table)
                .where(table.c.id == paper)
                .values(state="kept", reason=None, fetched_at=at, validators=validators or {})
            )
            if current is not None and current["sha256"] == sha256:
                return None
            if current is not None:
                connection.execute(update(versions).where(versions.c.id == current["id"]).values(state="replaced"))
            version = Version(
                paper=paper,
                sha256=sha256,
                seen_at=at,
                media_type=media_type,
                size=len(body),
                state="restored" if any(row["sha256"] == sha256 for row in rows) else "current",
                headers=tuple(headers),
            )
            row = {name: getattr(version, name) for name in version.__dataclass_fields__}
            row |= {"capture": capture, "headers": [list(pair) for pair in headers]}
            connection.execute(insert(versions).values(row))
        return version

    def _again(self, paper: str, body: bytes, media_type: str | None) -> AuditLine | None:
        """The line by which these bytes, or the words of a text cut from a page, were forgotten under another name."""
        line = self._forgotten.of_bytes(hashlib.sha256(body).hexdigest())
        if line is None and (media_type or "").startswith("text/plain"):
            one = self.find(paper)
            places = (one.paper.meeting, one.paper.issue) if one else ()
            other = (
                self._forgotten.whose_words(one.paper.source, body.decode(errors="replace"), places) if one else None
            )
            line = self._forgotten.of_paper(other) if other else None
        return line

    def unchanged(self, paper: str, at: datetime) -> None:
        """The site says (304, or a validator) that the bytes we keep are still the current ones; those of a withdrawn
        paper are `restored`."""
        papers, versions = schema.paper, schema.version
        newest = select(func.max(versions.c.id)).where(versions.c.paper == paper).scalar_subquery()
        with self._engine.begin() as connection:
            connection.execute(
                update(versions)
                .where(versions.c.id == newest, versions.c.state == "withdrawn")
                .values(state="restored")
            )
            connection.execute(
                update(papers).where(papers.c.id == paper).values(state="kept", reason=None, fetched_at=at)
            )

    def fail(self, paper: str, reason: str) -> None:
        """A paper was asked for and not obtained; the next run asks again. A kept version stays kept."""
        self._set(paper, state="failed", reason=reason)

    def want(self, paper: str) -> None:
        """Ask for the paper (again)."""
        self._set(paper, state="pending")

    def withdraw(self, paper: str) -> None:
        """The paper is no longer linked where it was; its versions stay."""
        with self._engine.begin() as connection:
            table = schema.version
            connection.execute(
                update(table)
                .where(table.c.paper == paper, table.c.state.in_(("current", "restored")))
                .values(state="withdrawn")
            )
            connection.execute(update(schema.paper).where(schema.paper.c.id == paper).values(state="withdrawn"))

    def drop(self, paper: str) -> None:
        """Forget that a paper was linked: it turned out to be another one. Only papers without any version go."""
        with self._engine.begin() as connection:
            held = select(schema.version.c.paper).where(schema.version.c.paper == paper)
            connection.execute(delete(schema.paper).where(schema.paper.c.id == paper, ~held.exists()))

    def councils(self) -> set[str]:
        """The councils that papers are kept of."""
        with self._engine.connect() as connection:
            return {name for (name,) in connection.execute(select(schema.paper.c.council).distinct()) if name}

    def find(self, paper: str) -> KeptPaper | None:
        """One paper by its whole id, or None."""
        return next(self._where(schema.paper.c.id == paper), None)

    def get(self, paper: str) -> KeptPaper:
        """One paper, by its id or an unambiguous beginning of it, as a user types it. Raises NotKept."""
        exact = self.find(paper)
        if exact:
            return exact
        found = list(self._where(schema.paper.c.id.startswith(paper, autoescape=True)))
        if len(found) == 1:
            return found[0]
        raise NotKept(
            f"{'no paper' if not found else 'more than one paper'} has the id {paper!r}: see `councilwatch search`"
        )

    def pending(self, source: str) -> list[KeptPaper]:
        """Papers to be fetched that were not: left by a killed run, or failed."""
        return list(self._where(schema.paper.c.source == source, schema.paper.c.state.in_(("pending", "failed"))))

    def of_meeting(self, source: str, meeting: str) -> list[KeptPaper]:
        """The papers of one meeting."""
        return list(self._where(schema.paper.c.source == source, schema.paper.c.meeting == meeting))

    def of_kind(self, kind: str, since: date, until: date) -> Iterator[KeptPaper]:
        """The papers of one kind published in a range of days, of every source."""
        table = schema.paper
        return self._where(table.c.kind == kind, table.c.published >= since, table.c.published <= until)

    def at(self, url: str) -> KeptPaper | None:
        """The paper seen at an address, or None."""
        return next(self._where(schema.paper.c.url == url), None)

    def all(self, source: str | None = None, state: State | None = None) -> Iterator[KeptPaper]:
        """Every paper, by id; of one source or in one state when given."""
        conditions = []
        if source:
            conditions.append(schema.paper.c.source == source)
        if state:
            conditions.append(schema.paper.c.state == state)
        return self._where(*conditions)

    def versions(self, paper: str) -> list[Version]:
        """A paper's versions, oldest first."""
        table = schema.version
        query = select(table).where(table.c.paper == paper).order_by(table.c.seen_at, table.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings()
            return [_version(row) for row in rows]

    def with_versions(self) -> Iterator[tuple[KeptPaper, list[Version]]]:
        """Every paper but the forgotten, by id, with its versions, oldest first."""
        table, held = schema.version, defaultdict(list)
        with self._engine.connect() as connection:
            for row in connection.execute(select(table).order_by(table.c.seen_at, table.c.id)).mappings():
                held[row["paper"]].append(_version(row))
        return ((kept, held[kept.paper.id]) for kept in self.all() if kept.state != "forgotten")

    def replaced(self) -> list[str]:
        """The ids of the papers of which more than one version was seen, but for the forgotten."""
        papers, versions = schema.paper, schema.version
        query = (
            select(versions.c.paper)
            .join(papers, papers.c.id == versions.c.paper)
            .where(papers.c.state != "forgotten")
            .group_by(versions.c.paper)
            .having(func.count() > 1)
            .order_by(versions.c.paper)
        )
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def current(self, paper: str) -> Version | None:
        """The version shown and searched: the newest, also of a withdrawn paper. None when nothing was fetched."""
        versions = self.versions(paper)
        return versions[-1] if versions else None

    def current_all(self) -> Iterator[tuple[KeptPaper, Version]]:
        """Every paper that has bytes, with its current version, by id."""
        papers, versions = schema.paper, schema.version
        newest = select(func.max(versions.c.id)).group_by(versions.c.paper)
        query = (
            select(papers, *[versions.c[name].label(f"version_{name}") for name in Version.__dataclass_fields__])
            .join(versions, versions.c.paper == papers.c.id)
            .where(versions.c.id.in_(newest), papers.c.state != "forgotten")
            .order_by(papers.c.id)
        )
        with self._engine.connect() as connection:
            for row in connection.execute(query).mappings().all():
                yield _kept(row), _version(row, "version_")

    def _set(self, paper: str, **values: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(schema.paper).where(schema.paper.c.id == paper).values(values))

    def _where(self, *conditions: Any) -> Iterator[KeptPaper]:
        query = select(schema.paper).where(*conditions).order_by(schema.paper.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return map(_kept, rows)


def _row(paper: Paper) -> dict[str, Any]:
    return {name: getattr(paper, name) for name in _PAPER_FIELDS} | {"other_urls": list(paper.other_urls)}


def _kept(row: Any) -> KeptPaper:
    paper = Paper(**{name: row[name] for name in _PAPER_FIELDS})
    return KeptPaper(
        paper=replace(paper, other_urls=tuple(paper.other_urls)),
        state=row["state"],
        reason=row["reason"],
        validators=row["validators"] or {},
        fetched_at=row["fetched_at"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
    )


def _version(row: Any, prefix: str = "") -> Version:
    values = {name: row[prefix + name] for name in Version.__dataclass_fields__}
    return Version(**values | {"headers": tuple((name, value) for name, value in values["headers"])})
