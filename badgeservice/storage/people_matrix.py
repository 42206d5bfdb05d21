"""Who was given badges by an organisation, and of which classes?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, Subquery, and_, case, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardRow, BadgeClassVersionRow

PAGE = 50

# By person (the key) and badge class: whether one of these badges is valid now.
Held = Mapping[str, Mapping[UUID, bool]]


@dataclass(frozen=True)
class Holder:
    """Somebody who was given badges; `key` tells people apart: the learner, else the address, else the name."""

    key: str
    name: str


def holders(session: Session, organisation: UUID, skip: int = 0, size: int = PAGE) -> list[Holder]:
    """One page of people, by name; badges that were withdrawn do not count."""
    each = _each(organisation)
    name = func.min(each.c.recipient_name)
    asked = select(each.c.key, name).group_by(each.c.key).order_by(func.lower(name), each.c.key)
    return [Holder(key, shown) for key, shown in session.execute(asked.offset(skip).limit(size))]


def held(session: Session, organisation: UUID, keys: Sequence[str], now: datetime) -> Held:
    """What these people have."""
    each = _each(organisation)
    return _held(session, _states(each, now).where(each.c.key.in_(keys)))


def held_by_all(session: Session, organisation: UUID, now: datetime) -> Held:
    """What everybody has."""
    return _held(session, _states(_each(organisation), now))


def _states(each: Subquery, now: datetime) -> Select[Any]:
    valid = and_(each.c.suspended_at.is_(None), or_(each.c.valid_until.is_(None), each.c.valid_until >= now))
    return (
        select(each.c.key, BadgeClassVersionRow.badge_class_id, func.max(case((valid, 1), else_=0)))
        .join(BadgeClassVersionRow, BadgeClassVersionRow.id == each.c.version_id)
        .group_by(each.c.key, BadgeClassVersionRow.badge_class_id)
    )


def _held(session: Session, asked: Select[Any]) -> Held:
    found: dict[str, dict[UUID, bool]] = defaultdict(dict)
    for key, badge_class, is_valid in session.execute(asked):
        found[key][badge_class] = bool(is_valid)
    return found


def _each(organisation: UUID) -> Subquery:
    """Every badge that counts, with the key of its person."""
    columns = (AwardRow.recipient_name, AwardRow.version_id, AwardRow.suspended_at, AwardRow.valid_until)
    known = _learner_by_address(organisation)
    return (
        select(_key(known).label("key"), *columns)
        .join(known, known.c.address == AwardRow.recipient_email, isouter=True)
        .where(AwardRow.organisation_id == organisation, AwardRow.revoked_at.is_(None), AwardRow.erased_at.is_(None))
        .subquery()
    )


def _learner_by_address(organisation: UUID) -> Subquery:
    """Who keeps badges under an address: a badge that was not kept yet is theirs too."""
    return (
        select(AwardRow.recipient_email.label("address"), func.min(cast(AwardRow.learner_id, String)).label("learner"))
        .where(
            AwardRow.organisation_id == organisation,
            AwardRow.learner_id.is_not(None),
            AwardRow.recipient_email.is_not(None),
        )
        .group_by(AwardRow.recipient_email)
        .subquery()
    )


def _key(known: Subquery) -> ColumnElement[str]:
    return func.coalesce(
        literal("l") + cast(AwardRow.learner_id, String),
        literal("l") + known.c.learner,
        literal("e") + AwardRow.recipient_email,
        literal("n") + AwardRow.recipient_name,
    )
