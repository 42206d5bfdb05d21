"""Rows of badge classes that were put before a second person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import BadgeClassRow, BadgeClassVersionRow, ClassProposalRow

WAITING, SENT_BACK, CHANGED = "waiting", "sent_back", "changed"


def of_version(session: Session, version: UUID) -> ClassProposalRow | None:
    """The proposal of a draft, as it stands now in the database."""
    return session.get(ClassProposalRow, version, populate_existing=True)


def by_state(
    session: Session, organisation: UUID, state: str, size: int = 10
) -> Sequence[tuple[BadgeClassVersionRow, UUID]]:
    """Drafts of an organisation whose proposal is in a state, with who proposed them, the oldest first."""
    asked = (
        select(BadgeClassVersionRow, ClassProposalRow.proposed_by)
        .join(ClassProposalRow, ClassProposalRow.version_id == BadgeClassVersionRow.id)
        .join(BadgeClassRow, BadgeClassRow.id == BadgeClassVersionRow.badge_class_id)
        .where(BadgeClassRow.organisation_id == organisation, ClassProposalRow.state == state)
    )
    found = session.execute(asked.order_by(ClassProposalRow.proposed_at).limit(size))
    return [(row[0], row[1]) for row in found]


def withdraw(session: Session, version: UUID) -> None:
    """Let a waiting proposal say that its draft was changed since."""
    waiting = (ClassProposalRow.version_id == version, ClassProposalRow.state == WAITING)
    session.execute(update(ClassProposalRow).where(*waiting).values(state=CHANGED))


def forget(session: Session, version: UUID) -> None:
    """Delete the proposal of a version that was released."""
    session.execute(delete(ClassProposalRow).where(ClassProposalRow.version_id == version))
