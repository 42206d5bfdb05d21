"""When are two learners one person, and how does everything come together?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import ConflictError
from badgeservice.portfolio.keep import LEARNER_ACTOR
from badgeservice.storage import awards, joining, learners
from badgeservice.wording import N_

CHANGED = N_("Er is net iets veranderd. Probeer het nog een keer.")


def other_names(session: Session, learner: UUID, other: UUID) -> list[str]:
    """The names on the badges of another learner that are on none of this one: whether those are theirs only they
    can say.
    """
    own = {_plain(award.recipient_name) for award in awards.of_learner(session, learner)}
    theirs = {_plain(award.recipient_name): award.recipient_name for award in awards.of_learner(session, other)}
    return sorted(name for plain, name in theirs.items() if plain not in own)


def join(session: Session, old: UUID, new: UUID, now: datetime) -> int:
    """Give all of one learner to another; how many badges came along. Raises ConflictError when one is gone."""
    # Both are locked before either alone: two who join each other at once would wait for each other.
    if len(joining.lock_both(session, old, new)) != 2:
        raise ConflictError(CHANGED)
    number = len(awards.of_learner(session, old))
    joining.move_all(session, old, new)
    record(session, LEARNER_ACTOR, "learner.joined", f"learner:{new}", now, str(old).encode())
    return number


def has_no_address(session: Session, learner: UUID) -> bool:
    """Whether nobody can come back to what a learner keeps but by the browser in which it was kept."""
    return learners.by_id(session, learner) is not None and not learners.addresses_of(session, learner)


def bring_along(session: Session, alone: UUID, learner: UUID, now: datetime) -> bool:
    """Let what was kept in a browser without an address go to the learner who comes in there; False when they first
    have to say whether it is theirs, because other names are on it, or none.
    """
    if alone not in {row.id for row in joining.lock_both(session, alone, learner)}:
        return True
    badges = awards.of_learner(session, alone)
    asks = other_names(session, learner, alone) if badges else joining.has_anything(session, alone)
    if asks:
        return False
    join(session, alone, learner, now)
    return True


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
