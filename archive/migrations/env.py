"""Alembic's entry: runs migrations over the connection `archive.catalogue` hands it."""

from alembic import context

from archive.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
