"""How is a private key sealed, so that the database alone is worth nothing?

AES-256-GCM with a fresh nonce under a fresh data key, and the data key wrapped (RFC 3394) by the key-encryption key.
An Ed25519 key lies inside as its 32 bytes, an RSA key as PKCS #8 in DER; the format byte says which.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from badgeservice.errors import SettingsError

ED25519, RSA = b"\x01", b"\x02"
WRAPPED_LENGTH = 40
NONCE_LENGTH = 12

PrivateKey = Ed25519PrivateKey | RSAPrivateKey


def binding(organisation: str, key_id: str, purpose: str) -> bytes:
    """What a sealed key is bound to: moved to another organisation, key or purpose, it does not open."""
    return f"v1|{organisation}|{key_id}|{purpose}".encode()


def seal(private_key: PrivateKey, key_encryption_key: bytes, bound_to: bytes) -> bytes:
    """Seal a private key: format byte, wrapped data key (40 bytes), nonce (12), ciphertext with its tag (16)."""
    data_key = AESGCM.generate_key(256)
    nonce = os.urandom(NONCE_LENGTH)
    form, plain = _written(private_key)
    return form + aes_key_wrap(key_encryption_key, data_key) + nonce + AESGCM(data_key).encrypt(nonce, plain, bound_to)


def unseal(sealed: bytes, key_encryption_key: bytes, bound_to: bytes) -> PrivateKey:
    """Open a sealed private key. Raises SettingsError when this key-encryption key did not seal it."""
    wrapped, rest = sealed[1 : 1 + WRAPPED_LENGTH], sealed[1 + WRAPPED_LENGTH :]
    try:
        data_key = aes_key_unwrap(key_encryption_key, wrapped)
        plain = AESGCM(data_key).decrypt(rest[:NONCE_LENGTH], rest[NONCE_LENGTH:], bound_to)
        return _read(sealed[:1], plain)
    except (InvalidUnwrap, InvalidTag, ValueError) as problem:
        raise SettingsError(
            "A signing key does not open with this key-encryption key. "
            "Point BADGESERVICE_KEY_ENCRYPTION_KEY_FILE at the file that was in use when the key was made."
        ) from problem


def _written(private_key: PrivateKey) -> tuple[bytes, bytes]:
    if isinstance(private_key, Ed25519PrivateKey):
        return ED25519, private_key.private_bytes_raw()
    return RSA, private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _read(form: bytes, plain: bytes) -> PrivateKey:
    if form == ED25519:
        return Ed25519PrivateKey.from_private_bytes(plain)
    # Checking that the primes are primes takes 100 ms; the seal says that they are those that were put in.
    private_key = load_der_private_key(plain, None, unsafe_skip_rsa_key_validation=True)
    if form != RSA or not isinstance(private_key, RSAPrivateKey):
        raise ValueError("a sealed key of an unknown form")
    return private_key
