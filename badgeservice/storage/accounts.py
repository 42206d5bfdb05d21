"""Rows of accounts and what they may do where."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AccountRow, MembershipRow, OrganisationRow


def by_email(session: Session, email: str) -> AccountRow | None:
    """The account with this (lower-case) e-mail address."""
    return session.scalar(select(AccountRow).where(AccountRow.email == email))


def by_id(session: Session, account: UUID) -> AccountRow | None:
    """The account with this id."""
    return session.get(AccountRow, account)


def roles(session: Session, account: UUID, organisation: UUID) -> frozenset[str]:
    """What an account may do in an organisation; empty for a stranger."""
    asked = select(MembershipRow.role).where(
        MembershipRow.account_id == account, MembershipRow.organisation_id == organisation
    )
    return frozenset(session.scalars(asked))


def organisations(session: Session, account: UUID) -> Sequence[OrganisationRow]:
    """The organisations an account belongs to, by name."""
    asked = (
        select(OrganisationRow)
        .join(MembershipRow, MembershipRow.organisation_id == OrganisationRow.id)
        .where(MembershipRow.account_id == account)
        .distinct()
    )
    return session.scalars(asked.order_by(OrganisationRow.name)).all()


def members(session: Session, organisation: UUID) -> Sequence[tuple[AccountRow, MembershipRow]]:
    """Who belongs to an organisation, with what they may do."""
    asked = (
        select(AccountRow, MembershipRow)
        .join(MembershipRow, MembershipRow.account_id == AccountRow.id)
        .where(MembershipRow.organisation_id == organisation)
        .order_by(AccountRow.email, MembershipRow.role)
    )
    return [(account, membership) for account, membership in session.execute(asked)]


def any_operator(session: Session) -> bool:
    """Whether somebody runs this installation."""
    return session.scalar(select(AccountRow.id).where(AccountRow.is_operator.is_(True)).limit(1)) is not None
