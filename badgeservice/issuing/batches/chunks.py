"""In which portions is a batch given, and which places in status lists do they get?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.issuing.give import Giving
from badgeservice.organisations import status_lists
from badgeservice.storage import batch_entries
from badgeservice.storage.tables import BatchChunkRow, BatchRow, StatusListRow

SIZE = 500


def make_chunks(session: Session, batch: BatchRow, giving: Giving, now: datetime) -> None:
    """Divide the entries of a batch that wait, with all places taken now, so that workers never wait for one list."""
    numbers = batch_entries.waiting_numbers(session, batch.id)
    for number, at in enumerate(range(0, len(numbers), SIZE), 1):
        part = numbers[at : at + SIZE]
        chunk = BatchChunkRow(batch_id=batch.id, number=number, first_entry=part[0], last_entry=part[-1])
        take_places(session, batch, chunk, len(part), giving, now)
        session.add(chunk)


def take_places(session: Session, batch: BatchRow, chunk: BatchChunkRow, number: int, giving: Giving,
                now: datetime) -> StatusListRow:  # fmt: skip
    """Take places for a chunk of `number` entries: the list in which they are."""
    status_list, chunk.first_place = status_lists.take_places(
        session, batch.organisation_id, purpose_of(batch), number, giving.sign, giving.addresses, now
    )
    chunk.status_list_id = status_list.id
    return status_list


def purpose_of(batch: BatchRow) -> str:
    """What the status of the badges of a batch can say."""
    return "suspension" if batch.version.can_be_suspended else "revocation"
