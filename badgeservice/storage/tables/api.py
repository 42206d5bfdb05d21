"""Tables of programs that work for an organisation: their tokens, and the requests that were answered once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row


class ApiTokenRow(Row):
    """What a program shows to act for an organisation. Only the SHA-256 of its 256 random bits is kept.

    `role` is gever or lezer; badges that the program gives are given by the account that made the token.
    """

    __tablename__ = "api_token"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class ApiRequestRow(Row):
    """A request that was carried out, by its Idempotency-Key, with its answer. Nothing in it names a person.

    `digest` is the SHA-256 of token, method, path and body, so that nobody can guess the body from it.
    """

    __tablename__ = "api_request"

    token_id: Mapped[UUID] = mapped_column(ForeignKey("api_token.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
