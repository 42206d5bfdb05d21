"""How do people get in: an account, a place in an organisation, a first sign-in link, mail about it?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.mail.letters import URGENT
from badgeservice.organisations import typed_text
from badgeservice.organisations.one_time_links import ACCOUNT, make_link
from badgeservice.organisations.roles import Role
from badgeservice.storage import accounts, outbox
from badgeservice.storage.mail_queue import ABOUT_ONE, SOMEBODY_WAITS
from badgeservice.storage.tables import AccountRow, MembershipRow, OrganisationRow, OutboxRow
from badgeservice.wording import N_

MAIL_WAITS = "mail_waits"


def account_for(session: Session, email: str, name: str, now: datetime) -> AccountRow:
    """The account with this e-mail address; made, without a passphrase, when there is none."""
    address = email.strip().lower()
    known = accounts.by_email(session, address)
    if known is not None:
        return known
    account = AccountRow(id=uuid4(), email=address, name=name.strip(), fs_uniquifier=uuid4().hex, created_at=now)
    session.add(account)
    session.flush()
    return account


def make_operator(session: Session, email: str, now: datetime) -> str:
    """Make somebody an operator; gives back the token of a first sign-in link. Raises InvalidInputError."""
    problem = typed_text.email_problem(email)
    if problem:
        raise InvalidInputError({"email": problem})
    account = account_for(session, email, "", now)
    account.is_operator = True
    # Who may run this command may also come back in without the phone that made the codes.
    account.tf_primary_method = account.tf_totp_secret = None
    record(session, Actor(None, "command line"), "account.operator", f"account:{account.id}", now)
    return make_link(session, ACCOUNT, account.id, now)


def invite(session: Session, organisation: OrganisationRow, email: str, name: str, roles: frozenset[Role], by: Actor,
           now: datetime) -> AccountRow:  # fmt: skip
    """Give somebody roles in an organisation and mail a link. Raises InvalidInputError with a sentence per field."""
    problems = typed_text.found(
        {
            "email": typed_text.email_problem(email),
            "name": typed_text.line_problem(name, 120, N_("Vul de naam in.")),
            "roles": None if roles else N_("Kies minstens één rol."),
        }
    )
    if problems:
        raise InvalidInputError(problems)
    account = account_for(session, email, name, now)
    held = accounts.roles(session, account.id, organisation.id)
    for role in sorted(roles - held):
        session.add(MembershipRow(account_id=account.id, organisation_id=organisation.id, role=role, created_at=now))
    put_mail(session, "account_invited", account.id, account.email, {"organisation": organisation.name}, now)
    record(session, by, "member.invited", f"account:{account.id}", now, ",".join(sorted(roles)).encode())
    return account


def remove_member(session: Session, organisation: OrganisationRow, account_id: UUID, by: Actor, now: datetime) -> None:
    """Take all roles of somebody in an organisation away; the last beheerder stays."""
    # Two beheerders who remove each other at once must not both succeed.
    session.refresh(organisation, with_for_update=True)
    members = accounts.members(session, organisation.id)
    theirs = [membership for account, membership in members if account.id == account_id]
    if not theirs:
        raise NotFoundError(N_("Deze persoon hoort niet bij de organisatie."))
    managers = {account.id for account, membership in members if membership.role == Role.MANAGER}
    if managers == {account_id}:
        raise ConflictError(N_("Dit is de laatste beheerder. Maak eerst iemand anders beheerder."))
    for membership in theirs:
        session.delete(membership)
    record(session, by, "member.removed", f"account:{account_id}", now)


def ask_for_link(session: Session, email: str, language: str, now: datetime) -> None:
    """Mail a sign-in link, when this address has an account; says nothing about whether it has."""
    account = accounts.by_email(session, email.strip().lower())
    if account is not None and account.active:
        put_mail(session, "account_link", account.id, account.email, {}, now, language=language)


def put_mail(session: Session, kind: str, subject: UUID, recipient: str, facts: Mapping[str, str], now: datetime,
             delay: int = 0, language: str = "nl", organisation: UUID | None = None) -> None:  # fmt: skip
    """Put a mail in the outbox, to leave `delay` seconds from now; links are made when it leaves.

    The staff of `organisation` see it when it does not arrive.
    """
    session.info[MAIL_WAITS] = True
    session.add(
        OutboxRow(
            id=uuid4(),
            kind=kind,
            subject_id=subject,
            organisation_id=organisation,
            recipient=recipient,
            facts=dict(facts),
            language=language,
            state="waiting",
            rank=SOMEBODY_WAITS if kind in URGENT else ABOUT_ONE,
            created_at=now,
            due_at=now + timedelta(seconds=delay),
            changed_at=now,
        )
    )


def count_mail_as_sent(session: Session, subject: UUID, now: datetime) -> None:
    """Mark the mail about a subject that has not left as sent: what it says is known already."""
    session.flush()
    outbox.count_as_sent(session, subject, now)
    session.info.pop(MAIL_WAITS, None)
