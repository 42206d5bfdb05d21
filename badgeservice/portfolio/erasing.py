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
from badgeservice.storage import awards, erasing, learners
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

    The badges of `withdraw` are withdrawn first. How many badges there were.
    """
    addresses = learners.addresses_of(session, learner)
    badges = erasing.badges_of(session, learner, addresses, lock=True)
    for row in badges:
        _erase(session, row, withdrawing if row.id in withdraw else None, now)
    erasing.around_learner(session, learner, addresses)
    session.add(ErasureRow(subject_id=learner, what=LEARNER, erased_at=now))
    record(session, LEARNER_ACTOR, "learner.erased", f"learner:{learner}", now)
    return len(badges)


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
