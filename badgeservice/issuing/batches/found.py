"""Which batch is meant, and is it in a state in which this can be done?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session, object_session

from badgeservice.errors import ConflictError, NotFoundError
from badgeservice.storage import batches
from badgeservice.storage.tables import BatchRow
from badgeservice.wording import N_

NOT_THERE = N_("Deze lijst is er niet.")

# Of a session: once it is committed, there is work for a worker.
BATCH_WAITS = "batch_waits"


def batch_of(session: Session, organisation: UUID, batch_id: UUID) -> BatchRow:
    """A batch of an organisation, to look at. Raises NotFoundError."""
    found = batches.of_organisation(session, organisation, batch_id)
    if found is None:
        raise NotFoundError(NOT_THERE)
    return found


def batch_to_change(session: Session, organisation: UUID, batch_id: UUID, states: Collection[str],
                    otherwise: str) -> BatchRow:  # fmt: skip
    """A batch of an organisation as it is now, which nobody else changes until this session ends.

    Raises NotFoundError, or ConflictError with the sentence `otherwise` when it is in none of these states.
    """
    found = batches.locked(session, batch_id)
    if found is None or found.organisation_id != organisation:
        raise NotFoundError(NOT_THERE)
    if found.state not in states:
        raise ConflictError(otherwise)
    return found


def go_to(batch: BatchRow, state: str, now: datetime, note: str | None = None) -> None:
    """Put a batch in another state; `note` is what its makers read there."""
    batch.state, batch.state_since, batch.note = state, now, note
    session = object_session(batch)
    if session is not None and state in batches.WORK:
        session.info[BATCH_WAITS] = True


def name_of(batch: BatchRow) -> str:
    """What the audit log calls a batch."""
    return f"batch:{batch.id}"
