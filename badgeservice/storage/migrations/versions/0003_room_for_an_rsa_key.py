"""Room for the public part of an RSA key"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ACTIVE = "state = 'active'"
SERVICE = "organisation_id IS NULL"
PARTIAL = (
    ("uq_signing_key_active", ["organisation_id", "purpose"], ACTIVE),
    ("uq_signing_key_service_active", ["purpose"], f"{SERVICE} AND {ACTIVE}"),
    ("uq_signing_key_service_fragment", ["fragment"], SERVICE),
)


def upgrade() -> None:
    """Bring the tables forward."""
    _alter(sa.String(60), sa.Text())


def downgrade() -> None:
    """Bring the tables back; what was signed with an RSA key can then no longer be checked."""
    op.execute("DELETE FROM signing_key WHERE purpose = 'tokens'")
    _alter(sa.Text(), sa.String(60))


def _alter(before: sa.types.TypeEngine[str], after: sa.types.TypeEngine[str]) -> None:
    # SQLite makes the table anew for this, and would give back the partial indexes without their conditions.
    for name, _, _ in PARTIAL:
        op.drop_index(name, table_name="signing_key")
    with op.batch_alter_table("signing_key", schema=None) as batch_op:
        batch_op.alter_column("public", existing_type=before, type_=after, existing_nullable=False)
    for name, columns, where in PARTIAL:
        condition = sa.text(where)
        op.create_index(name, "signing_key", columns, unique=True, sqlite_where=condition, postgresql_where=condition)
