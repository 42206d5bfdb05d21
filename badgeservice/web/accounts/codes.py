"""Is this code of a code app right? (TOTP, RFC 6238)"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from passlib.exc import TokenError
from passlib.totp import TOTP

from badgeservice.settings import Settings

ISSUER = "Badgeservice"
# A clock that is half a minute fast or slow is forgiven.
WINDOW = 30


def new_secret(settings: Settings) -> str:
    """A fresh secret, encrypted, as it is kept."""
    secret: str = _codes(settings).new().to_json(encrypt=True)
    return secret


def setup_address(settings: Settings, secret: str, email: str) -> str:
    """The otpauth:// address that a code app reads from a QR code."""
    address: str = _codes(settings).from_source(secret).to_uri(email)
    return address


def setup_key(settings: Settings, secret: str) -> str:
    """The secret as somebody can type it, in groups of four."""
    key: str = _codes(settings).from_source(secret).pretty_key(sep=" ")
    return key


def number_of(settings: Settings, secret: str, typed: str, moment: datetime) -> int | None:
    """The number of the code that was typed, which only goes up; None when the code is wrong or old."""
    digits = "".join(typed.split())
    try:
        match = _codes(settings).verify(digits, secret, time=moment, window=WINDOW)
    except TokenError:
        return None
    return int(match.counter)


def _codes(settings: Settings) -> Any:
    return TOTP.using(issuer=ISSUER, secrets={"1": settings.secret_key})
