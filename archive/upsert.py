"""Insert a row or update the one with its key, on SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, row: dict[str, Any], keep: Sequence[str] = ()) -> None:
    """Insert `row`; where its primary key stands already, update every column given but those named in `keep`."""
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table).values(row)
    keys = [column.name for column in table.primary_key]
    changes = {name: insert.excluded[name] for name in row if name not in keys and name not in keep}
    connection.execute(
        insert.on_conflict_do_update(index_elements=keys, set_=changes)
        if changes
        else insert.on_conflict_do_nothing(index_elements=keys)
    )
