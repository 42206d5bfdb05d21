"""Weak and broken keys of rarer kinds."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import plain
from casemaking.cast import did_web, jwk_method, multikey_method, the_signer
from casemaking.shelf import Shelf

WEAK, SIGNATURE = "proof.key_weak", "proof.signature_invalid"
KEY = (
    WEAK,
    "proof.value_malformed",
    "issuer.unresolvable",
    "proof.vm_not_authorized",
    "issuer.key_unbound",
    SIGNATURE,
    "jws.alg_not_allowed",
    "proof.cryptosuite_unknown",
)


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "weak-keys"
    _keys(shelf)


def _keys(shelf: Shelf) -> None:
    rsa, curve, key = keys.rsa_key("zon"), keys.elliptic("forms"), keys.ed25519("forms")
    n = keys.jwk(rsa)["n"]
    wrong: dict[str, tuple[Any, dict[str, Any]]] = {
        "rsa-exponent-1": (rsa, {"kty": "RSA", "n": n, "e": "AQ"}),
        "rsa-exponent-0": (rsa, {"kty": "RSA", "n": n, "e": "AA"}),
        "rsa-exponent-empty": (rsa, {"kty": "RSA", "n": n, "e": ""}),
        "rsa-exponent-padded": (rsa, {"kty": "RSA", "n": n, "e": "AQAB=="}),
        "rsa-modulus-empty": (rsa, {"kty": "RSA", "n": "", "e": "AQAB"}),
        "rsa-modulus-even": (rsa, {"kty": "RSA", "n": keys.base64url(b"\xff" * 255 + b"\xfe"), "e": "AQAB"}),
        "rsa-modulus-64-kbit": (rsa, {"kty": "RSA", "n": keys.base64url(b"\xff" * 8192), "e": "AQAB"}),
        "rsa-exponent-huge": (rsa, {"kty": "RSA", "n": n, "e": keys.base64url(b"\x7f" + b"\xff" * 255)}),
        "rsa-private": (rsa, {"kty": "RSA", "n": n, "e": "AQAB", "d": n}),
        "rsa-primes": (rsa, {"kty": "RSA", "n": n, "e": "AQAB", "p": n, "q": n}),
        "ec-infinity": (
            curve,
            {"kty": "EC", "crv": "P-256", "x": keys.base64url(bytes(32)), "y": keys.base64url(bytes(32))},
        ),
        "ec-x-too-large": (
            curve,
            {"kty": "EC", "crv": "P-256", "x": keys.base64url(b"\xff" * 32), "y": keys.base64url(b"\xff" * 32)},
        ),
        "ec-y-negated": (curve, {**keys.jwk(curve), "y": _negated(curve)}),
        "ec-without-y": (curve, {name: value for name, value in keys.jwk(curve).items() if name != "y"}),
        "okp-lower-case": (key, {**keys.jwk(key), "crv": "ed25519"}),
        "okp-x25519": (key, {**keys.jwk(key), "crv": "X25519"}),
        "okp-called-ec": (key, {**keys.jwk(key), "kty": "EC"}),
        "kty-number": (key, {**keys.jwk(key), "kty": 5}),
        "x-number": (key, {**keys.jwk(key), "x": 5}),
        "empty": (key, {}),
    }
    for name, (private, jwk) in wrong.items():
        signer = the_signer(private, f"did:web:{name}.example")
        did_web(shelf, f"{name}.example", key, method=jwk_method(signer, publicKeyJwk=jwk))
        shelf.never(f"jwk-{name}", f"The JWK in the did.json: {name}.", signer.jwt(plain(signer)), *KEY)
    forms: dict[str, dict[str, Any]] = {
        "base58-of-2018": {"type": "Ed25519VerificationKey2018", "publicKeyBase58": keys.base58(keys.raw_public(key))},
        "multibase-without-codec": {"publicKeyMultibase": "z" + keys.base58(keys.raw_public(key))},
        "multibase-list": {"publicKeyMultibase": [keys.multikey(key)]},
        "multikey-secret-too": {"secretKeyMultibase": "z" + keys.base58(b"\x80\x26" + key.private_bytes_raw())},
        "jwk-in-multikey": {"publicKeyMultibase": None, "publicKeyJwk": keys.jwk(key)},
    }
    for name, changes in forms.items():
        signer = the_signer(key, f"did:web:vorm-{name}.example")
        entry_ = {part: value for part, value in multikey_method(signer, **changes).items() if value is not None}
        if "publicKeyBase58" in entry_:
            del entry_["publicKeyMultibase"]
        did_web(shelf, f"vorm-{name}.example", key, method=entry_)
        if name not in ("base58-of-2018", "jwk-in-multikey"):
            shelf.never(f"form-{name}", f"A key in an odd form: {name}.", signer.prove(plain(signer)), *KEY)


def _negated(curve: Any) -> str:
    prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
    return keys.base64url((prime - curve.public_key().public_numbers().y).to_bytes(32, "big"))
