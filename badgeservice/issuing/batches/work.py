"""Which chunks of which batches wait for a worker? The rows say so, whatever became of the queue."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from badgeservice.audit.record import record
from badgeservice.errors import BadgeServiceError
from badgeservice.issuing.batches.fitness import backing_to_give
from badgeservice.issuing.batches.found import go_to, name_of
from badgeservice.issuing.batches.giving import SERVICE, give_chunk, settle
from badgeservice.issuing.batches.starting import begin
from badgeservice.issuing.batches.undoing import settle_undoing, undo_chunk
from badgeservice.issuing.give import Giving
from badgeservice.storage import batches
from badgeservice.storage.batches import READY, SCHEDULED
from badgeservice.storage.engine import Database

AT_ONCE = 1_000

log = logging.getLogger("badgeservice.batches")


def work_that_waits(database: Database, giving: Giving, now: datetime) -> list[tuple[UUID, int]]:
    """(batch, number) of every chunk to give or undo, after the batches whose day has come were started and those of
    which nothing is left were closed. It may run as often as one likes, and in several places at once."""
    with database.reading() as session:
        due, idle = batches.due(session, now, AT_ONCE), batches.without_work(session, AT_ONCE)
    for batch_id in due:
        _begin(database, batch_id, giving, now)
    for batch_id in idle:
        settle(database, batch_id, now)
        settle_undoing(database, batch_id, now)
    with database.reading() as session:
        return batches.chunks_with_work(session, AT_ONCE)


def do_chunk(database: Database, batch_id: UUID, number: int, giving: Giving, now: datetime) -> int:
    """Give a chunk, or undo it, whichever its batch asks for; how many badges."""
    with database.reading() as session:
        state = batches.state_of(session, batch_id)
    if state == batches.UNDOING:
        return undo_chunk(database, batch_id, number, giving.sign, giving.addresses, now)
    return give_chunk(database, batch_id, number, giving, now)


def chunks_of(database: Database, batch_id: UUID) -> list[int]:
    """The numbers of the chunks of one batch in which there is work."""
    with database.reading() as session:
        return [number for _batch, number in batches.chunks_with_work(session, AT_ONCE, batch_id)]


def _begin(database: Database, batch_id: UUID, giving: Giving, now: datetime) -> None:
    try:
        with database.writing() as session:
            batch = batches.locked(session, batch_id)
            if batch is None or batch.state != SCHEDULED or batch.due_at is None or batch.due_at > now:
                return
            backing_to_give(session, batch, now)
            begin(session, batch, SERVICE, giving, now)
    except BadgeServiceError as problem:
        _send_back(database, batch_id, str(problem), now)


def _send_back(database: Database, batch_id: UUID, why: str, now: datetime) -> None:
    with database.writing() as session:
        batch = batches.locked(session, batch_id)
        if batch is None or batch.state != SCHEDULED:
            return
        go_to(batch, READY, now, why)
        record(session, SERVICE, "batch.not_given", name_of(batch), now)
    log.info("scheduled batch not given", extra={"subject": str(batch_id)})
