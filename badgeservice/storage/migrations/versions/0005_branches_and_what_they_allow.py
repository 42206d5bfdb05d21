"""Branches and their mandates, endorsements, stacks, requests, renewals, a second person, and counts"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NEW = (
    "mandated_award",
    "renewal",
    "mandate",
    "endorsement_invitation",
    "badge_request",
    "award_reminder",
    "stack_part",
    "endorsement",
    "class_proposal",
    "class_copy",
    "check_count",
    "own_behaviour",
    "asking_link",
)


def upgrade() -> None:
    """Bring the tables forward."""
    for table, column in _columns():
        op.add_column(table, column)
    op.create_index("ix_award_draft_state", "award_draft", ["state"])
    op.create_index("ix_award_valid_until", "award", ["valid_until"])
    op.create_index("ix_award_organisation_given", "award", ["organisation_id", "given_at"])
    _what_organisations_say()
    _asking()
    _classes()
    _awards()


def downgrade() -> None:
    """Bring the tables back; mandates, endorsements, requests and renewals are gone then."""
    for table in NEW:
        op.drop_table(table)
    op.drop_index("ix_award_organisation_given", table_name="award")
    op.drop_index("ix_award_valid_until", table_name="award")
    op.drop_index("ix_award_draft_state", table_name="award_draft")
    for table, column in reversed(_columns()):
        op.drop_column(table, column.name)


def _classes() -> None:
    op.create_table(
        "stack_part",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("part_class_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["badge_class_version.id"], name="fk_stack_part_version_id"),
        sa.ForeignKeyConstraint(["part_class_id"], ["badge_class.id"], name="fk_stack_part_part_class_id"),
        sa.PrimaryKeyConstraint("version_id", "part_class_id", name="pk_stack_part"),
    )
    op.create_index("ix_stack_part_part_class_id", "stack_part", ["part_class_id"])
    op.create_table(
        "class_proposal",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["badge_class_version.id"], name="fk_class_proposal_version_id"),
        sa.ForeignKeyConstraint(["proposed_by"], ["account.id"], name="fk_class_proposal_proposed_by"),
        sa.PrimaryKeyConstraint("version_id", name="pk_class_proposal"),
    )
    op.create_table(
        "class_copy",
        sa.Column("badge_class_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["badge_class_version.id"], name="fk_class_copy_version_id"),
        sa.ForeignKeyConstraint(["badge_class_id"], ["badge_class.id"], name="fk_class_copy_badge_class_id"),
        sa.PrimaryKeyConstraint("badge_class_id", name="pk_class_copy"),
    )
    op.create_index("ix_class_copy_version_id", "class_copy", ["version_id"])
    op.create_table(
        "own_behaviour",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("badge_class_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["badge_class_id"], ["badge_class.id"], name="fk_own_behaviour_badge_class_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_own_behaviour_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_own_behaviour"),
    )
    op.create_index("ix_own_behaviour_badge_class_id", "own_behaviour", ["badge_class_id"])
    op.create_index("ix_own_behaviour_organisation_id", "own_behaviour", ["organisation_id"])


def _columns() -> tuple[tuple[str, sa.Column[Any]], ...]:
    return (
        ("organisation", sa.Column("evc_recognised", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("organisation", sa.Column("four_eyes_classes", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("organisation", sa.Column("four_eyes_awards", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("badge_class", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True)),
        ("badge_class_version", sa.Column("details", sa.JSON(), nullable=True)),
        ("badge_class_version", sa.Column("eqf_level", sa.Integer(), nullable=True)),
        ("badge_class_version", sa.Column("stack_automatic", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("award", sa.Column("status_code", sa.String(20), nullable=True)),
        ("award_draft", sa.Column("state", sa.String(10), nullable=False, server_default="busy")),
        ("award_draft", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True)),
        ("award_draft", sa.Column("state_since", sa.DateTime(timezone=True), nullable=True)),
    )


def _what_organisations_say() -> None:
    op.create_table(
        "endorsement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("endorser_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status_list_id", sa.Uuid(), nullable=False),
        sa.Column("status_index", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["endorser_id"], ["organisation.id"], name="fk_endorsement_endorser_id"),
        sa.ForeignKeyConstraint(["version_id"], ["badge_class_version.id"], name="fk_endorsement_version_id"),
        sa.ForeignKeyConstraint(["status_list_id"], ["status_list.id"], name="fk_endorsement_status_list_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_endorsement_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_endorsement"),
        sa.UniqueConstraint("status_list_id", "status_index", name="uq_endorsement_status_list_id_status_index"),
    )
    op.create_index("ix_endorsement_endorser_id", "endorsement", ["endorser_id"])
    op.create_index("ix_endorsement_organisation_id", "endorsement", ["organisation_id"])
    op.create_index("ix_endorsement_version_id", "endorsement", ["version_id"])
    op.create_table(
        "mandate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("badge_class_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("motivation", sa.String(1000), nullable=False),
        sa.Column("reason", sa.String(500), nullable=True),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("endorsement_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name="fk_mandate_created_by"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_mandate_organisation_id"),
        sa.ForeignKeyConstraint(["branch_id"], ["organisation.id"], name="fk_mandate_branch_id"),
        sa.ForeignKeyConstraint(["badge_class_id"], ["badge_class.id"], name="fk_mandate_badge_class_id"),
        sa.ForeignKeyConstraint(["endorsement_id"], ["endorsement.id"], name="fk_mandate_endorsement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mandate"),
    )
    op.create_index("ix_mandate_badge_class_id", "mandate", ["badge_class_id"])
    op.create_index("ix_mandate_branch_id", "mandate", ["branch_id"])
    op.create_index("ix_mandate_organisation_id", "mandate", ["organisation_id"])
    op.create_index("ix_mandate_state", "mandate", ["state"])
    op.create_table(
        "endorsement_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("message", sa.String(1000), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(500), nullable=True),
        sa.Column("endorsement_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name="fk_endorsement_invitation_created_by"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["badge_class_version.id"], name="fk_endorsement_invitation_version_id"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_endorsement_invitation_organisation_id"
        ),
        sa.ForeignKeyConstraint(
            ["endorsement_id"], ["endorsement.id"], name="fk_endorsement_invitation_endorsement_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_endorsement_invitation"),
        sa.UniqueConstraint("token_hash", name="uq_endorsement_invitation_token_hash"),
    )
    op.create_index("ix_endorsement_invitation_organisation_id", "endorsement_invitation", ["organisation_id"])


def _asking() -> None:
    op.create_table(
        "asking_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("badge_class_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["badge_class_id"], ["badge_class.id"], name="fk_asking_link_badge_class_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_asking_link_organisation_id"),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name="fk_asking_link_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_asking_link"),
        sa.UniqueConstraint("code", name="uq_asking_link_code"),
    )
    op.create_index("ix_asking_link_badge_class_id", "asking_link", ["badge_class_id"])
    op.create_index("ix_asking_link_organisation_id", "asking_link", ["organisation_id"])
    op.create_table(
        "badge_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("asked_by", sa.String(120), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_url", sa.String(500), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(500), nullable=True),
        sa.Column("draft_id", sa.Uuid(), nullable=True),
        sa.Column("award_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["link_id"], ["asking_link.id"], name="fk_badge_request_link_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_badge_request_organisation_id"),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name="fk_badge_request_decided_by"),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name="fk_badge_request_award_id"),
        sa.PrimaryKeyConstraint("id", name="pk_badge_request"),
    )
    op.create_index("ix_badge_request_link_id", "badge_request", ["link_id"])
    op.create_index("ix_badge_request_organisation_id", "badge_request", ["organisation_id"])
    op.create_index("ix_badge_request_state", "badge_request", ["state"])


def _awards() -> None:
    op.create_table(
        "mandated_award",
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("mandate_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name="fk_mandated_award_award_id"),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name="fk_mandated_award_mandate_id"),
        sa.PrimaryKeyConstraint("award_id", name="pk_mandated_award"),
    )
    op.create_index("ix_mandated_award_mandate_id", "mandated_award", ["mandate_id"])
    op.create_table(
        "renewal",
        sa.Column("old_award_id", sa.Uuid(), nullable=False),
        sa.Column("new_award_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["old_award_id"], ["award.id"], name="fk_renewal_old_award_id"),
        sa.ForeignKeyConstraint(["new_award_id"], ["award.id"], name="fk_renewal_new_award_id"),
        sa.PrimaryKeyConstraint("old_award_id", name="pk_renewal"),
        sa.UniqueConstraint("new_award_id", name="uq_renewal_new_award_id"),
    )
    op.create_table(
        "award_reminder",
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name="fk_award_reminder_award_id"),
        sa.PrimaryKeyConstraint("award_id", "days", name="pk_award_reminder"),
    )
    op.create_table(
        "check_count",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["badge_class_version.id"], name="fk_check_count_version_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_check_count_organisation_id"),
        sa.PrimaryKeyConstraint("organisation_id", "version_id", "month", name="pk_check_count"),
    )
