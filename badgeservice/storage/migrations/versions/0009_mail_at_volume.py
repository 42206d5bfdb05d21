"""Mail at volume: what is urgent goes first, staff find their own, and all workers keep to one rate"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WITH_STAFF = sa.text("organisation_id IS NOT NULL")
URGENT_GO_FIRST = """
    UPDATE outbox SET urgent = true
    WHERE kind IN ('learner_link', 'address_claim', 'account_link') AND state = 'waiting'
"""
STAFF_FIND_THEIRS = """
    UPDATE outbox
    SET organisation_id = (SELECT award.organisation_id FROM award WHERE award.id = outbox.subject_id)
    WHERE state IN ('waiting', 'sending', 'failed', 'perhaps_sent') AND recipient <> ''
"""


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("outbox", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("outbox", sa.Column("organisation_id", sa.Uuid(), nullable=True))
    op.execute(URGENT_GO_FIRST)
    op.execute(STAFF_FIND_THEIRS)
    op.drop_index("ix_outbox_state_due", table_name="outbox")
    op.create_index("ix_outbox_state_due", "outbox", ["state", "urgent", "due_at"])
    op.create_index(
        "ix_outbox_organisation_id",
        "outbox",
        ["organisation_id", "state"],
        postgresql_where=WITH_STAFF,
        sqlite_where=WITH_STAFF,
    )
    pace = op.create_table(
        "mail_pace",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shut_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("troubles", sa.Integer(), nullable=False),
        sa.Column("trouble_since", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mail_pace"),
    )
    op.bulk_insert(pace, [{"id": 1, "free_at": datetime(2000, 1, 1, tzinfo=UTC), "troubles": 0}])


def downgrade() -> None:
    """Bring the tables back; the rate and what is urgent are not known any more."""
    op.drop_table("mail_pace")
    op.drop_index("ix_outbox_organisation_id", table_name="outbox")
    op.drop_index("ix_outbox_state_due", table_name="outbox")
    op.create_index("ix_outbox_state_due", "outbox", ["state", "due_at"])
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("organisation_id")
        outbox.drop_column("urgent")
