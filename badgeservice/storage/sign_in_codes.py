"""Rows of codes that were mailed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import SignInCodeRow


def by_id(session: Session, code: UUID) -> SignInCodeRow | None:
    """The code with this id, as it is now."""
    return session.get(SignInCodeRow, code, populate_existing=True)


def by_ids(session: Session, codes: Collection[UUID]) -> dict[UUID, SignInCodeRow]:
    """The codes with these ids that are there, by id."""
    if not codes:
        return {}
    asked = select(SignInCodeRow).where(SignInCodeRow.id.in_(codes))
    return {code.id: code for code in session.scalars(asked, execution_options={"populate_existing": True})}


def add(session: Session, learner: UUID | None, now: datetime, lasts: timedelta) -> SignInCodeRow:
    """Room for a code that lets a learner in; its digits are made when the mail leaves."""
    code = SignInCodeRow(id=uuid4(), learner_id=learner, tries=0, created_at=now, expires_at=now + lasts)
    session.add(code)
    session.flush()
    return code


def take_a_try(session: Session, code: UUID, most: int, moment: datetime) -> bool:
    """Count one try of a code; False when it has no tries left, was used or has ended."""
    done = session.execute(
        update(SignInCodeRow)
        .where(
            SignInCodeRow.id == code,
            SignInCodeRow.tries < most,
            SignInCodeRow.used_at.is_(None),
            SignInCodeRow.expires_at > moment,
        )
        .values(tries=SignInCodeRow.tries + 1)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]  # an UPDATE always answers with a cursor result


def use(session: Session, code: UUID, moment: datetime) -> bool:
    """Mark a code as used; False when somebody used it just before."""
    done = session.execute(
        update(SignInCodeRow).where(SignInCodeRow.id == code, SignInCodeRow.used_at.is_(None)).values(used_at=moment)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]  # as above


def use_all(session: Session, learner: UUID, moment: datetime) -> None:
    """Mark every code of a learner as used."""
    session.execute(
        update(SignInCodeRow)
        .where(SignInCodeRow.learner_id == learner, SignInCodeRow.used_at.is_(None))
        .values(used_at=moment)
    )


def forget_before(session: Session, moment: datetime) -> None:
    """Delete codes that ended before a moment."""
    session.execute(delete(SignInCodeRow).where(SignInCodeRow.expires_at < moment))
