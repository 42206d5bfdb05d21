"""How does an organisation come to give the badge classes of a branch: asked, granted, declined, withdrawn?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.marking import Filled
from badgeservice.model.addresses import Addresses
from badgeservice.model.days import AMSTERDAM, day_in_digits
from badgeservice.organisations import mandate_notices, typed_text
from badgeservice.organisations.endorsing import Statement, endorse, say_until, take_back
from badgeservice.organisations.mandate_period import Period, period_problems
from badgeservice.organisations.signer import Sign
from badgeservice.storage import mandates, organisations
from badgeservice.storage.mandates import ASKED, DECLINED, GRANTED, WITHDRAWN
from badgeservice.storage.tables import BadgeClassVersionRow, MandateRow, OrganisationRow
from badgeservice.wording import N_

LONGEST_MOTIVATION, LONGEST_REASON = 1000, 500
NO_CLASS = N_("Kies een badge van een branche die nu wordt gegeven.")
OVERLAP = N_(
    "Er is al een mandaat van %(first)s tot en met %(last)s. Kies dagen daarbuiten, of trek dat mandaat eerst in."
)
DECIDED = N_("Over deze aanvraag is al beslist. Kijk bij Mandaten hoe het staat.")


@dataclass(frozen=True)
class Signing:
    """What signing a mandate needs from outside."""

    sign: Sign
    addresses: Addresses


def ask(session: Session, organisation: OrganisationRow, badge_class: UUID, motivation: str, by: UUID,
        now: datetime) -> MandateRow:  # fmt: skip
    """Ask a branch for a mandate. Raises InvalidInputError with a sentence per field, or ConflictError."""
    needed = N_("Schrijf op waarom jullie deze badge willen geven. De branche leest dit.")
    problem = typed_text.paragraph_problem(motivation, LONGEST_MOTIVATION, needed)
    version = _class_of_a_branch(session, organisation.id, badge_class)
    if problem:
        raise InvalidInputError({"motivation": problem})
    _lock(session, organisation)
    if mandates.waiting(session, organisation.id, badge_class) is not None:
        raise ConflictError(N_("Jullie hebben dit al gevraagd. Wacht op het antwoord van de branche."))
    row = _row(version, organisation, by, now)
    row.motivation = motivation.strip()
    session.add(row)
    session.flush()
    mandate_notices.tell(session, row.branch, "mandate_asked", row, version.name, now)
    record(session, Actor(by), "mandate.asked", f"mandate:{row.id}", now)
    return row


def grant_asked(session: Session, branch: OrganisationRow, mandate: UUID, period: Period, by: UUID, signing: Signing,
                now: datetime) -> MandateRow:  # fmt: skip
    """Say yes to a request. Raises InvalidInputError with a sentence per field, or ConflictError."""
    row = of_branch(session, branch, mandate)
    version = _class_of_a_branch(session, row.organisation_id, row.badge_class_id)
    _refuse_period(period, now)
    _lock(session, row.organisation)
    row = _still_asked(session, row)
    return _grant(session, row, version, period, by, signing, now)


def grant(session: Session, branch: OrganisationRow, organisation: UUID, badge_class: UUID, period: Period, by: UUID,
          signing: Signing, now: datetime) -> MandateRow:  # fmt: skip
    """Mandate an organisation that did not ask. Raises InvalidInputError with a sentence per field."""
    mandated = organisations.by_id(session, organisation)
    if mandated is None or mandated.state != "approved" or mandated.id == branch.id:
        raise InvalidInputError({"organisation": N_("Kies een andere, goedgekeurde organisatie.")})
    version = _class_of_a_branch(session, organisation, badge_class)
    if version.badge_class.organisation_id != branch.id:
        raise InvalidInputError({"badge_class": N_("Kies een badge van jullie zelf die is vrijgegeven.")})
    _refuse_period(period, now)
    _lock(session, mandated)
    row = mandates.waiting(session, organisation, badge_class) or _row(version, mandated, by, now)
    session.add(row)
    session.flush()
    return _grant(session, row, version, period, by, signing, now)


def decline(
    session: Session, branch: OrganisationRow, mandate: UUID, reason: str, by: UUID, now: datetime
) -> MandateRow:
    """Say no to a request, with the reason that the organisation reads."""
    row = of_branch(session, branch, mandate)
    _refuse_reason(reason)
    row = _still_asked(session, row)
    row.state, row.reason, row.decided_at = DECLINED, reason.strip(), now
    mandate_notices.tell(session, row.organisation, "mandate_declined", row, _name(session, row), now)
    record(session, Actor(by), "mandate.declined", f"mandate:{row.id}", now)
    return row


def withdraw(session: Session, branch: OrganisationRow, mandate: UUID, reason: str, by: UUID, signing: Signing,
             now: datetime) -> MandateRow:  # fmt: skip
    """End a mandate now. Badges that were given before stay mandated: its address serves a mandate that ends now.

    A mandate that had not begun yet never held.
    """
    row = of_branch(session, branch, mandate)
    _refuse_reason(reason)
    row = mandates.locked(session, row.id)
    if row.state != GRANTED or row.valid_until is None or row.valid_from is None or row.endorsement_id is None:
        raise ConflictError(N_("Dit mandaat geldt niet meer. Er is niets om in te trekken."))
    if row.valid_until < now:
        raise ConflictError(N_("Dit mandaat is al afgelopen. Er is niets om in te trekken."))
    ended = max(row.valid_from, now.replace(microsecond=0))
    endorsement = take_back(session, row.endorsement_id, signing.sign, signing.addresses, now)
    row.state, row.reason, row.withdrawn_at, row.valid_until = WITHDRAWN, reason.strip(), now, ended
    statement = _statement(row, _name(session, row), signing.addresses)
    say_until(session, endorsement, branch, statement, signing.sign, signing.addresses, now)
    mandate_notices.tell(session, row.organisation, "mandate_withdrawn", row, _name(session, row), now)
    record(session, Actor(by), "mandate.withdrawn", f"mandate:{row.id}", now)
    return row


def of_branch(session: Session, branch: OrganisationRow, mandate: UUID) -> MandateRow:
    """A mandate of this branch, or a request to it. Raises NotFoundError."""
    row = mandates.of_branch(session, branch.id, mandate)
    if row is None:
        raise NotFoundError(N_("Dit mandaat is er niet."))
    return row


def _grant(session: Session, row: MandateRow, version: BadgeClassVersionRow, period: Period, by: UUID,
           signing: Signing, now: datetime) -> MandateRow:  # fmt: skip
    begins, ends = period.begins(), period.ends()
    other = mandates.overlapping(session, row.organisation_id, row.badge_class_id, begins, ends)
    if other is not None:
        raise InvalidInputError({"first": _overlap(other)})
    row.state, row.valid_from, row.valid_until, row.decided_at = GRANTED, begins, ends, now
    statement = _statement(row, version.name, signing.addresses)
    row.endorsement_id = endorse(session, row.branch, statement, signing.sign, signing.addresses, now).id
    mandate_notices.tell(session, row.organisation, "mandate_granted", row, version.name, now)
    record(session, Actor(by), "mandate.granted", f"mandate:{row.id}", now)
    return row


def _overlap(other: MandateRow) -> str:
    first, last = (day_in_digits(one) for one in (other.valid_from, other.valid_until) if one is not None)
    return Filled(OVERLAP, first=first, last=last)


def _statement(row: MandateRow, badge: str, addresses: Addresses) -> Statement:
    begins = row.valid_from or row.created_at
    return Statement(
        organisation_id=row.organisation_id,
        subject_id=addresses.organisation_did(row.organisation.slug),
        name=f"Mandaat voor {badge}",
        comment=f"{row.branch.name} geeft {row.organisation.name} het mandaat om de badge “{badge}” te geven.",
        valid_from=begins,
        valid_until=row.valid_until,
        mandate_for=addresses.branch.badge_class(row.badge_class.slug),
    )


def _row(version: BadgeClassVersionRow, organisation: OrganisationRow, by: UUID, now: datetime) -> MandateRow:
    badge_class = version.badge_class
    return MandateRow(
        id=uuid4(),
        branch=badge_class.organisation,
        organisation=organisation,
        badge_class=badge_class,
        organisation_id=organisation.id,
        badge_class_id=badge_class.id,
        state=ASKED,
        created_by=by,
        created_at=now,
    )


def _class_of_a_branch(session: Session, organisation: UUID, badge_class: UUID) -> BadgeClassVersionRow:
    version = mandates.newest_of_branch(session, badge_class)
    if version is None or version.badge_class.organisation_id == organisation:
        raise InvalidInputError({"badge_class": NO_CLASS})
    return version


def _refuse_period(period: Period, now: datetime) -> None:
    problems = period_problems(period, now.astimezone(AMSTERDAM).date())
    if problems:
        raise InvalidInputError(problems)


def _refuse_reason(reason: str) -> None:
    needed = N_("Schrijf op waarom. De organisatie leest dit.")
    problem = typed_text.paragraph_problem(reason, LONGEST_REASON, needed)
    if problem:
        raise InvalidInputError({"reason": problem})


def _lock(session: Session, organisation: OrganisationRow) -> None:
    # Two who grant or ask at the same moment: the second waits here, and then sees what the first did.
    session.refresh(organisation, with_for_update=True)


def _still_asked(session: Session, row: MandateRow) -> MandateRow:
    now_so = mandates.locked(session, row.id)
    if now_so.state != ASKED:
        raise ConflictError(DECIDED)
    return now_so


def _name(session: Session, row: MandateRow) -> str:
    """What the class is called, also when it lies in the archive by now."""
    return mandates.class_names(session, [row.badge_class_id])[row.badge_class_id]
