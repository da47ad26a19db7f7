"""Opening the catalogue: the engine, its pragmas, and the migrations it may need."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, inspect, text

from records.errors import CouncilwatchError

HEAD = "0002"  # the newest revision in archive/migrations/versions


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
        _upgrade(engine)
    return engine


def _sqlite_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")  # with WAL a killed process loses nothing that was committed
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
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
