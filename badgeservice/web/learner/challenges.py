"""Which challenge must a passkey of this browser answer? Each is asked for once, and not too long ago."""

from __future__ import annotations

from datetime import datetime
from secrets import token_bytes

from flask import session

LASTS_SECONDS = 15 * 60
BYTES = 32
ENTER, ADD = "passkey_enter", "passkey_add"


def new_challenge(what: str, now: datetime) -> bytes:
    """A fresh challenge; an older one of this browser for the same does not count any more."""
    challenge = token_bytes(BYTES)
    session[what] = [challenge.hex(), int(now.timestamp())]
    return challenge


def taken_challenge(what: str, now: datetime) -> bytes | None:
    """The challenge that this browser was given; None when there is none or it is old."""
    challenge, moment = session.pop(what, None) or ["", 0]
    return bytes.fromhex(challenge) if challenge and now.timestamp() - moment < LASTS_SECONDS else None
