"""How is a badge revoked, suspended or resumed?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.model.addresses import Addresses
from badgeservice.organisations import typed_text
from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.signer import Sign
from badgeservice.organisations.status_lists import bits_changed
from badgeservice.storage import outbox
from badgeservice.storage.tables import AwardRow
from badgeservice.wording import N_


def revoke(session: Session, award: AwardRow, reason: str, by: Actor, sign: Sign, addresses: Addresses,
           now: datetime) -> None:  # fmt: skip
    """Revoke a badge for good, with a reason that everybody who checks it sees. Mail that waits does not leave."""
    clean = _reason(reason)
    _lock(session, award)
    if award.revoked_at is not None:
        raise ConflictError(N_("Deze badge is al ingetrokken."))
    award.revoked_at, award.status_reason = now, clean
    was_told = _was_told(session, award)
    outbox.cancel(session, award.id, now)
    if was_told and award.recipient_email:
        facts = _facts(award) | {"reason": clean}
        put_mail(session, "badge_revoked", award.id, award.recipient_email, facts, now, language=award.version.language)
    bits_changed(session, award.status_list_id, sign, addresses, now)
    record(session, by, "badge.revoked", f"badge:{award.id}", now, clean.encode())


def suspend(session: Session, award: AwardRow, reason: str, by: Actor, sign: Sign, addresses: Addresses,
            now: datetime) -> None:  # fmt: skip
    """Suspend a badge of a class that allows it, with a reason, until it is resumed."""
    clean = _reason(reason)
    _lock(session, award)
    if not award.version.can_be_suspended:
        raise ConflictError(N_("Badges van deze soort kunnen niet tijdelijk worden stopgezet."))
    if award.revoked_at is not None or award.suspended_at is not None:
        raise ConflictError(N_("Deze badge is al ingetrokken of stopgezet."))
    award.suspended_at, award.status_reason = now, clean
    bits_changed(session, award.status_list_id, sign, addresses, now)
    record(session, by, "badge.suspended", f"badge:{award.id}", now, clean.encode())


def resume(session: Session, award: AwardRow, by: Actor, sign: Sign, addresses: Addresses, now: datetime) -> None:
    """Let a suspended badge count again."""
    _lock(session, award)
    if award.suspended_at is None or award.revoked_at is not None:
        raise ConflictError(N_("Deze badge is niet stopgezet."))
    award.suspended_at, award.status_reason = None, None
    bits_changed(session, award.status_list_id, sign, addresses, now)
    record(session, by, "badge.resumed", f"badge:{award.id}", now)


def _lock(session: Session, award: AwardRow) -> None:
    # Whoever pressed the button at the same moment waits here, and then sees what this one did.
    session.refresh(award, with_for_update={"of": AwardRow})


def _reason(reason: str) -> str:
    problem = typed_text.line_problem(reason, 300, N_("Schrijf op waarom. Wie de badge controleert, ziet dit ook."))
    if problem:
        raise InvalidInputError({"reason": problem})
    return reason.strip()


def _was_told(session: Session, award: AwardRow) -> bool:
    mail = outbox.latest_of(session, award.id, "badge_given")
    return mail is not None and mail.state != "waiting"


def _facts(award: AwardRow) -> dict[str, str]:
    return {"organisation": award.organisation.name, "badge": award.version.name, "name": award.recipient_name}
