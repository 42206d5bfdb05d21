"""Which e-mail addresses are a learner's, and how does one more become theirs?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.issuing.outgoing import ADDRESS_CLAIM
from badgeservice.organisations import typed_text
from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.mailed_codes import LASTS, use_code
from badgeservice.organisations.one_time_links import use_link
from badgeservice.portfolio import together
from badgeservice.portfolio.come_back import sign_out_everywhere
from badgeservice.portfolio.keep import LEARNER_ACTOR, USED_OR_OLD
from badgeservice.portfolio.ways_in_told import ADDRESS_ADDED, ADDRESS_REMOVED, tell
from badgeservice.storage import address_claims, learners, sign_in_codes
from badgeservice.storage.tables import AddressClaimRow, LearnerRow, OneTimeLinkRow
from badgeservice.wording import N_

MOST_ADDRESSES = 10
MOST_ASKED, AN_HOUR = 5, timedelta(hours=1)
NOT_THERE = N_("Dit adres staat hier niet.")


@dataclass(frozen=True)
class Proven:
    """An address that was just proven. `number` is how many badges came along; `asks` when the learner first has to
    say whether badges with other names on them are theirs.
    """

    email: str
    number: int = 0
    asks: bool = False


def claim(session: Session, learner: UUID, email: str, language: str, now: datetime) -> UUID:
    """Mail a link and a code to an address that a learner says is theirs too; gives back the id of this claim.

    What is done does not depend on whose address it is. Raises InvalidInputError.
    """
    address = email.strip().lower()
    _locked(session, learner)
    sentence = typed_text.own_email_problem(address) or _why_not(session, learner, address, now)
    if sentence:
        raise InvalidInputError({"email": sentence})
    code = sign_in_codes.add(session, None, now, LASTS)
    session.add(AddressClaimRow(id=code.id, learner_id=learner, email=address, created_at=now))
    put_mail(session, ADDRESS_CLAIM, code.id, address, {}, now, language=language)
    record(session, LEARNER_ACTOR, "learner.address_claimed", f"learner:{learner}", now, address.encode())
    return code.id


def prove_by_code(session: Session, learner: UUID, claim_id: UUID, typed: str, now: datetime) -> Proven | None:
    """The address of a claim becomes the learner's by its code; None when that is wrong, old or tried too often."""
    found = address_claims.locked(session, learner, claim_id)
    if found is None:
        raise NotFoundError(NOT_THERE)
    return _proven(session, found, now) if use_code(session, claim_id, typed, now) else None


def prove_by_link(session: Session, learner: UUID, link: OneTimeLinkRow, now: datetime) -> Proven:
    """The address of a claim becomes the learner's by its link. Raises ConflictError, NotFoundError."""
    found = address_claims.locked(session, learner, link.subject_id)
    if found is None:
        raise NotFoundError(NOT_THERE)
    if not use_link(session, link, now):
        raise ConflictError(USED_OR_OLD)
    return _proven(session, found, now)


def names_to_ask_about(session: Session, learner: UUID, email: str) -> list[str]:
    """The other names on the badges of an address: whether these are the learner's only the learner can say."""
    owner = learners.by_email(session, email)
    if owner is None or owner.id == learner:
        return []
    return together.other_names(session, learner, owner.id)


def join_after_asking(session: Session, learner: UUID, claim_id: UUID, now: datetime) -> Proven:
    """The learner says that the badges of a proven address are theirs. Raises ConflictError, NotFoundError."""
    found = _asked(session, learner, claim_id, now)
    return _join(session, found, now)


def leave_apart(session: Session, learner: UUID, claim_id: UUID, now: datetime) -> None:
    """The learner says that they are not: nothing changes."""
    session.delete(_asked(session, learner, claim_id, now))


def choose_main(session: Session, learner: UUID, email: str, now: datetime) -> None:
    """Let mail go to another of the learner's addresses. Raises NotFoundError."""
    row = _locked(session, learner)
    _own(session, learner, email)
    row.email = email
    record(session, LEARNER_ACTOR, "learner.main_address", f"learner:{learner}", now, email.encode())


def remove(session: Session, learner: UUID, email: str, now: datetime) -> None:
    """Take an address away, with whoever came in with it; not the last, nor the one where mail goes.

    Raises ConflictError, NotFoundError.
    """
    row = _locked(session, learner)
    _own(session, learner, email)
    if row.email == email:
        raise ConflictError(N_("Je krijgt mail op dit adres. Kies eerst een ander adres voor je mail."))
    # Who loses the address hears of it there too.
    tell(session, learner, ADDRESS_REMOVED, learners.addresses_of(session, learner), now)
    learners.remove_address(session, learner, email)
    sign_out_everywhere(session, learner, now)
    record(session, LEARNER_ACTOR, "learner.address_removed", f"learner:{learner}", now, email.encode())


def _why_not(session: Session, learner: UUID, address: str, now: datetime) -> str | None:
    known = learners.addresses_of(session, learner)
    if address in known:
        return N_("Dit adres staat er al.")
    if len(known) >= MOST_ADDRESSES:
        return N_("Je hebt al tien adressen. Haal er eerst een weg.")
    if address_claims.count_since(session, learner, now - AN_HOUR) >= MOST_ASKED:
        return N_("Je vroeg dit te vaak. Wacht een uur.")
    return None


def _proven(session: Session, found: AddressClaimRow, now: datetime) -> Proven:
    if names_to_ask_about(session, found.learner_id, found.email):
        found.proven_at = now
        return Proven(found.email, asks=True)
    return _join(session, found, now)


def _join(session: Session, found: AddressClaimRow, now: datetime) -> Proven:
    learner, email, number = found.learner_id, found.email, 0
    owner = learners.by_email(session, email)
    session.delete(found)
    session.flush()
    if owner is None:
        learners.add_address(session, learner, email, now)
    elif owner.id != learner:
        number = together.join(session, owner.id, learner, now)
    row = _locked(session, learner)
    row.email = row.email or email
    # At the address itself they know: that was proven just now. Of two who are joined everybody else hears.
    tell(session, learner, ADDRESS_ADDED, set(learners.addresses_of(session, learner)) - {email}, now)
    record(session, LEARNER_ACTOR, "learner.address_added", f"learner:{learner}", now, email.encode())
    return Proven(email, number)


def _asked(session: Session, learner: UUID, claim_id: UUID, now: datetime) -> AddressClaimRow:
    found = address_claims.locked(session, learner, claim_id)
    if found is None or found.proven_at is None or now - found.proven_at > AN_HOUR:
        raise NotFoundError(NOT_THERE)
    return found


def _locked(session: Session, learner: UUID) -> LearnerRow:
    row = learners.locked(session, learner)
    if row is None:
        raise ConflictError(together.CHANGED)
    return row


def _own(session: Session, learner: UUID, email: str) -> None:
    if email not in learners.addresses_of(session, learner):
        raise NotFoundError(NOT_THERE)
