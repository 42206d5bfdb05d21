"""Does a JSON Web Signature hold, made with the one algorithm that fits its key? (RFC 7515, 7518, 8037)"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badgeservice.errors import MalformedError
from badgeservice.model import base64url
from badgeservice.proofs import ed25519_key
from badgeservice.proofs.public_key import PublicKey

MAX_PART = 256_000
MAX_KEY_ID = 8_000
ALGORITHMS = ("EdDSA", "Ed25519", "ES256", "ES384", "RS256")
TYPES = frozenset({"jwt", "vc+jwt", "vc+ld+jwt"})

# Whether the bytes that were signed hold by a key, with a signature.
_Holds = Callable[[bytes, Any, bytes], bool]

_ON_CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
_KEYS_IN_THE_HEADER = ("jwk", "jku", "x5c", "x5u")


@dataclass(frozen=True)
class CompactJws:
    """A JWS in compact form (RFC 7515 §7.1): `signing_input` is what is signed, `signature` still base64url."""

    header: Mapping[str, Any]
    payload: bytes
    signing_input: bytes
    signature: str

    @property
    def key_id(self) -> str | None:
        """The `kid`; `refuse_header` has seen to it that it is text."""
        return self.header.get("kid")


def refuse_header(
    header: Mapping[str, Any], algorithms: Collection[str] = ALGORITHMS, types: Collection[str] = TYPES
) -> None:
    """Refuse a header that asks for what we do not do, or that brings its own key; `types` are in small letters.

    Raises MalformedError `jws.alg_not_allowed`, `jws.crit_unknown`, `jws.b64_unsupported`, `jws.malformed`,
    `jws.key_from_header`, `jws.typ_invalid`, `jws.kid_invalid` or `parse.too_large`.
    """
    if header.get("alg") not in algorithms:
        raise MalformedError("jws.alg_not_allowed", str(header.get("alg"))[:50])
    if header.get("b64", True) is not True:
        raise MalformedError("jws.b64_unsupported")
    if "crit" in header:
        raise MalformedError("jws.crit_unknown", str(header["crit"])[:100])
    if "zip" in header:
        raise MalformedError("jws.malformed", "zip")
    for name in _KEYS_IN_THE_HEADER:
        if name in header:
            raise MalformedError("jws.key_from_header", name)
    _refuse_names(header, types)


def verify(token: CompactJws, key: PublicKey) -> None:
    """Whether the signature holds; silence means it does.

    Raises MalformedError `jws.alg_not_allowed` when the header names another algorithm than the key's,
    `jws.malformed` or `proof.signature_invalid`.
    """
    names, holds = _algorithm_of(key)
    if token.header.get("alg") not in names:
        raise MalformedError("jws.alg_not_allowed", f"{str(token.header.get('alg'))[:50]} past niet bij de sleutel")
    signature = base64url.decode(token.signature)
    if not signature:
        raise MalformedError("jws.malformed", "de handtekening is geen base64url")
    if not holds(token.signing_input, key, signature):
        raise MalformedError("proof.signature_invalid")


def _algorithm_of(key: PublicKey) -> tuple[tuple[str, ...], _Holds]:
    if isinstance(key, Ed25519PublicKey):
        return ("EdDSA", "Ed25519"), _holds_by_ed25519
    name = _ON_CURVES[key.curve.name] if isinstance(key, ec.EllipticCurvePublicKey) else "RS256"
    return (name,), _by_pyjwt(name)


@cache
def _by_pyjwt(name: str) -> _Holds:
    """PyJWT is read at the first signature that asks for it: most badges have none, and it takes long."""
    made: Mapping[str, Any] = import_module("jwt.algorithms").get_default_algorithms()
    holds: _Holds = made[name].verify
    return holds


def _holds_by_ed25519(signed: bytes, key: Any, signature: bytes) -> bool:
    return len(signature) == ed25519_key.SIGNATURE_LENGTH and ed25519_key.holds(signature, signed, key)


def _refuse_names(header: Mapping[str, Any], types: Collection[str]) -> None:
    type_, key_id = header.get("typ", "JWT"), header.get("kid")
    if not isinstance(type_, str) or type_.lower() not in types:
        raise MalformedError("jws.typ_invalid", str(type_)[:100])
    if key_id is not None and not isinstance(key_id, str):
        raise MalformedError("jws.kid_invalid", "kid is geen tekst")
    if key_id is not None and len(key_id) > MAX_KEY_ID:
        raise MalformedError("parse.too_large", "kid")
