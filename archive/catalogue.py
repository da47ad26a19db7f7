"""Opening the catalogue: the engine, its pragmas, and the migrations it may need."""

from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import URL, Engine, create_engine, event, inspect, text

from records.errors import CouncilwatchError, Locked

_PATIENCE = 60  # seconds that a program waits for another's migration
HEAD = "0003"  # the newest revision in archive/migrations/versions


def open_catalogue(url: str | URL) -> Engine:
    """An engine whose tables are up to date. Raises CouncilwatchError where a newer program made the catalogue."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_pragmas)
    found = _revision(engine)
    if found is not None and found > HEAD:
        raise CouncilwatchError(
            f"the archive's catalogue has revision {found}, newer than this program's {HEAD}: upgrade councilwatch"
        )
    if found != HEAD:
        if engine.dialect.name == "sqlite" and engine.url.database:
            _upgrade_whole(engine)
        else:
            _upgrade(engine)
    return engine


def scrub(engine: Engine) -> bool:
    """Leave nothing of deleted rows in the database's files: neither in free pages nor in the write-ahead log. False
    where another program is reading, so that the log could not be emptied yet. The file is written anew: it takes as
    much room again while it lasts."""
    if engine.dialect.name != "sqlite":
        return True  # a server's own housekeeping
    engine.dispose()  # our own readers must not hold the log
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM")
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
    return busy is not None and not busy[0]


def _upgrade_whole(engine: Engine) -> None:
    """Migrate a SQLite file in one transaction, one program at a time: a kill leaves the tables as they were.

    Python's sqlite3 begins no transaction before DDL, so this connection's are begun by hand (SQLAlchemy's
    documentation of the pysqlite dialect)."""
    whole = create_engine(engine.url)
    event.listen(whole, "connect", _sqlite_pragmas)
    event.listen(whole, "connect", _no_transactions_of_its_own)
    event.listen(whole, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with FileLock(f"{engine.url.database}.lock", timeout=_PATIENCE):
            if _revision(engine) != HEAD:  # another program may have done it while this one waited
                _upgrade(whole)
    except Timeout as error:
        raise Locked(f"another run is bringing {engine.url.database} up to date: try again when it ends") from error
    finally:
        whole.dispose()


def _no_transactions_of_its_own(connection: Any, _record: object) -> None:
    connection.isolation_level = None


def _sqlite_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")  # with WAL a killed process loses nothing that was committed
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten, so that what is forgotten is gone
    cursor.close()


def _revision(engine: Engine) -> str | None:
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(engine: Engine) -> None:
    from alembic import command  # takes 0.2 s to import: only when there is something to do
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
