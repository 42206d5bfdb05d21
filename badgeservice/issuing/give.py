"""How is a badge given, in one transaction? (design: architecture, "Giving a badge, as a straight line")"""

from __future__ import annotations

import calendar
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import BadgeServiceError, ConflictError, InvalidInputError
from badgeservice.formats import ob3, strict_json
from badgeservice.issuing.evidence import evidence_of
from badgeservice.issuing.order import Order, what_problems, who_problems
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.issuing.signed_values import achievement_of
from badgeservice.model.addresses import Addresses
from badgeservice.model.award import Award, Recipient, Result, StatusEntry
from badgeservice.model.check_code import RANDOM_BYTES, code_from
from badgeservice.model.days import AMSTERDAM
from badgeservice.organisations import status_lists
from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.issuer_profile import issuer_of
from badgeservice.organisations.signer import BADGES, Sign
from badgeservice.storage import awards
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassVersionRow, StatusListRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.verification.report import Report
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
    _refuse_problems(order, version, now)
    award_id = uuid4()
    purpose = "suspension" if version.can_be_suspended else "revocation"
    status_list, index = status_lists.reserve(
        session, draft.organisation_id, purpose, giving.sign, giving.addresses, now
    )
    award = _award(award_id, order, version, status_list, index, giving.addresses, now)
    signed = giving.sign(session, draft.organisation_id, BADGES, ob3.credential_for(award), now)
    document = strict_json.dumps(signed)
    _refuse_what_does_not_verify(session, document, giving, now)
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
    session.add(row)
    session.delete(draft)
    session.flush()
    _put_mail(session, row, giving.mail_delay, now)
    record(session, actor or Actor(by), "badge.given", f"badge:{row.id}", now, document)
    return row


def already_given(session: Session, draft_id: UUID, organisation: UUID) -> AwardRow | None:
    """The badge that this draft became, when somebody pressed the button before."""
    row = awards.by_request(session, draft_id)
    return row if row is not None and row.organisation_id == organisation else None


def last_moment(day: date) -> datetime:
    """The end of a day in Amsterdam, in UTC."""
    return datetime.combine(day, time(23, 59, 59), AMSTERDAM).astimezone(UTC)


def _put_mail(session: Session, row: AwardRow, delay: int, now: datetime) -> None:
    if row.recipient_email is None:
        return
    version = row.version
    facts = {"organisation": version.badge_class.organisation.name, "badge": version.name, "name": row.recipient_name}
    put_mail(session, "badge_given", row.id, row.recipient_email, facts, now, delay, version.language)


def _refuse_problems(order: Order, version: BadgeClassVersionRow, now: datetime) -> None:
    if version.state != "released":
        raise ConflictError(N_("Deze badge is nog niet vrijgegeven. Geef hem eerst vrij bij Soorten badge."))
    if version.badge_class.archived_at is not None:
        raise ConflictError(ARCHIVED)
    today = now.astimezone(AMSTERDAM).date()
    problems = who_problems(order.name, order.email) | what_problems(order, version, today)
    if problems:
        raise InvalidInputError(problems)


def _award(award_id: UUID, order: Order, version: BadgeClassVersionRow, status_list: StatusListRow, index: int,
           addresses: Addresses, now: datetime) -> Award:  # fmt: skip
    return Award(
        id=addresses.badge(award_id),
        achievement=achievement_of(version, addresses),
        issuer=issuer_of(version.badge_class.organisation, addresses),
        recipient=Recipient(
            subject_id=f"urn:uuid:{uuid4()}",
            name=order.name.strip(),
            email=order.email.strip().lower() or None,
            salt=secrets.token_hex(16),
        ),
        results=tuple(
            Result(behaviour["id"], order.levels[behaviour["id"]])
            for behaviour in version.behaviours
            if behaviour["id"] in order.levels
        ),
        valid_from=now.replace(microsecond=0),
        valid_until=_valid_until(version.valid_months, now),
        status=StatusEntry(addresses.status_list(status_list.id), index, status_list.purpose),
        evidence=evidence_of(order, version.language),
        assessor=order.assessor.strip() or None,
        activity_start=order.activity_start,
        activity_end=order.activity_end,
        license_number=order.license_number.strip() or None,
    )


def _valid_until(months: int | None, now: datetime) -> datetime | None:
    if months is None:
        return None
    today = now.astimezone(AMSTERDAM).date()
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    day = min(today.day, calendar.monthrange(year, month + 1)[1])
    return last_moment(date(year, month + 1, day) - timedelta(days=1))


def _refuse_what_does_not_verify(session: Session, document: bytes, giving: Giving, now: datetime) -> None:
    context = Context(
        now=now,
        fetch=fetch_own(session, giving.addresses),
        known_issuer=lambda did: own_issuer(session, giving.addresses, did),
    )
    report = giving.verify(document, context)
    if report.verdict != "valid":
        raise NotAcceptedError(
            N_("De badge is niet gegeven: onze eigen controle keurde hem af. Meld dit bij de beheerder.")
        )
