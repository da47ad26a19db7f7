"""comparisons of versions, and what a step broke on"""

import sqlalchemy as sa
from alembic import op

from archive.schema import UtcTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "comparison",
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("before", sa.String(length=64), nullable=False),
        sa.Column("after", sa.String(length=64), nullable=False),
        sa.Column("seen_at", UtcTime(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["paper"], ["paper.id"]),
        sa.PrimaryKeyConstraint("paper", "before", "after"),
    )
    with op.batch_alter_table("processed") as batch_op:
        batch_op.add_column(sa.Column("fault", sa.Text(), nullable=True))
