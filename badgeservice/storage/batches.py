"""Rows of batches, and of the chunks in which they are given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import BatchChunkRow, BatchEntryRow, BatchRow

CHECKING, READY, PROPOSED, SCHEDULED, GIVING = "checking", "ready", "proposed", "scheduled", "giving"
PAUSED, DONE, CANCELLED, UNDOING, UNDONE = "paused", "done", "cancelled", "undoing", "undone"
# What somebody still works on; nothing of it was given.
UNSTARTED = (CHECKING, READY, PROPOSED, SCHEDULED)
# Its entries get their badge, if nobody stops it.
UNDER_WAY = (PROPOSED, SCHEDULED, GIVING, PAUSED)
OVER = (DONE, CANCELLED, UNDONE)

CHUNK_WAITING, CHUNK_DONE, CHUNK_UNDONE = "waiting", "done", "undone"
# In which chunks there is work, for a batch in which state.
WORK = {GIVING: CHUNK_WAITING, UNDOING: CHUNK_DONE}


def of_organisation(session: Session, organisation: UUID, batch: UUID) -> BatchRow | None:
    """A batch, if it is of this organisation."""
    return session.scalar(select(BatchRow).where(BatchRow.id == batch, BatchRow.organisation_id == organisation))


def listed(
    session: Session, organisation: UUID, before: tuple[datetime, UUID] | None = None, size: int = 50
) -> Sequence[BatchRow]:
    """One page of the batches of an organisation, newest first, after the last (created_at, id) of the page before."""
    asked = select(BatchRow).where(BatchRow.organisation_id == organisation)
    if before is not None:
        moment, last = before
        is_older = (BatchRow.created_at < moment) | ((BatchRow.created_at == moment) & (BatchRow.id < last))
        asked = asked.where(is_older)
    return session.scalars(asked.order_by(BatchRow.created_at.desc(), BatchRow.id.desc()).limit(size)).all()


def by_digest(session: Session, organisation: UUID, digest: str) -> BatchRow | None:
    """The batch that came of the same list for the same version."""
    return session.scalar(select(BatchRow).where(BatchRow.organisation_id == organisation, BatchRow.digest == digest))


def locked(session: Session, batch: UUID) -> BatchRow | None:
    """A batch as it is now; nobody changes it or gives a chunk of it until this session ends."""
    return session.get(BatchRow, batch, with_for_update={"of": BatchRow}, populate_existing=True)


def state_of(session: Session, batch: UUID) -> str | None:
    """The state of a batch, without the rest of it; None when there is no such batch."""
    return session.scalar(select(BatchRow.state).where(BatchRow.id == batch))


def held_on_to(session: Session, batch: UUID) -> BatchRow:
    """A batch as it is now; who wants to change it waits until this session ends, who gives a chunk of it does not."""
    shared = {"of": BatchRow, "read": True}
    return session.get_one(BatchRow, batch, with_for_update=shared, populate_existing=True)


def count_proposed(session: Session, organisation: UUID) -> int:
    """How many batches wait for a second person."""
    asked = select(func.count()).select_from(BatchRow)
    return session.scalar(asked.where(BatchRow.organisation_id == organisation, BatchRow.state == PROPOSED)) or 0


def returned(session: Session, organisation: UUID, account: UUID, size: int) -> Sequence[BatchRow]:
    """The batches of an account that came back to it: sent back, or not given on their day; with why in `note`."""
    asked = select(BatchRow).where(
        BatchRow.organisation_id == organisation,
        BatchRow.account_id == account,
        BatchRow.state == READY,
        BatchRow.note.is_not(None),
    )
    return session.scalars(asked.order_by(BatchRow.state_since.desc(), BatchRow.id).limit(size)).all()


def due(session: Session, now: datetime, size: int) -> Sequence[UUID]:
    """The scheduled batches whose day has come, the longest waiting first."""
    asked = select(BatchRow.id).where(BatchRow.state == SCHEDULED, BatchRow.due_at <= now)
    return session.scalars(asked.order_by(BatchRow.due_at, BatchRow.id).limit(size)).all()


def claim_chunk(session: Session, batch: UUID, number: int, state: str) -> BatchChunkRow | None:
    """A chunk in this state, which nobody else gets until this session ends; None when somebody has it.

    A worker that dies lets go of it, since the database ends its transaction.
    """
    asked = select(BatchChunkRow).where(
        BatchChunkRow.batch_id == batch, BatchChunkRow.number == number, BatchChunkRow.state == state
    )
    return session.scalar(asked.with_for_update(skip_locked=True))


def chunks_with_work(session: Session, size: int, batch: UUID | None = None) -> list[tuple[UUID, int]]:
    """(batch, number) of chunks to give or to undo, a chunk of every batch in turn."""
    found: list[tuple[UUID, int]] = []
    for state, of_chunk in WORK.items():
        asked = (
            select(BatchChunkRow.batch_id, BatchChunkRow.number)
            .join(BatchRow, BatchRow.id == BatchChunkRow.batch_id)
            .where(BatchRow.state == state, BatchChunkRow.state == of_chunk)
        )
        if batch is not None:
            asked = asked.where(BatchRow.id == batch)
        asked = asked.order_by(BatchChunkRow.number, BatchRow.state_since, BatchRow.id).limit(size)
        found.extend((row[0], row[1]) for row in session.execute(asked))
    return found


def without_work(session: Session, size: int) -> Sequence[UUID]:
    """The batches that are being given or undone and of which nothing is left to do."""
    found: list[UUID] = []
    for state, of_chunk in WORK.items():
        left = exists().where(BatchChunkRow.batch_id == BatchRow.id, BatchChunkRow.state == of_chunk)
        found.extend(session.scalars(select(BatchRow.id).where(BatchRow.state == state, ~left).limit(size)))
    return found


def has_work(session: Session, batch: BatchRow) -> bool:
    """Whether a chunk of a batch is still to be given, or undone."""
    left = exists().where(BatchChunkRow.batch_id == batch.id, BatchChunkRow.state == WORK.get(batch.state, ""))
    return bool(session.scalar(select(left)))


def is_through(session: Session, batch: UUID, state: str) -> bool:
    """Whether a batch is in this state and has no work left."""
    left = exists().where(BatchChunkRow.batch_id == BatchRow.id, BatchChunkRow.state == WORK[state])
    return session.scalar(select(BatchRow.id).where(BatchRow.id == batch, BatchRow.state == state, ~left)) is not None


def chunk_sums(session: Session, batch: UUID) -> dict[str, tuple[int, int]]:
    """State of a chunk → how many entries of such chunks were given and refused."""
    asked = select(BatchChunkRow.state, func.sum(BatchChunkRow.given), func.sum(BatchChunkRow.refused))
    found = session.execute(asked.where(BatchChunkRow.batch_id == batch).group_by(BatchChunkRow.state))
    return {state: (given, refused) for state, given, refused in found}


def last_given_at(session: Session, batch: UUID) -> datetime | None:
    """When a chunk of a batch was last given, of those that were not undone."""
    asked = select(func.max(BatchChunkRow.given_at)).where(BatchChunkRow.batch_id == batch)
    return session.scalar(asked.where(BatchChunkRow.state == CHUNK_DONE, BatchChunkRow.given > 0))


def forget_places(session: Session) -> None:
    """Let every chunk that waits take other places when it is given: those that it has may have been used already.

    For after a backup was put back.
    """
    session.execute(
        update(BatchChunkRow).where(BatchChunkRow.state == CHUNK_WAITING).values(status_list_id=None, first_place=None)
    )


def forget_unstarted(session: Session, before: datetime) -> None:
    """Delete the lists that nobody touched since a moment and of which nothing was given."""
    old = select(BatchRow.id).where(BatchRow.state.in_((CHECKING, READY)), BatchRow.state_since < before)
    found = session.scalars(old).all()
    session.execute(delete(BatchEntryRow).where(BatchEntryRow.batch_id.in_(found)))
    session.execute(delete(BatchRow).where(BatchRow.id.in_(found)))
