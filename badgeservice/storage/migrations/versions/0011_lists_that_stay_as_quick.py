"""Lists and counts that stay as quick when there are many badges"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_WITHDRAWN = sa.text("revoked_at IS NOT NULL OR suspended_at IS NOT NULL")
_UNKEPT = sa.text("kept_at IS NULL AND revoked_at IS NULL")


def upgrade() -> None:
    """Bring the tables forward."""
    _partial("ix_award_withdrawn", ["status_list_id", "status_index"], _WITHDRAWN)
    _partial("ix_award_unkept", ["organisation_id"], _UNKEPT)
    op.create_index("ix_award_organisation_version", "award", ["organisation_id", "version_id"])
    op.create_index("ix_award_organisation_ends", "award", ["organisation_id", "valid_until"])
    op.create_index("ix_award_organisation_given_kept", "award", ["organisation_id", "given_at", "kept_at"])
    # What begins with the same column is found by the others.
    op.drop_index("ix_award_organisation_id", "award")


def downgrade() -> None:
    """Bring the tables back."""
    op.create_index("ix_award_organisation_id", "award", ["organisation_id"])
    for name in ("organisation_given_kept", "organisation_ends", "organisation_version", "unkept", "withdrawn"):
        op.drop_index(f"ix_award_{name}", "award")


def _partial(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, "award", columns, sqlite_where=where, postgresql_where=where)
