"""Tables of what organisations say about each other: signed endorsements, mandates and invitations to endorse."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from badgeservice.storage.tables.badge_classes import BadgeClassRow
from badgeservice.storage.tables.columns import Row
from badgeservice.storage.tables.organisations import OrganisationRow


class EndorsementRow(Row):
    """A signed EndorsementCredential. `document` is what its address serves: the exact signed bytes.

    `endorser_id` signed it about `organisation_id`, or about a version of one of its classes. A mandate that is
    withdrawn is signed once more with an earlier end; badges keep the copy that they were given with.
    `withdrawn_at` sets the status bit.
    """

    __tablename__ = "endorsement"
    __table_args__ = (UniqueConstraint("status_list_id", "status_index"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    endorser_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("badge_class_version.id"), index=True)
    comment: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    status_list_id: Mapped[UUID] = mapped_column(ForeignKey("status_list.id"))
    status_index: Mapped[int]
    document: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    endorser: Mapped[OrganisationRow] = relationship(lazy="joined", foreign_keys=[endorser_id])


class MandateRow(Row):
    """That an organisation may give a badge class of a branch, from and until a moment, or the request for it.

    `state` is asked, granted, declined or withdrawn; `endorsement_id` is the signed mandate once it is granted.
    """

    __tablename__ = "mandate"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    branch_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    badge_class_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), index=True)
    motivation: Mapped[str] = mapped_column(String(1000), default="")
    reason: Mapped[str | None] = mapped_column(String(500))
    valid_from: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    endorsement_id: Mapped[UUID | None] = mapped_column(ForeignKey("endorsement.id"))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    branch: Mapped[OrganisationRow] = relationship(lazy="joined", foreign_keys=[branch_id])
    organisation: Mapped[OrganisationRow] = relationship(lazy="joined", foreign_keys=[organisation_id])
    badge_class: Mapped[BadgeClassRow] = relationship(lazy="joined")


class EndorsementInvitationRow(Row):
    """A link with which an organisation asks another to endorse it or a version of its class; only a hash is kept.

    `state` is open, given, declined or cancelled.
    """

    __tablename__ = "endorsement_invitation"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("badge_class_version.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    message: Mapped[str] = mapped_column(String(1000), default="")
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(500))
    endorsement_id: Mapped[UUID | None] = mapped_column(ForeignKey("endorsement.id"))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    organisation: Mapped[OrganisationRow] = relationship(lazy="joined")
