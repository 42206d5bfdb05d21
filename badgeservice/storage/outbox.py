"""Rows of mail, by what it is about; how it leaves stands in `mail_queue`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.mail_queue import RANKS
from badgeservice.storage.tables import AwardRow, OutboxRow

OVER = ("sent", "failed", "perhaps_sent", "cancelled")


def latest_of(session: Session, subject: UUID, *kinds: str) -> OutboxRow | None:
    """The newest mail of some kinds about a subject."""
    asked = select(OutboxRow).where(OutboxRow.subject_id == subject, OutboxRow.kind.in_(kinds))
    return session.scalar(asked.order_by(OutboxRow.created_at.desc()).limit(1))


def cancel(session: Session, subject: UUID, moment: datetime, *kinds: str) -> None:
    """Cancel mail about a subject that has not left, of some kinds or of all, and forget what it was made of."""
    which = [OutboxRow.kind.in_(kinds)] if kinds else []
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.subject_id == subject, OutboxRow.state == "waiting", *which)
        .values(state="cancelled", recipient="", facts={}, changed_at=moment)
    )
    set_aside(session, subject)


def set_aside(session: Session, subject: UUID) -> None:
    """Staff need not look after the mail about a subject any more."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.subject_id == subject, OutboxRow.organisation_id.is_not(None))
        .values(organisation_id=None)
    )


def send_failed_again(session: Session, organisation: UUID, given: str, moment: datetime) -> int:
    """Let the mails of an organisation that were refused wait anew; how many.

    Mail of the kind `given`, about a badge that was kept or withdrawn since, is set aside instead.
    """
    failed = (OutboxRow.organisation_id == organisation, OutboxRow.state == "failed")
    over = or_(AwardRow.kept_at.is_not(None), AwardRow.revoked_at.is_not(None), AwardRow.erased_at.is_not(None))
    is_over = exists().where(AwardRow.id == OutboxRow.subject_id, over)
    needless = update(OutboxRow).where(*failed, OutboxRow.kind == given, is_over)
    session.execute(needless.values(organisation_id=None), execution_options={"synchronize_session": False})
    anew = update(OutboxRow).where(*failed).values(state="waiting", attempts=0, due_at=moment, changed_at=moment)
    return session.execute(anew, execution_options={"synchronize_session": False}).rowcount  # type: ignore[attr-defined,no-any-return]  # as in links.use


def count_as_sent(session: Session, subject: UUID, moment: datetime) -> None:
    """Mark every mail about a subject that has not left as sent, and forget what it was made of."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.subject_id == subject, OutboxRow.state == "waiting")
        .values(state="sent", recipient="", facts={}, organisation_id=None, changed_at=moment)
    )


def forget(session: Session, since: datetime, before: datetime, kept: Collection[str], size: int) -> int:
    """Forget at most so many mails of between two moments that left, failed or were cancelled; how many.

    Of the kinds that are `kept` it stays known that they left, but no longer to whom.
    """
    over = (
        OutboxRow.state.in_(OVER),
        # Named, so that the index finds the days.
        OutboxRow.rank.in_(RANKS),
        OutboxRow.due_at >= since,
        OutboxRow.due_at < before,
    )
    old = select(OutboxRow.id).where(*over, OutboxRow.kind.not_in(kept)).limit(size)
    gone = session.execute(delete(OutboxRow).where(OutboxRow.id.in_(old)))
    named = select(OutboxRow.id).where(*over, OutboxRow.recipient != "").limit(size)
    blank = update(OutboxRow).where(OutboxRow.id.in_(named)).values(recipient="", facts={}, organisation_id=None)
    return gone.rowcount + session.execute(blank).rowcount  # type: ignore[attr-defined,no-any-return]  # as in links.use


def hold_back(session: Session, moment: datetime) -> int:
    """Mark all mail that waits as perhaps sent, as it may have left after a backup was made; how much that was."""
    waits = update(OutboxRow).where(OutboxRow.state.in_(("waiting", "sending")))
    held = session.execute(waits.values(state="perhaps_sent", changed_at=moment))
    return int(held.rowcount)  # type: ignore[attr-defined]  # as in links.use
