"""How is a badge revoked, suspended or resumed, and a revocation undone?"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError
from badgeservice.issuing import notices
from badgeservice.issuing.reasons import REVOKING, SUSPENDING, Reason, checked
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.signer import Sign
from badgeservice.organisations.status_lists import bits_changed
from badgeservice.storage import awards, outbox
from badgeservice.storage.tables import AwardRow
from badgeservice.wording import N_

UNDO_WITHIN = timedelta(hours=1)


def revoke(session: Session, award: AwardRow, reason: Reason, by: Actor, sign: Sign, addresses: Addresses,
           now: datetime) -> None:  # fmt: skip
    """Revoke a badge, with a reason that everybody who checks it sees. Mail that waits does not leave."""
    clean = checked(reason, REVOKING)
    _lock(session, award)
    if award.revoked_at is not None:
        raise ConflictError(N_("Deze badge is al ingetrokken."))
    award.revoked_at, award.status_code, award.status_reason = now, clean.code, clean.text or None
    outbox.cancel(session, award.id, now)
    session.flush()
    notices.tell(session, award, "badge_revoked", now)
    bits_changed(session, award.status_list_id, sign, addresses, now)
    record(session, by, "badge.revoked", f"badge:{award.id}", now, repr(clean).encode())


def undo_revocation(session: Session, award: AwardRow, by: Actor, sign: Sign, addresses: Addresses,
                    now: datetime) -> None:  # fmt: skip
    """Let a badge that was revoked by mistake count again, within the hour. Raises ConflictError."""
    _lock(session, award)
    if award.revoked_at is None:
        raise ConflictError(N_("Deze badge is niet ingetrokken."))
    if undone_until(award, now) is None:
        raise ConflictError(
            N_("Ongedaan maken kan tot een uur na het intrekken. Geef een nieuwe badge als dat nodig is.")
        )
    award.revoked_at = award.status_code = award.status_reason = None
    _mail_after_undoing(session, award, now)
    bits_changed(session, award.status_list_id, sign, addresses, now)
    record(session, by, "badge.revocation_undone", f"badge:{award.id}", now)


def suspend(session: Session, award: AwardRow, reason: Reason, by: Actor, sign: Sign, addresses: Addresses,
            now: datetime) -> None:  # fmt: skip
    """Suspend a badge of a class that allows it, with a reason, until it is resumed."""
    clean = checked(reason, SUSPENDING)
    _lock(session, award)
    if not award.version.can_be_suspended:
        raise ConflictError(N_("Badges van deze soort kunnen niet tijdelijk worden stopgezet."))
    if award.revoked_at is not None or award.suspended_at is not None:
        raise ConflictError(N_("Deze badge is al ingetrokken of stopgezet."))
    award.suspended_at, award.status_code, award.status_reason = now, clean.code, clean.text or None
    notices.tell(session, award, "badge_suspended", now)
    bits_changed(session, award.status_list_id, sign, addresses, now)
    record(session, by, "badge.suspended", f"badge:{award.id}", now, repr(clean).encode())


def resume(session: Session, award: AwardRow, by: Actor, sign: Sign, addresses: Addresses, now: datetime) -> None:
    """Let a suspended badge count again."""
    _lock(session, award)
    if award.suspended_at is None or award.revoked_at is not None:
        raise ConflictError(N_("Deze badge is niet stopgezet."))
    award.suspended_at = award.status_code = award.status_reason = None
    notices.tell(session, award, "badge_resumed", now)
    bits_changed(session, award.status_list_id, sign, addresses, now)
    record(session, by, "badge.resumed", f"badge:{award.id}", now)


def undone_until(award: AwardRow, now: datetime) -> datetime | None:
    """Until when a revocation can be undone; None when that is over, or the badge is not revoked."""
    if award.revoked_at is None or now - award.revoked_at > UNDO_WITHIN:
        return None
    return award.revoked_at + UNDO_WITHIN


def _mail_after_undoing(session: Session, award: AwardRow, now: datetime) -> None:
    """What the learner did not hear yet is not told any more; what was told is set right."""
    told = outbox.latest_of(session, award.id, "badge_revoked")
    was_told = told is not None and told.state not in {"waiting", "cancelled"}
    outbox.cancel(session, award.id, now)
    if was_told:
        notices.tell(session, award, "badge_restored", now)
    elif award.recipient_email and not notices.knows_of(session, award):
        put_mail(session, notices.GIVEN, award.id, award.recipient_email, notices.facts_of(award), now,
                 language=award.version.language, organisation=award.organisation_id)  # fmt: skip


def _lock(session: Session, award: AwardRow) -> None:
    # Whoever pressed the button at the same moment waits here, and then sees what this one did.
    session.refresh(award, with_for_update={"of": AwardRow})
    awards.refuse_erased(award)
