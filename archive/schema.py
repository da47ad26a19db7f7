"""The catalogue's tables. Changes here need a migration in `archive/migrations/versions`; a test compares the two."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC: aware datetimes in, aware datetimes out, whatever the database keeps."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: object) -> datetime | None:
        """The moment as naive UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: object) -> datetime | None:
        """The moment as aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


source = Table(  # what the user added or chose, and what a site taught us; the registry itself ships in data/
    "source",
    metadata,
    Column("slug", String, primary_key=True),
    Column("row", JSON),  # a row the user added; null for a registry row
    Column("watched", Boolean, nullable=False, default=False),
    Column("memory", JSON, nullable=False, default=dict),  # which channel works, validators, last probe
)

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # crawl, process, nightly, ...
    Column("started_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Column("options", JSON, nullable=False, default=dict),
    Column("report", JSON),
)

source_run = Table(
    "source_run",
    metadata,
    Column("run", ForeignKey("run.id"), primary_key=True),
    Column("source", String, primary_key=True),
    Column("outcome", String, nullable=False),
    Column("reason", Text),  # one sentence
    Column("evidence", JSON),  # status, first bytes, robots line
    Column("counts", JSON, nullable=False, default=dict),
    Column("started_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Index(None, "source", "run"),
)

capture = Table(
    "capture",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("run", Integer),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("status", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("headers", JSON, nullable=False, default=list),
    Column("kind", String, nullable=False),
    Index(None, "url", "at"),
    Index(None, "sha256"),
)

committee = Table(
    "committee",
    metadata,
    Column("source", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("active", Boolean, nullable=False, default=True),
    Column("category", Text),
    Column("url", Text),
    Column("seen_at", UtcTime, nullable=False),
)

meeting = Table(
    "meeting",
    metadata,
    Column("source", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("committee_id", String),
    Column("committee", Text),
    Column("held_on", Date),
    Column("status", Text),
    Column("cancelled", Boolean, nullable=False, default=False),
    Column("url", Text),
    Column("minutes_final", Boolean),
    Column("state", String, nullable=False, default="listed"),  # listed, pending, captured, failed
    Column("reason", Text),  # why it failed
    Column("listed_at", UtcTime, nullable=False),
    Column("captured_at", UtcTime),
    Column("closed_at", UtcTime),  # when its window closed and its papers were checked a last time
    Column("digest", String(64)),  # of the record as parsed: tells a changed meeting
    Column("record", JSON),  # the whole meeting as parsed, items and links
    Index(None, "source", "held_on"),
    Index(None, "source", "state"),
)

paper = Table(
    "paper",
    metadata,
    Column("id", String, primary_key=True),
    Column("source", String, nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("council", String),
    Column("body", Text),
    Column("url", Text),
    Column("other_urls", JSON, nullable=False, default=list),
    Column("published", Date),
    Column("published_inferred", Boolean, nullable=False, default=False),
    Column("meeting", String),
    Column("meeting_date", Date),
    Column("item", String),
    Column("issue", String),
    Column("size_label", String),
    Column("author", Text),
    Column("restricted", Boolean, nullable=False, default=False),
    # linked: known, not asked for; pending: to be fetched; kept; failed; restricted; external; withdrawn; forgotten
    Column("state", String, nullable=False),
    Column("reason", Text),
    Column("validators", JSON),  # etag and last-modified of the last download
    Column("first_seen", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    Column("fetched_at", UtcTime),
    Index(None, "source", "state"),
    Index(None, "source", "meeting"),
    Index(None, "council"),
    Index(None, "url"),
)

version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("paper", ForeignKey("paper.id"), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("media_type", String),
    Column("size", Integer, nullable=False),
    Column("capture", Integer),
    Column("headers", JSON, nullable=False, default=list),
    Column("state", String, nullable=False, default="current"),  # current, replaced, withdrawn, restored
    Index(None, "paper", "seen_at"),
    Index(None, "sha256"),
)

reading = Table(  # what a reader made of some bytes
    "reading",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("reader", String, nullable=False),
    Column("reason", Text),  # why it is quarantined; null when readable
    Column("pages", Integer, nullable=False, default=0),
    Column("needs_ocr", Integer, nullable=False, default=0),
    Column("warnings", JSON, nullable=False, default=list),
    Column("read_at", UtcTime, nullable=False),
    Column("scanned", String),  # the rules of the last scan for personal data; null before there was a version of them
    Column("tries", Integer, nullable=False, default=0),  # readings in a row that failed by a fault that may pass
)

page = Table(
    "page",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", LargeBinary, nullable=False),  # UTF-8, zstandard
    Column("needs_ocr", Boolean, nullable=False, default=False),
    Column("hidden", Text),  # why the page is kept out of index and exports (personal data)
)

page_table = Table(
    "page_table",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("rows", JSON, nullable=False),
)

finding = Table(  # derived: statements and observations of a paper's current version
    "finding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("paper", ForeignKey("paper.id"), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("page", Integer, nullable=False),
    Column("type", String, nullable=False),  # statement or observation
    Column("measure", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("record", JSON, nullable=False),
    Column("rules", String, nullable=False),
    Index(None, "paper"),
    Index(None, "measure"),
)

processed = Table(  # derived: which reader, rules and index last saw a paper, and which version of it
    "processed",
    metadata,
    Column("paper", ForeignKey("paper.id"), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("reader", String, nullable=False),
    Column("rules", String),
    Column("engine", String),
    Column("fault", Text),  # a sentence when the extractor or the index broke on it
)

twin = Table(  # derived: pages that repeat another paper's page (page 0: the whole paper)
    "twin",
    metadata,
    Column("paper", String, primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("other", String, primary_key=True),
    Column("other_page", Integer, primary_key=True),
)

paired = Table(  # derived: the texts of a meeting's papers as they were when its pack was last held against them
    "paired",
    metadata,
    Column("source", String, primary_key=True),
    Column("meeting", String, primary_key=True),
    Column("digest", String(64), nullable=False),
)

comparison = Table(  # derived: which findings of a version stand otherwise in the next one
    "comparison",
    metadata,
    Column("paper", ForeignKey("paper.id"), primary_key=True),
    Column("before", String(64), primary_key=True),
    Column("after", String(64), primary_key=True),
    Column("seen_at", UtcTime, nullable=False),  # when the next version was first seen
    Column("rules", String, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("fault", Text),  # a sentence when the two could not be compared
)

review = Table(
    "review",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # confirm, dismiss, merge, split, note
    Column("anchors", JSON, nullable=False),  # the mentions it speaks of
    Column("who", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("text", Text),
)

forgotten = Table(  # the audit line that outlives bytes and text
    "forgotten",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("paper", String, nullable=False),
    Column("sha256s", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("because_of", String),  # the paper that was asked to be forgotten, where this one only held its words
    Column("runs", LargeBinary),  # checksums of runs of its words: tell them when they come again, and hold none
    Column("lifted_at", UtcTime),  # when it was taken back, and by whom
    Column("lifted_by", Text),
)

alert = Table(
    "alert",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # search or commitment
    Column("target", Text, nullable=False),
    Column("options", JSON, nullable=False, default=dict),
    Column("created_at", UtcTime, nullable=False),
    Column("last_run", UtcTime),
    Column("seen", JSON, nullable=False, default=list),
)
