"""How is a code of six digits made that works once, for a quarter of an hour, and can be tried only a few times?"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.storage import sign_in_codes
from badgeservice.storage.tables import SignInCodeRow

DIGITS = 6
LASTS = timedelta(minutes=15)
MOST_TRIES = 5
# A million codes are few: each guess at a stolen hash has to cost something (RFC 7914 §2).
SCRYPT_COST, SCRYPT_BLOCK = 2**14, 8


def make_code(code: SignInCodeRow, now: datetime) -> str:
    """Fill in the digits of a code that is about to be mailed and give them back; the database keeps their scrypt."""
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    code.code_hash, code.expires_at = _hash(code.id, digits), now + LASTS
    return digits


def use_code(session: Session, code_id: UUID, typed: str, now: datetime) -> SignInCodeRow | None:
    """The code, used up, when these are its digits. Costs a try, and the same work whether or not there is a code."""
    may_try = sign_in_codes.take_a_try(session, code_id, MOST_TRIES, now)
    code = sign_in_codes.by_id(session, code_id)
    kept = (code.code_hash if code is not None else None) or ""
    is_right = hmac.compare_digest(_hash(code_id, "".join(typed.split())), kept)
    return code if may_try and is_right and sign_in_codes.use(session, code_id, now) else None


def _hash(code_id: UUID, digits: str) -> str:
    typed = digits.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(typed, salt=code_id.bytes, n=SCRYPT_COST, r=SCRYPT_BLOCK, p=1, dklen=32).hex()
