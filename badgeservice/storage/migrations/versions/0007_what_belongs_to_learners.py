"""What belongs to learners: their addresses, ways in, rights, shared pages, other badges and programs they let in"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_NEW = (
    "shared_badge",
    "share",
    "foreign_badge",
    "oauth_token",
    "oauth_code",
    "oauth_client",
    "personal_view",
    "correction",
    "erasure",
    "passkey",
    "sign_in_code",
    "address_claim",
    "learner_address",
)


def upgrade() -> None:
    """Bring the tables forward."""
    _learner()
    _learner_address()
    _address_claim()
    _sign_in_code()
    _passkey()
    _erasure()
    _correction()
    _personal_view()
    _award()
    _share()
    _shared_badge()
    _foreign_badge()
    _oauth_client()
    _oauth_code()
    _oauth_token()


def downgrade() -> None:
    """Bring the tables back; learners keep one address each."""
    with op.batch_alter_table("award") as award:
        award.drop_column("declined_why")
        award.drop_column("declined_at")
        award.drop_column("erased_at")
    with op.batch_alter_table("learner") as learner:
        learner.drop_column("language")
    for table in _NEW:
        op.drop_table(table)


def _learner() -> None:
    with op.batch_alter_table("learner") as learner:
        learner.add_column(sa.Column("language", sa.String(5), nullable=True))


def _learner_address() -> None:
    op.create_table(
        "learner_address",
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("proven_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_learner_address_learner_id"),
        sa.PrimaryKeyConstraint("email", name="pk_learner_address"),
    )
    op.create_index("ix_learner_address_learner_id", "learner_address", ["learner_id"])
    known = "SELECT email, id, created_at FROM learner WHERE email IS NOT NULL"
    op.execute(f"INSERT INTO learner_address (email, learner_id, proven_at) {known}")


def _address_claim() -> None:
    op.create_table(
        "address_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("proven_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_address_claim_learner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_address_claim"),
    )
    op.create_index("ix_address_claim_learner_id", "address_claim", ["learner_id"])


def _sign_in_code() -> None:
    op.create_table(
        "sign_in_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=True),
        sa.Column("code_hash", sa.String(64), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_sign_in_code_learner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_code"),
    )
    op.create_index("ix_sign_in_code_expires_at", "sign_in_code", ["expires_at"])
    op.create_index("ix_sign_in_code_learner_id", "sign_in_code", ["learner_id"])


def _passkey() -> None:
    op.create_table(
        "passkey",
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_passkey_learner_id"),
        sa.PrimaryKeyConstraint("credential_id", name="pk_passkey"),
    )
    op.create_index("ix_passkey_learner_id", "passkey", ["learner_id"])


def _erasure() -> None:
    op.create_table(
        "erasure",
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(10), nullable=False),
        sa.Column("erased_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("subject_id", name="pk_erasure"),
    )
    op.create_index("ix_erasure_erased_at", "erasure", ["erased_at"])


def _correction() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("answered_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name="fk_correction_award_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_correction_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
    )
    op.create_index("ix_correction_award_id", "correction", ["award_id"])
    op.create_index("ix_correction_organisation_answered", "correction", ["organisation_id", "answered_at"])


def _personal_view() -> None:
    op.create_table(
        "personal_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_personal_view_account_id"),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name="fk_personal_view_award_id"),
        sa.PrimaryKeyConstraint("id", name="pk_personal_view"),
        sa.UniqueConstraint(
            "award_id", "account_id", "what", "day", name="uq_personal_view_award_id_account_id_what_day"
        ),
    )
    op.create_index("ix_personal_view_award_id", "personal_view", ["award_id"])
    op.create_index("ix_personal_view_seen_at", "personal_view", ["seen_at"])


def _award() -> None:
    op.add_column("award", sa.Column("erased_at", _TIME, nullable=True))
    op.add_column("award", sa.Column("declined_at", _TIME, nullable=True))
    op.add_column("award", sa.Column("declined_why", sa.String(10), nullable=True))


def _share() -> None:
    op.create_table(
        "share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(22), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("ends_at", _TIME, nullable=True),
        sa.Column("withdrawn_at", _TIME, nullable=True),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_share_learner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_share"),
        sa.UniqueConstraint("token", name="uq_share_token"),
    )
    op.create_index("ix_share_learner_id", "share", ["learner_id"])


def _shared_badge() -> None:
    op.create_table(
        "shared_badge",
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name="fk_shared_badge_award_id"),
        sa.ForeignKeyConstraint(["share_id"], ["share.id"], name="fk_shared_badge_share_id"),
        sa.PrimaryKeyConstraint("share_id", "award_id", name="pk_shared_badge"),
    )
    op.create_index("ix_shared_badge_award_id", "shared_badge", ["award_id"])


def _foreign_badge() -> None:
    op.create_table(
        "foreign_badge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("credential_id", sa.String(500), nullable=True),
        sa.Column("source", sa.String(1000), nullable=True),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("added_at", _TIME, nullable=False),
        sa.Column("checked_at", _TIME, nullable=False),
        sa.Column("check_after", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_foreign_badge_learner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_foreign_badge"),
        sa.UniqueConstraint("learner_id", "sha256", name="uq_foreign_badge_learner_id_sha256"),
    )
    op.create_index("ix_foreign_badge_check_after", "foreign_badge", ["check_after"])


def _oauth_client() -> None:
    op.create_table(
        "oauth_client",
        sa.Column("client_id", sa.String(48), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("redirect_uris", sa.JSON(), nullable=False),
        sa.Column("scope", sa.String(1000), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("client_id", name="pk_oauth_client"),
    )


def _oauth_code() -> None:
    op.create_table(
        "oauth_code",
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("client_id", sa.String(48), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("redirect_uri", sa.String(1000), nullable=False),
        sa.Column("scope", sa.String(1000), nullable=False),
        sa.Column("code_challenge", sa.String(128), nullable=False),
        sa.Column("code_challenge_method", sa.String(10), nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.client_id"], name="fk_oauth_code_client_id"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_oauth_code_learner_id"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_oauth_code"),
    )
    op.create_index("ix_oauth_code_client_id", "oauth_code", ["client_id"])
    op.create_index("ix_oauth_code_expires_at", "oauth_code", ["expires_at"])
    op.create_index("ix_oauth_code_learner_id", "oauth_code", ["learner_id"])


def _oauth_token() -> None:
    op.create_table(
        "oauth_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.String(48), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=True),
        sa.Column("access_hash", sa.String(64), nullable=False),
        sa.Column("refresh_hash", sa.String(64), nullable=True),
        sa.Column("scope", sa.String(1000), nullable=False),
        sa.Column("issued_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("refresh_expires_at", _TIME, nullable=True),
        sa.Column("revoked_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.client_id"], name="fk_oauth_token_client_id"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_oauth_token_learner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_oauth_token"),
        sa.UniqueConstraint("access_hash", name="uq_oauth_token_access_hash"),
        sa.UniqueConstraint("refresh_hash", name="uq_oauth_token_refresh_hash"),
    )
    op.create_index("ix_oauth_token_client_id", "oauth_token", ["client_id"])
    op.create_index("ix_oauth_token_code_hash", "oauth_token", ["code_hash"])
    op.create_index("ix_oauth_token_learner_id", "oauth_token", ["learner_id"])
