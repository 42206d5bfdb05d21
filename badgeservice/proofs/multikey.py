"""How is an Ed25519 public key written as a Multikey?"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badgeservice.errors import MalformedError
from badgeservice.proofs import base58
from badgeservice.proofs.ed25519_key import load_public_key

_ED25519_PUBLIC = b"\xed\x01"


def encode_public(key: Ed25519PublicKey) -> str:
    """The `publicKeyMultibase` of a key (Controlled Identifiers §2.2.2): z6Mk…"""
    return "z" + base58.encode(_ED25519_PUBLIC + key.public_bytes_raw())


def decode_public(text: object) -> Ed25519PublicKey:
    """The key of a `publicKeyMultibase`; raises MalformedError `proof.value_malformed` or `proof.key_weak`."""
    raw = base58.decode_multibase(text)
    if not raw.startswith(_ED25519_PUBLIC):
        raise MalformedError("proof.value_malformed", "geen Multikey van Ed25519")
    return load_public_key(raw.removeprefix(_ED25519_PUBLIC))
