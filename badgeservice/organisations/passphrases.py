"""How does an account get its passphrase and its second factor, and how do all its sessions end?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.organisations.one_time_links import ACCOUNT, find_link, is_fresh, use_link
from badgeservice.storage import accounts, links
from badgeservice.storage.tables import AccountRow


def account_of_link(session: Session, token: str, now: datetime) -> AccountRow | None:
    """Whose one-time link this is; None when it was used, is old or never was one. Uses nothing up."""
    link = find_link(session, token, ACCOUNT)
    if link is None or not is_fresh(link, now):
        return None
    account = accounts.by_id(session, link.subject_id)
    return account if account is not None and account.active else None


def choose_passphrase(session: Session, token: str, hashed: str, now: datetime) -> AccountRow | None:
    """Use a link up to set a (hashed) passphrase; older links and sessions end. None when somebody was just before."""
    account = account_of_link(session, token, now)
    link = find_link(session, token, ACCOUNT)
    if account is None or link is None or not use_link(session, link, now):
        return None
    account.password = hashed
    account.fs_uniquifier = uuid4().hex
    links.use_all(session, account.id, now)
    record(session, Actor(account.id), "account.passphrase_chosen", f"account:{account.id}", now)
    return account


def keep_second_factor(session: Session, account_id: UUID, secret: str, counter: int, now: datetime) -> None:
    """Keep the (encrypted) secret of somebody's code app once a first code of it, number `counter`, was right."""
    account = accounts.by_id(session, account_id)
    if account is not None:
        account.tf_primary_method, account.tf_totp_secret, account.tf_last_counter = "authenticator", secret, counter
        record(session, Actor(account.id), "account.second_factor", f"account:{account.id}", now)


def end_sessions(session: Session, account_id: UUID) -> None:
    """End every session of an account, on every device."""
    account = accounts.by_id(session, account_id)
    if account is not None:
        account.fs_uniquifier = uuid4().hex
