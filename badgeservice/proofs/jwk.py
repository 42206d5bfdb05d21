"""Which public key does a JSON Web Key hold, and what is its thumbprint? (RFC 7517, 7518 §6, 7638, 8037)"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.model import base64url
from badgeservice.proofs.ed25519_key import load_public_key
from badgeservice.proofs.public_key import CURVES, MORE_CURVES, PublicKey, load_point, load_rsa

SECRET_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
MAX_MODULUS = 1400

_ALGORITHMS = {
    "Ed25519": ("EdDSA", "Ed25519"), "P-256": ("ES256",), "P-384": ("ES384",), "P-521": ("ES512",), "RSA": ("RS256",),
}  # fmt: skip
_NOT_USED = ("P-521", "secp256k1", "Ed448")


def read_jwk(jwk: object, curves: Collection[str] = CURVES) -> PublicKey:
    """The key of a public JWK that is meant for signatures; `curves` are those of MORE_CURVES that are taken.

    Raises MalformedError `proof.value_malformed`, or `proof.key_weak` for weak keys and any that carries private or
    symmetric material; UnavailableError `proof.cryptosuite_unknown` for kinds that we do not use.
    """
    if not isinstance(jwk, Mapping):
        raise MalformedError("proof.value_malformed", "geen JWK")
    if not SECRET_MEMBERS.isdisjoint(jwk) or jwk.get("kty") == "oct":
        raise MalformedError("proof.key_weak", "de sleutel draagt geheim materiaal")
    kind = jwk.get("kty") if jwk.get("kty") == "RSA" else jwk.get("crv")
    if kind in _NOT_USED and kind not in curves:
        raise UnavailableError("proof.cryptosuite_unknown", f"een sleutel van {kind}")
    if not isinstance(kind, str) or kind not in _ALGORITHMS:
        raise MalformedError("proof.value_malformed", "geen sleutel voor handtekeningen")
    _refuse_other_use(jwk, _ALGORITHMS[kind])
    return _load(jwk, kind)


def thumbprint(key: PublicKey) -> str:
    """The RFC 7638 thumbprint: base64url of the SHA-256 of the required members, in order, without white space."""
    members = json.dumps(public_jwk(key), sort_keys=True, separators=(",", ":"))
    return base64url.encode(hashlib.sha256(members.encode()).digest())


def public_jwk(key: PublicKey) -> dict[str, str]:
    """The required members of the key's JWK and no others."""
    if isinstance(key, Ed25519PublicKey):
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(key.public_bytes_raw())}
    if isinstance(key, ec.EllipticCurvePublicKey):
        numbers, size = key.public_numbers(), (key.key_size + 7) // 8
        curve = next(name for name, kind in CURVES.items() if isinstance(key.curve, kind))
        x, y = (base64url.encode(number.to_bytes(size)) for number in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": curve, "x": x, "y": y}
    rsa = key.public_numbers()
    return {"kty": "RSA", "n": _encode_number(rsa.n), "e": _encode_number(rsa.e)}


def _load(jwk: Mapping[str, Any], kind: str) -> PublicKey:
    if kind == "RSA":
        return load_rsa(_number(jwk.get("n")), _number(jwk.get("e")))
    if kind == "Ed25519":
        _refuse_kind(jwk, "OKP")
        return load_public_key(_bytes(jwk.get("x"), 32))
    _refuse_kind(jwk, "EC")
    size = (MORE_CURVES[kind]().key_size + 7) // 8
    return load_point(kind, b"\x04" + _bytes(jwk.get("x"), size) + _bytes(jwk.get("y"), size))


def _refuse_kind(jwk: Mapping[str, Any], wanted: str) -> None:
    if jwk.get("kty") != wanted:
        raise MalformedError("proof.value_malformed", "kty en crv horen niet bij elkaar")


def _refuse_other_use(jwk: Mapping[str, Any], algorithms: tuple[str, ...]) -> None:
    operations = jwk.get("key_ops", ["verify"])
    fits = jwk.get("use", "sig") == "sig" and jwk.get("alg", algorithms[0]) in algorithms
    if not fits or not isinstance(operations, list) or "verify" not in operations:
        raise MalformedError("proof.value_malformed", "de sleutel is niet bedoeld voor deze handtekeningen")


def _bytes(text: object, length: int | None = None) -> bytes:
    data = base64url.decode(text) if isinstance(text, str) and len(text) <= MAX_MODULUS else None
    if not data or (length is not None and len(data) != length):
        raise MalformedError("proof.value_malformed", "een deel van de JWK")
    return data


def _number(text: object) -> int:
    """A Base64urlUInt (RFC 7518 §2), which has no leading zero bytes."""
    data = _bytes(text)
    if data[0] == 0:
        raise MalformedError("proof.value_malformed", "een getal in de JWK begint met een nul")
    return int.from_bytes(data)


def _encode_number(number: int) -> str:
    return base64url.encode(number.to_bytes((number.bit_length() + 7) // 8))
