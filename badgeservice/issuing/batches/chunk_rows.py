"""What is written for the badges of a chunk: the badges, the mail about them, and the mandate behind them?"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.issuing.batches.chunk_entries import Fit
from badgeservice.issuing.mandated import Backing
from badgeservice.issuing.notices import GIVEN, facts_of_class
from badgeservice.model.award import Award
from badgeservice.model.check_code import RANDOM_BYTES, code_from
from badgeservice.storage.bulk import insert_many
from badgeservice.storage.mail_queue import OF_A_LIST
from badgeservice.storage.tables import AwardRow, BatchRow, MandatedAwardRow, OutboxRow

AWARD = (
    "id",
    "request_id",
    "code",
    "organisation_id",
    "version_id",
    "recipient_name",
    "recipient_email",
    "given_by",
    "given_at",
    "valid_until",
    "status_list_id",
    "status_index",
    "document",
)
MAIL = (
    "id",
    "kind",
    "subject_id",
    "organisation_id",
    "recipient",
    "facts",
    "language",
    "state",
    "rank",
    "attempts",
    "created_at",
    "due_at",
    "changed_at",
)


def keep(session: Session, batch: BatchRow, backing: Backing, fit: Sequence[Fit], awards: Sequence[Award],
         documents: Sequence[bytes], status_list_id: UUID, indexes: Sequence[int], now: datetime) -> None:  # fmt: skip
    """Write the badges of a chunk with all that goes with them; every sequence is in the same order."""
    insert_many(session, AwardRow, AWARD, _awards(batch, fit, awards, documents, status_list_id, indexes, now))
    insert_many(session, OutboxRow, MAIL, _mails(batch, backing, fit, awards, now))
    if backing.mandate is not None:
        under = [(one.award_id, backing.mandate.id) for one in fit]
        insert_many(session, MandatedAwardRow, ("award_id", "mandate_id"), under)


def _awards(batch: BatchRow, fit: Sequence[Fit], awards: Sequence[Award], documents: Sequence[bytes],
            status_list_id: UUID, indexes: Sequence[int], now: datetime) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    for one, award, document, index in zip(fit, awards, documents, indexes, strict=True):
        yield (
            one.award_id,
            one.award_id,
            code_from(secrets.token_bytes(RANDOM_BYTES)),
            batch.organisation_id,
            batch.version_id,
            award.recipient.name,
            award.recipient.email,
            batch.account_id,
            now,
            award.valid_until,
            status_list_id,
            index,
            document,
        )


def _mails(batch: BatchRow, backing: Backing, fit: Sequence[Fit], awards: Sequence[Award],
           now: datetime) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    shared, language = facts_of_class(batch.version, backing.giver), batch.version.language
    due_at = now + timedelta(seconds=batch.mail_delay)
    for one, award in zip(fit, awards, strict=True):
        if award.recipient.email is None:
            continue
        facts = shared | {"name": award.recipient.name}
        mail = (uuid4(), GIVEN, one.award_id, batch.organisation_id, award.recipient.email, facts, language)
        yield (*mail, "waiting", OF_A_LIST, 0, now, due_at, now)
