"""How is a badge given, in one transaction? (design: architecture, "Giving a badge, as a straight line")"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.issuing import notices
from badgeservice.issuing.answering import answered_by, settle_given
from badgeservice.issuing.award_values import award_of, shared_values
from badgeservice.issuing.batches import making
from badgeservice.issuing.class_guards import refuse_class_not_given, refuse_kind_not_theirs, refuse_own_gone
from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.mandated import Backing, backing_of
from badgeservice.issuing.order import Order, what_problems, who_problems
from badgeservice.issuing.own_check import NotAcceptedError, Verify, refuse_what_does_not_verify
from badgeservice.issuing.renewal import renewed_by, take_the_place
from badgeservice.issuing.second_person import refuse_giving_alone
from badgeservice.model.addresses import Addresses
from badgeservice.model.award import Award, StatusEntry
from badgeservice.model.check_code import RANDOM_BYTES, code_from
from badgeservice.model.days import AMSTERDAM
from badgeservice.organisations import status_lists
from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.signer import Sign, SignMany
from badgeservice.storage import awards, drafts
from badgeservice.storage.tables import (
    AwardDraftRow,
    AwardRow,
    BadgeClassVersionRow,
    MandatedAwardRow,
)
from badgeservice.verification.pipeline import verify
from badgeservice.wording import N_

__all__ = ["Giving", "NotAcceptedError", "already_given", "give", "refuse_unfit"]


@dataclass(frozen=True)
class Giving:
    """What giving needs from outside: signatures, addresses, how long mail waits, and a verifier."""

    sign: Sign
    sign_many: SignMany
    addresses: Addresses
    mail_delay: int
    verify: Verify = verify


def give(session: Session, draft: AwardDraftRow, order: Order, by: UUID, giving: Giving, now: datetime, *,
         actor: Actor | None = None) -> AwardRow:  # fmt: skip
    """Give the badge of a draft: reserve, sign, check with our own verifier, keep with mail and audit.

    The draft's id makes it happen once. The audit log names `actor`, or else the account `by`.
    Raises InvalidInputError, ConflictError or NotAcceptedError, and keeps nothing.
    """
    version = draft.version
    backing = _refuse_unfit(session, draft, order, now)
    award_id = uuid4()
    purpose = "suspension" if version.can_be_suspended else "revocation"
    refuse_giving_alone(backing.giver, draft)
    status_list, index = status_lists.reserve(
        session, draft.organisation_id, purpose, giving.sign, giving.addresses, now
    )
    status = StatusEntry(giving.addresses.status_list(status_list.id), index, purpose)
    shared = shared_values(session, version, backing, giving.addresses)
    award = award_of(award_id, order, version, shared, status, giving.addresses, now)
    document = _signed(session, draft.organisation_id, award, giving, now)
    row = AwardRow(
        id=award_id,
        request_id=draft.id,
        code=code_from(secrets.token_bytes(RANDOM_BYTES)),
        organisation_id=draft.organisation_id,
        version=version,
        recipient_name=order.name.strip(),
        recipient_email=order.email.strip().lower() or None,
        given_by=by,
        given_at=now,
        valid_until=award.valid_until,
        status_list_id=status_list.id,
        status_index=index,
        document=document,
    )
    _keep(session, row, draft, backing, now)
    _put_mail(session, row, giving.mail_delay, now)
    record(session, actor or Actor(by), "badge.given", f"badge:{row.id}", now, document)
    return row


def refuse_unfit(session: Session, draft: AwardDraftRow, now: datetime) -> None:
    """Raise what `give` would raise now, for a badge that is not given yet: InvalidInputError or ConflictError."""
    _refuse_unfit(session, draft, order_of(draft), now)


def already_given(session: Session, draft_id: UUID, organisation: UUID) -> AwardRow | None:
    """The badge that this draft became, when somebody pressed the button before."""
    row = awards.by_request(session, draft_id)
    return row if row is not None and row.organisation_id == organisation else None


def _signed(session: Session, giver: UUID, award: Award, giving: Giving, now: datetime) -> bytes:
    (document,) = making.documents(session, giver, [award], giving.sign_many, now)
    refuse_what_does_not_verify(session, document, award, giving.verify, giving.addresses, now)
    return document


def _keep(session: Session, row: AwardRow, draft: AwardDraftRow, backing: Backing, now: datetime) -> None:
    # Locked before the draft, as declining does.
    request = answered_by(session, draft)
    session.add(row)
    session.flush()
    if backing.mandate is not None:
        session.add(MandatedAwardRow(award_id=row.id, mandate_id=backing.mandate.id))
    take_the_place(session, draft, row, now)
    session.flush()
    if not drafts.remove(session, draft.id):
        raise ConflictError(N_("Deze badge is niet gegeven: een collega heeft dit intussen gestopt."))
    settle_given(request, row, now)


def _put_mail(session: Session, row: AwardRow, delay: int, now: datetime) -> None:
    address = notices.address_for(session, row)
    if address is None:
        return
    kind = notices.GIVEN if row.kept_at is None else notices.RENEWED
    facts, language = notices.facts_of(row), row.version.language
    put_mail(session, kind, row.id, address, facts, now, delay, language, row.organisation_id)


def _refuse_problems(order: Order, version: BadgeClassVersionRow, now: datetime) -> None:
    refuse_class_not_given(version)
    today = now.astimezone(AMSTERDAM).date()
    problems = who_problems(order.name, order.email) | what_problems(order, version, today)
    if problems:
        raise InvalidInputError(problems)


def _refuse_unfit(session: Session, draft: AwardDraftRow, order: Order, now: datetime) -> Backing:
    """What stands behind a badge that may be given now."""
    _refuse_problems(order, draft.version, now)
    refuse_kind_not_theirs(session, draft.version, draft.organisation_id)
    backing = backing_of(session, draft.version, draft.organisation_id, now)
    refuse_own_gone(order.own, backing)
    renewed_by(session, draft, order, now)
    return backing
