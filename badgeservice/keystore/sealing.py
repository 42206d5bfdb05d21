"""How is a private key sealed, so that the database alone is worth nothing?

AES-256-GCM with a fresh nonce under a fresh data key, and the data key wrapped (RFC 3394) by the key-encryption key.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from badgeservice.errors import SettingsError

FORMAT = b"\x01"
WRAPPED_LENGTH = 40
NONCE_LENGTH = 12


def binding(organisation: str, key_id: str, purpose: str) -> bytes:
    """What a sealed key is bound to: moved to another organisation, key or purpose, it does not open."""
    return f"v1|{organisation}|{key_id}|{purpose}".encode()


def seal(private_key: Ed25519PrivateKey, key_encryption_key: bytes, bound_to: bytes) -> bytes:
    """Seal a private key: format byte, wrapped data key (40 bytes), nonce (12), ciphertext with tag (48)."""
    data_key = AESGCM.generate_key(256)
    nonce = os.urandom(NONCE_LENGTH)
    ciphertext = AESGCM(data_key).encrypt(nonce, private_key.private_bytes_raw(), bound_to)
    return FORMAT + aes_key_wrap(key_encryption_key, data_key) + nonce + ciphertext


def unseal(sealed: bytes, key_encryption_key: bytes, bound_to: bytes) -> Ed25519PrivateKey:
    """Open a sealed private key. Raises SettingsError when this key-encryption key did not seal it."""
    wrapped, rest = sealed[1 : 1 + WRAPPED_LENGTH], sealed[1 + WRAPPED_LENGTH :]
    try:
        data_key = aes_key_unwrap(key_encryption_key, wrapped)
        raw = AESGCM(data_key).decrypt(rest[:NONCE_LENGTH], rest[NONCE_LENGTH:], bound_to)
    except (InvalidUnwrap, InvalidTag, ValueError) as problem:
        raise SettingsError(
            "A signing key does not open with this key-encryption key. "
            "Point BADGESERVICE_KEY_ENCRYPTION_KEY_FILE at the file that was in use when the key was made."
        ) from problem
    return Ed25519PrivateKey.from_private_bytes(raw)
