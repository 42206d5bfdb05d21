"""May the badges of a batch be given now: everything that is asked once, and not of every entry?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.errors import BadgeServiceError, ConflictError
from badgeservice.issuing.class_guards import (
    may_give,
    refuse_class_not_given,
    refuse_kind_not_theirs,
    refuse_not_approved,
    refuse_own_gone,
)
from badgeservice.issuing.drafts import order_from
from badgeservice.issuing.mandated import Backing, backing_of
from badgeservice.organisations.signer import BADGES
from badgeservice.storage import keys
from badgeservice.storage.tables import BatchRow
from badgeservice.wording import N_

MAKER_GONE = N_("Wie deze lijst klaarzette, mag nu geen badges meer geven. Geef de lijst zelf bij Geven.")
NO_KEY = N_("Jullie organisatie kan nu niets ondertekenen. Vraag de beheerder van de dienst om hulp en ga dan verder.")


class NotNowError(BadgeServiceError):
    """Nothing is wrong with the list, but it has to wait until somebody mends something else."""


def backing_to_give(session: Session, batch: BatchRow, now: datetime) -> Backing:
    """What stands behind the badges of a batch that may be given now.

    Raises ConflictError when none of them can be given any more, NotNowError when they have to wait.
    """
    refuse_not_approved(session, batch.organisation_id)
    if not may_give(session, batch.account_id, batch.organisation_id):
        raise ConflictError(MAKER_GONE)
    refuse_class_not_given(batch.version)
    refuse_kind_not_theirs(session, batch.version, batch.organisation_id)
    backing = backing_of(session, batch.version, batch.organisation_id, now)
    refuse_own_gone(order_from(nobody(batch)).own, backing)
    if keys.active(session, batch.organisation_id, BADGES) is None:
        raise NotNowError(NO_KEY)
    return backing


def nobody(batch: BatchRow) -> dict[str, object]:
    """The answers that hold for every entry, for nobody in particular."""
    return {"name": "", "email": "", **batch.answers}
