"""Tables of given badges, their other forms, half-filled gifts and status lists."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from badgeservice.storage.tables.badge_classes import BadgeClassVersionRow
from badgeservice.storage.tables.columns import Row
from badgeservice.storage.tables.organisations import OrganisationRow

# Few of many: what sets a bit, and what waits for its learner.
WITHDRAWN = text("revoked_at IS NOT NULL OR suspended_at IS NOT NULL")
UNKEPT = text("kept_at IS NULL AND revoked_at IS NULL")


class StatusListRow(Row):
    """A status list; `version` goes up when a bit changes, `document` was signed at `signed_version`.

    Places are taken in an order that follows from `secret` (16 random bytes); `next_place` counts those that are taken.
    """

    __tablename__ = "status_list"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(12))
    size: Mapped[int]
    is_open: Mapped[bool] = mapped_column(default=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    next_place: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=0)
    signed_version: Mapped[int]
    signed_at: Mapped[datetime]
    document: Mapped[bytes] = mapped_column(LargeBinary)


class PublishedBitRow(Row):
    """A place that was published as set, of a badge that is in no row: given and withdrawn after a restored backup."""

    __tablename__ = "published_bit"

    status_list_id: Mapped[UUID] = mapped_column(ForeignKey("status_list.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class AwardRow(Row):
    """One given badge. `document` is the exact signed bytes; `id` is the uuid in its address.

    `request_id` makes giving idempotent: the form that gives carries it. `suspended_at` and `revoked_at` set the
    status bit. `kept_at` is when the learner kept it. `status_code` names why it
    does not count (issuing/reasons.py), `status_reason` is what somebody wrote about that. After `erased_at` nothing
    personal is left: no name, no address, no document, no forms; the place in its status list stays taken.
    `declined_at` is when somebody did not want it, or said that it is not theirs (`declined_why`: refused or not_me).
    """

    __tablename__ = "award"
    __table_args__ = (
        UniqueConstraint("status_list_id", "status_index"),
        Index("ix_award_recipient_email_version", "recipient_email", "version_id"),
        Index("ix_award_organisation_given_kept", "organisation_id", "given_at", "kept_at"),
        Index("ix_award_organisation_version", "organisation_id", "version_id"),
        Index("ix_award_organisation_ends", "organisation_id", "valid_until"),
        Index(
            "ix_award_withdrawn", "status_list_id", "status_index", sqlite_where=WITHDRAWN, postgresql_where=WITHDRAWN
        ),
        Index("ix_award_unkept", "organisation_id", sqlite_where=UNKEPT, postgresql_where=UNKEPT),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class_version.id"), index=True)
    recipient_name: Mapped[str] = mapped_column(String(120))
    recipient_email: Mapped[str | None] = mapped_column(String(254))
    learner_id: Mapped[UUID | None] = mapped_column(ForeignKey("learner.id"), index=True)
    given_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    given_at: Mapped[datetime] = mapped_column(index=True)
    valid_until: Mapped[datetime | None] = mapped_column(index=True)
    status_list_id: Mapped[UUID] = mapped_column(ForeignKey("status_list.id"))
    status_index: Mapped[int]
    document: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    declined_why: Mapped[str | None] = mapped_column(String(10))
    status_reason: Mapped[str | None] = mapped_column(String(300))
    status_code: Mapped[str | None] = mapped_column(String(20))

    version: Mapped[BadgeClassVersionRow] = relationship(lazy="joined")
    organisation: Mapped[OrganisationRow] = relationship(lazy="joined")


class AwardFormRow(Row):
    """A derived form of a badge (png), kept once made."""

    __tablename__ = "award_form"

    award_id: Mapped[UUID] = mapped_column(ForeignKey("award.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(10), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class AwardDraftRow(Row):
    """A badge that somebody is busy giving: what the screens have gathered so far. Its id becomes `request_id`.

    `state`: busy (on the screens), assessing (a praktijkopleider has a link), proposed (waits for a second person),
    scheduled (given by itself at `due_at`), offered (a larger badge whose parts are all there), dismissed (an offer
    that staff left), or refused (with `note`: why the second person did not release it, or why it could not be given),
    since `state_since`.
    """

    __tablename__ = "award_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class_version.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    answers: Mapped[dict[str, Any]]
    note: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="busy", index=True)
    due_at: Mapped[datetime | None]
    state_since: Mapped[datetime | None]
    created_at: Mapped[datetime]

    version: Mapped[BadgeClassVersionRow] = relationship(lazy="joined")


class MandatedAwardRow(Row):
    """Under which mandate a badge was given."""

    __tablename__ = "mandated_award"

    award_id: Mapped[UUID] = mapped_column(ForeignKey("award.id"), primary_key=True)
    mandate_id: Mapped[UUID] = mapped_column(ForeignKey("mandate.id"), index=True)


class RenewalRow(Row):
    """Which badge took the place of an older one."""

    __tablename__ = "renewal"

    old_award_id: Mapped[UUID] = mapped_column(ForeignKey("award.id"), primary_key=True)
    new_award_id: Mapped[UUID] = mapped_column(ForeignKey("award.id"), unique=True)


class AwardReminderRow(Row):
    """That the learner was told how many days a badge stays valid: 90, 30 or 7; so that it is told once."""

    __tablename__ = "award_reminder"

    award_id: Mapped[UUID] = mapped_column(ForeignKey("award.id"), primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    told_at: Mapped[datetime]


class CheckCountRow(Row):
    """How often badges of a version, given by an organisation, were checked in a month (2026-11). Nobody is named."""

    __tablename__ = "check_count"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class_version.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    number: Mapped[int]
