"""When does a batch start: at once, on a day, or when a second person released it?"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.formats import strict_json
from badgeservice.issuing.award_proposals import WHY_BACK
from badgeservice.issuing.batches.chunks import make_chunks
from badgeservice.issuing.batches.fitness import backing_to_give
from badgeservice.issuing.batches.found import batch_to_change, go_to, name_of
from badgeservice.issuing.batches.same_person import mark_twice
from badgeservice.issuing.give import Giving
from badgeservice.issuing.second_person import LONGEST_REASON
from badgeservice.organisations import typed_text
from badgeservice.storage.batches import GIVING, PROPOSED, READY, SCHEDULED
from badgeservice.storage.tables import BadgeClassRow, BatchRow, OrganisationRow
from badgeservice.wording import N_

NOT_READY = N_("Deze lijst is al voorgelegd, gepland of gegeven.")
NOTHING_RIGHT = N_("Er staat geen regel op de lijst die klopt. Verbeter er eerst minstens één.")
NOT_PROPOSED = N_("Deze lijst wacht niet meer: iemand gaf hem al, of haalde hem terug.")
CHANGED_SINCE = N_("Deze lijst is veranderd nadat je hem bekeek. Kijk er nog een keer naar.")
NOT_YOUR_OWN = N_("Je legde deze lijst zelf voor. Een collega kijkt ernaar.")
YOUR_OWN = N_("Je legde deze lijst zelf voor. Haal hem terug als er iets anders moet.")
OF_A_COLLEAGUE = N_("Een collega legde deze lijst voor. Stuur hem terug als er iets anders moet.")


def start(session: Session, organisation: OrganisationRow, batch_id: UUID, due_at: datetime | None, by: UUID,
          giving: Giving, now: datetime, actor: Actor | None = None) -> BatchRow:  # fmt: skip
    """Let the entries that are right get their badge, at once or at `due_at` (of `scheduled.moment_on`). Where a second
    person looks first, the batch waits for that; `state` of the answer tells which of the three it became. `actor` is
    whom the audit log names when that is not `by`, the giver.

    Raises NotFoundError, ConflictError or InvalidInputError, and changes nothing.
    """
    batch = batch_to_change(session, organisation.id, batch_id, (READY,), NOT_READY)
    # Who switches the second person on at this moment waits, or was first.
    session.refresh(organisation, with_for_update={"read": True, "of": OrganisationRow})
    _refuse_unfit(session, batch, now)
    batch.account_id, batch.due_at = by, due_at
    if organisation.four_eyes_awards:
        go_to(batch, PROPOSED, now)
        record(session, actor or Actor(by), "batch.proposed", name_of(batch), now)
    else:
        _start_or_schedule(session, batch, actor or Actor(by), giving, now)
    return batch


def release(session: Session, organisation: OrganisationRow, batch_id: UUID, seen: str, by: UUID, giving: Giving,
            now: datetime) -> BatchRow:  # fmt: skip
    """Let a proposed batch start, as a second person, at once or on its day; `seen` is the `batch_mark` of what was
    looked at. Whoever proposed it stays its giver. Raises NotFoundError, ConflictError or InvalidInputError."""
    batch = _proposed(session, organisation, batch_id, seen)
    if batch.account_id == by:
        raise ConflictError(NOT_YOUR_OWN)
    _refuse_unfit(session, batch, now)
    batch.released_by = by
    record(session, Actor(by), "batch.released", name_of(batch), now)
    _start_or_schedule(session, batch, Actor(by), giving, now)
    return batch


def send_back(session: Session, organisation: OrganisationRow, batch_id: UUID, reason: str, seen: str, by: UUID,
              now: datetime) -> BatchRow:  # fmt: skip
    """Send a proposed batch back to its maker, who reads the reason. Raises as `release` does."""
    problem = typed_text.paragraph_problem(reason, LONGEST_REASON, WHY_BACK)
    if problem:
        raise InvalidInputError({"reason": problem})
    batch = _proposed(session, organisation, batch_id, seen)
    if batch.account_id == by:
        raise ConflictError(YOUR_OWN)
    go_to(batch, READY, now, reason.strip())
    record(session, Actor(by), "batch.sent_back", name_of(batch), now)
    return batch


def take_back(session: Session, organisation: OrganisationRow, batch_id: UUID, by: UUID, now: datetime) -> BatchRow:
    """Put a batch that waits back on the desk; a scheduled one anybody may stop who gives badges. Raises ConflictError
    or NotFoundError."""
    batch = batch_to_change(session, organisation.id, batch_id, (PROPOSED, SCHEDULED), NOT_PROPOSED)
    if batch.state == PROPOSED and batch.account_id != by:
        raise ConflictError(OF_A_COLLEAGUE)
    batch.released_by = None
    go_to(batch, READY, now)
    record(session, Actor(by), "batch.taken_back", name_of(batch), now)
    return batch


def begin(session: Session, batch: BatchRow, by: Actor, giving: Giving, now: datetime) -> None:
    """Divide a locked batch in chunks, which are given from now on."""
    make_chunks(session, batch, giving, now)
    batch.started_at = now
    go_to(batch, GIVING, now)
    record(session, by, "batch.started", name_of(batch), now)


def batch_mark(batch: BatchRow) -> str:
    """What the page of a proposed batch sends along: it differs as soon as anything of the batch does."""
    due = batch.due_at.isoformat() if batch.due_at else None
    since = batch.state_since.isoformat()
    looked_at = {"due": due, "answers": batch.answers, "changes": batch.changes, "since": since}
    return sha256(strict_json.dumps(looked_at)).hexdigest()


def _start_or_schedule(session: Session, batch: BatchRow, by: Actor, giving: Giving, now: datetime) -> None:
    if batch.due_at is not None and batch.due_at > now:
        go_to(batch, SCHEDULED, now)
        record(session, by, "batch.scheduled", name_of(batch), now)
    else:
        begin(session, batch, by, giving, now)


def _refuse_unfit(session: Session, batch: BatchRow, now: datetime) -> None:
    backing_to_give(session, batch, now)
    # Of two lists for one badge the second sees whom the first is for.
    session.execute(
        select(BadgeClassRow.id).where(BadgeClassRow.id == batch.version.badge_class_id).with_for_update(key_share=True)
    )
    batch.wrong += mark_twice(session, batch)
    if batch.wrong + batch.left_out >= batch.entries:
        raise InvalidInputError({"entries": NOTHING_RIGHT})


def _proposed(session: Session, organisation: OrganisationRow, batch_id: UUID, seen: str) -> BatchRow:
    batch = batch_to_change(session, organisation.id, batch_id, (PROPOSED,), NOT_PROPOSED)
    if seen != batch_mark(batch):
        raise ConflictError(CHANGED_SINCE)
    return batch
