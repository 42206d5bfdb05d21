"""Sessions of learners that ended before their cookie did"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward; who is signed in stays so."""
    with op.batch_alter_table("learner") as learner:
        learner.add_column(sa.Column("epoch", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "ended_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ended_session")),
    )
    op.create_index(op.f("ix_ended_session_ended_at"), "ended_session", ["ended_at"])


def downgrade() -> None:
    """Bring the tables back; what ended counts again until its cookie ends."""
    op.drop_table("ended_session")
    with op.batch_alter_table("learner") as learner:
        learner.drop_column("epoch")
