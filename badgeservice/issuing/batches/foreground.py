"""How is a list handed in, started and given while somebody waits for it, so that doing it again changes nothing?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import NotFoundError
from badgeservice.issuing.batches.creating import HandedIn, create
from badgeservice.issuing.batches.progress import ResultRow, result_rows
from badgeservice.issuing.batches.starting import start
from badgeservice.issuing.batches.work import chunks_of, do_chunk, work_that_waits
from badgeservice.issuing.class_guards import may_give
from badgeservice.issuing.give import Giving
from badgeservice.storage import accounts, mandates, organisations
from badgeservice.storage.batches import READY
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import BadgeClassVersionRow, BatchRow, OrganisationRow
from badgeservice.wording import N_

NO_ORGANISATION = N_("Er is geen goedgekeurde organisatie met deze naam in haar adres.")
NO_CLASS = N_("Deze organisatie kan nu geen badge met deze naam in haar adres geven.")
NO_GIVER = N_("Er is niemand met dit e-mailadres die badges van deze organisatie mag geven.")


@dataclass(frozen=True)
class Asked:
    """Who gives which badge to a list: slugs, the address of an account, and when (None is at once)."""

    organisation: str
    badge_class: str
    by: str
    due_at: datetime | None


@dataclass(frozen=True)
class Outcome:
    """The state of a batch, and what became of every entry."""

    state: str
    note: str | None
    rows: tuple[ResultRow, ...]


def version_of(session: Session, asked: Asked, now: datetime) -> BadgeClassVersionRow:
    """The version that is given now. Raises NotFoundError."""
    organisation, _giver = _who(session, asked)
    version = mandates.givable_class(session, organisation.id, asked.badge_class, now)
    if version is None:
        raise NotFoundError(NO_CLASS)
    return version


def tried(database: Database, asked: Asked, handed: HandedIn, giving: Giving, now: datetime) -> Outcome:
    """What would become of a list; nothing is kept. Raises as `given` does."""
    with database.writer() as session:
        batch = _kept(session, asked, handed, giving, now)
        outcome = _outcome(session, batch, giving)
        session.rollback()
    return outcome


def given(database: Database, asked: Asked, handed: HandedIn, giving: Giving, now: Callable[[], datetime]) -> Outcome:
    """Hand in a list, start it when it has not started, and give all its chunks here, beside any worker that does.

    Raises NotFoundError, ConflictError or InvalidInputError.
    """
    with database.writing() as session:
        batch_id = _kept(session, asked, handed, giving, now()).id
    with database.writing() as session:
        organisation, giver = _who(session, asked)
        if session.get_one(BatchRow, batch_id).state == READY:
            start(session, organisation, batch_id, asked.due_at, giver, giving, now())
    for number in chunks_of(database, batch_id):
        do_chunk(database, batch_id, number, giving, now())
    work_that_waits(database, giving, now())
    with database.reading() as session:
        return _outcome(session, session.get_one(BatchRow, batch_id), giving)


def _kept(session: Session, asked: Asked, handed: HandedIn, giving: Giving, now: datetime) -> BatchRow:
    organisation, giver = _who(session, asked)
    version = version_of(session, asked, now)
    batch, _is_new = create(session, organisation, version, handed, giver, giving.mail_delay, now)
    return batch


def _who(session: Session, asked: Asked) -> tuple[OrganisationRow, UUID]:
    organisation = organisations.approved_by_slug(session, asked.organisation)
    if organisation is None:
        raise NotFoundError(NO_ORGANISATION)
    account = accounts.by_email(session, asked.by.strip().lower())
    if account is None or not may_give(session, account.id, organisation.id):
        raise NotFoundError(NO_GIVER)
    return organisation, account.id


def _outcome(session: Session, batch: BatchRow, giving: Giving) -> Outcome:
    session.flush()
    return Outcome(batch.state, batch.note, tuple(result_rows(session, batch, giving.addresses)))
