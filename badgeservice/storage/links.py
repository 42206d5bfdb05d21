"""Rows of one-time links."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import OneTimeLinkRow


def by_hash(session: Session, token_hash: str) -> OneTimeLinkRow | None:
    """The link whose token has this SHA-256."""
    return session.get(OneTimeLinkRow, token_hash)


def use(session: Session, token_hash: str, moment: datetime) -> bool:
    """Mark a link as used; False when somebody used it just before."""
    done = session.execute(
        update(OneTimeLinkRow)
        .where(OneTimeLinkRow.token_hash == token_hash, OneTimeLinkRow.used_at.is_(None))
        .values(used_at=moment)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]  # an UPDATE always answers with a cursor result


def use_all(session: Session, subject: UUID, moment: datetime) -> None:
    """Mark every link of a subject as used."""
    session.execute(
        update(OneTimeLinkRow)
        .where(OneTimeLinkRow.subject_id == subject, OneTimeLinkRow.used_at.is_(None))
        .values(used_at=moment)
    )


def use_all_of(session: Session, subject: UUID, purpose: str, moment: datetime) -> None:
    """Mark every link of a subject with this purpose as used."""
    of_purpose = (OneTimeLinkRow.subject_id == subject, OneTimeLinkRow.purpose == purpose)
    session.execute(update(OneTimeLinkRow).where(*of_purpose, OneTimeLinkRow.used_at.is_(None)).values(used_at=moment))


def forget_before(session: Session, moment: datetime) -> None:
    """Delete links that ended before a moment."""
    session.execute(delete(OneTimeLinkRow).where(OneTimeLinkRow.expires_at < moment))
