"""Rows of badge classes that were put before a second person."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import BadgeClassRow, BadgeClassVersionRow, ClassProposalRow

WAITING, SENT_BACK, CHANGED = "waiting", "sent_back", "changed"


def of_version(session: Session, version: UUID) -> ClassProposalRow | None:
    """The proposal of a draft, as it stands now in the database."""
    return session.get(ClassProposalRow, version, populate_existing=True)


def count_waiting(session: Session, organisation: UUID, other_than: UUID | None) -> int:
    """How many drafts of an organisation wait for a second person; of others than one account, when it is named."""
    asked = select(func.count()).select_from(ClassProposalRow).join(BadgeClassVersionRow).join(BadgeClassRow)
    asked = asked.where(BadgeClassRow.organisation_id == organisation, ClassProposalRow.state == WAITING)
    if other_than is not None:
        asked = asked.where(ClassProposalRow.proposed_by != other_than)
    return session.scalar(asked) or 0


def by_state(session: Session, organisation: UUID, state: str, size: int = 3) -> list[BadgeClassVersionRow]:
    """Drafts of an organisation whose proposal is in a state, the oldest first."""
    asked = (
        select(BadgeClassVersionRow)
        .join(ClassProposalRow, ClassProposalRow.version_id == BadgeClassVersionRow.id)
        .join(BadgeClassRow)
        .where(BadgeClassRow.organisation_id == organisation, ClassProposalRow.state == state)
    )
    return list(session.scalars(asked.order_by(ClassProposalRow.proposed_at).limit(size)))


def withdraw(session: Session, version: UUID) -> None:
    """Let a waiting proposal say that its draft was changed since."""
    waiting = (ClassProposalRow.version_id == version, ClassProposalRow.state == WAITING)
    session.execute(update(ClassProposalRow).where(*waiting).values(state=CHANGED))


def forget(session: Session, version: UUID) -> None:
    """Delete the proposal of a version that was released."""
    session.execute(delete(ClassProposalRow).where(ClassProposalRow.version_id == version))
