"""Bits of places in status lists that a restored backup knows nothing of, but that were published as set"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "published_bit",
        sa.Column("status_list_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["status_list_id"], ["status_list.id"], name="fk_published_bit_status_list_id"),
        sa.PrimaryKeyConstraint("status_list_id", "place", name="pk_published_bit"),
    )


def downgrade() -> None:
    """Bring the tables back; badges that only a published list knew as withdrawn count again after that."""
    op.drop_table("published_bit")
