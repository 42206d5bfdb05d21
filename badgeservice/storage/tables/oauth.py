"""Tables of other portfolios that a learner lets in (OB 3.0 API §5: OAuth 2.0 authorization code with PKCE)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row


class OAuthClientRow(Row):
    """A program that registered itself (RFC 7591); its secret is kept as a hash, a public client has none."""

    __tablename__ = "oauth_client"

    client_id: Mapped[str] = mapped_column(String(48), primary_key=True)
    secret_hash: Mapped[str | None] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120))
    redirect_uris: Mapped[list[Any]]
    scope: Mapped[str] = mapped_column(String(1000))
    details: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class OAuthCodeRow(Row):
    """A code that is exchanged once for a token, within minutes."""

    __tablename__ = "oauth_code"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("oauth_client.client_id"), index=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id"), index=True)
    redirect_uri: Mapped[str] = mapped_column(String(1000))
    scope: Mapped[str] = mapped_column(String(1000))
    code_challenge: Mapped[str] = mapped_column(String(128))
    code_challenge_method: Mapped[str] = mapped_column(String(10))
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class OAuthTokenRow(Row):
    """What a program may do for a learner, until it ends or the learner takes it back."""

    __tablename__ = "oauth_token"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("oauth_client.client_id"), index=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id"), index=True)
    code_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    access_hash: Mapped[str] = mapped_column(String(64), unique=True)
    refresh_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    scope: Mapped[str] = mapped_column(String(1000))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    refresh_expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
