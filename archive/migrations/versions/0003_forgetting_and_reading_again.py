"""what tells forgotten words when they come again, scans and readings that are made again, pairs that are kept"""

import sqlalchemy as sa
from alembic import op

from archive.schema import UtcTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("forgotten") as batch_op:
        batch_op.add_column(sa.Column("because_of", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("runs", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("lifted_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("lifted_by", sa.Text(), nullable=True))
    with op.batch_alter_table("reading") as batch_op:
        batch_op.add_column(sa.Column("scanned", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("reading") as batch_op:
        batch_op.alter_column("tries", server_default=None)
    for id, url in op.get_bind().execute(sa.text("SELECT id, url FROM paper WHERE url LIKE 'file:///%'")).all():
        name = {"url": "file:" + url.rpartition("/")[2], "id": id}  # the folder is the user's own business
        op.get_bind().execute(sa.text("UPDATE paper SET url = :url WHERE id = :id"), name)
    op.drop_table("twin")  # derived: the next `process` makes it again
    op.create_table(
        "twin",
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("other_page", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("paper", "page", "other", "other_page"),
    )
    op.create_table(
        "paired",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("source", "meeting"),
    )
