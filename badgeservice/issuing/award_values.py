"""What is signed into one badge: the class, who gives it, who gets it, what was seen, and until when it holds?"""

from __future__ import annotations

import calendar
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.issuing.embedded_statements import with_endorsements
from badgeservice.issuing.evidence import evidence_of, proofs_of
from badgeservice.issuing.mandated import Backing
from badgeservice.issuing.order import Order
from badgeservice.issuing.signed_values import achievement_of
from badgeservice.model.achievement import Achievement, Behaviour, Kind
from badgeservice.model.addresses import Addresses
from badgeservice.model.award import Award, Recipient, Result, StatusEntry
from badgeservice.model.days import AMSTERDAM
from badgeservice.model.issuer import Issuer
from badgeservice.organisations.issuer_profile import issuer_of
from badgeservice.storage.tables import BadgeClassVersionRow


@dataclass(frozen=True)
class SharedValues:
    """What all badges of one class that one organisation gives at one moment have in common."""

    achievement: Achievement
    issuer: Issuer
    giver_slug: str


def shared_values(
    session: Session, version: BadgeClassVersionRow, backing: Backing, addresses: Addresses
) -> SharedValues:
    """The class and the giver, with what others say of them."""
    achievement, issuer = _achievement(version, backing, addresses), _issuer(backing, addresses)
    return SharedValues(*with_endorsements(session, achievement, issuer, version, backing.giver), backing.giver.slug)


def award_of(award_id: UUID, order: Order, version: BadgeClassVersionRow, shared: SharedValues, status: StatusEntry,
             addresses: Addresses, now: datetime) -> Award:  # fmt: skip
    """The badge that is signed."""
    return Award(
        id=addresses.badge(award_id),
        achievement=shared.achievement,
        issuer=shared.issuer,
        recipient=_recipient(order.name, order.email),
        results=_results(order, version, shared.giver_slug, addresses),
        valid_from=now.replace(microsecond=0),
        valid_until=_valid_until(version.valid_months, now),
        status=status,
        evidence=(*proofs_of(order, version), *evidence_of(order, Kind(version.badge_class.kind), version.language)),
        assessor=order.assessor.strip() or None,
        activity_start=order.activity_start,
        activity_end=order.activity_end,
        license_number=order.license_number.strip() or None,
    )


def award_like(award: Award, award_id: UUID, name: str, email: str, status: StatusEntry, addresses: Addresses) -> Award:
    """The same badge for somebody else, of whom the same was filled in."""
    return replace(award, id=addresses.badge(award_id), recipient=_recipient(name, email), status=status)


def last_moment(day: date) -> datetime:
    """The end of a day in Amsterdam, in UTC."""
    return datetime.combine(day, time(23, 59, 59), AMSTERDAM).astimezone(UTC)


def _recipient(name: str, email: str) -> Recipient:
    return Recipient(
        subject_id=f"urn:uuid:{uuid4()}",
        name=name.strip(),
        email=email.strip().lower() or None,
        salt=secrets.token_hex(16),
    )


def _achievement(version: BadgeClassVersionRow, backing: Backing, addresses: Addresses) -> Achievement:
    """The class; that of a branch names it as its maker, and says apart what the giver adds."""
    achievement = achievement_of(version, addresses)
    if backing.mandate is None:
        return achievement
    slug = backing.giver.slug
    own = tuple(Behaviour(addresses.branch.own_behaviour(slug, one.id), one.text) for one in backing.own)
    return replace(achievement, creator=issuer_of(version.badge_class.organisation, addresses), own_behaviours=own)


def _issuer(backing: Backing, addresses: Addresses) -> Issuer:
    issuer, mandate = issuer_of(backing.giver, addresses), backing.signed_mandate()
    return replace(issuer, endorsements=(mandate,)) if mandate is not None else issuer


def _results(order: Order, version: BadgeClassVersionRow, slug: str, addresses: Addresses) -> tuple[Result, ...]:
    seen = [
        Result(behaviour["id"], order.levels[behaviour["id"]])
        for behaviour in version.behaviours
        if behaviour["id"] in order.levels
    ]
    own = [Result(addresses.branch.own_behaviour(slug, UUID(one.id)), one.level) for one in order.own]
    return (*seen, *own)


def _valid_until(months: int | None, now: datetime) -> datetime | None:
    if months is None:
        return None
    today = now.astimezone(AMSTERDAM).date()
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    day = min(today.day, calendar.monthrange(year, month + 1)[1])
    return last_moment(date(year, month + 1, day) - timedelta(days=1))
