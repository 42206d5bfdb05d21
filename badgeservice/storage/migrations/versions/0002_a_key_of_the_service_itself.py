"""A key of the service itself, without an organisation"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ACTIVE = "state = 'active'"
SERVICE = "organisation_id IS NULL"


def upgrade() -> None:
    """Bring the tables forward."""
    _set_nullable(True)
    _index("uq_signing_key_service_active", ["purpose"], f"{SERVICE} AND {ACTIVE}")
    _index("uq_signing_key_service_fragment", ["fragment"], SERVICE)


def downgrade() -> None:
    """Bring the tables back; what the service itself signed can then no longer be checked."""
    op.drop_index("uq_signing_key_service_active", table_name="signing_key")
    op.drop_index("uq_signing_key_service_fragment", table_name="signing_key")
    op.execute("DELETE FROM signing_key WHERE organisation_id IS NULL")
    _set_nullable(False)


def _set_nullable(nullable: bool) -> None:
    # SQLite makes the table anew for this, and would give back the partial index without its condition.
    op.drop_index("uq_signing_key_active", table_name="signing_key")
    with op.batch_alter_table("signing_key", schema=None) as batch_op:
        batch_op.alter_column("organisation_id", existing_type=sa.Uuid(), nullable=nullable)
    _index("uq_signing_key_active", ["organisation_id", "purpose"], ACTIVE)


def _index(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, "signing_key", columns, unique=True, sqlite_where=condition, postgresql_where=condition)
