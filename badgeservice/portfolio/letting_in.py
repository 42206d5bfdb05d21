"""How does a learner let another program in: register, a code, tokens that are renewed and taken back? (OB 3.0 §7)"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import UnknownProgramError
from badgeservice.portfolio.keep import LEARNER_ACTOR
from badgeservice.storage import learners, oauth
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import OAuthClientRow, OAuthCodeRow, OAuthTokenRow
from badgeservice.wording import N_

SCOPE = "https://purl.imsglobal.org/spec/ob/v3p0/scope/"
READ_CREDENTIALS = SCOPE + "credential.readonly"
WRITE_CREDENTIALS = SCOPE + "credential.upsert"
READ_PROFILE = SCOPE + "profile.readonly"
WRITE_PROFILE = SCOPE + "profile.update"
SCOPES = (READ_CREDENTIALS, WRITE_CREDENTIALS, READ_PROFILE, WRITE_PROFILE)
# Programs ask for it to get a refresh token, which everyone gets; it opens nothing.
OFFLINE = "offline_access"
LONGEST_NAME = 120

CODE_LASTS = timedelta(minutes=5)
ACCESS_LASTS = timedelta(hours=1)
REFRESH_LASTS = timedelta(days=90)
UNUSED_CLIENT_LASTS = timedelta(days=30)
PROGRAM_ACTOR = Actor(None, "program")
UNKNOWN = N_("Dit token geldt niet, of niet meer. Vraag de lerende opnieuw om toegang.")


@dataclass(frozen=True)
class Registration:
    """What a program says of itself; `details` holds what is only kept to give it back (RFC 7591 §2)."""

    name: str
    redirect_uris: Sequence[str]
    scope: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class CodeAsked:
    """What the learner said yes to: which program, where its code goes, and how the program will prove it asked."""

    client_id: str
    redirect_uri: str
    scope: str
    code_challenge: str
    code_challenge_method: str


@dataclass(frozen=True)
class NewToken:
    """The two secrets of a token, which are told once."""

    access: str
    refresh: str | None
    scope: str


@dataclass(frozen=True)
class LetIn:
    """A program with a token that counts now: for whom it acts, and what it may do."""

    client_id: str
    learner_id: UUID
    scopes: frozenset[str]


def register(session: Session, registration: Registration, with_secret: bool, now: datetime) -> tuple[str, str | None]:
    """Keep a program that registers itself: its client id, and its secret when it can keep one. Told once.

    Programs that nobody ever let in are forgotten on the way.
    """
    oauth.forget_unused_clients(session, now - UNUSED_CLIENT_LASTS)
    client_id, secret = secrets.token_hex(16), secrets.token_urlsafe(32) if with_secret else None
    session.add(
        OAuthClientRow(
            client_id=client_id,
            secret_hash=hash_of(secret) if secret is not None else None,
            name=registration.name,
            redirect_uris=list(registration.redirect_uris),
            scope=registration.scope,
            details=dict(registration.details),
            created_at=now,
        )
    )
    session.flush()
    return client_id, secret


def keep_code(session: Session, learner: UUID, code: str, asked: CodeAsked, now: datetime) -> None:
    """The learner said yes: keep the code that the program exchanges within five minutes."""
    oauth.forget_old_codes(session, now - timedelta(days=1))
    session.add(
        OAuthCodeRow(
            code_hash=hash_of(code),
            client_id=asked.client_id,
            learner_id=learner,
            redirect_uri=asked.redirect_uri,
            scope=asked.scope,
            code_challenge=asked.code_challenge,
            code_challenge_method=asked.code_challenge_method,
            expires_at=now + CODE_LASTS,
        )
    )
    session.flush()
    record(session, LEARNER_ACTOR, "program.let_in", f"program:{asked.client_id}", now, asked.scope.encode())


def usable_code(session: Session, code: str, client_id: str, now: datetime) -> OAuthCodeRow | None:
    """The code, if this program may exchange it now. One that comes back ends all that came of it (RFC 6749 §4.1.2)."""
    row = oauth.locked_code(session, hash_of(code), client_id)
    if row is not None and row.used_at is not None:
        oauth.revoke_family(session, row.code_hash, now)
        return None
    return row if row is not None and now < row.expires_at else None


def usable_refresh(session: Session, refresh: str, client_id: str, now: datetime) -> OAuthTokenRow | None:
    """The token to renew. A refresh token that was used before ends the whole family: one of two has stolen it."""
    row = oauth.locked_by_refresh(session, hash_of(refresh))
    if row is None or row.client_id != client_id:
        return None
    if row.revoked_at is not None:
        oauth.revoke_family(session, row.code_hash or "", now)
        return None
    return row if row.refresh_expires_at is not None and now < row.refresh_expires_at else None


def keep_token(session: Session, of: OAuthCodeRow | OAuthTokenRow, token: NewToken, now: datetime) -> None:
    """Keep the token that a code, or an older token, gives way to; that one is used up."""
    client = oauth.client(session, of.client_id)
    if client is not None:
        client.used_at = now
    if isinstance(of, OAuthCodeRow):
        of.used_at = now
    else:
        of.revoked_at = now
    session.add(
        OAuthTokenRow(
            id=uuid4(),
            client_id=of.client_id,
            learner_id=of.learner_id,
            code_hash=of.code_hash,
            access_hash=hash_of(token.access),
            refresh_hash=hash_of(token.refresh) if token.refresh else None,
            scope=token.scope,
            issued_at=now,
            expires_at=now + ACCESS_LASTS,
            refresh_expires_at=now + REFRESH_LASTS if token.refresh else None,
        )
    )
    session.flush()


def end_token(session: Session, token: OAuthTokenRow, now: datetime) -> None:
    """The program needs it no more (RFC 7009 §2.1): the other tokens of the same code end with it."""
    oauth.revoke_family(session, token.code_hash or "", now)
    token.revoked_at = token.revoked_at or now
    record(session, PROGRAM_ACTOR, "program.gone", f"program:{token.client_id}", now)


def known_access(database: Database, token: str, now: datetime) -> LetIn:
    """The program that shows this token. Raises UnknownProgramError when the token does not count now."""
    with database.reading() as session:
        found = oauth.by_access(session, hash_of(token))
    if found is None or found.revoked_at is not None or now >= found.expires_at:
        raise UnknownProgramError(UNKNOWN)
    return LetIn(found.client_id, found.learner_id, frozenset(found.scope.split()))


def is_secret_of(client: OAuthClientRow, secret: str) -> bool:
    """Whether a program shows its own secret."""
    return client.secret_hash is not None and hmac.compare_digest(client.secret_hash, hash_of(secret))


def learner_of(session: Session, row: OAuthCodeRow | OAuthTokenRow) -> UUID | None:
    """Whose code or token it is; None when that learner is gone."""
    found = learners.by_id(session, row.learner_id)
    return found.id if found is not None else None


def hash_of(secret: str) -> str:
    """What is kept of a code, token or secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
