"""How does a badge that ends get a successor, in one step?

A renewal is an ordinary draft that is filled in from the badge before it; giving it puts it in that badge's place.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError
from badgeservice.formats import strict_json
from badgeservice.formats.read_ob3 import read
from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.order import Order
from badgeservice.model.credential import Credential
from badgeservice.model.days import AMSTERDAM
from badgeservice.storage import awards, badge_classes, renewals
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassVersionRow, RenewalRow
from badgeservice.wording import N_

RENEW_FROM = timedelta(days=90)
RENEWS = "renews"
ANOTHER_PERSON = N_(
    "Vernieuwen kan alleen voor dezelfde persoon. Zet de naam of het e-mailadres terug, of begin opnieuw bij Geven."
)


def can_renew(session: Session, award: AwardRow, now: datetime) -> bool:
    """Whether a badge ends within 90 days, or has ended, and has no successor."""
    if award.valid_until is None or award.revoked_at is not None or award.valid_until - now > RENEW_FROM:
        return False
    return renewals.newer_of(session, award.id) is None


def begin_renewal(session: Session, award: AwardRow, account: UUID, now: datetime) -> AwardDraftRow:
    """A draft for the newest version of the class, with what was ticked before. Raises ConflictError.

    Who asks twice gets the same draft.
    """
    # A second click waits here, and then finds what the first one made.
    session.refresh(award, with_for_update={"of": AwardRow})
    awards.refuse_erased(award)
    _refuse_what_cannot_be_renewed(session, award, now)
    draft_id = _draft_id(session, award, account)
    known = session.get(AwardDraftRow, draft_id)
    if known is not None:
        return known
    draft = AwardDraftRow(
        id=draft_id,
        organisation_id=award.organisation_id,
        version=_newest(session, award),
        account_id=account,
        answers={},
        created_at=now,
    )
    draft.answers = {RENEWS: str(award.id)} | answers_like(award, draft.version, now)
    session.add(draft)
    session.flush()
    return draft


def take_the_place(session: Session, draft: AwardDraftRow, new: AwardRow, now: datetime) -> None:
    """Let a badge that renews another stand in its place: the learner who kept that one keeps this one.

    Raises ConflictError as `renewed_by` does.
    """
    # A draft that renews nothing may be given without its screens, as in the demo.
    old = renewed_by(session, draft, order_of(draft), now, lock=True) if RENEWS in draft.answers else None
    if old is None:
        return
    before = renewals.last_renewal(session, old.id)
    if before is not None:
        before.new_award_id = new.id
    else:
        session.add(RenewalRow(old_award_id=old.id, new_award_id=new.id))
    if old.learner_id is not None and old.recipient_email == new.recipient_email:
        new.learner_id, new.kept_at = old.learner_id, now


def renewed_by(
    session: Session, draft: AwardDraftRow, order: Order, now: datetime, *, lock: bool = False
) -> AwardRow | None:
    """The badge in whose place a draft comes; None when it renews nothing. With `lock` nobody else renews it now.

    Raises ConflictError when that badge was renewed or revoked, or the draft became one for another badge or person.
    """
    if RENEWS not in draft.answers:
        return None
    old = awards.of_organisation(session, draft.organisation_id, UUID(draft.answers[RENEWS]))
    if old is None:
        raise ConflictError(N_("De badge die je vernieuwt, is er niet meer. Begin opnieuw bij Geven."))
    if draft.version.badge_class_id != old.version.badge_class_id:
        raise ConflictError(N_("Vernieuwen kan alleen met dezelfde badge. Kies die weer, of begin opnieuw bij Geven."))
    if not _is_for_the_same(old, order):
        raise ConflictError(ANOTHER_PERSON)
    if lock:
        session.refresh(old, with_for_update={"of": AwardRow})
        awards.refuse_erased(old)
    _refuse_what_cannot_be_renewed(session, old, now)
    return old


def answers_like(award: AwardRow, version: BadgeClassVersionRow, now: datetime) -> dict[str, object]:
    """What was filled in before, as far as it still fits; what is missing is asked on the second screen."""
    credential = read(strict_json.loads(award.document))
    today = now.astimezone(AMSTERDAM).date().isoformat()
    answers: dict[str, object] = {
        "name": award.recipient_name,
        "email": award.recipient_email or "",
        "assessor": credential.assessor or "",
        "judged_on": today,
    }
    return answers | {"levels": _levels(credential, version)}


def _is_for_the_same(old: AwardRow, order: Order) -> bool:
    """Whether name or address stayed the same: who got married keeps the address, who changed jobs the name."""
    names = [" ".join(name.casefold().split()) for name in (old.recipient_name, order.name)]
    email = order.email.strip().lower()
    return names[0] == names[1] or (bool(email) and email == old.recipient_email)


def _draft_id(session: Session, award: AwardRow, account: UUID) -> UUID:
    """The same for every click of one person, and another after the badge that came of it was revoked."""
    before = renewals.last_renewal(session, award.id)
    return uuid5(award.id, str(account) if before is None else f"{account} {before.new_award_id}")


def _refuse_what_cannot_be_renewed(session: Session, award: AwardRow, now: datetime) -> None:
    if award.revoked_at is not None:
        raise ConflictError(N_("Deze badge is ingetrokken. Geef een nieuwe badge bij Geven."))
    if not can_renew(session, award, now):
        raise ConflictError(N_("Vernieuwen kan één keer, vanaf 90 dagen voor het einde van de badge."))


def _newest(session: Session, award: AwardRow) -> BadgeClassVersionRow:
    badge_class = award.version.badge_class
    number = badge_classes.newest_number(session, badge_class.slug)
    newest = badge_classes.released(session, badge_class.slug, number) if number else None
    if newest is None or badge_class.archived_at is not None:
        raise ConflictError(N_("Deze soort badge wordt niet meer gegeven. Kies een andere badge bij Geven."))
    return newest


def _levels(credential: Credential, version: BadgeClassVersionRow) -> dict[str, str | None]:
    before = {one.text: one.level for one in credential.behaviours}
    return {one["id"]: before[one["text"]] for one in version.behaviours if one["text"] in before}
