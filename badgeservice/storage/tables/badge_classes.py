"""Tables of the badge classes and their versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from badgeservice.storage.tables.columns import Row
from badgeservice.storage.tables.organisations import OrganisationRow


class BadgeClassRow(Row):
    """A badge class of an organisation; its slug is unique over the service and never used again.

    With an `archived_at` it is no longer given; what was given stays.
    """

    __tablename__ = "badge_class"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]

    organisation: Mapped[OrganisationRow] = relationship(lazy="joined")


class BadgeClassVersionRow(Row):
    """One version of a badge class: `state` draft or released; a released one is never changed.

    `behaviours`: list of {"id", "text"}; `alignments`: list of {"target_type", "target_name", "target_url",
    "target_code", "target_framework"}; `design`: the designer's choices or null for an uploaded picture;
    `details`: what only one kind asks for (a microcredential's EU elements); `stack_automatic`: whether the badge is
    given by itself once all its parts (`stack_part`) are valid;
    `valid_months`: how long a badge is valid, null for always; `part_number` of `part_total` for a deelcertificaat.
    """

    __tablename__ = "badge_class_version"
    __table_args__ = (UniqueConstraint("badge_class_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    badge_class_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(5))
    behaviours: Mapped[list[Any]]
    alignments: Mapped[list[Any]]
    crebo: Mapped[str | None] = mapped_column(String(5))
    part_number: Mapped[int | None]
    part_total: Mapped[int | None]
    valid_months: Mapped[int | None]
    details: Mapped[dict[str, Any] | None]
    eqf_level: Mapped[int | None]
    stack_automatic: Mapped[bool] = mapped_column(default=False)
    can_be_suspended: Mapped[bool] = mapped_column(default=False)
    design: Mapped[dict[str, Any] | None]
    # Lists show many versions and no bytes of a picture, so these are read only where they are asked for.
    picture_svg: Mapped[str | None] = mapped_column(Text, deferred=True)
    picture_png: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    picture_caption: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    released_at: Mapped[datetime | None]

    badge_class: Mapped[BadgeClassRow] = relationship(lazy="joined")


class StackPartRow(Row):
    """A badge class that is a part of a larger badge, which this version stands for; parts are in their `position`."""

    __tablename__ = "stack_part"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class_version.id"), primary_key=True)
    part_class_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class.id"), primary_key=True, index=True)
    position: Mapped[int]


class ClassProposalRow(Row):
    """A draft that was put before a second person.

    `state`: waiting, sent_back (with `reason`) or changed (its words or picture, so it has to be proposed again).
    """

    __tablename__ = "class_proposal"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class_version.id"), primary_key=True)
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    reason: Mapped[str | None] = mapped_column(Text)


class ClassCopyRow(Row):
    """Of which version of somebody else's badge class this class began as a copy."""

    __tablename__ = "class_copy"

    badge_class_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class.id"), primary_key=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class_version.id"), index=True)


class OwnBehaviourRow(Row):
    """A gedragsvoorbeeld that an organisation adds to a badge class of its branch; shown apart, never mixed in."""

    __tablename__ = "own_behaviour"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    badge_class_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class.id"), index=True)
    text: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
