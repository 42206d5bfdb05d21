"""What does a learner hear by mail when a way in to their badges came or went, so that nobody does that unseen?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.organisations.accounts import put_mail
from badgeservice.storage import learners

ADDRESS_ADDED, ADDRESS_REMOVED = "address_added", "address_removed"
PASSKEY_ADDED, PASSKEY_REMOVED = "passkey_added", "passkey_removed"


def tell(session: Session, learner: UUID, what: str, addresses: Collection[str], now: datetime) -> None:
    """Mail each of these addresses; which address or passkey it was is told on the page only."""
    row = learners.by_id(session, learner)
    language = (row.language if row is not None else None) or "nl"
    for address in sorted(addresses):
        put_mail(session, what, learner, address, {}, now, language=language)
