"""How is one chunk of a batch given: all of it, in one transaction, or nothing?"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import BadgeServiceError, ConflictError
from badgeservice.issuing.award_values import award_like, award_of, shared_values
from badgeservice.issuing.batches import chunk_rows, making
from badgeservice.issuing.batches.chunk_entries import Fit, sorted_out
from badgeservice.issuing.batches.chunks import purpose_of, take_places
from badgeservice.issuing.batches.fitness import backing_to_give
from badgeservice.issuing.batches.found import go_to, name_of
from badgeservice.issuing.give import Giving
from badgeservice.issuing.mandated import Backing
from badgeservice.issuing.own_check import refuse_what_does_not_verify
from badgeservice.model.award import Award, StatusEntry
from badgeservice.organisations.status_lists import place_in, signed_lately
from badgeservice.storage import batch_entries, batches
from badgeservice.storage.batches import CHUNK_DONE, CHUNK_WAITING, DONE, GIVING, PAUSED
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import BatchChunkRow, BatchRow, StatusListRow

SERVICE = Actor(None, "service")

log = logging.getLogger("badgeservice.batches")


def give_chunk(database: Database, batch_id: UUID, number: int, giving: Giving, now: datetime) -> int:
    """Give the entries of one chunk of a batch that is being given; how many badges were given.

    However many workers try, each chunk is given once, and the database itself takes it back from a worker that dies.
    Entries that cannot be given are refused with a sentence, and the others go on. What our own verifier does not
    accept pauses the batch, and nothing of the chunk is kept.
    """
    try:
        with database.writing() as session:
            given = _give_claimed(session, batch_id, number, giving, now)
    except BadgeServiceError as problem:
        _pause(database, batch_id, str(problem), now)
        log.warning("chunk not given", extra={"subject": str(batch_id), "problem": type(problem).__name__})
        return 0
    if given is None:
        return 0
    settle(database, batch_id, now)
    log.info("chunk given", extra={"subject": str(batch_id), "badges": given})
    return given


def settle(database: Database, batch_id: UUID, now: datetime) -> None:
    """A batch of which every chunk was given is done."""
    with database.reading() as session:
        if not batches.is_through(session, batch_id, GIVING):
            return
    with database.writing() as session:
        locked = batches.locked(session, batch_id)
        if locked is not None and locked.state == GIVING and not batches.has_work(session, locked):
            go_to(locked, DONE, now, locked.note)
            locked.finished_at = now
            record(session, SERVICE, "batch.done", name_of(locked), now)


def _give_claimed(session: Session, batch_id: UUID, number: int, giving: Giving, now: datetime) -> int | None:
    """None when there is nothing to give here: somebody else has the chunk, gave it, or stopped the batch."""
    chunk = batches.claim_chunk(session, batch_id, number, CHUNK_WAITING)
    batch = batches.held_on_to(session, batch_id) if chunk is not None else None
    if chunk is None or batch is None or batch.state != GIVING:
        return None
    chunk.state, chunk.given_at = CHUNK_DONE, now
    try:
        backing = backing_to_give(session, batch, now)
    except ConflictError as problem:
        chunk.refused = batch_entries.refuse_waiting(
            session, batch.id, chunk.first_entry, chunk.last_entry, str(problem)
        )
        record(session, SERVICE, "batch.refused", name_of(batch), now)
        return 0
    return _give(session, batch, chunk, backing, giving, now)


def _give(session: Session, batch: BatchRow, chunk: BatchChunkRow, backing: Backing, giving: Giving,
          now: datetime) -> int:  # fmt: skip
    fit, refused = sorted_out(session, batch, chunk, now)
    batch_entries.refuse(session, batch.id, refused)
    chunk.refused, chunk.given = len(refused), len(fit)
    if not fit:
        record(session, SERVICE, "batch.refused", name_of(batch), now)
        return 0
    status_list = _list_of(session, batch, chunk, len(fit), giving, now)
    indexes = [place_in(status_list, (chunk.first_place or 0) + at) for at in range(len(fit))]
    awards = _awards(session, batch, fit, backing, status_list, indexes, giving, now)
    made = making.documents(session, batch.organisation_id, awards, giving.sign_many, now)
    for at in {0, secrets.randbelow(len(awards))}:
        refuse_what_does_not_verify(session, made[at], awards[at], giving.verify, giving.addresses, now)
    chunk_rows.keep(session, batch, backing, fit, awards, made, status_list.id, indexes, now)
    if batch_entries.mark_given(session, batch.id, chunk.first_entry, chunk.last_entry) != len(fit):
        raise AssertionError(f"entries of {name_of(batch)} changed while they were given")
    session.flush()
    # The last statement, so that nobody waits long for the end of the log.
    record(session, SERVICE, "batch.given", name_of(batch), now, b"".join(sha256(one).digest() for one in made))
    return len(fit)


def _list_of(session: Session, batch: BatchRow, chunk: BatchChunkRow, number: int, giving: Giving,
             now: datetime) -> StatusListRow:  # fmt: skip
    """The list in which a chunk has its places; signed lately, since a paused batch may have waited for days."""
    if chunk.status_list_id is None:
        return take_places(session, batch, chunk, number, giving, now)
    return signed_lately(session, chunk.status_list_id, giving.sign, giving.addresses, now)


def _awards(session: Session, batch: BatchRow, fit: Sequence[Fit], backing: Backing, status_list: StatusListRow,
            indexes: Sequence[int], giving: Giving, now: datetime) -> list[Award]:  # fmt: skip
    addresses = giving.addresses
    shared = shared_values(session, batch.version, backing, addresses)
    address, purpose = addresses.status_list(status_list.id), purpose_of(batch)
    # What is said of many people is put together once.
    first_with: dict[int, Award] = {}
    awards = []
    for one, index in zip(fit, indexes, strict=True):
        status = StatusEntry(address, index, purpose)
        like = first_with.get(id(one.order))
        if like is None:
            like = award_of(one.award_id, one.order, batch.version, shared, status, addresses, now)
            first_with[id(one.order)] = like
        awards.append(award_like(like, one.award_id, one.name, one.email, status, addresses))
    return awards


def _pause(database: Database, batch_id: UUID, why: str, now: datetime) -> None:
    with database.writing() as session:
        batch = batches.locked(session, batch_id)
        if batch is not None and batch.state == GIVING:
            go_to(batch, PAUSED, now, why)
            record(session, SERVICE, "batch.paused", name_of(batch), now)
