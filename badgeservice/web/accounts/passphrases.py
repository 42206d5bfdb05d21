"""Is this passphrase right, and is a new one good enough?"""

from __future__ import annotations

import unicodedata

from flask_security.utils import hash_password, password_complexity_validator, verify_password
from sqlalchemy.orm import Session

from badgeservice.organisations.typed_text import email_problem
from badgeservice.storage import accounts
from badgeservice.storage.tables import AccountRow
from badgeservice.wording import N_

SHORTEST, LONGEST = 12, 128
# The judge of strength refuses to read further.
JUDGED = 72


def account_with(session: Session, email: str, passphrase: str) -> AccountRow | None:
    """The account with this e-mail address and passphrase; it takes as long for an address that nobody has."""
    address = email.strip().lower()
    account = None if email_problem(address) else accounts.by_email(session, address)
    typed = _normal(passphrase[:LONGEST])
    if account is None or account.password is None or not account.active:
        hash_password(typed)
        return None
    return account if verify_password(typed, account.password) else None


def hashed(passphrase: str) -> str:
    """What is kept of a passphrase (argon2)."""
    kept: str = hash_password(_normal(passphrase))
    return kept


def passphrase_problems(passphrase: str, again: str, account: AccountRow) -> dict[str, str]:
    """What is wrong with a new passphrase: field → sentence."""
    typed = _normal(passphrase)
    if len(typed) < SHORTEST:
        return {"password": N_("Deze wachtzin is te kort. Gebruik minstens 12 tekens.")}
    if len(typed) > LONGEST:
        return {"password": N_("Deze wachtzin is te lang. Gebruik hooguit 128 tekens.")}
    if _is_easy(typed, account):
        return {"password": N_("Deze wachtzin is makkelijk te raden. Kies een paar woorden die niet bij elkaar horen.")}
    if typed != _normal(again):
        return {"password_confirm": N_("De twee wachtzinnen zijn niet gelijk. Typ ze allebei opnieuw.")}
    return {}


def _is_easy(typed: str, account: AccountRow) -> bool:
    small = typed.lower()
    if small == account.email or len(set(small)) < 4:
        return True
    about = {"email": account.email, "local": account.email.split("@")[0], "name": account.name}
    return password_complexity_validator(typed[:JUDGED], True, **about) is not None


def _normal(passphrase: str) -> str:
    return unicodedata.normalize("NFKD", passphrase)
