"""Which public key stands in a verification method?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.proofs import multikey
from badgeservice.proofs.jwk import read_jwk
from badgeservice.proofs.public_key import PublicKey

JWK_TYPES = frozenset({"JsonWebKey", "JsonWebKey2020"})
# Controlled Identifiers 1.0 §2.2: one method holds its material once.
KEY_MEMBERS = frozenset({"publicKeyMultibase", "publicKeyJwk", "publicKeyPem", "publicKeyBase58", "publicKeyHex"})
SECRET_MEMBERS = frozenset(
    {"secretKeyMultibase", "privateKeyMultibase", "secretKeyJwk", "privateKeyJwk", "privateKeyBase58", "privateKeyHex"}
)


def read_key(method: Mapping[str, Any]) -> PublicKey:
    """The key of a Multikey, Ed25519VerificationKey2020, JsonWebKey or JsonWebKey2020.

    Raises MalformedError(proof.key_weak) for weak keys and for any that carries secret material,
    UnavailableError(proof.cryptosuite_unknown) for forms that are not read here.
    """
    if not SECRET_MEMBERS.isdisjoint(method):
        raise MalformedError("proof.key_weak", "secret material")
    if len(KEY_MEMBERS.intersection(method)) > 1:
        raise MalformedError("proof.value_malformed", "one method holds two keys")
    kind = method.get("type")
    if kind == "Multikey":
        return multikey.decode_public(method.get("publicKeyMultibase"))
    if kind == "Ed25519VerificationKey2020":
        return _only_ed25519(multikey.decode_public(method.get("publicKeyMultibase")))
    if kind in JWK_TYPES:
        return read_jwk(method.get("publicKeyJwk"))
    raise UnavailableError("proof.cryptosuite_unknown", f"key of type {str(kind)[:100]}")


def _only_ed25519(key: PublicKey) -> PublicKey:
    if not isinstance(key, Ed25519PublicKey):
        raise MalformedError("proof.value_malformed", "not an Ed25519 key")
    return key
