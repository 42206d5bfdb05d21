"""Tables of asking for a badge: the link or poster that invites to ask, and who asked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from badgeservice.storage.tables.badge_classes import BadgeClassRow
from badgeservice.storage.tables.columns import Row
from badgeservice.storage.tables.organisations import OrganisationRow


class AskingLinkRow(Row):
    """A public link (also as a QR on a poster) with which people ask for a badge, from and until a moment.

    `code` stands in the address: 16 characters of Crockford base32.
    """

    __tablename__ = "asking_link"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    badge_class_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class.id"), index=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    organisation: Mapped[OrganisationRow] = relationship(lazy="joined")
    badge_class: Mapped[BadgeClassRow] = relationship(lazy="joined")


class BadgeRequestRow(Row):
    """Somebody who asked for a badge. `state`: asked, given or declined; `reason` is what the learner reads.

    `asked_by` is who asked for a colleague. `draft_id` is the draft with which the assessor gives it, as long as that
    is being filled in.
    """

    __tablename__ = "badge_request"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    link_id: Mapped[UUID] = mapped_column(ForeignKey("asking_link.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254))
    asked_by: Mapped[str] = mapped_column(String(120), default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    evidence_url: Mapped[str | None] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(10), index=True)
    reason: Mapped[str | None] = mapped_column(String(500))
    draft_id: Mapped[UUID | None]
    award_id: Mapped[UUID | None] = mapped_column(ForeignKey("award.id"))
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    link: Mapped[AskingLinkRow] = relationship(lazy="joined")
