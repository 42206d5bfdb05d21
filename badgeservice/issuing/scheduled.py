"""How is a badge given by itself, on the day that was chosen for it?"""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import BadgeServiceError, InvalidInputError
from badgeservice.issuing.award_proposals import refuse_maker_gone
from badgeservice.issuing.class_guards import refuse_not_approved
from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.give import Giving, give
from badgeservice.model.days import AMSTERDAM
from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.roles import Role
from badgeservice.storage import accounts, organisations
from badgeservice.storage import waiting_awards as rows
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AwardDraftRow
from badgeservice.wording import N_

GIVEN_AT = time(7)
LONGEST_AHEAD = timedelta(days=366)
AT_ONCE = 1_000
NOT_GIVEN = "award_not_given"
SERVICE = Actor(None, "service")

log = logging.getLogger("badgeservice.scheduled")


def moment_on(day: date | None, today: date) -> datetime:
    """Seven o'clock in Amsterdam on a day to come, at most a year ahead. Raises InvalidInputError."""
    if day is None:
        raise InvalidInputError({"day": N_("Vul de dag in als dag-maand-jaar, bijvoorbeeld 22-11-2026.")})
    if day <= today:
        raise InvalidInputError({"day": N_("Kies een dag na vandaag, of kies “Nu”.")})
    if day - today > LONGEST_AHEAD:
        raise InvalidInputError({"day": N_("Kies een dag binnen een jaar.")})
    return datetime.combine(day, GIVEN_AT, AMSTERDAM).astimezone(UTC)


def give_due(database: Database, giving: Giving, now: datetime) -> int:
    """Give every badge whose day has come, each in a transaction of its own; how many were given.

    However many workers look, each is given once. What cannot be given goes back to its maker, with the reason.
    """
    with database.reading() as session:
        due = rows.due(session, now, AT_ONCE)
    return sum(_give(database, organisation, draft, giving, now) for organisation, draft in due)


def waiting_address(session: Session, draft_id: UUID, base_url: str) -> str | None:
    """Where the maker of a badge that was not given looks at it."""
    draft = session.get(AwardDraftRow, draft_id)
    organisation = organisations.by_id(session, draft.organisation_id) if draft is not None else None
    return f"{base_url}/organisatie/{organisation.slug}/geven/wacht" if organisation is not None else None


def _give(database: Database, organisation: UUID, draft_id: UUID, giving: Giving, now: datetime) -> bool:
    try:
        with database.writing() as session:
            draft = _due(session, organisation, draft_id, now)
            if draft is None:
                return False
            _refuse_unfit_giver(session, draft)
            award = give(session, draft, order_of(draft), draft.account_id, giving, now, actor=SERVICE)
    except IntegrityError:
        # Two badges wanted one place in a status list; the next sweep finds this one again.
        log.info("scheduled badge waits for the next sweep", extra={"subject": str(draft_id)})
        return False
    except BadgeServiceError as problem:
        _send_back(database, organisation, draft_id, str(problem), now)
        return False
    log.info("scheduled badge given", extra={"subject": str(award.id)})
    return True


def _due(session: Session, organisation: UUID, draft_id: UUID, now: datetime) -> AwardDraftRow | None:
    """The draft, if nobody gave it, took it back or chose another day since it was found."""
    draft = rows.held(session, organisation, draft_id)
    if draft is None or draft.state != rows.SCHEDULED or draft.due_at is None or draft.due_at > now:
        return None
    return draft


def _refuse_unfit_giver(session: Session, draft: AwardDraftRow) -> None:
    refuse_not_approved(session, draft.organisation_id)
    refuse_maker_gone(session, draft)


def _send_back(database: Database, organisation: UUID, draft_id: UUID, why: str, now: datetime) -> None:
    with database.writing() as session:
        draft = _due(session, organisation, draft_id, now)
        if draft is None:
            return
        draft.state, draft.state_since, draft.note = rows.REFUSED, now, why
        record(session, SERVICE, "award.not_given", f"draft:{draft.id}", now)
        _tell(session, draft, why, now)
    log.info("scheduled badge not given", extra={"subject": str(draft_id)})


def _tell(session: Session, draft: AwardDraftRow, why: str, now: datetime) -> None:
    """Mail the maker, or the beheerders when the maker is no longer there."""
    giver = organisations.by_id(session, draft.organisation_id)
    facts = {"badge": draft.version.name, "organisation": giver.name if giver else "", "reason": why}
    members = accounts.members(session, draft.organisation_id)
    makers = {account.email for account, _role in members if account.id == draft.account_id}
    beheerders = {account.email for account, held in members if held.role == Role.MANAGER}
    for email in sorted(makers or beheerders):
        put_mail(session, NOT_GIVEN, draft.id, email, facts, now)
