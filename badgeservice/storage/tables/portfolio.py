"""Tables of the portfolio: what a learner shares, and badges of givers elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row


class ShareRow(Row):
    """A page with badges that a learner shows to somebody; `shown` says what of each may be seen.

    The token is kept as it is: the learner has to be able to copy the address again.
    """

    __tablename__ = "share"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(22), unique=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id"), index=True)
    title: Mapped[str] = mapped_column(String(80))
    shown: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    views: Mapped[int] = mapped_column(default=0)


class SharedBadgeRow(Row):
    """A badge on a shared page, in its place."""

    __tablename__ = "shared_badge"

    share_id: Mapped[UUID] = mapped_column(ForeignKey("share.id"), primary_key=True)
    award_id: Mapped[UUID] = mapped_column(ForeignKey("award.id"), primary_key=True, index=True)
    position: Mapped[int]


class ForeignBadgeRow(Row):
    """A badge of a giver elsewhere, kept as it came in; `report` is what our own check said of it at `checked_at`.

    `answers` are the documents which that check asked for, so that it can be made again without a network.
    """

    __tablename__ = "foreign_badge"
    __table_args__ = (UniqueConstraint("learner_id", "sha256"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id"))
    document: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(40))
    credential_id: Mapped[str | None] = mapped_column(String(500))
    source: Mapped[str | None] = mapped_column(String(1000))
    report: Mapped[dict[str, Any]]
    answers: Mapped[dict[str, Any]]
    verdict: Mapped[str] = mapped_column(String(10))
    added_at: Mapped[datetime]
    checked_at: Mapped[datetime]
    check_after: Mapped[datetime] = mapped_column(index=True)
