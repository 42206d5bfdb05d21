"""How is a badge given, in one transaction? (design: architecture, "Giving a badge, as a straight line")"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import BadgeServiceError, ConflictError, InvalidInputError
from badgeservice.formats import ob3, schema, strict_json
from badgeservice.issuing import notices
from badgeservice.issuing.answering import answered_by, settle_given
from badgeservice.issuing.award_values import award_of
from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.embedded_statements import with_endorsements
from badgeservice.issuing.kind_guards import facts_of, giving_problem
from badgeservice.issuing.mandated import Backing, backing_of
from badgeservice.issuing.order import Order, what_problems, who_problems
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.issuing.renewal import renewed_by, take_the_place
from badgeservice.issuing.second_person import refuse_giving_alone
from badgeservice.model.achievement import Kind
from badgeservice.model.addresses import Addresses
from badgeservice.model.award import Award, StatusEntry
from badgeservice.model.check_code import RANDOM_BYTES, code_from
from badgeservice.model.days import AMSTERDAM
from badgeservice.organisations import status_lists
from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.signer import BADGES, Sign
from badgeservice.storage import awards, drafts
from badgeservice.storage.tables import (
    AwardDraftRow,
    AwardRow,
    BadgeClassVersionRow,
    MandatedAwardRow,
    OrganisationRow,
)
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.verification.report import Report, Said
from badgeservice.wording import N_

Verify = Callable[[bytes, Context], Report]

ARCHIVED = N_(
    "Deze soort badge wordt niet meer gegeven. Wat je hebt ingevuld, is bewaard. Haal de soort uit het archief of kies "
    "een andere badge."
)


@dataclass(frozen=True)
class Giving:
    """What giving needs from outside: signatures, addresses, how long mail waits, and a verifier."""

    sign: Sign
    addresses: Addresses
    mail_delay: int
    verify: Verify = verify


class NotAcceptedError(BadgeServiceError):
    """Our own verifier does not accept what was signed, so it is not kept."""


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
    award = award_of(award_id, order, version, backing, status, giving.addresses, now)
    award = with_endorsements(session, award, version, backing.giver)
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
    unsigned = ob3.credential_for(award)
    if award.achievement.microcredential is not None:
        schema.validate(unsigned, schema.MICROCREDENTIAL)
    document = strict_json.dumps(giving.sign(session, giver, BADGES, unsigned, now))
    _refuse_what_does_not_verify(session, document, award, giving, now)
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
    put_mail(session, kind, row.id, address, notices.facts_of(row), now, delay, row.version.language)


def _refuse_problems(order: Order, version: BadgeClassVersionRow, now: datetime) -> None:
    if version.state != "released":
        raise ConflictError(N_("Deze badge is nog niet vrijgegeven. Geef hem eerst vrij bij Soorten badge."))
    if version.badge_class.archived_at is not None:
        raise ConflictError(ARCHIVED)
    today = now.astimezone(AMSTERDAM).date()
    problems = who_problems(order.name, order.email) | what_problems(order, version, today)
    if problems:
        raise InvalidInputError(problems)


def _refuse_unfit(session: Session, draft: AwardDraftRow, order: Order, now: datetime) -> Backing:
    """What stands behind a badge that may be given now."""
    _refuse_problems(order, draft.version, now)
    _refuse_a_kind_that_is_not_theirs(session, draft)
    backing = backing_of(session, draft.version, draft.organisation_id, now)
    _refuse_own(order, backing)
    renewed_by(session, draft, order, now)
    return backing


def _refuse_own(order: Order, backing: Backing) -> None:
    if {one.id for one in order.own} - {str(one.id) for one in backing.own}:
        raise ConflictError(N_("Een eigen gedragsvoorbeeld is weggehaald. Kijk nog eens na wat je hebt aangevinkt."))


def _refuse_a_kind_that_is_not_theirs(session: Session, draft: AwardDraftRow) -> None:
    """What a kind asks of who gives it may have gone since the badge class was released."""
    giver = session.get_one(OrganisationRow, draft.organisation_id)
    session.refresh(giver, with_for_update={"read": True, "of": OrganisationRow})
    if problem := giving_problem(Kind(draft.version.badge_class.kind), facts_of(giver)):
        raise ConflictError(problem)


def _refuse_what_does_not_verify(session: Session, document: bytes, award: Award, giving: Giving,
                                 now: datetime) -> None:  # fmt: skip
    context = Context(
        now=now,
        fetch=fetch_own(session, giving.addresses),
        known_issuer=lambda did: own_issuer(session, giving.addresses, did),
    )
    report = giving.verify(document, context)
    # Endorsements are no part of the verdict, but nothing is given for the standard of another without its mandate.
    is_unproven = award.achievement.creator is not None and not _proves_a_mandate(report)
    if report.verdict != "valid" or is_unproven:
        raise NotAcceptedError(
            N_("De badge is niet gegeven: onze eigen controle keurde hem af. Meld dit bij de beheerder.")
        )


def _proves_a_mandate(report: Report) -> bool:
    """Whether the mandate holds; its list may wait for the signature of the day, which it gets when it is asked for."""
    mandates = [one for one in report.endorsements if one.said is Said.MANDATE]
    return report.mandate is not None or any(one.reason == "status.stale" for one in mandates)
