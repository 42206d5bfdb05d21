"""One index of badges less: a longer one begins with the same columns"""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.drop_index("ix_award_organisation_given", table_name="award")


def downgrade() -> None:
    """Bring the tables back."""
    op.create_index("ix_award_organisation_given", "award", ["organisation_id", "given_at"])
