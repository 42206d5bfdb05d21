"""Badges signed with keys that prove nothing: small order, small moduli, private parts, mangled points."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import plain
from casemaking.cast import Signer, did_jwk, did_web, jwk_method, multikey_method, the_signer, zon
from casemaking.shelf import Shelf

WEAK = "proof.key_weak"
MALFORMED = (
    "proof.value_malformed",
    "issuer.unresolvable",
    "proof.vm_not_authorized",
    "issuer.key_unbound",
    "proof.signature_invalid",
)
SMALL_ORDER = (
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
)
NOT_CANONICAL = (
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0100000000000000000000000000000000000000000000000000000000000080",
)
UNIVERSAL = bytes.fromhex("01" + "00" * 31) + bytes(32)
"""R is the neutral point and s is zero: it holds for every message under a key of small order."""


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "weak-keys"
    _points(shelf)
    _rsa(shelf)
    _jwks(shelf)
    _mangled(shelf)


def _points(shelf: Shelf) -> None:
    groups = (("small-order", SMALL_ORDER, (WEAK,)), ("not-canonical", NOT_CANONICAL, (WEAK, *MALFORMED)))
    for name, points, reasons in groups:
        for place, point in enumerate(points):
            raw = bytes.fromhex(point)
            signer = _under(f"did:key:{keys.multikey_of(bytes([0xED, 1]), raw)}")
            says = f"Ed25519 key {point[:8]}… ({name}) with a signature that holds for everything."
            shelf.never(f"{name}-{place}", says, _signed(signer), *reasons)
    raw = bytes.fromhex(SMALL_ORDER[0])
    web = the_signer(keys.ed25519("forms"), "did:web:small-order.example")
    value = keys.multikey_of(b"\xed\x01", raw)
    did_web(shelf, "small-order.example", web.key, method=multikey_method(web, publicKeyMultibase=value))
    shelf.bad("small-order-did-web", "A key of small order in a did.json.", _signed(web), WEAK)
    okp = the_signer(keys.ed25519("forms"), "did:web:small-order-jwk.example")
    small = {"kty": "OKP", "crv": "Ed25519", "x": keys.base64url(raw)}
    did_web(shelf, "small-order-jwk.example", okp.key, method=jwk_method(okp, publicKeyJwk=small))
    shelf.bad("small-order-jwk", "A key of small order as JWK.", _signed(okp), WEAK)
    head = keys.base64url(b'{"alg":"EdDSA","typ":"vc+jwt","kid":"' + okp.method.encode() + b'"}')
    body = okp.jwt(plain(okp)).split(".")[1]
    shelf.bad(
        "small-order-jwt", "A key of small order under a JWT.", f"{head}.{body}.{keys.base64url(UNIVERSAL)}", WEAK
    )


def _rsa(shelf: Shelf) -> None:
    for name, key in (
        ("1024-bits", keys.rsa_key("small", 1024)),
        ("1536-bits", keys.rsa_key("small", 1536)),
        ("exponent-3", keys.rsa_key("three", 2048, 3)),
        ("exponent-17", keys.rsa_key("seventeen", 2048, 17)),
    ):
        label = f"rsa-{name}"
        signer = the_signer(key, f"did:web:{label}.example")
        did_web(shelf, f"{label}.example", keys.ed25519("forms"), method=jwk_method(signer))
        shelf.bad(label, f"RS256 with a key of {name}.", signer.jwt(plain(signer)), WEAK)
    key = keys.rsa_key("small", 1024)
    signer = did_jwk(key)
    shelf.bad("rsa-1024-bits-did-jwk", "RS256 with 1024 bits as did:jwk.", signer.jwt(plain(signer)), WEAK)


def _jwks(shelf: Shelf) -> None:
    key, curve = keys.ed25519("forms"), keys.elliptic("forms")
    secret = keys.base64url(key.private_bytes_raw())
    number = curve.private_numbers().private_value.to_bytes(32, "big")
    wrong: dict[str, tuple[Any, dict[str, Any], tuple[str, ...]]] = {
        "private-part-ed25519": (key, keys.jwk(key, d=secret), (WEAK,)),
        "private-part-p256": (curve, keys.jwk(curve, d=keys.base64url(number)), (WEAK,)),
        "for-encryption": (key, keys.jwk(key, use="enc"), (WEAK, *MALFORMED, "jws.alg_not_allowed")),
        "other-alg": (key, keys.jwk(key, alg="ES256"), (WEAK, *MALFORMED, "jws.alg_not_allowed")),
        "x-padded": (key, {**keys.jwk(key), "x": keys.jwk(key)["x"] + "="}, (WEAK, *MALFORMED)),
        "x-too-short": (key, {**keys.jwk(key), "x": keys.jwk(key)["x"][:-2]}, (WEAK, *MALFORMED)),
        "point-off-the-curve": (curve, {**keys.jwk(curve), "y": keys.base64url(b"\1" * 32)}, (WEAK, *MALFORMED)),
        "other-curve-name": (
            curve,
            {**keys.jwk(curve), "crv": "P-521"},
            (WEAK, *MALFORMED, "jws.alg_not_allowed", "proof.cryptosuite_unknown"),
        ),
        "symmetric": (key, {"kty": "oct", "k": secret}, (WEAK, *MALFORMED, "jws.alg_not_allowed")),
    }
    for name, (private, jwk, reasons) in wrong.items():
        signer = the_signer(private, f"did:web:jwk-{name}.example")
        did_web(shelf, f"jwk-{name}.example", key, method=jwk_method(signer, publicKeyJwk=jwk))
        shelf.never(f"jwk-{name}", f"The JWK in the did.json: {name}.", signer.jwt(plain(signer)), *reasons)
    signer = did_jwk(key, d=secret)
    shelf.never(
        "did-jwk-private-part", "A did:jwk with its private part.", signer.prove(plain(signer)), WEAK, *MALFORMED
    )


def _mangled(shelf: Shelf) -> None:
    key, curve = keys.ed25519("bries"), keys.elliptic("bries")
    values = {
        "too-short": keys.multikey_of(b"\xed\x01", keys.raw_public(key)[:-1]),
        "too-long": keys.multikey_of(b"\xed\x01", keys.raw_public(key) + b"\0"),
        "wrong-codec": keys.multikey_of(b"\xec\x01", keys.raw_public(key)),
        "private-codec": keys.multikey_of(b"\x80\x26", keys.raw_public(key)),
        "codec-spelled-long": keys.multikey_of(b"\xed\x81\x00", keys.raw_public(key)),
        "base64url": "u" + keys.base64url(b"\xed\x01" + keys.raw_public(key)),
        "uncompressed-p256": keys.multikey_of(b"\x80\x24", b"\4" + b"\1" * 64),
        "p256-not-on-the-curve": keys.multikey_of(b"\x80\x24", b"\2" + b"\xff" * 32),
        "p256-wrong-sign-byte": keys.multikey_of(b"\x80\x24", b"\5" + keys.raw_public(curve)[1:]),
        "empty": "z",
        "letter-outside-base58": keys.multikey(key)[:-1] + "0",
    }
    for name, value in values.items():
        signer = Signer(f"did:key:{value}", f"did:key:{value}#{value}", key)
        suite = "eddsa-rdfc-2022" if "p256" not in name else "ecdsa-rdfc-2019"
        signed = signer.with_key(curve if "p256" in name else key).prove(plain(signer), suite)
        shelf.never(f"did-key-{name}", f"A mangled did:key: {name}.", signed, WEAK, *MALFORMED, "schema.invalid")
    for name, did in (
        ("not-base64url", "did:jwk:%%%"),
        ("not-json", "did:jwk:" + keys.base64url(b"geen json")),
        ("empty", "did:jwk:"),
    ):
        signer = Signer(did, f"{did}#0", key)
        shelf.never(
            f"did-jwk-{name}",
            f"A mangled did:jwk: {name}.",
            signer.prove(plain(signer), "eddsa-jcs-2022"),
            WEAK,
            *MALFORMED,
            "schema.invalid",
        )
    issuer = zon(shelf)
    two = issuer.with_method(f"{issuer.id}#key-1#key-1")
    shelf.bad(
        "method-with-two-fragments",
        "Two fragments in the method.",
        two.prove(plain(issuer), "eddsa-jcs-2022"),
        *MALFORMED,
        "schema.invalid",
    )


def _under(did: str) -> Signer:
    return Signer(did, f"{did}#{did.removeprefix('did:key:')}", keys.ed25519("forms"))


def _signed(signer: Signer) -> dict[str, Any]:
    signed = signer.prove(plain(signer))
    signed["proof"][0]["proofValue"] = "z" + keys.base58(UNIVERSAL)
    return signed
