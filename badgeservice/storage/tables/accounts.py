"""Tables of staff: accounts, what they may do where, and one-time links."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row


class AccountRow(Row):
    """One staff member; `fs_uniquifier` changes to end all sessions. A new account has no password yet."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    is_operator: Mapped[bool] = mapped_column(default=False)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_last_counter: Mapped[int | None]
    created_at: Mapped[datetime]


class RoleRow(Row):
    """Asked for by the account library; our roles are per organisation and stand in `membership`."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)


class MembershipRow(Row):
    """What an account may do in an organisation: beheerder, samensteller, gever or lezer."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("account_id", "organisation_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]


class OneTimeLinkRow(Row):
    """A link that works once. Only the SHA-256 of its 128 random bits is kept.

    `purpose` is keep (subject: award), account (subject: account), learner (subject: learner),
    assess (subject: award draft) or address (subject: address claim).
    """

    __tablename__ = "one_time_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
