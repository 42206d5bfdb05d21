"""How does a learner have a badge, or everything, erased? (security: "Personal data"; AVG art. 17)

A badge keeps its place in the status list, so that the seals of others stay good and the place is never used again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import NotFoundError
from badgeservice.issuing.reasons import Reason
from badgeservice.issuing.withdraw import revoke
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.signer import Sign
from badgeservice.portfolio.keep import LEARNER_ACTOR
from badgeservice.storage import awards, batch_entries, erasing, learners
from badgeservice.storage.tables import AwardRow, ErasureRow
from badgeservice.wording import N_

ON_REQUEST = "on_request"
BADGE, LEARNER = "badge", "learner"
NOT_YOURS = N_("Deze badge is er niet. Of hij is niet van jou.")


@dataclass(frozen=True)
class Withdrawing:
    """What withdrawing a badge before it is erased needs."""

    sign: Sign
    addresses: Addresses


def erase_badge(session: Session, learner: UUID, badge: UUID, withdrawing: Withdrawing | None, now: datetime) -> None:
    """Erase one badge of a learner; with `withdrawing` it is withdrawn first, for good.

    Raises NotFoundError when it is not theirs, ErasedError when it is erased already.
    """
    row = awards.by_id(session, badge)
    row = awards.locked(session, badge) if row is not None else None
    if row is None or row.learner_id != learner:
        raise NotFoundError(NOT_YOURS)
    _erase(session, row, withdrawing, now)


def erase_learner(session: Session, learner: UUID, withdraw: Collection[UUID], withdrawing: Withdrawing,
                  now: datetime) -> int:  # fmt: skip
    """Erase everything of a learner: each badge they keep or that waits at their addresses, and they themselves.

    The badges of `withdraw` that they keep are withdrawn first: what only waits, or was not theirs, is somebody else's
    to withdraw. How many badges there were; done already, it is done.
    """
    addresses = learners.addresses_of(session, learner)
    # Before the badges are held: who undoes a batch comes from this side as well.
    batch_entries.erase_people(session, addresses)
    erasing.badges_of(session, learner, addresses, lock=True)
    # After their badges, as in `keep`. Who pressed the button twice finds nobody; and what was kept at this moment is
    # found by asking again.
    if learners.locked(session, learner) is None:
        return 0
    addresses = learners.addresses_of(session, learner)
    badges = erasing.badges_of(session, learner, addresses, lock=True)
    for row in badges:
        is_asked = row.id in withdraw and row.learner_id == learner
        _erase(session, row, withdrawing if is_asked else None, now)
    erasing.around_learner(session, learner, addresses)
    session.add(ErasureRow(subject_id=learner, what=LEARNER, erased_at=now))
    record(session, LEARNER_ACTOR, "learner.erased", f"learner:{learner}", now)
    return len(badges)


def erase_again(session: Session, subject: UUID, what: str, at: datetime, now: datetime) -> bool:
    """Erase once more what was erased at a moment, and came back with a backup; whether there was anything of it.

    Withdrawing is not repeated: the status list as it was published says what was withdrawn.
    """
    if what == LEARNER:
        came_back = _learner_again(session, subject, now)
    else:
        row = awards.also_erased(session, subject)
        came_back = row is not None and row.erased_at is None
        if row is not None and came_back:
            _erase(session, row, None, now)
    # It was erased then; and what a backup does not know may be in an older one.
    session.merge(ErasureRow(subject_id=subject, what=what, erased_at=at))
    session.flush()
    return came_back


def _learner_again(session: Session, learner: UUID, now: datetime) -> bool:
    if learners.by_id(session, learner) is None:
        return False
    addresses = learners.addresses_of(session, learner)
    for row in erasing.badges_of(session, learner, addresses, lock=True):
        _erase(session, row, None, now)
    erasing.around_learner(session, learner, addresses)
    record(session, LEARNER_ACTOR, "learner.erased", f"learner:{learner}", now)
    return True


def _erase(session: Session, row: AwardRow, withdrawing: Withdrawing | None, now: datetime) -> None:
    if withdrawing is not None and row.revoked_at is None:
        revoke(session, row, Reason(ON_REQUEST), LEARNER_ACTOR, withdrawing.sign, withdrawing.addresses, now)
    row.recipient_name, row.recipient_email, row.learner_id = "", None, None
    # What a giver wrote about why it does not count may name somebody; the code from the list stays.
    row.document, row.status_reason, row.erased_at = b"", None, now
    session.flush()
    erasing.around_badge(session, row.id)
    session.add(ErasureRow(subject_id=row.id, what=BADGE, erased_at=now))
    record(session, LEARNER_ACTOR, "badge.erased", f"badge:{row.id}", now)
