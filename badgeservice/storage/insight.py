"""How many badges were given, kept, checked and end soon? Numbers only, counted by the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, literal_column, select
from sqlalchemy.orm import Session

from badgeservice.storage.renewals import ending
from badgeservice.storage.tables import (
    AwardRow,
    BadgeClassRow,
    BadgeClassVersionRow,
    CheckCountRow,
    MandateRow,
    OrganisationRow,
)

Both = tuple[UUID, UUID]


@dataclass(frozen=True)
class Scope:
    """Which badges count, and which counted checks."""

    awards: ColumnElement[bool]
    checks: ColumnElement[bool]


def given_by(organisation: UUID) -> Scope:
    """What an organisation gave itself."""
    return Scope(AwardRow.organisation_id == organisation, CheckCountRow.organisation_id == organisation)


def given_for(branch: UUID) -> Scope:
    """What others gave of the badge classes of a branch."""
    own = BadgeClassRow.organisation_id == branch
    return Scope(and_(own, AwardRow.organisation_id != branch), and_(own, CheckCountRow.organisation_id != branch))


def only(scope: Scope, badge_class: UUID) -> Scope:
    """The same, of one badge class."""
    own = BadgeClassRow.id == badge_class
    return Scope(and_(scope.awards, own), and_(scope.checks, own))


def given(session: Session, scope: Scope, bounds: Sequence[datetime]) -> list[tuple[UUID, UUID, int, int, int]]:
    """(giver, badge class, month, given, kept); `bounds` says where each month begins, and where the last one ends."""
    month = _month(AwardRow.given_at, bounds)
    asked = _awards(AwardRow.organisation_id, BadgeClassRow.id, month, func.count(), func.count(AwardRow.kept_at))
    asked = asked.where(scope.awards, AwardRow.given_at >= bounds[0], AwardRow.given_at < bounds[-1])
    rows = session.execute(asked.group_by(AwardRow.organisation_id, BadgeClassRow.id, "month"))
    return [(giver, badge_class, int(at), count, kept) for giver, badge_class, at, count, kept in rows]


def ending_in(session: Session, scope: Scope, bounds: Sequence[datetime]) -> list[tuple[UUID, UUID, int, int]]:
    """(giver, badge class, month, how many badges end in it that still count and were not renewed)."""
    month = _month(AwardRow.valid_until, bounds)
    asked = _awards(AwardRow.organisation_id, BadgeClassRow.id, month, func.count())
    asked = asked.where(scope.awards, ending(bounds[0], bounds[-1]))
    rows = session.execute(asked.group_by(AwardRow.organisation_id, BadgeClassRow.id, "month"))
    return [(giver, badge_class, int(at), count) for giver, badge_class, at, count in rows]


def checked(session: Session, scope: Scope, months: Sequence[str]) -> list[tuple[UUID, UUID, str, int]]:
    """(giver, badge class, month as 2026-11, how often checked)."""
    number = func.sum(CheckCountRow.number)
    asked = (
        select(CheckCountRow.organisation_id, BadgeClassRow.id, CheckCountRow.month, number)
        .join(BadgeClassVersionRow, BadgeClassVersionRow.id == CheckCountRow.version_id)
        .join(BadgeClassRow, BadgeClassRow.id == BadgeClassVersionRow.badge_class_id)
        .where(scope.checks, CheckCountRow.month.in_(months))
        .group_by(CheckCountRow.organisation_id, BadgeClassRow.id, CheckCountRow.month)
    )
    return [(giver, badge_class, month, int(times)) for giver, badge_class, month, times in session.execute(asked)]


def ends(session: Session, scope: Scope, now: datetime, until: Sequence[datetime]) -> dict[Both, tuple[int, ...]]:
    """By giver and badge class: how many badges that still count end before each moment; the last is the latest."""
    before = [func.sum(case((AwardRow.valid_until <= moment, 1), else_=0)) for moment in until]
    asked = _awards(AwardRow.organisation_id, BadgeClassRow.id, *before).where(scope.awards, ending(now, until[-1]))
    rows = session.execute(asked.group_by(AwardRow.organisation_id, BadgeClassRow.id))
    return {(row[0], row[1]): tuple(int(number) for number in row[2:]) for row in rows}


def class_names(session: Session, *scopes: Scope) -> dict[UUID, str]:
    """Every badge class of which a badge was given, under the name of its newest released version."""
    named = BadgeClassVersionRow.__table__.alias("named")
    newest = (
        select(func.max(named.c.number))
        .where(named.c.badge_class_id == BadgeClassVersionRow.badge_class_id, named.c.state == "released")
        .correlate(BadgeClassVersionRow)
        .scalar_subquery()
    )
    names: dict[UUID, str] = {}
    for scope in scopes:
        asked = select(BadgeClassVersionRow.badge_class_id, BadgeClassVersionRow.name).where(
            BadgeClassVersionRow.badge_class_id.in_(_awards(BadgeClassRow.id).where(scope.awards)),
            BadgeClassVersionRow.number == newest,
        )
        names |= {row[0]: row[1] for row in session.execute(asked)}
    return names


def first_given(session: Session, scope: Scope) -> datetime | None:
    """When the first badge was given."""
    first: datetime | None = session.scalar(_awards(func.min(AwardRow.given_at)).where(scope.awards))
    return first


def mandated(session: Session, branch: UUID) -> Mapping[UUID, str]:
    """The organisations that have or had a mandate of a branch, or gave a badge of it: their names."""
    had = select(MandateRow.organisation_id).where(
        MandateRow.branch_id == branch, MandateRow.state.in_(("granted", "withdrawn"))
    )
    gave = _awards(AwardRow.organisation_id).where(given_for(branch).awards)
    asked = select(OrganisationRow.id, OrganisationRow.name).where(
        OrganisationRow.id.in_(had) | OrganisationRow.id.in_(gave), OrganisationRow.id != branch
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def _month(moment: Any, bounds: Sequence[datetime]) -> Any:
    # Where a month begins depends on the zone, which SQLite does not know; so the beginnings are counted out by us.
    later: list[tuple[Any, Any]] = [(moment < end, literal_column(str(at))) for at, end in enumerate(bounds[1:])]
    return case(*later, else_=literal_column(str(len(bounds) - 2))).label("month")


def _awards(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(AwardRow)
        .join(BadgeClassVersionRow, BadgeClassVersionRow.id == AwardRow.version_id)
        .join(BadgeClassRow, BadgeClassRow.id == BadgeClassVersionRow.badge_class_id)
    )
