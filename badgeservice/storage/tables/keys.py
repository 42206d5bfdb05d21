"""Table of the signing keys, private parts sealed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row


class SigningKeyRow(Row):
    """A key of an organisation, or of the service itself when there is no `organisation_id`.

    `purpose` is badges, status, receipts or tokens; `state` pending, active, retired or compromised. `fragment` names
    the key in did.json (key-1, status, rsa-1, …); `public` is its Multikey, or for RSA its JWK as JSON; `sealed` the
    private key.
    """

    __tablename__ = "signing_key"
    __table_args__ = (
        UniqueConstraint("organisation_id", "fragment"),
        Index(
            "uq_signing_key_active",
            "organisation_id",
            "purpose",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
        # Without an organisation the two above count every row as different: NULL equals nothing.
        Index(
            "uq_signing_key_service_active",
            "purpose",
            unique=True,
            sqlite_where=text("organisation_id IS NULL AND state = 'active'"),
            postgresql_where=text("organisation_id IS NULL AND state = 'active'"),
        ),
        Index(
            "uq_signing_key_service_fragment",
            "fragment",
            unique=True,
            sqlite_where=text("organisation_id IS NULL"),
            postgresql_where=text("organisation_id IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(10))
    fragment: Mapped[str] = mapped_column(String(40))
    public: Mapped[str] = mapped_column(Text)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
