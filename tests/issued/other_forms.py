"""The genuine badge of this package in the other forms that are read: JWT and other cryptosuites, by other keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from badgeservice.formats import ob3
from badgeservice.model import base64url
from badgeservice.proofs import base58, jcs
from badgeservice.proofs.data_integrity import signed_by
from badgeservice.proofs.forms import Forms
from badgeservice.proofs.jwk import public_jwk
from badgeservice.proofs.suites import SUITES, suite_of
from issued import AWARD, DID, KEY

UNSIGNED = ob3.credential_for(AWARD)
P256 = ec.derive_private_key(7, ec.SECP256R1())
P384 = ec.derive_private_key(7, ec.SECP384R1())
RSA = rsa.generate_private_key(65537, 2048)
PrivateKey = Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
KEYS: dict[str, PrivateKey] = {"EdDSA": KEY, "ES256": P256, "ES384": P384, "RS256": RSA}


def listing(*keys: PrivateKey, did: str = DID) -> dict[str, Any]:
    """A did.json with these keys as JsonWebKey, named key-1, key-2, …"""
    methods = [
        {
            "id": f"{did}#key-{number}",
            "type": "JsonWebKey",
            "controller": did,
            "publicKeyJwk": public_jwk(key.public_key()),
        }
        for number, key in enumerate(keys, 1)
    ]
    return {"id": did, "verificationMethod": methods, "assertionMethod": [method["id"] for method in methods]}


def token(payload: Mapping[str, Any] = UNSIGNED, algorithm: str = "EdDSA", key: Any = None, **header: Any) -> bytes:
    """A JWT with this payload; None leaves a header member out."""
    names = {"typ": "vc+jwt", "kid": f"{DID}#key-1"} | header
    signed = jwt.encode(dict(payload), key or KEYS[algorithm], algorithm, {k: v for k, v in names.items() if v})
    return signed.encode()


def raw_token(header: bytes, payload: bytes, key: Ed25519PrivateKey = KEY) -> bytes:
    """A JWS over exactly these bytes, signed with Ed25519."""
    signing_input = f"{base64url.encode(header)}.{base64url.encode(payload)}".encode()
    return signing_input + b"." + base64url.encode(key.sign(signing_input)).encode()


def claims(document: Mapping[str, Any] = UNSIGNED, **changes: Any) -> dict[str, Any]:
    """The registered claims that go with the badge (OB 3.0 §8.2)."""
    agreeing = {
        "iss": DID,
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": 1795341600,
        "exp": 1858546799,
    }
    return agreeing | changes


def proved(cryptosuite: str, key: Any, document: Mapping[str, Any] = UNSIGNED, **options: Any) -> dict[str, Any]:
    """The badge with a Data Integrity proof of any suite that is read."""
    proof = {
        "type": "DataIntegrityProof" if cryptosuite in SUITES else cryptosuite,
        "created": "2026-11-22T10:00:00Z",
        "verificationMethod": f"{DID}#key-{1 if key is KEY else 2}",
        "proofPurpose": "assertionMethod",
    }
    proof |= {"cryptosuite": cryptosuite} if cryptosuite in SUITES else {}
    proof |= options
    suite = suite_of(proof)
    signed = signed_by(Forms(document), proof, suite, suite.hash_for(key.public_key())).data
    return {**document, "proof": {**proof, "proofValue": "z" + base58.encode(_signature(key, signed))}}


def as_text(document: Mapping[str, Any]) -> bytes:
    """The document as JSON."""
    return json.dumps(document, ensure_ascii=False).encode()


def canonical(document: Mapping[str, Any]) -> bytes:
    """The document as JCS."""
    return jcs.canonicalise(document)


def _signature(key: Any, signed: bytes) -> bytes:
    if isinstance(key, Ed25519PrivateKey):
        return key.sign(signed)
    size = (key.key_size + 7) // 8
    algorithm = hashes.SHA256() if size == 32 else hashes.SHA384()
    return b"".join(number.to_bytes(size) for number in decode_dss_signature(key.sign(signed, ec.ECDSA(algorithm))))
