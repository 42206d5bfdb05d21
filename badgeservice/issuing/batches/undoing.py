"""How is a whole batch taken back, as long as its mail can still be stopped?"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError
from badgeservice.issuing import notices
from badgeservice.issuing.batches.found import batch_to_change, go_to, name_of
from badgeservice.issuing.batches.giving import SERVICE
from badgeservice.issuing.reasons import Reason
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.signer import Sign
from badgeservice.organisations.status_lists import bits_changed
from badgeservice.storage import awards_at_once, batch_entries, batches
from badgeservice.storage.batches import CANCELLED, CHUNK_DONE, CHUNK_UNDONE, DONE, GIVING, PAUSED, UNDOING, UNDONE
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import BatchChunkRow, BatchRow, OrganisationRow
from badgeservice.wording import N_

# What everybody who checks one of these badges reads.
MISTAKE = Reason("wrong_badge")

NOTHING_TO_UNDO = N_("Van deze lijst is niets gegeven, of alles is al ongedaan gemaakt.")
TOO_LATE = N_("Ongedaan maken kan niet meer: de mail is weg. Trek een badge in bij Gegeven.")

log = logging.getLogger("badgeservice.batches")


def undone_until(session: Session, batch: BatchRow) -> datetime | None:
    """Until when a batch can be undone: as long as mail of its last badges waits. None when nothing stands."""
    last = batches.last_given_at(session, batch.id)
    if last is None or batch.state not in (GIVING, PAUSED, DONE, CANCELLED):
        return None
    return last + timedelta(seconds=batch.mail_delay)


def undo(session: Session, organisation: OrganisationRow, batch_id: UUID, by: UUID, now: datetime,
         actor: Actor | None = None) -> BatchRow:  # fmt: skip
    """Take a batch back: nothing more is given, and what was given is revoked chunk by chunk (`undo_chunk`) and its
    mail stopped. Raises NotFoundError, or ConflictError when it is too late."""
    batch = batch_to_change(session, organisation.id, batch_id, (GIVING, PAUSED, DONE, CANCELLED), NOTHING_TO_UNDO)
    until = undone_until(session, batch)
    if until is None:
        raise ConflictError(NOTHING_TO_UNDO)
    if now >= until:
        raise ConflictError(TOO_LATE)
    go_to(batch, UNDOING, now)
    record(session, actor or Actor(by), "batch.undo_asked", name_of(batch), now)
    return batch


def undo_chunk(database: Database, batch_id: UUID, number: int, sign: Sign, addresses: Addresses,
               now: datetime) -> int:  # fmt: skip
    """Revoke what was given of one chunk of a batch that is being undone; how many badges. Once, whoever tries."""
    with database.writing() as session:
        chunk = batches.claim_chunk(session, batch_id, number, CHUNK_DONE)
        batch = batches.held_on_to(session, batch_id) if chunk is not None else None
        if chunk is None or batch is None or batch.state != UNDOING:
            return 0
        revoked = _revoke(session, batch, chunk, sign, addresses, now)
    settle_undoing(database, batch_id, now)
    log.info("chunk undone", extra={"subject": str(batch_id), "badges": revoked})
    return revoked


def settle_undoing(database: Database, batch_id: UUID, now: datetime) -> None:
    """A batch of which every chunk was taken back is undone, and its list can be handed in again."""
    with database.writing() as session:
        batch = batches.locked(session, batch_id)
        if batch is None or batch.state != UNDOING or batches.has_work(session, batch):
            return
        go_to(batch, UNDONE, now)
        batch.finished_at, batch.digest = now, None
        record(session, SERVICE, "batch.undone", name_of(batch), now)


def _revoke(session: Session, batch: BatchRow, chunk: BatchChunkRow, sign: Sign, addresses: Addresses,
            now: datetime) -> int:  # fmt: skip
    given = batch_entries.given_awards(batch.id, chunk.first_entry, chunk.last_entry)
    told = awards_at_once.known_of(session, given, notices.GIVEN)
    revoked, lists = awards_at_once.revoke(session, given, MISTAKE.code, now)
    awards_at_once.cancel_mail(session, given, now)
    for award in told:
        # What the mail says of it was written just now.
        session.refresh(award, ["revoked_at", "status_code", "status_reason"])
        notices.tell(session, award, "badge_revoked", now)
    chunk.state, chunk.given = (
        CHUNK_UNDONE,
        batch_entries.mark_undone(session, batch.id, chunk.first_entry, chunk.last_entry),
    )
    for status_list_id in lists:
        bits_changed(session, status_list_id, sign, addresses, now)
    said = sha256(b"".join(sorted(one.bytes for one in revoked))).digest()
    record(session, SERVICE, "badges.revoked", name_of(batch), now, said)
    return len(revoked)
