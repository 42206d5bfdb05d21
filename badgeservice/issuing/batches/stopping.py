"""How is a batch paused, gone on with, or stopped for good?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.issuing.batches.found import batch_to_change, go_to, name_of
from badgeservice.storage import batches
from badgeservice.storage.batches import CANCELLED, GIVING, PAUSED, UNSTARTED
from badgeservice.storage.tables import BatchRow, OrganisationRow
from badgeservice.wording import N_

NOT_GIVING = N_("Deze lijst wordt nu niet gegeven. Er is niets om te onderbreken.")
NOT_PAUSED = N_("Deze lijst is niet onderbroken.")
OVER = N_("Deze lijst is al klaar of gestopt.")


def pause(session: Session, organisation: OrganisationRow, batch_id: UUID, by: UUID, now: datetime) -> BatchRow:
    """Give no more chunks until somebody goes on; a chunk that is being given is finished first.

    Raises NotFoundError or ConflictError.
    """
    batch = batch_to_change(session, organisation.id, batch_id, (GIVING,), NOT_GIVING)
    go_to(batch, PAUSED, now)
    record(session, Actor(by), "batch.paused", name_of(batch), now)
    return batch


def resume(session: Session, organisation: OrganisationRow, batch_id: UUID, by: UUID, now: datetime) -> BatchRow:
    """Go on with a paused batch. Raises NotFoundError or ConflictError."""
    batch = batch_to_change(session, organisation.id, batch_id, (PAUSED,), NOT_PAUSED)
    go_to(batch, GIVING, now)
    record(session, Actor(by), "batch.resumed", name_of(batch), now)
    return batch


def cancel(session: Session, organisation: OrganisationRow, batch_id: UUID, by: UUID, now: datetime,
           actor: Actor | None = None) -> BatchRow:  # fmt: skip
    """Stop a batch for good. What was given stays given. A list of which nothing was given can be handed in again.

    Raises NotFoundError or ConflictError.
    """
    batch = batch_to_change(session, organisation.id, batch_id, (*UNSTARTED, GIVING, PAUSED), OVER)
    go_to(batch, CANCELLED, now)
    batch.finished_at = now
    if not any(given for given, _refused in batches.chunk_sums(session, batch.id).values()):
        batch.digest = None
    record(session, actor or Actor(by), "batch.cancelled", name_of(batch), now)
    return batch
