"""How does everything of one learner become another's?"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import (
    AddressClaimRow,
    AwardRow,
    ForeignBadgeRow,
    LearnerAddressRow,
    LearnerRow,
    OAuthCodeRow,
    OAuthTokenRow,
    PasskeyRow,
    ShareRow,
    SignInCodeRow,
)

# A foreign badge is moved apart: both may have the same one.
MOVED = (AwardRow, LearnerAddressRow, OAuthTokenRow, PasskeyRow, ShareRow)
LEFT = (AddressClaimRow, OAuthCodeRow, SignInCodeRow)


def lock_both(session: Session, one: UUID, other: UUID) -> list[LearnerRow]:
    """Two learners, locked in one order whoever asks; fewer when one of them is gone."""
    asked = select(LearnerRow).where(LearnerRow.id.in_([one, other])).order_by(LearnerRow.id)
    # Who gives one of them a badge at this moment does not have to wait.
    return list(session.scalars(asked.with_for_update(key_share=True), execution_options={"populate_existing": True}))


def has_anything(session: Session, learner: UUID) -> bool:
    """Whether a learner keeps anything that another would get."""
    kept = (select(table.learner_id).where(table.learner_id == learner) for table in (*MOVED, ForeignBadgeRow))
    return any(session.scalar(asked.limit(1)) is not None for asked in kept)


def move_all(session: Session, old: UUID, new: UUID) -> None:
    """Give all that one learner has to another and delete the one; what waits for an answer within minutes ends."""
    for table in MOVED:
        session.execute(update(table).where(table.learner_id == old).values(learner_id=new))
    both = select(ForeignBadgeRow.sha256).where(ForeignBadgeRow.learner_id == new)
    of_old = ForeignBadgeRow.learner_id == old
    session.execute(
        delete(ForeignBadgeRow).where(of_old, ForeignBadgeRow.sha256.in_(both)),
        execution_options={"synchronize_session": False},
    )
    session.execute(update(ForeignBadgeRow).where(of_old).values(learner_id=new))
    for left in LEFT:
        session.execute(delete(left).where(left.learner_id == old))
    session.execute(delete(LearnerRow).where(LearnerRow.id == old))
