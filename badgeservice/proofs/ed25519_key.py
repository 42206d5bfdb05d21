"""Which 32 bytes are an Ed25519 public key that can be trusted to tell messages apart, and what did it sign?

By libsodium, which takes half the time of OpenSSL, where signatures are made and checked in numbers.
"""

from __future__ import annotations

from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from nacl.bindings import crypto_sign, crypto_sign_BYTES, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import BadSignatureError

from badgeservice.errors import MalformedError

KEY_LENGTH = 32
SIGNATURE_LENGTH = crypto_sign_BYTES

_FIELD = 2**255 - 19
# The y coordinates of the eight points of small order (RFC 8032 §5.1, cofactor 8): a signature by such a key can hold
# for every message. The points of order eight have this y or its opposite.
_ORDER_EIGHT = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL_ORDER = frozenset({0, 1, _FIELD - 1, _ORDER_EIGHT, _FIELD - _ORDER_EIGHT})


def load_public_key(raw: bytes) -> Ed25519PublicKey:
    """The key; raises MalformedError `proof.value_malformed` for a wrong length, `proof.key_weak` for a weak point.

    Weak are the points of small order and encodings that are not canonical (RFC 8032 §5.1.3: y below the field's size).
    """
    if len(raw) != KEY_LENGTH:
        raise MalformedError("proof.value_malformed", "een Ed25519-sleutel heeft 32 bytes")
    y = int.from_bytes(raw, "little") & (2**255 - 1)
    if y >= _FIELD or y in _SMALL_ORDER:
        raise MalformedError("proof.key_weak", "een zwak of vreemd geschreven punt")
    return Ed25519PublicKey.from_public_bytes(raw)


def signer(private_key: Ed25519PrivateKey) -> Callable[[bytes], bytes]:
    """A callable that makes the 64 bytes of a signature (RFC 8032 §5.1.6)."""
    _public, secret = crypto_sign_seed_keypair(private_key.private_bytes_raw())

    def sign(message: bytes) -> bytes:
        return crypto_sign(message, secret)[:crypto_sign_BYTES]

    return sign


def holds(signature: bytes, message: bytes, key: Ed25519PublicKey) -> bool:
    """Whether the key made this signature of 64 bytes over the message (RFC 8032 §5.1.7, without the cofactor)."""
    try:
        crypto_sign_open(signature + message, key.public_bytes_raw())
    except BadSignatureError:
        return False
    return True
