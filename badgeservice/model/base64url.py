"""Which bytes does a base64url text stand for, if it is written in the one strict way? (RFC 4648 §5, RFC 7515 §2)"""

from __future__ import annotations

import base64
import re

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*")


def encode(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes | None:
    """The bytes, or None for padding, white space, another alphabet, an impossible length or spare bits."""
    if len(text) % 4 == 1 or not _ALPHABET.fullmatch(text):
        return None
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return data if len(text) % 4 == 0 or encode(data) == text else None
