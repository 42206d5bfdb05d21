"""How does an organisation ask another for a recommendation, and how is that given, declined and withdrawn?"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.model.addresses import Addresses
from badgeservice.organisations import endorsement_notices, typed_text
from badgeservice.organisations.endorsement_circles import closes_a_circle
from badgeservice.organisations.endorsing import Statement, endorse, take_back
from badgeservice.organisations.mandates import Signing
from badgeservice.organisations.one_time_links import RANDOM_BYTES, hash_of
from badgeservice.organisations.roles import Right, rights_of
from badgeservice.storage import accounts, endorsements
from badgeservice.storage import audit as audit_rows
from badgeservice.storage import endorsement_invitations as invitations
from badgeservice.storage.endorsement_invitations import CANCELLED, DECLINED, GIVEN, OPEN
from badgeservice.storage.tables import (
    BadgeClassVersionRow,
    EndorsementInvitationRow,
    EndorsementRow,
    OrganisationRow,
)
from badgeservice.wording import N_

LASTS = timedelta(days=60)
LONGEST_COMMENT, LONGEST_REASON, LONGEST_MESSAGE, MOST_OPEN = 1000, 500, 1000, 50
NAME = "Aanbeveling"
OVER = {
    GIVEN: N_("Met deze link is al een aanbeveling gegeven. Vraag een nieuwe link als je er nog een wilt geven."),
    DECLINED: N_("Deze vraag is al beantwoord: er komt geen aanbeveling. Vraag een nieuwe link als dat anders is."),
    CANCELLED: N_("De organisatie die je vroeg, heeft deze vraag ingetrokken. Je hoeft niets te doen."),
    OPEN: N_("Deze link is verlopen. Vraag een nieuwe link aan de organisatie die hem stuurde."),
}
UNKNOWN = N_("Deze link kennen we niet. Kijk of je hem helemaal hebt overgenomen.")
NO_ENDORSER = N_("Kies een goedgekeurde organisatie waarvan je beheerder bent.")
ITSELF = N_("Een organisatie kan zichzelf niet aanbevelen. Vraag het aan een andere organisatie.")
CIRCLE = N_("Dit wordt een kring: deze organisatie beveelt jullie al aan, zelf of via anderen. Dat zegt niets.")
TWICE = N_("Jullie bevelen dit al aan. Een tweede keer is niet nodig.")


def invite(session: Session, organisation: OrganisationRow, version: BadgeClassVersionRow | None, message: str,
           by: UUID, now: datetime) -> str:  # fmt: skip
    """Ask for a recommendation of the organisation, or of a released version of its class; the token for the link.

    Only its hash is kept. Raises InvalidInputError with a sentence per field, or ConflictError.
    """
    problem = typed_text.paragraph_problem(message, LONGEST_MESSAGE)
    if problem:
        raise InvalidInputError({"message": problem})
    if version is not None and version.state != "released":
        raise ConflictError(N_("Geef deze badge eerst vrij. Daarna kun je een aanbeveling vragen."))
    if invitations.count_open(session, organisation.id, now) >= MOST_OPEN:
        raise ConflictError(N_("Er staan al 50 vragen open. Trek er eerst een in."))
    token = base64.urlsafe_b64encode(secrets.token_bytes(RANDOM_BYTES)).decode().rstrip("=")
    row = EndorsementInvitationRow(
        id=uuid4(),
        organisation_id=organisation.id,
        version_id=version.id if version is not None else None,
        token_hash=hash_of(token),
        message=message.strip(),
        state=OPEN,
        created_by=by,
        created_at=now,
        expires_at=now + LASTS,
    )
    session.add(row)
    session.flush()
    record(session, Actor(by), "endorsement.asked", f"invitation:{row.id}", now)
    return token


def open_invitation(session: Session, token: str, now: datetime) -> EndorsementInvitationRow:
    """The invitation of a link; looking at it uses nothing up.

    Raises NotFoundError, or ConflictError when it is over.
    """
    row = invitations.by_hash(session, hash_of(token))
    if row is None:
        raise NotFoundError(UNKNOWN)
    _refuse_over(row, now)
    return row


def endorsers_of(session: Session, account: UUID) -> Sequence[OrganisationRow]:
    """The organisations in whose name somebody may recommend."""
    return [
        one
        for one in accounts.organisations(session, account)
        if one.state == "approved" and Right.MANAGE in rights_of(accounts.roles(session, account, one.id))
    ]


def give(session: Session, token: str, endorser: UUID | None, comment: str, by: UUID, signing: Signing,
         now: datetime) -> EndorsementRow:  # fmt: skip
    """Recommend what a link asks for, signed by one of the organisations of `by`; the link is then used up.

    Raises InvalidInputError with a sentence per field, NotFoundError or ConflictError.
    """
    row = invitations.locked(session, open_invitation(session, token, now).id)
    _refuse_over(row, now)
    chosen = next((one for one in endorsers_of(session, by) if one.id == endorser), None)
    needed = N_("Schrijf op waarom jullie dit aanbevelen. Iedereen die de badge controleert, leest het.")
    problem = typed_text.paragraph_problem(comment, LONGEST_COMMENT, needed)
    problems = {"organisation": _endorser_problem(session, chosen, row), "comment": problem}
    if chosen is None or any(problems.values()):
        raise InvalidInputError(typed_text.found(problems))
    if endorsements.in_force(session, row.organisation_id, row.version_id, chosen.id):
        raise ConflictError(TWICE)
    given = endorse(
        session, chosen, _statement(session, row, comment, signing.addresses, now), signing.sign, signing.addresses, now
    )
    # Two that recommend each other, or the same by two links, at the same moment: the second sees what the first did.
    audit_rows.lock_head(session)
    if len(endorsements.in_force(session, row.organisation_id, row.version_id, chosen.id)) > 1:
        raise ConflictError(TWICE)
    if closes_a_circle(session, chosen.id, row.organisation_id):
        raise ConflictError(CIRCLE)
    row.state, row.decided_at, row.endorsement_id = GIVEN, now, given.id
    endorsement_notices.tell(session, row, endorsement_notices.GIVEN, now, endorser=chosen.name)
    record(session, Actor(by), "endorsement.given", f"endorsement:{given.id}", now, given.document)
    return given


def decline(session: Session, token: str, reason: str, by: UUID, now: datetime) -> None:
    """Say no, with a reason that the one who asked reads. Raises InvalidInputError, NotFoundError or ConflictError."""
    row = invitations.locked(session, open_invitation(session, token, now).id)
    _refuse_over(row, now)
    needed = N_("Schrijf op waarom niet. De organisatie die het vroeg, leest dit.")
    problem = typed_text.paragraph_problem(reason, LONGEST_REASON, needed)
    if problem:
        raise InvalidInputError({"reason": problem})
    row.state, row.decided_at, row.reason = DECLINED, now, reason.strip()
    endorsement_notices.tell(session, row, endorsement_notices.DECLINED, now, reason=row.reason)
    record(session, Actor(by), "endorsement.declined", f"invitation:{row.id}", now)


def cancel(session: Session, organisation: OrganisationRow, invitation: UUID, by: UUID, now: datetime) -> None:
    """Take a question back that nobody answered yet. Raises NotFoundError or ConflictError."""
    found = invitations.of_organisation(session, organisation.id, invitation)
    if found is None:
        raise NotFoundError(N_("Deze vraag bestaat niet."))
    row = invitations.locked(session, found.id)
    if row.state != OPEN:
        raise ConflictError(N_("Op deze vraag is al geantwoord. Kijk in de lijst hoe het staat."))
    row.state, row.decided_at = CANCELLED, now
    record(session, Actor(by), "endorsement.cancelled", f"invitation:{row.id}", now)


def withdraw(session: Session, endorser: OrganisationRow, endorsement: UUID, by: UUID, signing: Signing,
             now: datetime) -> None:  # fmt: skip
    """Take a recommendation back: whoever checks a badge with it reads so from now on. Raises NotFoundError."""
    given_by(session, endorser, endorsement)
    row = endorsements.locked(session, endorsement)
    if row.withdrawn_at is not None:
        return
    take_back(session, endorsement, signing.sign, signing.addresses, now)
    record(session, Actor(by), "endorsement.withdrawn", f"endorsement:{endorsement}", now)


def given_by(session: Session, endorser: OrganisationRow, endorsement: UUID) -> EndorsementRow:
    """A recommendation of this organisation. Raises NotFoundError."""
    row = endorsements.recommendation_by(session, endorser.id, endorsement)
    if row is None:
        raise NotFoundError(N_("Deze aanbeveling bestaat niet."))
    return row


def _refuse_over(row: EndorsementInvitationRow, now: datetime) -> None:
    if row.state != OPEN or row.expires_at <= now:
        raise ConflictError(OVER[row.state])
    if row.organisation.state != "approved":
        raise ConflictError(N_("De organisatie die dit vroeg, is niet meer goedgekeurd. Je hoeft niets te doen."))


def _endorser_problem(session: Session, chosen: OrganisationRow | None, row: EndorsementInvitationRow) -> str | None:
    if chosen is None:
        return NO_ENDORSER
    if chosen.id == row.organisation_id:
        return ITSELF
    return CIRCLE if closes_a_circle(session, chosen.id, row.organisation_id) else None


def _statement(session: Session, row: EndorsementInvitationRow, comment: str, addresses: Addresses,
               now: datetime) -> Statement:  # fmt: skip
    subject = addresses.organisation_did(row.organisation.slug)
    if row.version_id is not None:
        version = session.get_one(BadgeClassVersionRow, row.version_id)
        subject = addresses.badge_class(version.badge_class.slug, version.number)
    return Statement(row.organisation_id, subject, NAME, comment.strip(), now, version_id=row.version_id)
