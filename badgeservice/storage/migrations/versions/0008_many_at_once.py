"""Batches, and places of status lists that are taken in a secret order"""

from __future__ import annotations

import os

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables forward; lists of before are closed, since their places were taken in no order."""
    _status_list()
    _batch()
    _batch_entry()
    _batch_chunk()
    # Who has this badge already? Also for whoever comes to keep a badge at an address.
    op.create_index("ix_award_recipient_email_version", "award", ["recipient_email", "version_id"])


def downgrade() -> None:
    """Bring the tables back; lists stay as they are, and free places in them are found by trying again."""
    op.drop_index("ix_award_recipient_email_version", "award")
    op.drop_table("batch_chunk")
    op.drop_table("batch_entry")
    op.drop_table("batch")
    op.drop_column("status_list", "next_place")
    op.drop_column("status_list", "secret")


def _status_list() -> None:
    # SQLite adds a column that is never empty only with a default, and cannot make a table anew that others point to.
    # With this one no place can be had.
    op.add_column("status_list", sa.Column("secret", sa.LargeBinary(), server_default="", nullable=False))
    op.add_column("status_list", sa.Column("next_place", sa.Integer(), server_default="0", nullable=False))
    lists = sa.table(
        "status_list",
        sa.column("id", sa.Uuid()),
        sa.column("size", sa.Integer()),
        sa.column("is_open", sa.Boolean()),
        sa.column("secret", sa.LargeBinary()),
        sa.column("next_place", sa.Integer()),
    )
    connection = op.get_bind()
    for status_list_id in connection.execute(sa.select(lists.c.id)).scalars().all():
        connection.execute(
            lists.update()
            .where(lists.c.id == status_list_id)
            .values(is_open=False, secret=os.urandom(16), next_place=lists.c.size)
        )
    if connection.dialect.name == "postgresql":
        op.alter_column("status_list", "secret", server_default=None)
        op.alter_column("status_list", "next_place", server_default=None)


def _batch() -> None:
    op.create_table(
        "batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("source_name", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("state_since", _TIME, nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("mail_delay", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("due_at", _TIME, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("started_at", _TIME, nullable=True),
        sa.Column("finished_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_batch_organisation_id"),
        sa.ForeignKeyConstraint(["version_id"], ["badge_class_version.id"], name="fk_batch_version_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_batch_account_id"),
        sa.ForeignKeyConstraint(["released_by"], ["account.id"], name="fk_batch_released_by"),
        sa.PrimaryKeyConstraint("id", name="pk_batch"),
        sa.UniqueConstraint("organisation_id", "digest", name="uq_batch_organisation_id_digest"),
    )
    op.create_index("ix_batch_organisation_created", "batch", ["organisation_id", "created_at"])
    op.create_index("ix_batch_state_due", "batch", ["state", "due_at"])
    op.create_index("ix_batch_version_id", "batch", ["version_id"])


def _batch_entry() -> None:
    op.create_table(
        "batch_entry",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=True),
        sa.Column("anyway", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name="fk_batch_entry_batch_id"),
        sa.PrimaryKeyConstraint("batch_id", "number", name="pk_batch_entry"),
    )
    _partial("ix_batch_entry_wrong", "batch_entry", ["batch_id", "number"], "state IN ('wrong', 'refused')")
    _partial("ix_batch_entry_email", "batch_entry", ["email"], "email <> ''")


def _batch_chunk() -> None:
    op.create_table(
        "batch_chunk",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_entry", sa.Integer(), nullable=False),
        sa.Column("last_entry", sa.Integer(), nullable=False),
        sa.Column("status_list_id", sa.Uuid(), nullable=True),
        sa.Column("first_place", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("given_at", _TIME, nullable=True),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name="fk_batch_chunk_batch_id"),
        sa.ForeignKeyConstraint(["status_list_id"], ["status_list.id"], name="fk_batch_chunk_status_list_id"),
        sa.PrimaryKeyConstraint("batch_id", "number", name="pk_batch_chunk"),
    )
    _partial("ix_batch_chunk_waiting", "batch_chunk", ["batch_id", "number"], "state = 'waiting'")


def _partial(name: str, table: str, columns: list[str], which: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(which), postgresql_where=sa.text(which))
