"""Rows of accounts and what they may do where."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AccountRow, MembershipRow, OrganisationRow


def by_email(session: Session, email: str) -> AccountRow | None:
    """The account with this (lower-case) e-mail address."""
    return session.scalar(select(AccountRow).where(AccountRow.email == email))


def by_id(session: Session, account: UUID) -> AccountRow | None:
    """The account with this id."""
    return session.get(AccountRow, account)


def by_ids(session: Session, accounts: Collection[UUID]) -> dict[UUID, AccountRow]:
    """The accounts with these ids."""
    asked = select(AccountRow).where(AccountRow.id.in_(accounts))
    return {account.id: account for account in session.scalars(asked)}


def by_session(session: Session, fs_uniquifier: str) -> AccountRow | None:
    """The account whose sessions carry this value."""
    return session.scalar(select(AccountRow).where(AccountRow.fs_uniquifier == fs_uniquifier))


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


def use_code(session: Session, account: UUID, counter: int) -> bool:
    """Mark the code with this number as used; False when it or a later one was used before."""
    done = session.execute(
        update(AccountRow)
        .where(
            AccountRow.id == account,
            or_(AccountRow.tf_last_counter.is_(None), AccountRow.tf_last_counter < counter),
        )
        .values(tf_last_counter=counter)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]  # as in links.use


def any_operator(session: Session) -> bool:
    """Whether somebody runs this installation."""
    return session.scalar(select(AccountRow.id).where(AccountRow.is_operator.is_(True)).limit(1)) is not None
