"""How is a row of a list mended, left out, or given although the person seems to have the badge?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError, NotFoundError
from badgeservice.issuing.batches.creating import Listed
from badgeservice.issuing.batches.found import batch_to_change
from badgeservice.issuing.batches.same_person import TWICE, mark_twice, may_be_overruled, twice_in_list
from badgeservice.storage import batch_entries
from badgeservice.storage.batch_entries import LEFT_OUT, WAITING, WRONG
from badgeservice.storage.batches import READY
from badgeservice.storage.tables import BatchEntryRow, BatchRow, OrganisationRow
from badgeservice.wording import N_

NO_ROW = N_("Deze regel staat niet op de lijst.")
CLOSED = N_("Deze lijst wacht niet meer op jou. Haal hem eerst terug als er nog iets moet veranderen.")
REAL_PROBLEM = N_("Met deze regel is nog iets anders mis. Verbeter dat eerst.")


def mend_entry(session: Session, organisation: OrganisationRow, batch_id: UUID, read: Listed,
               now: datetime) -> BatchEntryRow:  # fmt: skip
    """Write another reading of one row in its place; what is wrong with it stands in its `problems`.

    Raises NotFoundError or ConflictError.
    """
    batch, entry = _entry_to_change(session, organisation, batch_id, read.number)
    email = read.email.strip().lower()
    entry.anyway = entry.anyway and entry.email == email
    entry.name, entry.email, entry.values = read.name.strip(), email, dict(read.values)
    _judge(session, batch, entry, dict(read.problems or {}), now)
    return entry


def leave_out(session: Session, organisation: OrganisationRow, batch_id: UUID, number: int,
              now: datetime) -> BatchEntryRow:  # fmt: skip
    """Give no badge for one row. Raises NotFoundError or ConflictError."""
    batch, entry = _entry_to_change(session, organisation, batch_id, number)
    _write(batch, entry, LEFT_OUT, now)
    return entry


def take_in_again(session: Session, organisation: OrganisationRow, batch_id: UUID, number: int,
                  now: datetime) -> BatchEntryRow:  # fmt: skip
    """Let a row that was left out count again. Raises NotFoundError or ConflictError."""
    batch, entry = _entry_to_change(session, organisation, batch_id, number)
    lasting = {field: sentence for field, sentence in (entry.problems or {}).items() if field != TWICE}
    _judge(session, batch, entry, lasting, now)
    return entry


def give_anyway(session: Session, organisation: OrganisationRow, batch_id: UUID, number: int,
                now: datetime) -> BatchEntryRow:  # fmt: skip
    """Give the badge of one row though the person stands on a list twice or has it. Raises as the others do, and
    ConflictError when something else is wrong with the row."""
    batch, entry = _entry_to_change(session, organisation, batch_id, number)
    if not may_be_overruled(entry.problems):
        raise ConflictError(REAL_PROBLEM)
    entry.anyway, entry.problems = True, None
    _write(batch, entry, WAITING, now)
    return entry


def _judge(session: Session, batch: BatchRow, entry: BatchEntryRow, problems: dict[str, str], now: datetime) -> None:
    entry.problems = {**problems, **twice_in_list(session, entry)} or None
    _write(batch, entry, WRONG if entry.problems else WAITING, now)
    session.flush()
    if entry.state == WAITING and mark_twice(session, batch, entry.number):
        batch.wrong += 1
    session.refresh(entry)


def _write(batch: BatchRow, entry: BatchEntryRow, state: str, now: datetime) -> None:
    """Put an entry in another state, and keep the counts of its batch."""
    batch.wrong += (state == WRONG) - (entry.state == WRONG)
    batch.left_out += (state == LEFT_OUT) - (entry.state == LEFT_OUT)
    batch.changes, batch.state_since = batch.changes + 1, now
    entry.state = state


def _entry_to_change(
    session: Session, organisation: OrganisationRow, batch_id: UUID, number: int
) -> tuple[BatchRow, BatchEntryRow]:
    batch = batch_to_change(session, organisation.id, batch_id, (READY,), CLOSED)
    entry = batch_entries.one(session, batch.id, number)
    if entry is None:
        raise NotFoundError(NO_ROW)
    return batch, entry
