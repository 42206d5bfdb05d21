"""How does a list of people that was handed in become a batch, once?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID, uuid4, uuid5

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import InvalidInputError
from badgeservice.issuing.batches.fitness import backing_to_give
from badgeservice.issuing.batches.found import name_of
from badgeservice.issuing.batches.same_person import Seen, mark_twice
from badgeservice.storage import batch_entries, batches
from badgeservice.storage.batch_entries import WAITING, WRONG
from badgeservice.storage.tables import BadgeClassVersionRow, BatchRow, OrganisationRow
from badgeservice.wording import N_

MOST_ENTRIES = 100_000
# Mail about a badge of a list never leaves sooner, so that there is time to undo the list; in seconds.
LEAST_DELAY = 300
LONGEST_NAME = 200

EMPTY = N_("Er staat niemand op deze lijst. Zet op elke regel één persoon.")
TOO_MANY = N_("Deze lijst is te lang. Geef hooguit 100.000 badges in één keer en maak er meer lijsten van.")


class Listed(Protocol):
    """One row of a list as it was read: `problems` is field → sentence, None when nothing is wrong."""

    @property
    def number(self) -> int:
        """The number of the row; the heading is row 1."""

    @property
    def name(self) -> str:
        """Who gets the badge."""

    @property
    def email(self) -> str:
        """Where the mail goes; may be empty."""

    @property
    def values(self) -> Mapping[str, Any]:
        """Answers that hold for this row only, as AwardDraftRow.answers keeps them."""

    @property
    def problems(self) -> Mapping[str, str] | None:
        """What is wrong."""


@dataclass(frozen=True)
class HandedIn:
    """A list: the name of its file, its `digest_of`, the answers for every row, and its rows by number."""

    source_name: str
    digest: str
    answers: Mapping[str, Any]
    entries: Iterable[Listed]


def digest_of(data: bytes, version_id: UUID) -> str:
    """By what the same list for the same version of a badge class is known."""
    return sha256(version_id.bytes + data).hexdigest()


def award_id_of(batch_id: UUID, number: int) -> UUID:
    """The badge that an entry becomes: always the same, so that it is given once."""
    return uuid5(batch_id, str(number))


def create(session: Session, organisation: OrganisationRow, version: BadgeClassVersionRow, handed: HandedIn, by: UUID,
           mail_delay: int, now: datetime, actor: Actor | None = None) -> tuple[BatchRow, bool]:  # fmt: skip
    """Keep a list, to be looked at before anything is given; whether it is new. The same list for the same version
    again, also at the same moment, is the batch that it became before. `actor` is whom the audit log names when that is
    not `by`, the giver.

    Raises InvalidInputError for no list, ConflictError when none of it could be given now.
    """
    known = batches.by_digest(session, organisation.id, handed.digest)
    if known is not None:
        return known, False
    batch = _batch(organisation, version, handed, by, mail_delay, now)
    try:
        with session.begin_nested():
            session.add(batch)
            session.flush()
    except IntegrityError:
        known = batches.by_digest(session, organisation.id, handed.digest)
        if known is None:
            raise
        return known, False
    backing_to_give(session, batch, now)
    _keep_entries(session, batch, handed.entries)
    batch.wrong += mark_twice(session, batch)
    record(session, actor or Actor(by), "batch.created", name_of(batch), now, handed.digest.encode())
    return batch, True


def _batch(organisation: OrganisationRow, version: BadgeClassVersionRow, handed: HandedIn, by: UUID, mail_delay: int,
           now: datetime) -> BatchRow:  # fmt: skip
    return BatchRow(
        id=uuid4(),
        organisation_id=organisation.id,
        version=version,
        account_id=by,
        source_name=handed.source_name[:LONGEST_NAME],
        digest=handed.digest,
        answers=dict(handed.answers),
        state=batches.READY,
        state_since=now,
        mail_delay=max(LEAST_DELAY, mail_delay),
        entries=0,
        wrong=0,
        created_at=now,
    )


def _keep_entries(session: Session, batch: BatchRow, entries: Iterable[Listed]) -> None:
    rows = list(_rows(batch.id, entries))
    if not rows:
        raise InvalidInputError({"file": EMPTY})
    if len(rows) > MOST_ENTRIES:
        raise InvalidInputError({"file": TOO_MANY})
    batch.entries, batch.wrong = len(rows), sum(row[7] == WRONG for row in rows)
    batch_entries.add(session, rows)


def _rows(batch_id: UUID, entries: Iterable[Listed]) -> Iterator[tuple[Any, ...]]:
    """What is kept of each row, as `batch_entries.COLUMNS` names it."""
    seen = Seen()
    for entry in entries:
        name, email = entry.name.strip(), entry.email.strip().lower()
        problems = {**(entry.problems or {}), **seen.problem(entry.number, name, email)}
        state = WRONG if problems else WAITING
        award_id = award_id_of(batch_id, entry.number)
        yield (batch_id, entry.number, name, email, dict(entry.values), problems or None, False, state, award_id)
