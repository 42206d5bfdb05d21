"""Which public key stands in a verification method?"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.proofs import multikey

MULTIBASE_TYPES = frozenset({"Multikey", "Ed25519VerificationKey2020"})
JWK_TYPES = frozenset({"JsonWebKey", "JsonWebKey2020"})
SECRET_MEMBERS = frozenset(
    {"secretKeyMultibase", "privateKeyMultibase", "secretKeyJwk", "privateKeyJwk", "privateKeyBase58", "privateKeyHex"}
)
SECRET_JWK_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})

_BASE64URL_32 = re.compile(r"[A-Za-z0-9_-]{43}")


def read_key(method: Mapping[str, Any]) -> Ed25519PublicKey:
    """The Ed25519 key of a Multikey, Ed25519VerificationKey2020, JsonWebKey or JsonWebKey2020.

    Raises MalformedError(proof.key_weak) for weak keys and for any that carries secret material,
    UnavailableError(proof.cryptosuite_unknown) for forms that are not read here.
    """
    if not SECRET_MEMBERS.isdisjoint(method):
        raise MalformedError("proof.key_weak", "secret material")
    kind = method.get("type")
    if kind in MULTIBASE_TYPES:
        return multikey.decode_public(_text(method.get("publicKeyMultibase")))
    if kind in JWK_TYPES:
        return _from_jwk(method.get("publicKeyJwk"))
    raise UnavailableError("proof.cryptosuite_unknown", f"key of type {kind}")


def _from_jwk(jwk: Any) -> Ed25519PublicKey:
    """RFC 8037 §2: kty OKP, crv Ed25519, x the 32 bytes; read through Multikey so that weak keys are refused once."""
    if not isinstance(jwk, Mapping):
        raise MalformedError("proof.value_malformed", "publicKeyJwk")
    if not SECRET_JWK_MEMBERS.isdisjoint(jwk):
        raise MalformedError("proof.key_weak", "secret material")
    if jwk.get("kty") != "OKP" or jwk.get("crv") != "Ed25519" or not _may_verify(jwk):
        raise MalformedError("proof.value_malformed", "not an Ed25519 key for signatures")
    key = Ed25519PublicKey.from_public_bytes(_decode(_text(jwk.get("x"))))
    return multikey.decode_public(multikey.encode_public(key))


def _may_verify(jwk: Mapping[str, Any]) -> bool:
    operations = jwk.get("key_ops", ["verify"])
    fits = jwk.get("use", "sig") == "sig" and jwk.get("alg", "EdDSA") in ("EdDSA", "Ed25519")
    return fits and isinstance(operations, list) and "verify" in operations


def _decode(text: str) -> bytes:
    if not _BASE64URL_32.fullmatch(text):
        raise MalformedError("proof.value_malformed", "x")
    try:
        raw = base64.urlsafe_b64decode(text + "=")
    except binascii.Error as problem:
        raise MalformedError("proof.value_malformed", "x") from problem
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise MalformedError("proof.value_malformed", "x has spare bits")
    return raw


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise MalformedError("proof.value_malformed", "a key is not text")
    return value
