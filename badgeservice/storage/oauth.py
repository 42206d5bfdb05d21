"""Rows of the programs that a learner lets in: clients, codes and tokens. Of secrets only the SHA-256 is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import OAuthClientRow, OAuthCodeRow, OAuthTokenRow


def client(session: Session, client_id: str) -> OAuthClientRow | None:
    """The program with this client id."""
    return session.get(OAuthClientRow, client_id)


def locked_code(session: Session, code_hash: str, client_id: str) -> OAuthCodeRow | None:
    """A code that was given to this program, as it is now; who exchanges it too waits until this session ends."""
    row = session.get(OAuthCodeRow, code_hash, with_for_update={"of": OAuthCodeRow}, populate_existing=True)
    return row if row is not None and row.client_id == client_id else None


def by_access(session: Session, access_hash: str) -> OAuthTokenRow | None:
    """The token with this hash."""
    return session.scalar(select(OAuthTokenRow).where(OAuthTokenRow.access_hash == access_hash))


def locked_by_refresh(session: Session, refresh_hash: str) -> OAuthTokenRow | None:
    """The token that this refresh token renews, as it is now; who renews it too waits until this session ends."""
    asked = select(OAuthTokenRow).where(OAuthTokenRow.refresh_hash == refresh_hash)
    return session.scalar(asked.with_for_update(of=OAuthTokenRow).execution_options(populate_existing=True))


def by_either(session: Session, token_hash: str) -> OAuthTokenRow | None:
    """The token of which this is the hash, be it the one for access or the one that renews it."""
    is_it = (OAuthTokenRow.access_hash == token_hash) | (OAuthTokenRow.refresh_hash == token_hash)
    return session.scalar(select(OAuthTokenRow).where(is_it))


def revoke_family(session: Session, code_hash: str, now: datetime) -> None:
    """End every token that came out of one code, also by renewing."""
    of_code = (OAuthTokenRow.code_hash == code_hash) & OAuthTokenRow.revoked_at.is_(None)
    session.execute(update(OAuthTokenRow).where(of_code).values(revoked_at=now))


def revoke_access(session: Session, learner: UUID, client_id: str, now: datetime) -> bool:
    """End everything that a program may do for a learner, codes too; whether there was anything."""
    # A code that is exchanged at this moment is waited for, so that the token that comes of it is found below.
    codes = (OAuthCodeRow.learner_id == learner) & (OAuthCodeRow.client_id == client_id)
    open_codes = select(OAuthCodeRow).where(codes, OAuthCodeRow.used_at.is_(None)).order_by(OAuthCodeRow.code_hash)
    locked = session.scalars(open_codes.with_for_update().execution_options(populate_existing=True)).all()
    usable = [code for code in locked if code.expires_at > now]
    for code in usable:
        code.used_at = now
    tokens = (OAuthTokenRow.learner_id == learner) & (OAuthTokenRow.client_id == client_id)
    working = select(OAuthTokenRow).where(tokens, OAuthTokenRow.revoked_at.is_(None)).with_for_update()
    found = session.scalars(working).all()
    for row in found:
        row.revoked_at = now
    return bool(usable or found)


def waiting_of_learner(session: Session, learner: UUID, now: datetime) -> Sequence[tuple[OAuthCodeRow, OAuthClientRow]]:
    """The codes of a learner that can be exchanged for a token yet, each with its program."""
    asked = select(OAuthCodeRow, OAuthClientRow).join(
        OAuthClientRow, OAuthClientRow.client_id == OAuthCodeRow.client_id
    )
    counts = OAuthCodeRow.used_at.is_(None) & (OAuthCodeRow.expires_at > now)
    return [(row[0], row[1]) for row in session.execute(asked.where(OAuthCodeRow.learner_id == learner, counts))]


def working_of_learner(
    session: Session, learner: UUID, now: datetime
) -> Sequence[tuple[OAuthTokenRow, OAuthClientRow]]:
    """The tokens of a learner that count or can be renewed, each with its program, newest first."""
    counts = (OAuthTokenRow.expires_at > now) | (OAuthTokenRow.refresh_expires_at > now)
    asked = select(OAuthTokenRow, OAuthClientRow).join(
        OAuthClientRow, OAuthClientRow.client_id == OAuthTokenRow.client_id
    )
    asked = asked.where(OAuthTokenRow.learner_id == learner, OAuthTokenRow.revoked_at.is_(None), counts)
    return [(row[0], row[1]) for row in session.execute(asked.order_by(OAuthTokenRow.issued_at.desc()))]


def forget_unused_clients(session: Session, before: datetime) -> None:
    """Forget programs that registered before a moment and were never let in."""
    known = select(OAuthCodeRow.client_id).union(select(OAuthTokenRow.client_id))
    unused = OAuthClientRow.used_at.is_(None) & (OAuthClientRow.created_at < before)
    session.execute(delete(OAuthClientRow).where(unused, OAuthClientRow.client_id.not_in(known)))


def forget_old_codes(session: Session, before: datetime) -> None:
    """Forget codes that ended before a moment."""
    session.execute(delete(OAuthCodeRow).where(OAuthCodeRow.expires_at < before))
