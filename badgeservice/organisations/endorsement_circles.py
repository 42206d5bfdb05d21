"""Would a recommendation close a circle: somebody who, directly or through others, recommends itself?"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.storage import endorsements


def closes_a_circle(session: Session, endorser: UUID, endorsed: UUID) -> bool:
    """Whether who is endorsed already endorses the endorser, directly or through others."""
    reached, newest = {endorsed}, {endorsed}
    while newest and endorser not in reached:
        newest = endorsements.endorsed_by_any(session, sorted(newest)) - reached
        reached |= newest
    return endorser in reached
