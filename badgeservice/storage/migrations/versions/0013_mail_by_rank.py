"""Mail by rank: a code before a badge, and one badge before the many of a list"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward; mail of a list that waits goes as mail about one badge."""
    op.drop_index("ix_outbox_state_due", table_name="outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("rank", sa.SmallInteger(), nullable=False, server_default="1"))
    op.execute("UPDATE outbox SET rank = 0 WHERE urgent")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("urgent")
        outbox.alter_column("rank", existing_type=sa.SmallInteger(), server_default=None)
    op.create_index("ix_outbox_state_due", "outbox", ["state", "rank", "due_at"])


def downgrade() -> None:
    """Bring the tables back; what is urgent is known still."""
    op.drop_index("ix_outbox_state_due", table_name="outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(sa.text("UPDATE outbox SET urgent = true WHERE rank = 0"))
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("rank")
    op.create_index("ix_outbox_state_due", "outbox", ["state", "urgent", "due_at"])
